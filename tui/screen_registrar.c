/* Registering a household: the frame around its steps. */
#include "base/text.h"
#include "tui/borrador_consola.h"
#include "tui/registrar.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

static const struct registrar_ops *const paso[PASOS_REGISTRAR] = {
	[PASO_BUSCAR] = &registrar_paso_buscar, [PASO_HOGAR] = &registrar_paso_hogar, [PASO_PERSONAS] = &registrar_paso_personas, [PASO_PERSONA] = &registrar_paso_persona,
};

static const struct registrar_ops *step(const struct screen *s)
{
	return paso[((const struct registrar *)s->state)->paso];
}

void registrar_ir(struct screen *s, enum registrar_paso to, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	st->paso = to;
	st->quitando = -1;
	step(s)->enter(s, campo, err);
}

void registrar_ir_persona(struct screen *s, int persona, const char *campo, struct err *err)
{
	((struct registrar *)s->state)->persona_at = persona;
	registrar_ir(s, PASO_PERSONA, campo, err);
}

struct outcome registrar_dejar(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	if (step(s)->keep && !step(s)->keep(s, err))
		return out_salir_sin_guardar(s->app, err);
	if (st->solicitud.seq != 0)
		borrador_dejado(s->app);
	return out_pop();
}

/* Where the draft was left: «hogar/barrio», «2/nombre1», or the people. */
static void go_on(struct screen *s, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	const char *slash = campo ? strchr(campo, '/') : NULL;
	int person = slash ? atoi(campo) : -1;
	app_message(s->app, MESSAGE_INFO, "Continúa donde lo dejó; lo escrito antes se conservó");
	if (slash && strncmp(campo, "hogar/", 6) == 0)
		registrar_ir(s, PASO_HOGAR, slash + 1, err);
	else if (slash && person < st->solicitud.n)
		registrar_ir_persona(s, person, slash + 1, err);
	else
		registrar_ir(s, PASO_PERSONAS, NULL, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct registrar *st = s->state;
	const struct registrar_arg *from = arg;
	struct err why = { 0 };
	const char *campo = NULL;
	if (!app_para_guardar(s->app, err))
		return false;
	arena_init(&st->page);
	arena_init(&st->form_arena);
	solicitud_init(&st->solicitud, s->app, &s->arena);
	if (from && from->borrador) {
		if (!solicitud_load(&st->solicitud, from->borrador, &campo, err))
			return false;
		go_on(s, campo, &why);
	} else if (from && from->maestra) {
		if (!solicitud_de_maestra(&st->solicitud, from->maestra, err))
			return false;
		app_message(s->app, MESSAGE_INFO, "Estos son los datos de la base maestra: compruébelos con la familia");
		registrar_ir(s, PASO_HOGAR, NULL, &why);
	} else {
		line_edit_set(&st->linea, from && from->texto ? from->texto : "");
		registrar_ir(s, PASO_BUSCAR, NULL, &why);
	}
	if (why.code != ERR_NONE)
		*err = why;
	return why.code == ERR_NONE;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	return arena_printf(arena, "Registrar hogar · %s", step(s)->titulo);
}

static const struct binding *bindings_of(const struct screen *s) { return step(s)->bindings; }
static void draw(const struct screen *s, struct grid *g, struct rect r) { step(s)->draw(s, g, r); }
static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err) { return step(s)->act(s, action, event, err); }
static void resume(struct screen *s, const struct result *result, struct err *err) { step(s)->resume(s, result, err); }

static bool drafts_dialog(const struct screen *s)
{
	return step(s)->form && form_view_asks_text(step(s)->form(s));
}

static void keep_writing(struct screen *s, const struct writing *w, struct err *err)
{
	if (step(s)->form && form_view_writing(step(s)->form(s), w ? w->text : NULL))
		step(s)->keep(s, err);
}

static void leave(struct screen *s)
{
	struct err err = { 0 };
	if (step(s)->keep)
		step(s)->keep(s, &err);
}

static void close(struct screen *s)
{
	struct registrar *st = s->state;
	persona_close(&st->persona);
	solicitud_cerrar(&st->solicitud);
	form_view_close(&st->view);
	arena_done(&st->form_arena);
	arena_done(&st->page);
}

const struct screen_ops screen_registrar = {
	.name = "registrar", .title = "Registrar hogar",
	.help = "Primero se busca, para no registrar dos veces a la misma familia. Si ninguna es, se escriben los datos del hogar y después sus personas, "
		"con una sola jefa o un solo jefe. F2 termina cada parte y, en la lista de personas, registra el hogar. "
		"Todo lo escrito se conserva: si sale antes, continúe desde Inicio, en «Por terminar».",
	.state_size = sizeof(struct registrar), .bindings_of = bindings_of, .types = true,
	.open = open, .title_of = title, .draw = draw, .act = act, .resume = resume, .drafts_dialog = drafts_dialog, .keep_writing = keep_writing, .leave = leave, .close = close,
};
