#include "field.h"

Test(type_integer, reads_and_says_why_not)
{
	struct variable v = field_var("integer");
	FIELD_CASES(&v, { "12", "12" }, { " 12 ", "12" }, { "-3", "-3" }, { "12.500", "12500" }, { "", "" }, { "   ", "" },
		    { "2,5", "!Escriba un número entero, sin decimales" }, { "dos", "!Escriba un número, como 12" },
		    { "1234567890123456789", "!El número es demasiado grande; escriba 18 cifras o menos" });
}

Test(type_integer, limits)
{
	struct variable v = field_var("integer");
	v.min = 1, v.max = 20;
	FIELD_CASES(&v, { "1", "1" }, { "20", "20" }, { "0", "!Escriba un número entre 1 y 20" }, { "21", "!Escriba un número entre 1 y 20" });
	v.max = INT64_MAX;
	FIELD_CASES(&v, { "0", "!Escriba un número desde 1" });
	v.min = INT64_MIN, v.max = 20;
	FIELD_CASES(&v, { "21", "!Escriba un número hasta 20" });
}

Test(type_integer, keys_that_it_takes)
{
	struct variable v = field_var("integer");
	cr_expect(v.type->accepts(&v, '7'));
	cr_expect(v.type->accepts(&v, '-'));
	cr_expect_not(v.type->accepts(&v, 'a'));
	cr_expect_not(v.type->accepts(&v, 0));
	v.min = 0;
	cr_expect_not(v.type->accepts(&v, '-'));
}
