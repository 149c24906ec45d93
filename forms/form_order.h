#pragma once
/* Which variable is asked where in a form, while it is loaded; and that no `relevant` or `default` reads what is asked later,
 * not even through a calculation: that is why one forward pass settles a form. */
#include "base/yaml.h"
#include "forms/expr.h"

struct form_order {
	struct arena *arena;
	const struct dict *dict;
	int *position;          /* by index of the variable; 0: not in the form */
	int next;               /* position of the field being loaded, from 1 */
	struct order_entry { const struct expr *expr; const char *key; const struct yaml_node *node; int position; } *entry;
	int n, cap;
};

void form_order_init(struct form_order *, struct arena *, const struct dict *);
bool form_order_has(const struct form_order *, const struct variable *);
void form_order_next(struct form_order *, const struct variable *);     /* the field is loaded; NULL: a note */
void form_order_expr(struct form_order *, const struct expr *, const char *key, const struct yaml_node *);   /* stands in the present field */
void form_order_check(const struct form_order *, struct problems *);    /* when all fields are known */
