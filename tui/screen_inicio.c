/* What to do today: how many families are in each situation, and the most urgent ones with their next step. */
#include "base/date.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/inicio_lista.h"
#include "tui/screens.h"
#include "tui/widget.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { CUENTAS = 7, LADO_A_LADO = 70, CUENTAS_COLS = 26, BAJA = 14 };

/* Each count and the list that it opens, which has just as many rows. */
static const struct { const char *nombre, *titulo; size_t de; int agenda; const struct screen_ops *abre; } cuenta[CUENTAS] = {
	{ "En curso", "Visitas en curso", offsetof(struct resumen_dia, en_curso), AGENDA_EN_CURSO, NULL },
	{ "Vencidas", "Visitas vencidas", offsetof(struct resumen_dia, vencidas), AGENDA_VENCIDA, NULL },
	{ "Para visitar", "Para visitar", offsetof(struct resumen_dia, pendientes), AGENDA_PENDIENTE, NULL },
	{ "En espera", "En espera de su fecha", offsetof(struct resumen_dia, bloqueadas), AGENDA_BLOQUEADA, NULL },
	{ "Por terminar", "Borradores", offsetof(struct resumen_dia, borradores), -1, &screen_borradores },
	{ "Todas", "Hogares", offsetof(struct resumen_dia, total), -1, NULL },
	{ "Parecidos", "Hogares parecidos", offsetof(struct resumen_dia, parecidos), -1, &screen_duplicados },      /* while there are any */
};

struct state {
	struct arena page;
	struct resumen_dia dia; int32_t hoy;
	struct inicio_lista sigue;
	const char *saludo;
	struct list_view cuentas, lista;
	bool en_lista;
	struct rect caja[CUENTAS], room;
	int alto;                    /* rows of an item of the list */
};

static int numero(const struct state *st, int i)
{
	return *(const int *)((const char *)&st->dia + cuenta[i].de);
}

static const char *greeting(void)
{
	char now[DATE_TEXT];
	int hour = atoi(clock_text(clock_now(), now) + strlen("22/11/2026 "));
	return hour < 12 ? "Buenos días" : hour < 18 ? "Buenas tardes" : "Buenas noches";
}

static bool reload(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct app *app = s->app;
	struct txn txn;
	if (!txn_read(&txn, app->store, err))
		return false;
	arena_reset(&st->page);
	st->hoy = app->hoy;
	lista_resumen(&txn, app->programa->ruta, app->hoy, &st->dia);
	list_view_size(&st->cuentas, CUENTAS - !st->dia.parecidos, CUENTAS);
	inicio_lista_read(app, &txn, &st->page, &st->sigue);
	st->saludo = arena_printf(&st->page, "%s, %s", greeting(), store_actor(app->store)->nombre);
	return txn_commit(&txn, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)arg;
	arena_init(&st->page);
	if (!reload(s, err))
		return false;
	st->en_lista = st->sigue.n > 0;
	return true;
}

static void draw_cuenta(const struct screen *s, struct grid *g, int i, struct rect at)
{
	struct state *st = s->state;
	bool focus = !st->en_lista && st->cuentas.at == i;
	enum style style = focus ? ST_FOCUS : i == 1 && numero(st, i) > 0 ? ST_WARN : ST_NORMAL;
	struct arena *turn = &s->app->turn;
	st->caja[i] = at;
	grid_text(g, at.row, at.col, ST_NORMAL, focus ? ">" : " ");
	grid_textn(g, at.row, at.col + 2, 2, focus ? ST_FOCUS : ST_NORMAL, arena_printf(turn, "%d", i + 1));
	const char *count = arena_printf(turn, "%d", numero(st, i));
	if (g->plain) {
		grid_textn(g, at.row, at.col + 4, at.cols - 4, style, arena_printf(turn, "%s: %s", cuenta[i].nombre, count));
	} else {
		grid_textn(g, at.row, at.col + 4, at.cols - 5 - text_width(count), style, cuenta[i].nombre);
		grid_right(g, at.row, at.col + at.cols, style, count);
	}
	if (focus)
		grid_cursor(g, at.row, at.col + 2);
}

static void draw_lista(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	st->room = (struct rect){ r.row + 1, r.col, r.rows - 1, r.cols };
	st->alto = r.rows >= 9 && st->sigue.pasos ? 2 : 1;
	list_view_size(&st->lista, st->sigue.n, st->room.rows / st->alto);
	bool more = st->sigue.n > st->lista.rows;
	grid_heading(g, r.row, r.col, r.cols, ST_HEAD, more ? arena_printf(&s->app->turn, "%s: %d", st->sigue.titulo, st->sigue.n) : st->sigue.titulo);
	if (st->sigue.n == 0)
		grid_paragraph(g, (struct rect){ st->room.row, r.col + 1, st->room.rows, r.cols - 2 }, ST_NORMAL, st->dia.total > 0 ? "No hay visitas por hacer: todas las rutas han terminado."
			: "Todavía no hay hogares a su nombre. Registre el primero con Ins o Ctrl-N.");
	for (int i = 0; i < st->lista.rows && st->lista.top + i < st->sigue.n; i++)
		inicio_renglon_draw(s->app, g, &st->sigue.renglon[st->lista.top + i], (struct rect){ st->room.row + i * st->alto, r.col, st->alto, r.cols - 1 },
			st->en_lista && st->lista.at == st->lista.top + i);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	char day[DATE_TEXT];
	bool beside = r.cols >= LADO_A_LADO && !g->plain, low = !beside && r.rows < BAJA + st->cuentas.n;
	int used = 1 + grid_text(g, r.row, 1, ST_HEAD, st->saludo);
	if (used + 3 + text_width(date_long(s->app->hoy, day)) < r.cols)
		grid_printf(g, r.row, used, ST_DIM, " · %s", day);
	int top = r.row + (r.rows >= BAJA ? 2 : 1), per_row = low ? 2 : 1, cols = beside ? CUENTAS_COLS : (r.cols - 2) / per_row;
	for (int i = 0; i < st->cuentas.n; i++)
		draw_cuenta(s, g, i, (struct rect){ top + i / per_row, 1 + i % per_row * cols, 1, cols });
	int end = r.row + r.rows, below = top + (st->cuentas.n + per_row - 1) / per_row + (r.rows >= BAJA);
	if (beside)
		draw_lista(s, g, (struct rect){ top - 1, CUENTAS_COLS + 3, end - top + 1, r.cols - CUENTAS_COLS - 4 });
	else
		draw_lista(s, g, (struct rect){ below, 1, end - below, r.cols - 2 });
}

static struct outcome open_cuenta(struct screen *s, int i)
{
	struct state *st = s->state;
	st->cuentas.at = i;
	st->en_lista = false;
	if (cuenta[i].abre)
		return out_push(cuenta[i].abre, NULL);
	struct hogares_arg arg = { .filtro = FILTRO_TODO, .title = cuenta[i].titulo };
	arg.filtro.agenda = cuenta[i].agenda;
	return out_push(&screen_hogares, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome open_focus(struct screen *s, const struct screen_ops *ops)
{
	const struct state *st = s->state;
	if (!st->en_lista)
		return open_cuenta(s, st->cuentas.at);
	if (st->lista.at >= st->sigue.n)
		return out_stay();
	const struct inicio_renglon *r = &st->sigue.renglon[st->lista.at];
	if (r->hogar)
		return push_hogar(s->app, ops, r->hogar);
	return ops == &screen_hogar ? out_push(&screen_hogares, r->abre) : out_stay();
}

static struct outcome click(struct screen *s, const struct event *event)
{
	struct state *st = s->state;
	for (int i = 0; i < st->cuentas.n; i++)
		if (event->row == st->caja[i].row && event->col >= st->caja[i].col && event->col < st->caja[i].col + st->caja[i].cols)
			return open_cuenta(s, i);
	struct event at = *event;
	int was = st->lista.at;
	at.row = st->room.row + (event->row - st->room.row) / (st->alto > 0 ? st->alto : 1);
	if (event->row < st->room.row || !list_view_act(&st->lista, ACTION_CLICK, &at, st->room))
		return out_stay();
	bool again = st->en_lista && was == st->lista.at;
	st->en_lista = true;
	return again ? open_focus(s, &screen_hogar) : out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	if (st->hoy != s->app->hoy)
		reload(s, err);
	switch (action) {
	case ACTION_TICK: reload(s, err); return out_redraw();
	case ACTION_ABRIR: return open_focus(s, &screen_hogar);
	case ACTION_ELEGIR: return st->en_lista && s->app->programa->alertas ? open_focus(s, &screen_alertas) : out_stay();
	case ACTION_BUSCAR: return out_push(&screen_hogares, arena_copy(&s->app->turn, &(struct hogares_arg){ .filtro = FILTRO_TODO }, sizeof(struct hogares_arg)));
	case ACTION_NUEVO: return out_push(&screen_registrar, NULL);
	case ACTION_REPETIR: return out_push(&screen_maestra, NULL);
	case ACTION_SECCION: return out_push(&screen_estado, NULL);
	case ACTION_MARCAR: return out_push(&screen_tablero, NULL);
	case ACTION_CLICK: return click(s, event);
	case ACTION_SIGUIENTE: case ACTION_ANTERIOR: case ACTION_IZQUIERDA: case ACTION_DERECHA:
		st->en_lista = st->sigue.n > 0 && !st->en_lista;
		return out_redraw();
	case ACTION_INSERT:
		return event->kind == EV_CHAR && event->code >= '1' && event->code < (uint32_t)('1' + st->cuentas.n) ? open_cuenta(s, (int)(event->code - '1')) : out_stay();
	case ACTION_VOLVER:
		app_message(s->app, MESSAGE_INFO, "Esta es la primera pantalla. Para salir de la consola pulse F10");
		return out_redraw();
	default:
		return list_view_act(st->en_lista ? &st->lista : &st->cuentas, action, event, st->room) ? out_redraw() : out_stay();
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	(void)result;
	reload(s, err);
}

static void close(struct screen *s) { arena_done(&((struct state *)s->state)->page); }

/* What is for programmes that look for alerts comes last. */
#define ACTIONS_OF_ALL \
	{ ACTION_ABRIR, "Abrir" }, { ACTION_SIGUIENTE, "Otro lado" }, { ACTION_BUSCAR, "Buscar" }, { ACTION_NUEVO, "Registrar" }, \
	{ ACTION_MENU, NULL }, { ACTION_SALIR, "Salir" }, { ACTION_MARCAR, "Tablero: hogares y logros por grupos" }, \
	{ ACTION_REPETIR, "Base maestra: por visitar" }, { ACTION_SECCION, "Estado del almacén y de las definiciones" }
static const struct binding with_alerts[] = { ACTIONS_OF_ALL, { ACTION_ELEGIR, "Alertas del hogar elegido" }, { 0 } };
static const struct binding without[] = { ACTIONS_OF_ALL, { 0 } };

static const struct binding *bindings_of(const struct screen *s)
{
	return s->app->programa->alertas ? with_alerts : without;
}

const struct screen_ops screen_inicio = {
	.name = "inicio", .title = "Inicio",
	.help = "Aquí empieza el día. A un lado, cuántos hogares hay en cada situación: pulse su número para ver la lista. "
		"Al otro, los hogares que conviene atender primero y el paso que sigue en cada uno. «Vencidas»: pasó el plazo desde la última visita. «En espera»: la próxima visita aún no se puede abrir. «Por terminar»: lo que dejó escrito sin guardar. "
		"Donde hay más hogares de los que una persona visita, la lista dice cuántos hay en cada fase y con cada alerta.",
	.state_size = sizeof(struct state), .bindings = with_alerts, .bindings_of = bindings_of, .open = open, .draw = draw, .act = act, .resume = resume, .close = close,
};
