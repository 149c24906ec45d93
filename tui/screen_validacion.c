/* The validación previa: what must be there, the three conditions, and the decision that they give, registered with the numbers of the day. */
#include "base/text.h"
#include "model/regla.h"
#include "tui/dialog.h"
#include "tui/evaluacion_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

#include <string.h>

enum { REQUISITO = 1, CONDICION, DECISION };
struct state { struct tablero_familia t; };

static const struct columna columna[] = { { "", 30, 120, 0, false }, { "", 5, 5, 0, false } };

static const char *decision_words(const struct evaluacion *ev)
{
	switch (ev->promocion.promueve) {
	case TRI_YES: return "Promoción: cumple las tres condiciones";
	case TRI_NO: return "Permanencia: sigue en el acompañamiento";
	case TRI_UNKNOWN: break;
	}
	return "Todavía no se puede decidir: faltan datos";
}

/* The validation registered in the open visit; NULL: none yet. */
static const struct record *registered(const struct familia *f)
{
	const struct record *visita = ficha_visita_abierta(&f->ficha), *found = NULL;
	for (int i = 0; visita && i < f->ficha.evaluacion.n; i++) {
		const struct record *e = &f->ficha.evaluacion.item[i];
		if (strcmp(answers_text(&e->fields, EVALUACION_TIPO), "validacion") == 0 && answers_date(&e->fields, EVALUACION_FECHA) >= answers_date(&visita->fields, VISITA_INICIO) && !registro_unido(e))
			found = e;
	}
	return found;
}

/* What the coordination wrote in this visit; "" until then. */
static const char *concept(const struct familia *f, struct arena *a)
{
	const struct record *visita = ficha_visita_abierta(&f->ficha);
	const char *who = visita ? answers_text(&visita->fields, "aprueba_nombre") : "";
	if (!*who)
		return "";
	return arena_printf(a, "\nConcepto de la coordinación: %s (%s).", por_que_valor(f->app->programa, RECORD_VISITA, "aprueba_concepto", answers_get(&visita->fields, "aprueba_concepto"), a), who);
}

/* "" while the rules are certain; their note is in the reasons. */
static const char *doubt(const struct familia *f, struct arena *a)
{
	const char *phrase = certeza_frase(a, "Reglas de promoción", f->ev->programa->promocion->certeza, NULL);
	return phrase ? arena_printf(a, "\n%s.", phrase) : "";
}

static void lineas(struct tablero_familia *t)
{
	static const char *const mark[] = { [TRI_NO] = "[ ]", [TRI_YES] = "[x]", [TRI_UNKNOWN] = "[?]" };
	const struct familia *f = &t->familia;
	const struct promocion_def *def = f->ev->programa->promocion;
	const struct promocion *p = &f->ev->promocion;
	const struct record *done = registered(f);
	struct arena *a = &t->familia.arena;
	char day[DATE_TEXT];
	tablero_add(&t->tablero, (struct renglon){ .de = { DECISION, 0, 0 }, .style = ST_HEAD, .texto = { decision_words(f->ev) },
		.debajo = arena_printf(a, "%s%s%s\n%s", celda_texto(f->ev, a), doubt(f, a), concept(f, a), done
			? arena_printf(a, "Registrada el %s: %s.", date_text(answers_date(&done->fields, EVALUACION_FECHA), day), campo_choice_label("decision", answers_text(&done->fields, EVALUACION_DECISION)))
			: "Por registrar: F2 la deja escrita con los números de hoy.") });
	tablero_add(&t->tablero, (struct renglon){ .titulo = true, .texto = { "Lo que debe estar" } });
	for (int i = 0; i < def->n_requisito; i++) {
		enum tri holds = expr_test(def->requisito[i].si, &f->ev->scope, NULL);
		tablero_add(&t->tablero, (struct renglon){ .de = { REQUISITO, i, 0 }, .style = holds == TRI_YES ? ST_NORMAL : ST_WARN,
			.texto = { arena_printf(a, "%s %s", mark[holds], def->requisito[i].texto), evaluacion_tri(holds) } });
	}
	tablero_add(&t->tablero, (struct renglon){ .titulo = true, .texto = { "Las tres condiciones" } });
	for (int i = 0; i < 3; i++)
		tablero_add(&t->tablero, (struct renglon){ .de = { CONDICION, i, 0 }, .style = ST_NORMAL, .debajo = p->condicion[i].hechos,
			.texto = { arena_printf(a, "%s %s", mark[p->condicion[i].cumple], evaluacion_condicion(&p->condicion[i], a)), evaluacion_tri(p->condicion[i].cumple) } });
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->t.tablero.columna = columna;
	st->t.tablero.columnas = 2;
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, lineas, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_familia_draw(&st->t, g, r, "Decisión, con los datos de hoy");
}

/* Why it cannot be registered now; NULL: it can. The route says when: its step must not wait for another. */
static const char *obstacle(const struct familia *f)
{
	if (!ficha_visita_abierta(&f->ficha))
		return "La decisión se registra en la visita de validación: ábrala primero";
	for (int i = 0; i < f->pos.n_paso; i++) {
		const struct paso_vista *v = &f->pos.paso[i];
		if (v->paso->abre == ABRE_VALIDACION)
			return v->estado == PASO_ESPERA ? (v->falta ? v->falta : "Antes hay pasos por terminar") : NULL;
	}
	return "La decisión se registra en la visita de validación; hoy la familia está en otro momento de la ruta";
}

static struct outcome registrar(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	const char *no = registered(f) ? NULL : obstacle(f);
	if (registered(f))
		return out_pop_ok(0, NULL);
	if (no || f->ev->promocion.promueve == TRI_UNKNOWN) {
		app_message(s->app, MESSAGE_INFO, "%s", no ? no : "Todavía no se puede decidir: Ctrl-P dice qué datos faltan");
		return out_redraw();
	}
	if (st->t.flujo.n == 0) {
		struct confirm_arg arg = { .title = "Registrar la decisión", .yes = "Registrar" };
		arg.text = arena_printf(&s->app->turn, "%s (%s).\n%s.\nQueda registrada con los números y las razones de hoy.", f->nombre, f->folio, decision_words(f->ev));
		return flujo_ask(&st->t.flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	const char *said = arena_printf(&s->app->turn, "Decisión registrada. %s", decision_words(f->ev));
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_validar(&j.acto, &f->ficha, err), said, err))
		return out_pop_ok(0, NULL);
	return out_redraw();
}

static struct outcome why(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	const struct evaluacion *ev = st->t.familia.ev;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	if (line && line->de.tipo == REQUISITO) {
		const struct requisito *r = &ev->programa->promocion->requisito[line->de.id];
		trace_add(&lines, 0, "%s: %s", r->texto, line->texto[1]);
		expr_test(r->si, &ev->scope, &lines);
	} else {
		evaluacion_explain(ev, &lines);
	}
	return por_que(s->app, "¿Por qué?", &lines);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	flujo_enter(&st->t.flujo, action, event);
	switch (action) {
	case ACTION_ABRIR: case ACTION_POR_QUE: return why(s);
	case ACTION_GUARDAR: return registrar(s, err);
	default: return out;
	}
}

static const struct binding bindings[] = { { ACTION_GUARDAR, "Registrar" }, { ACTION_POR_QUE, NULL }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_validacion = {
	.name = "validacion", .title = "Validación previa",
	.help = "La decisión sale de las reglas: primero lo que debe estar completo, después las tres condiciones con sus números. [x] sí, [ ] no, [?] falta un dato. Entrar o Ctrl-P explica cada línea. "
		"F2 registra la decisión en la visita de validación, cuando la coordinación ya escribió su concepto; pregunta antes. Queda escrita con los números de ese día.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
