#pragma once
/* The screen as data: a rectangle of cells. Screens draw here, tests read here, term.c shows it. Text is measured in columns and cut by whole letters;
 * whatever control or bidi character should still be in a text is shown as a point. No colour carries meaning alone: a style is an emphasis. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum style {
	ST_NORMAL, ST_TITLE, ST_HEAD, ST_LABEL, ST_DIM, ST_INPUT, ST_FOCUS, ST_SELECTED, ST_KEY, ST_BAR,
	ST_OK, ST_WARN, ST_ERROR, ST_PRACTICA, STYLES
};

struct cell { char text[20]; uint8_t width, style; };   /* width 0: right half of a wide letter */
struct rect { int row, col, rows, cols; };
struct grid {
	int rows, cols;
	struct cell *cell;
	int cursor_row, cursor_col;      /* the focused item: set by every screen after every repaint */
	bool cursor_set, cursor_visible;
	bool ascii;                      /* lines as + - | */
	bool plain;                      /* linear mode: no boxes, no rules */
};

void grid_init(struct grid *, struct arena *, int rows, int cols);
void grid_clear(struct grid *);
struct rect grid_rect(const struct grid *);
/* All give back the columns used. Outside the grid nothing is drawn. */
int grid_text(struct grid *, int row, int col, enum style, const char *);
int grid_textn(struct grid *, int row, int col, int cols, enum style, const char *);     /* cut with … when longer; filled with blanks of the style up to cols */
int grid_right(struct grid *, int row, int col_end, enum style, const char *);            /* ends before col_end */
int grid_printf(struct grid *, int row, int col, enum style, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void grid_fill(struct grid *, struct rect, enum style);
void grid_style(struct grid *, struct rect, enum style);                                  /* keeps the letters */
void grid_box(struct grid *, struct rect, enum style, const char *title);
void grid_rule(struct grid *, int row, int col, int cols, enum style, const char *title); /* ── Título ──── */
void grid_heading(struct grid *, int row, int col, int cols, enum style, const char *title);  /* ── Título ──: a line costs three bytes a column where the line is slow */
void grid_bar(struct grid *, int row, int col, int cols, int part, int whole, enum style);/* █████░░░░ */
int grid_paragraph(struct grid *, struct rect, enum style, const char *text);             /* wrapped by words; rows used */
void grid_cursor(struct grid *, int row, int col);
char *grid_dump(const struct grid *, struct arena *);                                     /* lines without trailing blanks, for tests */
