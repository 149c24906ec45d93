/* Aggregates over the members, and values of variables in a scope. Who may or may not satisfy the predicate widens the span. */
#include "forms/expr_eval.h"

#include "base/date.h"

struct expr_env expr_env_member(const struct expr_env *env, int i)
{
	return (struct expr_env){ .scope = env->scope, .me = i };
}

enum tri expr_member_test(const struct expr_env *env, const struct expr_node *members, int i)
{
	if (!members->arg[0])
		return TRI_YES;
	struct expr_env one = expr_env_member(env, i);
	return expr_node_test(&one, members->arg[0]);
}

struct expr_val eval_count(const struct expr_env *env, const struct expr_node *node)
{
	struct span n = span_of(0);
	for (int i = 0; i < env->scope->n_integrante; i++) {
		enum tri t = expr_member_test(env, node->arg[0], i);
		n.lo += t == TRI_YES;
		n.hi += t != TRI_NO;
	}
	if (node->code == X_COUNT)
		return eval_span(node, n);
	return eval_tri(n.lo > 0 ? TRI_YES : n.hi > 0 ? TRI_UNKNOWN : TRI_NO);
}

static struct span value_of(const struct expr_env *env, const struct expr_node *members, int i)
{
	struct expr_env one = expr_env_member(env, i);
	return expr_node_eval(&one, members->arg[1]).n;
}

struct expr_val eval_sum(const struct expr_env *env, const struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	struct span total = span_of(0);
	for (int i = 0; i < env->scope->n_integrante; i++) {
		enum tri t = expr_member_test(env, members, i);
		if (t == TRI_NO)
			continue;
		struct span one = value_of(env, members, i);
		total = span_add(total, t == TRI_YES ? one : span_hull(one, span_of(0)));
	}
	return eval_span(node, total);
}

/* With nobody it is sin dato: somebody must count for certain, and who only may count opens the near side. */
struct expr_val eval_extreme_of(const struct expr_env *env, const struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	struct span (*extreme)(struct span, struct span) = node->code == X_MIN_OF ? span_min : span_max;
	struct span certain = span_any(), doubtful = span_any();
	bool any_certain = false, any_doubtful = false;
	for (int i = 0; i < env->scope->n_integrante; i++) {
		enum tri t = expr_member_test(env, members, i);
		if (t == TRI_NO)
			continue;
		struct span one = value_of(env, members, i);
		if (t == TRI_YES)
			certain = any_certain ? extreme(certain, one) : one;
		else
			doubtful = any_doubtful ? extreme(doubtful, one) : one;
		*(t == TRI_YES ? &any_certain : &any_doubtful) = true;
	}
	if (any_certain && any_doubtful)
		certain = span_hull(certain, extreme(certain, doubtful));
	return any_certain ? eval_span(node, certain) : eval_unknown(node);
}

struct value scope_value(const struct scope *s, const struct variable *v, int me)
{
	const struct answers *from = NULL;
	if (v->calculation) {
		struct expr_env env = { .scope = s, .me = v->level == LEVEL_INTEGRANTE ? me : -1 };
		const struct expr_node *root = v->calculation->root;
		return expr_val_value(root, expr_node_eval(&env, root));
	}
	switch (v->level) {
	case LEVEL_HECHO:
		return s->hecho ? s->hecho(s, v->name, s->hecho_arg) : value_none();
	case LEVEL_INTEGRANTE:
		from = me >= 0 && me < s->n_integrante ? s->integrante[me] : NULL;
		break;
	case LEVEL_VISITA:
		from = s->visita;
		break;
	default:
		from = s->hogar;
	}
	return from ? answers_get(from, v->name) : value_none();
}

struct value expr_val_value(const struct expr_node *node, struct expr_val v)
{
	if (!expr_val_known(node, v))
		return value_none();
	switch (node->type) {
	case EXPR_BOOL:
		return value_bool(v.n.lo != 0);
	case EXPR_DATE:
		return value_date((int32_t)v.n.lo);
	case EXPR_SET:
		return value_set(v.text);
	case EXPR_TEXT:
		return node->list ? value_choice(v.text) : value_text(v.text);
	default:
		return value_int(v.n.lo);
	}
}
