#pragma once
/* Private to expr*.c: values, variables and conditions in words, in the arena of a trace. */
#include "forms/expr_node.h"

/* A comparison turned so that a constant stands at the right, with `not` worked in. */
struct comparison { const struct expr_node *left, *right; enum expr_code code; };

bool words_comparison(const struct expr_node *, bool negated, struct comparison *out);    /* false: no comparison */
/* Two of them that make «entre a y b» of one variable. */
bool words_between(struct arena *, const struct comparison *, const struct comparison *, const char **out);

const char *words_value(struct arena *, const struct expr_node *, struct expr_val);       /* also of bounds: "al menos 3" */
const char *words_variable(struct arena *, const struct expr_env *, const struct variable *);   /* «Edad de María»; without the name when env is NULL */
const char *words_member(struct arena *, const struct expr_env *, const struct expr_node *members, int i);
const char *words_node(struct arena *, const struct expr_env *, const struct expr_node *);      /* what it is: «Personas × 3» */
const char *words_asked(struct arena *, enum expr_code, const struct expr_node *left, const char *right);   /* «mínimo 5» */
const char *words_choices(struct arena *, const struct expr_node *in);                    /* of X_IN: «Hombre o Mujer» */
const char *words_condition(struct arena *, const struct expr_node *, bool negated);      /* «Edad (entre 6 y 16) y ¿Estudia?: No» */
const char *words_tri(enum tri);
const char *words_or(const char *next);                                                   /* " o ", " u " */
const char *words_and(const char *next);                                                  /* " y ", " e " */
bool words_is_aggregate(const struct expr_node *);
