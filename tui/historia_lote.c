#include "tui/historia_lote.h"

#include "base/strbuf.h"
#include "model/resumen.h"
#include "store/lote.h"
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

static struct lote_deshacer work(struct tablero_familia *t, struct id lote, const char *reason)
{
	struct app *app = t->familia.app;
	return (struct lote_deshacer){ .store = app->store, .programa = app->programa, .hoy = app->hoy, .lote = lote, .motivo = reason, .aplicar = reason != NULL, .arena = &app->turn };
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

static struct outcome look(struct tablero_familia *t, struct id lote, struct err *err)
{
	struct app *app = t->familia.app;
	struct lote_deshacer l = work(t, lote, NULL);
	if (!lote_deshacer(&l, err)) {
		flujo_end(&t->flujo);
		return out_redraw();
	}
	if (l.n_traba > 0)
		return blocked(t, &l);
	struct confirm_arg arg = { .title = "Deshacer todo", .yes = "Deshacer todo", .text = arena_printf(&app->turn, "Se deshacen %s de %s, en todas a la vez.\n\nTodo queda en la historia, y se puede rehacer.",
		resumen_cuantos(&app->turn, l.operaciones, "operación", "operaciones"), resumen_cuantos(&app->turn, l.hogares, "familia", "familias")) };
	return flujo_ask(&t->flujo, &dialog_confirm, arena_copy(&app->turn, &arg, sizeof arg));
}

static struct outcome apply(struct tablero_familia *t, struct id lote, struct err *err)
{
	struct app *app = t->familia.app;
	struct lote_deshacer l = work(t, lote, arena_strdup(&app->turn, t->flujo.dado[2].text));
	struct err again = { 0 };
	flujo_end(&t->flujo);
	bool good = lote_deshacer(&l, err);
	if (!good && l.n_traba > 0) {
		err_clear(err);
		return blocked(t, &l);
	}
	bool there = tablero_familia_reload(t, &again);
	if (good && there && t->tablero.n > 0)
		tablero_go(&t->tablero, t->tablero.renglon[0].de);
	if (good)
		app_message(app, MESSAGE_OK, "Deshecho: %s de %s", resumen_cuantos(&app->turn, l.deshechas, "operación", "operaciones"), resumen_cuantos(&app->turn, l.hogares, "familia", "familias"));
	return good && !there ? out_pop() : out_redraw();
}

struct outcome historia_lote(struct tablero_familia *t, struct id lote, struct err *err)
{
	if (t->flujo.n == 1)
		return look(t, lote, err);
	if (t->flujo.n == 2) {
		struct line_arg arg = { .title = "Motivo", .text = "¿Por qué? Queda en la historia de todas.", .required = true, .min_letters = 3 };
		return flujo_ask(&t->flujo, &dialog_line, arena_copy(&t->familia.app->turn, &arg, sizeof arg));
	}
	return apply(t, lote, err);
}
