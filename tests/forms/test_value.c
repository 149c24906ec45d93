#include "forms/value.h"
#include <criterion/criterion.h>
#include <string.h>

Test(value, equal_only_in_kind_and_content)
{
	const struct value all[] = {
		value_none(), { .kind = VALUE_REFUSED }, value_bool(false), value_bool(true), value_int(0), value_int(1), value_date(1),
		value_text("a"), value_choice("a"), value_choice("b"), value_set("a"), value_set(""),
	};
	const int n = sizeof all / sizeof *all;
	for (int i = 0; i < n; i++) {
		for (int k = 0; k < n; k++)
			cr_expect_eq(value_equal(all[i], all[k]), i == k, "%d and %d", i, k);
	}
}

Test(value, refused_is_not_known)
{
	cr_expect_not(value_known(value_none()));
	cr_expect_not(value_known((struct value){ .kind = VALUE_REFUSED }));
	cr_expect(value_known(value_bool(false)));
	cr_expect(value_known(value_set("")), "none chosen is an answer");
}

Test(value, membership_is_by_whole_names)
{
	struct value v = value_set("agua luz");
	cr_expect(value_set_has(v, "agua") && value_set_has(v, "luz"));
	cr_expect_not(value_set_has(v, "agu"));
	cr_expect_not(value_set_has(v, "aguas"));
	cr_expect_not(value_set_has(v, "agua luz"));
	cr_expect_not(value_set_has(v, ""));
	cr_expect_not(value_set_has(value_set(""), "agua"));
	cr_expect(value_set_has(value_choice("agua"), "agua"));
	cr_expect_not(value_set_has(value_choice("agua"), "luz"));
	cr_expect_not(value_set_has(value_text("agua"), "agua"));
}

Test(value, a_copy_does_not_depend_on_the_original)
{
	struct arena a;
	char text[] = "urbana";
	arena_init(&a);
	struct value copy = value_copy(&a, value_choice(text));
	memset(text, 'x', sizeof text - 1);
	cr_expect_str_eq(copy.text, "urbana");
	cr_expect(value_equal(value_copy(&a, value_int(-5)), value_int(-5)));
	arena_done(&a);
}
