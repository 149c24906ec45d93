#pragma once
/* Families by chance, for properties that must hold of every family: members from 0 to 90 years and, of every variable that a rule of the programme reads,
 * an answer, none, or, where it may be, a refusal. The same seed gives the same family. All people are invented. */
#include "model/evaluacion.h"
#include "tests/model/programas.h"

struct generador {
	const struct programa *programa;
	struct arena *arena;                    /* of what it makes; may be changed between families */
	const struct variable **var; int n, cap; /* every variable of the household and its members that a rule reads, by way of calculations too */
	uint64_t state;
};

void generador_init(struct generador *, const struct programa *, struct arena *);
void generador_seed(struct generador *, uint64_t seed);
uint32_t generador_below(struct generador *, uint32_t n);       /* 0 … n - 1 */
/* One to six members, a plan with some logros of it, and maybe a commitment. */
void generador_familia(struct generador *, struct ficha *);
void generador_integrante(struct generador *, struct ficha *, uint32_t seq);
/* Answers what has no answer, or was refused, each with the chance of `percent`; nothing that has one is touched. An item of income that a finished
 * declaration leaves empty has its answer: it is 0. */
void generador_completar(struct generador *, struct ficha *, uint32_t percent);
/* Does a rule, or a calculation that it reads, look at the members together? */
bool generador_agrega(const struct expr *);
