#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

/* Wrapped once per width; the widths of a session are few. */
struct row { int depth; const char *start; size_t len; };
struct state { const char *title, *yes; struct binding ask[4]; bool accept; struct trace_line *line; int n; struct row *row; int rows, cap, cols; struct list_view list; struct rect room; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct view_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	st->title = arena_strdup(&s->arena, from->title);
	st->yes = arena_strdup(&s->arena, from->yes);
	st->n = from->n;
	st->line = arena_array(&s->arena, struct trace_line, from->n + 1);
	for (int i = 0; i < from->n; i++)
		st->line[i] = (struct trace_line){ from->line[i].depth, arena_strdup(&s->arena, from->line[i].text) };
	return true;
}

static void wrap(struct state *st, struct arena *arena, int cols)
{
	st->cols = cols;
	st->rows = 0;
	for (int i = 0; i < st->n; i++) {
		struct text_line *line;
		int n = text_wrap(arena, st->line[i].text, cols - 2 * st->line[i].depth, &line);
		for (int k = 0; k < n; k++)
			*ARENA_PUSH(arena, st->row, st->rows, st->cap) = (struct row){ st->line[i].depth, line[k].start, line[k].len };
	}
}

/* What F2 does stands there too, where there is room: it takes the other button than the one that is highlighted. */
static const char *keys_to_answer(const struct screen *s, struct arena *arena, int cols)
{
	const struct state *st = s->state;
	const char *more = st->rows > st->room.rows ? " · ↑ ↓ más" : "";
	const char *all = arena_printf(arena, "N o Esc no · %s %s · ← → elegir%s", keymap_key(s->app->keymap, ACTION_GUARDAR), st->yes, more);
	return text_width(all) <= cols ? all : arena_printf(arena, "N o Esc no · ← → elegir%s", more);
}

static void draw_foot(const struct screen *s, struct grid *g, int row, int col, int cols)
{
	const struct state *st = s->state;
	struct arena arena;
	bool more = st->rows > st->room.rows;
	if (!st->yes) {
		grid_textn(g, row, col, cols, ST_DIM, more ? "↑ ↓ AvPág más · Esc vuelve" : "Esc vuelve");
		grid_cursor(g, row - st->room.rows, col);
		return;
	}
	int yes = col + 2 + grid_text(g, row, col, st->accept ? ST_NORMAL : ST_FOCUS, "[ No ]");
	int used = yes + 3 + grid_printf(g, row, yes, st->accept ? ST_FOCUS : ST_NORMAL, "[ %s ]", st->yes);
	arena_init(&arena);
	grid_textn(g, row, used, col + cols - used, ST_DIM, keys_to_answer(s, &arena, col + cols - used));
	arena_done(&arena);
	grid_cursor(g, row, (st->accept ? yes : col) + 2);
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	struct arena *arena = &((struct screen *)s)->arena;
	int cols = room.cols < 80 ? room.cols - 4 : 74;
	if (st->cols != cols - 2)
		wrap(st, arena, cols - 2);
	int rows = st->rows < room.rows - 3 ? st->rows : room.rows - 3;
	struct rect r = dialog_frame(g, rows + 1, cols, st->title);
	st->room = (struct rect){ r.row, r.col, r.rows - 1, r.cols };
	if (st->list.top > st->rows - st->room.rows)
		st->list.top = st->rows > st->room.rows ? st->rows - st->room.rows : 0;
	st->list.n = st->rows;
	st->list.rows = st->room.rows;
	for (int i = 0; i < st->room.rows && st->list.top + i < st->rows; i++) {
		struct row *row = &st->row[st->list.top + i];
		char text[512];
		size_t len = row->len < sizeof text - 1 ? row->len : sizeof text - 1;
		for (size_t k = 0; k < len; k++)
			text[k] = row->start[k];
		text[len] = 0;
		grid_textn(g, st->room.row + i, r.col + 2 * row->depth, r.cols - 2 - 2 * row->depth, row->depth == 0 ? ST_HEAD : ST_NORMAL, text);
	}
	list_view_scrollbar(&st->list, g, st->room);
	draw_foot(s, g, r.row + r.rows - 1, r.col, r.cols);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int page = st->list.rows > 1 ? st->list.rows - 1 : 1, top = st->list.top;
	(void)err;
	switch (action) {
	case ACTION_ARRIBA: case ACTION_WHEEL_UP: top--; break;
	case ACTION_ABAJO: case ACTION_WHEEL_DOWN: top++; break;
	case ACTION_PAG_ARRIBA: top -= page; break;
	case ACTION_PAG_ABAJO: top += page; break;
	case ACTION_INICIO: top = 0; break;
	case ACTION_FIN: top = st->rows; break;
	case ACTION_IZQUIERDA: case ACTION_DERECHA: case ACTION_SIGUIENTE: case ACTION_ANTERIOR:
		st->accept = st->yes && !st->accept;
		return out_redraw();
	case ACTION_ABRIR:
		return st->accept ? out_pop_ok(1, NULL) : out_pop();
	case ACTION_GUARDAR:
		return st->yes ? out_pop_ok(1, NULL) : out_pop();
	case ACTION_VOLVER: case ACTION_CANCELAR: case ACTION_AYUDA:
		return out_pop();
	case ACTION_INSERT:      /* as in dialog_confirm: a letter may say no, never yes */
		return st->yes && (event->code == 'n' || event->code == 'N') ? out_pop() : out_stay();
	default:
		return out_stay();
	}
	if (top > st->rows - st->list.rows)
		top = st->rows - st->list.rows;
	st->list.top = top < 0 ? 0 : top;
	return out_redraw();
}

static const struct binding all_in_sight[] = { { ACTION_VOLVER, "Volver" }, { 0 } }, more[] = { { ACTION_VOLVER, "Volver" }, { ACTION_PAG_ABAJO, "Más" }, { 0 } };

static const struct binding *bindings_of(const struct screen *s)
{
	struct state *st = s->state;
	bool all = st->rows <= st->room.rows;
	if (!st->yes)
		return all ? all_in_sight : more;
	st->ask[0] = (struct binding){ ACTION_GUARDAR, st->yes };
	st->ask[1] = (struct binding){ ACTION_VOLVER, "No" };
	st->ask[2] = all ? (struct binding){ 0 } : (struct binding){ ACTION_PAG_ABAJO, "Más" };
	return st->ask;
}

const struct screen_ops dialog_view = {
	.name = "ayuda", .title = "Leer", .help = "Suba y baje con las flechas o las teclas de página.",
	.state_size = sizeof(struct state), .bindings_of = bindings_of, .dialog = true, .types = true, .open = open, .draw = draw, .act = act,
};
