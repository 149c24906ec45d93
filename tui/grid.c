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
	for (int i = 0; i < g->rows * g->cols; i++)
		g->cell[i] = blank[ST_NORMAL];
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

/* Almost every letter is one byte and one column, and nothing joins it; the rest is measured. */
static bool simple(const char *s)
{
	unsigned char here = (unsigned char)s[0], next = (unsigned char)s[1];
	return here >= 0x20 && here < 0x7f && next < 0x80;
}

/* Draws at most `limit` columns of whole letters; `rest` is what did not fit. */
static int put_part(struct grid *g, int row, int col, int limit, enum style style, const char *text, const char **rest)
{
	int used = 0;
	size_t at = 0;
	for (size_t next; text[at]; at = next) {
		const char *letter = text + at;
		size_t bytes = 1;
		int width = 1;
		next = at + 1;
		if (!simple(letter)) {
			next = text_next(text, at);
			bytes = next - at;
			width = text_width_n(letter, bytes);
			if (!shown(letter) || width < 1) {
				letter = "·";
				bytes = strlen(letter);
				width = 1;
			}
		}
		if (width > 2)
			width = 2;
		if (used + width > limit)
			break;
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
	}
	*rest = text + at;
	return used;
}

static int put(struct grid *g, int row, int col, int limit, enum style style, const char *text)
{
	const char *rest;
	return put_part(g, row, col, limit, style, text, &rest);
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
	if (*rest && cols > 0) {
		used = put(g, row, col, cols - 1, style, text);
		used += put(g, row, col + used, 1, style, g->ascii ? ">" : "…");
	}
	return used;
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
	for (int row = top; row < bottom; row++)
		for (int col = left; col < right; col++) {
			struct cell *c = &g->cell[row * g->cols + col];
			if (c->width != 1)
				unsplit(g, row, col);
			*c = blank[style];
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
		for (int i = 0; i < cols; i++)
			put(g, row, col + i, 1, ST_DIM, g->ascii ? "-" : "─");
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
	for (int i = 1; i < r.cols - 1; i++) {
		put(g, r.row, r.col + i, 1, style, l[0]);
		put(g, bottom, r.col + i, 1, style, l[0]);
	}
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
