/* Aggregates: how many, who, how much of each, and who lacks the data. */
#include "forms/expr_explain.h"

#include "base/strbuf.h"
#include "forms/expr_words.h"

enum { NAMES_MOST = 8, DETAILED_MOST = 3, AMOUNTS_MOST = 12 };

static const char *names_with(struct explainer *e, const struct expr_node *members, enum tri wanted, int *count)
{
	struct strbuf out;
	strbuf_init(&out, e->trace->arena);
	*count = 0;
	for (int i = 0; i < expr_members_n(&e->env, members); i++) {
		if (expr_member_test(&e->env, members, i) != wanted)
			continue;
		if (++*count <= NAMES_MOST)
			strbuf_printf(&out, "%s%s", *count > 1 ? ", " : "", words_member(e->trace->arena, &e->env, members, i));
	}
	if (*count > NAMES_MOST)
		strbuf_printf(&out, " y %d más", *count - NAMES_MOST);
	return out.text;
}

static void for_members(struct explainer *e, const struct expr_node *members, enum tri wanted, int depth)
{
	struct expr_env outer = e->env;
	for (int i = 0; i < expr_members_n(&outer, members); i++) {
		if (expr_member_test(&outer, members, i) != wanted)
			continue;
		e->env = expr_env_member(&outer, members, i);
		explain_test(e, members->arg[0], false, depth);
	}
	e->env = outer;
}

static void say_condition(struct explainer *e, const struct expr_node *members, int depth)
{
	if (members->arg[0])
		trace_add(e->trace, depth, "Condición: %s", words_condition(e->trace->arena, members->arg[0], false));
}

static void say_doubtful(struct explainer *e, const struct expr_node *members, int depth)
{
	int doubtful;
	const char *names = names_with(e, members, TRI_UNKNOWN, &doubtful);
	if (!doubtful)
		return;
	trace_add(e->trace, depth, "Falta el dato de: %s", names);
	if (doubtful <= NAMES_MOST)
		for_members(e, members, TRI_UNKNOWN, depth + 1);
}

static void explain_count(struct explainer *e, const struct expr_node *node, const char *asked, enum tri result, int depth)
{
	const struct expr_node *members = node->arg[0];
	struct arena *arena = e->trace->arena;
	int yes, doubtful, all = 0;
	const char *whose = members->var ? members->var->short_label : "Integrantes";
	for (int i = 0; i < expr_members_n(&e->env, members); i++)
		all += expr_member_there(&e->env, members, i);
	bool known = expr_members_known(&e->env, members);
	if (!known && (!all || !asked || result == TRI_UNKNOWN)) {
		explain_missing(e, node, depth);
		return;
	}
	const char *names = names_with(e, members, TRI_YES, &yes);
	names_with(e, members, TRI_UNKNOWN, &doubtful);
	const char *end = asked ? arena_printf(arena, "; %s: %s", asked, words_tri(result)) : "";
	if (!members->arg[0]) {
		trace_add(e->trace, depth, "%s: %s%d%s", whose, known ? "" : "al menos ", all, end);
		return;
	}
	trace_add(e->trace, depth, "%s que cumplen: %s%d de %d%s%s%s%s", whose, (doubtful || !known) && yes ? "al menos " : "", yes, all,
		yes ? " (" : doubtful ? " hasta ahora" : "", names, yes ? ")" : "", end);
	if (yes > 0 && yes <= DETAILED_MOST && result != TRI_UNKNOWN)
		for_members(e, members, TRI_YES, depth + 1);
	else
		say_condition(e, members, depth + 1);
	if (result == TRI_UNKNOWN)
		say_doubtful(e, members, depth + 1);
}

/* The amounts that make a sum, or the one that is the smallest or largest. */
static void say_amounts(struct explainer *e, const struct expr_node *node, struct expr_val total, int depth)
{
	const struct expr_node *members = node->arg[0];
	int said = 0;
	for (int i = 0; i < expr_members_n(&e->env, members) && said < AMOUNTS_MOST; i++) {
		struct expr_env one = expr_env_member(&e->env, members, i);
		if (expr_member_test(&e->env, members, i) != TRI_YES)
			continue;
		struct expr_val v = expr_node_eval(&one, members->arg[1]);
		if (!span_known(v.n) || (node->code == X_SUM ? v.n.lo == 0 : v.n.lo != total.n.lo))
			continue;
		trace_add(e->trace, depth, "%s: %s", words_member(e->trace->arena, &e->env, members, i), words_value(e->trace->arena, members->arg[1], v));
		said++;
	}
}

static void explain_amount(struct explainer *e, const struct expr_node *node, const char *asked, enum tri result, int depth)
{
	struct arena *arena = e->trace->arena;
	struct expr_val total = expr_node_eval(&e->env, node);
	if (!span_known(total.n) && (!asked || result == TRI_UNKNOWN)) {
		explain_missing(e, node, depth);
		return;
	}
	const char *end = asked ? arena_printf(arena, " (%s: %s)", asked, words_tri(result)) : "";
	trace_add(e->trace, depth, "%s: %s%s", words_node(arena, &e->env, node), words_value(arena, node, total), end);
	say_amounts(e, node, total, depth + 1);
}

void explain_aggregate(struct explainer *e, const struct expr_node *node, const char *asked, enum tri result, int depth)
{
	if (node->code == X_COUNT || node->code == X_EXISTS)
		explain_count(e, node, asked, result, depth);
	else
		explain_amount(e, node, asked, result, depth);
}
