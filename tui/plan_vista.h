#pragma once
/* The plan familiar as lines: prioritised logros in the order of the family, the commitments under each, and how many logros are still to be chosen. */
#include "tui/dialog.h"
#include "tui/tablero_familia.h"

enum { PLAN_LOGRO = 1, PLAN_COMPROMISO, PLAN_PRIORIZAR };      /* id: number of the logro; seq: commitment */

extern const struct columna plan_columna[];
enum { PLAN_COLUMNAS = 3 };

void plan_lineas(struct tablero_familia *);
bool plan_al_pendiente(struct tablero_familia *);              /* in a visit: to the first commitment still to be looked at; false: none */
void plan_al_primero(struct tablero_familia *);                /* there, or where a logro is still to be chosen */
const char *plan_resumen(const struct familia *, struct arena *);
/* How many more logros the rule of the route asks to prioritise; 0: enough, or no rule. */
int plan_por_priorizar(const struct familia *);
/* Logros that may be prioritised, and people who may answer for a commitment; PLAN_OTRO is to be written. */
#define PLAN_OTRO "otro"
int plan_pendientes(const struct familia *, struct arena *, const struct option **out);
/* Logros to which a commitment may go: those of the plan first, then what else is to be reached; without the one it has. */
int plan_destinos(const struct familia *, int but, struct arena *, const struct option **out);
int plan_responsables(const struct familia *, struct arena *, const struct option **out);
