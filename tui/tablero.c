#include "tui/tablero.h"

#include "base/text.h"

enum { DEBAJO = 6, PIE_ALTO = 14, PIE_BAJO = 7, TITULOS = 9 };      /* indent of what stands below; rows from which the foot takes four, two; titles of columns */

void tablero_begin(struct tablero *t, struct arena *arena, const struct columna *columna, int columnas)
{
	t->arena = arena;
	t->columna = columna;
	t->columnas = columnas;
	t->renglon = NULL;
	t->n = t->cap = 0;
}

struct renglon *tablero_add(struct tablero *t, struct renglon line)
{
	struct renglon *at = ARENA_PUSH(t->arena, t->renglon, t->n, t->cap);
	*at = line;
	return at;
}

static bool same(struct renglon_de a, struct renglon_de b)
{
	return a.tipo == b.tipo && a.id == b.id && a.seq == b.seq;
}

static void settle(struct tablero *t, int at)
{
	t->at = at >= t->n ? t->n - 1 : at;
	if (t->at < 0)
		t->at = 0;
	t->aqui = t->n > 0 ? t->renglon[t->at].de : (struct renglon_de){ 0 };
}

bool tablero_go(struct tablero *t, struct renglon_de de)
{
	for (int i = 0; i < t->n; i++)
		if (same(t->renglon[i].de, de)) {
			settle(t, i);
			return true;
		}
	return false;
}

void tablero_end(struct tablero *t)
{
	bool stays = t->at < t->n && same(t->renglon[t->at].de, t->aqui);
	if (!stays && (t->aqui.tipo == 0 || !tablero_go(t, t->aqui)))
		settle(t, t->at);
}

const struct renglon *tablero_at(const struct tablero *t)
{
	return t->n > 0 ? &t->renglon[t->at] : NULL;
}

static int next_heading(const struct tablero *t)
{
	for (int i = 1; i <= t->n; i++)
		if (t->renglon[(t->at + i) % t->n].titulo)
			return (t->at + i) % t->n;
	return t->at;
}

/* Two numbers typed in a row are one when there is such a line: 1 and 2 go to 12. */
static bool type_number(struct tablero *t, const struct event *event)
{
	if (event->kind != EV_CHAR || event->code < '0' || event->code > '9')
		return false;
	int digit = (int)(event->code - '0'), wanted[2] = { t->tecleado < 1000 ? 10 * t->tecleado + digit : digit, digit };
	for (int k = 0; k < 2; k++)
		for (int i = 0; i < t->n; i++)
			if (wanted[k] > 0 && t->renglon[i].codigo == wanted[k]) {
				settle(t, i);
				t->tecleado = wanted[k];
				return true;
			}
	return false;
}

static bool spans(const struct tablero *t, const struct renglon *line)
{
	for (int i = 1; i < t->columnas && !line->titulo; i++)
		if (line->texto[i])
			return false;
	return true;
}

/* Rows of a line: its columns, or its text across the whole width, and what stands below. */
static int height(const struct tablero *t, const struct renglon *line, int cols, struct arena *arena)
{
	struct text_line *wrapped;
	int own = spans(t, line) ? text_wrap(arena, line->texto[0], cols - TABLA_MARCA, &wrapped) : 1;
	return own + (line->debajo ? text_wrap(arena, line->debajo, cols - DEBAJO, &wrapped) : 0);
}

static int line_at(const struct tablero *t, int row)
{
	struct arena arena;
	int i = 0, y = 0;
	arena_init(&arena);
	for (; i < t->n; i++) {
		y += height(t, &t->renglon[i], t->room.cols, &arena);
		if (y > t->top + row)
			break;
	}
	arena_done(&arena);
	return i < t->n ? i : -1;
}

static enum tablero_said click(struct tablero *t, const struct event *event)
{
	const struct rect *r = &t->room;
	if (event->row < r->row || event->row >= r->row + r->rows || event->col < r->col || event->col >= r->col + r->cols)
		return TABLERO_STAY;
	int was = t->at, at = line_at(t, event->row - r->row);
	if (at < 0)
		return TABLERO_STAY;
	settle(t, at);
	return at == was ? TABLERO_OPEN : TABLERO_MOVED;
}

enum tablero_said tablero_act(struct tablero *t, enum action action, const struct event *event)
{
	int page = t->rows > 1 ? t->rows - 1 : 1;
	if (t->n == 0)
		return TABLERO_STAY;
	if (action == ACTION_INSERT)
		return type_number(t, event) ? TABLERO_MOVED : TABLERO_STAY;
	t->tecleado = 0;
	switch (action) {
	case ACTION_ARRIBA: settle(t, t->at - 1); break;
	case ACTION_ABAJO: settle(t, t->at + 1); break;
	case ACTION_PAG_ARRIBA: settle(t, t->at - page); break;
	case ACTION_PAG_ABAJO: settle(t, t->at + page); break;
	case ACTION_INICIO: settle(t, 0); break;
	case ACTION_FIN: settle(t, t->n - 1); break;
	case ACTION_WHEEL_UP: settle(t, t->at - 3); break;
	case ACTION_WHEEL_DOWN: settle(t, t->at + 3); break;
	case ACTION_SECCION: settle(t, next_heading(t)); break;
	case ACTION_CLICK: return click(t, event);
	default: return TABLERO_STAY;
	}
	return TABLERO_MOVED;
}

/* ---- drawing ---- */

static bool in_room(const struct tablero *t, int row)
{
	return row >= t->room.row && row < t->room.row + t->room.rows;
}

/* Wrapped text from column `col` on, its first row `y`; gives the rows. */
static int draw_text(const struct tablero *t, struct grid *g, int y, int col, enum style style, const char *text, struct arena *arena)
{
	struct text_line *wrapped;
	int n = text_wrap(arena, text, t->room.cols - col, &wrapped);
	for (int k = 0; k < n; k++)
		if (in_room(t, y + k))
			grid_text(g, y + k, t->room.col + col, style, arena_strndup(arena, wrapped[k].start, wrapped[k].len));
	return n;
}

/* The rows of a line that lie in the room; y is the row of its first one. */
static void draw_line(const struct tablero *t, const struct tabla *tabla, struct grid *g, int i, int y, struct arena *arena)
{
	const struct renglon *line = &t->renglon[i];
	bool focus = i == t->at;
	int used = 1;
	if (spans(t, line)) {
		enum style style = line->titulo ? ST_HEAD : line->style;
		used = draw_text(t, g, y, TABLA_MARCA, focus ? ST_FOCUS : style, line->texto[0], arena);
		if (focus && in_room(t, y)) {
			grid_text(g, y, t->room.col, style, "> ");
			grid_cursor(g, y, t->room.col + TABLA_MARCA);
		}
	} else if (in_room(t, y)) {
		tabla_fila(tabla, g, y, t->room.col, line->style, focus, line->texto);
	}
	if (line->debajo)
		draw_text(t, g, y + used, DEBAJO, ST_DIM, line->debajo, arena);
}

/* Scrolls no more than it must; a heading right above the line is shown with it. */
static int scroll(const struct tablero *t, const int *start, int rows)
{
	int top = t->top, from = t->at > 0 && t->renglon[t->at - 1].titulo ? start[t->at - 1] : start[t->at];
	if (start[t->at + 1] > top + rows)
		top = start[t->at + 1] - rows;
	if (from < top)
		top = from;
	if (start[t->at] < top || start[t->at] >= top + rows)
		top = start[t->at];
	if (top > start[t->n] - rows)
		top = start[t->n] - rows;
	return top < 0 ? 0 : top;
}

static void draw_bar(struct grid *g, struct rect r, int top, int all)
{
	if (all <= r.rows || g->plain)
		return;
	int height = r.rows * r.rows / all < 1 ? 1 : r.rows * r.rows / all, at = (r.rows - height) * top / (all - r.rows);
	for (int i = 0; i < r.rows; i++) {
		bool thumb = i >= at && i < at + height;
		grid_text(g, r.row + i, r.col + r.cols, ST_DIM, thumb ? (g->ascii ? "#" : "█") : g->ascii ? ":" : "░");
	}
}

static int foot_rows(const struct tablero *t, int rows)
{
	for (int i = 0; i < t->n; i++)
		if (t->renglon[i].pie)
			return rows >= PIE_ALTO ? 4 : rows >= PIE_BAJO ? 2 : rows > 2 ? 1 : 0;
	return 0;
}

static void draw_foot(const struct tablero *t, struct grid *g, struct rect r)
{
	const char *words = t->renglon[t->at].pie;
	bool rule = r.rows > 2;
	if (rule)
		grid_rule(g, r.row, r.col, r.cols, ST_DIM, NULL);
	if (!words)
		return;
	struct arena arena;
	struct text_line *line;
	arena_init(&arena);
	int room = r.rows - rule, n = text_wrap(&arena, words, r.cols - 2, &line);
	for (int i = 0; i < n && i < room; i++) {
		const char *text = arena_strndup(&arena, line[i].start, line[i].len);
		bool goes_on = i + 1 == room && n > room;
		grid_textn(g, r.row + rule + i, r.col + 1, r.cols - 2, ST_NORMAL, goes_on ? arena_printf(&arena, "%s …", text) : text);
	}
	arena_done(&arena);
}

void tablero_draw(struct tablero *t, struct grid *g, struct rect r)
{
	struct arena arena;
	struct tabla tabla = tabla_fit(t->columna, t->columnas, r.cols - 2);
	int foot = foot_rows(t, r.rows), head = r.rows >= TITULOS && *t->columna[0].titulo && t->n > 0;
	t->room = (struct rect){ r.row + head, r.col, r.rows - head - foot, r.cols - 1 };
	if (t->n == 0) {
		grid_paragraph(g, (struct rect){ r.row, r.col + TABLA_MARCA, r.rows, r.cols - 2 * TABLA_MARCA }, ST_NORMAL, t->vacio ? t->vacio : "");
		grid_cursor(g, r.row, r.col + TABLA_MARCA);
		return;
	}
	arena_init(&arena);
	if (head)
		tabla_titulos(&tabla, g, r.row, r.col);
	int *start = arena_array(&arena, int, t->n + 1);
	for (int i = 0; i < t->n; i++)
		start[i + 1] = start[i] + height(t, &t->renglon[i], t->room.cols, &arena);
	t->top = scroll(t, start, t->room.rows);
	t->rows = 0;
	for (int i = 0; i < t->n; i++)
		if (start[i + 1] > t->top && start[i] < t->top + t->room.rows) {
			draw_line(t, &tabla, g, i, t->room.row + start[i] - t->top, &arena);
			t->rows++;
		}
	draw_bar(g, t->room, t->top, start[t->n]);
	draw_foot(t, g, (struct rect){ r.row + r.rows - foot, r.col, foot, r.cols });
	arena_done(&arena);
}
