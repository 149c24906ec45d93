#include "forms/names.h"
#include <criterion/criterion.h>
#include <stdio.h>

Test(names, finds_what_was_added_and_nothing_else)
{
	enum { MANY = 3000 };
	struct arena a;
	struct names t;
	arena_init(&a);
	names_init(&t, &a);
	cr_expect_eq(names_find(&t, "v0"), -1);
	for (int i = 0; i < MANY; i++)
		cr_assert(names_add(&t, arena_printf(&a, "v%d", i), i));
	for (int i = 0; i < MANY; i++) {
		char name[16];
		snprintf(name, sizeof name, "v%d", i);
		cr_assert_eq(names_find(&t, name), i);
		cr_assert_not(names_add(&t, name, 99));
	}
	cr_expect_eq(names_find(&t, "v3000"), -1);
	cr_expect_eq(names_find(&t, ""), -1);
	cr_expect_eq(t.n, MANY);
	arena_done(&a);
}
