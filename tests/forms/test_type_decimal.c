#include "field.h"

Test(type_decimal, comma_or_point)
{
	struct variable v = field_var("decimal");
	v.decimals = 2, v.min = 0, v.max = 10000;
	FIELD_CASES(&v, { "23,4", "23.40" }, { "23.40", "23.40" }, { "7", "7.00" }, { "100", "100.00" }, { "0,05", "0.05" },
		    { "100,01", "!Escriba un número entre 0,00 y 100,00" }, { "2,345", "!Escriba como máximo 2 decimales" },
		    { "alto", "!Escriba un número, como 23,4" });
}

Test(type_decimal, shown_with_comma)
{
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("decimal");
	v.decimals = 2;
	cr_expect_str_eq(variable_format(&v, value_int(2340), &a), "23,40");
	cr_expect_str_eq(variable_format(&v, value_int(1234567), &a), "12.345,67");
	cr_expect_str_eq(variable_edit_text(&v, value_int(1234567), &a), "12345,67");
	arena_done(&a);
}
