/* Evaluation. A result is known when it does not depend on what is missing: truth by Kleene's tables, numbers as spans. */
#include "forms/expr_eval.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "forms/expr_regex.h"

static const int64_t first_day = -719162, last_day = 2932896;      /* 0001-01-01 … 9999-12-31 */

static bool is_text(enum expr_type type)
{
	return type == EXPR_TEXT || type == EXPR_SET;
}

bool expr_val_known(const struct expr_node *node, struct expr_val v)
{
	return is_text(node->type) ? v.text != NULL : span_known(v.n);
}

struct expr_val eval_unknown(const struct expr_node *node)
{
	return (struct expr_val){ .n = node->type == EXPR_BOOL ? span_bool(TRI_UNKNOWN) : span_any() };
}

struct expr_val eval_tri(enum tri t)
{
	return (struct expr_val){ .n = span_bool(t) };
}

/* Days outside the calendar are unknown. */
struct expr_val eval_span(const struct expr_node *node, struct span s)
{
	if (node->type == EXPR_DATE && span_known(s) && (s.lo < first_day || s.lo > last_day))
		s = span_any();
	return (struct expr_val){ .n = s };
}

struct expr_val expr_node_eval(const struct expr_env *env, const struct expr_node *node)
{
	return expr_evals[node->code](env, node);
}

enum tri expr_node_test(const struct expr_env *env, const struct expr_node *node)
{
	return span_tri(expr_node_eval(env, node).n);
}

static struct span span_at(const struct expr_env *env, const struct expr_node *node, int arg)
{
	return expr_node_eval(env, node->arg[arg]).n;
}

/* Leaves. An answer of another kind than the variable has now (an older version of the form) is not a known one. */

static struct expr_val from_value(const struct expr_node *node, struct value v)
{
	static const enum value_kind number_kind[] = { [EXPR_BOOL] = VALUE_BOOL, [EXPR_INT] = VALUE_INT, [EXPR_DATE] = VALUE_DATE };
	if (is_text(node->type)) {
		bool fits = v.kind == VALUE_CHOICE || v.kind == (node->type == EXPR_SET ? VALUE_SET : VALUE_TEXT);
		return (struct expr_val){ .text = fits ? v.text : NULL };
	}
	if (v.kind != number_kind[node->type] || v.num == INT64_MIN || v.num == INT64_MAX)
		return eval_unknown(node);
	return eval_span(node, span_of(node->type == EXPR_BOOL ? v.num != 0 : v.num));
}

static struct expr_val eval_const(const struct expr_env *env, const struct expr_node *node)
{
	(void)env;
	return (struct expr_val){ .n = span_of(node->num), .text = is_text(node->type) ? node->text : NULL };
}

/* What expressions found of each variable, for the household (row 0) and for each member. */
struct scope_memo { const struct dict *dict; int rows; bool *known; struct expr_val *val; };

void scope_memorise(struct scope *scope, struct arena *arena)
{
	struct scope_memo *memo = arena_new(arena, struct scope_memo);
	int rows = scope->n_integrante + 1;
	*memo = (struct scope_memo){ scope->dict, rows, arena_array(arena, bool, rows * scope->dict->n_var), arena_array(arena, struct expr_val, rows * scope->dict->n_var) };
	scope->memo = memo;
}

/* The place of the variable, or -1: it is not remembered. */
static int memo_place(const struct scope_memo *memo, const struct variable *v, int me)
{
	bool member = v->level == LEVEL_INTEGRANTE;
	if (!memo || (!member && v->level != LEVEL_HOGAR) || v->row || v < memo->dict->var || v >= memo->dict->var + memo->dict->n_var)
		return -1;
	int row = member ? me + 1 : 0;
	return member && (row < 1 || row >= memo->rows) ? -1 : row * memo->dict->n_var + (int)(v - memo->dict->var);
}

static struct expr_val look_up(const struct expr_env *env, const struct expr_node *node, const struct variable *v)
{
	if (v->calculation) {
		struct expr_env inner = expr_env_within(env, v);
		return expr_node_eval(&inner, v->calculation->root);
	}
	return from_value(node, scope_value(env->scope, v, env->me));
}

static struct expr_val eval_var(const struct expr_env *env, const struct expr_node *node)
{
	const struct variable *v = expr_variable_here(env, node->var);
	if (!v)
		return eval_unknown(node);
	struct scope_memo *memo = env->scope->memo;
	int place = memo_place(memo, v, env->me);
	if (place < 0)
		return look_up(env, node, v);
	if (!memo->known[place]) {
		memo->val[place] = look_up(env, node, v);
		memo->known[place] = true;
	}
	return memo->val[place];
}

static struct expr_val eval_self(const struct expr_env *env, const struct expr_node *node)
{
	return from_value(node, env->scope->self);
}

/* Logic. */

static struct expr_val eval_flat(const struct expr_env *env, const struct expr_node *node)
{
	enum tri decides = node->code == X_AND ? TRI_NO : TRI_YES, result = tri_not(decides);
	for (int i = 0; i < node->n; i++) {
		enum tri t = expr_node_test(env, node->arg[i]);
		if (t == decides)
			return eval_tri(t);
		if (t == TRI_UNKNOWN)
			result = t;
	}
	return eval_tri(result);
}

static struct expr_val eval_not(const struct expr_env *env, const struct expr_node *node)
{
	return eval_tri(tri_not(expr_node_test(env, node->arg[0])));
}

static struct expr_val eval_known_true(const struct expr_env *env, const struct expr_node *node)
{
	return eval_tri(expr_node_test(env, node->arg[0]) == TRI_YES ? TRI_YES : TRI_NO);
}

static struct expr_val eval_answered(const struct expr_env *env, const struct expr_node *node)
{
	return eval_tri(expr_val_known(node->arg[0], expr_node_eval(env, node->arg[0])) ? TRI_YES : TRI_NO);
}

static enum tri equal(const struct expr_env *env, const struct expr_node *a, const struct expr_node *b)
{
	struct expr_val x = expr_node_eval(env, a), y = expr_node_eval(env, b);
	if (!is_text(a->type))
		return span_equal(x.n, y.n);
	if (!x.text || !y.text)
		return TRI_UNKNOWN;
	return strcmp(x.text, y.text) == 0 ? TRI_YES : TRI_NO;
}

static struct expr_val eval_equal(const struct expr_env *env, const struct expr_node *node)
{
	enum tri t = equal(env, node->arg[0], node->arg[1]);
	return eval_tri(node->code == X_EQ ? t : tri_not(t));
}

static struct expr_val eval_in(const struct expr_env *env, const struct expr_node *node)
{
	enum tri result = TRI_NO;
	for (int i = 1; i < node->n && result != TRI_YES; i++) {
		enum tri t = equal(env, node->arg[0], node->arg[i]);
		result = t == TRI_NO ? result : t;
	}
	return eval_tri(result);
}

static struct expr_val eval_order(const struct expr_env *env, const struct expr_node *node)
{
	struct span a = span_at(env, node, 0), b = span_at(env, node, 1);
	switch (node->code) {
	case X_LT:
		return eval_tri(span_less(a, b));
	case X_GT:
		return eval_tri(span_less(b, a));
	case X_LE:
		return eval_tri(tri_not(span_less(b, a)));
	default:
		return eval_tri(tri_not(span_less(a, b)));
	}
}

/* Numbers and dates. */

static struct expr_val eval_arithmetic(const struct expr_env *env, const struct expr_node *node)
{
	static struct span (*const operation[X_CODES])(struct span, struct span) = {
		[X_ADD] = span_add, [X_SUB] = span_sub, [X_MUL] = span_mul, [X_DIV] = span_div, [X_MOD] = span_mod,
	};
	return eval_span(node, operation[node->code](span_at(env, node, 0), span_at(env, node, 1)));
}

static struct expr_val eval_neg(const struct expr_env *env, const struct expr_node *node)
{
	return eval_span(node, span_neg(span_at(env, node, 0)));
}

static struct expr_val eval_extreme(const struct expr_env *env, const struct expr_node *node)
{
	struct span out = span_at(env, node, 0);
	for (int i = 1; i < node->n; i++)
		out = (node->code == X_MIN ? span_min : span_max)(out, span_at(env, node, i));
	return eval_span(node, out);
}

static struct expr_val eval_today(const struct expr_env *env, const struct expr_node *node)
{
	return env->scope->today == DATE_NONE ? eval_unknown(node) : eval_span(node, span_of(env->scope->today));
}

static struct expr_val eval_between(const struct expr_env *env, const struct expr_node *node)
{
	struct span from = span_at(env, node, 0), to = span_at(env, node, 1);
	if (node->code == X_DAYS)
		return eval_span(node, span_sub(to, from));
	if (!span_known(from) || !span_known(to))
		return eval_unknown(node);
	int (*completed)(int32_t, int32_t) = node->code == X_YEARS ? date_years : date_months;
	return eval_span(node, span_of(completed((int32_t)from.lo, (int32_t)to.lo)));
}

/* Any type. */

static struct expr_val hull(const struct expr_node *node, struct expr_val a, struct expr_val b)
{
	if (!is_text(node->type))
		return (struct expr_val){ .n = span_hull(a.n, b.n) };
	return a.text && b.text && strcmp(a.text, b.text) == 0 ? a : eval_unknown(node);
}

static struct expr_val eval_if(const struct expr_env *env, const struct expr_node *node)
{
	enum tri t = expr_node_test(env, node->arg[0]);
	if (t != TRI_UNKNOWN)
		return expr_node_eval(env, node->arg[t == TRI_YES ? 1 : 2]);
	return hull(node, expr_node_eval(env, node->arg[1]), expr_node_eval(env, node->arg[2]));
}

static struct expr_val eval_coalesce(const struct expr_env *env, const struct expr_node *node)
{
	struct expr_val v = eval_unknown(node);
	for (int i = 0; i < node->n; i++) {
		v = expr_node_eval(env, node->arg[i]);
		if (expr_val_known(node, v))
			break;
	}
	return v;
}

/* Texts and sets. */

static struct expr_val eval_selected(const struct expr_env *env, const struct expr_node *node)
{
	struct expr_val set = expr_node_eval(env, node->arg[0]);
	if (!set.text)
		return eval_unknown(node);
	return eval_tri(value_set_has(value_set(set.text), node->arg[1]->text) ? TRI_YES : TRI_NO);
}

static struct expr_val eval_count_selected(const struct expr_env *env, const struct expr_node *node)
{
	struct expr_val set = expr_node_eval(env, node->arg[0]);
	int n = 0;
	if (!set.text)
		return eval_unknown(node);
	for (const char *s = set.text + strspn(set.text, " "); *s; s += strspn(s, " "), n++)
		s += strcspn(s, " ");
	return eval_span(node, span_of(n));
}

static struct expr_val eval_regex(const struct expr_env *env, const struct expr_node *node)
{
	struct expr_val v = expr_node_eval(env, node->arg[0]);
	if (!v.text)
		return eval_unknown(node);
	return eval_tri(expr_regex_match(node->arg[1]->text, v.text) ? TRI_YES : TRI_NO);
}

static struct expr_val eval_length(const struct expr_env *env, const struct expr_node *node)
{
	struct expr_val v = expr_node_eval(env, node->arg[0]);
	int n = 0;
	if (!v.text)
		return eval_unknown(node);
	for (size_t at = 0; v.text[at]; at = text_next(v.text, at))
		n++;
	return eval_span(node, span_of(n));
}

const eval_fn expr_evals[X_CODES] = {
	[X_CONST] = eval_const, [X_VAR] = eval_var, [X_SELF] = eval_self,
	[X_OR] = eval_flat, [X_AND] = eval_flat, [X_NOT] = eval_not, [X_KNOWN_TRUE] = eval_known_true, [X_ANSWERED] = eval_answered,
	[X_EQ] = eval_equal, [X_NE] = eval_equal, [X_IN] = eval_in,
	[X_LT] = eval_order, [X_LE] = eval_order, [X_GT] = eval_order, [X_GE] = eval_order,
	[X_ADD] = eval_arithmetic, [X_SUB] = eval_arithmetic, [X_MUL] = eval_arithmetic, [X_DIV] = eval_arithmetic, [X_MOD] = eval_arithmetic,
	[X_NEG] = eval_neg, [X_MIN] = eval_extreme, [X_MAX] = eval_extreme,
	[X_IF] = eval_if, [X_COALESCE] = eval_coalesce,
	[X_SELECTED] = eval_selected, [X_COUNT_SELECTED] = eval_count_selected, [X_REGEX] = eval_regex, [X_LENGTH] = eval_length,
	[X_TODAY] = eval_today, [X_YEARS] = eval_between, [X_MONTHS] = eval_between, [X_DAYS] = eval_between,
	[X_COUNT] = eval_count, [X_EXISTS] = eval_count, [X_SUM] = eval_sum, [X_MIN_OF] = eval_extreme_of, [X_MAX_OF] = eval_extreme_of,
};
