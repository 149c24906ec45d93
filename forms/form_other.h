#pragma once
/* «Otro, ¿cuál?»: a selection whose variable names with `other` the text that goes with its choice otro (or otra). The text is asked when that choice
 * is taken, and then it is required; a form need not say so. For form_load.c only. */
#include "forms/form_order.h"

const struct choice *choice_other(const struct choice_list *);                       /* otro, otra or other; NULL: none */
/* The selection asked before of which this is the text; NULL: of none. */
const struct variable *form_other_of(const struct form_order *, const struct variable *text);
const struct expr *form_other_relevant(struct arena *, const struct dict *, const struct variable *selection, const struct yaml_node *at, struct expr_where, struct problems *);
/* Each selection of the form with such a text asks it too, and after it. */
void form_other_check(const struct form_order *, const struct variable *selection, const struct yaml_node *at, struct problems *);
