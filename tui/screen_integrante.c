/* Somebody new in a household: the same form as in the registration, with a warning when the person seems to be in the programme already. */
#include "base/text.h"
#include "tui/borrador_consola.h"
#include "tui/cambio.h"
#include "tui/persona.h"
#include "tui/screens.h"

struct state { struct familia familia; struct persona persona; struct borrador_clave clave; struct flujo flujo; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	struct borrador draft;
	struct txn txn;
	st->clave = (struct borrador_clave){ .hogar = ((const struct hogar_arg *)arg)->hogar, .formulario = s->app->programa->registro_integrante->name };
	if (!familia_open(&st->familia, s->app, st->clave.hogar, err))
		return false;
	if (!familia_para_cambiar(&st->familia, err) || !txn_read(&txn, s->app->store, err)) {
		familia_close(&st->familia);
		return false;
	}
	bool there = borrador_get(&txn, &st->clave, &s->arena, &draft);
	if (!txn_commit(&txn, err))
		return false;
	persona_open(&st->persona, s->app, &st->familia.ev->scope, st->clave.hogar, there ? &draft.campos : NULL, there ? draft.campo : NULL);
	st->persona.mio.sello = there ? draft.sello : 0;
	st->persona.mio.aparte = true;      /* two people are not made one */
	if (there)
		app_message(s->app, MESSAGE_INFO, "Continúa donde lo dejó; lo escrito antes se conservó");
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_printf(arena, "Integrante nuevo · %s", st->familia.nombre);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	form_view_draw(&((struct state *)s->state)->persona.view, g, r);
}

static bool keep(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct arena *turn = &s->app->turn;
	struct answers draft;
	answers_init(&draft, turn);
	if (!persona_changed(&st->persona, &draft))
		return true;
	if (borrador_console(s->app, &st->clave, &draft, arena_printf(turn, "Integrante nuevo: %s", st->familia.nombre), form_view_campo(&st->persona.view, turn), &st->persona.mio, err))
		return true;
	if (err->code == ERR_CONFLICT)
		err_set(err, ERR_CONFLICT, "En otra consola de su cuenta se está agregando a alguien a este hogar: lo de aquí no queda en borrador; guárdelo con F2 o termine primero allá");
	return false;
}

static bool drafts_dialog(const struct screen *s)
{
	return form_view_asks_text(&((const struct state *)s->state)->persona.view);
}

static void keep_writing(struct screen *s, const struct writing *w, struct err *err)
{
	if (form_view_writing(&((struct state *)s->state)->persona.view, w ? w->text : NULL))
		keep(s, err);
}

static bool enter(struct acto *a, struct ficha *f, const void *who, struct err *err)
{
	uint32_t seq;
	return acto_integrante_nuevo(a, f, who, &seq, err);
}

/* Works on a copy of the family, as every saving of a form: after a refusal the person is still there to correct. */
static struct outcome finish(struct screen *s, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct jornada j;
	struct ficha copy;
	struct answers who;
	uint32_t seq;
	keep(s, err);
	if (persona_otro_jefe(&st->persona) || persona_mismo_documento(&st->persona) || !persona_mirar(&st->persona, &st->familia.ficha.hogar.fields, err))
		return out_redraw();
	if (persona_dudosa(&st->persona))
		return persona_preguntar(&st->persona);
	answers_init(&who, &s->app->turn);
	persona_answers(&st->persona, &who);
	flujo_enter(&st->flujo, ACTION_GUARDAR, event);
	if (st->flujo.n == 0)
		return cambio_preguntar(&st->familia, &st->flujo, arena_printf(&s->app->turn, "Si %s entra al hogar", answers_text(&who, "nombre1")), "Agregar", enter, &who, err);
	flujo_end(&st->flujo);
	if (!familia_begin(&st->familia, &j, err))
		return out_redraw();
	j.acto.arena = &s->app->turn;
	j.acto.mio = &st->persona.mio;
	ficha_copy(&copy, &s->app->turn, &st->familia.ficha);
	if (!acto_integrante_nuevo(&j.acto, &copy, &who, &seq, err)) {
		txn_abort(&j.txn);
		return out_redraw();
	}
	if (!txn_commit(&j.txn, err))
		return out_redraw();
	app_message(s->app, MESSAGE_OK, "%s ya hace parte del hogar", integrante_nombre(ficha_record(&copy, RECORD_INTEGRANTE, seq), &s->app->turn));
	return out_pop_ok(seq, NULL);
}

static struct outcome leave_it(struct screen *s, struct err *err)
{
	const struct borrador_mio *mio = &((const struct state *)s->state)->persona.mio;
	if (!keep(s, err))
		return out_salir_sin_guardar(s->app, err);
	if (mio->sello != 0 && mio->campos.n > 0)
		borrador_dejado(s->app);
	return out_pop();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out = out_stay();
	uint32_t ver = st->persona.ver;
	st->persona.ver = 0;
	if (ver && event->kind == EV_NONE)
		return push_hogar(s->app, &screen_hogar, ver);
	switch (form_view_act(&st->persona.view, action, event, &out)) {
	case FORM_STAY: return out_stay();
	case FORM_REDRAW: return out_redraw();
	case FORM_PUSH: keep(s, err); return out;
	case FORM_LEFT:
		if (keep(s, err))
			persona_mirar(&st->persona, &st->familia.ficha.hogar.fields, err);
		return out_redraw();
	case FORM_BACK: return leave_it(s, err);
	case FORM_SAVE: return finish(s, event, err);
	}
	return out;
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (flujo_take(&st->flujo, s->app, result))
		return;
	if (persona_resume(&st->persona, result))
		s->app->pending = st->persona.other ? ACTION_GUARDAR : st->persona.ver ? ACTION_ABRIR : ACTION_NONE;
	else if (form_view_resume(&st->persona.view, result))
		keep(s, err);
}

static void leave(struct screen *s)
{
	struct err err = { 0 };
	form_view_settle(&((struct state *)s->state)->persona.view);
	keep(s, &err);
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	persona_close(&st->persona);
	familia_close(&st->familia);
}

const struct screen_ops screen_integrante = {
	.name = "integrante", .title = "Integrante nuevo",
	.help = "Escriba los datos de la persona. Cada respuesta queda guardada como borrador al pasar al campo siguiente; F2 la registra en el hogar. "
		"Si se parece a alguien que ya está en el programa, se avisa antes de registrarla. Antes de que entre se muestra qué cambia: los logros que empiezan o dejan de aplicar, el IPM, el ingreso y la celda.",
	.state_size = sizeof(struct state), .bindings = form_view_bindings, .types = true,
	.open = open, .title_of = title, .draw = draw, .act = act, .resume = resume, .drafts_dialog = drafts_dialog, .keep_writing = keep_writing, .leave = leave, .close = close,
};
