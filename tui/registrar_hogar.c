/* Step 2: the household. */
#include "base/text.h"
#include "tui/registrar.h"

static void enter(struct screen *s, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	struct solicitud_vista v;
	(void)err;
	form_view_close(&st->view);
	arena_reset(&st->form_arena);
	solicitud_leer(&st->solicitud, &s->app->turn, &v);
	struct scope scope = solicitud_scope(&v, s->app, -1, &st->form_arena);
	scope.hogar = NULL;
	form_start(&st->form, s->app->programa->registro_hogar, &scope, &st->form_arena);
	form_draft_load(&st->form, &st->solicitud.hogar);
	form_view_open(&st->view, s->app, &st->form_arena, &st->form, campo);
	answers_init(&st->kept, &st->form_arena);
	form_draft_save(&st->form, &st->kept);
}

static bool keep(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	struct arena *turn = &s->app->turn;
	struct answers draft;
	form_view_settle(&st->view);
	answers_init(&draft, turn);
	form_draft_save(&st->form, &draft);
	answers_copy(&st->solicitud.hogar, &draft);
	if (answers_equal(&draft, &st->kept))
		return true;
	if (!solicitud_keep(&st->solicitud, arena_printf(turn, "hogar/%s", form_view_campo(&st->view, turn)), err))
		return false;
	answers_copy(&st->kept, &draft);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	form_view_draw(&((struct registrar *)s->state)->view, g, r);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct registrar *st = s->state;
	struct outcome out = out_stay();
	switch (form_view_act(&st->view, action, event, &out)) {
	case FORM_STAY: return out_stay();
	case FORM_REDRAW: return out_redraw();
	case FORM_PUSH: keep(s, err); return out;
	case FORM_LEFT: keep(s, err); return out_redraw();
	case FORM_BACK:
		if (st->solicitud.n == 0)
			return registrar_dejar(s, err);
		if (!keep(s, err))
			return out_salir_sin_guardar(s->app, err);
		registrar_ir(s, PASO_PERSONAS, NULL, err);
		return out_redraw();
	case FORM_SAVE:
		if (!keep(s, err))
			return out_redraw();
		if (st->solicitud.n > 0)
			registrar_ir(s, PASO_PERSONAS, NULL, err);
		else
			registrar_ir_persona(s, solicitud_nueva(&st->solicitud), NULL, err);
		return out_redraw();
	}
	return out;
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	if (form_view_resume(&((struct registrar *)s->state)->view, result))
		keep(s, err);
}

static struct form_view *form(const struct screen *s)
{
	return &((struct registrar *)s->state)->view;
}

static const struct binding bindings[] = {
	{ ACTION_GUARDAR, "Seguir con las personas" }, { ACTION_VOLVER, NULL }, { ACTION_ELEGIR, "Opciones" }, { ACTION_MENU, NULL }, { ACTION_SECCION, "Siguiente sección" },
	{ ACTION_DESHACER, "Deshacer lo escrito en el campo" }, { ACTION_VACIAR, NULL }, { ACTION_ABRIR, "Campo siguiente" }, { ACTION_ANTERIOR, "Campo anterior" }, { 0 },
};

const struct registrar_ops registrar_paso_hogar = { .titulo = "2 Datos del hogar", .bindings = bindings, .enter = enter, .draw = draw, .act = act, .resume = resume, .keep = keep, .form = form };
