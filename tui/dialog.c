#include "tui/dialog.h"

#include "base/text.h"

#include <string.h>

struct rect dialog_frame(struct grid *g, int rows, int cols, const char *title)
{
	rows += 2;
	cols += 4;
	if (cols > g->cols)
		cols = g->cols;
	if (rows > g->rows - 2)
		rows = g->rows - 2;
	struct rect box = { (g->rows - rows) / 2, (g->cols - cols) / 2, rows, cols };
	if (box.row < 1)
		box.row = 1;
	/* Marks of the list below would look like part of the frame. */
	grid_fill(g, (struct rect){ box.row, box.col - 1, box.rows, box.cols + 2 }, ST_NORMAL);
	grid_box(g, box, ST_TITLE, title);
	return (struct rect){ box.row + 1, box.col + 2, box.rows - 2, box.cols - 4 };
}

struct rect dialog_frame_text(struct grid *g, int below, int cols, const char *title, const char *text)
{
	struct arena arena;
	struct text_line *line;
	arena_init(&arena);
	if (cols > g->cols - 4)
		cols = g->cols - 4;
	struct rect r = dialog_frame(g, below + (*text ? text_wrap(&arena, text, cols, &line) : 0), cols, title);
	int said = r.rows > below ? r.rows - below : 0;
	grid_paragraph(g, (struct rect){ r.row, r.col, said, r.cols }, ST_NORMAL, text);
	arena_done(&arena);
	return (struct rect){ r.row + said, r.col, r.rows - said, r.cols };
}

struct option *options_of(struct arena *arena, const struct choice_list *list, const char *filter, int *n)
{
	struct option *out = arena_array(arena, struct option, list->n + 1);
	*n = 0;
	for (int i = 0; i < list->n; i++)
		if (!filter || !list->item[i].filter || strcmp(list->item[i].filter, filter) == 0)
			out[(*n)++] = (struct option){ .name = list->item[i].name, .label = list->item[i].label };
	return out;
}
