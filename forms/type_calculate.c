#include "forms/field_type_list.h"

/* A result of its `calculation`, of whatever kind that has; never typed, stored or imported. variable_format shows it by its kind. */

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)text, (void)today, (void)arena, (void)out;
	return err_set(err, ERR_DATA, "Este dato se calcula solo; cambie las respuestas de las que sale");
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var, (void)v, (void)arena;
	return "";
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var, (void)code;
	return false;
}

const struct field_type type_calculate = {
	.name = "calculate", .kind = VALUE_NONE, .expr = EXPR_ANY, .parse = parse, .format = format, .accepts = accepts, .columns = 20,
};
