#include "tui/historia_lote.h"

#include "base/strbuf.h"
#include "model/resumen.h"
#include "store/lote.h"
#include "tui/cambio.h"
#include "tui/dialog.h"

enum { NAMES = 3 };

struct outcome historia_lote_pregunta(struct tablero_familia *t)
{
	static const struct option options[] = {
		[HISTORIA_SOLO] = { "solo", "Solo esta operación", "en esta familia" }, [HISTORIA_TODO] = { "todo", "Todo lo que se hizo junto con ella", "en todas las familias" },
	};
	struct choice_arg arg = { .title = "Deshacer", .text = "Esta operación se hizo junto con otras, de una vez.", .option = options, .n = 2 };
	return flujo_ask(&t->flujo, &dialog_choice, arena_copy(&t->familia.app->turn, &arg, sizeof arg));
}

static bool step(void *of, struct progress *p, struct err *err)
{
	struct lote_deshacer *l = of;
	bool good = l->obra ? lote_seguir(l, err) : lote_comenzar(l, err);
	if (!good && err->code == ERR_CONFLICT && l->n_traba > 0) {      /* told by name in its turn */
		err_clear(err);
		l->terminado = good = true;
	}
	*p = (struct progress){ l->hechos, l->total, l->terminado };
	return good;
}

static struct outcome go(struct tablero_familia *t, struct historia_lote *h, const char *reason)
{
	struct app *app = t->familia.app;
	struct work_arg arg = { .title = "Deshacer todo", .step = step, .of = &h->obra, .keeps = reason != NULL };
	arg.text = reason ? "Se deshace en una familia tras otra." : "Se revisa qué cambia en cada familia; todavía no se deshace nada.";
	arena_reset(&h->arena);
	h->obra = (struct lote_deshacer){ .store = app->store, .programa = app->programa, .hoy = app->hoy, .lote = h->id, .motivo = arena_strdup(&h->arena, reason), .aplicar = reason != NULL,
		.comparar = !reason, .arena = &h->arena };
	return flujo_ask(&t->flujo, &dialog_work, arena_copy(&app->turn, &arg, sizeof arg));
}

/* Who is in the way is named; undoing only the rest is a matter of the office, on the command line. */
static struct outcome blocked(struct tablero_familia *t, const struct lote_deshacer *l)
{
	struct app *app = t->familia.app;
	struct strbuf names;
	strbuf_init(&names, &app->turn);
	for (int i = 0; i < l->n_traba && i < NAMES; i++)
		strbuf_printf(&names, "%s%s %s", i ? "; " : "", l->traba[i].folio, l->traba[i].nombre);
	flujo_end(&t->flujo);
	app_message(app, MESSAGE_WARN, "NO se deshizo nada: después se cambió lo mismo en %s (%s%s)", resumen_cuantos(&app->turn, l->n_traba, "familia", "familias"), names.text,
		l->n_traba > NAMES ? "…" : "");
	return out_redraw();
}

/* One family in full; of several, in how many each thing changes. */
static void effects(const struct app *app, struct lote_deshacer *l, struct trace *lines)
{
	struct diferencias_suma *sum = &l->cambios;
	if (l->hogares == 1) {
		cambio_lineas(app, &l->unico, 1, lines);
		return;
	}
	const char *leave = resumen_cuantos(lines->arena, l->salen, "familia", "familias"), *back = resumen_cuantos(lines->arena, l->vuelven, "familia", "familias");
	if (l->salen > 0)
		trace_add(lines, 0, "Se deshace el registro de %s: ya no %s en las listas ni en los conteos", leave, l->salen == 1 ? "está" : "están");
	if (l->vuelven > 0)
		trace_add(lines, 0, "%s otra vez en las listas y en los conteos: %s", l->vuelven == 1 ? "Está" : "Están", back);
	if (sum->hogares > 0 && sum->cambian == 0)
		trace_add(lines, 0, sum->hogares < l->hogares ? "En las demás nada cambia en los logros, el IPM, el ingreso ni la matriz" : "En ninguna cambia nada en los logros, el IPM, el ingreso ni la matriz");
	if (sum->cambian == 0)
		return;
	trace_add(lines, 0, "Cambia la medición de %d de %s", sum->cambian, resumen_cuantos(lines->arena, sum->hogares, "familia", "familias"));
	int from = lines->n;
	diferencias_suma_explain(sum, lines);
	cambio_debajo(lines, from);
}

static struct outcome show(struct tablero_familia *t, struct lote_deshacer *l)
{
	struct app *app = t->familia.app;
	struct trace lines;
	if (l->n_traba > 0)
		return blocked(t, l);
	trace_init(&lines, &app->turn);
	trace_add(&lines, 0, "Se %s %s de %s", l->operaciones == 1 ? "deshace" : "deshacen", resumen_cuantos(&app->turn, l->operaciones, "operación", "operaciones"),
		resumen_cuantos(&app->turn, l->hogares, "familia", "familias"));
	trace_add(&lines, 1, l->hogares == 1 ? "Todo queda en la historia, y se puede rehacer." : "En todas a la vez. Todo queda en la historia, y se puede rehacer.");
	effects(app, l, &lines);
	return cambio_leer(app, &t->flujo, "Deshacer todo", "Deshacer todo", &lines);
}

/* The families stand as they are now; one that was registered with it is gone. */
static struct outcome done(struct tablero_familia *t, struct lote_deshacer *l)
{
	struct app *app = t->familia.app;
	struct err again = { 0 };
	if (l->n_traba > 0 && l->deshechas == 0)
		return blocked(t, l);
	flujo_end(&t->flujo);
	bool there = tablero_familia_reload(t, &again);
	if (there && t->tablero.n > 0)
		tablero_go(&t->tablero, t->tablero.renglon[0].de);
	if (l->terminado && l->n_traba == 0)
		app_message(app, MESSAGE_OK, "Deshecho: %s de %s", resumen_cuantos(&app->turn, l->deshechas, "operación", "operaciones"), resumen_cuantos(&app->turn, l->hogares, "familia", "familias"));
	else if (l->deshechas == 0)
		app_message(app, MESSAGE_WARN, "Se detuvo antes de deshacer: todo sigue como estaba");
	else
		app_message(app, MESSAGE_WARN, "Quedó a medias, con %d de %d operaciones deshechas. Ctrl-D, otra vez, deshace lo que falta", l->deshechas, l->operaciones);
	return there ? out_redraw() : out_pop();
}

struct outcome historia_lote(struct tablero_familia *t, struct historia_lote *h)
{
	switch (t->flujo.n) {
	case 1: return go(t, h, NULL);
	case 2: return show(t, &h->obra);
	case 3: {
		struct line_arg arg = { .title = "Motivo", .text = "¿Por qué? Queda en la historia de todas.", .required = true, .min_letters = 3 };
		return flujo_ask(&t->flujo, &dialog_line, arena_copy(&t->familia.app->turn, &arg, sizeof arg));
	}
	case 4: return go(t, h, t->flujo.dado[3].text);
	default: return done(t, &h->obra);
	}
}

void historia_lote_cerrar(struct historia_lote *h)
{
	arena_done(&h->arena);
}
