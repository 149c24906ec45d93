/* The guided visit: the steps of the present moment in order, what each needs, and the way to its form or board. */
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/por_que.h"
#include "tui/screens.h"
#include "tui/visita_vista.h"

#include <string.h>

struct state {
	struct tablero_familia t;
	const char *paso;               /* step that is open above; NULL: none */
	bool incompleta;                /* being closed with mandatory steps to do */
};

static const struct screen_ops *const opens[] = {
	[ABRE_FORMULARIO] = &screen_formulario, [ABRE_INTEGRANTES] = &screen_integrantes, [ABRE_LOGROS] = &screen_logros, [ABRE_PLAN] = &screen_plan,
	[ABRE_COMPROMISOS] = &screen_plan, [ABRE_OPORTUNIDADES] = &screen_oportunidades, [ABRE_EVALUACION] = &screen_evaluacion, [ABRE_VALIDACION] = &screen_validacion,
};

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->t.tablero.columna = visita_columna;
	st->t.tablero.columnas = VISITA_COLUMNAS;
	if (!tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, visita_lineas, err))
		return false;
	visita_al_paso(&st->t);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, visita_resumen(&st->t.familia, &arena));
	arena_done(&arena);
}

static const struct record *visita_abierta(const struct state *st)
{
	return ficha_visita_abierta(&st->t.familia.ficha);
}

static struct outcome say(struct screen *s, const char *text)
{
	app_message(s->app, MESSAGE_INFO, "%s", text);
	return out_redraw();
}

static struct outcome ask_reason(struct screen *s, const char *text)
{
	struct state *st = s->state;
	struct line_arg arg = { .title = "Visita antes de tiempo", .text = text, .required = true, .min_letters = 5 };
	return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
}

/* ---- opening and annulling ---- */

static struct outcome open_visit(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	char day[DATE_TEXT];
	bool blocked = f->agenda.estado == AGENDA_BLOQUEADA;
	if (blocked && flujo->n == 0)
		return ask_reason(s, arena_printf(&s->app->turn, "La próxima visita puede abrirse desde el %s. Si debe ser hoy, escriba por qué: queda en la historia de la familia.", date_text(f->agenda.desde, day)));
	const char *reason = blocked ? flujo->dado[0].text : NULL;
	if (!familia_begin(f, &j, err))
		return out_redraw();
	if (tablero_familia_end(&st->t, &j, acto_visita_abrir(&j.acto, &f->ficha, reason, err), "La visita está abierta: comience por el primer paso", err))
		visita_al_paso(&st->t);
	return out_redraw();
}

static struct outcome annul(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	if (!visita_abierta(st))
		return say(s, "No hay una visita en curso");
	if (flujo->n == 0) {
		struct line_arg arg = { .title = "Anular la visita", .text = "¿Por qué se anula? Queda en la historia de la familia.", .required = true, .min_letters = 5 };
		return flujo_ask(flujo, &dialog_line, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	if (flujo->n == 1) {
		struct confirm_arg arg = { .title = "Anular la visita", .yes = "Anular la visita" };
		arg.text = arena_printf(&s->app->turn, "Se anula la visita en curso de %s. Lo que guardó en los formularios se conserva; los pasos quedan por hacer. Se puede deshacer desde Historia.", f->nombre);
		return flujo_ask(flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	const char *reason = flujo->dado[0].text;
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_visita_anular(&j.acto, &f->ficha, reason, err), "La visita quedó anulada", err))
		visita_al_paso(&st->t);
	return out_redraw();
}

/* ---- closing ---- */

static struct outcome finish(struct screen *s, const char *reason, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	struct cierre closed;
	struct trace told;
	if (!familia_begin(f, &j, err))
		return out_redraw();
	j.acto.arena = &s->app->turn;      /* what the act tells outlives the reload */
	bool ok = (!reason || acto_visita_motivo(&j.acto, &f->ficha, reason, err)) && acto_visita_cerrar(&j.acto, &f->ficha, &closed, err);
	if (!tablero_familia_end(&st->t, &j, ok, NULL, err))
		return out_redraw();
	trace_init(&told, &s->app->turn);
	visita_contar_cierre(f, &closed, &told);
	struct outcome out = por_que(s->app, arena_printf(&s->app->turn, "Visita cerrada · %s", f->nombre), &told);
	return out_replace(out.next, out.arg);
}

static struct outcome close_visit(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	if (flujo->n == 0 && (st->incompleta = !f->pos.puede_cerrar)) {
		struct confirm_arg arg = { .title = "Cerrar la visita", .yes = "Cerrar con otro resultado" };
		arg.text = arena_printf(&s->app->turn, "Para una visita efectiva faltan: %s.\nSi hoy no se pudo hacer, se puede cerrar con otro resultado (por ejemplo, la familia no estaba); los pasos quedan por hacer.", visita_faltan(&f->pos, &s->app->turn));
		return flujo_ask(flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	int form = st->incompleta ? 1 : 0;
	if (flujo->n == form) {
		struct formulario_arg arg = { .hogar = f->num, .formulario = "cierre_visita" };
		return flujo_ask(flujo, &screen_formulario, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	if (flujo->n == form + 1 && visita_pide_motivo(s->app->programa, &f->ficha))
		return ask_reason(s, "La visita se hizo muy cerca de la anterior. Escriba por qué: queda en la historia de la familia.");
	return finish(s, flujo->n > form + 1 ? flujo->dado[form + 1].text : NULL, err);
}

/* ---- steps ---- */

static const struct paso_vista *step_at(const struct state *st)
{
	const struct renglon *line = tablero_at(&st->t.tablero);
	return line && line->de.tipo == VISITA_PASO ? &st->t.familia.pos.paso[line->de.id] : NULL;
}

static struct outcome open_step(struct screen *s)
{
	struct state *st = s->state;
	const struct paso_vista *v = step_at(st);
	if (!v)
		return out_stay();
	if (!visita_abierta(st))
		return say(s, "Primero abra la visita: F2");
	if (v->estado == PASO_ESPERA)
		return say(s, v->falta ? v->falta : "Antes hay pasos por terminar");
	st->paso = v->paso->id;
	struct formulario_arg form = { .hogar = st->t.familia.num, .formulario = v->paso->formulario, .paso = v->paso->id };
	if (v->paso->abre == ABRE_FORMULARIO)
		return out_push(&screen_formulario, arena_copy(&s->app->turn, &form, sizeof form));
	return push_hogar(s->app, opens[v->paso->abre], st->t.familia.num);
}

/* Marks or unmarks; after a mark the cursor goes to what comes next. */
static void mark(struct screen *s, const struct paso *paso, bool done, struct err *err)
{
	struct state *st = s->state;
	struct jornada j;
	const char *name = arena_strdup(&s->app->turn, paso->nombre);
	if (!familia_begin(&st->t.familia, &j, err))
		return;
	bool ok = acto_visita_paso(&j.acto, &st->t.familia.ficha, paso->id, done, err);
	if (tablero_familia_end(&st->t, &j, ok, arena_printf(&s->app->turn, done ? "Paso hecho: %s" : "Paso por hacer: %s", name), err) && done)
		visita_al_paso(&st->t);
}

static struct outcome toggle(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	const struct paso_vista *v = step_at(st);
	if (!v || !visita_abierta(st))
		return say(s, "Primero abra la visita: F2");
	mark(s, v->paso, !v->marcado, err);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (action == ACTION_ABRIR && line && line->de.tipo == VISITA_ABRIR)
		action = ACTION_GUARDAR;
	flujo_enter(&st->t.flujo, action, event);
	st->paso = NULL;
	switch (action) {
	case ACTION_ABRIR: return open_step(s);
	case ACTION_MARCAR: return toggle(s, err);
	case ACTION_GUARDAR: return !familia_para_cambiar(&st->t.familia, err) ? out_redraw() : visita_abierta(st) ? close_visit(s, err) : open_visit(s, err);
	case ACTION_QUITAR: return familia_para_cambiar(&st->t.familia, err) ? annul(s, err) : out_redraw();
	default: return out;
	}
}

/* A form that was saved, or a board that was left with F2, ends its step. */
static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	const char *id = st->paso;
	tablero_familia_resume(s, result, err);
	st->paso = NULL;
	if (id && result->ok)
		visita_al_paso(&st->t);
	for (int i = 0; id && i < st->t.familia.pos.n_paso; i++) {
		const struct paso_vista *v = &st->t.familia.pos.paso[i];
		if (strcmp(v->paso->id, id) != 0 || v->estado == PASO_HECHO || !visita_abierta(st))
			continue;
		if (result->ok && v->paso->abre != ABRE_FORMULARIO)      /* a form marks its step in the operation that saves it */
			mark(s, v->paso, true, err);
		else if (v->paso->abre != ABRE_FORMULARIO && !v->falta)
			app_message(s->app, MESSAGE_INFO, "Si este paso ya está, márquelo con F8: %s", v->paso->nombre);
		return;
	}
}

static const struct binding before[] = { { ACTION_GUARDAR, "Abrir visita" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };
static const struct binding during[] = {
	{ ACTION_ABRIR, "Abrir paso" }, { ACTION_MARCAR, "Paso hecho" }, { ACTION_GUARDAR, "Cerrar visita" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL },
	{ ACTION_QUITAR, "Anular la visita (pregunta antes)" }, { 0 },
};

static const struct binding *bindings(const struct screen *s)
{
	return visita_abierta(s->state) ? during : before;
}

const struct screen_ops screen_visita = {
	.name = "visita", .title = "Visita",
	.help = "La lista de lo que se hace hoy con la familia, en orden. [x] hecho, [ ] por hacer, [-] espera a un paso anterior. Entrar abre el paso; abajo dice para qué es y qué necesita. "
		"Un formulario guardado con F2 marca su paso; en los tableros, F2 al terminar también lo marca y Esc vuelve sin marcarlo. Con F8 se marca o se desmarca aquí mismo. "
		"Puede salir en cualquier momento: al volver, el cursor está donde quedó. F2 cierra la visita con su fecha, modalidad y resultado.",
	.state_size = sizeof(struct state), .bindings = during, .bindings_of = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = resume, .close = tablero_familia_close,
};
