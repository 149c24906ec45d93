#pragma once
/* From the history of one family: undoing all that was made as one act with an operation of it, in other families too. The questions run in the flujo of
 * the board: first whether only the operation is meant or all; then, for all, what it would reach, and the reason. */
#include "store/lote.h"
#include "tui/tablero_familia.h"

enum { HISTORIA_SOLO, HISTORIA_TODO };                 /* answers of the first question */
struct historia_lote { struct id id; struct lote_deshacer obra; struct arena arena; };      /* id: what the questions are about; the rest from the first of them on */

struct outcome historia_lote_pregunta(struct tablero_familia *);
/* After HISTORIA_TODO; the family may be gone when it is done. */
struct outcome historia_lote(struct tablero_familia *, struct historia_lote *);
void historia_lote_cerrar(struct historia_lote *);
