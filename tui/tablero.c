#include "tui/tablero.h"

#include "base/text.h"

#include <string.h>

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

/* A line in columns is one sentence in linear mode. */
static const char *sentence(const struct tablero *t, const struct renglon *line, struct arena *arena)
{
	const char *out = line->texto[0];
	for (int i = 1; i < t->columnas && !line->titulo; i++)
		if (line->texto[i] && *line->texto[i])
			out = arena_printf(arena, "%s. %s", out, line->texto[i]);
	return out;
}

/* What is drawn of a line and how: across the whole width, or its first column wrapped and the others beside it. */
struct forma { bool ancho; int sangria, cols; struct text_line *fila; int n; };

static struct forma shape(const struct tablero *t, const struct tabla *tabla, const struct renglon *line, bool plain, struct arena *arena)
{
	struct forma f = { .ancho = plain || spans(t, line) };
	const char *text = f.ancho ? sentence(t, line, arena) : line->texto[0];
	f.sangria = (int)strspn(text, " ");
	f.cols = (f.ancho ? t->room.cols - TABLA_MARCA : tabla->ancho[0]) - f.sangria;
	f.n = text_wrap(arena, text + f.sangria, f.cols > 1 ? f.cols : 1, &f.fila);
	return f;
}

static int height(const struct tablero *t, const struct tabla *tabla, const struct renglon *line, bool plain, struct arena *arena)
{
	struct text_line *below;
	return shape(t, tabla, line, plain, arena).n + (line->debajo ? text_wrap(arena, line->debajo, t->room.cols - DEBAJO, &below) : 0);
}

static int line_at(const struct tablero *t, int row)
{
	struct tabla tabla = tabla_fit(t->columna, t->columnas, t->room.cols - 1);
	struct arena arena;
	int i = 0, y = 0;
	arena_init(&arena);
	for (; i < t->n; i++) {
		y += height(t, &tabla, &t->renglon[i], t->plain, &arena);
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

static const char *piece(const struct text_line *line, int sangria, struct arena *arena)
{
	return arena_printf(arena, "%*s%.*s", sangria, "", (int)line->len, line->start);
}

static void draw_below(const struct tablero *t, struct grid *g, int y, const char *text, struct arena *arena)
{
	struct text_line *line;
	int n = text_wrap(arena, text, t->room.cols - DEBAJO, &line);
	for (int k = 0; k < n; k++)
		if (in_room(t, y + k))
			grid_text(g, y + k, t->room.col + DEBAJO, ST_DIM, piece(&line[k], 0, arena));
}

/* The rows of a line that lie in the room; y is the row of its first one. */
static void draw_line(const struct tablero *t, const struct tabla *tabla, struct grid *g, int i, int y, struct arena *arena)
{
	const struct renglon *line = &t->renglon[i];
	struct forma f = shape(t, tabla, line, g->plain, arena);
	bool focus = i == t->at;
	enum style style = line->titulo ? ST_HEAD : line->style;
	for (int k = 0; k < f.n; k++) {
		const char *text = piece(&f.fila[k], f.sangria, arena);
		const char *cells[TABLA_COLUMNAS] = { text };
		for (int c = 1; c < t->columnas; c++)
			cells[c] = line->texto[c];
		if (!in_room(t, y + k))
			continue;
		if (!f.ancho && k == 0)
			tabla_fila(tabla, g, y, t->room.col, style, focus, cells);
		else
			grid_text(g, y + k, t->room.col + TABLA_MARCA, focus && f.ancho ? ST_FOCUS : style, text);
		if (focus && k == 0) {
			grid_text(g, y, t->room.col, style, "> ");
			grid_cursor(g, y, t->room.col + TABLA_MARCA);
		}
	}
	if (line->debajo)
		draw_below(t, g, y + f.n, line->debajo, arena);
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

static int foot_rows(const struct tablero *t, struct rect r)
{
	int least = r.rows >= PIE_ALTO ? 4 : r.rows >= PIE_BAJO ? 2 : r.rows > 2 ? 1 : 0, i = 0;
	while (i < t->n && !t->renglon[i].pie)
		i++;
	if (i == t->n)
		return 0;
	if (!t->pie_entero || !t->renglon[t->at].pie)
		return least;
	struct arena arena;
	struct text_line *line;
	arena_init(&arena);
	int whole = 1 + text_wrap(&arena, t->renglon[t->at].pie, r.cols - 2, &line);
	arena_done(&arena);
	whole = whole < r.rows / 2 ? whole : r.rows / 2;
	return whole > least ? whole : least;
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
	int foot = foot_rows(t, r), head = r.rows >= TITULOS && *t->columna[0].titulo && t->n > 0;
	t->plain = g->plain;
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
		start[i + 1] = start[i] + height(t, &tabla, &t->renglon[i], g->plain, &arena);
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
