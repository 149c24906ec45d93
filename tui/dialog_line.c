#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <string.h>

struct state { struct line_arg arg; struct line_edit line; const char *problem; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct line_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	st->arg = *from;
	st->arg.title = arena_strdup(&s->arena, from->title);
	st->arg.text = arena_strdup(&s->arena, from->text ? from->text : "");
	st->line.max_letters = 200;
	line_edit_set(&st->line, from->current ? from->current : "");
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	const struct state *st = s->state;
	struct rect r = dialog_frame_text(g, 3, 66, st->arg.title, st->arg.text);
	int row = r.row + r.rows - 3;
	(void)room;
	grid_textn(g, row + 1, r.col, r.cols, ST_ERROR, st->problem ? st->problem : "");
	grid_textn(g, row + 2, r.col, r.cols, ST_DIM, "Entrar acepta · Esc vuelve");
	line_edit_draw(&st->line, g, row, r.col, r.cols, true);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_VOLVER || action == ACTION_CANCELAR)
		return out_pop();
	if (action == ACTION_ABRIR || action == ACTION_GUARDAR) {
		const char *text = text_clean(&s->arena, st->line.text, TEXT_ONE_LINE);
		if (st->arg.required && !*text)
			st->problem = "Escriba algo, por favor";
		else if (*text && text_width(text) < st->arg.min_letters)
			st->problem = arena_printf(&s->arena, "Escriba al menos %d letras", st->arg.min_letters);
		else
			return out_pop_ok(0, text);
		return out_redraw();
	}
	st->problem = NULL;
	return line_edit_act(&st->line, action, event) ? out_redraw() : out_stay();
}

static void writing(const struct screen *s, struct arena *arena, struct writing *w)
{
	const struct state *st = s->state;
	*w = (struct writing){ st->arg.title, st->arg.text, text_clean(arena, st->line.text, TEXT_ONE_LINE) };
}

static void go_on(struct screen *s, const char *text)
{
	line_edit_set(&((struct state *)s->state)->line, text);
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Aceptar" }, { ACTION_VOLVER, "Volver sin cambiar" }, { ACTION_DESHACER, NULL }, { 0 } };

const struct screen_ops dialog_line = {
	.name = "linea", .title = "Escribir", .help = "Escriba y acepte con Entrar.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .types = true, .open = open, .draw = draw, .act = act, .writing = writing, .go_on = go_on,
};
