#include "forms/answers.h"
#include "base/date.h"
#include "base/rng.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct arena arena;
static struct answers a;

static void start(void)
{
	arena_init(&arena);
	answers_init(&a, &arena);
}

static void end(void)
{
	arena_done(&arena);
}

TestSuite(answers, .init = start, .fini = end);

Test(answers, absent_is_none)
{
	cr_expect_eq(answers_get(&a, "zona").kind, VALUE_NONE);
	cr_expect_null(answers_find(&a, "zona"));
}

Test(answers, set_get_remove)
{
	answers_set(&a, "zona", value_choice("u"));
	answers_set(&a, "cuartos", value_int(3));
	answers_set(&a, "zona", value_choice("r"));
	cr_expect_eq(a.n, 2);
	cr_expect_str_eq(answers_get(&a, "zona").text, "r");
	cr_expect_str_eq(a.item[0].name, "cuartos", "sorted by name");
	answers_set(&a, "cuartos", value_none());
	cr_expect_eq(a.n, 1);
	answers_set(&a, "cuartos", value_none());
	cr_expect_eq(a.n, 1);
}

Test(answers, keeps_copies_of_names_and_texts)
{
	char name[] = "barrio", text[] = "La Loma";
	answers_set(&a, name, value_text(text));
	memset(name, 'x', 3);
	memset(text, 'x', 3);
	cr_expect_str_eq(answers_text(&a, "barrio"), "La Loma");
}

Test(answers, hidden_is_kept_and_comes_back)
{
	answers_put(&a, &(struct answer){ .name = "grado", .value = value_int(5), .version = 4 });
	answers_hide(&a, "grado", true);
	answers_hide(&a, "nada", true);
	cr_expect_eq(a.n, 1);
	cr_expect_eq(answers_get(&a, "grado").kind, VALUE_NONE);
	cr_expect_eq(answers_find(&a, "grado")->value.num, 5);
	answers_hide(&a, "grado", false);
	cr_expect_eq(answers_get(&a, "grado").num, 5);
	answers_hide(&a, "grado", true);
	answers_set(&a, "grado", value_int(6));
	cr_expect_eq(answers_get(&a, "grado").num, 6, "an answer that is given is shown");
	cr_expect_eq(answers_find(&a, "grado")->version, 4, "its version stays");
}

Test(answers, shorthands_ask_for_their_kind)
{
	answers_set(&a, "n", value_int(9));
	answers_set(&a, "d", value_date(100));
	answers_set(&a, "b", value_bool(true));
	answers_set(&a, "t", value_set("x y"));
	cr_expect_eq(answers_int(&a, "n", -1), 9);
	cr_expect_eq(answers_int(&a, "d", -1), -1);
	cr_expect_eq(answers_date(&a, "d"), 100);
	cr_expect_eq(answers_date(&a, "n"), DATE_NONE);
	cr_expect(answers_bool(&a, "b", false));
	cr_expect(answers_bool(&a, "n", true), "otherwise, when it is no boolean");
	cr_expect_str_eq(answers_text(&a, "t"), "x y");
	cr_expect_str_eq(answers_text(&a, "n"), "");
}

Test(answers, a_copy_is_equal_until_something_changes)
{
	struct answers b;
	answers_put(&a, &(struct answer){ .name = "x", .value = value_text("uno"), .version = 2, .hidden = true });
	answers_set(&a, "y", value_int(1));
	answers_init(&b, &arena);
	answers_set(&b, "old", value_int(1));
	answers_copy(&b, &a);
	cr_expect(answers_equal(&a, &b) && b.n == 2);
	answers_hide(&b, "x", false);
	cr_expect_not(answers_equal(&a, &b));
	answers_hide(&b, "x", true);
	cr_expect(answers_equal(&a, &b));
	b.item[1].version = 9;
	cr_expect_not(answers_equal(&a, &b));
	answers_copy(&b, &b);
	cr_expect_eq(b.n, 2);
}

Test(answers, differences_in_order_of_name)
{
	struct answers b;
	struct answer_change *change;
	answers_init(&b, &arena);
	answers_set(&a, "gone", value_int(1));
	answers_set(&a, "same", value_int(2));
	answers_set(&a, "tucked", value_int(3));
	answers_set(&b, "new", value_int(4));
	answers_set(&b, "same", value_int(2));
	answers_set(&b, "tucked", value_int(3));
	answers_hide(&b, "tucked", true);
	cr_assert_eq(answers_diff(&arena, &a, &b, &change), 3);
	cr_expect_str_eq(change[0].name, "gone");
	cr_expect(change[0].before.num == 1 && change[0].after.kind == VALUE_NONE);
	cr_expect_str_eq(change[1].name, "new");
	cr_expect(change[1].before.kind == VALUE_NONE && change[1].after.num == 4);
	cr_expect_str_eq(change[2].name, "tucked");
	cr_expect_eq(change[2].after.kind, VALUE_NONE);
	cr_expect_eq(answers_diff(&arena, &a, &a, &change), 0);
}

/* Against the simplest store there is: a flag and a number per name. */
Test(answers, behaves_as_a_plain_table)
{
	enum { NAMES = 40, STEPS = 4000 };
	struct rng rng;
	int64_t value[NAMES] = { 0 };
	bool there[NAMES] = { false }, hidden[NAMES] = { false };
	char name[16];
	rng_seed(&rng, 20261122);
	for (int step = 0; step < STEPS; step++) {
		int i = rng_range(&rng, 0, NAMES - 1);
		snprintf(name, sizeof name, "v%d", i);
		switch (rng_range(&rng, 0, 3)) {
		case 0: case 1:
			value[i] = step;
			there[i] = true;
			hidden[i] = false;
			answers_set(&a, name, value_int(step));
			break;
		case 2:
			there[i] = false;
			answers_set(&a, name, value_none());
			break;
		default:
			hidden[i] = there[i] && rng_chance(&rng, 50);
			answers_hide(&a, name, hidden[i]);
		}
	}
	int n = 0;
	for (int i = 0; i < NAMES; i++) {
		snprintf(name, sizeof name, "v%d", i);
		n += there[i];
		cr_expect_eq(answers_int(&a, name, -1), there[i] && !hidden[i] ? value[i] : -1, "%s", name);
	}
	cr_expect_eq(a.n, n);
	for (int i = 1; i < a.n; i++)
		cr_expect_lt(strcmp(a.item[i - 1].name, a.item[i].name), 0);
}
