/* A date, typed as people write it, or moved on the sheet of the month; both always show the same day. */
#include "base/date.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <stdio.h>

struct state { struct date_arg arg; int32_t day; struct line_edit line; bool typing; const char *problem; };

static void show_day(struct state *st, int32_t day)
{
	char text[DATE_TEXT];
	st->day = day;
	st->typing = false;
	st->problem = NULL;
	line_edit_set(&st->line, date_text(day, text));
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct date_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	st->arg = *from;
	st->arg.title = arena_strdup(&s->arena, from->title);
	st->arg.text = arena_strdup(&s->arena, from->text ? from->text : "");
	st->line.max_letters = 30;
	show_day(st, from->current != DATE_NONE ? from->current : s->app->hoy);
	return true;
}

static void draw_month(const struct state *st, struct grid *g, int row, int col, int32_t today)
{
	static const char *const months[] = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre" };
	int year, month, day;
	date_split(st->day, &year, &month, &day);
	grid_printf(g, row, col + 3, ST_HEAD, "%s de %d", months[month - 1], year);
	grid_text(g, row + 1, col, ST_DIM, "lu ma mi ju vi sá do");
	int32_t first = date_make(year, month, 1);
	int at = date_weekday(first);
	for (int32_t d = first;; d++, at++) {
		int y, m, n;
		date_split(d, &y, &m, &n);
		if (m != month)
			break;
		enum style style = d == st->day ? ST_FOCUS : d == today ? ST_SELECTED : ST_NORMAL;
		grid_printf(g, row + 2 + at / 7, col + at % 7 * 3, style, "%2d", n);
	}
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	const struct state *st = s->state;
	char text[DATE_TEXT];
	bool sheet = room.rows >= 15;
	struct rect r = dialog_frame(g, (sheet ? 9 : 0) + 5, room.cols < 52 ? room.cols - 4 : 48, st->arg.title);
	int row = r.row;
	grid_textn(g, row++, r.col, r.cols, ST_NORMAL, st->arg.text);
	if (sheet) {
		draw_month(st, g, row, r.col + 12, s->app->hoy);
		row += 9;
	}
	int line_row = row;
	grid_textn(g, row + 1, r.col, r.cols, st->problem ? ST_ERROR : ST_DIM, st->problem ? st->problem : date_long(st->day, text));
	grid_textn(g, row + 2, r.col, r.cols, ST_DIM, r.cols >= 47 ? "Flechas: día · RePág AvPág: mes · hoy +7 3/4/26" : "Flechas: día · hoy +7 3/4/26");
	grid_textn(g, row + 3, r.col, r.cols, ST_DIM, "Entrar acepta · Esc vuelve");
	line_edit_draw(&st->line, g, line_row, r.col, 16, true);
}

static struct outcome accept(struct screen *s)
{
	struct state *st = s->state;
	char text[DATE_TEXT];
	int32_t day = date_parse(st->line.text, s->app->hoy);
	if (day == DATE_NONE)
		st->problem = "Escriba una fecha como 31/07/2026, hoy o +7";
	else if (st->arg.min != DATE_NONE && day < st->arg.min)
		st->problem = arena_printf(&s->arena, "Debe ser el %s o después", date_text(st->arg.min, text));
	else if (st->arg.max != DATE_NONE && day > st->arg.max)
		st->problem = arena_printf(&s->arena, "Debe ser el %s o antes", date_text(st->arg.max, text));
	else
		return out_pop_ok(day, NULL);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	switch (action) {
	case ACTION_VOLVER: case ACTION_CANCELAR: return out_pop();
	case ACTION_ABRIR: case ACTION_GUARDAR: return accept(s);
	case ACTION_ARRIBA: show_day(st, st->day - 7); return out_redraw();
	case ACTION_ABAJO: show_day(st, st->day + 7); return out_redraw();
	case ACTION_PAG_ARRIBA: show_day(st, date_add_months(st->day, -1)); return out_redraw();
	case ACTION_PAG_ABAJO: show_day(st, date_add_months(st->day, 1)); return out_redraw();
	case ACTION_IZQUIERDA: case ACTION_DERECHA:
		if (!st->typing) {
			show_day(st, st->day + (action == ACTION_DERECHA ? 1 : -1));
			return out_redraw();
		}
		break;
	default: break;
	}
	/* The first letter typed replaces the date that stands there. */
	if (action == ACTION_INSERT && !st->typing)
		line_edit_set(&st->line, "");
	if (!line_edit_act(&st->line, action, event))
		return out_stay();
	st->typing = true;
	st->problem = NULL;
	int32_t day = date_parse(st->line.text, s->app->hoy);
	if (day != DATE_NONE)
		st->day = day;
	return out_redraw();
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Aceptar" }, { ACTION_VOLVER, "Volver sin cambiar" }, { 0 } };

const struct screen_ops dialog_date = {
	.name = "fecha", .title = "Fecha", .help = "Escriba la fecha (3/4/26, hoy, ayer, +7) o muévase por el mes con las flechas. Entrar acepta.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .types = true, .open = open, .draw = draw, .act = act,
};
