#include "forms/expr_check.h"

#include <string.h>

#include "forms/expr_regex.h"
#include "forms/repeat.h"

/* A default is given once by itself: the word is taken for what it says. */
void check_once(struct expr_checker *c, struct expr_node *node)
{
	if (!c->where->once)
		check_say(c, node, "once solo vale en «default»: lo demás se calcula cada vez que se lee");
	else
		*node = *node->arg[0];
}

void check_answered(struct expr_checker *c, struct expr_node *node)
{
	enum expr_code code = node->arg[0]->code;
	node->type = EXPR_BOOL;
	if (code != X_VAR && code != X_SELF)
		check_say(c, node->arg[0], "answered pregunta por una variable: answered(${nombre})");
}

static bool need_text_literal(struct expr_checker *c, const struct expr_node *node, const char *what)
{
	if (node->code == X_CONST && node->type == EXPR_TEXT)
		return true;
	check_say(c, node, "aquí va %s escrito entre comillas", what);
	return false;
}

void check_selected(struct expr_checker *c, struct expr_node *node)
{
	struct expr_node *set = node->arg[0], *choice = node->arg[1];
	node->type = EXPR_BOOL;
	bool literal = need_text_literal(c, choice, "el nombre de una opción");
	if (set->type == EXPR_ANY)
		return;
	if (set->type != EXPR_SET && !(set->type == EXPR_TEXT && set->list))
		check_say(c, set, "selected pregunta por una variable con lista de opciones");
	else if (literal && set->list)
		check_choice(c, set->list, choice);
}

void check_count_selected(struct expr_checker *c, struct expr_node *node)
{
	if (check_want(c, node->arg[0], EXPR_SET))
		node->type = EXPR_INT;
}

void check_regex(struct expr_checker *c, struct expr_node *node)
{
	node->type = EXPR_BOOL;
	check_want(c, node->arg[0], EXPR_TEXT);
	if (!need_text_literal(c, node->arg[1], "el patrón"))
		return;
	const char *why = expr_regex_problem(c->arena, node->arg[1]->text);
	if (why)
		check_say(c, node->arg[1], "%s", why);
}

void check_length(struct expr_checker *c, struct expr_node *node)
{
	if (check_want(c, node->arg[0], EXPR_TEXT))
		node->type = EXPR_INT;
}

/* Whose they are: the members of the household or the rows of a free repeat. */
bool check_members_open(struct expr_checker *c, struct expr_node *node)
{
	if (c->in_members) {
		check_say(c, node, "una cuenta de integrantes o de filas no va dentro de otra; guárdela en una variable con «calculation»");
		return false;
	}
	if (strcmp(node->text, "integrante") == 0)
		return true;
	const struct variable *v = check_known(c, node);
	if (v && variable_is_repeat(v) && check_visible(c, node, v)) {
		node->var = v;
		check_reads(c, v);
		return true;
	}
	if (!v || variable_is_repeat(v))
		return false;
	c->failed = true;
	if (node->arg[0])
		check_say(c, node, "«%s» no se repite: los corchetes van con ${integrante} o con una variable de tipo repeat", node->text);
	else
		expr_problem(c->problems, c->where, c->x->text, (int)node->num, "la división entera se escribe «div»");
	return false;
}

void check_members(struct expr_checker *c, struct expr_node *node)
{
	if (node->arg[0])
		check_want(c, node->arg[0], EXPR_BOOL);
}

void check_count(struct expr_checker *c, struct expr_node *node)
{
	const struct expr_node *members = node->arg[0];
	node->type = node->code == X_COUNT ? EXPR_INT : EXPR_BOOL;
	if (members->code != X_MEMBERS)
		check_say(c, members, "se cuentan integrantes o filas: ${integrante}[condición]");
	else if (members->arg[1])
		check_say(c, members->arg[1], "al contar no va «/»: la condición va entre corchetes");
}

/* The value after «/» is what is added or compared; the aggregate is shown as it. */
static bool take_value(struct expr_checker *c, struct expr_node *node)
{
	const struct expr_node *members = node->arg[0], *value = members->arg[1];
	if (!value) {
		check_say(c, members, "falta qué dato: ${%s}[condición]/${dato}", members->text);
		return false;
	}
	if (value->type == EXPR_ANY)
		return false;
	node->scale = value->scale;
	node->like = value->like;
	return true;
}

void check_sum(struct expr_checker *c, struct expr_node *node)
{
	if (node->arg[0]->code != X_MEMBERS)
		check_say(c, node->arg[0], "se suma sobre los integrantes o las filas: sum(${integrante}[condición]/${dato})");
	else if (take_value(c, node) && check_want(c, node->arg[0]->arg[1], EXPR_INT))
		node->type = EXPR_INT;
}

void check_extreme(struct expr_checker *c, struct expr_node *node)
{
	const struct expr_node *value = node->arg[0];
	if (value->code == X_MEMBERS) {
		node->code = node->code == X_MIN ? X_MIN_OF : X_MAX_OF;
		if (!take_value(c, node))
			return;
		value = value->arg[1];
		node->type = value->type;
	} else if (node->n == 1) {
		check_say(c, node, "lleva al menos dos valores, o integrantes: ${integrante}[condición]/${dato}");
		return;
	} else {
		check_same(c, node);
	}
	if (node->type != EXPR_INT && node->type != EXPR_DATE && node->type != EXPR_ANY) {
		check_say(c, value, "min y max son para números y fechas");
		node->type = EXPR_ANY;
	}
}
