#pragma once
/* Widgets: state apart from drawing. A widget is a value with an act() that takes an action and a draw() onto a grid; none knows a screen or the store. */
#include "tui/action.h"
#include "tui/grid.h"

/* ---- one line of text: UTF-8 NFC, the cursor moves by letters, scrolls sideways with < and > where it goes on, undo ---- */
enum { LINE_MAX_BYTES = 1024 };
struct line_edit {
	char text[LINE_MAX_BYTES], undo[LINE_MAX_BYTES];
	size_t cursor, undo_cursor;
	int max_letters;                                /* 0: no limit but the buffer */
	bool (*accepts)(const void *arg, uint32_t code); const void *accepts_arg;
	bool masked;                                    /* passphrases */
};
void line_edit_set(struct line_edit *, const char *text);        /* cursor at the end */
bool line_edit_act(struct line_edit *, enum action, const struct event *);   /* true: it was for the line and the text or the cursor changed */
void line_edit_draw(const struct line_edit *, struct grid *, int row, int col, int cols, bool focus);

/* ---- many lines, wrapped by words; Enter is a new line ---- */
struct text_area { char *text; size_t len, cap, cursor; int top, want_col; int cols; size_t max_bytes; struct arena *arena; };
void text_area_init(struct text_area *, struct arena *, const char *text, size_t max_bytes);
bool text_area_act(struct text_area *, enum action, const struct event *);
void text_area_draw(struct text_area *, struct grid *, struct rect, bool focus);

/* ---- position in a list that may be longer than the screen ---- */
struct list_view { int n, at, top, rows; };
void list_view_size(struct list_view *, int n, int rows);        /* keeps `at` in range and in sight */
bool list_view_act(struct list_view *, enum action, const struct event *, struct rect shown);   /* arrows, pages, home, end, wheel, click */
void list_view_scrollbar(const struct list_view *, struct grid *, struct rect);
