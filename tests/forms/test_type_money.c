#include "field.h"

Test(type_money, as_people_write_pesos)
{
	struct variable v = field_var("money");
	FIELD_CASES(&v, { "$ 1.200.000", "1200000" }, { "$1.200.000", "1200000" }, { "1200000", "1200000" }, { "1.200.000", "1200000" },
		    { "1'200.000", "1200000" }, { "1,200,000", "1200000" }, { "1.200.000,00", "1200000" }, { "0", "0" },
		    { "-5000", "!Escriba un valor en pesos de 0 en adelante" }, { "1200,50", "!Escriba pesos enteros, sin centavos" },
		    { "mucho", "!Escriba un valor en pesos, como 1.200.000" }, { "$", "!Escriba un valor en pesos, como 1.200.000" });
}

/* «1 mil» was kept as $ 1: a word behind the number is understood exactly, or refused. */
Test(type_money, words_behind_the_number)
{
	struct variable v = field_var("money");
	FIELD_CASES(&v, { "1 mil", "1000" }, { "1mil", "1000" }, { "$ 250 MIL", "250000" }, { "1 millón", "1000000" }, { "2 millones", "2000000" }, { "1,5 millones", "1500000" },
		    { "2,5 mil", "2500" }, { "1.500 mil", "1500000" }, { "1.200 millones", "1200000000" }, { "1200 pesos", "1200" }, { "100.000.000.000.000.000 mil", "!El valor es demasiado grande; escriba 18 cifras o menos" },
		    { "1 mill", "!Escriba un valor en pesos, como 1.200.000" }, { "2 mil 500", "!Escriba un valor en pesos, como 1.200.000" }, { "mil", "!Escriba un valor en pesos, como 1.200.000" },
		    { "1,5555 mil", "!Escriba pesos enteros, sin centavos" });
	for (const char *s = "1mil$ .,'"; *s; s++)
		cr_expect(v.type->accepts(&v, (uint32_t)*s), "%c", *s);
	cr_expect(v.type->accepts(&v, 0xF3), "ó of millón");
	cr_expect_not(v.type->accepts(&v, '@'));
}

Test(type_money, shown)
{
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("money");
	cr_expect_str_eq(variable_format(&v, value_int(1200000), &a), "$ 1.200.000");
	cr_expect_str_eq(variable_format(&v, value_int(1200), &a), "$ 1.200");
	cr_expect_str_eq(variable_format(&v, value_int(0), &a), "$ 0");
	cr_expect_str_eq(variable_edit_text(&v, value_int(1200000), &a), "1200000");
	v.max = 99999999;
	cr_expect_str_eq(field_read(&v, "100000000", &a), "!Escriba un valor hasta $ 99.999.999");
	arena_done(&a);
}
