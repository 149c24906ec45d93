#include "forms/expr.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "forms/expr_explain.h"
#include "forms/expr_node.h"
#include "forms/repeat.h"

void expr_problem(struct problems *p, const struct expr_where *where, const char *text, int at, const char *fmt, ...)
{
	char reason[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	int col = where->col;
	const char *end = text + at;
	/* A scalar of several lines does not tell where its lines were: then its beginning is named. */
	if (!memchr(text, '\n', (size_t)at)) {
		for (const char *s = text; s < end; col++)
			text_decode(&s);
	}
	problem_add(p, where->file, where->line, col, "%s", reason);
}

/* How often what is inside is read: before the check only the name tells people from rows. */
static int64_t times_inside(const struct expr_node *node)
{
	if (node->code != X_MEMBERS)
		return 1;
	return node->text && strcmp(node->text, "integrante") == 0 ? EXPR_PEOPLE : REPEAT_MOST;
}

static void names(const struct expr_node *node, int64_t times, void (*visit)(const char *name, int64_t times, void *), void *arg)
{
	if (!node)
		return;
	if (node->code == X_VAR)
		visit(node->text, times, arg);
	for (int i = 0; i < node->n; i++)
		names(node->arg[i], times * times_inside(node), visit, arg);
}

void expr_names(const struct expr_node *node, void (*visit)(const char *name, int64_t times, void *), void *arg)
{
	names(node, 1, visit, arg);
}

int64_t expr_work(const struct expr_node *node)
{
	int64_t work = 1;
	for (int i = 0; node && i < node->n; i++)
		work += expr_work(node->arg[i]) * times_inside(node);
	return work;
}

const struct expr *expr_compile(struct arena *arena, const struct dict *dict, const char *text, const struct expr_where *where, struct problems *p)
{
	struct expr *x = expr_parse(arena, text, where, p);
	return x && expr_check(x, arena, dict, where, p) ? x : NULL;
}

struct expr_where expr_where_of(struct expr_where where, const struct yaml_node *node)
{
	where.file = node->file;
	where.line = node->line;
	where.col = node->col + node->quoted;
	return where;
}

const struct expr *expr_compile_node(struct arena *arena, const struct dict *dict, const struct yaml_node *node, struct expr_where where, struct problems *p)
{
	where = expr_where_of(where, node);
	if (node->kind == YAML_SCALAR && *node->text)
		return expr_compile(arena, dict, node->text, &where, p);
	yaml_problem(p, node, "se espera una expresión, entre comillas: \"${edad} >= 5\"");
	return NULL;
}

const char *expr_source(const struct expr *x)
{
	return x->text;
}

enum expr_type expr_result(const struct expr *x)
{
	return x->root->type;
}

void expr_variables(const struct expr *x, void (*visit)(const struct variable *, void *), void *arg)
{
	for (int i = 0; i < x->n_var; i++)
		visit(x->var[i], arg);
}

static struct expr_env env_of(const struct scope *scope)
{
	return (struct expr_env){ .scope = scope, .me = scope->me, .row = scope->row };
}

struct value expr_eval(const struct expr *x, const struct scope *scope, struct trace *trace)
{
	struct expr_env env = env_of(scope);
	if (trace)
		expr_explain(x, &env, trace);
	return expr_val_value(x->root, expr_node_eval(&env, x->root));
}

enum tri expr_test(const struct expr *x, const struct scope *scope, struct trace *trace)
{
	struct expr_env env = env_of(scope);
	if (trace)
		expr_explain(x, &env, trace);
	return x->root->type == EXPR_BOOL ? expr_node_test(&env, x->root) : TRI_UNKNOWN;
}
