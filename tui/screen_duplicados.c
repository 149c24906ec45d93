/* Households that may be one family: why each pair stands here, and what is decided about it. */
#include "base/text.h"
#include "store/duda.h"
#include "store/unir.h"
#include "tui/dialog.h"
#include "tui/flujo.h"
#include "tui/screens.h"
#include "tui/tablero.h"

#include <stdio.h>
#include <string.h>

enum { PAR = 1, PARES_MAX = 100 };       /* so many are shown, the most alike first; what is decided makes room */

struct state {
	struct arena page;
	struct duda *duda; int n, total;
	struct tablero tablero;
	struct flujo flujo;
};

static const struct columna columna[] = { { "Hogares que se parecen", 34, 100, 0, false }, { "Parece", 13, 20, 1, false }, { "Puntos", 6, 6, 2, true } };

static const char *household(const struct fila *f, struct arena *a)
{
	return arena_printf(a, "%s (%s)", f->nombre, f->folio);
}

/* The first one stands below the pair already. */
static const char *more_reasons(const struct duda *d, struct arena *a)
{
	const char *text = "Además: ";
	for (int i = 1; i < d->n_linea; i++)
		text = arena_printf(a, "%s%s%s", text, i > 1 ? ". " : "", d->linea[i]);
	return text;
}

static void add_pair(struct state *st, const struct duda *d)
{
	struct arena *a = &st->page;
	struct renglon line = { .de = { PAR, (int)d->a, d->b }, .texto = { household(&d->fila[0], a), "", arena_printf(a, "%d", d->puntos) } };
	if (d->ajena) {
		line.texto[1] = "otro cogestor";
		line.debajo = "Hay una familia parecida que acompaña otra persona: avise a su coordinador(a)";
	} else {
		line.texto[0] = arena_printf(a, "%s y %s", line.texto[0], household(&d->fila[1], a));
		line.texto[1] = d->tipo == SEMEJANZA_FAMILIA ? "misma familia" : "misma persona";
		line.debajo = d->n_linea > 0 ? d->linea[0] : NULL;
		line.pie = d->n_linea > 1 ? more_reasons(d, a) : d->tipo == SEMEJANZA_FAMILIA ? "Compárelos: si son la misma familia, se unen sin perder nada."
			: "Una persona figura en dos hogares: compárelos, y retírela de donde ya no vive.";
	}
	tablero_add(&st->tablero, line);
}

static bool reload(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	arena_reset(&st->page);
	st->n = duda_page(&txn, s->app->programa->ruta, s->app->hoy, 0, PARES_MAX, &st->page, &st->duda, &st->total);
	tablero_begin(&st->tablero, &st->page, columna, 3);
	st->tablero.vacio = "No hay hogares parecidos por revisar.";
	for (int i = 0; i < st->n; i++)
		add_pair(st, &st->duda[i]);
	tablero_end(&st->tablero);
	return txn_commit(&txn, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)arg;
	arena_init(&st->page);
	return reload(s, err);
}

static const char *title_of(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return st->total > st->n ? arena_printf(arena, "Hogares parecidos · %d de %d", st->n, st->total) : "Hogares parecidos";
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_draw(&st->tablero, g, r);
}

static const struct duda *here(const struct state *st)
{
	const struct renglon *line = tablero_at(&st->tablero);
	for (int i = 0; line && i < st->n; i++)
		if ((int)st->duda[i].a == line->de.id && st->duda[i].b == line->de.seq)
			return &st->duda[i];
	return NULL;
}

static bool mine(struct screen *s, const struct duda *d)
{
	if (d && d->ajena)
		app_message(s->app, MESSAGE_WARN, "Una de las familias la acompaña otra persona: avise a su coordinador(a), que puede verlas y decidir");
	return d && !d->ajena;
}

static struct outcome compare(struct screen *s)
{
	const struct duda *d = here(s->state);
	if (!mine(s, d))
		return out_redraw();
	struct unir_arg arg = { .a = d->a, .b = d->b };
	return out_push(&screen_unir, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static bool set_apart(struct screen *s, const struct duda *d, const char *why, struct err *err)
{
	struct txn txn;
	if (!txn_write(&txn, s->app->store, err))
		return false;
	struct acto acto = { .txn = &txn, .programa = s->app->programa, .hoy = s->app->hoy, .arena = &s->app->turn };
	bool ok = acto_distintos(&acto, d->a, d->b, d->puntos, why, err) && txn_commit(&txn, err);
	txn_abort(&txn);
	return ok;
}

static struct outcome apart(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	const struct duda *d = here(st);
	if (!mine(s, d))
		return out_redraw();
	if (st->flujo.n == 0) {
		struct line_arg arg = { .title = "Son familias distintas", .required = true, .current = flujo_dicho(&st->flujo, d->b, 0),
			.text = "¿Cómo lo sabe? Queda en la historia de las dos, y no se vuelven a proponer mientras no se parezcan más. Por ejemplo: son dos hermanas, cada una con su casa." };
		return flujo_ask(&st->flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	bool ok = set_apart(s, d, st->flujo.dado[0].text, err);
	if (ok)
		app_message(s->app, MESSAGE_OK, "Quedan como familias distintas");
	flujo_end(&st->flujo);
	flujo_hecho(&st->flujo, d->b, ok);
	struct err again = { 0 };
	reload(s, &again);
	return out_redraw();
}

static struct outcome visit(struct screen *s)
{
	struct state *st = s->state;
	const struct duda *d = here(st);
	if (!d)
		return out_stay();
	if (d->ajena)
		return push_hogar(s->app, &screen_hogar, d->a);
	if (st->flujo.n == 1)
		return push_hogar(s->app, &screen_hogar, st->flujo.dado[0].num == 0 ? d->a : d->b);
	struct arena *a = &st->page;
	struct option *o = arena_array(a, struct option, 2);
	for (int i = 0; i < 2; i++)
		o[i] = (struct option){ .name = i ? "b" : "a", .label = household(&d->fila[i], a), .note = d->fila[i].barrio };
	struct choice_arg *arg = arena_new(a, struct choice_arg);
	*arg = (struct choice_arg){ .title = "Ver el hogar", .option = o, .n = 2 };
	return flujo_ask(&st->flujo, &dialog_choice, arg);
}

static struct outcome later(struct screen *s)
{
	struct state *st = s->state;
	tablero_act(&st->tablero, ACTION_ABAJO, NULL);
	app_message(s->app, MESSAGE_INFO, "Sigue en la lista: puede decidirlo después");
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	flujo_enter(&st->flujo, action, event);
	switch (action) {
	case ACTION_TICK: reload(s, err); return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_ABRIR: return compare(s);
	case ACTION_QUITAR: return apart(s, err);
	case ACTION_BUSCAR: return visit(s);
	case ACTION_SIGUIENTE: return later(s);
	default: break;
	}
	switch (tablero_act(&st->tablero, action, event)) {
	case TABLERO_OPEN: return compare(s);
	case TABLERO_MOVED: return out_redraw();
	case TABLERO_STAY: break;
	}
	return out_stay();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (!flujo_take(&st->flujo, s->app, result) || st->flujo.n == 0)
		reload(s, err);
}

static void close(struct screen *s)
{
	arena_done(&((struct state *)s->state)->page);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Comparar" }, { ACTION_QUITAR, "Son distintas" }, { ACTION_SIGUIENTE, "Después" }, { ACTION_BUSCAR, "Ver hogar" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 },
};

const struct screen_ops screen_duplicados = {
	.name = "duplicados", .title = "Hogares parecidos",
	.help = "Hogares que pueden ser la misma familia registrada dos veces, o que tienen a una misma persona. Cada par dice en qué se parecen; más puntos es más parecido. Entrar los compara lado a lado "
		"y permite unirlos. Si son familias distintas, dígalo con su razón y no se vuelven a proponer. Lo que no se decide sigue aquí. De la familia de otro cogestor no se muestra nada: decide la coordinación.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = title_of, .draw = draw, .act = act, .resume = resume, .close = close,
};
