#include "tui/chrome.h"

#include "base/text.h"
#include "tui/widget.h"

#include <string.h>

enum { SMALL_ROWS = 10, SMALL_COLS = 40, GAP = 2 };

bool app_too_small(const struct grid *g)
{
	return g->rows < SMALL_ROWS || g->cols < SMALL_COLS;
}

const struct binding *screen_bindings(const struct screen *s)
{
	return s->ops->bindings_of ? s->ops->bindings_of(s) : s->ops->bindings;
}

static const char *binding_label(const struct binding *b)
{
	return b->label ? b->label : action_label(b->action);
}

/* The slots of the key bar, left to right; F1 has the right end to itself. Visits until `visit` says stop. */
struct bar_slot { enum action action; const char *key, *label; int col, cols; };
static bool bar_each(const struct app *app, const struct screen *top, int cols, bool (*visit)(const struct bar_slot *, void *), void *arg)
{
	const char *help_key = keymap_key(app->keymap, ACTION_AYUDA);
	struct bar_slot help = { ACTION_AYUDA, help_key, action_label(ACTION_AYUDA), 0, 0 };
	help.cols = text_width(help.key) + 1 + text_width(help.label);
	help.col = cols - help.cols - 1;
	int col = 1;
	for (const struct binding *b = screen_bindings(top); b && b->action != ACTION_NONE; b++) {
		const char *key = keymap_key(app->keymap, b->action);
		if (!*key || b->action == ACTION_AYUDA || !app_ofrece(top, b->action) || (b->label && !*b->label))
			continue;
		struct bar_slot slot = { b->action, key, binding_label(b), col, text_width(key) + 1 + text_width(binding_label(b)) };
		if (slot.col + slot.cols + GAP > help.col && col > 1)
			break;
		if (slot.col + slot.cols + GAP > help.col)      /* a long verb that stands first is cut rather than left out */
			slot.cols = help.col - GAP - slot.col;
		if (!visit(&slot, arg))
			return false;
		col += slot.cols + GAP;
	}
	return visit(&help, arg);
}

struct bar_find { int col; enum action action; };
static bool bar_hit(const struct bar_slot *slot, void *arg)
{
	struct bar_find *find = arg;
	if (find->col < slot->col || find->col >= slot->col + slot->cols)
		return true;
	find->action = slot->action;
	return false;
}

enum action chrome_bar_action(const struct app *app, int row, int col)
{
	struct bar_find find = { .col = col, .action = ACTION_NONE };
	if (row == app->rows - 1 && app_top(app))
		bar_each(app, app_top(app), app->cols, bar_hit, &find);
	return find.action;
}

static bool bar_draw(const struct bar_slot *slot, void *arg)
{
	struct grid *g = arg;
	int used = grid_text(g, g->rows - 1, slot->col, ST_KEY, slot->key);
	grid_textn(g, g->rows - 1, slot->col + used + 1, slot->cols - used - 1, ST_BAR, slot->label);
	return true;
}

static void draw_title(const struct app *app, const struct screen *s, struct grid *g)
{
	struct arena arena;
	char date[DATE_TEXT];
	arena_init(&arena);
	grid_fill(g, (struct rect){ 0, 0, 1, g->cols }, ST_TITLE);
	date_text(app->hoy, date);
	int end = g->cols - 1 - text_width(date);
	grid_text(g, 0, end, ST_TITLE, date);
	if (app->practica) {
		end -= text_width(" PRACTICA ") + 1;
		grid_text(g, 0, end, ST_PRACTICA, " PRACTICA ");
	}
	if (app->solo_lectura) {
		end -= text_width(" SOLO LECTURA ") + 1;
		grid_text(g, 0, end, ST_PRACTICA, " SOLO LECTURA ");
	}
	const char *title = s->ops->title_of ? s->ops->title_of(s, &arena) : s->ops->title;
	grid_textn(g, 0, 1, end - 2, ST_TITLE, title ? title : "");
	arena_done(&arena);
}

/* One line, dim: it asks for nothing. */
static void draw_notice(const struct screen *s, struct grid *g)
{
	struct arena arena;
	arena_init(&arena);
	const char *text = s->ops->notice_of ? s->ops->notice_of(s, &arena) : NULL;
	if (text && *text)
		grid_textn(g, g->rows - 2, 1, g->cols - 2, ST_DIM, text);
	arena_done(&arena);
}

static void draw_message(const struct app *app, struct grid *g)
{
	static const struct { enum style style; const char *mark; } look[] = {
		[MESSAGE_INFO] = { ST_NORMAL, "" }, [MESSAGE_OK] = { ST_OK, "" }, [MESSAGE_WARN] = { ST_WARN, "Atención: " }, [MESSAGE_ERROR] = { ST_ERROR, "! " },
	};
	if (!app->message[0])
		return;
	/* A long sentence takes the lines above, rather than lose its end. */
	struct arena arena;
	struct text_line *line;
	arena_init(&arena);
	int n = text_wrap(&arena, arena_printf(&arena, "%s%s", look[app->message_kind].mark, app->message), g->cols - 2, &line);
	if (n > g->rows / 3)
		n = g->rows / 3;
	for (int i = 0; i < n; i++) {
		int row = g->rows - 1 - n + i;
		grid_fill(g, (struct rect){ row, 0, 1, g->cols }, look[app->message_kind].style);
		grid_text(g, row, 1, look[app->message_kind].style, arena_strndup(&arena, line[i].start, line[i].len));
	}
	arena_done(&arena);
}

void app_draw(struct app *app, struct grid *g)
{
	app->rows = g->rows;
	app->cols = g->cols;
	grid_clear(g);
	struct screen *top = app_top(app);
	if (!top)
		return;
	if (app_too_small(g)) {
		grid_text(g, 0, 0, ST_NORMAL, "Ventana muy pequeña");
		grid_text(g, 1, 0, ST_NORMAL, "Amplíela: nada se pierde");
		grid_cursor(g, 0, 0);
		return;
	}
	int base = app->depth - 1;
	while (base > 0 && app->stack[base]->ops->dialog)
		base--;
	draw_title(app, app->stack[base], g);
	app->stack[base]->ops->draw(app->stack[base], g, (struct rect){ 1, 0, g->rows - 3, g->cols });
	for (int i = base + 1; i < app->depth; i++) {
		g->cursor_set = false;
		app->stack[i]->ops->draw(app->stack[i], g, (struct rect){ 1, 0, g->rows - 3, g->cols });
	}
	grid_fill(g, (struct rect){ g->rows - 1, 0, 1, g->cols }, ST_BAR);
	bar_each(app, top, g->cols, bar_draw, g);
	if (!app->message[0])
		draw_notice(app->stack[base], g);
	draw_message(app, g);
	if (!g->cursor_set)
		grid_cursor(g, g->rows - 1, 0);
}

static const struct binding *binding_of(const struct binding *b, enum action action)
{
	for (; b && b->action != ACTION_NONE; b++)
		if (b->action == action)
			return b;
	return NULL;
}

const struct view_arg *chrome_help(struct app *app, const struct screen *s)
{
	struct trace lines;
	trace_init(&lines, &app->turn);
	trace_add(&lines, 0, "%s", s->ops->help ? s->ops->help : "");
	trace_add(&lines, 0, "%s", "");
	trace_add(&lines, 0, "Teclas de esta pantalla");
	for (const struct binding *b = screen_bindings(s); b && b->action != ACTION_NONE; b++)
		if (*keymap_key(app->keymap, b->action) && app_ofrece(s, b->action))
			trace_add(&lines, 1, "%s: %s", keymap_keys(app->keymap, b->action, &app->turn), b->label && *b->label ? b->label : action_help(b->action));
	static const enum action always[] = { ACTION_VOLVER, ACTION_MENU, ACTION_SALIR, ACTION_AYUDA };
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (!binding_of(screen_bindings(s), always[i]))
			trace_add(&lines, 1, "%s: %s", keymap_keys(app->keymap, always[i], &app->turn), action_help(always[i]));
	struct view_arg *arg = arena_new(&app->turn, struct view_arg);
	*arg = (struct view_arg){ .title = arena_printf(&app->turn, "Ayuda: %s", s->ops->title ? s->ops->title : ""), .line = lines.line, .n = lines.n };
	return arg;
}
