/* Aggregates over the members or the rows of a free repeat, and values of variables in a scope. Who may or may not satisfy the predicate widens the span. */
#include "forms/expr_eval.h"

#include "base/date.h"
#include "forms/repeat.h"

static const struct answers *rows_of(const struct expr_env *env, const struct repeat *r)
{
	return scope_answers(env->scope, r->level, env->me);
}

int expr_members_n(const struct expr_env *env, const struct expr_node *members)
{
	return members->var ? members->var->repeat->max : env->scope->n_integrante;
}

bool expr_members_known(const struct expr_env *env, const struct expr_node *members)
{
	return !members->var || repeat_known(members->var->repeat, rows_of(env, members->var->repeat));
}

bool expr_member_there(const struct expr_env *env, const struct expr_node *members, int i)
{
	return !members->var || repeat_has(members->var->repeat, rows_of(env, members->var->repeat), i + 1, false);
}

struct expr_env expr_env_member(const struct expr_env *env, const struct expr_node *members, int i)
{
	if (members->var)
		return (struct expr_env){ .scope = env->scope, .me = env->me, .row = i + 1 };
	return (struct expr_env){ .scope = env->scope, .me = i };
}

struct expr_env expr_env_within(const struct expr_env *env, const struct variable *v)
{
	enum level level = v->level == LEVEL_FILA ? v->repeat->level : v->level;
	return (struct expr_env){ .scope = env->scope, .me = level == LEVEL_INTEGRANTE ? env->me : -1, .row = v->level == LEVEL_FILA ? env->row : v->row };
}

const struct variable *expr_variable_here(const struct expr_env *env, const struct variable *v)
{
	return v->level == LEVEL_FILA ? repeat_field(v, env->row) : v;
}

enum tri expr_member_test(const struct expr_env *env, const struct expr_node *members, int i)
{
	if (!expr_member_there(env, members, i))
		return TRI_NO;
	if (!members->arg[0])
		return TRI_YES;
	struct expr_env one = expr_env_member(env, members, i);
	return expr_node_test(&one, members->arg[0]);
}

/* While nobody said which rows there are, those with answers are a part of them: there may be as many more as fit. */
struct expr_val eval_count(const struct expr_env *env, const struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	struct span n = span_of(0);
	bool known = expr_members_known(env, members);
	for (int i = 0; i < expr_members_n(env, members); i++) {
		enum tri t = !known && !expr_member_there(env, members, i) ? TRI_UNKNOWN : expr_member_test(env, members, i);
		n.lo += t == TRI_YES;
		n.hi += t != TRI_NO;
	}
	if (node->code == X_COUNT)
		return eval_span(node, n);
	return eval_tri(n.lo > 0 ? TRI_YES : n.hi > 0 ? TRI_UNKNOWN : TRI_NO);
}

static struct span value_of(const struct expr_env *env, const struct expr_node *members, int i)
{
	struct expr_env one = expr_env_member(env, members, i);
	return expr_node_eval(&one, members->arg[1]).n;
}

struct expr_val eval_sum(const struct expr_env *env, const struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	struct span total = span_of(0);
	if (!expr_members_known(env, members))
		return eval_unknown(node);
	for (int i = 0; i < expr_members_n(env, members); i++) {
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
	for (int i = 0; i < expr_members_n(env, members); i++) {
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
	if (any_certain && !expr_members_known(env, members)) {
		doubtful = span_any();
		any_doubtful = true;
	}
	if (any_certain && any_doubtful)
		certain = span_hull(certain, extreme(certain, doubtful));
	return any_certain ? eval_span(node, certain) : eval_unknown(node);
}

const struct answers *scope_answers(const struct scope *s, enum level level, int me)
{
	switch (level) {
	case LEVEL_INTEGRANTE:
		return me >= 0 && me < s->n_integrante ? s->integrante[me] : NULL;
	case LEVEL_VISITA:
		return s->visita;
	case LEVEL_HOGAR:
		return s->hogar;
	default:
		return NULL;
	}
}

struct value scope_value(const struct scope *s, const struct variable *v, int me)
{
	const struct expr_env outer = { .scope = s, .me = me, .row = s->row };
	v = expr_variable_here(&outer, v);
	if (!v)
		return value_none();
	if (v->calculation) {
		struct expr_env env = expr_env_within(&outer, v);
		const struct expr_node *root = v->calculation->root;
		return expr_val_value(root, expr_node_eval(&env, root));
	}
	if (v->level == LEVEL_HECHO)
		return s->hecho ? s->hecho(s, v->name, s->hecho_arg) : value_none();
	const struct answers *from = scope_answers(s, v->level, me);
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
