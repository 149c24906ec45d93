/* One operation of the journal: who did it, when and why, and each field that it changed, before and after. */
#include "base/date.h"
#include "base/text.h"
#include "store/cambio.h"
#include "tui/historia_campo.h"
#include "tui/screens.h"
#include "tui/tablero_familia.h"

enum { REGLA = 75 };         /* columns of a title in the rule of 80; a longer one stands whole below it */

struct state {
	struct tablero_familia t;
	uint64_t n;
	struct cambio_dato *cambio; int n_cambio;
	const char *que;
};

static const struct columna columna[] = { { "Dato", 18, 60, 0, false }, { "Antes", 14, 60, 1, false }, { "Después", 14, 60, 0, false } };

static void add_fields(struct state *st)
{
	struct arena *a = &st->t.familia.arena;
	const char *about = "";
	for (int i = 0; i < st->n_cambio; i++) {
		const struct cambio_dato *c = &st->cambio[i];
		bool begins = i == 0 || st->cambio[i - 1].imagen != c->imagen;
		if (!c->campo || (begins && (*c->sujeto || i > 0)))
			tablero_add(&st->t.tablero, (struct renglon){ .titulo = true, .texto = { !c->campo ? arena_printf(a, "%s: %s", c->sujeto, c->etiqueta) : *c->sujeto ? c->sujeto : "Datos del hogar" } });
		about = c->sujeto;
		if (c->campo)
			tablero_add(&st->t.tablero, (struct renglon){ .de = { 1, i, c->imagen->seq }, .texto = { c->etiqueta, *c->antes ? c->antes : "sin dato", *c->despues ? c->despues : "sin dato" },
				.pie = arena_printf(a, "%s%s%s.\nAntes: %s\nDespués: %s", about, *about ? ": " : "", c->etiqueta, *c->antes ? c->antes : "sin dato", *c->despues ? c->despues : "sin dato") });
	}
}

static void add_head(struct state *st, const struct entrada *e)
{
	struct arena *a = &st->t.familia.arena;
	char clock[DATE_TEXT];
	st->que = entrada_titulo(e, a);
	if (text_width(st->que) > REGLA)
		tablero_add(&st->t.tablero, (struct renglon){ .titulo = true, .texto = { st->que } });
	tablero_add(&st->t.tablero, (struct renglon){ .titulo = true, .texto = { arena_printf(a, "%s (%s), el %s", e->nombre, e->usuario, clock_text(e->cuando, clock)) } });
	if (e->motivo && *e->motivo)
		tablero_add(&st->t.tablero, (struct renglon){ .titulo = true, .texto = { arena_printf(a, "Motivo: %s", e->motivo) } });
	if (e->deshecha_por)
		tablero_add(&st->t.tablero, (struct renglon){ .titulo = true, .texto = { "Se deshizo después" } });
}

static void lineas(struct tablero_familia *t)
{
	struct state *st = (struct state *)t;
	struct cambio_voz voz = { t->familia.app->programa, &t->familia.ficha, &t->familia.arena, t->familia.app->store };
	struct err err = { 0 };
	struct entrada e;
	struct txn txn;
	st->que = "Operación";
	st->n_cambio = 0;
	t->tablero.vacio = "No cambió ningún dato.";
	if (txn_read(&txn, t->familia.app->store, &err)) {
		if (diario_get(&txn, st->n, voz.arena, &e)) {
			st->n_cambio = entrada_cambios(&e, &voz, &st->cambio);
			add_head(st, &e);
			add_fields(st);
		} else {
			err = txn.err;
		}
		txn_abort(&txn);
	}
	if (err.code != ERR_NONE)
		t->tablero.vacio = arena_strdup(voz.arena, err.text);
}

static void first_field(struct tablero *t)
{
	for (int i = 0; i < t->n; i++)
		if (!t->renglon[i].titulo && tablero_go(t, t->renglon[i].de))
			return;
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct operacion_arg *de = arg;
	struct state *st = s->state;
	st->n = de->n;
	st->t.tablero.columna = columna;
	st->t.tablero.columnas = (int)(sizeof columna / sizeof *columna);
	if (!tablero_familia_open(s, de->hogar, lineas, err))
		return false;
	first_field(&st->t.tablero);
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_printf(arena, "Operación %llu · %s", (unsigned long long)st->n, st->t.familia.folio);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_familia_draw(&st->t, g, r, st->que);
}

/* Of the field under the cursor; of other households the operation may be about, too, only their own screens tell. */
static struct outcome history(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (!line || line->titulo || line->de.tipo == 0)
		return out_stay();
	const struct cambio_dato *c = &st->cambio[line->de.id];
	return historia_campo(s->app, &(struct historia_campo_arg){ .hogar = c->imagen->hogar, .kind = c->imagen->kind, .seq = c->imagen->seq, .campo = c->campo });
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	return action == ACTION_ABRIR || action == ACTION_HISTORIA ? history(s) : out;
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Historia del dato" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { ACTION_HISTORIA, NULL }, { 0 } };

const struct screen_ops screen_operacion = {
	.name = "operacion", .title = "Operación",
	.help = "Lo que cambió una operación, dato por dato: qué decía antes y qué dice después, con quién lo hizo, cuándo y por qué. Entrar sobre un dato muestra su historia completa.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
