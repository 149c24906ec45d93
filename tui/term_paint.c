#define _XOPEN_SOURCE_EXTENDED 1
#include "tui/term_paint.h"

#include "base/text.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static struct {
	int pair[STYLES];
	attr_t attr[STYLES];
	struct arena arena;
	struct cell *shown;             /* the last picture */
	int rows, cols;
} paint;

/* Styles: colour where there is, always an attribute that a monochrome screen shows too. */
struct look { short front, back; attr_t mono; attr_t extra; };
static const struct look looks[STYLES] = {
	[ST_NORMAL] = { -1, -1, 0, 0 },
	[ST_TITLE] = { COLOR_WHITE, COLOR_BLUE, A_REVERSE | A_BOLD, A_BOLD },
	[ST_HEAD] = { COLOR_CYAN, -1, A_BOLD, A_BOLD },
	[ST_LABEL] = { -1, -1, 0, 0 },
	[ST_DIM] = { -1, -1, 0, A_DIM },
	[ST_INPUT] = { -1, -1, A_UNDERLINE, A_UNDERLINE },
	[ST_FOCUS] = { -1, -1, A_REVERSE, A_REVERSE },
	[ST_SELECTED] = { -1, -1, A_BOLD, A_BOLD },
	[ST_KEY] = { COLOR_BLACK, COLOR_CYAN, A_REVERSE, 0 },
	[ST_BAR] = { -1, -1, 0, 0 },
	[ST_OK] = { COLOR_GREEN, -1, 0, 0 },
	[ST_WARN] = { COLOR_YELLOW, -1, A_BOLD, A_BOLD },
	[ST_ERROR] = { COLOR_RED, -1, A_BOLD, A_BOLD },
	[ST_PRACTICA] = { COLOR_BLACK, COLOR_YELLOW, A_REVERSE | A_BOLD, A_BOLD },
};

static void set_colours(const char *tema)
{
	bool mono = !tema || strcmp(tema, "mono") == 0 || getenv("NO_COLOR") || !has_colors();
	bool light = tema && strcmp(tema, "claro") == 0, dark = tema && strcmp(tema, "oscuro") == 0, contrast = tema && strcmp(tema, "contraste") == 0;
	if (!mono) {
		start_color();
		use_default_colors();
	}
	for (int s = 0; s < STYLES; s++) {
		struct look look = looks[s];
		if (mono || contrast) {
			paint.attr[s] = look.mono;
			continue;
		}
		if (light && look.back < 0 && (look.front == COLOR_YELLOW || look.front == COLOR_CYAN))
			look.front = look.front == COLOR_YELLOW ? COLOR_MAGENTA : COLOR_BLUE;
		if ((light || dark) && look.front < 0)
			look.front = light ? COLOR_BLACK : COLOR_WHITE;
		if ((light || dark) && look.back < 0)
			look.back = light ? COLOR_WHITE : COLOR_BLACK;
		paint.attr[s] = look.extra;
		if (look.front >= 0 || look.back >= 0) {
			init_pair((short)(s + 1), look.front, look.back);
			paint.pair[s] = s + 1;
		}
	}
}

void term_paint_open(const char *tema)
{
	arena_init(&paint.arena);
	paint.rows = paint.cols = 0;
	set_colours(tema);
}

void term_paint_close(void)
{
	arena_done(&paint.arena);
}

static void draw_cell(const struct cell *c, int row, int col)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	const char *p = c->text;
	cchar_t out;
	for (int i = 0; i < CCHARW_MAX && *p; i++)
		wide[i] = (wchar_t)text_decode(&p);
	setcchar(&out, wide, paint.attr[c->style], (short)paint.pair[c->style], NULL);
	mvadd_wch(row, col, &out);
}

/* Curses has what was shown last: only what differs is told to it. How many cells did. */
static int draw_row(const struct cell *now, struct cell *shown, int cols, int row, bool anew)
{
	size_t size = sizeof *now * (size_t)cols;
	int differ = 0;
	if (!anew && memcmp(now, shown, size) == 0)
		return 0;
	for (int col = 0; col < cols; col++) {
		if (!anew && memcmp(&now[col], &shown[col], sizeof *now) == 0)
			continue;
		differ++;
		if (now[col].width != 0)
			draw_cell(&now[col], row, col);
	}
	memcpy(shown, now, size);
	return differ;
}

/* Of a picture of another size everything is new. */
static bool resized(const struct grid *g)
{
	if (g->rows == paint.rows && g->cols == paint.cols)
		return false;
	arena_reset(&paint.arena);
	paint.shown = arena_array(&paint.arena, struct cell, g->rows * g->cols);
	paint.rows = g->rows;
	paint.cols = g->cols;
	return true;
}

int term_paint_show(const struct grid *g)
{
	bool anew = resized(g);
	int differ = 0;
	for (int row = 0; row < g->rows && row < LINES; row++)
		differ += draw_row(&g->cell[row * g->cols], &paint.shown[row * g->cols], g->cols, row, anew);
	curs_set(g->cursor_visible ? 1 : 0);
	move(g->cursor_row, g->cursor_col);
	refresh();
	return differ;
}
