#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"

struct state { struct confirm_arg arg; bool yes; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct confirm_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	st->arg = (struct confirm_arg){ arena_strdup(&s->arena, from->title), arena_strdup(&s->arena, from->text), arena_strdup(&s->arena, from->yes ? from->yes : "Sí"), from->deja };
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	const struct state *st = s->state;
	struct rect r = dialog_frame_text(g, 3, 60, st->arg.title, st->arg.text);
	int row = r.row + r.rows - 2, col = r.col;
	(void)room;
	int no = grid_text(g, row, col, st->yes ? ST_NORMAL : ST_FOCUS, "[ No ]");
	int gap = no + 3 + 4 + text_width(st->arg.yes) <= r.cols ? 3 : 1;
	grid_printf(g, row, col + no + gap, st->yes ? ST_FOCUS : ST_NORMAL, "[ %s ]", st->arg.yes);
	grid_cursor(g, row, st->yes ? col + no + gap + 2 : col + 2);
	grid_textn(g, row + 1, col, r.cols, ST_DIM, r.cols >= 44 ? "N o Esc no · ← → elegir · Entrar acepta" : "Esc no · ← → · Entrar acepta");
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	switch (action) {
	case ACTION_IZQUIERDA: case ACTION_DERECHA: case ACTION_SIGUIENTE: case ACTION_ANTERIOR:
		st->yes = !st->yes;
		return out_redraw();
	case ACTION_ABRIR:
		s->app->dejar = st->yes && st->arg.deja;
		return st->yes && !st->arg.deja ? out_pop_ok(1, NULL) : out_pop();
	case ACTION_VOLVER: case ACTION_CANCELAR:
		return out_pop();
	case ACTION_INSERT:      /* a letter that was meant for the screen below must not say yes */
		return event->code == 'n' || event->code == 'N' ? out_pop() : out_stay();
	default:
		return out_stay();
	}
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Aceptar" }, { ACTION_VOLVER, "No" }, { 0 } };

const struct screen_ops dialog_confirm = {
	.name = "confirmar", .title = "Confirmar", .help = "Lleve el cursor con las flechas a lo que quiere y pulse Entrar. Nada cambia mientras esté en No.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .types = true, .open = open, .draw = draw, .act = act,
};

struct outcome out_salir_sin_guardar(struct app *app, struct err *err)
{
	struct confirm_arg arg = { .title = "Salir sin guardar", .yes = "Salir sin guardar", .deja = true };
	arg.text = arena_printf(&app->turn, "%s.\n¿Salir sin guardar lo escrito?", err->text);
	*err = (struct err){ 0 };
	return out_push(&dialog_confirm, arena_copy(&app->turn, &arg, sizeof arg));
}
