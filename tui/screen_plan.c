/* The plan familiar: what the family chose to reach, who promised what and for when, and how it goes. Also the board of the step «compromisos». */
#include "base/text.h"
#include "tui/plan_actos.h"
#include "tui/por_que.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct plan *st = s->state;
	st->t.tablero.columna = plan_columna;
	st->t.tablero.columnas = PLAN_COLUMNAS;
	if (!tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, plan_lineas, err))
		return false;
	plan_al_primero(&st->t);
	plan_al_borrador(s);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct plan *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, plan_resumen(&st->t.familia, &arena));
	arena_done(&arena);
}

/* ---- prioritise ---- */

static struct outcome prioritise(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		const struct option *o;
		int n = plan_pendientes(f, &f->arena, &o), missing = plan_por_priorizar(f);
		if (n == 0)
			return plan_decir(s, "No quedan logros por alcanzar fuera del plan");
		return plan_elegir(st, "Priorizar un logro", missing ? arena_printf(&f->arena, "¿Qué quiere alcanzar primero la familia? %s %d por priorizar.", missing == 1 ? "Falta" : "Faltan", missing) : "¿Qué más quiere alcanzar la familia?", o, n, NULL);
	}
	int id = atoi(st->t.flujo.dado[0].text);
	const char *said = arena_printf(&s->app->turn, "«%s» entra al plan. Ins le agrega un compromiso", plan_logro(st, id));
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_logro_priorizar(&j.acto, &f->ficha, id, true, err), said, err))
		tablero_go(&st->t.tablero, (struct renglon_de){ PLAN_LOGRO, id, 0 });
	return out_redraw();
}

static struct outcome take_out(struct screen *s, struct err *err)
{
	struct plan *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	if (st->t.flujo.n == 0) {
		st->de = tablero_at(&st->t.tablero)->de;      /* the last line is always there */
		if (st->de.tipo == PLAN_COMPROMISO)
			return plan_retirar(s, err);
		if (st->de.tipo != PLAN_LOGRO)
			return plan_decir(s, "Lleve el cursor al logro o al compromiso que sale del plan");
		struct confirm_arg arg = { .title = "Quitar del plan", .yes = "Quitar del plan" };
		arg.text = arena_printf(&s->app->turn, "«%s» deja de estar entre los logros priorizados. Sus compromisos se conservan.", plan_logro(st, st->de.id));
		return flujo_ask(&st->t.flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	if (st->de.tipo == PLAN_COMPROMISO)
		return plan_retirar(s, err);
	if (familia_begin(f, &j, err))
		tablero_familia_end(&st->t, &j, acto_logro_priorizar(&j.acto, &f->ficha, st->de.id, false, err), "El logro salió del plan", err);
	return out_redraw();
}

/* ---- keys ---- */

static struct outcome why(struct screen *s)
{
	struct plan *st = s->state;
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
	struct plan *st = s->state;
	st->de = tablero_at(&st->t.tablero)->de;
	if (st->de.tipo == PLAN_PRIORIZAR)
		return prioritise(s, err);
	return st->de.tipo == PLAN_COMPROMISO ? plan_seguir(s, err) : why(s);
}

/* Refused before anything is asked. */
static bool writes(const struct plan *st, enum action action)
{
	static const enum action list[] = { ACTION_NUEVO, ACTION_EDITAR, ACTION_MARCAR, ACTION_QUITAR, ACTION_ELEGIR };
	int at = tablero_at(&st->t.tablero)->de.tipo;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (list[i] == action)
			return true;
	return action == ACTION_ABRIR && (at == PLAN_PRIORIZAR || at == PLAN_COMPROMISO);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct plan *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	if (writes(st, action) && !familia_para_cambiar(&st->t.familia, err))
		return out_redraw();
	flujo_enter(&st->t.flujo, action, event);
	switch (action) {
	case ACTION_ABRIR: return open_at(s, err);
	case ACTION_NUEVO: return plan_comprometer(s, true, err);
	case ACTION_EDITAR: return plan_comprometer(s, false, err);
	case ACTION_MARCAR: return prioritise(s, err);
	case ACTION_QUITAR: return take_out(s, err);
	case ACTION_ELEGIR: return plan_pasar(s, err);
	case ACTION_POR_QUE: return why(s);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct plan *st = s->state;
	enum action action = st->t.flujo.action;
	int answers = st->t.flujo.n;
	if (!result->ok)
		plan_deja_de_escribir(s, err);
	tablero_familia_resume(s, result, err);
	if (!result->ok)
		plan_dejado(s, action, answers);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Seguir" }, { ACTION_NUEVO, "Compromiso" }, { ACTION_MARCAR, "Priorizar" }, { ACTION_GUARDAR, "Listo" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL },
	{ ACTION_EDITAR, "Cambiar el compromiso: palabras, quién, fecha" }, { ACTION_ELEGIR, "Pasar el compromiso a otro logro" },
	{ ACTION_QUITAR, "Quitar el logro o retirar el compromiso" }, { ACTION_POR_QUE, NULL }, { 0 },
};

const struct screen_ops screen_plan = {
	.name = "plan", .title = "Plan familiar",
	.help = "Los logros que la familia priorizó, en su orden, y debajo de cada uno sus compromisos, con responsable y fecha. F8 prioriza otro logro; Ins agrega un compromiso al logro del cursor. "
		"En la visita, Entrar sobre cada compromiso registra cómo va: [x] ya se revisó hoy, [ ] falta revisarlo. Ctrl-E cambia sus palabras, su responsable o su fecha; F4 lo pasa a otro logro; Ctrl-D lo retira, o quita del plan el logro del cursor. "
		"F2 da el paso por terminado y vuelve.",
	.state_size = sizeof(struct plan), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = resume, .drafts_dialog = plan_drafts_dialog, .keep_writing = plan_keep_writing, .close = tablero_familia_close,
};
