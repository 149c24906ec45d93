/* Free repeats of the dictionary: which questions belong to which, and the variables that hold the answers of each row. */
#include "forms/dict_build.h"

#include <string.h>

#include "forms/field_type.h"
#include "forms/repeat.h"

enum { ROWS_MOST = 3000 };      /* variables that all repeats of a dictionary may make together */

static bool of_type_repeat(const struct variable *v)
{
	return strcmp(v->type->name, "repeat") == 0;
}

static const struct choice_list *row_numbers(struct dict *d, const struct repeat *r, const char *name)
{
	struct choice *item = arena_array(d->arena, struct choice, r->max);
	struct choice_list *list = arena_new(d->arena, struct choice_list);
	for (int i = 0; i < r->max; i++)
		item[i] = (struct choice){ .name = arena_printf(d->arena, "%d", i + 1), .label = repeat_row_name(r, i + 1, d->arena) };
	*list = (struct choice_list){ .name = name, .item = item, .n = r->max };
	dict_list_sort(d, list);
	return list;
}

static void begin(struct dict *d, int at, struct problems *p)
{
	struct variable *v = &d->var[at];
	struct dict_pending *pending = &d->index->pending[at];
	struct repeat *r = arena_new(d->arena, struct repeat);
	int64_t max = v->max == INT64_MAX ? REPEAT_USUAL : v->max;
	if (max < 1 || max > REPEAT_MOST || v->min != INT64_MIN) {
		yaml_problem(p, pending->node, "«max» de «%s» es cuántas filas puede haber: de 1 a %d; «min» no se usa", v->name, REPEAT_MOST);
		max = 1;
	}
	*r = (struct repeat){ .row_label = pending->row_label ? pending->row_label : v->label, .level = v->level, .max = (int)max };
	v->min = INT64_MIN;
	v->max = INT64_MAX;
	v->repeat = pending->made = r;
	v->choices = row_numbers(d, r, v->name);
	if (pending->repeat)
		yaml_problem(p, yaml_get(pending->node, "repeat"), "«%s» ya es un grupo que se repite: no va dentro de otro", v->name);
}

/* The repeat that a question names; NULL after a problem. */
static const struct repeat *repeat_of(struct dict *d, const struct dict_pending *pending, const struct variable *v, struct problems *p)
{
	const struct yaml_node *at = yaml_get(pending->node, "repeat");
	const struct variable *of = dict_find(d, pending->repeat);
	if (!of || !of_type_repeat(of)) {
		if (!dict_broken(d, pending->repeat))
			yaml_problem(p, at, "«repeat» nombra una variable de tipo repeat; «%.60s» no lo es", pending->repeat);
		return NULL;
	}
	if (of->level != v->level) {
		yaml_problem(p, at, "«%s» y «%s» llevan el mismo «level»", v->name, of->name);
		return NULL;
	}
	return of->repeat;
}

static void add_field(struct dict *d, struct repeat *r, const struct variable *v)
{
	const struct variable **all = arena_array(d->arena, const struct variable *, r->n + 1);
	if (r->n)
		memcpy(all, r->field, sizeof *all * (size_t)r->n);
	all[r->n++] = v;
	r->field = all;
}

static void make_rows(struct dict *d, int at)
{
	const struct repeat *r = d->var[at].repeat;
	for (int row = 1; row <= r->max; row++) {
		struct dict_pending *unused;
		struct variable *v = dict_push(d, arena_printf(d->arena, "%s.%d", d->var[at].name, row), r->level, &unused);
		v->type = d->var[at].type;
		v->row = row;
	}
}

/* When no variable is added any more: pointers to variables hold. */
static void point(struct dict *d, int n, const int *first)
{
	for (int i = 0; i < n; i++) {
		struct variable *v = &d->var[i];
		if (d->index->pending[i].made)
			d->index->pending[i].made->var = v;
		if (first[i] < 0)
			continue;
		v->rows = &d->var[first[i]];
		add_field(d, d->index->pending[dict_find(d, d->index->pending[i].repeat)->index].made, v);
	}
}

void dict_repeat_expand(struct dict *d, struct problems *p)
{
	int n = d->n_var, rows = 0, *first = arena_array(d->arena, int, n + 1);
	for (int i = 0; i < n; i++) {
		if (d->index->pending[i].node && of_type_repeat(&d->var[i]))
			begin(d, i, p);
	}
	for (int i = 0; i < n; i++) {
		struct variable *v = &d->var[i];
		const struct dict_pending pending = d->index->pending[i];
		first[i] = -1;
		if (!pending.node || !pending.repeat || of_type_repeat(v))
			continue;
		v->repeat = repeat_of(d, &pending, v, p);
		if (v->repeat && rows + v->repeat->max > ROWS_MOST)
			yaml_problem(p, pending.node, "las filas de los grupos que se repiten suman más de %d respuestas: baje algún «max»", ROWS_MOST);
		if (!v->repeat || (rows += v->repeat->max) > ROWS_MOST) {
			v->repeat = NULL;
			names_add(&d->index->broken, v->name, 0);
			continue;
		}
		v->level = LEVEL_FILA;
		first[i] = d->n_var;
		make_rows(d, i);
	}
	point(d, n, first);
}

/* A companion of the same repeat is the one of the same row. */
static const char *same_row(const struct dict *d, const struct variable *v, const char *name, int row)
{
	const struct variable *other = name ? dict_find(d, name) : NULL;
	return other && other->rows && other->repeat == v->repeat ? repeat_field(other, row)->name : name;
}

void dict_repeat_fill(struct dict *d)
{
	for (int i = 0; i < d->n_var; i++) {
		const struct variable *v = &d->var[i];
		for (int row = 1; v->rows && row <= v->repeat->max; row++) {
			struct variable *to = &d->var[v->rows - d->var + row - 1], was = *to;
			const char *name = repeat_row_name(v->repeat, row, d->arena);
			*to = *v;
			to->name = was.name;
			to->index = was.index;
			to->level = v->repeat->level;
			to->rows = NULL;
			to->row = row;
			to->aliases = NULL;
			to->label = arena_printf(d->arena, "%s: %s", name, v->label);
			to->short_label = arena_printf(d->arena, "%s: %s", name, v->short_label);
			to->filter_by = same_row(d, v, v->filter_by, row);
			to->other = same_row(d, v, v->other, row);
		}
	}
}
