#pragma once
/* Evaluates households that come as JSON: one document, or many with one object per line (JSON Lines), in constant memory.
 * One object per line: by the caller's word (`lineas`), else when the first line is a whole object. Each line gives one line: the evaluation, or
 * {"linea": n, "errores": ["…"]} where the household could not be read; the errors go to `errores` too, and the rest goes on. Blank lines are passed over.
 * Pure but for its three streams, which stay the caller's. */
#include "base/err.h"
#include "model/programa.h"
#include <stdio.h>

struct evaluar {
	/* given */
	const struct programa *programa;
	int32_t hoy;                     /* date of reference */
	const char *nombre;              /* of the input, for messages */
	FILE *entrada, *salida, *errores;
	bool lineas, razones, reservadas;
	/* found */
	int hogares, fallidos;           /* evaluated; could not be read */
};

/* False: reading or writing failed. Households that could not be read are counted, no more. */
bool evaluar_run(struct evaluar *, struct err *);
