/* Two households side by side: who is who, which answer stays where they differ, and the act that makes them one. */
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/screens.h"
#include "tui/unir_vista.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct state {
	struct arena of_plan[2], page;
	int which;                       /* of_plan: the one that holds the plan that is shown */
	struct union_plan plan;
	struct tablero tablero;
	struct flujo flujo;
};

static void lines(struct screen *s)
{
	struct state *st = s->state;
	arena_reset(&st->page);
	unir_lineas(s->app, &st->plan, &st->tablero, &st->page);
}

/* A plan that cannot be made leaves the one that is shown. */
static bool plan(struct screen *s, uint32_t queda, uint32_t otra, struct err *err)
{
	struct state *st = s->state;
	struct arena *arena = &st->of_plan[!st->which];
	struct union_plan fresh;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	bool ok = unir_plan(&txn, s->app->programa, queda, otra, arena, &fresh, err);
	txn_abort(&txn);
	if (ok) {
		unir_heredar(&fresh, &st->plan);
		st->plan = fresh;
		st->which = !st->which;
		lines(s);
	}
	arena_reset(&st->of_plan[!st->which]);
	return ok;
}

/* The one that is further on its way stays, unless that cannot be. */
static bool plan_best(struct screen *s, uint32_t a, uint32_t b, struct err *err)
{
	struct err other = { 0 };
	struct ficha x, y;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	bool both = ficha_load(&txn, a, &s->app->turn, &x, NULL) && ficha_load(&txn, b, &s->app->turn, &y, NULL);
	if (!both)
		*err = txn.err;
	txn_abort(&txn);
	if (!both)
		return false;
	uint32_t keep = unir_conviene(&x, &y), goes = keep == a ? b : a;
	return plan(s, keep, goes, err) || (err->code == ERR_RULE && plan(s, goes, keep, &other));
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	arena_done(&st->page);
	arena_done(&st->of_plan[0]);
	arena_done(&st->of_plan[1]);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct unir_arg *of = arg;
	arena_init(&st->of_plan[0]);
	arena_init(&st->of_plan[1]);
	arena_init(&st->page);
	if (plan_best(s, of->a, of->b, err)) {
		err_clear(err);
		return true;
	}
	close(s);
	return false;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_draw(&st->tablero, g, r);
}

/* ---- choices ---- */

static struct outcome choose(struct screen *s, bool other)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->tablero);
	if (!line || line->de.tipo != UNIR_CAMPO)
		return out_stay();
	unir_elegir(&st->plan, line->de.id, other);
	lines(s);
	return out_redraw();
}

static struct outcome ask_person(struct screen *s, int at)
{
	struct state *st = s->state;
	const struct record_list *here = &st->plan.queda.integrante;
	struct arena *a = &st->page;
	struct option *o = arena_array(a, struct option, here->n + 1);
	struct choice_arg *arg = arena_new(a, struct choice_arg);
	for (int i = 0; i < here->n; i++)
		o[i] = (struct option){ .name = arena_printf(a, "%u", here->item[i].seq), .label = integrante_nombre(&here->item[i], a) };
	o[here->n] = (struct option){ .name = "0", .label = "No está: entra al hogar" };
	*arg = (struct choice_arg){ .title = "¿Quién es en el hogar que queda?", .option = o, .n = here->n + 1, .current = arena_printf(a, "%u", st->plan.pareja[at].queda) };
	arg->text = integrante_nombre(ficha_record(&st->plan.otra, RECORD_INTEGRANTE, st->plan.pareja[at].otra), a);
	return flujo_ask(&st->flujo, &dialog_choice, arg);
}

static struct outcome ask_kinship(struct screen *s, int at)
{
	struct state *st = s->state;
	const struct variable *kin = dict_find(&s->app->programa->dict, "parentesco");
	struct choice_arg *arg = arena_new(&st->page, struct choice_arg);
	*arg = (struct choice_arg){ .title = "¿Qué es de la jefa o el jefe?", .current = st->plan.pareja[at].parentesco };
	arg->option = options_of(&st->page, kin->choices, NULL, &arg->n);
	arg->text = integrante_nombre(ficha_record(&st->plan.otra, RECORD_INTEGRANTE, st->plan.pareja[at].otra), &st->page);
	return flujo_ask(&st->flujo, &dialog_choice, arg);
}

static struct outcome person(struct screen *s, int at)
{
	struct state *st = s->state;
	struct flujo *flujo = &st->flujo;
	if (flujo->n == 0)
		return ask_person(s, at);
	uint32_t who = (uint32_t)strtoul(flujo->dado[0].text, NULL, 10);
	if (flujo->n == 1 && who == 0)
		return ask_kinship(s, at);
	if (!unir_emparejar(&st->plan, at, who))
		app_message(s->app, MESSAGE_WARN, "Esa persona ya corresponde a otra: cambie primero esa");
	else if (who == 0)
		unir_parentesco(&st->plan, at, flujo->dado[1].text);
	flujo_end(flujo);
	lines(s);
	return out_redraw();
}

static struct outcome open_line(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->tablero);
	if (line && line->de.tipo == UNIR_PAREJA)
		return person(s, line->de.id);
	return line && line->de.tipo == UNIR_CAMPO ? choose(s, !st->plan.campo[line->de.id].toma_otra) : out_stay();
}

/* ---- the act ---- */

static struct outcome ask_line(struct screen *s, const char *title, const char *text)
{
	struct state *st = s->state;
	struct line_arg arg = { .title = title, .text = text, .required = true, .current = flujo_dicho(&st->flujo, st->plan.otra.num, st->flujo.n) };
	return flujo_ask(&st->flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
}

/* Not kept: only to see what becomes of the household that stays. */
static bool write(struct screen *s, bool keep, struct ficha *kept, struct err *err)
{
	struct state *st = s->state;
	const struct result *said = st->flujo.dado;
	struct txn txn;
	if (!txn_write(&txn, s->app->store, err))
		return false;
	struct acto acto = { .txn = &txn, .programa = s->app->programa, .hoy = s->app->hoy, .arena = &s->app->turn };
	bool ok = acto_unir(&acto, &st->plan, said[0].text, st->plan.logros > 0 ? said[1].text : NULL, kept, err) && (!keep || txn_commit(&txn, err));
	txn_abort(&txn);
	return ok;
}

static struct outcome merge(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct flujo *flujo = &st->flujo;
	int logros = st->plan.logros > 0;
	struct err again = { 0 };
	struct ficha kept;
	if (flujo->n == 0)
		return unir_lista(&st->plan, &st->tablero, err) ? ask_line(s, "Son la misma familia", "¿Cómo lo sabe? Queda en la historia de las dos.") : out_redraw();
	if (flujo->n == 1 && logros)
		return ask_line(s, "Logros con estados distintos", "¿Por qué se queda con los que eligió? Queda escrito en esos logros.");
	bool decided = flujo->n > 1 + logros, ok = write(s, decided, &kept, err);
	if (ok && !decided)
		return unir_preguntar(s->app, flujo, &st->plan, &kept);
	flujo_end(flujo);
	flujo_hecho(flujo, st->plan.otra.num, ok);
	if (ok) {
		app_message(s->app, MESSAGE_OK, "Unidos: la familia sigue en el hogar %s", answers_text(&st->plan.queda.hogar.fields, HOGAR_FOLIO));
		return out_pop_ok(st->plan.queda.num, NULL);
	}
	if (err->code == ERR_CONFLICT)      /* as they are now, to be looked at again */
		plan(s, st->plan.queda.num, st->plan.otra.num, &again);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	flujo_enter(&st->flujo, action, event);
	switch (action) {
	case ACTION_VOLVER: return out_pop();
	case ACTION_GUARDAR: return merge(s, err);
	case ACTION_MARCAR: plan(s, st->plan.otra.num, st->plan.queda.num, err); return out_redraw();
	case ACTION_IZQUIERDA: return choose(s, false);
	case ACTION_DERECHA: return choose(s, true);
	case ACTION_ABRIR: return open_line(s);
	default: break;
	}
	switch (tablero_act(&st->tablero, action, event)) {
	case TABLERO_OPEN: return open_line(s);
	case TABLERO_MOVED: return out_redraw();
	case TABLERO_STAY: break;
	}
	return out_stay();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (flujo_take(&st->flujo, s->app, result) && !result->ok)      /* who looks again at the two does not write the reason again */
		flujo_hecho(&st->flujo, st->plan.otra.num, false);
}

static const struct binding bindings[] = {
	{ ACTION_GUARDAR, "Unir" }, { ACTION_ABRIR, "Cambiar" }, { ACTION_IZQUIERDA, "El que queda" }, { ACTION_DERECHA, "El otro" }, { ACTION_MARCAR, "Conservar el otro" }, { ACTION_VOLVER, NULL },
	{ ACTION_MENU, NULL }, { 0 },
};

const struct screen_ops screen_unir = {
	.name = "unir", .title = "Comparar y unir",
	.help = "Los dos hogares lado a lado. Arriba, cuál queda y cuál se une; F8 los cambia. Después, quién es quién: Entrar corrige a quién corresponde cada persona. Abajo, los datos en que difieren, "
		"ya con una propuesta: lo que solo está en uno, lo más completo o lo más reciente; las flechas ← y → eligen. F2 pide la razón, muestra qué cambia en la medición del que queda, y los une. Las visitas, compromisos, oportunidades y "
		"logros de los dos se conservan. Todo queda en la historia y se puede deshacer.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .draw = draw, .act = act, .resume = resume, .close = close,
};
