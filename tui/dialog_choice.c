/* One of a list (choice, menu) or several (choices): the same list with type-ahead; what differs is what Enter gives back. */
#include "base/strbuf.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <ctype.h>
#include <string.h>

struct state {
	const struct choice_arg *arg;
	const char **folded;          /* labels as they are searched */
	int *shown;                   /* options that match what was typed */
	bool *marked;
	struct list_view list;
	struct line_edit typed;
	struct rect room;
};

static void narrow(struct screen *s)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	const char *wanted = text_fold(&arena, st->typed.text);
	int n = 0;
	for (int pass = 0; pass < 2; pass++)      /* first those that begin so, then those that contain it */
		for (int i = 0; i < st->arg->n; i++) {
			const char *at = strstr(st->folded[i], wanted);
			if (at && (at == st->folded[i]) == (pass == 0))
				st->shown[n++] = i;
		}
	st->list.at = 0;
	list_view_size(&st->list, n, st->list.rows);
	arena_done(&arena);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	st->arg = arena_copy(&s->arena, arg, sizeof *st->arg);
	st->folded = arena_array(&s->arena, const char *, st->arg->n + 1);
	st->shown = arena_array(&s->arena, int, st->arg->n + 1);
	st->marked = arena_array(&s->arena, bool, st->arg->n + 1);
	for (int i = 0; i < st->arg->n; i++)
		st->folded[i] = text_fold(&s->arena, arena_printf(&s->arena, "%s %s", st->arg->option[i].label, st->arg->option[i].note ? st->arg->option[i].note : ""));
	st->list.rows = 10;
	narrow(s);
	const char *current = st->arg->current ? st->arg->current : "";
	for (int i = 0; i < st->arg->n; i++) {
		st->marked[i] = value_set_has(value_set(current), st->arg->option[i].name);
		if (strcmp(current, st->arg->option[i].name) == 0)
			st->list.at = i;
	}
	return true;
}

static int widest(const struct choice_arg *arg)
{
	int cols = 48;      /* the hint in whole */
	if (arg->text && text_width(arg->text) > cols)
		cols = text_width(arg->text) < 60 ? text_width(arg->text) : 60;
	for (int i = 0; i < arg->n; i++) {
		int w = text_width(arg->option[i].label) + 6 + (arg->option[i].note ? 2 + text_width(arg->option[i].note) : 0);
		cols = w > cols ? w : cols;
	}
	return cols;
}

static void draw_list(const struct screen *s, struct grid *g, struct rect room, bool many)
{
	struct state *st = s->state;
	int text_rows = 0, cols = widest(st->arg);
	if (cols > room.cols - 4)
		cols = room.cols - 4;
	struct arena arena;
	arena_init(&arena);
	struct text_line *line;
	if (st->arg->text && *st->arg->text)
		text_rows = text_wrap(&arena, st->arg->text, cols, &line);
	arena_done(&arena);
	int rows = st->arg->n < room.rows - text_rows - 4 ? st->arg->n : room.rows - text_rows - 4;
	struct rect r = dialog_frame(g, text_rows + (rows > 0 ? rows : 1) + 2, cols, st->arg->title);
	if (text_rows)
		grid_paragraph(g, (struct rect){ r.row, r.col, text_rows, r.cols }, ST_NORMAL, st->arg->text);
	st->room = (struct rect){ r.row + text_rows, r.col, r.rows - text_rows - 2, r.cols };
	list_view_size(&st->list, st->list.n, st->room.rows);
	for (int i = 0; i < st->room.rows && st->list.top + i < st->list.n; i++) {
		int at = st->shown[st->list.top + i];
		const struct option *o = &st->arg->option[at];
		bool focus = st->list.top + i == st->list.at;
		int row = st->room.row + i, col = st->room.col;
		grid_fill(g, (struct rect){ row, col, 1, r.cols - 1 }, focus ? ST_FOCUS : ST_NORMAL);
		col += many ? grid_text(g, row, col, focus ? ST_FOCUS : ST_NORMAL, st->marked[at] ? "[x] " : "[ ] ") : grid_text(g, row, col, focus ? ST_FOCUS : ST_NORMAL, focus ? "> " : "  ");
		grid_textn(g, row, col, r.col + r.cols - 1 - col, focus ? ST_FOCUS : ST_NORMAL, o->label);
		if (o->note && text_width(o->label) + text_width(o->note) + 3 < r.cols - 3)
			grid_right(g, row, r.col + r.cols - 1, focus ? ST_FOCUS : ST_DIM, o->note);
		if (focus)
			grid_cursor(g, row, st->room.col);
	}
	list_view_scrollbar(&st->list, g, st->room);
	if (st->list.n == 0)
		grid_text(g, st->room.row, st->room.col, ST_WARN, "Nada coincide: borre letras");
	int row = r.row + r.rows - 2;
	grid_rule(g, row, r.col, r.cols, ST_DIM, NULL);
	if (st->typed.text[0])
		line_edit_draw(&st->typed, g, row + 1, r.col + grid_text(g, row + 1, r.col, ST_NORMAL, "Buscar: "), r.cols - 8, st->list.n == 0);
	else if (r.cols >= 48)
		grid_textn(g, row + 1, r.col, r.cols, ST_DIM, many ? "Espacio marca · F2 acepta · Esc vuelve" : "Escriba para buscar · Entrar elige · Esc vuelve");
	else
		grid_textn(g, row + 1, r.col, r.cols, ST_DIM, many ? "Espacio marca · F2 acepta · Esc" : "Entrar elige · Esc vuelve");
}

static void draw_one(const struct screen *s, struct grid *g, struct rect room) { draw_list(s, g, room, false); }
static void draw_many(const struct screen *s, struct grid *g, struct rect room) { draw_list(s, g, room, true); }

/* What both share; true when it was for the list or the search. */
static bool act_list(struct screen *s, enum action action, const struct event *event)
{
	struct state *st = s->state;
	if (list_view_act(&st->list, action, event, st->room))
		return true;
	if ((action == ACTION_INSERT || action == ACTION_BORRAR || action == ACTION_VACIAR) && line_edit_act(&st->typed, action, event)) {
		narrow(s);
		return true;
	}
	return false;
}

static struct outcome act_one(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	(void)err;
	if (action == ACTION_ABRIR || action == ACTION_GUARDAR || action == ACTION_ELEGIR) {
		if (st->list.n == 0)
			return out_stay();
		int at = st->shown[st->list.at];
		return out_pop_ok(at, st->arg->option[at].name);
	}
	if (action == ACTION_VOLVER || action == ACTION_CANCELAR)
		return out_pop();
	if (!act_list(s, action, event))
		return out_stay();
	if (action == ACTION_CLICK && st->list.at == was)      /* a second click on the same line chooses it */
		return act_one(s, ACTION_ABRIR, event, err);
	return out_redraw();
}

static struct outcome act_many(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	bool space = action == ACTION_INSERT && event->kind == EV_CHAR && event->code == ' ';
	(void)err;
	if ((space || action == ACTION_MARCAR || action == ACTION_ABRIR) && st->list.n > 0) {
		int at = st->shown[st->list.at];
		st->marked[at] = !st->marked[at];
		return out_redraw();
	}
	if (action == ACTION_GUARDAR) {
		struct strbuf names;
		strbuf_init(&names, &s->arena);
		for (int i = 0; i < st->arg->n; i++)
			if (st->marked[i])
				strbuf_printf(&names, "%s%s", names.len ? " " : "", st->arg->option[i].name);
		return out_pop_ok(0, names.text);
	}
	if (action == ACTION_VOLVER || action == ACTION_CANCELAR)
		return out_pop();
	return act_list(s, action, event) ? out_redraw() : out_stay();
}

static const struct binding one[] = { { ACTION_ABRIR, "Elegir" }, { ACTION_VOLVER, "Volver sin cambiar" }, { ACTION_ARRIBA, "" }, { ACTION_ABAJO, "" }, { 0 } };
static const struct binding many[] = { { ACTION_GUARDAR, "Aceptar" }, { ACTION_MARCAR, NULL }, { ACTION_VOLVER, "Volver sin cambiar" }, { 0 } };

const struct screen_ops dialog_choice = {
	.name = "elegir", .title = "Elegir", .help = "Suba y baje con las flechas, o escriba parte del nombre para encontrarlo: no importan tildes ni mayúsculas. Entrar elige.",
	.state_size = sizeof(struct state), .bindings = one, .dialog = true, .types = true, .open = open, .draw = draw_one, .act = act_one,
};
const struct screen_ops dialog_menu = {
	.name = "menu", .title = "Menú", .help = "Suba y baje con las flechas, o escriba parte de la acción. Entrar la hace.",
	.state_size = sizeof(struct state), .bindings = one, .dialog = true, .types = true, .open = open, .draw = draw_one, .act = act_one,
};
const struct screen_ops dialog_choices = {
	.name = "elegir_varias", .title = "Elegir varias", .help = "Marque con Espacio o F8 todas las que correspondan y acepte con F2. Puede escribir para buscar.",
	.state_size = sizeof(struct state), .bindings = many, .dialog = true, .types = true, .open = open, .draw = draw_many, .act = act_many,
};
