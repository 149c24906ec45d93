#pragma once
/* A household as JSON, read against the dictionary: {"hogar": {variable: value…}, "integrantes": [{…}]} and, if wanted, "logros", "visitas",
 * "compromisos", "oportunidades", "evaluaciones" (docs/EVALUAR.md). Members are numbered from 1 in the order of the file.
 * A value has the JSON type of its variable; null or "" is no answer, "NQR" a refusal. Nothing is guessed: choices by name, dates AAAA-MM-DD.
 * All that is wrong is told at once, each with its path (integrantes[2].fecha_nacimiento, counted from 0) and the reason in Spanish. */
#include "base/problem.h"
#include "model/ficha.h"
#include "model/programa.h"

enum { JSON_HOGAR_MAX = 1024 * 1024 };          /* bytes of one household */

struct json_entrada {
	const char *name;            /* of the file, for problems */
	int line;                    /* of the file on which the text stands; 0: the text is the whole file */
	const char *bytes; size_t len;
};

/* False when there was a problem; the ficha is then not to be used. Everything lies in the arena. */
bool json_hogar_read(const struct json_entrada *, const struct programa *, int32_t hoy, struct arena *, struct ficha *, struct problems *);
