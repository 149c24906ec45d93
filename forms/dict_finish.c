/* The second half of loading, when all names are known: lists, filters, companions, and the expressions.
 * Calculations are checked in the order in which they need one another; a circle among them is named. */
#include "forms/dict.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"
#include "forms/dict_build.h"
#include "forms/expr_node.h"
#include "forms/field_type.h"
#include "forms/form_other.h"

enum { CHAIN_MOST = 16, WORK_MOST = 20000 };

struct finish {
	struct dict *dict;
	struct problems *problems;
	int at, depth;              /* variable whose calculation is walked, and how deep */
	bool broken;                /* its calculation cannot be used */
};

static struct dict_pending *pending_of(const struct finish *f, const struct variable *v)
{
	return &f->dict->index->pending[v->index];
}

static void say(struct finish *f, const struct variable *v, const char *key, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static void say(struct finish *f, const struct variable *v, const char *key, const char *fmt, ...)
{
	const struct yaml_node *node = pending_of(f, v)->node, *at = node ? yaml_get(node, key) : NULL;
	char reason[480];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	if (node)
		yaml_problem(f->problems, at ? at : node, "%s", reason);
	else
		problem_add(f->problems, "hechos", 1, 1, "%s", reason);
}

/* Lists and companions. */

static void unknown_list(struct finish *f, const struct variable *v, const char *name)
{
	const struct dict *d = f->dict;
	const char **known = arena_array(d->arena, const char *, d->n_list + 1);
	for (int i = 0; i < d->n_list; i++)
		known[i] = d->list[i].name;
	const char *near = yaml_nearest(name, known);
	if (near)
		say(f, v, "choices", "«%s» usa la lista «%.60s», que no existe; quizá «%s»", v->name, name, near);
	else
		say(f, v, "choices", "«%s» usa la lista «%.60s», que no existe", v->name, name);
}

static void link_choices(struct finish *f, struct variable *v)
{
	const char *name = pending_of(f, v)->choices;
	if (!v->type->choices) {
		if (name)
			say(f, v, "choices", "«choices» es para select_one y select_multiple, y «%s» es %s", v->name, v->type->name);
		return;
	}
	v->choices = name ? dict_choices(f->dict, name) : NULL;
	if (!name)
		say(f, v, "name", "a «%s» le falta «choices»: el nombre de su lista de opciones", v->name);
	else if (!v->choices)
		unknown_list(f, v, name);
}

static void link_filter(struct finish *f, const struct variable *v)
{
	if (!v->filter_by)
		return;
	const struct variable *parent = dict_find(f->dict, v->filter_by);
	if (!parent || parent->type->kind != VALUE_CHOICE || !parent->choices || parent == v) {
		say(f, v, "choice_filter", "«choice_filter» nombra otra variable select_one; «%.60s» no lo es", v->filter_by);
		return;
	}
	bool same_row = parent->level == LEVEL_FILA ? parent->repeat == v->repeat : parent->level == (v->level == LEVEL_FILA ? v->repeat->level : v->level);
	if (!same_row && parent->level != LEVEL_HOGAR)
		say(f, v, "choice_filter", "«%s» no está al alcance de «%s»: son de distinto nivel", parent->name, v->name);
	bool any = false;      /* a choice without a filter is always shown: «otro» */
	for (int i = 0; v->choices && i < v->choices->n; i++) {
		const struct choice *c = &v->choices->item[i];
		any = any || c->filter;
		if (c->filter && !choice_find(parent->choices, c->filter))
			say(f, v, "choices", "la opción «%s» de «%s» lleva el filtro «%s», que no está en «%s»", c->name, v->choices->name, c->filter,
				parent->choices->name);
	}
	if (v->choices && !any)
		say(f, v, "choice_filter", "ninguna opción de «%s» lleva «filter»", v->choices->name);
}

static void link_other(struct finish *f, const struct variable *v)
{
	const struct variable *text = v->other ? dict_find(f->dict, v->other) : NULL;
	if (v->other && (!text || text->type->kind != VALUE_TEXT || text->level != v->level || text->repeat != v->repeat))
		say(f, v, "other", "«other» nombra la variable de texto, del mismo nivel, donde se escribe cuál; «%.60s» no lo es", v->other);
	else if (v->other && (!v->type->choices || (v->choices && !choice_other(v->choices))))
		say(f, v, "other", "«other» es para selecciones cuya lista tiene la opción otro; la de «%s» no la tiene", v->name);
}

static void check_column(struct finish *f, const struct variable *v)
{
	int owner = v->level == LEVEL_HECHO ? -1 : names_find(&f->dict->index->column[v->level], v->name);
	if (owner >= 0 && owner != v->index)
		say(f, &f->dict->var[owner], "aliases", "el alias «%s» de «%s» es el nombre de otra variable", v->name, f->dict->var[owner].name);
}

/* Calculations. */

static void say_circle(struct finish *f, const struct variable *from)
{
	struct dict *d = f->dict;
	struct strbuf path;
	strbuf_init(&path, d->arena);
	const struct variable *v = from;
	do {
		const struct variable *next = &d->var[pending_of(f, v)->needs];
		strbuf_printf(&path, "%s«%s» necesita «%s»", path.len ? ", " : "", v->name, next->name);
		v = next;
	} while (v != from);
	say(f, &d->var[f->at], "calculation", "cálculo circular: %s", path.text);
}

static void walk(struct finish *f, int at);

static void visit_name(const char *name, int64_t times, void *arg)
{
	struct finish *f = arg;
	int from = f->at;
	const struct variable *v = dict_find(f->dict, name);
	struct dict_pending *me = &f->dict->index->pending[from];
	if (!v)
		return;      /* the check says it */
	if (v->level == LEVEL_HECHO) {
		say(f, &f->dict->var[from], "calculation", "«%s» es un hecho: sale de las respuestas y un cálculo del diccionario no puede leerlo", name);
		f->broken = true;
		return;
	}
	struct dict_pending *other = pending_of(f, v);
	if (!other->calculation)
		return;
	me->needs = v->index;
	if (other->mark == MARK_OPEN) {
		say_circle(f, v);
		f->broken = true;
		return;
	}
	if (other->mark == MARK_NEW) {
		bool broken = f->broken;
		walk(f, v->index);
		f->at = from;
		f->broken = broken;
	}
	me->length = other->length > me->length ? other->length : me->length;
	me->work += other->work * times;
}

static struct expr_where where_of(const struct variable *v, const struct yaml_node *node)
{
	bool row = v->level == LEVEL_FILA;
	return expr_where_of((struct expr_where){ .level = row ? v->repeat->level : v->level, .repeat = row ? v->repeat : NULL, .self = EXPR_ANY, .self_var = v,
		.want = EXPR_ANY }, node);
}

static void check_calculation(struct finish *f, struct variable *v, struct dict_pending *p)
{
	struct expr_where where = where_of(v, p->calculation);
	where.want = v->type->expr;
	p->length++;
	p->work += expr_work(p->calc->root);
	if (p->length > CHAIN_MOST || p->work > WORK_MOST) {
		say(f, v, "calculation", "«%s» encadena demasiados cálculos; simplifique los de los que sale", v->name);
		p->work = 0;
		return;
	}
	if (expr_check(p->calc, f->dict->arena, f->dict, &where, f->problems))
		v->calculation = p->calc;
}

static void walk(struct finish *f, int at)
{
	struct dict_pending *p = &f->dict->index->pending[at];
	struct variable *v = &f->dict->var[at];
	struct expr_where where = where_of(v, p->calculation);
	p->mark = MARK_OPEN;
	if (++f->depth <= CHAIN_MOST + 1)
		p->calc = expr_parse(f->dict->arena, p->calculation->text, &where, f->problems);
	if (p->calc) {
		f->at = at;
		f->broken = false;
		expr_names(p->calc->root, visit_name, f);
		if (!f->broken)
			check_calculation(f, v, p);
	} else if (f->depth > CHAIN_MOST + 1) {
		say(f, v, "calculation", "«%s» está al final de una cadena de más de %d cálculos; simplifíquela", v->name, CHAIN_MOST);
	}
	p->mark = MARK_DONE;
	f->depth--;
}

static void compile_constraint(struct finish *f, struct variable *v)
{
	const struct yaml_node *node = pending_of(f, v)->constraint;
	if (!node)
		return;
	struct expr_where where = where_of(v, node);
	where.self = v->type->expr;
	where.want = EXPR_BOOL;
	v->constraint = expr_compile(f->dict->arena, f->dict, node->text, &where, f->problems);
}

bool dict_finish(struct dict *d, struct problems *problems)
{
	struct finish f = { .dict = d, .problems = problems };
	int before = problems->n;
	if (d->index->finished)
		return true;
	d->index->finished = true;
	int named = d->n_var;      /* the rows of repeats come after them */
	dict_repeat_expand(d, problems);
	for (int i = 0; i < named; i++)
		link_choices(&f, &d->var[i]);
	for (int i = 0; i < named; i++) {
		link_filter(&f, &d->var[i]);
		link_other(&f, &d->var[i]);
		check_column(&f, &d->var[i]);
	}
	for (int i = 0; i < named; i++) {
		if (d->index->pending[i].calculation && d->index->pending[i].mark == MARK_NEW)
			walk(&f, i);
	}
	for (int i = 0; i < named; i++)
		compile_constraint(&f, &d->var[i]);
	dict_repeat_fill(d);
	return problems->n == before;
}
