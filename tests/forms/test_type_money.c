#include "field.h"

Test(type_money, as_people_write_pesos)
{
	struct variable v = field_var("money");
	FIELD_CASES(&v, { "$ 1.200.000", "1200000" }, { "$1.200.000", "1200000" }, { "1200000", "1200000" }, { "1.200.000", "1200000" },
		    { "1'200.000", "1200000" }, { "1,200,000", "1200000" }, { "1.200.000,00", "1200000" }, { "0", "0" },
		    { "-5000", "!Escriba un valor en pesos de 0 en adelante" }, { "1200,50", "!Escriba pesos enteros, sin centavos" },
		    { "mucho", "!Escriba un valor en pesos, como 1.200.000" }, { "$", "!Escriba un valor en pesos, como 1.200.000" });
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
