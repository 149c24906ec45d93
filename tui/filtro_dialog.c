#include "tui/filtro_dialog.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "model/alerta.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Options have the names that the filter takes; numbers as digits. */
typedef struct option *options(struct app *, struct arena *, int *n);

static struct option *phases(struct app *app, struct arena *arena, int *n)
{
	const struct programa *p = app->programa;
	struct option *out = arena_array(arena, struct option, p->ruta->n + 1);
	for (*n = 0; *n < p->ruta->n; ++*n)
		out[*n] = (struct option){ .name = p->ruta->fase[*n].id, .label = p->ruta->fase[*n].nombre, .note = p->ruta->fase[*n].lema };
	return out;
}

static struct option *moments(struct app *app, struct arena *arena, int *n)
{
	const struct programa *p = app->programa;
	struct option *out = NULL;
	int cap = *n = 0;
	for (int i = 0; i < p->ruta->n; i++)
		for (int k = 0; k < p->ruta->fase[i].n; k++)
			*ARENA_PUSH(arena, out, *n, cap) = (struct option){ .name = p->ruta->fase[i].momento[k].id, .label = p->ruta->fase[i].momento[k].nombre, .note = p->ruta->fase[i].nombre };
	return out;
}

static struct option *states(struct app *app, struct arena *arena, int *n)
{
	(void)app;
	return options_of(arena, campo_choices("estado_hogar"), NULL, n);
}

static struct option *communes(struct app *app, struct arena *arena, int *n)
{
	const struct programa *p = app->programa;
	const struct variable *comuna = dict_find(&p->dict, "comuna"), *municipio = dict_find(&p->dict, "municipio");
	*n = 0;
	if (!comuna || !comuna->choices)
		return NULL;
	struct option *out = options_of(arena, comuna->choices, NULL, n);
	for (int i = 0; i < *n; i++) {
		const char *of = comuna->choices->item[i].filter;
		out[i].note = of && municipio && municipio->choices ? choice_label(municipio->choices, of) : NULL;
	}
	return out;
}

static struct option *agendas(struct app *app, struct arena *arena, int *n)
{
	static const char *const name[] = { "0", "1", "2", "3", "4" };
	(void)app;
	*n = AGENDA_CERRADA + 1;
	struct option *out = arena_array(arena, struct option, *n);
	for (int i = 0; i < *n; i++)
		out[i] = (struct option){ .name = name[i], .label = agenda_estado_nombre((enum agenda_estado)i) };
	return out;
}

static struct option *workers(struct app *app, struct arena *arena, int *n)
{
	struct lista_persona *all;
	struct txn txn;
	*n = 0;
	if (!txn_read(&txn, app->store, NULL))
		return NULL;
	int found = lista_personas(&txn, arena, &all);
	txn_abort(&txn);
	struct option *out = arena_array(arena, struct option, found + 1);
	for (; *n < found; ++*n)
		out[*n] = (struct option){ .name = all[*n].usuario, .label = all[*n].nombre, .note = all[*n].usuario };
	return out;
}

static struct option *cells(struct app *app, struct arena *arena, int *n)
{
	const struct promocion_def *d = app->programa->promocion;
	struct option *out = arena_array(arena, struct option, 10);
	for (*n = 0; *n < 9; ++*n) {
		const char *id = arena_printf(arena, "%d", d->celda[*n].id);
		out[*n] = (struct option){ .name = id, .label = arena_printf(arena, "Celda %s", id), .note = d->celda[*n].promueve ? "promoción" : "permanencia" };
	}
	out[(*n)++] = (struct option){ .name = "0", .label = "Por determinar" };
	return out;
}

/* Reserved ones are for who accompanies all of the families in the list. */
static struct option *alerts(struct app *app, struct arena *arena, int *n)
{
	const struct alerta_list *all = app->programa->alertas;
	struct option *out = arena_array(arena, struct option, all ? all->n + 1 : 1);
	*n = 0;
	for (int i = 0; all && i < all->n; i++)
		if (!all->item[i].reservada || lista_reservadas(app->store))
			out[(*n)++] = (struct option){ .name = all->item[i].id, .label = arena_printf(arena, "%s %s", all->item[i].id, all->item[i].nombre) };
	return out;
}

static struct option *logros(struct app *app, struct arena *arena, int *n)
{
	const struct logro_catalogo *c = app->programa->logros;
	struct option *out = arena_array(arena, struct option, c->n + 1);
	for (*n = 0; *n < c->n; ++*n) {
		const char *id = arena_printf(arena, "%d", c->logro[*n].id);
		out[*n] = (struct option){ .name = id, .label = arena_printf(arena, "%s %s", id, c->logro[*n].corto), .note = dimension_nombre(c, c->logro[*n].dimension) };
	}
	return out;
}

static struct option *terms(struct app *app, struct arena *arena, int *n)
{
	static const struct option all[] = { { "1", "Hoy", NULL }, { "2", "En los próximos 7 días", NULL }, { "3", "En los próximos 30 días", NULL }, { "4", "De un día que ya pasó", NULL } };
	(void)app;
	*n = sizeof all / sizeof *all;
	return arena_copy(arena, all, sizeof all);
}

static bool always(const struct app *app)
{
	(void)app;
	return true;
}

static bool sees_others(const struct app *app)
{
	return lista_de_todos(app->store);
}

static bool has_alerts(const struct app *app)
{
	return app->programa->alertas && app->programa->alertas->n > 0;
}

/* Text of the filter, or a number where `ninguno` stands for any. */
static const struct { const char *nombre, *corto; options *options; bool texto; size_t slot; int ninguno; bool (*sirve)(const struct app *); } dimension[] = {
	{ "Fase", "fase", phases, true, offsetof(struct filtro, fase), 0, always },
	{ "Momento", "momento", moments, true, offsetof(struct filtro, momento), 0, always },
	{ "Estado", "estado", states, true, offsetof(struct filtro, estado), 0, always },
	{ "Comuna o localidad", "comuna", communes, true, offsetof(struct filtro, comuna), 0, always },
	{ "Cogestor(a)", "cogestor(a)", workers, true, offsetof(struct filtro, cogestor), 0, sees_others },
	{ "Matriz", "matriz", cells, false, offsetof(struct filtro, celda), -1, always },
	{ "Alerta", "alerta", alerts, true, offsetof(struct filtro, alerta), 0, has_alerts },
	{ "Logro por alcanzar", "por alcanzar", logros, false, offsetof(struct filtro, logro), 0, always },
	{ "Visita acordada", "acordada", terms, false, offsetof(struct filtro, plazo), 0, always },
	{ "Visita", "visita", agendas, false, offsetof(struct filtro, agenda), -1, always },
};
enum { DIMENSIONES = sizeof dimension / sizeof *dimension };

static void *slot(struct filtro *f, int d)
{
	return (char *)f + dimension[d].slot;
}

/* As an option is named; NULL: any. */
static const char *value(const struct filtro *f, int d, struct arena *arena)
{
	const char *text = dimension[d].texto ? *(const char *const *)((const char *)f + dimension[d].slot) : NULL;
	int number = dimension[d].texto ? 0 : *(const int *)((const char *)f + dimension[d].slot);
	return dimension[d].texto ? text : number == dimension[d].ninguno ? NULL : arena_printf(arena, "%d", number);
}

static void put(struct filtro *f, int d, const char *name)
{
	if (dimension[d].texto)
		*(const char **)slot(f, d) = name;
	else
		*(int *)slot(f, d) = name ? atoi(name) : dimension[d].ninguno;
	if (dimension[d].options == logros)
		f->logro_estado = f->logro ? LOGRO_POR_ALCANZAR : LOGRO_SIN_DATO;
}

static const char *label(struct app *app, const struct filtro *f, int d, struct arena *arena)
{
	int n;
	const char *name = value(f, d, arena);
	if (!name)
		return NULL;
	if (dimension[d].options == workers)
		return store_user_name(app->store, name, arena);
	const struct option *o = dimension[d].options(app, arena, &n);
	for (int i = 0; i < n; i++)
		if (strcmp(o[i].name, name) == 0)
			return o[i].label;
	return NULL;
}

struct filtro filtro_copy(struct arena *arena, const struct filtro *from)
{
	struct filtro f = *from;
	const char **text[] = { &f.texto, &f.fase, &f.momento, &f.estado, &f.comuna, &f.cogestor, &f.alerta };
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = arena_strdup(arena, *text[i]);
	return f;
}

const char *filtro_texto(struct arena *arena, struct app *app, const struct filtro *f)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int d = 0; d < DIMENSIONES; d++) {
		const char *words = label(app, f, d, arena);
		if (words)
			strbuf_printf(&out, "%s%s: %s", out.len ? " · " : "", dimension[d].corto, words);
	}
	return out.text;
}

struct state {
	struct filtro *to, filtro;
	struct arena *home;                  /* of the texts of the filter */
	int dim[DIMENSIONES], n;             /* those that serve here */
	struct list_view list;
	struct rect room;
	bool asking;
};

static int chosen(const struct state *st)
{
	return st->dim[st->list.at];
}


static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	st->to = ((const struct filtro_arg *)arg)->filtro;
	st->home = ((const struct filtro_arg *)arg)->arena;
	st->filtro = *st->to;
	for (int d = 0; d < DIMENSIONES; d++)
		if (dimension[d].sirve(s->app))
			st->dim[st->n++] = d;
	st->list = (struct list_view){ .n = st->n, .rows = st->n };
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	int cols = room.cols < 60 ? room.cols - 4 : 56;
	struct rect r = dialog_frame(g, st->n + 2, cols, "Filtrar la lista");
	int rows = r.rows - 1 < st->n ? r.rows - 1 : st->n;
	st->room = (struct rect){ r.row, r.col, rows, r.cols };
	list_view_size(&st->list, st->n, rows);
	for (int i = 0; i < rows; i++) {
		int d = st->dim[st->list.top + i];
		bool focus = st->list.top + i == st->list.at;
		const char *words = label(s->app, &st->filtro, d, &s->app->turn);
		grid_text(g, r.row + i, r.col, ST_NORMAL, focus ? ">" : " ");
		int used = grid_textn(g, r.row + i, r.col + 2, 19, focus ? ST_FOCUS : ST_LABEL, dimension[d].nombre);
		grid_textn(g, r.row + i, r.col + 3 + used, r.cols - 3 - used, words ? ST_NORMAL : ST_DIM, words ? words : "cualquiera");
		if (focus)
			grid_cursor(g, r.row + i, r.col + 2);
	}
	grid_textn(g, r.row + r.rows - 1, r.col, r.cols, ST_DIM, r.cols >= 52 ? "Entrar cambia · Supr quita · F2 aplica · Esc vuelve" : "Entrar cambia · F2 aplica · Esc");
}

static struct outcome choose(struct screen *s)
{
	struct state *st = s->state;
	int n, d = chosen(st);
	struct option *of = dimension[d].options(s->app, &s->arena, &n), *all = arena_array(&s->arena, struct option, n + 1);
	all[0] = (struct option){ .name = "", .label = "Cualquiera" };
	if (n > 0)
		memcpy(all + 1, of, sizeof *of * (size_t)n);
	struct choice_arg *arg = arena_new(&s->arena, struct choice_arg);
	*arg = (struct choice_arg){ .title = dimension[d].nombre, .option = all, .n = n + 1 };
	arg->current = value(&st->filtro, d, &s->arena);
	st->asking = true;
	return out_push(&dialog_choice, arg);
}

/* What is kept must outlive the result: the name of the option, not its copy. */
static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	int n, d = chosen(st);
	(void)err;
	if (!st->asking)
		return;
	st->asking = false;
	if (!result->ok)
		return;
	const struct option *o = dimension[d].options(s->app, &s->arena, &n);
	put(&st->filtro, d, NULL);
	for (int i = 0; i < n; i++)
		if (strcmp(o[i].name, result->text) == 0)
			put(&st->filtro, d, o[i].name);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	(void)err;
	switch (action) {
	case ACTION_VOLVER: case ACTION_CANCELAR: return out_pop();
	case ACTION_GUARDAR: *st->to = filtro_copy(st->home, &st->filtro); return out_pop_ok(0, NULL);
	case ACTION_ABRIR: case ACTION_ELEGIR: return choose(s);
	case ACTION_SUPRIMIR: case ACTION_BORRAR: put(&st->filtro, chosen(st), NULL); return out_redraw();
	case ACTION_VACIAR:
		for (int d = 0; d < DIMENSIONES; d++)
			put(&st->filtro, d, NULL);
		return out_redraw();
	default:
		if (!list_view_act(&st->list, action, event, st->room))
			return out_stay();
		return action == ACTION_CLICK && st->list.at == was ? choose(s) : out_redraw();
	}
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Cambiar" }, { ACTION_GUARDAR, "Aplicar" }, { ACTION_SUPRIMIR, "Quitar este" }, { ACTION_VACIAR, "Quitar todos" }, { ACTION_VOLVER, NULL }, { 0 } };

const struct screen_ops dialog_filtro = {
	.name = "filtro", .title = "Filtrar",
	.help = "Cada línea es una condición y la lista muestra los hogares que las cumplen todas. Entrar cambia la condición, Supr la quita, F2 aplica.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .open = open, .draw = draw, .act = act, .resume = resume,
};
