#pragma once
/* The evaluation as pages of lines: the matrix with the three conditions, the IPM, the income, what is missing, and the measurements on record;
 * and the «¿por qué?» of each line. */
#include "model/camino.h"
#include "tui/tablero_familia.h"

enum evaluacion_pagina { PAGINA_RESUMEN, PAGINA_IPM, PAGINA_INGRESO, PAGINA_FALTA, PAGINA_REGISTRO, PAGINAS };
/* What a line is about. id: EV_CONDICION 0–2, EV_IPM index of the variable (-1 the whole), EV_CAMBIO index in what is missing,
 * EV_CAMINO the way, with seq the change in it; seq: EV_MEDICION. */
enum { EV_CONDICION = 1, EV_DECISION, EV_IPM, EV_INGRESO, EV_CAMBIO, EV_CAMINO, EV_MEDICION };

struct evaluacion_vista {
	struct tablero_familia t;                 /* first: see tablero_familia.h */
	enum evaluacion_pagina pagina;
	struct camino *camino; int n_camino;      /* of the page of what is missing, in the family's arena */
};

void evaluacion_lineas(struct tablero_familia *);
void evaluacion_columnas(struct evaluacion_vista *);                          /* those of the page; before the lines are made */
const char *evaluacion_pagina_nombre(enum evaluacion_pagina);
int evaluacion_matriz(const struct evaluacion *, struct grid *, struct rect); /* the 3×3 with the family's cell; rows used */
const char *evaluacion_tri(enum tri);                                         /* «sí», «no», «falta» */
const char *evaluacion_condicion(const struct condicion *, struct arena *);   /* its name, without what follows the colon */
/* Title and lines; false: the line has nothing to explain. */
bool evaluacion_por_que(const struct evaluacion_vista *, const struct renglon_de *, const char **title, struct trace *);
