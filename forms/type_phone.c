#include "forms/field_type_list.h"

#include <string.h>

/* Colombian telephones: mobile 3xx xxx xxxx; fixed 60x xxx xxxx (since September 2021) or the old seven digits. Only digits are kept. */

enum { LOCAL = 7, NATIONAL = 10, MOST = 14 };

static bool valid(const char *digits, int n)
{
	if (n == LOCAL)
		return *digits != '0' && *digits != '1';
	return n == NATIONAL && (*digits == '3' || strncmp(digits, "60", 2) == 0);
}

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)var, (void)today;
	char digits[MOST + 1] = "";
	int n = 0;
	for (const char *c = text; *c; c++) {
		if (*c >= '0' && *c <= '9' && n < MOST)
			digits[n++] = *c;
		else if (!strchr(" +()-./", *c))
			return err_set(err, ERR_DATA, "Escriba un solo teléfono, con números");
	}
	const char *local = digits;
	if (n > NATIONAL && strncmp(local, "00", 2) == 0)
		local += 2, n -= 2;
	if (n == NATIONAL + 2 && strncmp(local, "57", 2) == 0)
		local += 2, n -= 2;
	if (!valid(local, n))
		return err_set(err, ERR_DATA, "Escriba 10 números que empiecen por 3 o por 60, o los 7 del fijo");
	*out = value_text(arena_strdup(arena, local));
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	size_t n = strlen(v.text);
	if (n == NATIONAL)
		return arena_printf(arena, "%.3s %.3s %s", v.text, v.text + 3, v.text + 6);
	if (n == LOCAL)
		return arena_printf(arena, "%.3s %s", v.text, v.text + 3);
	return v.text;
}

static const char *edit(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var, (void)arena;
	return v.text;
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return code > 0 && code < 0x80 && strchr("0123456789 +()-./", (int)code);
}

const struct field_type type_phone = {
	.name = "phone", .kind = VALUE_TEXT, .expr = EXPR_TEXT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 16, .edit = edit,
};
