/* The alerts of a family: what should be attended to soon, of whom, since when, who attends to it and what to do; and those that cannot be told yet. */
#include "base/text.h"
#include "model/resumen.h"
#include "tui/alertas_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct alertas_vista *v = s->state;
	v->t.tablero.columna = alertas_columna;
	v->t.tablero.columnas = ALERTAS_COLUMNAS;
	if (!tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, alertas_lineas, err))
		return false;
	if (!tablero_go(&v->t.tablero, (struct renglon_de){ ALERTAS_HALLADA, 0, 0 }))
		tablero_go(&v->t.tablero, (struct renglon_de){ ALERTAS_POR_SABER, 0, 0 });
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct alertas_vista *v = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&v->t, g, r, alertas_resumen(&v->t.familia, &arena));
	arena_done(&arena);
}

static struct outcome why(struct screen *s)
{
	struct alertas_vista *v = s->state;
	const struct renglon *line = tablero_at(&v->t.tablero);
	const char *title;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	if (!line || !alertas_por_que(v, &line->de, &title, &lines))
		return out_stay();
	return por_que(s->app, title, &lines);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct alertas_vista *v = s->state;
	struct outcome out;
	if (tablero_familia_act(&v->t, &action, event, &out, err))
		return out;
	switch (action) {
	case ACTION_ABRIR: case ACTION_POR_QUE: return why(s);
	case ACTION_NUEVO: return push_hogar(s->app, &screen_oportunidades, v->t.familia.num);
	case ACTION_EDITAR: return push_hogar(s->app, &screen_plan, v->t.familia.num);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static const struct binding bindings[] = {
	{ ACTION_POR_QUE, "¿Por qué y qué hacer?" }, { ACTION_NUEVO, "Oportunidades" }, { ACTION_EDITAR, "Plan" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL },
	{ ACTION_GUARDAR, "Listo" }, { ACTION_SECCION, "Siguiente grupo" }, { 0 },
};

const struct screen_ops screen_alertas = {
	.name = "alertas", .title = "Alertas",
	.help = "Lo que conviene atender pronto en este hogar, según las respuestas: primero lo inmediato. Cada renglón dice de quién es y desde cuándo; Entrar o Ctrl-P, por qué, quién atiende y qué hacer. "
		"Abajo, las que faltan por saber, con el dato que falta. Una alerta deja de verse cuando cambia la respuesta que la trajo. "
		"Las reservadas, con (R), las ve solo quien acompaña a la familia: háblelas a solas con la persona. Ins abre las oportunidades; Ctrl-E, el plan.",
	.state_size = sizeof(struct alertas_vista), .bindings = bindings, .lee = true, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
