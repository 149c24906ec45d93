#include "tui/filtro_dialog.h"

#include "base/strbuf.h"
#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <stdlib.h>
#include <string.h>

/* Options have the names that the filter takes; for the agenda its number. */
typedef struct option *options(const struct programa *, struct arena *, int *n);

static struct option *phases(const struct programa *p, struct arena *arena, int *n)
{
	struct option *out = arena_array(arena, struct option, p->ruta->n + 1);
	for (*n = 0; *n < p->ruta->n; ++*n)
		out[*n] = (struct option){ .name = p->ruta->fase[*n].id, .label = p->ruta->fase[*n].nombre, .note = p->ruta->fase[*n].lema };
	return out;
}

static struct option *moments(const struct programa *p, struct arena *arena, int *n)
{
	struct option *out = NULL;
	int cap = *n = 0;
	for (int i = 0; i < p->ruta->n; i++)
		for (int k = 0; k < p->ruta->fase[i].n; k++)
			*ARENA_PUSH(arena, out, *n, cap) = (struct option){ .name = p->ruta->fase[i].momento[k].id, .label = p->ruta->fase[i].momento[k].nombre, .note = p->ruta->fase[i].nombre };
	return out;
}

static struct option *states(const struct programa *p, struct arena *arena, int *n)
{
	(void)p;
	return options_of(arena, campo_choices("estado_hogar"), NULL, n);
}

static struct option *communes(const struct programa *p, struct arena *arena, int *n)
{
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

static struct option *agendas(const struct programa *p, struct arena *arena, int *n)
{
	static const char *const name[] = { "0", "1", "2", "3", "4" };
	(void)p;
	*n = AGENDA_CERRADA + 1;
	struct option *out = arena_array(arena, struct option, *n);
	for (int i = 0; i < *n; i++)
		out[i] = (struct option){ .name = name[i], .label = agenda_estado_nombre((enum agenda_estado)i) };
	return out;
}

enum { FASE, MOMENTO, ESTADO, COMUNA, AGENDA, DIMENSIONES };
static const struct { const char *nombre, *corto; options *options; } dimension[DIMENSIONES] = {
	[FASE] = { "Fase", "fase", phases }, [MOMENTO] = { "Momento", "momento", moments }, [ESTADO] = { "Estado", "estado", states },
	[COMUNA] = { "Comuna o localidad", "comuna", communes }, [AGENDA] = { "Visita", "visita", agendas },
};

static const char **slot(struct filtro *f, int d)
{
	return d == FASE ? &f->fase : d == MOMENTO ? &f->momento : d == ESTADO ? &f->estado : &f->comuna;
}

static void put(struct filtro *f, int d, const char *name)
{
	if (d == AGENDA)
		f->agenda = name ? atoi(name) : -1;
	else
		*slot(f, d) = name;
}

static const char *label(const struct programa *p, const struct filtro *f, int d, struct arena *arena)
{
	int n;
	struct filtro copy = *f;
	const char *name = d != AGENDA ? *slot(&copy, d) : f->agenda >= 0 ? arena_printf(arena, "%d", f->agenda) : NULL;
	if (!name)
		return NULL;
	const struct option *o = dimension[d].options(p, arena, &n);
	for (int i = 0; i < n; i++)
		if (strcmp(o[i].name, name) == 0)
			return o[i].label;
	return NULL;
}

struct filtro filtro_copy(struct arena *arena, const struct filtro *from)
{
	struct filtro f = *from;
	const char **text[] = { &f.texto, &f.fase, &f.momento, &f.estado, &f.comuna, &f.cogestor };
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = arena_strdup(arena, *text[i]);
	return f;
}

const char *filtro_texto(struct arena *arena, const struct programa *p, const struct filtro *f)
{
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int d = 0; d < DIMENSIONES; d++) {
		const char *value = label(p, f, d, arena);
		if (value)
			strbuf_printf(&out, "%s%s: %s", out.len ? " · " : "", dimension[d].corto, value);
	}
	return out.text;
}

struct state { struct filtro *to, filtro; struct list_view list; struct rect room; bool asking; };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	st->to = ((const struct filtro_arg *)arg)->filtro;
	st->filtro = *st->to;
	st->list = (struct list_view){ .n = DIMENSIONES, .rows = DIMENSIONES };
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	int cols = room.cols < 60 ? room.cols - 4 : 56;
	struct rect r = dialog_frame(g, DIMENSIONES + 2, cols, "Filtrar la lista");
	st->room = (struct rect){ r.row, r.col, DIMENSIONES, r.cols };
	list_view_size(&st->list, DIMENSIONES, r.rows - 1 < DIMENSIONES ? r.rows - 1 : DIMENSIONES);
	for (int i = 0; i < st->list.rows; i++) {
		int d = st->list.top + i;
		bool focus = d == st->list.at;
		const char *value = label(s->app->programa, &st->filtro, d, &s->app->turn);
		grid_text(g, r.row + i, r.col, ST_NORMAL, focus ? ">" : " ");
		int used = grid_textn(g, r.row + i, r.col + 2, 19, focus ? ST_FOCUS : ST_LABEL, dimension[d].nombre);
		grid_textn(g, r.row + i, r.col + 3 + used, r.cols - 3 - used, value ? ST_NORMAL : ST_DIM, value ? value : "cualquiera");
		if (focus)
			grid_cursor(g, r.row + i, r.col + 2);
	}
	grid_textn(g, r.row + r.rows - 1, r.col, r.cols, ST_DIM, r.cols >= 52 ? "Entrar cambia · Supr quita · F2 aplica · Esc vuelve" : "Entrar cambia · F2 aplica · Esc");
}

static struct outcome choose(struct screen *s)
{
	struct state *st = s->state;
	int n, d = st->list.at;
	struct option *of = dimension[d].options(s->app->programa, &s->arena, &n), *all = arena_array(&s->arena, struct option, n + 1);
	all[0] = (struct option){ .name = "", .label = "Cualquiera" };
	if (n > 0)
		memcpy(all + 1, of, sizeof *of * (size_t)n);
	struct choice_arg *arg = arena_new(&s->arena, struct choice_arg);
	*arg = (struct choice_arg){ .title = dimension[d].nombre, .option = all, .n = n + 1 };
	arg->current = d == AGENDA ? arena_printf(&s->arena, "%d", st->filtro.agenda) : *slot(&st->filtro, d);
	st->asking = true;
	return out_push(&dialog_choice, arg);
}

/* What is kept must outlive the dialog: the text of the definitions, not the copy of the result. */
static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	int n, d = st->list.at;
	(void)err;
	if (!st->asking)
		return;
	st->asking = false;
	if (!result->ok)
		return;
	const struct option *o = dimension[d].options(s->app->programa, &s->app->turn, &n);
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
	case ACTION_GUARDAR: *st->to = st->filtro; return out_pop_ok(0, NULL);
	case ACTION_ABRIR: case ACTION_ELEGIR: return choose(s);
	case ACTION_SUPRIMIR: case ACTION_BORRAR: put(&st->filtro, st->list.at, NULL); return out_redraw();
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
