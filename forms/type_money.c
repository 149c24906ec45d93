#include "forms/field_type_list.h"
#include "forms/number.h"

#include <string.h>

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)today;
	static const char *const reasons[] = {
		[NUMBER_NOT] = "Escriba un valor en pesos, como 1.200.000",
		[NUMBER_FRACTION] = "Escriba pesos enteros, sin centavos",
		[NUMBER_BIG] = "El valor es demasiado grande; escriba 18 cifras o menos",
	};
	text += strspn(text, "$ ");
	int64_t n = 0;
	enum number_fault fault = number_read(text, 0, true, &n);
	if (fault)
		return err_set(err, ERR_DATA, "%s", reasons[fault]);
	if (n < 0)
		return err_set(err, ERR_DATA, "Escriba un valor en pesos de 0 en adelante");
	if (!number_in_range(var, "un valor", n, arena, err))
		return false;
	*out = value_int(n);
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	return arena_printf(arena, "$ %s", number_grouped(v.num, 0, 4, arena));
}

static const char *edit(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	return number_plain(v.num, 0, '.', arena);
}

static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	return code > 0 && code < 0x80 && strchr("0123456789.,'$ ", (int)code);
}

const struct field_type type_money = {
	.name = "money", .kind = VALUE_INT, .expr = EXPR_INT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 16, .edit = edit,
};
