#include "model/registro.h"

static bool required(const struct form_item *item, const struct scope *scope)
{
	return item->field->always_required || (item->field->required && expr_test(item->field->required, scope, NULL) == TRI_YES);
}

/* In the records: a `default` that the form would offer is not an answer yet. */
static bool answered(const struct scope *scope, const struct variable *var, int me)
{
	const struct answers *from = var->level == LEVEL_INTEGRANTE ? scope->integrante[me] : var->level == LEVEL_VISITA ? scope->visita : scope->hogar;
	return from && answers_get(from, var->name).kind != VALUE_NONE;
}

static bool form_complete(const struct form_def *def, const struct scope *scope, int me)
{
	struct arena arena;
	struct scope of_member = *scope;
	struct form form;
	bool complete = true;
	arena_init(&arena);
	of_member.me = me;
	form_start(&form, def, &of_member, &arena);
	for (int i = 0; complete && i < form.n; i++) {
		const struct form_item *item = &form.item[i];
		struct scope at = form.scope;
		at.me = item->row >= 0 ? item->row : me;
		if (item->relevant && form_item_asks(item) && required(item, &at))
			complete = answered(scope, item->field->var, at.me);
	}
	arena_done(&arena);
	return complete;
}

bool registro_completo(const struct programa *programa, const struct scope *scope)
{
	if (!form_complete(programa->registro_hogar, scope, -1))
		return false;
	for (int i = 0; i < scope->n_integrante; i++)
		if (!form_complete(programa->registro_integrante, scope, i))
			return false;
	return true;
}
