#pragma once
/* The whole evaluation of a household as JSON: keys in Spanish, whole numbers, states by key and by name, what is not known as null or "sin_dato".
 * docs/EVALUAR.md describes every key. Reasons («razones») are arrays of lines {nivel, texto}, as the «¿por qué?» screens show them. */
#include "model/evaluacion.h"
#include "report/jsonw.h"

struct json_evaluacion {
	bool razones;                /* with the reasons */
	bool reservadas;             /* with the reserved alerts and their reasons */
	bool indent;                 /* for people; else one line */
	int linea;                   /* line of the input, told back; 0: none */
};

/* The text and its length, without a line end, in the arena. */
const char *json_evaluacion(const struct evaluacion *, const struct json_evaluacion *, struct arena *, size_t *len);
