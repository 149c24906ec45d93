#include "forms/form_order.h"

#include <string.h>

void form_order_init(struct form_order *o, struct arena *arena, const struct dict *dict)
{
	*o = (struct form_order){ .arena = arena, .dict = dict, .position = arena_array(arena, int, dict->n_var), .next = 1 };
}

bool form_order_has(const struct form_order *o, const struct variable *var)
{
	return o->position[var->index] != 0;
}

void form_order_next(struct form_order *o, const struct variable *var)
{
	if (var && !o->position[var->index])
		o->position[var->index] = o->next;
	o->next++;
}

void form_order_expr(struct form_order *o, const struct expr *expr, const char *key, const struct yaml_node *node)
{
	*ARENA_PUSH(o->arena, o->entry, o->n, o->cap) = (struct order_entry){ .expr = expr, .key = key, .node = node, .position = o->next };
}

struct search {
	const struct form_order *order;
	int limit;
	bool *seen;
	const struct variable *through;      /* calculation being followed */
	const struct variable *later, *later_through;
};

static void visit(const struct variable *var, void *arg)
{
	struct search *s = arg;
	if (s->seen[var->index])
		return;
	s->seen[var->index] = true;
	bool asked = !var->calculation && var->level != LEVEL_HECHO;
	if (asked && !s->later && s->order->position[var->index] >= s->limit) {
		s->later = var;
		s->later_through = s->through;
	}
	if (!var->calculation)
		return;
	const struct variable *before = s->through;
	s->through = before ? before : var;
	expr_variables(var->calculation, visit, s);
	s->through = before;
}

void form_order_check(const struct form_order *o, struct problems *problems)
{
	bool *seen = arena_array(o->arena, bool, o->dict->n_var);
	for (int i = 0; i < o->n; i++) {
		const struct order_entry *e = &o->entry[i];
		memset(seen, 0, sizeof *seen * (size_t)o->dict->n_var);
		struct search s = { .order = o, .limit = e->position, .seen = seen };
		expr_variables(e->expr, visit, &s);
		if (s.later_through)
			yaml_problem(problems, e->node, "«%s» lee ${%s}, que se calcula con ${%s}; esa pregunta no viene antes en el formulario: póngala antes",
				     e->key, s.later_through->name, s.later->name);
		else if (s.later)
			yaml_problem(problems, e->node, "«%s» lee ${%s}, que no viene antes en el formulario: ponga esa pregunta antes", e->key, s.later->name);
	}
}
