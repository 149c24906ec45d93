#include "forms/dict.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "forms/dict_build.h"
#include "forms/field_type.h"

enum { SHORT_LIST = 12 };

void dict_init(struct dict *d, struct arena *arena)
{
	*d = (struct dict){ .arena = arena, .index = arena_new(arena, struct dict_index) };
	names_init(&d->index->var, arena);
	names_init(&d->index->list, arena);
	names_init(&d->index->broken, arena);
	for (int i = 0; i < LEVEL_COUNT; i++)
		names_init(&d->index->column[i], arena);
}

struct variable *dict_push(struct dict *d, const char *name, enum level level, struct dict_pending **pending)
{
	struct dict_index *x = d->index;
	struct variable *v = ARENA_PUSH(d->arena, d->var, d->n_var, d->cap_var);
	*v = (struct variable){ .name = name, .level = level, .label = name, .short_label = name, .min = INT64_MIN, .max = INT64_MAX,
		.index = d->n_var - 1, .file = "" };
	*pending = ARENA_PUSH(d->arena, x->pending, x->n, x->cap);
	**pending = (struct dict_pending){ .node = NULL };
	names_add(&x->var, name, v->index);
	return v;
}

void dict_add_hecho(struct dict *d, const char *name, const char *type, const char *label, const char *choice_list_or_null)
{
	struct dict_pending *pending;
	if (names_find(&d->index->var, name) >= 0)
		return;
	struct variable *v = dict_push(d, name, LEVEL_HECHO, &pending);
	v->type = field_type_find(type);
	assert(v->type);
	v->label = v->short_label = label ? label : name;
	pending->choices = choice_list_or_null;
}

const struct variable *dict_find(const struct dict *d, const char *name)
{
	int at = names_find(&d->index->var, name);
	return at < 0 ? NULL : &d->var[at];
}

bool dict_broken(const struct dict *d, const char *name)
{
	return names_find(&d->index->broken, name) >= 0;
}

const struct choice_list *dict_choices(const struct dict *d, const char *list)
{
	int at = names_find(&d->index->list, list);
	return at < 0 ? NULL : &d->list[at];
}

static int by_name(const void *a, const void *b)
{
	const struct choice *const *x = a, *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

void dict_list_sort(struct dict *d, struct choice_list *list)
{
	if (list->n <= SHORT_LIST)
		return;
	const struct choice **sorted = arena_array(d->arena, const struct choice *, list->n);
	for (int i = 0; i < list->n; i++)
		sorted[i] = &list->item[i];
	qsort(sorted, (size_t)list->n, sizeof *sorted, by_name);
	list->by_name = sorted;
}

const struct choice *choice_find(const struct choice_list *list, const char *name)
{
	if (!list || !name)
		return NULL;
	if (list->by_name) {
		const struct choice key = { .name = name }, *wanted = &key;
		const struct choice *const *found = bsearch(&wanted, list->by_name, (size_t)list->n, sizeof *list->by_name, by_name);
		return found ? *found : NULL;
	}
	for (int i = 0; i < list->n; i++) {
		if (strcmp(list->item[i].name, name) == 0)
			return &list->item[i];
	}
	return NULL;
}

const char *choice_label(const struct choice_list *list, const char *name)
{
	const struct choice *c = choice_find(list, name);
	return c && c->label ? c->label : name;
}
