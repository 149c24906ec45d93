#include "forms/field_type_list.h"

#include <string.h>

/* Identity numbers in general. What each type of document asks for stands in the dictionary as a constraint. */

enum { LEAST = 3, MOST = 20 };

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)today;
	char number[MOST + 1] = "";
	int n = 0;
	for (; *text; text++) {
		if (strchr(" .,-'", *text))
			continue;
		if (!is_letter(*text) && !is_digit(*text))
			return err_set(err, ERR_DATA, "Escriba solo números y letras sin tilde");
		if (n == MOST)
			return err_set(err, ERR_DATA, "Escriba como máximo %d números o letras", MOST);
		number[n++] = *text >= 'a' ? (char)(*text - 'a' + 'A') : *text;
	}
	if (n < LEAST)
		return err_set(err, ERR_DATA, "Escriba al menos %d números o letras", LEAST);
	*out = value_text(arena_strdup(arena, number));
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var, (void)arena;
	return v.text;
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return code > 0 && code < 0x80 && (is_letter((char)code) || is_digit((char)code) || strchr(" .,-", (int)code));
}

const struct field_type type_document = {
	.name = "document", .kind = VALUE_TEXT, .expr = EXPR_TEXT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 16,
};
