#include "forms/repeat.h"

#include <stdio.h>

bool variable_is_repeat(const struct variable *v)
{
	return v->repeat && v->repeat->var == v;
}

const struct variable *repeat_field(const struct variable *v, int row)
{
	return v->rows && row >= 1 && row <= v->repeat->max ? &v->rows[row - 1] : NULL;
}

static bool there(const struct answers *a, const char *name, bool hidden, struct value *out)
{
	const struct answer *found = answers_find(a, name);
	if (!found || (found->hidden && !hidden) || found->value.kind == VALUE_NONE)
		return false;
	*out = found->value;
	return true;
}

bool repeat_has(const struct repeat *r, const struct answers *a, int row, bool hidden)
{
	char number[12];
	struct value v;
	if (!a)
		return false;
	snprintf(number, sizeof number, "%d", row);
	if (there(a, r->var->name, hidden, &v) && value_set_has(v, number))
		return true;
	for (int i = 0; i < r->n; i++) {
		if (there(a, repeat_field(r->field[i], row)->name, hidden, &v))
			return true;
	}
	return false;
}

bool repeat_known(const struct repeat *r, const struct answers *a)
{
	struct value v;
	return a && there(a, r->var->name, false, &v) && value_known(v);
}

const char *repeat_row_name(const struct repeat *r, int row, struct arena *arena)
{
	return arena_printf(arena, "%s %d", r->row_label, row);
}
