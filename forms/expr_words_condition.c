/* Conditions in words, and the comparisons that they are made of. */
#include "forms/expr_words.h"

#include "base/strbuf.h"

static enum expr_code mirrored(enum expr_code code)
{
	static const enum expr_code to[X_CODES] = {
		[X_EQ] = X_EQ, [X_NE] = X_NE, [X_LT] = X_GT, [X_GT] = X_LT, [X_LE] = X_GE, [X_GE] = X_LE };
	return to[code];
}

static enum expr_code opposite(enum expr_code code)
{
	static const enum expr_code to[X_CODES] = {
		[X_EQ] = X_NE, [X_NE] = X_EQ, [X_LT] = X_GE, [X_GE] = X_LT, [X_GT] = X_LE, [X_LE] = X_GT };
	return to[code];
}

bool words_comparison(const struct expr_node *node, bool negated, struct comparison *out)
{
	if (node->code < X_EQ || node->code > X_GE)
		return false;
	bool turn = node->arg[0]->code == X_CONST && node->arg[1]->code != X_CONST;
	*out = (struct comparison){ .left = node->arg[turn], .right = node->arg[!turn], .code = turn ? mirrored(node->code) : node->code };
	if (negated)
		out->code = opposite(out->code);
	return true;
}

static bool same_whole_variable(const struct comparison *a, const struct comparison *b)
{
	const struct expr_node *x = a->left, *y = b->left;
	if (x->code != y->code || a->right->code != X_CONST || b->right->code != X_CONST)
		return false;
	if (x->code != X_SELF && (x->code != X_VAR || x->var != y->var))
		return false;
	return x->type == EXPR_DATE || (x->type == EXPR_INT && x->scale == 0);
}

bool words_between(struct arena *arena, const struct comparison *a, const struct comparison *b, const char **out)
{
	if (!same_whole_variable(a, b))
		return false;
	const struct comparison *low = a->code == X_GE || a->code == X_GT ? a : b, *high = low == a ? b : a;
	if ((low->code != X_GE && low->code != X_GT) || (high->code != X_LE && high->code != X_LT))
		return false;
	int64_t from = low->right->num + (low->code == X_GT), to = high->right->num - (high->code == X_LT);
	if (from > to)
		return false;
	const char *the = low->left->type == EXPR_DATE ? "el " : "";
	*out = arena_printf(arena, "entre %s%s y %s%s", the, words_value(arena, low->right, (struct expr_val){ .n = span_of(from) }),
		the, words_value(arena, high->right, (struct expr_val){ .n = span_of(to) }));
	return true;
}

static const char *comparison_words(struct arena *arena, const struct comparison *c)
{
	const char *left = words_node(arena, NULL, c->left), *right = words_node(arena, NULL, c->right);
	bool plain = c->code == X_EQ && c->left->type != EXPR_INT && c->left->type != EXPR_DATE;
	if (plain)
		return arena_printf(arena, "%s: %s", left, right);
	return arena_printf(arena, "%s (%s)", left, words_asked(arena, c->code, c->left, right));
}

/* Two neighbours that make a range are said as one. */
static const char *flat_words(struct arena *arena, const struct expr_node *node, bool negated)
{
	bool all = (node->code == X_AND) != negated;
	struct strbuf out;
	strbuf_init(&out, arena);
	for (int i = 0; i < node->n; i++) {
		const struct expr_node *part = node->arg[i];
		struct comparison a, b;
		const char *range = NULL, *words;
		if (all && i + 1 < node->n && words_comparison(part, negated, &a) && words_comparison(node->arg[i + 1], negated, &b)
		    && words_between(arena, &a, &b, &range)) {
			words = arena_printf(arena, "%s (%s)", words_node(arena, NULL, a.left), range);
			i++;
		} else {
			words = words_condition(arena, part, negated);
			if (part->code == X_AND || part->code == X_OR)
				words = arena_printf(arena, "[%s]", words);
		}
		strbuf_printf(&out, "%s%s", out.len ? all ? words_and(words) : words_or(words) : "", words);
	}
	return out.text;
}

/* A function over one thing that is asked about. */
static const char *call_words(struct arena *arena, const struct expr_node *node, bool negated)
{
	const char *of = words_node(arena, NULL, node->arg[0]), *no = negated ? "no " : "";
	switch (node->code) {
	case X_IN:
		return arena_printf(arena, negated ? "%s (que no sea %s)" : "%s: %s", of, words_choices(arena, node));
	case X_SELECTED:
		return arena_printf(arena, "%s (%s %s)", of, negated ? "sin" : "con", choice_label(node->arg[0]->list, node->arg[1]->text));
	case X_REGEX:
		return arena_printf(arena, "%s (%scon el formato pedido)", of, no);
	default:
		return arena_printf(arena, "%s (%sregistrado)", of, no);
	}
}

const char *words_condition(struct arena *arena, const struct expr_node *node, bool negated)
{
	struct comparison c;
	if (words_comparison(node, negated, &c))
		return comparison_words(arena, &c);
	switch (node->code) {
	case X_AND: case X_OR:
		return flat_words(arena, node, negated);
	case X_NOT:
		return words_condition(arena, node->arg[0], !negated);
	case X_KNOWN_TRUE:
		return words_condition(arena, node->arg[0], negated);
	case X_IN: case X_SELECTED: case X_REGEX: case X_ANSWERED:
		return call_words(arena, node, negated);
	default:
		return arena_printf(arena, "%s: %s", words_node(arena, NULL, node), negated ? "No" : "Sí");
	}
}
