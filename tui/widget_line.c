#include "base/text.h"
#include "tui/widget.h"

#include <string.h>

void line_edit_set(struct line_edit *e, const char *text)
{
	size_t n = strlen(text);
	while (n >= sizeof e->text)
		n = text_prev(text, n);
	memcpy(e->text, text, n);
	e->text[n] = 0;
	e->cursor = n;
	strcpy(e->undo, e->text);
	e->undo_cursor = n;
}

static int letters(const char *s)
{
	int n = 0;
	for (size_t at = 0; s[at]; at = text_next(s, at))
		n++;
	return n;
}

static void remember(struct line_edit *e)
{
	strcpy(e->undo, e->text);
	e->undo_cursor = e->cursor;
}

/* The text is put together again and normalised, so that a letter and an accent typed apart become one letter. */
static bool insert(struct line_edit *e, const char *piece)
{
	struct arena arena;
	arena_init(&arena);
	char *kept = arena_alloc(&arena, strlen(piece) + 1);
	size_t n = 0;
	for (const char *p = piece; *p;) {
		const char *from = p;
		uint32_t code = text_decode(&p);
		/* Lines of a pasted text are told apart by a blank, not glued together. */
		bool between = code == '\n' || code == '\r' || code == '\t';
		if ((between && n > 0 && kept[n - 1] == ' ') || (e->accepts && !e->accepts(e->accepts_arg, between ? ' ' : code)))
			continue;
		size_t len = between ? 1 : (size_t)(p - from);
		memcpy(kept + n, between ? " " : from, len);
		n += len;
	}
	/* Cleaned together with what stands before it, so that an accent finds its letter. Cleaning trims, and people type blanks one at a time. */
	const char *head = arena_printf(&arena, "%.*s%s", (int)e->cursor, e->text, kept);
	const char *joined = text_clean(&arena, head, TEXT_ONE_LINE), *tail = e->text + e->cursor;
	if (*joined && head[strlen(head) - 1] == ' ')
		joined = arena_printf(&arena, "%s ", joined);
	const char *all = arena_printf(&arena, "%s%s", joined, tail);
	bool fits = n > 0 && strlen(all) < sizeof e->text && (e->max_letters == 0 || letters(all) <= e->max_letters) && strcmp(all, e->text) != 0;
	if (fits) {
		remember(e);
		strcpy(e->text, all);
		e->cursor = strlen(joined);
	}
	arena_done(&arena);
	return fits;
}

static void erase(struct line_edit *e, size_t from, size_t to)
{
	remember(e);
	memmove(e->text + from, e->text + to, strlen(e->text + to) + 1);
	e->cursor = from;
}

static bool move(struct line_edit *e, size_t to)
{
	bool moved = to != e->cursor;
	e->cursor = to;
	return moved;
}

bool line_edit_act(struct line_edit *e, enum action action, const struct event *event)
{
	size_t n = strlen(e->text);
	char letter[5] = { 0 };
	switch (action) {
	case ACTION_INSERT:
		if (event->kind == EV_PASTE)
			return insert(e, event->text);
		text_encode(event->code, letter);
		return insert(e, letter);
	case ACTION_IZQUIERDA:
		return move(e, e->cursor > 0 ? text_prev(e->text, e->cursor) : 0);
	case ACTION_DERECHA:
		return move(e, e->cursor < n ? text_next(e->text, e->cursor) : n);
	case ACTION_INICIO:
		return move(e, 0);
	case ACTION_FIN:
		return move(e, n);
	case ACTION_BORRAR:
		if (e->cursor == 0)
			return false;
		erase(e, text_prev(e->text, e->cursor), e->cursor);
		return true;
	case ACTION_SUPRIMIR:
		if (e->cursor == n)
			return false;
		erase(e, e->cursor, text_next(e->text, e->cursor));
		return true;
	case ACTION_VACIAR:
		if (n == 0)
			return false;
		erase(e, 0, n);
		return true;
	case ACTION_DESHACER: {
		if (strcmp(e->text, e->undo) == 0)
			return false;
		char now[LINE_MAX_BYTES];
		size_t at = e->cursor;
		strcpy(now, e->text);
		strcpy(e->text, e->undo);
		e->cursor = e->undo_cursor <= strlen(e->text) ? e->undo_cursor : strlen(e->text);
		strcpy(e->undo, now);
		e->undo_cursor = at;
		return true;
	}
	default:
		return false;
	}
}

void line_edit_draw(const struct line_edit *e, struct grid *g, int row, int col, int cols, bool focus)
{
	enum style style = focus ? ST_FOCUS : ST_INPUT;
	char stars[LINE_MAX_BYTES];
	const char *text = e->text;
	size_t cursor = e->cursor;
	if (e->masked) {
		size_t n = (size_t)letters(e->text), at = 0;
		for (size_t i = 0; i < e->cursor; i = text_next(e->text, i))
			at++;
		memset(stars, '*', n);
		stars[n] = 0;
		text = stars;
		cursor = at;
	}
	/* The part around the cursor: it begins at the first letter from which the cursor still fits. */
	size_t from = 0;
	while (from < cursor && text_width_n(text + from, cursor - from) >= cols - (from > 0 ? 1 : 0))
		from = text_next(text, from);
	if (!focus)
		from = 0;
	int at = col, room = cols;
	if (from > 0) {
		at += grid_text(g, row, at, ST_DIM, "<");
		room--;
	}
	bool more = text_width(text + from) > room;
	size_t fit = text_fit(text + from, more ? room - 1 : room, NULL);
	char part[LINE_MAX_BYTES];
	memcpy(part, text + from, fit);
	part[fit] = 0;
	grid_textn(g, row, at, room, style, part);
	if (more)
		grid_text(g, row, col + cols - 1, ST_DIM, ">");
	if (focus)
		grid_cursor(g, row, at + text_width_n(text + from, cursor - from));
}
