#include "forms/field_type_list.h"

#include "forms/address.h"

/* What follows the Colombian pattern is kept in its normal form; anything else stays as typed and is never refused. */

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)today, (void)err;
	const char *normal = address_normalise(text, arena);
	*out = value_text(normal ? normal : text);
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

const struct field_type type_address = {
	.name = "address", .kind = VALUE_TEXT, .expr = EXPR_TEXT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 40,
};
