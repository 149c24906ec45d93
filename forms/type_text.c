#include "forms/field_type_list.h"

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)today, (void)arena, (void)err;
	*out = value_text(text);
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var, (void)arena;
	return v.text;
}

static bool accepts(const struct variable *var, uint32_t code)
{
	return code >= ' ' || (var->multiline && code == '\n');
}

const struct field_type type_text = {
	.name = "text", .kind = VALUE_TEXT, .expr = EXPR_TEXT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 40,
};
