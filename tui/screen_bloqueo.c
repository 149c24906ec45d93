/* The console left alone: nothing of a family can be read until its passphrase is given; in practice any key will do. */
#include "base/text.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/widget.h"

#include <string.h>

struct state { struct line_edit line; const char *problem; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)arg;
	(void)err;
	st->line.masked = true;
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	const struct state *st = s->state;
	int row = r.row + r.rows / 3, col = 4;
	grid_text(g, row, col, ST_HEAD, "La consola está en pausa. Todo quedó guardado.");
	if (s->app->practica) {
		grid_text(g, row + 2, col, ST_NORMAL, "Pulse cualquier tecla para seguir.");
		grid_cursor(g, row + 2, col);
		return;
	}
	grid_text(g, row + 2, col, ST_NORMAL, "Frase de acceso:");
	if (st->problem)
		grid_text(g, row + 3, col, ST_ERROR, st->problem);
	line_edit_draw(&st->line, g, row + 2, col + 17, r.cols - col - 20 < 40 ? r.cols - col - 20 : 40, true);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_TICK)
		return out_stay();
	if (s->app->practica)
		return out_pop_ok(0, NULL);
	if (action != ACTION_ABRIR)
		return line_edit_act(&st->line, action, event) ? out_redraw() : out_stay();
	bool right = store_passphrase_is(s->app->store, st->line.text);
	explicit_bzero(st->line.text, sizeof st->line.text);
	explicit_bzero(st->line.undo, sizeof st->line.undo);
	line_edit_set(&st->line, "");
	st->problem = "Esa no es la frase; inténtelo otra vez";
	return right ? out_pop_ok(0, NULL) : out_redraw();
}

static void close(struct screen *s)
{
	explicit_bzero(s->state, sizeof(struct state));
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Entrar" }, { 0 } };

const struct screen_ops screen_bloqueo = {
	.name = "bloqueo", .title = "En pausa", .help = "Escriba la frase de acceso para continuar donde iba.",
	.state_size = sizeof(struct state), .bindings = bindings, .types = true, .open = open, .draw = draw, .act = act, .close = close,
};
