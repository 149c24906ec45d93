/* The list of households: searched at each letter, filtered, one page at a time. Letters are always for the search line and arrows for the list. */
#include "base/text.h"
#include "model/resumen.h"
#include "tui/app.h"
#include "tui/filtro_dialog.h"
#include "tui/hogares_coincide.h"
#include "tui/hogares_tabla.h"
#include "tui/maestra_vista.h"
#include "tui/screens.h"
#include "tui/widget.h"

#include <string.h>

struct state {
	struct arena page;
	struct filtro filtro;
	enum lista_orden orden;
	const char *titulo; int agenda;      /* of the list that was opened: another filter, another title */
	struct line_edit linea;
	bool escribe;                        /* the cursor stands in the search line */
	struct list_view list, antes;        /* antes: the place before the search */
	struct fila *fila; int desde, n_fila; /* the part of the list in memory */
	int todos;                           /* households without any filter */
	bool exacto; struct lista_cuenta cuenta;      /* is the number of rows all there are? else it is being counted */
	bool grande;                         /* too many for an order by name of all */
	const char *aviso;                   /* what the base maestra has of a search that finds nobody */
	struct rect room; struct hogares_coincide coincide;
};

static int page_rows(const struct screen *s) { return s->app->rows > 0 ? s->app->rows : 24; }

static bool load(struct screen *s, int desde, int n, struct err *err)
{
	struct state *st = s->state;
	const struct ruta *ruta = s->app->programa->ruta;
	st->filtro.texto = *st->linea.text ? st->linea.text : NULL;
	st->orden = filtro_orden(&st->filtro);
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	arena_reset(&st->page);
	st->desde = desde;
	st->n_fila = lista_hojear(&txn, ruta, &st->filtro, st->orden, s->app->hoy, desde, n, &st->page, &st->fila, &st->list.n, &st->exacto);
	if (!st->exacto && st->cuenta.fin)
		st->list.n = st->cuenta.n;
	if (st->todos < 0)
		st->todos = lista_count(&txn, ruta, &(struct filtro)FILTRO_TODO, s->app->hoy);
	st->grande = lista_grande(&txn, ruta, s->app->hoy);
	bool ok = txn_commit(&txn, err);
	st->aviso = ok && st->list.n == 0 && st->filtro.texto ? maestra_aviso(s->app, st->filtro.texto, &st->page) : "";
	return ok;
}

/* What is seen comes into memory; going down one row at a time reads half a page ahead. */
static bool fill(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	int end = st->list.top + st->list.rows < st->list.n ? st->list.top + st->list.rows : st->list.n, ahead = page_rows(s) / 2;
	if (st->list.top >= st->desde && end <= st->desde + st->n_fila)
		return true;
	return load(s, st->list.top > ahead ? st->list.top - ahead : 0, page_rows(s) + 2 * ahead, err);
}

static const struct fila *elegida(const struct state *st)      /* NULL: none */
{
	int i = st->list.at - st->desde;
	return i >= 0 && i < st->n_fila ? &st->fila[i] : NULL;
}

static uint32_t chosen(const struct state *st) { return elegida(st) ? elegida(st)->hogar : 0; }

/* Read again, because somebody changed something: the same family stays chosen while it is near. */
static void reload(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	uint32_t was = chosen(st);
	st->todos = -1;
	st->cuenta = (struct lista_cuenta){ 0 };
	if (!load(s, st->desde, st->n_fila > page_rows(s) ? st->n_fila : page_rows(s), err))
		return;
	for (int i = 0; was && i < st->n_fila; i++)
		if (st->fila[i].hogar == was)
			st->list.at = st->desde + i;
	list_view_size(&st->list, st->list.n, st->list.rows);
	fill(s, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct hogares_arg *from = arg;
	arena_init(&st->page);
	st->filtro = from ? filtro_copy(&s->arena, &from->filtro) : (struct filtro)FILTRO_TODO;
	st->titulo = arena_strdup(&s->arena, from && from->title ? from->title : "Hogares");
	st->agenda = st->filtro.agenda;
	line_edit_set(&st->linea, st->filtro.texto ? st->filtro.texto : "");
	st->linea.max_letters = 60;
	st->escribe = true;
	st->todos = -1;
	st->list.rows = page_rows(s);
	return load(s, 0, page_rows(s), err);
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	const char *words = st->filtro.agenda == st->agenda ? st->titulo : "Hogares";
	return st->grande && st->orden == ORDEN_NOMBRE && !st->linea.text[0] ? arena_printf(arena, "%s, por cogestor(a) y folio", words) : words;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena *turn = &s->app->turn;
	const char *filters = filtro_texto(turn, s->app, &st->filtro);
	bool narrowed = *filters || st->linea.text[0];
	const char *count = narrowed ? arena_printf(turn, "%d%s de %d", st->list.n, st->exacto || st->cuenta.fin ? "" : "+", st->todos) : resumen_cuantos(turn, st->list.n, "hogar", "hogares");
	int row = r.row, label = 1 + grid_text(g, row, 1, ST_LABEL, "Buscar: "), line_row = row++, line_cols = r.cols - label - text_width(count) - 3;
	if (*filters)
		grid_textn(g, row++, 1, r.cols - 2, ST_HEAD, arena_printf(turn, "Filtros: %s", filters));
	struct tabla t = hogares_tabla(s->app, st->fila, st->n_fila, r.cols - 1);
	if (r.rows > 8)
		tabla_titulos(&t, g, row++, 0);
	st->room = (struct rect){ row, 0, r.row + r.rows - row, r.cols };
	list_view_size(&st->list, st->list.n, st->room.rows);
	if (st->list.n > 0)
		fill((struct screen *)s, &(struct err){ 0 });      /* after a resize only: act() has read what the last size shows */
	for (int i = 0; i < st->room.rows && st->list.top + i < st->list.n; i++) {
		int at = st->list.top + i - st->desde;
		if (at >= 0 && at < st->n_fila)
			hogares_fila(s->app, g, &t, row + i, &st->fila[at], st->orden, st->list.top + i == st->list.at);
	}
	if (st->list.n == 0)
		grid_paragraph(g, (struct rect){ row, 2, st->room.rows, r.cols - 4 }, ST_NORMAL, hogares_vacio(turn, st->aviso, st->todos, st->linea.text));
	list_view_scrollbar(&st->list, g, st->room);
	grid_right(g, line_row, r.cols - 1, ST_DIM, count);
	line_edit_draw(&st->linea, g, line_row, label, line_cols < 34 ? line_cols : 34, st->escribe || st->list.n == 0);
}

/* What was typed changed: from the top, or back to the place before when the line is empty again. */
static struct outcome search(struct screen *s, bool had_text, struct err *err)
{
	struct state *st = s->state;
	if (!had_text)
		st->antes = st->list;
	bool empty = !st->linea.text[0];
	st->list.at = empty ? st->antes.at : 0;
	st->list.top = empty ? st->antes.top : 0;
	st->escribe = true;
	st->cuenta = (struct lista_cuenta){ 0 };
	if (load(s, st->list.top, page_rows(s), err))
		list_view_size(&st->list, st->list.n, st->list.rows);
	return out_redraw();
}

static struct outcome open_chosen(struct screen *s)
{
	if (chosen(s->state))
		return push_hogar(s->app, &screen_hogar, chosen(s->state));
	app_message(s->app, MESSAGE_INFO, "No hay un hogar elegido. Con Ins o Ctrl-N se registra uno nuevo");
	return out_redraw();
}

static struct outcome move(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	if (!list_view_act(&st->list, action, event, st->room))
		return out_stay();
	fill(s, err);
	if (action == ACTION_CLICK && was == st->list.at && !st->escribe)
		return open_chosen(s);
	st->escribe = false;
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	bool had_text = st->linea.text[0];
	switch (action) {
	case ACTION_TICK: reload(s, err); return out_redraw();
	case ACTION_ABRIR: return open_chosen(s);
	case ACTION_NUEVO: return out_push(&screen_registrar, arena_copy(&s->app->turn, &(struct registrar_arg){ .texto = st->linea.text }, sizeof(struct registrar_arg)));
	case ACTION_FILTRAR: return out_push(&dialog_filtro, arena_copy(&s->app->turn, &(struct filtro_arg){ &st->filtro, &s->arena }, sizeof(struct filtro_arg)));
	case ACTION_REPETIR: return out_push(&screen_maestra, arena_copy(&s->app->turn, &(struct maestra_arg){ st->linea.text }, sizeof(struct maestra_arg)));
	case ACTION_BUSCAR: st->escribe = true; return out_redraw();
	case ACTION_VOLVER:
		if (!had_text)
			return out_pop();
		line_edit_set(&st->linea, "");
		return search(s, had_text, err);
	case ACTION_INSERT: case ACTION_BORRAR: case ACTION_SUPRIMIR: case ACTION_VACIAR: case ACTION_DESHACER: case ACTION_IZQUIERDA: case ACTION_DERECHA: {
		char was[LINE_MAX_BYTES];
		strcpy(was, st->linea.text);
		if (!line_edit_act(&st->linea, action, event))
			return out_stay();
		st->escribe = true;
		return strcmp(was, st->linea.text) == 0 ? out_redraw() : search(s, had_text, err);
	}
	default: return move(s, action, event, err);
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (result->ok)
		st->list.at = st->list.top = st->desde = st->n_fila = 0;      /* another filter: another list */
	reload(s, err);
}

/* How many there are, while no key waits. */
static enum work work(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct txn txn;
	if (hogares_coincide(s->app, &st->coincide, elegida(st), st->linea.text))
		return WORK_SHOW;
	if (st->exacto || st->cuenta.fin || !txn_read(&txn, s->app->store, err))
		return WORK_NONE;
	bool done = lista_contar(&txn, s->app->programa->ruta, &st->filtro, s->app->hoy, &st->cuenta);
	if (done)
		st->list.n = st->cuenta.n;
	return !txn_commit(&txn, err) ? WORK_NONE : done ? WORK_SHOW : WORK_MORE;
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	hogares_coincide_cerrar(&st->coincide);
	arena_done(&st->page);
}

static const char *notice(const struct screen *s, struct arena *arena) { return arena_strdup(arena, ((const struct state *)s->state)->coincide.dice); }

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Abrir" }, { ACTION_VOLVER, NULL }, { ACTION_FILTRAR, "Filtros" }, { ACTION_NUEVO, "Registrar" }, { ACTION_MENU, NULL },
	{ ACTION_BUSCAR, "A la línea de búsqueda" }, { ACTION_VACIAR, "Vaciar la búsqueda" }, { ACTION_REPETIR, "Base maestra: por visitar" }, { ACTION_PAG_ABAJO, NULL }, { ACTION_PAG_ARRIBA, NULL }, { 0 },
};

const struct screen_ops screen_hogares = {
	.name = "hogares", .title = "Hogares",
	.help = "Escriba y la lista se acorta con cada letra: nombres, documento, folio, dirección o teléfono, en cualquier orden, sin tildes ni mayúsculas. "
		"Las flechas recorren la lista y Entrar abre el hogar. Ctrl-B filtra por fase, momento, estado, comuna, matriz, alerta, logro o visita; el filtro se conserva al volver. "
		"Donde hay miles de hogares la lista va por cogestor(a) y folio, y por nombre lo que se encuentra al escribir. "
		"Esc borra lo escrito y vuelve al lugar de antes; otra vez Esc sale de la lista.",
	.state_size = sizeof(struct state), .bindings = bindings, .types = true,
	.open = open, .title_of = title, .draw = draw, .notice_of = notice, .act = act, .resume = resume, .work = work, .close = close,
};
