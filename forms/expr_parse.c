/* Recursive descent, one function per level of precedence:
 * or < and < comparison, in < + - < * div mod < unary - < primary. Stops at the first problem. */
#include "forms/expr_lex.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "forms/expr_node.h"

struct parser {
	struct lexer lexer;
	struct token token;
	struct arena *arena;
	const struct expr_where *where;
	struct problems *problems;
	bool failed;
	int nested, n_node;
};

static struct expr_node *parse_or(struct parser *);
static struct expr_node *parse_unary(struct parser *);

static struct expr_node *fail_at(struct parser *p, int at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static struct expr_node *fail_at(struct parser *p, int at, const char *fmt, ...)
{
	va_list ap;
	char reason[400];
	if (p->failed)
		return NULL;
	p->failed = true;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof reason, fmt, ap);
	va_end(ap);
	expr_problem(p->problems, p->where, p->lexer.source, at, "%s", reason);
	return NULL;
}

static void advance(struct parser *p)
{
	p->token = lexer_next(&p->lexer);
	if (p->token.kind == T_BAD)
		fail_at(p, p->token.at, "%s", p->token.text);
}

static bool is(const struct parser *p, enum token_kind kind, const char *text)
{
	return !p->failed && p->token.kind == kind && strcmp(p->token.text, text) == 0;
}

static bool take(struct parser *p, enum token_kind kind, const char *text)
{
	if (!is(p, kind, text))
		return false;
	advance(p);
	return true;
}

static const char *found(struct parser *p)
{
	if (p->token.kind == T_END)
		return "el final";
	int n = p->token.end - p->token.at;
	return arena_printf(p->arena, "«%.*s»", n > 40 ? 40 : n, p->lexer.source + p->token.at);
}

static const char use_div[] = "la división entera se escribe «div»";

static bool need(struct parser *p, const char *sign)
{
	if (take(p, T_SIGN, sign))
		return true;
	if (is(p, T_SIGN, "/"))
		fail_at(p, p->token.at, "%s", use_div);
	fail_at(p, p->token.at, "se espera «%s» y aquí está %s", sign, found(p));
	return false;
}

static struct expr_node *make(struct parser *p, enum expr_code code, int at, int n, struct expr_node *const *arg)
{
	if (p->failed)
		return NULL;
	if (++p->n_node > EXPR_NODES)
		return fail_at(p, at, "la expresión es demasiado larga; repártala en variables con «calculation»");
	struct expr_node *node = arena_new(p->arena, struct expr_node);
	*node = (struct expr_node){ .code = code, .type = EXPR_ANY, .at = at, .height = 1, .n = n };
	node->arg = n ? arena_copy(p->arena, arg, sizeof *arg * (size_t)n) : NULL;
	for (int i = 0; i < n; i++) {
		if (arg[i] && arg[i]->height >= node->height)
			node->height = arg[i]->height + 1;
	}
	if (node->height > EXPR_HEIGHT)
		return fail_at(p, at, "la expresión encadena demasiadas operaciones; repártala en variables con «calculation»");
	return node;
}

/* Brackets of any kind, functions and signs: everything that makes the descent deeper passes here. */
static bool deeper(struct parser *p)
{
	if (++p->nested <= EXPR_NESTED)
		return true;
	fail_at(p, p->token.at, "hay más de %d paréntesis unos dentro de otros; reparta la expresión en variables con «calculation»", EXPR_NESTED);
	return false;
}

struct list { struct expr_node **item; int n, cap; };

static void list_add(struct parser *p, struct list *l, struct expr_node *node)
{
	*ARENA_PUSH(p->arena, l->item, l->n, l->cap) = node;
}

/* Functions: a new one is a line here, a check and an eval. */
static const struct { const char *name; enum expr_code code; int least, most; } functions[] = {
	{ "not", X_NOT, 1, 1 },
	{ "if", X_IF, 3, 3 },
	{ "coalesce", X_COALESCE, 2, 20 },
	{ "answered", X_ANSWERED, 1, 1 },
	{ "known-true", X_KNOWN_TRUE, 1, 1 },
	{ "once", X_ONCE, 1, 1 },
	{ "true", X_TRUE, 0, 0 },
	{ "false", X_FALSE, 0, 0 },
	{ "selected", X_SELECTED, 2, 2 },
	{ "count-selected", X_COUNT_SELECTED, 1, 1 },
	{ "regex", X_REGEX, 2, 2 },
	{ "string-length", X_LENGTH, 1, 1 },
	{ "today", X_TODAY, 0, 0 },
	{ "date", X_DATE, 1, 1 },
	{ "years-between", X_YEARS, 2, 2 },
	{ "months-between", X_MONTHS, 2, 2 },
	{ "days-between", X_DAYS, 2, 2 },
	{ "count", X_COUNT, 1, 1 },
	{ "exists", X_EXISTS, 1, 1 },
	{ "sum", X_SUM, 1, 1 },
	{ "min", X_MIN, 1, 20 },
	{ "max", X_MAX, 1, 20 },
};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static struct expr_node *unknown_name(struct parser *p, const struct token *t)
{
	const char *known[FUNCTIONS + 1] = { NULL };
	for (int i = 0; i < FUNCTIONS; i++)
		known[i] = functions[i].name;
	const char *near = yaml_nearest(t->text, known);
	if (near && strcmp(near, t->text) == 0)
		return fail_at(p, t->at, "«%s» necesita paréntesis: %s(…)", near, near);
	if (is(p, T_SIGN, "(") && near)
		return fail_at(p, t->at, "función desconocida «%.40s»; quizá «%s»", t->text, near);
	if (is(p, T_SIGN, "("))
		return fail_at(p, t->at, "función desconocida «%.40s»", t->text);
	return fail_at(p, t->at, "«%.40s» está suelto: una variable se escribe ${%.40s} y un texto '%.40s'", t->text, t->text, t->text);
}

static struct expr_node *parse_function(struct parser *p)
{
	struct token name = p->token;
	struct list args = { .item = NULL };
	int f = 0;
	advance(p);
	while (f < FUNCTIONS && strcmp(functions[f].name, name.text) != 0)
		f++;
	if (f == FUNCTIONS || !is(p, T_SIGN, "("))
		return p->failed ? NULL : unknown_name(p, &name);
	if (!deeper(p))
		return NULL;
	advance(p);
	while (!p->failed && !is(p, T_SIGN, ")")) {
		if (args.n && !need(p, ","))
			return NULL;
		list_add(p, &args, parse_or(p));
	}
	if (!need(p, ")"))
		return NULL;
	p->nested--;
	if (args.n < functions[f].least || args.n > functions[f].most)
		return fail_at(p, name.at, "«%s» lleva %s%d %s y tiene %d", name.text, functions[f].least < functions[f].most ? "al menos " : "",
			functions[f].least, functions[f].least == 1 ? "valor" : "valores", args.n);
	return make(p, functions[f].code, name.at, args.n, args.item);
}

/* ${integrante}, ${integrante}[predicate], ${integrante}[predicate]/value; the check knows what else repeats. */
static struct expr_node *parse_members(struct parser *p, int at, const char *name)
{
	struct expr_node *arg[2] = { NULL, NULL };
	if (is(p, T_SIGN, "[")) {
		if (!deeper(p))
			return NULL;
		advance(p);
		arg[0] = parse_or(p);
		if (!need(p, "]"))
			return NULL;
		p->nested--;
	}
	int slash = p->token.at;
	if (take(p, T_SIGN, "/"))
		arg[1] = parse_unary(p);
	struct expr_node *node = make(p, X_MEMBERS, at, 2, arg);
	if (node) {
		node->text = name;
		node->num = slash;
	}
	return node;
}

static struct expr_node *parse_literal(struct parser *p)
{
	struct token t = p->token;
	advance(p);
	struct expr_node *node = make(p, X_CONST, t.at, 0, NULL);
	if (!node)
		return NULL;
	node->type = t.kind == T_NUMBER ? EXPR_INT : EXPR_TEXT;
	node->text = t.text;
	node->num = t.num;
	node->scale = t.scale;
	return node;
}

static struct expr_node *parse_variable(struct parser *p)
{
	struct token t = p->token;
	advance(p);
	if (strcmp(t.text, "integrante") == 0 || is(p, T_SIGN, "[") || is(p, T_SIGN, "/"))
		return parse_members(p, t.at, t.text);
	struct expr_node *node = make(p, X_VAR, t.at, 0, NULL);
	if (node)
		node->text = t.text;
	return node;
}

static struct expr_node *parse_primary(struct parser *p)
{
	int at = p->token.at;
	if (p->failed)
		return NULL;
	if (p->token.kind == T_NUMBER || p->token.kind == T_TEXT)
		return parse_literal(p);
	if (p->token.kind == T_VARIABLE)
		return parse_variable(p);
	if (p->token.kind == T_NAME)
		return parse_function(p);
	if (take(p, T_SIGN, "."))
		return make(p, X_SELF, at, 0, NULL);
	if (!is(p, T_SIGN, "("))
		return fail_at(p, at, "se espera un valor y aquí está %s", found(p));
	if (!deeper(p))
		return NULL;
	advance(p);
	struct expr_node *inner = parse_or(p);
	if (!need(p, ")"))
		return NULL;
	p->nested--;
	return inner;
}

static struct expr_node *parse_unary(struct parser *p)
{
	int at = p->token.at;
	if (!is(p, T_SIGN, "-"))
		return parse_primary(p);
	if (!deeper(p))
		return NULL;
	advance(p);
	struct expr_node *inner = parse_unary(p);
	p->nested--;
	if (inner && inner->code == X_CONST && inner->type == EXPR_INT) {
		inner->num = -inner->num;
		inner->at = at;
		return inner;
	}
	return make(p, X_NEG, at, 1, &inner);
}

struct operator { enum token_kind kind; const char *text; enum expr_code code; };

static const struct operator products[] = { { T_SIGN, "*", X_MUL }, { T_NAME, "div", X_DIV }, { T_NAME, "mod", X_MOD }, { 0 } };
static const struct operator sums[] = { { T_SIGN, "+", X_ADD }, { T_SIGN, "-", X_SUB }, { 0 } };
static const struct operator comparisons[] = {
	{ T_SIGN, "=", X_EQ }, { T_SIGN, "!=", X_NE }, { T_SIGN, "<", X_LT }, { T_SIGN, "<=", X_LE }, { T_SIGN, ">", X_GT }, { T_SIGN, ">=", X_GE }, { 0 },
};

static const struct operator *operator_here(const struct parser *p, const struct operator *list)
{
	for (; list->text; list++) {
		if (is(p, list->kind, list->text))
			return list;
	}
	return NULL;
}

/* a + b - c: from left to right. */
static struct expr_node *parse_chain(struct parser *p, const struct operator *list, struct expr_node *(*part)(struct parser *))
{
	struct expr_node *left = part(p);
	for (const struct operator *op; (op = operator_here(p, list));) {
		int at = p->token.at;
		advance(p);
		struct expr_node *pair[] = { left, part(p) };
		left = make(p, op->code, at, 2, pair);
	}
	return left;
}

static struct expr_node *parse_product(struct parser *p)
{
	return parse_chain(p, products, parse_unary);
}

static struct expr_node *parse_sum(struct parser *p)
{
	return parse_chain(p, sums, parse_product);
}

static struct expr_node *parse_in(struct parser *p, struct expr_node *left)
{
	struct list args = { .item = NULL };
	int at = p->token.at;
	advance(p);
	list_add(p, &args, left);
	if (!need(p, "("))
		return NULL;
	do {
		struct expr_node *item = parse_unary(p);
		if (item && item->code != X_CONST && item->code != X_DATE)
			return fail_at(p, item->at, "en la lista de «in» van valores escritos: ('a', 'b') o (1, 2)");
		list_add(p, &args, item);
	} while (take(p, T_SIGN, ","));
	return need(p, ")") ? make(p, X_IN, at, args.n, args.item) : NULL;
}

static struct expr_node *parse_comparison(struct parser *p)
{
	struct expr_node *left = parse_sum(p);
	if (is(p, T_NAME, "in"))
		return parse_in(p, left);
	const struct operator *op = operator_here(p, comparisons);
	if (!op)
		return left;
	int at = p->token.at;
	advance(p);
	struct expr_node *pair[] = { left, parse_sum(p) };
	if (operator_here(p, comparisons))
		return fail_at(p, p->token.at, "las comparaciones no se encadenan: escriba «a < b and b < c»");
	return make(p, op->code, at, 2, pair);
}

/* a and b and c is one node, so that long conditions are not deep. */
static struct expr_node *parse_flat(struct parser *p, const char *word, enum expr_code code, struct expr_node *(*part)(struct parser *))
{
	struct list args = { .item = NULL };
	int at = p->token.at;
	list_add(p, &args, part(p));
	while (take(p, T_NAME, word))
		list_add(p, &args, part(p));
	return p->failed ? NULL : args.n == 1 ? args.item[0] : make(p, code, at, args.n, args.item);
}

static struct expr_node *parse_and(struct parser *p)
{
	return parse_flat(p, "and", X_AND, parse_comparison);
}

static struct expr_node *parse_or(struct parser *p)
{
	return parse_flat(p, "or", X_OR, parse_and);
}

struct expr *expr_parse(struct arena *arena, const char *text, const struct expr_where *where, struct problems *problems)
{
	struct parser p = { .arena = arena, .where = where, .problems = problems };
	struct expr *x = arena_new(arena, struct expr);
	x->text = arena_strdup(arena, text);
	p.lexer = (struct lexer){ .arena = arena, .source = x->text };
	advance(&p);
	x->root = parse_or(&p);
	if (is(&p, T_SIGN, "/"))
		fail_at(&p, p.token.at, "%s", use_div);
	if (!p.failed && p.token.kind != T_END)
		fail_at(&p, p.token.at, "sobra %s: falta «and», «or» u otro operador antes", found(&p));
	x->n_node = p.n_node;
	return p.failed ? NULL : x;
}
