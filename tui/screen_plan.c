/* The plan familiar: what the family chose to reach, who promised what and for when, and how it goes. Also the board of the step «compromisos». */
#include "base/text.h"
#include "tui/plan_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

struct state {
	struct tablero_familia t;
	struct renglon_de de;            /* line that the act is about */
};

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->t.tablero.columna = plan_columna;
	st->t.tablero.columnas = PLAN_COLUMNAS;
	if (!tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, plan_lineas, err))
		return false;
	plan_al_primero(&st->t);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, plan_resumen(&st->t.familia, &arena));
	arena_done(&arena);
}

static struct outcome say(struct screen *s, const char *text)
{
	struct state *st = s->state;
	flujo_end(&st->t.flujo);
	app_message(s->app, MESSAGE_INFO, "%s", text);
	return out_redraw();
}

static const char *logro_name(const struct state *st, int id)
{
	const struct logro_def *def = id > 0 ? logro_find(st->t.familia.ev->programa->logros, id) : NULL;
	return def ? def->corto : "sin un logro en particular";
}

static struct outcome choose(struct state *st, const char *title, const char *text, const struct option *option, int n, const char *current)
{
	struct arena *a = &st->t.familia.arena;
	struct choice_arg arg = { .title = title, .text = text, .option = option, .n = n, .current = current };
	return flujo_ask(&st->t.flujo, &dialog_choice, arena_copy(a, &arg, sizeof arg));
}

/* ---- prioritise ---- */

static struct outcome prioritise(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		const struct option *o;
		int n = plan_pendientes(f, &f->arena, &o), missing = plan_por_priorizar(f);
		if (n == 0)
			return say(s, "No quedan logros por alcanzar fuera del plan");
		return choose(st, "Priorizar un logro", missing ? arena_printf(&f->arena, "¿Qué quiere alcanzar primero la familia? %s %d por priorizar.", missing == 1 ? "Falta" : "Faltan", missing) : "¿Qué más quiere alcanzar la familia?", o, n, NULL);
	}
	int id = atoi(st->t.flujo.dado[0].text);
	const char *said = arena_printf(&s->app->turn, "«%s» entra al plan. Ins le agrega un compromiso", logro_name(st, id));
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_logro_priorizar(&j.acto, &f->ficha, id, true, err), said, err))
		tablero_go(&st->t.tablero, (struct renglon_de){ PLAN_LOGRO, id, 0 });
	return out_redraw();
}

static struct outcome take_out(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		st->de = tablero_at(&st->t.tablero)->de;      /* the last line is always there */
		if (st->de.tipo != PLAN_LOGRO)
			return say(s, "Lleve el cursor al logro que sale del plan");
		struct confirm_arg arg = { .title = "Quitar del plan", .yes = "Quitar del plan" };
		arg.text = arena_printf(&s->app->turn, "«%s» deja de estar entre los logros priorizados. Sus compromisos se conservan.", logro_name(st, st->de.id));
		return flujo_ask(&st->t.flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	if (familia_begin(f, &j, err))
		tablero_familia_end(&st->t, &j, acto_logro_priorizar(&j.acto, &f->ficha, st->de.id, false, err), "El logro salió del plan", err);
	return out_redraw();
}

/* ---- commitments ---- */

static struct outcome ask_text(struct state *st, const struct record *now)
{
	struct arena *a = &st->t.familia.arena;
	struct text_arg arg = { .title = "Compromiso", .max_bytes = 1000, .current = now ? answers_text(&now->fields, COMPROMISO_TEXTO) : "" };
	arg.text = arena_printf(a, "¿Qué se hará? (%s)", logro_name(st, st->de.id));
	return flujo_ask(&st->t.flujo, &dialog_text, arena_copy(a, &arg, sizeof arg));
}

static struct outcome ask_who(struct state *st, const struct record *now)
{
	struct familia *f = &st->t.familia;
	const struct option *o;
	int n = plan_responsables(f, &f->arena, &o);
	return choose(st, "Responsable", "¿Quién responde por este compromiso?", o, n, now ? answers_text(&now->fields, COMPROMISO_RESPONSABLE) : NULL);
}

static struct outcome ask_other(struct state *st, const struct record *now)
{
	struct line_arg arg = { .title = "Responsable", .text = "Nombre de la institución o de la persona", .required = true, .min_letters = 3, .current = now ? answers_text(&now->fields, COMPROMISO_RESPONSABLE) : "" };
	return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

static struct outcome ask_day(struct screen *s, const struct record *now)
{
	struct state *st = s->state;
	int32_t today = s->app->hoy, usual = today + s->app->programa->ruta->bloqueo_dias + 1, was = now ? answers_date(&now->fields, COMPROMISO_FECHA) : DATE_NONE;
	struct date_arg arg = { .title = "¿Para cuándo?", .text = "Un día que la familia pueda cumplir", .current = was != DATE_NONE && was >= today ? was : usual, .min = today, .max = DATE_NONE };
	return flujo_ask(&st->t.flujo, &dialog_date, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

/* What, who (written when it is not in the list), when. `st->de` has the commitment to change, seq 0 for a new one. */
static struct outcome commit_to(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	const struct record *now = st->de.seq ? ficha_record(&f->ficha, RECORD_COMPROMISO, st->de.seq) : NULL;
	struct jornada j;
	if (flujo->n == 0)
		return ask_text(st, now);
	if (!*flujo->dado[0].text)
		return say(s, "Un compromiso necesita qué se hará: pulse Ins y escríbalo");
	if (flujo->n == 1)
		return ask_who(st, now);
	bool other = strcmp(flujo->dado[1].text, PLAN_OTRO) == 0;
	if (other && flujo->n == 2)
		return ask_other(st, now);
	if (flujo->n == 2 + other)
		return ask_day(s, now);
	const char *what = flujo->dado[0].text, *who = flujo->dado[1 + other].text;
	int32_t when = (int32_t)flujo->dado[2 + other].num;
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_compromiso(&j.acto, &f->ficha, st->de.seq, st->de.id, what, who, when, err), "Compromiso guardado", err))
		tablero_go(&st->t.tablero, (struct renglon_de){ PLAN_COMPROMISO, st->de.id, st->de.seq ? st->de.seq : f->ficha.compromiso.item[f->ficha.compromiso.n - 1].seq });
	return out_redraw();
}

/* Ins begins a new one for the logro of the line, Ctrl-E takes the one of the line. */
static struct outcome begin_commitment(struct screen *s, bool fresh, struct err *err)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (st->t.flujo.n > 0)
		return commit_to(s, err);
	if (!fresh && line->de.tipo != PLAN_COMPROMISO)
		return say(s, "Lleve el cursor al compromiso que va a cambiar");
	st->de = fresh ? (struct renglon_de){ PLAN_COMPROMISO, line->de.id, 0 } : line->de;
	return commit_to(s, err);
}

static struct outcome follow(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	const struct record *now = ficha_record(&f->ficha, RECORD_COMPROMISO, st->de.seq);
	if (flujo->n == 0) {
		int n;
		struct option *o = options_of(&f->arena, campo_choices("estado_compromiso"), NULL, &n);
		return choose(st, "¿Cómo va el compromiso?", answers_text(&now->fields, COMPROMISO_TEXTO), o, n, answers_text(&now->fields, COMPROMISO_ESTADO));
	}
	if (flujo->n == 1) {
		bool missed = strcmp(flujo->dado[0].text, "no_cumplido") == 0;
		struct line_arg arg = { .title = "Nota del seguimiento", .required = missed, .min_letters = missed ? 3 : 0 };
		arg.text = missed ? "¿Qué lo impidió? Sirve para replantearlo con la familia." : "Qué ayudó o qué falta (puede quedar vacía). Para otra fecha u otras palabras use después Ctrl-E.";
		return flujo_ask(flujo, &dialog_line, arena_copy(&f->arena, &arg, sizeof arg));
	}
	const char *state = flujo->dado[0].text, *note = flujo->dado[1].text;
	const char *said = arena_printf(&s->app->turn, "Seguimiento guardado: %s", campo_choice_label("estado_compromiso", state));
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_compromiso_seguir(&j.acto, &f->ficha, st->de.seq, state, note, err), said, err))
		plan_al_pendiente(&st->t);
	return out_redraw();
}

/* ---- keys ---- */

static struct outcome why(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon_de de = tablero_at(&st->t.tablero)->de;
	const struct record *c = de.tipo == PLAN_COMPROMISO ? ficha_record(&st->t.familia.ficha, RECORD_COMPROMISO, de.seq) : NULL;
	const struct logro_resultado *r = de.id > 0 ? evaluacion_logro(st->t.familia.ev, de.id) : NULL;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	if (c) {
		trace_add(&lines, 0, "%s", answers_text(&c->fields, COMPROMISO_TEXTO));
		por_que_registro(s->app->programa, c, &lines);
	}
	if (r)
		logro_explain(r, NULL, &st->t.familia.ev->scope, &lines);
	return lines.n > 0 ? por_que(s->app, "¿Por qué?", &lines) : out_stay();
}

static struct outcome open_at(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	st->de = tablero_at(&st->t.tablero)->de;
	if (st->de.tipo == PLAN_PRIORIZAR)
		return prioritise(s, err);
	return st->de.tipo == PLAN_COMPROMISO ? follow(s, err) : why(s);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	flujo_enter(&st->t.flujo, action, event);
	switch (action) {
	case ACTION_ABRIR: return open_at(s, err);
	case ACTION_NUEVO: return begin_commitment(s, true, err);
	case ACTION_EDITAR: return begin_commitment(s, false, err);
	case ACTION_MARCAR: return prioritise(s, err);
	case ACTION_QUITAR: return take_out(s, err);
	case ACTION_POR_QUE: return why(s);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Seguir" }, { ACTION_NUEVO, "Compromiso" }, { ACTION_MARCAR, "Priorizar" }, { ACTION_GUARDAR, "Listo" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL },
	{ ACTION_EDITAR, "Cambiar palabras, responsable o fecha del compromiso" }, { ACTION_QUITAR, "Quitar del plan el logro" }, { ACTION_POR_QUE, NULL }, { 0 },
};

const struct screen_ops screen_plan = {
	.name = "plan", .title = "Plan familiar",
	.help = "Los logros que la familia priorizó, en su orden, y debajo de cada uno sus compromisos, con responsable y fecha. F8 prioriza otro logro; Ins agrega un compromiso al logro del cursor. "
		"En la visita, Entrar sobre cada compromiso registra cómo va: [x] ya se revisó hoy, [ ] falta revisarlo. Ctrl-E cambia sus palabras, su responsable o su fecha; Ctrl-D quita del plan el logro del cursor. "
		"F2 da el paso por terminado y vuelve.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
