/* Step 3, one person. */
#include "base/text.h"
#include "tui/registrar.h"
#include "tui/screens.h"

static void enter(struct screen *s, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	(void)err;
	arena_reset(&st->page);
	solicitud_leer(&st->solicitud, &st->page, &st->vista);
	struct scope scope = solicitud_scope(&st->vista, s->app, st->persona_at, &st->page);
	persona_open(&st->persona, s->app, &scope, 0, &st->solicitud.persona[st->persona_at], campo);
}

static bool keep(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	struct arena *turn = &s->app->turn;
	struct answers draft;
	form_view_settle(&st->persona.view);
	answers_init(&draft, turn);
	if (!persona_changed(&st->persona, &draft))
		return true;
	answers_copy(&st->solicitud.persona[st->persona_at], &draft);
	if (!solicitud_keep(&st->solicitud, arena_printf(turn, "%d/%s", st->persona_at, form_view_campo(&st->persona.view, turn)), err))
		return false;
	persona_kept(&st->persona, &draft);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	form_view_draw(&((struct registrar *)s->state)->persona.view, g, r);
}

/* A person of whom nothing was written is no person. */
static struct outcome to_list(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	if (!keep(s, err))
		return out_salir_sin_guardar(s->app, err);
	if (st->solicitud.persona[st->persona_at].n == 0)
		solicitud_quitar(&st->solicitud, st->persona_at);
	registrar_ir(s, PASO_PERSONAS, NULL, err);
	return out_redraw();
}

static struct outcome finish(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	if (!keep(s, err) || persona_otro_jefe(&st->persona) || persona_mismo_documento(&st->persona) || !persona_mirar(&st->persona, &st->vista.hogar, err))
		return out_redraw();
	if (persona_dudosa(&st->persona))
		return persona_preguntar(&st->persona);
	s->app->message[0] = 0;
	return to_list(s, err);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct registrar *st = s->state;
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
			persona_mirar(&st->persona, &st->vista.hogar, err);
		return out_redraw();
	case FORM_BACK: return to_list(s, err);
	case FORM_SAVE: return finish(s, err);
	}
	return out;
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct registrar *st = s->state;
	if (persona_resume(&st->persona, result))
		s->app->pending = st->persona.other ? ACTION_GUARDAR : st->persona.ver ? ACTION_ABRIR : ACTION_NONE;
	else if (form_view_resume(&st->persona.view, result))
		keep(s, err);
}

static struct form_view *form(const struct screen *s)
{
	return &((struct registrar *)s->state)->persona.view;
}

static const struct binding bindings[] = {
	{ ACTION_GUARDAR, "A la lista de personas" }, { ACTION_VOLVER, NULL }, { ACTION_ELEGIR, "Opciones" }, { ACTION_MENU, NULL },
	{ ACTION_DESHACER, "Deshacer lo escrito en el campo" }, { ACTION_VACIAR, NULL }, { ACTION_ABRIR, "Campo siguiente" }, { ACTION_ANTERIOR, "Campo anterior" }, { 0 },
};

const struct registrar_ops registrar_paso_persona = { .titulo = "3 Una persona", .bindings = bindings, .enter = enter, .draw = draw, .act = act, .resume = resume, .keep = keep, .form = form };
