#pragma once
/* Private to expr*.c and dict_finish.c: the tree of an expression and the three steps that work on it.
 * Parsing needs no dictionary; checking gives each node its type; evaluating needs a checked tree. */
#include "forms/expr.h"
#include "forms/expr_span.h"

enum expr_code {
	X_CONST, X_TRUE, X_FALSE, X_VAR, X_SELF,
	X_OR, X_AND, X_NOT,
	X_EQ, X_NE, X_LT, X_LE, X_GT, X_GE, X_IN,
	X_ADD, X_SUB, X_MUL, X_DIV, X_MOD, X_NEG,
	X_IF, X_COALESCE, X_ANSWERED, X_KNOWN_TRUE, X_ONCE,
	X_SELECTED, X_COUNT_SELECTED, X_REGEX, X_LENGTH,
	X_TODAY, X_DATE, X_YEARS, X_MONTHS, X_DAYS,
	X_MEMBERS,              /* ${integrante}[predicate]/value: arg[0], arg[1], each may be NULL; num: byte of the «/»; var: the free repeat, NULL for members */
	X_COUNT, X_EXISTS, X_SUM, X_MIN, X_MAX,
	X_MIN_OF, X_MAX_OF,     /* min and max over members; the check tells them from X_MIN and X_MAX */
	X_CODES
};

enum { EXPR_NESTED = 32, EXPR_HEIGHT = 100, EXPR_NODES = 1000 };

struct expr_node {
	enum expr_code code;
	enum expr_type type;             /* after the check; EXPR_ANY: a problem was said about it */
	int at;                          /* byte of the source */
	int scale;                       /* decimals of an EXPR_INT */
	int height;
	int n;
	struct expr_node **arg;
	const char *text;                /* constant, or name of the variable */
	int64_t num;                     /* constant */
	const struct variable *var;      /* X_VAR, X_SELF */
	const struct variable *like;     /* its value is shown as this variable's would be; NULL */
	const struct choice_list *list;  /* its value is one of these; NULL */
};

struct expr {
	const char *text;
	struct expr_node *root;
	int n_node;
	const struct variable **var;     /* that it reads, each once */
	int n_var, cap_var;
};

/* NULL after a problem. */
struct expr *expr_parse(struct arena *, const char *text, const struct expr_where *, struct problems *);
bool expr_check(struct expr *, struct arena *, const struct dict *, const struct expr_where *, struct problems *);
/* Calls `visit` for each ${name} as written; times: how often it is read when the expression is evaluated once, for a household of EXPR_PEOPLE
 * and for as many rows as a repeat may have. */
enum { EXPR_PEOPLE = 20 };
void expr_names(const struct expr_node *, void (*visit)(const char *name, int64_t times, void *), void *);
/* Nodes evaluated in one evaluation of it, calculations of others left out. */
int64_t expr_work(const struct expr_node *);
/* A problem at a byte of the source. */
void expr_problem(struct problems *, const struct expr_where *, const char *text, int at, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
/* Where the expression in a scalar begins. */
struct expr_where expr_where_of(struct expr_where, const struct yaml_node *);
/* EXPR_ANY: its calculation failed. */
enum expr_type variable_expr_type(const struct variable *);

/* A value under way: numbers, dates and truth as spans; texts and sets as text, NULL when unknown. */
struct expr_val { struct span n; const char *text; };
struct expr_env { const struct scope *scope; int me, row; };

struct expr_val expr_node_eval(const struct expr_env *, const struct expr_node *);
enum tri expr_node_test(const struct expr_env *, const struct expr_node *);
bool expr_val_known(const struct expr_node *, struct expr_val);
/* X_MEMBERS: over how many, of which some may not be there; is it known who is; does number i satisfy the predicate? and where it is evaluated */
int expr_members_n(const struct expr_env *, const struct expr_node *members);
bool expr_members_known(const struct expr_env *, const struct expr_node *members);
bool expr_member_there(const struct expr_env *, const struct expr_node *members, int i);
struct expr_env expr_env_member(const struct expr_env *, const struct expr_node *members, int i);
/* Where the calculation of a variable is evaluated; and the variable as it is there: that of the row for a question of a repeat, NULL outside of rows. */
struct expr_env expr_env_within(const struct expr_env *, const struct variable *);
const struct variable *expr_variable_here(const struct expr_env *, const struct variable *);
enum tri expr_member_test(const struct expr_env *, const struct expr_node *members, int i);
struct value expr_val_value(const struct expr_node *, struct expr_val);
