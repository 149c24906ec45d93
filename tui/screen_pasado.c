/* A family as it was after an operation of its history, or at the end of a day: everything that was known then, to read and nothing else. */
#include "base/date.h"
#include "model/resumen.h"
#include "store/cambio.h"
#include "store/viaje.h"
#include "tui/dialog.h"
#include "tui/pasado.h"
#include "tui/screens.h"

#include <string.h>

struct state {
	struct familia familia;              /* of that time: nothing in it may be saved */
	struct pasado_arg de;
	struct tablero tablero;
	const char *cuando;                  /* «12/10/2026» or «12/10/2026 10:42» */
};

static const struct columna columna[] = { { "Dato", 20, 60, 0, false }, { "Valor", 20, 100, 0, false } };

static void heading(struct state *st, const char *text)
{
	tablero_add(&st->tablero, (struct renglon){ .titulo = true, .texto = { text } });
}

static void field(struct state *st, const struct cambio_voz *z, const struct record *r, const char *name)
{
	struct value v = answers_get(&r->fields, name);
	if (v.kind == VALUE_NONE || cambio_oculto(r->kind, name))
		return;
	const char *label = cambio_etiqueta(z, r->kind, name), *text = cambio_valor(z, r->kind, name, v);
	tablero_add(&st->tablero, (struct renglon){ .de = { r->kind, st->tablero.n, r->seq }, .texto = { label, text }, .pie = arena_printf(z->arena, "%s: %s", label, text) });
}

/* The program's own fields first, then the answers in the order of the dictionary. */
static void record(struct state *st, const struct cambio_voz *z, const struct record *r)
{
	const struct imagen about = { .hogar = r->hogar, .kind = r->kind, .seq = r->seq };
	const struct dict *d = &z->programa->dict;
	const struct campo *own;
	int n = campos_de(r->kind, &own);
	heading(st, r->kind == RECORD_HOGAR ? "El hogar" : cambio_sujeto(z, &about));
	for (int i = 0; i < n; i++)
		field(st, z, r, own[i].name);
	for (int i = 0; i < d->n_var; i++)
		if (!campo_de(r->kind, d->var[i].name))
			field(st, z, r, d->var[i].name);
}

static void records(struct state *st, const struct cambio_voz *z, const struct record_list *list)
{
	for (int i = 0; i < list->n; i++)
		record(st, z, &list->item[i]);
}

static void measurement(struct state *st, const struct evaluacion *ev)
{
	struct arena *a = &st->familia.arena;
	const struct promocion *p = &ev->promocion;
	heading(st, "Medición de ese día");
	tablero_add(&st->tablero, (struct renglon){ .de = { RECORD_KINDS, 0, 0 }, .texto = { "Logros", arena_printf(a, "%s · %d por alcanzar · %d sin dato",
		resumen_cuantos(a, ev->cuenta[LOGRO_ALCANZADO], "alcanzado", "alcanzados"), ev->cuenta[LOGRO_POR_ALCANZAR], ev->cuenta[LOGRO_SIN_DATO]) } });
	tablero_add(&st->tablero, (struct renglon){ .de = { RECORD_KINDS, 1, 0 }, .texto = { "Celda de la matriz", p->celda ? arena_printf(a, "%d", p->celda) : "por definir: faltan datos" } });
}

static void lines(struct state *st)
{
	struct familia *f = &st->familia;
	struct cambio_voz z = { f->app->programa, &f->ficha, &f->arena, f->app->store };
	tablero_begin(&st->tablero, &f->arena, columna, (int)(sizeof columna / sizeof *columna));
	measurement(st, f->ev);
	record(st, &z, &f->ficha.hogar);
	records(st, &z, &f->ficha.integrante);
	records(st, &z, &f->ficha.logro);
	records(st, &z, &f->ficha.visita);
	records(st, &z, &f->ficha.compromiso);
	records(st, &z, &f->ficha.oportunidad);
	records(st, &z, &f->ficha.evaluacion);
	tablero_end(&st->tablero);
}

/* By an operation when one is named, else by the day. The rules measure on that day. */
static bool read_then(struct state *st, struct app *app, int32_t *day, struct err *err)
{
	struct familia *f = &st->familia;
	char text[DATE_TEXT];
	struct entrada e;
	struct txn txn;
	if (!txn_read(&txn, app->store, err))
		return false;
	bool found = st->de.n ? diario_get(&txn, st->de.n, &f->arena, &e) && viaje_ficha(&txn, f->num, st->de.n, &f->arena, &f->ficha)
		: viaje_ficha_en(&txn, f->num, st->de.fecha, &f->arena, &f->ficha);
	*err = txn.err;
	txn_abort(&txn);
	*day = !found ? DATE_NONE : st->de.n ? clock_day(e.cuando) : st->de.fecha;
	if (found)
		st->cuando = arena_strdup(&f->arena, st->de.n ? clock_text(e.cuando, text) : date_text(st->de.fecha, text));
	return found;
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->familia;
	int32_t day;
	st->de = *(const struct pasado_arg *)arg;
	*f = (struct familia){ .app = s->app, .num = st->de.hogar };
	arena_init(&f->arena);
	if (!read_then(st, s->app, &day, err)) {
		arena_done(&f->arena);
		return false;
	}
	f->ev = model_evaluate(s->app->programa, &f->ficha, day, &f->arena);
	ruta_posicion(f->ev, &f->arena, &f->pos);
	agenda_of(s->app->programa->ruta, &f->ficha.hogar.fields, day, &f->agenda);
	f->cuando = arena_printf(&f->arena, "como estaba el %s", st->cuando);
	f->nombre = ficha_nombre(&f->ficha, &f->arena);
	f->folio = answers_text(&f->ficha.hogar.fields, HOGAR_FOLIO);
	lines(st);
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_printf(arena, "PASADO: el %s, solo lectura · %s", st->cuando, st->familia.folio);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	int used = familia_header(&st->familia, g, r);
	tablero_draw(&st->tablero, g, (struct rect){ r.row + used, 0, r.rows - used, r.cols });
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_VOLVER)
		return out_pop();
	if (tablero_act(&st->tablero, action, event) != TABLERO_STAY)
		return out_redraw();
	if (action == ACTION_ABRIR || action == ACTION_EDITAR || action == ACTION_GUARDAR) {
		app_message(s->app, MESSAGE_INFO, "Así estaba la familia el %s: aquí solo se lee. Para cambiar algo, vuelva a la ficha de hoy", st->cuando);
		return out_redraw();
	}
	return out_stay();
}

static void close(struct screen *s)
{
	familia_close(&((struct state *)s->state)->familia);
}

struct outcome pasado(struct app *app, uint32_t hogar, uint64_t n, int32_t fecha)
{
	struct pasado_arg arg = { .hogar = hogar, .n = n, .fecha = fecha };
	return out_push(&screen_pasado, arena_copy(&app->turn, &arg, sizeof arg));
}

struct outcome pasado_en_una_fecha(struct tablero_familia *t)
{
	struct app *app = t->familia.app;
	if (t->flujo.n == 0) {
		struct date_arg arg = { .title = "Ver como estaba", .text = "¿Qué día? Se ve la familia como quedó ese día.", .current = app->hoy, .min = DATE_NONE, .max = app->hoy };
		return flujo_ask(&t->flujo, &dialog_date, arena_copy(&app->turn, &arg, sizeof arg));
	}
	int32_t day = (int32_t)t->flujo.dado[0].num;
	flujo_end(&t->flujo);
	return pasado(app, t->familia.num, 0, day);
}

static const struct binding bindings[] = { { ACTION_VOLVER, NULL }, { ACTION_SECCION, "Sección siguiente" }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_pasado = {
	.name = "pasado", .title = "Pasado",
	.help = "La familia como estaba en ese momento: todo lo que se sabía de ella entonces, y cómo la miden hoy las reglas con esos datos en esa fecha. Solo se lee: nada de lo que hay aquí se puede cambiar. "
		"F6 pasa a la sección siguiente.",
	.state_size = sizeof(struct state), .bindings = bindings, .lee = true, .open = open, .title_of = title, .draw = draw, .act = act, .close = close,
};
