#include "forms/form_other.h"

#include <string.h>

const struct choice *choice_other(const struct choice_list *list)
{
	static const char *const names[] = { "otro", "otra", "other" };
	const struct choice *found = NULL;
	for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
		found = choice_find(list, names[i]);
	return found;
}

/* The text that goes with it; NULL also where its list is missing or has no such choice, which the dictionary tells. */
static const struct variable *text_of(const struct dict *dict, const struct variable *selection)
{
	bool has = selection->other && selection->choices && choice_other(selection->choices);
	return has ? dict_find(dict, selection->other) : NULL;
}

const struct variable *form_other_of(const struct form_order *o, const struct variable *text)
{
	for (int i = 0; i < o->dict->n_var; i++) {
		const struct variable *v = &o->dict->var[i];
		if (!v->row && text_of(o->dict, v) == text && form_order_has(o, v))
			return v;
	}
	return NULL;
}

const struct expr *form_other_relevant(struct arena *arena, const struct dict *dict, const struct variable *selection, const struct yaml_node *at, struct expr_where where, struct problems *problems)
{
	const char *text = arena_printf(arena, "selected(${%s}, '%s')", selection->name, choice_other(selection->choices)->name);
	where.file = at->file;
	where.line = at->line;
	where.col = at->col;
	where.want = EXPR_BOOL;
	return expr_compile(arena, dict, text, &where, problems);
}

void form_other_check(const struct form_order *o, const struct variable *selection, const struct yaml_node *at, struct problems *problems)
{
	const struct variable *text = text_of(o->dict, selection);
	if (text && (!form_order_has(o, text) || o->position[text->index] < o->position[selection->index]))
		yaml_problem(problems, at, "«%s» tiene la opción «%s» con texto: pregunte después «%s», que dice cuál", selection->name,
			choice_other(selection->choices)->name, text->name);
}
