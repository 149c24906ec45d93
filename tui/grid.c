#include "tui/grid.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define BLANK(style) [style] = { " ", 1, style }
static const struct cell blank[STYLES] = {
	BLANK(ST_NORMAL), BLANK(ST_TITLE), BLANK(ST_HEAD), BLANK(ST_LABEL), BLANK(ST_DIM), BLANK(ST_INPUT), BLANK(ST_FOCUS), BLANK(ST_SELECTED), BLANK(ST_KEY), BLANK(ST_BAR),
	BLANK(ST_OK), BLANK(ST_WARN), BLANK(ST_ERROR), BLANK(ST_PRACTICA),
};

void grid_init(struct grid *g, struct arena *arena, int rows, int cols)
{
	*g = (struct grid){ .rows = rows > 0 ? rows : 1, .cols = cols > 0 ? cols : 1, .ascii = g->ascii, .plain = g->plain };
	g->cell = arena_array(arena, struct cell, g->rows * g->cols);
	grid_clear(g);
}

/* Painted anew at each key: no half of a wide letter has to be looked for here. */
void grid_clear(struct grid *g)
{
	for (int col = 0; col < g->cols; col++)
		g->cell[col] = blank[ST_NORMAL];
	for (int row = 1; row < g->rows; row++)
		memcpy(&g->cell[row * g->cols], g->cell, sizeof *g->cell * (size_t)g->cols);
	g->cursor_row = g->cursor_col = 0;
	g->cursor_set = g->cursor_visible = false;
}

struct rect grid_rect(const struct grid *g)
{
	return (struct rect){ 0, 0, g->rows, g->cols };
}

static struct cell *cell_at(const struct grid *g, int row, int col)
{
	return row < 0 || col < 0 || row >= g->rows || col >= g->cols ? NULL : &g->cell[row * g->cols + col];
}

static void cell_set(struct cell *c, const char *text, size_t n, int width, enum style style)
{
	if (n >= sizeof c->text) {
		text = "?";
		n = 1;
	}
	*c = (struct cell){ .width = (uint8_t)width, .style = (uint8_t)style };
	memcpy(c->text, text, n);
}

/* A wide letter that loses one of its halves becomes blanks, so that no half is ever painted. */
static void unsplit(const struct grid *g, int row, int col)
{
	struct cell *c = cell_at(g, row, col);
	if (!c)
		return;
	struct cell *other = c->width == 0 ? cell_at(g, row, col - 1) : c->width == 2 ? cell_at(g, row, col + 1) : NULL;
	if (other)
		cell_set(other, " ", 1, 1, (enum style)other->style);
}

static bool shown(const char *letter)
{
	uint32_t code = text_decode(&letter);
	bool control = code < 0x20 || (code >= 0x7f && code < 0xa0);
	bool direction = (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0xfeff;
	return !control && !direction && code < 0xe0000;
}

/* Almost every letter is of ASCII or of Latin (below U+0300), takes one column, and nothing can join it; the rest is measured. Gives its bytes; 0: it is none. */
static bool latin(unsigned char lead) { return lead >= 0xc2 && lead < 0xcc; }

static int simple(const char *s)
{
	unsigned char here = (unsigned char)s[0];
	if (here < 0x20)
		return 0;
	unsigned char next = (unsigned char)s[1];
	if (here < 0x7f)
		return next < 0x80 || latin(next);
	bool letter = latin(here) && (next & 0xc0) == 0x80 && (here != 0xc2 || (next > 0xa0 && next != 0xad));
	return letter && ((unsigned char)s[2] < 0x80 || latin((unsigned char)s[2])) ? 2 : 0;
}

/* The simple letters that a text begins with, `limit` at most: how many, and `rest`, what comes after them. */
static int put_simple(const struct grid *g, int row, int col, int limit, enum style style, const char *text, const char **rest)
{
	unsigned room = row >= 0 && row < g->rows ? (unsigned)g->cols : 0;      /* a column before the first is after the last of them */
	struct cell *line = room ? &g->cell[row * g->cols] : NULL, one = blank[style];
	int n = 0;
	for (int bytes; n < limit && (bytes = simple(text)) != 0; n++, text += bytes) {
		int at = col + n;
		if ((unsigned)at >= room)
			continue;
		if (line[at].width != 1)
			unsplit(g, row, at);
		one.text[0] = text[0];
		one.text[1] = bytes == 2 ? text[1] : '\0';
		line[at] = one;
	}
	*rest = text;
	return n;
}

/* Draws at most `limit` columns of whole letters; `rest` is what did not fit. */
static int put_part(struct grid *g, int row, int col, int limit, enum style style, const char *text, const char **rest)
{
	int used = put_simple(g, row, col, limit, style, text, &text);
	while (*text && used < limit) {
		const char *letter = text;
		size_t whole = text_next(letter, 0), bytes = whole;
		int width = text_width_n(letter, bytes);
		text += whole;
		if (!shown(letter) || width < 1) {
			letter = "·";
			bytes = strlen(letter);
			width = 1;
		}
		if (width > 2)
			width = 2;
		if (used + width > limit) {
			text -= whole;
			break;
		}
		struct cell *c = cell_at(g, row, col + used);
		if (c && (width == 1 || cell_at(g, row, col + used + 1))) {
			if (c->width != 1)
				unsplit(g, row, col + used);
			if (width == 2) {
				unsplit(g, row, col + used + 1);
				cell_set(cell_at(g, row, col + used + 1), "", 0, 0, style);
			}
			cell_set(c, letter, bytes, width, style);
		}
		used += width;
		used += put_simple(g, row, col + used, limit - used, style, text, &text);
	}
	*rest = text;
	return used;
}

static int put(struct grid *g, int row, int col, int limit, enum style style, const char *text)
{
	const char *rest;
	return put_part(g, row, col, limit, style, text, &rest);
}

/* The same letter of one column so many times: measured once. */
static void put_often(struct grid *g, int row, int col, int n, enum style style, const char *letter)
{
	for (int i = 0; i < n; i++) {
		const struct cell *first = cell_at(g, row, col);
		struct cell *c = cell_at(g, row, col + i);
		if (i == 0 || !first || !c || c->width != 1)
			put(g, row, col + i, 1, style, letter);
		else
			*c = *first;
	}
}

int grid_text(struct grid *g, int row, int col, enum style style, const char *text)
{
	return col >= g->cols ? 0 : put(g, row, col, g->cols - col, style, text);
}

/* What does not fit is said to be more. */
static int put_cut(struct grid *g, int row, int col, int cols, enum style style, const char *text)
{
	const char *rest;
	int used = put_part(g, row, col, cols, style, text, &rest);
	if (!*rest || cols <= 0)
		return used;
	const struct cell *last = cell_at(g, row, col + cols - 1);
	if (used == cols)      /* the last letter makes room; a wide one whole */
		used = last && last->width == 1 ? cols - 1 : put(g, row, col, cols - 1, style, text);
	return used + put(g, row, col + used, 1, style, g->ascii ? ">" : "…");
}

int grid_textn(struct grid *g, int row, int col, int cols, enum style style, const char *text)
{
	if (cols <= 0)
		return 0;
	int used = put_cut(g, row, col, cols, style, text);
	grid_fill(g, (struct rect){ row, col + used, 1, cols - used }, style);
	return cols;
}

int grid_right(struct grid *g, int row, int col_end, enum style style, const char *text)
{
	return grid_text(g, row, col_end - text_width(text), style, text);
}

int grid_printf(struct grid *g, int row, int col, enum style style, const char *fmt, ...)
{
	char text[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(text, sizeof text, fmt, args);
	va_end(args);
	return grid_text(g, row, col, style, text);
}

void grid_fill(struct grid *g, struct rect r, enum style style)
{
	int left = r.col > 0 ? r.col : 0, right = r.col + r.cols < g->cols ? r.col + r.cols : g->cols;
	int top = r.row > 0 ? r.row : 0, bottom = r.row + r.rows < g->rows ? r.row + r.rows : g->rows;
	const struct cell one = blank[style];
	for (int row = top; row < bottom; row++) {
		struct cell *line = &g->cell[row * g->cols];
		for (int col = left; col < right; col++) {
			if (line[col].width != 1)
				unsplit(g, row, col);
			line[col] = one;
		}
	}
}

void grid_style(struct grid *g, struct rect r, enum style style)
{
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++) {
			struct cell *c = cell_at(g, row, col);
			if (c)
				c->style = (uint8_t)style;
		}
}

void grid_rule(struct grid *g, int row, int col, int cols, enum style style, const char *title)
{
	if (!g->plain)
		put_often(g, row, col, cols, ST_DIM, g->ascii ? "-" : "─");
	if (title && *title && cols > 6) {
		int at = g->plain ? col : col + 2, end = col + cols;
		at += g->plain ? 0 : put(g, row, at, 1, style, " ");
		at += put_cut(g, row, at, end - at - 1, style, title);
		put(g, row, at, 1, style, " ");
	}
}

void grid_heading(struct grid *g, int row, int col, int cols, enum style style, const char *title)
{
	int at = col, end = col + cols;
	if (!g->plain)
		at += put(g, row, at, end - at, ST_DIM, g->ascii ? "-- " : "── ");
	at += put_cut(g, row, at, end - at - 3, style, title);
	if (!g->plain)
		put(g, row, at, end - at, ST_DIM, g->ascii ? " --" : " ──");
}

void grid_box(struct grid *g, struct rect r, enum style style, const char *title)
{
	static const char *const line[2][6] = { { "─", "│", "┌", "┐", "└", "┘" }, { "-", "|", "+", "+", "+", "+" } };
	const char *const *l = line[g->ascii];
	int bottom = r.row + r.rows - 1, right = r.col + r.cols - 1;
	if (g->plain) {
		if (title)
			put(g, r.row, r.col + 2, r.cols - 4, style, title);
		return;
	}
	put_often(g, r.row, r.col + 1, r.cols - 2, style, l[0]);
	put_often(g, bottom, r.col + 1, r.cols - 2, style, l[0]);
	for (int i = 1; i < r.rows - 1; i++) {
		put(g, r.row + i, r.col, 1, style, l[1]);
		put(g, r.row + i, right, 1, style, l[1]);
	}
	put(g, r.row, r.col, 1, style, l[2]);
	put(g, r.row, right, 1, style, l[3]);
	put(g, bottom, r.col, 1, style, l[4]);
	put(g, bottom, right, 1, style, l[5]);
	if (title && *title && r.cols > 6) {
		int at = r.col + 2;
		at += put(g, r.row, at, 1, style, " ");
		at += put_cut(g, r.row, at, r.cols - 6, style, title);
		put(g, r.row, at, 1, style, " ");
	}
}

void grid_bar(struct grid *g, int row, int col, int cols, int part, int whole, enum style style)
{
	int full = whole > 0 ? (int)(((int64_t)part * cols + whole / 2) / whole) : 0;
	if (full > cols)
		full = cols;
	if (part > 0 && full == 0)
		full = 1;
	if (part < whole && full == cols && cols > 0)
		full = cols - 1;
	for (int i = 0; i < cols; i++)
		put(g, row, col + i, 1, i < full ? style : ST_DIM, i < full ? (g->ascii ? "#" : "█") : (g->ascii ? "." : "░"));
}

int grid_paragraph(struct grid *g, struct rect r, enum style style, const char *text)
{
	struct arena arena;
	struct text_line *line;
	arena_init(&arena);
	int n = text_wrap(&arena, text, r.cols, &line);
	for (int i = 0; i < n && i < r.rows; i++)
		put(g, r.row + i, r.col, r.cols, style, arena_strndup(&arena, line[i].start, line[i].len));
	arena_done(&arena);
	return n < r.rows ? n : r.rows;
}

void grid_cursor(struct grid *g, int row, int col)
{
	g->cursor_row = row < 0 ? 0 : row >= g->rows ? g->rows - 1 : row;
	g->cursor_col = col < 0 ? 0 : col >= g->cols ? g->cols - 1 : col;
	g->cursor_set = g->cursor_visible = true;
}

char *grid_dump(const struct grid *g, struct arena *arena)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int row = 0; row < g->rows; row++) {
		int last = g->cols - 1;
		while (last >= 0 && strcmp(g->cell[row * g->cols + last].text, " ") == 0)
			last--;
		for (int col = 0; col <= last; col++)
			strbuf_add(&out, g->cell[row * g->cols + col].text);
		strbuf_add(&out, "\n");
	}
	return out.text;
}
