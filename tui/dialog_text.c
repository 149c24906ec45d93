#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <string.h>

struct state { struct text_arg arg; struct text_area area; const char *before; bool warned; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct text_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	st->arg = (struct text_arg){ arena_strdup(&s->arena, from->title), arena_strdup(&s->arena, from->text ? from->text : ""), NULL, from->max_bytes };
	text_area_init(&st->area, &s->arena, from->current ? from->current : "", from->max_bytes);
	st->before = arena_strdup(&s->arena, st->area.text);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	int head = st->arg.text[0] ? 1 : 0;
	struct rect r = dialog_frame(g, room.rows - 4, room.cols < 80 ? room.cols - 4 : 74, st->arg.title);
	if (head)
		grid_textn(g, r.row, r.col, r.cols, ST_DIM, st->arg.text);
	text_area_draw(&st->area, g, (struct rect){ r.row + head, r.col, r.rows - head - 1, r.cols }, true);
	grid_textn(g, r.row + r.rows - 1, r.col, r.cols, ST_DIM, r.cols >= 55 ? "F2 acepta · Esc vuelve sin cambiar · Entrar nueva línea" : "F2 acepta · Esc vuelve sin cambiar");
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_GUARDAR)
		return out_pop_ok(0, text_clean(&s->arena, st->area.text, TEXT_MANY_LINES));
	/* A long text is not lost by one key. */
	bool asks = action == ACTION_VOLVER && !st->warned && strcmp(st->area.text, st->before) != 0;
	st->warned = asks;
	if (asks) {
		app_message(s->app, MESSAGE_WARN, "Lo escrito está sin aceptar: F2 lo acepta; Esc otra vez vuelve sin guardarlo");
		return out_redraw();
	}
	if (action == ACTION_VOLVER || action == ACTION_CANCELAR)
		return out_pop();
	return text_area_act(&st->area, action, event) ? out_redraw() : out_stay();
}

static void writing(const struct screen *s, struct arena *arena, struct writing *w)
{
	const struct state *st = s->state;
	*w = (struct writing){ st->arg.title, st->arg.text, text_clean(arena, st->area.text, TEXT_MANY_LINES) };
}

static void go_on(struct screen *s, const char *text)
{
	struct state *st = s->state;
	text_area_init(&st->area, &s->arena, text, st->arg.max_bytes);
}

static const struct binding bindings[] = { { ACTION_GUARDAR, "Aceptar" }, { ACTION_VOLVER, "Volver sin cambiar" }, { 0 } };

const struct screen_ops dialog_text = {
	.name = "texto", .title = "Texto", .help = "Escriba con calma: las líneas se acomodan solas. F2 acepta lo escrito.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .types = true, .open = open, .draw = draw, .act = act, .writing = writing, .go_on = go_on,
};
