#pragma once
/* The board of logros as lines: dimensions with their counts, each logro with its línea base beside today, and below a logro of persons, when it is open,
 * those to whom it applies. */
#include "tui/tablero_familia.h"

enum { LOGROS_DIMENSION = 1, LOGROS_LOGRO, LOGROS_SUJETO };      /* id: dimension, number of the logro; seq: member */
enum logros_filtro { LOGROS_TODOS, LOGROS_POR_ALCANZAR, LOGROS_SIN_DATO, LOGROS_FILTROS };

struct logros {
	struct tablero_familia t;                 /* first: see tablero_familia.h */
	enum logros_filtro filtro;
	bool *abierto;                            /* by index in the catalogue */
};

extern const struct columna logros_columna[];
enum { LOGROS_COLUMNAS = 6 };

void logros_lineas(struct tablero_familia *);
const char *logros_resumen(const struct logros *, struct arena *);     /* the filter and what the letters mean */
const char *logros_verificacion(const char *letras, struct arena *);     /* «documento, registro», of the letters D,R; "" of none */
const char *logros_estado(enum logro_estado, struct arena *);          /* «P por alcanzar» */
/* What decided for this person or the household (NULL: it does not apply to it), in a line, without the questions that were answered; of the family's arena. */
const char *logros_por_que(struct familia *, const struct logro_resultado *, const struct logro_sujeto *);
