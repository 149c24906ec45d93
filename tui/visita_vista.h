#pragma once
/* The checklist of a visit as lines, and what its closing brought in words. */
#include "tui/tablero_familia.h"

enum { VISITA_ABRIR = 1, VISITA_PASO };       /* what a line is about; VISITA_PASO: id is the index of the step in the position */

extern const struct columna visita_columna[];
enum { VISITA_COLUMNAS = 2 };

void visita_lineas(struct tablero_familia *);
void visita_al_paso(struct tablero_familia *);                     /* puts the cursor on what to do now: the step whose form has a draft, else the next one */
const char *visita_faltan(const struct posicion *, struct arena *);  /* mandatory steps not done: «Salud», «Educación» */
const char *visita_resumen(const struct familia *, struct arena *);
/* The family as it is after closing; `before` as the act gave it. */
void visita_contar_cierre(const struct familia *, const struct cierre *before, struct trace *);
