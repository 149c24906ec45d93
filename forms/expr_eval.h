#pragma once
/* Private to expr_eval*.c: one function per kind of node of a checked tree. Nothing is allocated. */
#include "forms/expr_node.h"

typedef struct expr_val (*eval_fn)(const struct expr_env *, const struct expr_node *);
extern const eval_fn expr_evals[X_CODES];

struct expr_val eval_unknown(const struct expr_node *);
struct expr_val eval_tri(enum tri);
struct expr_val eval_span(const struct expr_node *, struct span);

/* expr_eval_members.c */
struct expr_val eval_count(const struct expr_env *, const struct expr_node *);
struct expr_val eval_sum(const struct expr_env *, const struct expr_node *);
struct expr_val eval_extreme_of(const struct expr_env *, const struct expr_node *);
