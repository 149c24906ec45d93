#include "forms/field_type_list.h"

/* Which rows of a free repeat there are, as a set of their numbers (forms/repeat.h). On the screen rows are added and taken out; typed it is as
 * any selection: «1, 3» or «ninguna». */

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	return type_select_multiple.parse(var, text, today, arena, out, err);
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	return type_select_multiple.format(var, v, arena);
}

static const char *edit(const struct variable *var, struct value v, struct arena *arena)
{
	return type_select_multiple.edit(var, v, arena);
}

static bool accepts(const struct variable *var, uint32_t code)
{
	return type_select_multiple.accepts(var, code);
}

const struct field_type type_repeat = {
	.name = "repeat", .kind = VALUE_SET, .expr = EXPR_SET, .parse = parse, .format = format, .accepts = accepts, .columns = 40, .edit = edit,
};
