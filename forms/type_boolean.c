#include "forms/field_type_list.h"

#include <string.h>

#include "base/text.h"

static const struct { const char *word; bool yes; } words[] = {
	{ "si", true }, { "s", true }, { "1", true }, { "x", true }, { "verdadero", true }, { "true", true },
	{ "no", false }, { "n", false }, { "0", false }, { "falso", false }, { "false", false },
};

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)today;
	const char *folded = text_fold(arena, text);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(folded, words[i].word) == 0) {
			*out = value_bool(words[i].yes);
			return true;
		}
	}
	return err_set(err, ERR_DATA, "Escriba sí o no");
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var, (void)arena;
	return v.num ? "Sí" : "No";
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return (code > 0 && code < 0x80 && strchr("sinoxSINOX01", (int)code)) || code == 0xED || code == 0xCD;
}

const struct field_type type_boolean = {
	.name = "boolean", .kind = VALUE_BOOL, .expr = EXPR_BOOL,
	.parse = parse, .format = format, .accepts = accepts, .columns = 4,
};
