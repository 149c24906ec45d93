#include "field.h"

Test(type_phone, digits_are_kept)
{
	struct variable v = field_var("phone");
	FIELD_CASES(&v, { "3105550142", "3105550142" }, { "310 555 0142", "3105550142" }, { "+57 310-555-0142", "3105550142" },
		    { "573105550142", "3105550142" }, { "0057 3105550142", "3105550142" }, { "(604) 555 01 42", "6045550142" },
		    { "+57 (604) 555.0142", "6045550142" }, { "555 01 42", "5550142" }, { "", "" });
}

Test(type_phone, says_what_to_write)
{
	static const char reason[] = "!Escriba 10 números que empiecen por 3 o por 60, o los 7 del fijo";
	struct variable v = field_var("phone");
	FIELD_CASES(&v, { "2105550142", reason }, { "310555014", reason }, { "31055501422", reason }, { "0550142", reason }, { "--", reason },
		    { "6115550142", reason }, { "57310555014", reason }, { "310 555 0142 / 300 555 0142", "!Escriba un solo teléfono, con números" },
		    { "no tiene", "!Escriba un solo teléfono, con números" });
}

Test(type_phone, shown_in_groups)
{
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("phone");
	cr_expect_str_eq(variable_format(&v, value_text("3105550142"), &a), "310 555 0142");
	cr_expect_str_eq(variable_format(&v, value_text("5550142"), &a), "555 0142");
	arena_done(&a);
}
