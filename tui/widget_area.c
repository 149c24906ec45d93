#include "base/text.h"
#include "tui/widget.h"

#include <string.h>

void text_area_init(struct text_area *a, struct arena *arena, const char *text, size_t max_bytes)
{
	*a = (struct text_area){ .arena = arena, .max_bytes = max_bytes ? max_bytes : 8000, .cols = 76, .want_col = -1 };
	a->len = strlen(text);
	a->cap = a->len + 256;
	a->text = arena_alloc(arena, a->cap);
	memcpy(a->text, text, a->len);
	a->cursor = a->len;
}

/* Where the cursor stands among the wrapped lines. */
struct place { struct text_line *line; int n, row, col; };
static struct place locate(const struct text_area *a, struct arena *arena)
{
	struct place p = { 0 };
	int n = text_wrap(arena, a->text, a->cols, &p.line);
	p.n = n;
	/* After a line end at the very end the cursor stands on a line that has nothing yet. */
	if (a->len > 0 && a->text[a->len - 1] == '\n') {
		struct text_line *more = arena_array(arena, struct text_line, n + 1);
		memcpy(more, p.line, sizeof *more * (size_t)n);
		more[n] = (struct text_line){ a->text + a->len, 0 };
		p.line = more;
		p.n = n + 1;
	}
	for (int i = 0; i < p.n; i++)
		if ((size_t)(p.line[i].start - a->text) <= a->cursor)
			p.row = i;
	const char *start = p.line[p.row].start;
	p.col = text_width_n(start, a->cursor - (size_t)(start - a->text));
	return p;
}

static bool insert(struct text_area *a, const char *piece, bool typed_blank)
{
	struct arena arena;
	arena_init(&arena);
	const char *clean = typed_blank ? piece : text_clean(&arena, piece, TEXT_MANY_LINES);
	size_t n = strlen(clean);
	bool fits = n > 0 && a->len + n <= a->max_bytes;
	if (fits) {
		if (a->len + n + 1 > a->cap) {
			size_t cap = 2 * (a->cap + n);
			a->text = arena_grow(a->arena, a->text, a->cap, cap);
			a->cap = cap;
		}
		memmove(a->text + a->cursor + n, a->text + a->cursor, a->len - a->cursor + 1);
		memcpy(a->text + a->cursor, clean, n);
		a->len += n;
		a->cursor += n;
	}
	arena_done(&arena);
	return fits;
}

static bool cut(struct text_area *a, size_t from, size_t to)
{
	if (from == to)
		return false;
	memmove(a->text + from, a->text + to, a->len - to + 1);
	a->len -= to - from;
	a->cursor = from;
	return true;
}

/* A mark joins the letter before it. */
static bool insert_mark(struct text_area *a, const char *mark)
{
	struct arena arena;
	size_t from = a->cursor > 0 ? text_prev(a->text, a->cursor) : 0;
	arena_init(&arena);
	const char *letter = arena_strndup(&arena, a->text + from, a->cursor - from), *joined = text_clean(&arena, arena_printf(&arena, "%s%s", letter, mark), TEXT_MANY_LINES);
	bool fits = *letter && *letter != '\n' && strcmp(joined, letter) != 0 && a->len - strlen(letter) + strlen(joined) <= a->max_bytes;
	if (fits) {
		cut(a, from, a->cursor);
		insert(a, joined, true);
	}
	arena_done(&arena);
	return fits;
}

/* Up and down by wrapped lines, in the column where the movement began. */
static bool move_rows(struct text_area *a, int rows)
{
	struct arena arena;
	arena_init(&arena);
	struct place p = locate(a, &arena);
	if (a->want_col < 0)
		a->want_col = p.col;
	int row = p.row + rows;
	row = row < 0 ? 0 : row >= p.n ? p.n - 1 : row;
	char *line = arena_strndup(&arena, p.line[row].start, p.line[row].len);
	size_t to = (size_t)(p.line[row].start - a->text) + text_fit(line, a->want_col, NULL);
	bool moved = to != a->cursor;
	a->cursor = to;
	arena_done(&arena);
	return moved;
}

static bool move_edge(struct text_area *a, bool end)
{
	struct arena arena;
	arena_init(&arena);
	struct place p = locate(a, &arena);
	a->cursor = (size_t)(p.line[p.row].start - a->text) + (end ? p.line[p.row].len : 0);
	arena_done(&arena);
	return true;
}

bool text_area_act(struct text_area *a, enum action action, const struct event *event)
{
	char letter[5] = { 0 };
	bool vertical = action == ACTION_ARRIBA || action == ACTION_ABAJO || action == ACTION_PAG_ARRIBA || action == ACTION_PAG_ABAJO;
	if (!vertical)
		a->want_col = -1;
	switch (action) {
	case ACTION_INSERT:
		if (event->kind == EV_PASTE)
			return insert(a, event->text, false);
		text_encode(event->code, letter);
		return text_code_width(event->code) == 0 ? insert_mark(a, letter) : insert(a, letter, letter[0] == ' ');
	case ACTION_ABRIR: return insert(a, "\n", true);
	case ACTION_ARRIBA: return move_rows(a, -1);
	case ACTION_ABAJO: return move_rows(a, 1);
	case ACTION_PAG_ARRIBA: return move_rows(a, -8);
	case ACTION_PAG_ABAJO: return move_rows(a, 8);
	case ACTION_INICIO: return move_edge(a, false);
	case ACTION_FIN: return move_edge(a, true);
	case ACTION_IZQUIERDA:
		if (a->cursor > 0)
			a->cursor = text_prev(a->text, a->cursor);
		return true;
	case ACTION_DERECHA:
		if (a->cursor < a->len)
			a->cursor = text_next(a->text, a->cursor);
		return true;
	case ACTION_BORRAR: return a->cursor > 0 && cut(a, text_prev(a->text, a->cursor), a->cursor);
	case ACTION_SUPRIMIR: return a->cursor < a->len && cut(a, a->cursor, text_next(a->text, a->cursor));
	case ACTION_VACIAR: return cut(a, 0, a->len);
	default: return false;
	}
}

void text_area_draw(struct text_area *a, struct grid *g, struct rect r, bool focus)
{
	struct arena arena;
	arena_init(&arena);
	a->cols = r.cols;
	struct place p = locate(a, &arena);
	if (p.row < a->top)
		a->top = p.row;
	if (p.row >= a->top + r.rows)
		a->top = p.row - r.rows + 1;
	grid_fill(g, r, ST_INPUT);
	for (int i = 0; i < r.rows && a->top + i < p.n; i++) {
		struct text_line *line = &p.line[a->top + i];
		grid_textn(g, r.row + i, r.col, r.cols, ST_INPUT, arena_strndup(&arena, line->start, line->len));
	}
	if (focus)
		grid_cursor(g, r.row + p.row - a->top, r.col + (p.col < r.cols ? p.col : r.cols - 1));
	arena_done(&arena);
}
