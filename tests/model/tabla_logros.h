#pragma once
/* The rules of a delivered catalogue of logros, as tables: one row is one person (or house) and the letter that the logro must have
 * (A alcanzado, P por alcanzar, - no aplica, ? sin dato). The tables must be complete: tabla_completa says what lacks. */
#include "model/logro.h"
#include "tests/model/familia.h"

#define TABLA_HOY "2026-06-30"

struct caso {
	int logro;
	int edad;                       /* years completed half a year ago; -1: birth date unknown; NADIE: nobody in the house */
	const char *quien;              /* answers of that person; NULL none */
	const char *casa;               /* answers of the household; NULL none */
	const char *otro;               /* more people, «/» between; NULL none */
	char estado;
};
enum { NADIE = -2 };

/* The day before a birthday and the birthday itself. */
struct limite { int logro, anios, meses; const char *quien; char antes, despues; };

/* One question with a list: with each of its choices the logro is reached or is not, everything else being answered. */
struct opciones { int logro, edad; const char *quien, *casa, *variable, *alcanzan; };

struct tabla {
	struct familia f;
	const struct logro_catalogo *catalogo;
};
void tabla_start(struct tabla *, const char *catalogo_file);     /* over the dictionary of programs/common */
void tabla_casos(struct tabla *, const struct caso *, int n);
void tabla_opciones(struct tabla *, const struct opciones *, int n);
void tabla_limites(struct tabla *, const struct limite *, int n);
char tabla_letra(struct tabla *, int logro, int32_t on);         /* of the family as it is in t->f.ficha */
/* Each logro reached, not reached and unknown, and not applicable if it can be; each that looks at an age has its birthdays. */
void tabla_completa(struct tabla *, const struct caso *, int n_caso, const struct limite *, int n_limite);
