/* What is missing, and where a number, date or text comes from. */
#include "forms/expr_explain.h"

#include <string.h>

#include "forms/expr_words.h"

enum { MISSING_MOST = 12 };

/* One question is asked once, however often it is needed. */
static void say_once(struct explainer *e, int from, int depth, const char *text)
{
	struct trace *t = e->trace;
	for (int i = from; i < t->n; i++) {
		if (strcmp(t->line[i].text, text) == 0)
			return;
	}
	if (t->n - from == MISSING_MOST)
		trace_add(t, depth, "… y otros datos");
	else if (t->n - from < MISSING_MOST)
		trace_add(t, depth, "%s", text);
}

static void missing(struct explainer *e, const struct expr_node *node, int from, int depth);

static void missing_variable(struct explainer *e, const struct expr_node *node, int from, int depth)
{
	const struct variable *v = node->var;
	struct arena *arena = e->trace->arena;
	struct expr_env outer = e->env;
	int before = e->trace->n;
	if (v->calculation) {
		e->env = expr_env_within(&outer, v);
		missing(e, v->calculation->root, from, depth);
		e->env = outer;
		if (e->trace->n > before)
			return;
	}
	bool refused = node->code == X_VAR && !v->calculation && scope_value(outer.scope, v, outer.me).kind == VALUE_REFUSED;
	say_once(e, from, depth, arena_printf(arena, "Falta el dato: %s%s", words_variable(arena, &outer, v), refused ? " (no quiso responder)" : ""));
}

static void missing_of_members(struct explainer *e, const struct expr_node *members, int from, int depth)
{
	struct expr_env outer = e->env;
	if (!expr_members_known(&outer, members)) {
		missing_variable(e, members, from, depth);
		return;
	}
	for (int i = 0; i < expr_members_n(&outer, members); i++) {
		enum tri t = expr_member_test(&outer, members, i);
		e->env = expr_env_member(&outer, members, i);
		if (t == TRI_UNKNOWN)
			missing(e, members->arg[0], from, depth);
		else if (t == TRI_YES && members->arg[1])
			missing(e, members->arg[1], from, depth);
	}
	e->env = outer;
}

static void missing(struct explainer *e, const struct expr_node *node, int from, int depth)
{
	if (node->code == X_MEMBERS) {
		missing_of_members(e, node, from, depth);
		return;
	}
	if (expr_val_known(node, expr_node_eval(&e->env, node)))
		return;
	if (node->var) {
		missing_variable(e, node, from, depth);
		return;
	}
	if (node->code == X_IF && !expr_val_known(node->arg[0], expr_node_eval(&e->env, node->arg[0]))) {
		missing(e, node->arg[0], from, depth);
		return;
	}
	int first = 0, last = node->n;
	if (node->code == X_IF) {
		first = expr_node_test(&e->env, node->arg[0]) == TRI_YES ? 1 : 2;
		last = first + 1;
	}
	for (int i = first; i < last; i++)
		missing(e, node->arg[i], from, depth);
}

void explain_missing(struct explainer *e, const struct expr_node *node, int depth)
{
	int before = e->trace->n;
	missing(e, node, before, depth);
	if (e->trace->n == before)
		trace_add(e->trace, depth, "No se puede calcular: %s", words_node(e->trace->arena, &e->env, node));
}

static void explain_taken(struct explainer *e, const struct expr_node *node, int depth)
{
	int i = 0;
	if (node->code == X_IF) {
		enum tri t = expr_node_test(&e->env, node->arg[0]);
		i = t == TRI_NO ? 2 : 1;
		if (t != TRI_UNKNOWN)
			explain_test(e, node->arg[0], t == TRI_NO, depth);
	}
	while (node->code == X_COALESCE && i < node->n - 1 && !expr_val_known(node, expr_node_eval(&e->env, node->arg[i])))
		i++;
	explain_value(e, node->arg[i], depth);
}

/* A calculated value is followed by where it comes from, unless that is only one more name for it. */
static void explain_variable(struct explainer *e, const struct expr_node *node, int depth)
{
	struct arena *arena = e->trace->arena;
	struct expr_env outer = e->env;
	trace_add(e->trace, depth, "%s: %s%s", words_node(arena, &e->env, node), words_value(arena, node, expr_node_eval(&e->env, node)), explain_day(e, node));
	if (node->code != X_VAR || !node->var->calculation)
		return;
	e->env = expr_env_within(&outer, node->var);
	explain_value(e, node->var->calculation->root, depth + 1);
	e->env = outer;
}

void explain_value(struct explainer *e, const struct expr_node *node, int depth)
{
	if (node->type == EXPR_BOOL) {
		explain_test(e, node, false, depth);
	} else if (!expr_val_known(node, expr_node_eval(&e->env, node))) {
		explain_missing(e, node, depth);
	} else if (words_is_aggregate(node)) {
		explain_aggregate(e, node, NULL, TRI_YES, depth);
	} else if (node->var) {
		explain_variable(e, node, depth);
	} else if (node->code == X_IF || node->code == X_COALESCE) {
		explain_taken(e, node, depth);
	} else {
		for (int i = 0; i < node->n; i++)
			explain_value(e, node->arg[i], depth);
	}
}
