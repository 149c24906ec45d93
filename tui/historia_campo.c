#include "tui/historia_campo.h"

#include "base/date.h"
#include "model/resumen.h"
#include "store/cambio.h"
#include "tui/screens.h"
#include "tui/tablero_familia.h"

struct state {
	struct tablero_familia t;
	struct historia_campo_arg de;
	const char *que;                     /* what it is the history of */
};

static const struct columna un_campo[] = { { "Antes", 16, 60, 0, false }, { "Después", 16, 60, 0, false }, { "Cuándo", 16, 16, 1, false }, { "Quién", 8, 18, 2, false } };
static const struct columna registro[] = {
	{ "Dato", 16, 40, 0, false }, { "Antes", 12, 40, 1, false }, { "Después", 12, 40, 0, false }, { "Cuándo", 16, 16, 2, false }, { "Quién", 8, 18, 3, false },
};

struct outcome historia_campo(struct app *app, const struct historia_campo_arg *arg)
{
	return out_push(&screen_historia_campo, arena_copy(&app->turn, arg, sizeof *arg));
}

static const char *nothing(const char *text)
{
	return *text ? text : "sin dato";
}

/* Whole, where the columns have no room. */
static const char *values(const struct cambio_dato *c, struct arena *a)
{
	return c->campo ? arena_printf(a, "Antes: %s\nDespués: %s\n", nothing(c->antes), nothing(c->despues)) : "";
}

static void add(struct state *st, const struct entrada *e, const struct cambio_dato *c)
{
	struct arena *a = &st->t.familia.arena;
	char clock[DATE_TEXT];
	const char *when = arena_strdup(a, clock_text(e->cuando, clock)), *title = entrada_titulo(e, a);
	bool undone = e->deshecha_por != 0;
	struct renglon line = { .de = { 1, 0, (uint32_t)e->n }, .style = undone ? ST_DIM : ST_NORMAL,
		.pie = arena_printf(a, "%s%s.%s%s%s\n%s, el %s.", values(c, a), title, undone ? " Deshecha después." : "", e->motivo && *e->motivo ? " Motivo: " : "", e->motivo ? e->motivo : "", e->nombre, when) };
	const char *whole[] = { c->campo ? c->etiqueta : arena_printf(a, "%s: %s", c->sujeto, c->etiqueta), nothing(c->antes), nothing(c->despues), when, e->nombre };
	for (int i = 0; i < 5; i++)
		if (!st->de.campo)
			line.texto[i] = c->campo || i == 0 || i > 2 ? whole[i] : "";
		else if (i > 0)
			line.texto[i - 1] = whole[i];
	tablero_add(&st->t.tablero, line);
}

static void title_from(struct state *st, const struct cambio_voz *voz)
{
	const struct imagen about = { .hogar = st->de.hogar, .kind = st->de.kind, .seq = st->de.seq };
	const char *who = cambio_sujeto(voz, &about);
	if (!st->de.campo)
		st->que = *who ? who : "Datos del hogar";
	else
		st->que = arena_printf(voz->arena, "%s%s%s", who, *who ? ": " : "", cambio_etiqueta(voz, st->de.kind, st->de.campo));
}

static void lineas(struct tablero_familia *t)
{
	struct state *st = (struct state *)t;
	const struct familia *f = &t->familia;
	struct cambio_voz voz = { f->app->programa, &f->ficha, &t->familia.arena, f->app->store };
	struct err err = { 0 };
	struct entrada *e;
	struct txn txn;
	title_from(st, &voz);
	t->tablero.vacio = "En la historia no hay cambios de este dato.";
	if (!txn_read(&txn, f->app->store, &err)) {
		t->tablero.vacio = arena_strdup(voz.arena, err.text);
		return;
	}
	int n = diario_campo(&txn, f->num, st->de.kind, st->de.seq, st->de.campo, voz.arena, &e);
	txn_abort(&txn);
	for (int i = 0; i < n; i++) {
		struct cambio_dato *c;
		int changes = entrada_cambios(&e[i], &voz, &c);
		for (int k = 0; k < changes; k++)
			if (!st->de.campo || c[k].campo)
				add(st, &e[i], &c[k]);
	}
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->de = *(const struct historia_campo_arg *)arg;
	st->de.campo = st->de.campo ? arena_strdup(&s->arena, st->de.campo) : NULL;
	st->t.tablero.pie_entero = true;
	st->t.tablero.columna = st->de.campo ? un_campo : registro;
	st->t.tablero.columnas = (int)(st->de.campo ? sizeof un_campo / sizeof *un_campo : sizeof registro / sizeof *registro);
	return tablero_familia_open(s, st->de.hogar, lineas, err);
}

static const char *title(const struct screen *s, struct arena *arena)
{
	return arena_printf(arena, "Historia de un dato · %s", ((const struct state *)s->state)->t.familia.folio);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_familia_draw(&st->t, g, r, st->que);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	if (action != ACTION_ABRIR || !line)
		return out;
	struct operacion_arg arg = { .hogar = st->t.familia.num, .n = line->de.seq };
	return out_push(&screen_operacion, arena_copy(&s->app->turn, &arg, sizeof arg));
}

struct outcome historia_de_pregunta(const struct familia *f, const struct form *form, int at, uint32_t seq)
{
	const struct form_item *item = at >= 0 ? &form->item[at] : NULL;
	const struct variable *var = item ? item->field->var : NULL;
	const struct record *visita = ficha_visita_abierta(&f->ficha), **activo;
	struct historia_campo_arg arg = { .hogar = f->num, .kind = RECORD_HOGAR, .campo = var && var->level != LEVEL_FILA ? var->name : NULL };
	if (var && var->level == LEVEL_VISITA && visita) {
		arg.kind = RECORD_VISITA;
		arg.seq = visita->seq;
	} else if (var && var->level == LEVEL_INTEGRANTE && item->row < ficha_activos(&f->ficha, &activo)) {
		arg.kind = RECORD_INTEGRANTE;
		arg.seq = seq ? seq : activo[item->row]->seq;
	}
	return historia_campo(f->app, &arg);
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Qué más se cambió" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_historia_campo = {
	.name = "historia_campo", .title = "Historia de un dato",
	.help = "Todos los cambios de un dato, del más reciente al primero: qué decía antes, qué dice después, cuándo y quién lo cambió. Entrar muestra qué más se cambió en la misma operación.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
