#include "field.h"

Test(type_date, as_people_write_dates)
{
	struct variable v = field_var("date");
	FIELD_CASES(&v, { "31/07/1985", "1985-07-31" }, { "3 abril 2026", "2026-04-03" }, { "03042026", "2026-04-03" }, { "ayer", "2026-11-21" },
		    { "+7", "2026-11-29" }, { "", "" }, { "31/02/2026", "!Ese día no existe: revise el día y el mes, como en 31/07/1985" }, { "35-13-2025", "!Ese día no existe: revise el día y el mes, como en 31/07/1985" },
		    { "pronto", "!Escriba una fecha como 31/07/1985" });
}

Test(type_date, limits_as_people_read_them)
{
	struct variable v = field_var("date");
	v.min = date_make(1906, 1, 1), v.max = date_make(2026, 11, 22);
	FIELD_CASES(&v, { "01/01/1906", "1906-01-01" }, { "22/11/2026", "2026-11-22" },
		    { "31/12/1905", "!Escriba una fecha entre 01/01/1906 y 22/11/2026" },
		    { "mañana", "!Escriba una fecha entre 01/01/1906 y 22/11/2026" });
}

Test(type_date, a_file_says_the_day_itself)
{
	struct arena a;
	struct value got;
	struct variable v = field_var("date");
	arena_init(&a);
	cr_expect(variable_import(&v, "1985-07-31", field_today(), &a, &got, NULL) && got.num == date_make(1985, 7, 31));
	cr_expect(variable_import(&v, "31/07/1985", field_today(), &a, &got, NULL) && got.num == date_make(1985, 7, 31));
	cr_expect_not(variable_import(&v, "hoy", field_today(), &a, &got, NULL));
	cr_expect_not(variable_import(&v, "+7", field_today(), &a, &got, NULL));
	arena_done(&a);
}
