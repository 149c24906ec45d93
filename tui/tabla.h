#pragma once
/* Columns for lists that fit from 40 to 200 columns: when room is short those that matter least go first, and what is left over is shared up to the
 * widest each can use. The row with the cursor has a mark and its first column in the style of the focus: a move repaints two names, not two rows.
 * Without boxes (linear mode) a row is one sentence. */
#include "tui/grid.h"

struct columna {
	const char *titulo;
	int min, max;        /* columns of text; narrower than min only when there is nothing left that could go */
	int cede;            /* 0: always there; the highest goes first */
	bool derecha;        /* numbers */
};
enum { TABLA_COLUMNAS = 12, TABLA_MARCA = 2 };
struct tabla { const struct columna *columna; int n, ancho[TABLA_COLUMNAS]; };      /* ancho 0: not shown */

struct tabla tabla_fit(const struct columna *, int n, int cols);
void tabla_titulos(const struct tabla *, struct grid *, int row, int col);
/* texto: one for each column, also for those that are not shown. Sets the cursor when it has the focus. */
void tabla_fila(const struct tabla *, struct grid *, int row, int col, enum style, bool focus, const char *const texto[]);
