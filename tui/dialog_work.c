#include "tui/app.h"
#include "tui/dialog.h"

struct state { struct work_arg arg; struct progress at; bool failed; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	st->arg = *(const struct work_arg *)arg;
	st->arg.title = arena_strdup(&s->arena, st->arg.title);
	st->arg.text = arena_strdup(&s->arena, st->arg.text);
	return true;
}

static enum work work(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	if (st->at.end || st->failed)
		return WORK_NONE;
	st->failed = !st->arg.step(st->arg.of, &st->at, err);
	return st->at.end || st->failed ? WORK_END : WORK_SHOW;
}

static int percent(const struct progress *p)
{
	return p->total > 0 ? (int)((int64_t)p->done * 100 / p->total) : 0;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	const struct state *st = s->state;
	struct rect r = dialog_frame_text(g, 3, 60, st->arg.title, st->arg.text);
	int row = r.row + r.rows - 2;
	(void)room;
	int used = grid_printf(g, row, r.col, ST_HEAD, "%3d %%  ", percent(&st->at));
	if (!g->plain)
		grid_bar(g, row, r.col + used, r.cols - used, percent(&st->at), 100, ST_NORMAL);
	grid_textn(g, row + 1, r.col, r.cols, ST_DIM, st->arg.keeps ? "Esc la detiene; lo hecho queda hecho" : "Esc la detiene");
	grid_cursor(g, row, r.col);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	const struct state *st = s->state;
	(void)event, (void)err;
	bool left = action == ACTION_VOLVER || action == ACTION_CANCELAR;
	if (st->failed || (left && !st->arg.keeps))
		return out_pop();
	return left || st->at.end ? out_pop_ok(st->at.end, NULL) : out_stay();
}

static const struct binding bindings[] = { { ACTION_VOLVER, "Detener" }, { 0 } };

const struct screen_ops dialog_work = {
	.name = "trabajo", .title = "Trabajo", .help = "Una tarea larga: la barra dice cuánto va. Esc la detiene cuando quiera.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .open = open, .draw = draw, .act = act, .work = work,
};
