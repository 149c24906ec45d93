/* A form of the programme filled for a family: each field is durable when it is left, F2 makes it final. */
#include "base/date.h"
#include "base/text.h"
#include "tui/borrador_consola.h"
#include "tui/familia.h"
#include "tui/form_view.h"
#include "tui/historia_campo.h"
#include "tui/screens.h"

#include <string.h>

struct state {
	struct familia familia;
	struct formulario_arg arg;
	const struct form_def *def;
	struct form form;
	struct form_view view;
	struct borrador_clave clave;
	struct borrador_mio mio;             /* the draft as this console knows it */
	struct answers proposed;             /* what the form answers by itself, which alone is no draft */
	char ajeno[FAMILIA_AVISO];           /* what others did with the family since it was opened; "": nothing */
	bool lectura;                        /* the actor may not save here: only looks */
	bool drafted;                        /* there is, or was, a draft of this in the store */
};

static bool load_draft(struct state *st, struct screen *s, struct arena *arena, struct borrador *draft)
{
	struct txn txn;
	struct err err = { 0 };
	if (!txn_read(&txn, s->app->store, &err))
		return false;
	bool there = borrador_get(&txn, &st->clave, arena, draft);
	txn_abort(&txn);
	return there;
}

/* The form as a draft, for this turn. */
static struct answers as_draft(const struct screen *s)
{
	const struct state *st = s->state;
	struct answers draft;
	answers_init(&draft, &s->app->turn);
	borrador_de_form(&st->familia.ficha, &st->form, &draft);
	return draft;
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct formulario_arg *from = arg;
	struct state *st = s->state;
	struct borrador draft = { 0 };
	st->arg = *from;
	st->arg.paso = arena_strdup(&s->arena, from->paso);
	st->def = programa_form(s->app->programa, from->formulario);
	if (!st->def)
		return err_set(err, ERR_CONFIG, "El formulario «%s» no está en las definiciones del programa", from->formulario);
	if (!familia_open(&st->familia, s->app, from->hogar, err))
		return false;
	struct scope scope;
	if (!familia_scope(&st->familia, st->def->level, st->arg.seq, &scope, err)) {
		familia_close(&st->familia);
		return false;
	}
	struct err why = { 0 };
	st->lectura = !familia_para_cambiar(&st->familia, &why);
	if (st->lectura)
		app_message(s->app, MESSAGE_INFO, "%s", why.text);
	form_start(&st->form, st->def, &scope, &s->arena);
	answers_init(&st->proposed, &s->arena);
	borrador_de_form(&st->familia.ficha, &st->form, &st->proposed);
	st->clave = (struct borrador_clave){ .hogar = from->hogar, .formulario = st->def->name, .seq = from->seq };
	st->drafted = !st->lectura && load_draft(st, s, &s->arena, &draft);
	if (st->drafted) {
		borrador_a_form(&st->familia.ficha, &st->form, &draft.campos);
		borrador_rebase(&st->familia.ficha, &s->app->programa->dict, &draft.campos);
		app_message(s->app, MESSAGE_INFO, "Continúa donde lo dejó; lo escrito antes se conservó");
	}
	form_view_open(&st->view, s->app, &s->arena, &st->form, draft.campo);
	familia_ultima_visita(&st->familia, &st->view.last);
	struct answers now = as_draft(s);
	borrador_mio_abrir(&st->mio, &now, st->drafted ? &draft : NULL);
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_printf(arena, "%s%s · %s", st->lectura && !s->app->solo_lectura ? "Solo lectura: " : "", st->def->title, st->arg.seq ? familia_integrante(&st->familia, st->arg.seq) : st->familia.nombre);
}

/* Another console of the same account may have saved this form meanwhile, and its draft ended with that. */
static bool still_kept(struct screen *s)
{
	struct state *st = s->state;
	struct borrador draft;
	return !st->drafted || load_draft(st, s, &s->app->turn, &draft);
}

static bool keep(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct answers draft = as_draft(s);
	if (st->lectura || (answers_equal(&draft, &st->mio.campos) && still_kept(s)))
		return true;
	static const struct answers nothing;
	const struct answers *there = answers_equal(&draft, &st->proposed) ? &nothing : &draft;
	if (!borrador_console(s->app, &st->clave, there, arena_printf(&s->app->turn, "%s: %s", st->def->title, st->familia.nombre), form_view_campo(&st->view, &s->app->turn), &st->mio, err))
		return false;
	borrador_mio_escrito(&st->mio, &draft, st->mio.sello);
	st->drafted = there->n > 0;
	return true;
}

/* Works on a copy: the versions are those of when the form was opened, so that another person's change meanwhile is told and not overwritten;
 * and after a refusal the form goes on from what it had. falta: what the step of the visit still needs. */
static bool finish(struct screen *s, const char **falta, struct err *err)
{
	struct state *st = s->state;
	struct jornada j;
	if (!familia_begin(&st->familia, &j, err))
		return false;
	struct ficha *copy = familia_copia(&j);
	struct answers final = as_draft(s);
	st->mio.final = &final;
	j.acto.mio = &st->mio;
	bool ok = familia_end_copia(&j, acto_guardar_paso(&j.acto, copy, &st->form, st->arg.seq, st->arg.paso, falta, err), err);
	st->mio.final = NULL;      /* of this frame */
	return ok;
}

static struct outcome save(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	const char *falta = NULL;
	char clock[DATE_TEXT];
	if (!finish(s, &falta, err)) {
		struct err again = { 0 };
		if (err->code != ERR_BUSY)      /* who holds the store would be waited for once more: the text stays here */
			keep(s, &again);
		return out_redraw();
	}
	const struct record *visita = ficha_visita_abierta(&st->familia.ficha);
	const struct momento *m = visita ? ruta_momento(s->app->programa->ruta, answers_text(&visita->fields, VISITA_MOMENTO)) : NULL;
	const struct paso *paso = st->arg.paso && m ? momento_paso(m, st->arg.paso) : NULL;
	clock_text(clock_now(), clock);
	if (falta)
		app_message(s->app, MESSAGE_WARN, "Guardado. El paso sigue por hacer: %s", falta);
	else if (paso)
		app_message(s->app, MESSAGE_OK, "Guardado. Paso hecho: %s", paso->nombre);
	else
		app_message(s->app, MESSAGE_OK, "Guardado %s", clock);
	borrador_quedo(s->app, &st->mio);
	return out_pop_ok(0, st->def->name);
}

/* Others may save what this form shows: it is told, and the form goes on. */
static const char *notice(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_strdup(arena, st->ajeno);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	form_view_draw(&st->view, g, r);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out = out_redraw();
	if (st->lectura && !action_mira(action) && !familia_para_cambiar(&st->familia, err))
		return out;
	if (action == ACTION_HISTORIA) {
		form_view_settle(&st->view);
		return keep(s, err) ? historia_de_pregunta(&st->familia, &st->form, st->view.at, st->arg.seq) : out_redraw();
	}
	if (action == ACTION_TICK) {
		familia_aviso(&st->familia, st->ajeno);
		return out_redraw();
	}
	switch (form_view_act(&st->view, action, event, &out)) {
	case FORM_STAY: return out_stay();
	case FORM_REDRAW: return out_redraw();
	case FORM_PUSH: keep(s, err); return out;
	case FORM_LEFT: keep(s, err); return out_redraw();
	case FORM_BACK:
		if (!keep(s, err))
			return out_salir_sin_guardar(s->app, err);
		if (st->drafted)
			borrador_dejado(s->app);
		return out_pop();
	case FORM_SAVE: return save(s, err);
	}
	return out;
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (form_view_resume(&st->view, result))
		keep(s, err);
}

static bool drafts_dialog(const struct screen *s)
{
	return form_view_asks_text(&((const struct state *)s->state)->view);
}

static void keep_writing(struct screen *s, const struct writing *w, struct err *err)
{
	if (form_view_writing(&((struct state *)s->state)->view, w ? w->text : NULL))
		keep(s, err);
}

static void leave(struct screen *s)
{
	struct state *st = s->state;
	struct err err = { 0 };
	form_view_settle(&st->view);
	keep(s, &err);
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	borrador_mio_cerrar(&st->mio);
	form_view_close(&st->view);
	familia_close(&st->familia);
}

static const struct binding bindings[] = { FORM_VIEW_BINDINGS, { ACTION_HISTORIA, "Historia de esta respuesta" }, { 0 } };
static const struct binding only_to_look[] = {
	{ ACTION_VOLVER, NULL }, { ACTION_SECCION, "Sección" }, { ACTION_MENU, NULL }, { ACTION_ABRIR, "Campo siguiente" }, { ACTION_ANTERIOR, "Campo anterior" },
	{ ACTION_HISTORIA, "Historia de esta respuesta" }, { 0 },
};
static const struct binding *bindings_of(const struct screen *s) { return ((const struct state *)s->state)->lectura ? only_to_look : bindings; }
const struct screen_ops screen_formulario = {
	.name = "formulario", .title = "Formulario",
	.help = "Conteste lo que sepa: cada respuesta queda guardada al pasar al campo siguiente, aunque se vaya la luz. F2 termina el formulario; con F3 lo deja y sigue otro día. "
		"En una lista, escriba las primeras letras, cambie con las flechas o ábrala con F4. En una fecha puede escribir hoy, ayer, +7 o 3/4/26. "
		"El signo * señala lo que hace falta para terminar y ! lo que hay que corregir.",
	.state_size = sizeof(struct state), .bindings = bindings, .bindings_of = bindings_of, .types = true,
	.open = open, .title_of = title, .draw = draw, .notice_of = notice, .act = act, .resume = resume, .drafts_dialog = drafts_dialog, .keep_writing = keep_writing, .leave = leave, .close = close,
};
