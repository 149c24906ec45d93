/* Everything done with a family, newest first, by whom; what each operation changed; and the undoing of the last one. */
#include "base/date.h"
#include "model/resumen.h"
#include "store/cambio.h"
#include "tui/cambio.h"
#include "tui/dialog.h"
#include "tui/historia_lote.h"
#include "tui/historia_orden.h"
#include "tui/pasado.h"
#include "tui/screens.h"
#include "tui/tablero_familia.h"

#include <string.h>

enum { PAGINA = 200 };       /* operations read at once; more when the cursor reaches the end */

struct state {
	struct tablero_familia t;
	struct entrada *entrada; int n;
	int cuantas, total;
	uint64_t deshacer;           /* operation that the questions are about … */
	struct historia_lote lote;   /* … and its batch, when that is asked, too */
};

static const struct columna columna[] = { { "Qué", 22, 120, 0, false }, { "Cuándo", 16, 16, 1, false }, { "Quién", 8, 18, 2, false } };

static void add(struct state *st, const struct entrada *e)
{
	struct arena *a = &st->t.familia.arena;
	char clock[DATE_TEXT];
	const char *when = arena_strdup(a, clock_text(e->cuando, clock)), *text = entrada_titulo(e, a);
	bool undone = e->deshecha_por != 0;
	tablero_add(&st->t.tablero, (struct renglon){ .de = { 1, 0, (uint32_t)e->n }, .style = undone ? ST_DIM : ST_NORMAL,
		.texto = { undone ? arena_printf(a, "[deshecha] %s", text) : text, when, e->nombre },
		.pie = arena_printf(a, "%s%s%s%s\n%s, el %s.", undone ? "Deshecha. " : "", text, e->motivo && *e->motivo ? ". Motivo: " : "", e->motivo ? e->motivo : "", e->nombre, when) });
}

static void lineas(struct tablero_familia *t)
{
	struct state *st = (struct state *)t;
	struct err err = { 0 };
	struct txn txn;
	st->n = 0;
	if (!txn_read(&txn, t->familia.app->store, &err)) {
		t->tablero.vacio = arena_strdup(&t->familia.arena, err.text);
		return;
	}
	st->n = diario_hogar(&txn, t->familia.num, 0, st->cuantas, false, &t->familia.arena, &st->entrada, &st->total);
	txn_abort(&txn);
	for (int i = 0; i < st->n; i++)
		add(st, &st->entrada[i]);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->cuantas = PAGINA;
	st->t.tablero.columna = columna;
	st->t.tablero.columnas = (int)(sizeof columna / sizeof *columna);
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, lineas, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, arena_printf(&arena, "%s, de la más reciente a la primera", resumen_cuantos(&arena, st->total, "operación", "operaciones")));
	arena_done(&arena);
}

static void read_more(struct state *st, int cuantas)
{
	if (st->cuantas >= st->total)
		return;
	st->cuantas = cuantas;
	tablero_familia_lineas(&st->t);
}

static struct outcome details(struct screen *s)
{
	const struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	struct operacion_arg arg = { .hogar = st->t.familia.num, .n = line ? line->de.seq : 0 };
	return line ? out_push(&screen_operacion, arena_copy(&s->app->turn, &arg, sizeof arg)) : out_stay();
}

/* ---- undo ---- */

static const struct entrada *find(const struct state *st, uint64_t n)
{
	return historia_entrada(st->entrada, st->n, n);
}

static const struct entrada *last_standing(struct state *st)
{
	read_more(st, st->total);
	return historia_en_pie(st->entrada, st->n);
}

static const struct entrada *last_undoing(struct state *st)
{
	read_more(st, st->total);
	return historia_deshecha(st->entrada, st->n);
}

/* The three ways to undo, by their key. */
struct modo { enum action action; const struct entrada *(*cual)(struct state *); const char *titulo, *pregunta, *hecho, *nada; };

/* What it was, and what is different in each household when it is undone. */
static struct outcome ask(struct screen *s, const struct entrada *e, const struct modo *how, struct err *err)
{
	struct state *st = s->state;
	struct arena *turn = &s->app->turn;
	char clock[DATE_TEXT];
	struct trace lines;
	trace_init(&lines, turn);
	trace_add(&lines, 0, "%s", entrada_titulo(e, turn));
	trace_add(&lines, 1, "%s, el %s", e->nombre, clock_text(e->cuando, clock));
	trace_add(&lines, 1, "%s Todo queda en la historia.", how->pregunta);
	return cambio_deshacer(s->app, &st->t.flujo, e->n, how->titulo, &lines, err);
}

static struct outcome do_undo(struct screen *s, const char *reason, const char *said, struct err *err)
{
	struct state *st = s->state;
	struct err again = { 0 };
	struct txn txn;
	flujo_end(&st->t.flujo);
	if (!txn_write(&txn, s->app->store, err))
		return out_redraw();
	struct acto acto = { .txn = &txn, .programa = s->app->programa, .hoy = s->app->hoy, .arena = &s->app->turn };
	bool ok = acto_deshacer(&acto, st->deshacer, reason, err) && txn_commit(&txn, err);
	if (!ok)
		txn_abort(&txn);
	/* The registration itself may have been undone: then there is no household to go on showing. */
	if (!tablero_familia_reload(&st->t, &again) && ok) {
		app_message(s->app, MESSAGE_OK, "Deshecho: el registro de %s", st->t.familia.nombre);
		return out_pop();
	}
	if (ok) {
		tablero_go(&st->t.tablero, st->t.tablero.renglon[0].de);
		app_message(s->app, MESSAGE_OK, "%s", said);
	}
	return out_redraw();
}

static const struct entrada *chosen(struct state *st)
{
	const struct renglon *line = tablero_at(&st->t.tablero);
	return line ? find(st, line->de.seq) : NULL;
}

static const struct modo modo[] = {
	{ ACTION_DESHACER, last_standing, "Deshacer", "Se deshace lo último que sigue en pie: los datos vuelven a como estaban antes.", "Deshecho. Los datos están como antes de esa operación",
		"No queda nada por deshacer en la historia de este hogar" },
	{ ACTION_REPETIR, last_undoing, "Rehacer", "Los datos vuelven a como estaban antes de esto.", "Hecho de nuevo", "Lo último que se hizo no fue deshacer: no hay qué rehacer" },
	{ ACTION_QUITAR, chosen, "Deshacer", "Se deshace esta operación; lo que se hizo después con otros datos sigue como está.", "Deshecho. Esos datos están como antes de la operación",
		"La historia está vacía" },
};

static struct outcome begin_undo(struct screen *s, const struct modo *how, struct err *err)
{
	struct state *st = s->state;
	const struct entrada *e = how->cual(st);
	if (!e) {
		app_message(s->app, MESSAGE_INFO, "%s", how->nada);
		return out_redraw();
	}
	st->lote.id = how->action == ACTION_QUITAR ? e->lote : (struct id){ { 0 } };
	st->deshacer = e->n;
	if (id_given(st->lote.id) && app_para_guardar(s->app, err))
		return historia_lote_pregunta(&st->t);
	return err->code != ERR_NONE ? out_redraw() : ask(s, e, how, err);
}

static struct outcome undo(struct screen *s, const struct modo *how, struct err *err)
{
	struct state *st = s->state;
	const struct flujo *flujo = &st->t.flujo;
	int asked = flujo->n > 0 && id_given(st->lote.id);      /* whether alone or with all of its batch */
	if (flujo->n == 0)
		return begin_undo(s, how, err);
	if (asked && flujo->dado[0].num == HISTORIA_TODO)
		return historia_lote(&st->t, &st->lote);
	const struct entrada *e = find(st, st->deshacer);
	if (flujo->n == asked && e)
		return ask(s, e, how, err);
	if (flujo->n == asked + 1) {
		struct line_arg arg = { .title = "Motivo", .text = "¿Por qué? Queda en la historia.", .required = true, .min_letters = 3 };
		return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	return do_undo(s, flujo->dado[asked + 1].text, how->hecho, err);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (action == ACTION_FIN)
		read_more(st, st->total);
	bool taken = tablero_familia_act(&st->t, &action, event, &out, err);
	if (st->t.tablero.at + 1 >= st->n)
		read_more(st, st->cuantas + PAGINA);
	if (taken)
		return out;
	flujo_enter(&st->t.flujo, action, event);
	for (size_t i = 0; i < sizeof modo / sizeof *modo; i++)
		if (modo[i].action == action)
			return undo(s, &modo[i], err);
	const struct entrada *e = chosen(st);
	switch (action) {
	case ACTION_ABRIR: case ACTION_POR_QUE: return details(s);
	case ACTION_ELEGIR: return e ? pasado(s->app, st->t.familia.num, e->n, DATE_NONE) : out;
	case ACTION_BUSCAR: return pasado_en_una_fecha(&st->t);
	default: return out;
	}
}

static void close(struct screen *s)
{
	historia_lote_cerrar(&((struct state *)s->state)->lote);
	tablero_familia_close(s);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Qué cambió" }, { ACTION_DESHACER, "Deshacer lo último" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { ACTION_REPETIR, "Rehacer lo que se acaba de deshacer" },
	{ ACTION_QUITAR, "Deshacer la operación elegida" }, { ACTION_ELEGIR, "Ver la familia como quedó entonces" }, { ACTION_BUSCAR, "Ver la familia en una fecha" }, { 0 },
};

const struct screen_ops screen_historia = {
	.name = "historia", .title = "Historia",
	.help = "Todo lo que se ha hecho con la familia, en orden, con quién lo hizo y cuándo. Entrar muestra cada dato que cambió. Ctrl-Z deshace la última operación que sigue en pie: "
		"antes dice qué cambia en la medición, pide el motivo y deja las dos cosas escritas. Lo deshecho queda señalado; F5 lo rehace si fue lo último. Ctrl-D deshace la operación elegida "
		"si nada posterior cambió los mismos datos; si no, dice qué deshacer primero. F4 muestra la familia como quedó con la operación elegida; F7, como estaba en una fecha.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = close,
};
