/* The visits made to a family, newest first. */
#include "base/text.h"
#include "model/resumen.h"
#include "tui/dialog.h"
#include "tui/por_que.h"
#include "tui/screens.h"
#include "tui/tablero_familia.h"

#include <string.h>

struct state { struct tablero_familia t; };

static const struct columna columna[] = {
	{ "Nº", 3, 3, 4, true }, { "Fecha", 10, 10, 0, false }, { "Momento", 14, 19, 0, false }, { "Modalidad", 10, 26, 3, false }, { "Resultado", 12, 30, 1, false },
};

static const char *words(struct familia *f, const struct record *v, const char *campo)
{
	return por_que_valor(f->app->programa, RECORD_VISITA, campo, answers_get(&v->fields, campo), &f->arena);
}

static void lineas(struct tablero_familia *t)
{
	struct familia *f = &t->familia;
	struct arena *a = &t->familia.arena;
	char day[DATE_TEXT];
	t->tablero.vacio = "Todavía no hay visitas. La primera se abre desde el hogar, con V.";
	for (int i = f->ficha.visita.n - 1; i >= 0; i--) {
		const struct record *v = &f->ficha.visita.item[i];
		const char *state = answers_text(&v->fields, VISITA_ESTADO), *early = answers_text(&v->fields, VISITA_EXCEPCION), *note = answers_text(&v->fields, "observaciones");
		bool closed = strcmp(state, "cerrada") == 0;
		int32_t when = answers_date(&v->fields, VISITA_FECHA) != DATE_NONE ? answers_date(&v->fields, VISITA_FECHA) : answers_date(&v->fields, VISITA_INICIO);
		tablero_add(&t->tablero, (struct renglon){ .de = { 1, 0, v->seq }, .codigo = (int)v->seq, .style = closed ? ST_NORMAL : ST_DIM,
			.texto = { arena_printf(a, "%u", v->seq), arena_strdup(a, date_text(when, day)), words(f, v, VISITA_MOMENTO), words(f, v, VISITA_MODALIDAD),
				closed ? words(f, v, VISITA_RESULTADO) : campo_choice_label("estado_visita", state) },
			.pie = arena_printf(a, "Visita de %s%s%s.%s%s%s%s", resumen_hace(a, when, f->app->hoy), closed ? " · " : "", closed ? words(f, v, VISITA_MODALIDAD) : "", *early ? " Antes de tiempo: " : "", early, *note ? "\n" : "", note) });
	}
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->t.tablero.columna = columna;
	st->t.tablero.columnas = (int)(sizeof columna / sizeof *columna);
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, lineas, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, resumen_cuantos(&arena, st->t.familia.ficha.visita.n, "visita", "visitas"));
	arena_done(&arena);
}

static struct outcome details(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	struct trace lines;
	if (!line)
		return out_stay();
	trace_init(&lines, &s->app->turn);
	trace_add(&lines, 0, "Visita %u · %s", line->de.seq, line->texto[2]);
	por_que_registro(s->app->programa, ficha_record(&st->t.familia.ficha, RECORD_VISITA, line->de.seq), &lines);
	return por_que(s->app, "Visita", &lines);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	return action == ACTION_ABRIR || action == ACTION_POR_QUE ? details(s) : out;
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Detalle" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_visitas = {
	.name = "visitas", .title = "Visitas",
	.help = "Las visitas hechas a la familia, de la más reciente a la primera: fecha, momento de la ruta, modalidad y resultado. Entrar muestra todo lo que se registró en la visita.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
