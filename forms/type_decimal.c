#include "forms/field_type_list.h"
#include "forms/number.h"

#include <string.h>

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	(void)today;
	int64_t n = 0;
	switch (number_read(text, var->decimals, false, &n)) {
	case NUMBER_OK:
		break;
	case NUMBER_NOT:
		return err_set(err, ERR_DATA, "Escriba un número, como 23,4");
	case NUMBER_FRACTION:
		return err_set(err, ERR_DATA, "Escriba como máximo %d decimales", var->decimals);
	case NUMBER_BIG:
		return err_set(err, ERR_DATA, "El número es demasiado grande; escriba 18 cifras o menos");
	}
	if (!number_in_range(var, "un número", n, arena, err))
		return false;
	*out = value_int(n);
	return true;
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	return number_grouped(v.num, var->decimals, 5, arena);
}

static const char *edit(const struct variable *var, struct value v, struct arena *arena)
{
	return number_plain(v.num, var->decimals, ',', arena);
}

static const char *export(const struct variable *var, struct value v, struct arena *arena)
{
	return number_plain(v.num, var->decimals, '.', arena);
}

static bool accepts(const struct variable *var, uint32_t code)
{
	if (code == '-')
		return var->min < 0;
	return code > 0 && code < 0x80 && strchr("0123456789., ", (int)code);
}

const struct field_type type_decimal = {
	.name = "decimal", .kind = VALUE_INT, .expr = EXPR_INT,
	.parse = parse, .format = format, .accepts = accepts, .columns = 10, .edit = edit, .export = export,
};
