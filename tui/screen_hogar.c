/* A family: who they are, where they are in the route, what to do now, and the way to everything else. */
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/historia_campo.h"
#include "tui/hogar_actos.h"
#include "tui/hogar_resumen.h"
#include "tui/screens.h"
#include "tui/widget.h"

#include <ctype.h>

enum { NOMBRE = 15 };

struct state {
	struct familia familia;
	struct arena page;
	const char *principal, *contacto, *hecho[SECCIONES];
	int secciones;
	struct list_view list;               /* 0: the main action; then the sections */
	struct rect room;
	struct flujo flujo;
};

static void reload(struct screen *s)
{
	struct state *st = s->state;
	arena_reset(&st->page);
	st->principal = hogar_principal(&st->familia, &st->page);
	st->contacto = hogar_contacto(&st->familia, &st->page);
	for (int i = 0; i < st->secciones; i++)
		st->hecho[i] = hogar_seccion[i].hecho(&st->familia, &st->page);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	arena_init(&st->page);
	if (!familia_open(&st->familia, s->app, ((const struct hogar_arg *)arg)->hogar, err))
		return false;
	st->secciones = hogar_secciones(&st->familia);
	st->list = (struct list_view){ .n = 1 + st->secciones, .rows = 1 + st->secciones };
	reload(s);
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	return arena_printf(arena, "Hogar %s", ((const struct state *)s->state)->familia.folio);
}

static void draw_item(const struct screen *s, struct grid *g, int i, struct rect at)
{
	const struct state *st = s->state;
	bool focus = st->list.at == i;
	grid_text(g, at.row, at.col, ST_NORMAL, focus ? ">" : " ");
	if (i == 0) {
		grid_text(g, at.row, at.col + 2, ST_NORMAL, "V");
		grid_textn(g, at.row, at.col + 5, at.cols - 6, focus ? ST_FOCUS : st->principal ? ST_HEAD : ST_DIM, st->principal ? st->principal : "El acompañamiento terminó");
	} else {
		const struct seccion *section = &hogar_seccion[i - 1];
		grid_text(g, at.row, at.col + 2, ST_NORMAL, (char[]){ section->tecla, 0 });
		int name = g->plain ? text_width(section->nombre) : NOMBRE;      /* read aloud, the fact follows its name */
		grid_textn(g, at.row, at.col + 5, name, focus ? ST_FOCUS : ST_NORMAL, section->nombre);
		grid_textn(g, at.row, at.col + 6 + name, at.cols - 7 - name, ST_DIM, st->hecho[i - 1]);
	}
	if (focus)
		grid_cursor(g, at.row, at.col + 5);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	int row = r.row + familia_header(&st->familia, g, r);
	bool high = r.rows >= 18;
	if (high)
		row += grid_paragraph(g, (struct rect){ row, 1, 2, r.cols - 2 }, ST_DIM, st->contacto) + 1;
	st->room = (struct rect){ row, 0, r.row + r.rows - row, r.cols };
	list_view_size(&st->list, 1 + st->secciones, high ? st->room.rows - 1 : st->room.rows);
	for (int i = 0; i < st->list.rows && st->list.top + i < st->list.n; i++) {
		int item = st->list.top + i;
		draw_item(s, g, item, (struct rect){ row + i + (high && item > 0), 0, 1, r.cols });
	}
	list_view_scrollbar(&st->list, g, st->room);
}

static struct outcome open_item(struct screen *s, int i)
{
	struct state *st = s->state;
	st->list.at = i;
	if (i > 0)
		return push_hogar(s->app, hogar_seccion[i - 1].ops, st->familia.num);
	if (st->principal)
		return push_hogar(s->app, &screen_visita, st->familia.num);
	app_message(s->app, MESSAGE_INFO, "La ruta de este hogar ya terminó. Si fue un error, deshaga el cierre desde Historia");
	return out_redraw();
}

static struct outcome letter(struct screen *s, const struct event *event)
{
	const struct state *st = s->state;
	if (event->kind != EV_CHAR)
		return out_stay();
	if (event->code == 'v' || event->code == 'V')
		return open_item(s, 0);
	for (int i = 0; i < st->secciones; i++)
		if (event->code < 128 && toupper((int)event->code) == hogar_seccion[i].tecla)
			return open_item(s, i + 1);
	return out_stay();
}

static struct outcome why(struct screen *s)
{
	const struct state *st = s->state;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	hogar_por_que(&st->familia, &lines);
	struct view_arg arg = { .title = "¿Dónde está en la ruta?", .line = lines.line, .n = lines.n };
	return out_push(&dialog_view, arena_copy(&s->app->turn, &arg, sizeof arg));
}

/* A click on a line; the blank under the main action is no line. */
static struct outcome click(struct screen *s, const struct event *event)
{
	struct state *st = s->state;
	struct event at = *event;
	int was = st->list.at;
	if (st->room.rows > st->list.rows && event->row > st->room.row)
		at.row--;
	if (!list_view_act(&st->list, ACTION_CLICK, &at, st->room))
		return out_stay();
	return st->list.at == was ? open_item(s, was) : out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct formulario_arg datos = { .hogar = st->familia.num, .formulario = s->app->programa->registro_hogar->name };
	struct outcome out;
	if (hogar_acto(s, &st->familia, &st->flujo, action, event, &out, err)) {
		reload(s);
		return out;
	}
	switch (action) {
	case ACTION_TICK:
		if (!familia_reload(&st->familia, err))
			return out_pop();
		reload(s);
		return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_ABRIR: return open_item(s, st->list.at);
	case ACTION_EDITAR: return out_push(&screen_formulario, arena_copy(&s->app->turn, &datos, sizeof datos));
	case ACTION_POR_QUE: return why(s);
	case ACTION_HISTORIA: return historia_campo(s->app, &(struct historia_campo_arg){ .hogar = st->familia.num, .kind = RECORD_HOGAR });
	case ACTION_INSERT: return letter(s, event);
	case ACTION_CLICK: return click(s, event);
	default: return list_view_act(&st->list, action, event, st->room) ? out_redraw() : out_stay();
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	bool there = flujo_take(&st->flujo, s->app, result) || familia_reload(&st->familia, err);
	if (!there && err->code == ERR_NOT_FOUND) {      /* its registration was undone, and that was said */
		err_clear(err);
		s->app->pending = ACTION_VOLVER;
		return;
	}
	reload(s);
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	familia_close(&st->familia);
	arena_done(&st->page);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Abrir" }, { ACTION_VOLVER, NULL }, { ACTION_POR_QUE, NULL }, { ACTION_MENU, "Más" }, { ACTION_ELEGIR, "Acordar la próxima visita" },
	{ ACTION_EDITAR, "Cambiar los datos del hogar" }, { ACTION_SECCION, "Cambiar de momento en la ruta" }, { ACTION_QUITAR, "Terminar el acompañamiento" },
	{ ACTION_HISTORIA, "Historia de los datos del hogar" }, { 0 },
};

const struct screen_ops screen_hogar = {
	.name = "hogar", .title = "Hogar",
	.help = "Arriba, quién es la familia y en qué fase de la ruta está: [x] ya pasó, [>] está aquí, [ ] falta. La primera línea es lo que sigue: Entrar o V lo abre. "
		"Abajo están sus secciones, cada una con su número. En el menú F9: acordar la próxima visita, cambiar los datos, cambiar de momento o terminar el acompañamiento.",
	.state_size = sizeof(struct state), .bindings = bindings,
	.open = open, .title_of = title, .draw = draw, .act = act, .resume = resume, .close = close,
};
