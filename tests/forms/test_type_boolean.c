#include "field.h"

Test(type_boolean, words_for_yes_and_no)
{
	struct variable v = field_var("boolean");
	FIELD_CASES(&v, { "sí", "si" }, { "SÍ", "si" }, { "si", "si" }, { "S", "si" }, { "1", "si" }, { "x", "si" }, { "No", "no" },
		    { "n", "no" }, { "0", "no" }, { "", "" }, { "tal vez", "!Escriba sí o no" }, { "2", "!Escriba sí o no" });
}

Test(type_boolean, shown)
{
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("boolean");
	cr_expect_str_eq(variable_format(&v, value_bool(true), &a), "Sí");
	cr_expect_str_eq(variable_format(&v, value_bool(false), &a), "No");
	cr_expect_str_eq(variable_format(&v, value_none(), &a), "");
	arena_done(&a);
}
