#include "tui/cambio.h"

#include "model/diferencias.h"
#include "tui/dialog.h"

struct outcome cambio_preguntar(struct familia *f, struct flujo *flujo, const char *title, const char *yes,
	bool (*act)(struct acto *, struct ficha *, const void *arg, struct err *), const void *arg, struct err *err)
{
	struct arena *turn = &f->app->turn;
	struct diferencia *differ;
	struct ficha copy;
	struct jornada j;
	struct trace lines;
	bool ok = familia_begin(f, &j, err);
	if (ok) {
		j.acto.arena = turn;
		ficha_copy(&copy, turn, &f->ficha);
		ok = act(&j.acto, &copy, arg, err);
		txn_abort(&j.txn);
	}
	if (!ok) {
		flujo_end(flujo);
		return out_redraw();
	}
	trace_init(&lines, turn);
	int n = evaluacion_diferencias(f->ev, model_evaluate(f->app->programa, &copy, f->app->hoy, turn), turn, &differ);
	diferencias_explain(differ, n, &lines);
	struct view_arg view = { .title = title, .line = lines.line, .n = lines.n, .yes = yes };
	return flujo_ask(flujo, &dialog_view, arena_copy(turn, &view, sizeof view));
}
