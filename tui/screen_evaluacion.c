/* The evaluation of today: where the family stands in the matrix, with which facts, and what separates it from the promotion. */
#include "base/text.h"
#include "tui/evaluacion_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

enum { MATRIZ = 15 };      /* rows from which the matrix has room above the conditions */

static bool open(struct screen *s, const void *arg, struct err *err)
{
	evaluacion_columnas(s->state);
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, evaluacion_lineas, err);
}

/* The names of the pages, the present one between brackets; alone when they do not fit. */
static void draw_pages(const struct evaluacion_vista *v, struct grid *g, int row, int cols)
{
	static const char hint[] = "Tab o ← → cambia de hoja";
	int all = 1, col = 1;
	for (int i = 0; i < PAGINAS; i++)
		all += text_width(evaluacion_pagina_nombre((enum evaluacion_pagina)i)) + 2;
	if (all > cols) {
		grid_printf(g, row, col, ST_HEAD, "[%s] %d de %d · Tab", evaluacion_pagina_nombre(v->pagina), (int)v->pagina + 1, PAGINAS);
		return;
	}
	for (int i = 0; i < PAGINAS; i++) {
		bool here = i == (int)v->pagina;
		col += grid_printf(g, row, col, here ? ST_HEAD : ST_DIM, here ? "[%s]" : " %s ", evaluacion_pagina_nombre((enum evaluacion_pagina)i));
	}
	if (col + 2 + text_width(hint) < cols)
		grid_right(g, row, cols - 1, ST_DIM, hint);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct evaluacion_vista *v = s->state;
	int used = familia_header(&v->t.familia, g, r);
	draw_pages(v, g, r.row + used++, r.cols);
	if (v->pagina == PAGINA_RESUMEN && r.rows >= MATRIZ && !g->plain)      /* the first line says the cell in words */
		used += evaluacion_matriz(v->t.familia.ev, g, (struct rect){ r.row + used, 0, r.rows - used, r.cols });
	tablero_draw(&v->t.tablero, g, (struct rect){ r.row + used, 0, r.rows - used, r.cols });
}

static struct outcome turn(struct screen *s, int step)
{
	struct evaluacion_vista *v = s->state;
	v->pagina = (enum evaluacion_pagina)(((int)v->pagina + step + PAGINAS) % PAGINAS);
	v->t.tablero.at = v->t.tablero.top = 0;
	v->t.tablero.aqui = (struct renglon_de){ 0 };
	evaluacion_columnas(v);
	tablero_familia_lineas(&v->t);
	return out_redraw();
}

static struct outcome why(struct screen *s)
{
	struct evaluacion_vista *v = s->state;
	const struct renglon *line = tablero_at(&v->t.tablero);
	const char *title;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	if (!line || !evaluacion_por_que(v, &line->de, &title, &lines))
		return out_stay();
	return por_que(s->app, arena_printf(&s->app->turn, "%s · ¿por qué?", title), &lines);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct evaluacion_vista *v = s->state;
	struct outcome out;
	if (tablero_familia_act(&v->t, &action, event, &out, err))
		return out;
	switch (action) {
	case ACTION_SIGUIENTE: case ACTION_DERECHA: return turn(s, 1);
	case ACTION_ANTERIOR: case ACTION_IZQUIERDA: return turn(s, -1);
	case ACTION_ABRIR: case ACTION_POR_QUE: return why(s);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static const struct binding bindings[] = {
	{ ACTION_SIGUIENTE, "Hoja" }, { ACTION_POR_QUE, NULL }, { ACTION_GUARDAR, "Listo" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { ACTION_ANTERIOR, "Hoja anterior" }, { 0 },
};

const struct screen_ops screen_evaluacion = {
	.name = "evaluacion", .title = "Evaluación",
	.help = "Cómo está el hogar hoy. Resumen: la matriz de ingreso por IPM, con la celda de la familia entre corchetes, y las tres condiciones: sí, no o falta (un dato). IPM: cada variable con sus puntos. "
		"Ingreso: el total y las líneas del año. Qué falta: lo que separa al hogar de la promoción, en orden. Registradas: la línea base y las validaciones, como quedaron ese día. "
		"Tab o las flechas cambian de hoja; Entrar o Ctrl-P sobre cualquier línea dice de dónde sale. F2 da el paso por terminado y vuelve.",
	.state_size = sizeof(struct evaluacion_vista), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
