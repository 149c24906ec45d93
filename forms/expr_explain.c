#include "forms/expr_explain.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "forms/expr_words.h"

void trace_init(struct trace *t, struct arena *arena)
{
	*t = (struct trace){ .arena = arena };
}

void trace_add(struct trace *t, int depth, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *text = arena_alloc(t->arena, (size_t)(n < 0 ? 0 : n) + 1);
	vsnprintf(text, (size_t)(n < 0 ? 0 : n) + 1, fmt, again);
	va_end(again);
	*ARENA_PUSH(t->arena, t->line, t->n, t->cap) = (struct trace_line){ .depth = depth, .text = text };
}

static enum tri test(const struct explainer *e, const struct expr_node *node, bool negated)
{
	enum tri t = expr_node_test(&e->env, node);
	return negated ? tri_not(t) : t;
}

static const char *value_words(const struct explainer *e, const struct expr_node *node)
{
	return words_value(e->trace->arena, node, expr_node_eval(&e->env, node));
}

static const char *node_words(const struct explainer *e, const struct expr_node *node)
{
	return words_node(e->trace->arena, &e->env, node);
}

const char *explain_day(const struct explainer *e, const struct expr_node *node)
{
	const struct scope *s = e->env.scope;
	const struct variable *v = node->code == X_VAR ? expr_variable_here(&e->env, node->var) : NULL;
	char text[DATE_TEXT];
	int32_t day = v && !v->calculation && v->level != LEVEL_HECHO && s->dicho ? s->dicho(v, v->level == LEVEL_INTEGRANTE ? e->env.me : -1, s->dicho_arg) : DATE_NONE;
	return day == DATE_NONE ? "" : arena_printf(e->trace->arena, ", dato del %s", date_text(day, text));
}

/* and, or: a list of parts that all have to hold, or of which one has. */

struct part {
	const struct expr_node *node;
	bool negated;
	const struct expr_node *other;       /* the second bound, when two parts make one range */
	const char *range;
	enum tri result;
};
struct parts { struct part *item; int n, cap; };

static bool wants_all(const struct expr_node *node, bool negated)
{
	return (node->code == X_AND) != negated;
}

static const struct expr_node *through_not(const struct expr_node *node, bool *negated)
{
	for (; node->code == X_NOT; node = node->arg[0])
		*negated = !*negated;
	return node;
}

static void gather(struct explainer *e, const struct expr_node *node, bool negated, bool all, struct parts *out)
{
	node = through_not(node, &negated);
	if ((node->code != X_AND && node->code != X_OR) || wants_all(node, negated) != all) {
		*ARENA_PUSH(e->trace->arena, out->item, out->n, out->cap) = (struct part){ .node = node, .negated = negated, .result = test(e, node, negated) };
		return;
	}
	for (int i = 0; i < node->n; i++)
		gather(e, node->arg[i], negated, all, out);
}

static enum tri both(enum tri a, enum tri b)
{
	return a == TRI_NO || b == TRI_NO ? TRI_NO : a == TRI_YES && b == TRI_YES ? TRI_YES : TRI_UNKNOWN;
}

static void join_ranges(struct explainer *e, struct parts *parts)
{
	int kept = 0;
	for (int i = 0; i < parts->n; i++) {
		struct part part = parts->item[i];
		struct comparison a, b;
		const struct part *next = i + 1 < parts->n ? &parts->item[i + 1] : NULL;
		if (next && words_comparison(part.node, part.negated, &a) && words_comparison(next->node, next->negated, &b)
		    && words_between(e->trace->arena, &a, &b, &part.range)) {
			part.other = next->node;
			part.result = both(part.result, next->result);
			i++;
		}
		parts->item[kept++] = part;
	}
	parts->n = kept;
}

static void explain_part(struct explainer *e, const struct part *part, int depth)
{
	struct comparison c;
	if (!part->other || part->result == TRI_UNKNOWN || !words_comparison(part->node, part->negated, &c)) {
		explain_test(e, part->node, part->negated, depth);
		return;
	}
	trace_add(e->trace, depth, "%s: %s (%s: %s)%s", node_words(e, c.left), value_words(e, c.left), part->range, words_tri(part->result), explain_day(e, c.left));
}

/* The same missing answer may leave several parts in doubt: it is asked for once. */
static void drop_repeated(struct trace *t, int start, int before, int depth)
{
	int kept = before;
	for (int i = before; i < t->n; i++) {
		bool repeated = false;
		for (int k = start; k < before && t->line[i].depth == depth; k++)
			repeated = repeated || (t->line[k].depth == depth && strcmp(t->line[k].text, t->line[i].text) == 0);
		if (!repeated)
			t->line[kept++] = t->line[i];
	}
	t->n = kept;
}

/* One line needs no heading. */
static void drop_head(struct trace *t, int start)
{
	t->line[start - 1] = (struct trace_line){ .depth = t->line[start].depth - 1, .text = t->line[start].text };
	t->n = start;
}

static void explain_flat(struct explainer *e, const struct expr_node *node, bool negated, int depth)
{
	static const char *const heads[2][3] = {
		{ [TRI_YES] = "Se cumple alguna:", [TRI_NO] = "No se cumple ninguna:", [TRI_UNKNOWN] = "Falta saber si se cumple alguna:" },
		{ [TRI_YES] = "Se cumplen todas:", [TRI_NO] = "No se cumplen todas:", [TRI_UNKNOWN] = "Falta saber si se cumplen todas:" },
	};
	bool all = wants_all(node, negated);
	enum tri result = test(e, node, negated);
	struct parts parts = { .item = NULL };
	gather(e, node, negated, all, &parts);
	if (all)
		join_ranges(e, &parts);
	int relevant = 0;
	for (int i = 0; i < parts.n; i++)
		relevant += parts.item[i].result == result;
	if (relevant > 1)
		trace_add(e->trace, depth++, "%s", heads[all][result]);
	int start = e->trace->n;
	for (int i = 0; i < parts.n; i++) {
		int before = e->trace->n;
		if (parts.item[i].result == result)
			explain_part(e, &parts.item[i], depth);
		if (result == TRI_UNKNOWN)
			drop_repeated(e->trace, start, before, depth);
	}
	if (relevant > 1 && e->trace->n == start + 1)
		drop_head(e->trace, start);
}

/* Leaves. */

/* «Zona: Urbana» says enough when it is what was asked; else what was asked is added. */
static void say_datum(struct explainer *e, const struct expr_node *node, const char *asked, bool obvious, enum tri result, int depth)
{
	if (obvious && result == TRI_YES)
		trace_add(e->trace, depth, "%s: %s%s", node_words(e, node), value_words(e, node), explain_day(e, node));
	else
		trace_add(e->trace, depth, "%s: %s (%s: %s)%s", node_words(e, node), value_words(e, node), asked, words_tri(result), explain_day(e, node));
}

static void explain_inner_aggregates(struct explainer *e, const struct expr_node *node, int depth)
{
	if (words_is_aggregate(node)) {
		explain_aggregate(e, node, NULL, TRI_YES, depth);
		return;
	}
	for (int i = 0; i < node->n; i++)
		explain_inner_aggregates(e, node->arg[i], depth);
}

static void explain_comparison(struct explainer *e, const struct comparison *c, enum tri result, int depth)
{
	struct arena *arena = e->trace->arena;
	const char *right = node_words(e, c->right);
	if (c->right->code != X_CONST)
		right = arena_printf(arena, "%s, que es %s", value_words(e, c->right), right);
	const char *asked = words_asked(arena, c->code, c->left, right);
	bool number = c->left->type == EXPR_INT || c->left->type == EXPR_DATE;
	if (words_is_aggregate(c->left)) {
		explain_aggregate(e, c->left, asked, result, depth);
	} else if (result == TRI_UNKNOWN) {
		const struct expr_node *missing = expr_val_known(c->left, expr_node_eval(&e->env, c->left)) ? c->right : c->left;
		explain_missing(e, missing, depth);
		if (missing == c->left && !expr_val_known(c->right, expr_node_eval(&e->env, c->right)))
			explain_missing(e, c->right, depth);
		return;
	} else {
		say_datum(e, c->left, asked, !number && c->code == X_EQ, result, depth);
		explain_inner_aggregates(e, c->left, depth + 1);
	}
	explain_inner_aggregates(e, c->right, depth + 1);
}

static void explain_truth(struct explainer *e, const struct expr_node *node, bool negated, enum tri result, int depth)
{
	say_datum(e, node, negated ? "que sea No" : "que sea Sí", true, result, depth);
	if (node->code != X_VAR || !node->var->calculation)
		return;
	struct expr_env outer = e->env;
	e->env = expr_env_within(&outer, node->var);
	explain_test(e, node->var->calculation->root, negated, depth + 1);
	e->env = outer;
}

static void explain_call(struct explainer *e, const struct expr_node *node, bool negated, enum tri result, int depth)
{
	struct arena *arena = e->trace->arena;
	const struct expr_node *of = node->arg[0];
	switch (node->code) {
	case X_IN:
		say_datum(e, of, arena_printf(arena, "que %ssea %s", negated ? "no " : "", words_choices(arena, node)), !negated, result, depth);
		break;
	case X_SELECTED:
		say_datum(e, of, arena_printf(arena, "%s %s", negated ? "sin" : "con", choice_label(of->list, node->arg[1]->text)), false, result, depth);
		break;
	case X_REGEX:
		say_datum(e, of, negated ? "sin el formato pedido" : "con el formato pedido", false, result, depth);
		break;
	default:
		if (expr_node_test(&e->env, node) == TRI_YES)
			trace_add(e->trace, depth, "Dato registrado: %s", node_words(e, of));
		else
			explain_missing(e, of, depth);
	}
}

/* What decided: the condition and the branch taken; in doubt about the condition, the branches when they agree. */
static void explain_branches(struct explainer *e, const struct expr_node *node, bool negated, enum tri result, int depth)
{
	enum tri t = expr_node_test(&e->env, node->arg[0]);
	if (t != TRI_UNKNOWN || result == TRI_UNKNOWN)
		explain_test(e, node->arg[0], t == TRI_NO, depth);
	for (int i = 1; i <= 2; i++) {
		bool taken = t == (i == 1 ? TRI_YES : TRI_NO);
		if (taken || (t == TRI_UNKNOWN && test(e, node->arg[i], negated) == result))
			explain_test(e, node->arg[i], negated, depth);
	}
}

static void explain_coalesce(struct explainer *e, const struct expr_node *node, bool negated, int depth)
{
	int i = 0;
	while (i < node->n - 1 && expr_node_test(&e->env, node->arg[i]) == TRI_UNKNOWN)
		i++;
	explain_test(e, node->arg[i], negated, depth);
}

static void explain_known_true(struct explainer *e, const struct expr_node *node, bool negated, int depth)
{
	if (expr_node_test(&e->env, node->arg[0]) == TRI_UNKNOWN)
		explain_missing(e, node->arg[0], depth);
	else
		explain_test(e, node->arg[0], negated, depth);
}

void explain_test(struct explainer *e, const struct expr_node *node, bool negated, int depth)
{
	struct comparison c;
	node = through_not(node, &negated);
	enum tri result = test(e, node, negated);
	if (node->code == X_AND || node->code == X_OR)
		explain_flat(e, node, negated, depth);
	else if (words_comparison(node, negated, &c))
		explain_comparison(e, &c, result, depth);
	else if (node->code == X_EXISTS)
		explain_aggregate(e, node, negated ? "ninguno" : "mínimo 1", result, depth);
	else if (node->code == X_KNOWN_TRUE)
		explain_known_true(e, node, negated, depth);
	else if (node->code == X_IF)
		explain_branches(e, node, negated, result, depth);
	else if (node->code == X_COALESCE)
		explain_coalesce(e, node, negated, depth);
	else if (result == TRI_UNKNOWN)
		explain_missing(e, node, depth);
	else if (node->code == X_VAR || node->code == X_SELF)
		explain_truth(e, node, negated, result, depth);
	else if (node->code != X_CONST)
		explain_call(e, node, negated, result, depth);
}

void expr_explain(const struct expr *x, const struct expr_env *env, struct trace *trace)
{
	struct explainer e = { .env = *env, .trace = trace };
	if (x->root->type == EXPR_BOOL)
		explain_test(&e, x->root, false, 0);
	else
		explain_value(&e, x->root, 0);
}
