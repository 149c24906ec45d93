#pragma once
/* Private to expr_check*.c: one check per kind of node. It may take the types of its arguments for granted when they are not EXPR_ANY. */
#include "forms/expr_node.h"

struct expr_checker {
	struct expr *x;
	struct arena *arena;
	const struct dict *dict;
	const struct expr_where *where;
	struct problems *problems;
	bool in_members;       /* inside ${integrante}[ ]/ or ${repeat}[ ]/ */
	const struct repeat *in_rows;     /* inside those of this repeat */
	bool failed;
};

typedef void (*check_fn)(struct expr_checker *, struct expr_node *);
extern const check_fn expr_checks[X_CODES];

void check_node(struct expr_checker *, struct expr_node *);
bool check_visible(struct expr_checker *, const struct expr_node *, const struct variable *);      /* may the rule read it here? */
const struct variable *check_known(struct expr_checker *, const struct expr_node *);                 /* by its text; NULL after a problem */
void check_reads(struct expr_checker *, const struct variable *);
void check_say(struct expr_checker *, const struct expr_node *, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool check_want(struct expr_checker *, const struct expr_node *, enum expr_type);      /* false after a problem, said now or before */
const char *expr_type_words(enum expr_type);

/* expr_check_ops.c: operators, and what has to be of one type with something else */
void check_equal(struct expr_checker *, struct expr_node *);
void check_order(struct expr_checker *, struct expr_node *);
void check_in(struct expr_checker *, struct expr_node *);
void check_add(struct expr_checker *, struct expr_node *);
void check_mul(struct expr_checker *, struct expr_node *);
void check_div(struct expr_checker *, struct expr_node *);
void check_neg(struct expr_checker *, struct expr_node *);
void check_if(struct expr_checker *, struct expr_node *);
void check_same(struct expr_checker *, struct expr_node *);
void check_result(struct expr_checker *, struct expr_node *);      /* against the list and decimals of where->self_var */
void check_set_result(struct expr_checker *, struct expr_node *);  /* a set is wanted: written as a text of names */
void check_choice(struct expr_checker *, const struct choice_list *, struct expr_node *literal);

/* expr_check_fn.c: functions and aggregates */
void check_extreme(struct expr_checker *, struct expr_node *);
void check_once(struct expr_checker *, struct expr_node *);
void check_answered(struct expr_checker *, struct expr_node *);
void check_selected(struct expr_checker *, struct expr_node *);
void check_count_selected(struct expr_checker *, struct expr_node *);
void check_regex(struct expr_checker *, struct expr_node *);
void check_length(struct expr_checker *, struct expr_node *);
bool check_members_open(struct expr_checker *, struct expr_node *);      /* before its parts: whose they are; false after a problem */
void check_members(struct expr_checker *, struct expr_node *);
void check_count(struct expr_checker *, struct expr_node *);
void check_sum(struct expr_checker *, struct expr_node *);
