#include "tui/cambio.h"

#include "model/diferencias.h"
#include "tui/dialog.h"

struct outcome cambio_leer(struct app *app, struct flujo *flujo, const char *title, const char *yes, const struct trace *lines)
{
	struct view_arg view = { .title = title, .line = lines->line, .n = lines->n, .yes = yes };
	return flujo_ask(flujo, &dialog_view, arena_copy(&app->turn, &view, sizeof view));
}

static void differences(const struct evaluacion *before, const struct evaluacion *after, struct trace *lines)
{
	struct diferencia *differ;
	int n = evaluacion_diferencias(before, after, lines->arena, &differ);
	diferencias_explain(differ, n, lines);
}

struct outcome cambio_preguntar(struct familia *f, struct flujo *flujo, const char *title, const char *yes,
	bool (*act)(struct acto *, struct ficha *, const void *arg, struct err *), const void *arg, struct err *err)
{
	struct arena *turn = &f->app->turn;
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
	differences(f->ev, model_evaluate(f->app->programa, &copy, f->app->hoy, turn), &lines);
	return cambio_leer(f->app, flujo, title, yes, &lines);
}

/* ---- of other households ---- */

static const struct evaluacion *measured(const struct app *app, const struct ficha *f, struct arena *arena)
{
	return model_evaluate(app->programa, f, app->hoy, arena);
}

static bool apart(const struct ficha *f)
{
	return f && !hogar_unido(&f->hogar.fields);
}

/* A household that is counted again had no measurement to compare with. */
static void comes_back(const struct app *app, const struct deshacer_efecto *e, struct trace *lines)
{
	const struct evaluacion *now = measured(app, e->despues, lines->arena);
	trace_add(lines, 0, e->antes ? "Vuelve a ser un hogar aparte: está otra vez en las listas y en los conteos" : "Está otra vez en las listas y en los conteos");
	trace_add(lines, 0, "Logros: %d por alcanzar, %d sin dato", now->cuenta[LOGRO_POR_ALCANZAR], now->cuenta[LOGRO_SIN_DATO]);
	trace_add(lines, 0, "%s", celda_texto(now, lines->arena));
}

static void effect(const struct app *app, const struct deshacer_efecto *e, struct trace *lines)
{
	if (apart(e->antes) && apart(e->despues))
		differences(measured(app, e->antes, lines->arena), measured(app, e->despues, lines->arena), lines);
	else if (apart(e->despues))
		comes_back(app, e, lines);
	else if (!e->despues)
		trace_add(lines, 0, "Su registro se deshace: ya no está en las listas ni en los conteos");
	else if (apart(e->antes))
		trace_add(lines, 0, "Pasa a ser parte del hogar %s: ya no está aparte en las listas ni en los conteos", answers_text(&e->despues->hogar.fields, HOGAR_UNIDO));
	else
		trace_add(lines, 0, "Sigue siendo parte del hogar %s: lo suyo se mide en él", answers_text(&e->despues->hogar.fields, HOGAR_UNIDO));
}

void cambio_debajo(struct trace *lines, int from)
{
	for (int i = from; i < lines->n; i++)
		lines->line[i].depth++;
}

void cambio_lineas(const struct app *app, const struct deshacer_efecto *e, int n, struct trace *lines)
{
	for (int i = 0; i < n; i++) {
		const struct ficha *shown = e[i].despues ? e[i].despues : e[i].antes;
		if (!shown)
			continue;
		trace_add(lines, 0, "%s · %s", ficha_nombre(shown, lines->arena), answers_text(&shown->hogar.fields, HOGAR_FOLIO));
		int from = lines->n;
		effect(app, &e[i], lines);
		cambio_debajo(lines, from);
	}
}

struct outcome cambio_deshacer(struct app *app, struct flujo *flujo, uint64_t n, const char *title, struct trace *lines, struct err *err)
{
	struct deshacer_efecto *effects;
	struct txn txn;
	int count = 0;
	bool ok = app_para_guardar(app, err) && txn_write(&txn, app->store, err);
	if (ok) {
		struct acto acto = { .txn = &txn, .programa = app->programa, .hoy = app->hoy, .arena = &app->turn };
		ok = acto_deshacer_efecto(&acto, n, &effects, &count, err);
		txn_abort(&txn);
	}
	if (!ok) {
		flujo_end(flujo);
		return out_redraw();
	}
	cambio_lineas(app, effects, count, lines);
	return cambio_leer(app, flujo, title, title, lines);
}
