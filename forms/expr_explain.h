#pragma once
/* Private to expr*.c: the «¿por qué?». A second walk over the tree, made only when a trace is asked for, that evaluates as it goes
 * and says what decided the result and nothing else. Result words: sí, no, falta el dato. */
#include "forms/expr_node.h"

struct explainer {
	struct expr_env env;
	struct trace *trace;
};

void expr_explain(const struct expr *, const struct expr_env *, struct trace *);

/* «, dato del 12/03/2026» behind an answer whose day is known; else "". */
const char *explain_day(const struct explainer *, const struct expr_node *);
/* Truth of a part, seen through `not` when negated. */
void explain_test(struct explainer *, const struct expr_node *, bool negated, int depth);
void explain_value(struct explainer *, const struct expr_node *, int depth);
/* Lines «Falta el dato: …» for all that keeps the node from being known; says at least one line. */
void explain_missing(struct explainer *, const struct expr_node *, int depth);

/* An aggregate, with what was asked of it: "mínimo 1: sí", or NULL. `result`: of what was asked. */
void explain_aggregate(struct explainer *, const struct expr_node *, const char *asked, enum tri result, int depth);
