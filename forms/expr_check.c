/* Types, names, levels and choices of a parsed expression. A node about which a problem was said gets EXPR_ANY,
 * which fits everywhere, so that one mistake is told once. */
#include "forms/expr_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "forms/dict_build.h"
#include "forms/field_type.h"
#include "forms/repeat.h"

const char *expr_type_words(enum expr_type type)
{
	static const char *const words[] = {
		[EXPR_BOOL] = "un sí o no", [EXPR_INT] = "un número", [EXPR_DATE] = "una fecha", [EXPR_TEXT] = "un texto",
		[EXPR_SET] = "una selección múltiple", [EXPR_ANY] = "un valor",
	};
	return words[type];
}

void check_say(struct expr_checker *c, const struct expr_node *node, const char *fmt, ...)
{
	char reason[400];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	c->failed = true;
	expr_problem(c->problems, c->where, c->x->text, node->at, "%s", reason);
}

bool check_want(struct expr_checker *c, const struct expr_node *node, enum expr_type type)
{
	if (node->type == type)
		return true;
	if (node->type == EXPR_ANY)
		return false;
	if (type == EXPR_BOOL && node->list)
		check_say(c, node, "se espera un sí o no; compare: ${%s} = '%s'", node->text ? node->text : "…", node->list->n ? node->list->item[0].name : "…");
	else if (type == EXPR_DATE && node->code == X_CONST && node->type == EXPR_TEXT)
		check_say(c, node, "una fecha se escribe date('2026-01-31')");
	else
		check_say(c, node, "se espera %s y esto es %s", expr_type_words(type), expr_type_words(node->type));
	return false;
}

enum expr_type variable_expr_type(const struct variable *v)
{
	if (v->type && v->type->expr != EXPR_ANY)
		return v->type->expr;
	return v->calculation ? v->calculation->root->type : EXPR_ANY;
}

static int variable_scale(const struct variable *v)
{
	return v->calculation && v->type->expr == EXPR_ANY ? v->calculation->root->scale : v->decimals;
}

static void unknown_variable(struct expr_checker *c, const struct expr_node *node)
{
	const struct dict *d = c->dict;
	if (dict_broken(d, node->text)) {
		c->failed = true;
		return;
	}
	const char **known = arena_array(c->arena, const char *, d->n_var + 1);
	for (int i = 0; i < d->n_var; i++)
		known[i] = d->var[i].name;
	const char *near = yaml_nearest(node->text, known);
	if (near)
		check_say(c, node, "no hay una variable «%.60s»; quizá «%s»", node->text, near);
	else
		check_say(c, node, "no hay una variable «%.60s» en el diccionario", node->text);
}

const struct variable *check_known(struct expr_checker *c, const struct expr_node *node)
{
	const struct variable *v = dict_find(c->dict, node->text);
	if (!v)
		unknown_variable(c, node);
	return v;
}

/* The rows among which a question is read here: those counted, else those of the row where the rule stands. Elsewhere it would be another's row. */
static bool check_row(struct expr_checker *c, const struct expr_node *node, const struct variable *v)
{
	const struct repeat *here = c->in_members ? c->in_rows : c->where->repeat;
	const char *of = v->level == LEVEL_FILA ? v->repeat->var->name : NULL;
	if (!of || v->repeat == here)
		return true;
	if (c->in_members && v->repeat == c->where->repeat)
		check_say(c, node, "«%s» es de las filas de «%s» y aquí se miran %s%s%s: compare por fuera, por ejemplo max(${%s}/${…}) >= ${%s}", v->name, of,
			here ? "las de «" : "las personas", here ? here->var->name : "", here ? "»" : "", here ? here->var->name : "integrante", v->name);
	else
		check_say(c, node, "«%s» es un dato de cada fila de «%s»: cuente, busque o sume, por ejemplo exists(${%s}[…]) o sum(${%s}/${…})", v->name, of, of, of);
	return false;
}

bool check_visible(struct expr_checker *c, const struct expr_node *node, const struct variable *v)
{
	enum level level = c->where->level;
	bool member = (c->in_members && !c->in_rows) || level == LEVEL_INTEGRANTE;
	if (!check_row(c, node, v))
		return false;
	if (v->level == LEVEL_INTEGRANTE && !member) {
		check_say(c, node, "«%s» es un dato de cada integrante y aquí se pregunta por el hogar: cuente o busque entre los integrantes, "
			"por ejemplo exists(${integrante}[…]) o count(${integrante}[…])", v->name);
		return false;
	}
	if (v->level == LEVEL_VISITA && level != LEVEL_VISITA && level != LEVEL_HECHO && !c->where->visita) {
		check_say(c, node, "«%s» es una respuesta de la visita y esta regla vale fuera de las visitas", v->name);
		return false;
	}
	return true;
}

void check_reads(struct expr_checker *c, const struct variable *v)
{
	struct expr *x = c->x;
	for (int i = 0; i < x->n_var; i++) {
		if (x->var[i] == v)
			return;
	}
	*ARENA_PUSH(c->arena, x->var, x->n_var, x->cap_var) = v;
}

static void take_variable(struct expr_node *node, const struct variable *v)
{
	node->var = node->like = v;
	node->list = v->choices;
	node->scale = node->type == EXPR_INT ? variable_scale(v) : 0;
}

static void check_var(struct expr_checker *c, struct expr_node *node)
{
	const struct variable *v = check_known(c, node);
	if (!v || !check_visible(c, node, v))
		return;
	check_reads(c, v);
	node->type = variable_expr_type(v);
	c->failed = c->failed || node->type == EXPR_ANY;
	take_variable(node, v);
}

static void check_self(struct expr_checker *c, struct expr_node *node)
{
	node->type = c->where->self;
	if (node->type == EXPR_ANY)
		check_say(c, node, "«.» es el valor que se está revisando y solo vale en «constraint»; aquí escriba ${nombre}");
	else if (c->where->self_var)
		take_variable(node, c->where->self_var);
}

static void check_const(struct expr_checker *c, struct expr_node *node)
{
	(void)c, (void)node;      /* the parser gave it its type */
}

static void check_truth(struct expr_checker *c, struct expr_node *node)
{
	(void)c;
	node->num = node->code == X_TRUE;
	node->code = X_CONST;
	node->type = EXPR_BOOL;
}

static void check_logic(struct expr_checker *c, struct expr_node *node)
{
	for (int i = 0; i < node->n; i++)
		check_want(c, node->arg[i], EXPR_BOOL);
	node->type = EXPR_BOOL;
}

static void check_date(struct expr_checker *c, struct expr_node *node)
{
	const struct expr_node *text = node->arg[0];
	int32_t day = text->code == X_CONST && text->type == EXPR_TEXT ? date_parse_iso(text->text) : DATE_NONE;
	if (day == DATE_NONE) {
		check_say(c, text, "se espera una fecha del calendario, escrita date('2026-01-31')");
		return;
	}
	*node = (struct expr_node){ .code = X_CONST, .type = EXPR_DATE, .at = node->at, .num = day, .height = 1 };
}

static void check_today(struct expr_checker *c, struct expr_node *node)
{
	(void)c;
	node->type = EXPR_DATE;
}

static void check_between(struct expr_checker *c, struct expr_node *node)
{
	bool first = check_want(c, node->arg[0], EXPR_DATE), second = check_want(c, node->arg[1], EXPR_DATE);
	if (first && second)
		node->type = EXPR_INT;
}

const check_fn expr_checks[X_CODES] = {
	[X_CONST] = check_const, [X_TRUE] = check_truth, [X_FALSE] = check_truth, [X_VAR] = check_var, [X_SELF] = check_self,
	[X_OR] = check_logic, [X_AND] = check_logic, [X_NOT] = check_logic, [X_KNOWN_TRUE] = check_logic,
	[X_EQ] = check_equal, [X_NE] = check_equal, [X_IN] = check_in,
	[X_LT] = check_order, [X_LE] = check_order, [X_GT] = check_order, [X_GE] = check_order,
	[X_ADD] = check_add, [X_SUB] = check_add, [X_MUL] = check_mul, [X_DIV] = check_div, [X_MOD] = check_div, [X_NEG] = check_neg,
	[X_IF] = check_if, [X_COALESCE] = check_same, [X_MIN] = check_extreme, [X_MAX] = check_extreme,
	[X_ANSWERED] = check_answered, [X_ONCE] = check_once, [X_SELECTED] = check_selected, [X_COUNT_SELECTED] = check_count_selected,
	[X_REGEX] = check_regex, [X_LENGTH] = check_length,
	[X_TODAY] = check_today, [X_DATE] = check_date, [X_YEARS] = check_between, [X_MONTHS] = check_between, [X_DAYS] = check_between,
	[X_MEMBERS] = check_members, [X_COUNT] = check_count, [X_EXISTS] = check_count, [X_SUM] = check_sum,
};

/* Aggregates give the members in person; nobody else may hold them. */
static bool takes_members(enum expr_code code)
{
	return code == X_COUNT || code == X_EXISTS || code == X_SUM || code == X_MIN || code == X_MAX;
}

static const char alone[] = "${%s} va dentro de count, exists, sum, min o max";

/* A repeat alone, as in count(${deuda}), stands for its rows. */
static void as_rows(struct expr_checker *c, const struct expr_node *node)
{
	struct expr_node *arg = node->n == 1 && takes_members(node->code) ? node->arg[0] : NULL;
	const struct variable *v = arg && arg->code == X_VAR ? dict_find(c->dict, arg->text) : NULL;
	if (!v || !variable_is_repeat(v))
		return;
	arg->code = X_MEMBERS;
	arg->n = 2;
	arg->arg = arena_array(c->arena, struct expr_node *, 2);
}

void check_node(struct expr_checker *c, struct expr_node *node)
{
	const struct repeat *rows = c->in_rows;
	as_rows(c, node);
	if (node->code == X_MEMBERS && !check_members_open(c, node))
		return;
	for (int i = 0; i < node->n; i++) {
		struct expr_node *arg = node->arg[i];
		if (!arg)
			continue;
		if (arg->code == X_MEMBERS && !(takes_members(node->code) && node->n == 1)) {
			if (check_members_open(c, arg))
				check_say(c, arg, alone, arg->text);
			continue;
		}
		bool outside = c->in_members;
		c->in_members = outside || node->code == X_MEMBERS;
		c->in_rows = node->code != X_MEMBERS ? rows : node->var ? node->var->repeat : NULL;
		check_node(c, arg);
		c->in_members = outside;
		c->in_rows = rows;
	}
	expr_checks[node->code](c, node);
}

bool expr_check(struct expr *x, struct arena *arena, const struct dict *dict, const struct expr_where *where, struct problems *p)
{
	struct expr_checker c = { .x = x, .arena = arena, .dict = dict, .where = where, .problems = p };
	struct expr_node *root = x->root;
	if (root->code == X_MEMBERS) {
		if (check_members_open(&c, root))
			check_say(&c, root, alone, root->text);
	} else {
		check_node(&c, root);
	}
	if (!c.failed && where->want == EXPR_SET)
		check_set_result(&c, root);
	if (!c.failed && where->want != EXPR_ANY && check_want(&c, root, where->want))
		check_result(&c, root);
	return !c.failed;
}
