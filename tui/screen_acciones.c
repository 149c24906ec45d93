/* F9: everything that can be done on the screen below, with its keys, to read and to run: with Enter, or with the key itself. */
#include "base/text.h"
#include "tui/app.h"
#include "tui/chrome.h"
#include "tui/dialog.h"
#include "tui/widget.h"

struct state { const struct screen *below; const struct binding *item[ACTIONS]; int n; struct list_view list; struct rect room; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->below = arg;
	for (const struct binding *b = screen_bindings(st->below); b && b->action != ACTION_NONE && st->n < ACTIONS; b++)
		if (b->action != ACTION_MENU && (!b->label || *b->label) && app_ofrece(st->below, b->action))
			st->item[st->n++] = b;
	return st->n > 0 || err_set(err, ERR_RULE, "Aquí no hay más acciones");
}

/* As wide as there is room for. */
static const char *foot(const struct state *st, int cols)
{
	bool more = st->n > st->room.rows;
	if (cols >= 50)
		return more ? "Entrar o su tecla la hace · Esc vuelve · ↑ ↓ más" : "Entrar o su tecla la hace · Esc vuelve";
	return more ? "Entrar la hace · Esc · ↑ ↓ más" : "Entrar la hace · Esc vuelve";
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	struct rect r = dialog_frame(g, st->n + 2 < room.rows - 2 ? st->n + 2 : room.rows - 2, room.cols < 60 ? room.cols - 4 : 56, "Qué se puede hacer aquí");
	st->room = (struct rect){ r.row, r.col, r.rows - 1, r.cols };
	list_view_size(&st->list, st->n, st->room.rows);
	for (int i = 0; i < st->room.rows && st->list.top + i < st->n; i++) {
		const struct binding *b = st->item[st->list.top + i];
		bool focus = st->list.top + i == st->list.at;
		enum style style = focus ? ST_FOCUS : ST_NORMAL;
		grid_textn(g, r.row + i, r.col, 10, focus ? style : ST_KEY, keymap_key(s->app->keymap, b->action));
		grid_textn(g, r.row + i, r.col + 10, r.cols - 10 - (st->n > st->room.rows ? 2 : 0), style, b->label ? b->label : action_help(b->action));
		if (focus)
			grid_cursor(g, r.row + i, r.col + 10);
	}
	list_view_scrollbar(&st->list, g, st->room);
	grid_textn(g, r.row + r.rows - 1, r.col, r.cols, ST_DIM, foot(st, r.cols));
}

/* Done by the loop once this is gone. */
static struct outcome run(struct screen *s, enum action action)
{
	s->app->pending = action;
	return out_pop();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_VOLVER || action == ACTION_CANCELAR || action == ACTION_MENU)
		return out_pop();
	if (action == ACTION_ABRIR)
		return run(s, st->item[st->list.at]->action);
	if (list_view_act(&st->list, action, event, st->room))
		return out_redraw();
	for (int i = 0; action < ACTION_INSERT && i < st->n; i++)
		if (st->item[i]->action == action)
			return run(s, action);
	return out_stay();
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Hacer" }, { ACTION_VOLVER, NULL }, { 0 } };

const struct screen_ops screen_acciones = {
	.name = "acciones", .title = "Acciones", .help = "Elija una acción y pulse Entrar, o pulse la tecla que está a su lado.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .lee = true, .open = open, .draw = draw, .act = act,
};
