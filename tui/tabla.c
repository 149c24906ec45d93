#include "tui/tabla.h"

#include "base/text.h"

enum { GAP = 1, LEAST = 4 };

static int row_columns(const struct tabla *t)
{
	int cols = TABLA_MARCA;
	for (int i = 0; i < t->n; i++)
		if (t->ancho[i] > 0)
			cols += t->ancho[i] + (cols > TABLA_MARCA ? GAP : 0);
	return cols;
}

static int least(const struct tabla *t)
{
	int found = -1;
	for (int i = 0; i < t->n; i++)
		if (t->ancho[i] > 0 && t->columna[i].cede > 0 && (found < 0 || t->columna[i].cede > t->columna[found].cede))
			found = i;
	return found;
}

/* Even what always stands there must fit: the widest gives way. */
static void squeeze(struct tabla *t, int cols)
{
	while (row_columns(t) > cols) {
		int widest = 0;
		for (int i = 1; i < t->n; i++)
			if (t->ancho[i] > t->ancho[widest])
				widest = i;
		if (t->ancho[widest] <= LEAST)
			return;
		t->ancho[widest]--;
	}
}

struct tabla tabla_fit(const struct columna *columna, int n, int cols)
{
	struct tabla t = { .columna = columna, .n = n < TABLA_COLUMNAS ? n : TABLA_COLUMNAS };
	for (int i = 0; i < t.n; i++)
		t.ancho[i] = columna[i].min;
	for (int drop = least(&t); row_columns(&t) > cols && drop >= 0; drop = least(&t))
		t.ancho[drop] = 0;
	squeeze(&t, cols);
	bool grew = true;
	for (int left = cols - row_columns(&t); left > 0 && grew;) {
		grew = false;
		for (int i = 0; i < t.n && left > 0; i++)
			if (t.ancho[i] > 0 && t.ancho[i] < columna[i].max) {
				t.ancho[i]++;
				left--;
				grew = true;
			}
	}
	return t;
}

static void cell(struct grid *g, int row, int col, int cols, enum style style, bool right, const char *text)
{
	int width = right ? text_width(text) : cols;
	grid_textn(g, row, col, cols, style, right && width < cols ? "" : text);
	if (right && width < cols)
		grid_right(g, row, col + cols, style, text);
}

void tabla_titulos(const struct tabla *t, struct grid *g, int row, int col)
{
	if (g->plain)
		return;
	for (int i = 0, at = col + TABLA_MARCA; i < t->n; i++)
		if (t->ancho[i] > 0) {
			cell(g, row, at, t->ancho[i], ST_DIM, t->columna[i].derecha, t->columna[i].titulo);
			at += t->ancho[i] + GAP;
		}
}

void tabla_fila(const struct tabla *t, struct grid *g, int row, int col, enum style style, bool focus, const char *const texto[])
{
	int at = col + TABLA_MARCA, first = 1;
	/* One run of the style from end to end: changing it costs more bytes than the blanks. */
	if (style != ST_NORMAL)
		grid_fill(g, (struct rect){ row, col, 1, row_columns(t) }, style);
	grid_text(g, row, col, style, focus ? "> " : "  ");
	for (int i = 0; i < t->n; i++) {
		if (t->ancho[i] == 0)
			continue;
		enum style of = focus && first ? ST_FOCUS : style;
		const char *text = texto[i] ? texto[i] : "";
		if (!g->plain) {
			cell(g, row, at, t->ancho[i], of, t->columna[i].derecha, text);
			at += t->ancho[i] + GAP;
		} else if (*text) {
			at += first ? 0 : grid_text(g, row, at, style, ". ");
			at += grid_text(g, row, at, of, text);
		}
		first = 0;
	}
	if (focus)
		grid_cursor(g, row, col + TABLA_MARCA);
}
