#include "base/date.h"
#include "base/id.h"
#include <criterion/criterion.h>
#include <string.h>

Test(id, ordered_unique_version_7)
{
	struct id last = { { 0 } };
	for (int i = 0; i < 20000; i++) {
		struct id id = id_new();
		cr_assert_gt(memcmp(id.b, last.b, sizeof id.b), 0, "id %d", i);
		cr_assert_eq(id.b[6] >> 4, 7);
		cr_assert_eq(id.b[8] >> 6, 2);
		last = id;
	}
}

Test(id, carries_the_time)
{
	int64_t before = clock_now();
	struct id id = id_new();
	int64_t ms = 0;
	for (int i = 0; i < 6; i++)
		ms = ms << 8 | id.b[i];
	cr_expect(ms >= before && ms <= clock_now() + 1);
}

Test(id, ordered_while_the_clock_stands_or_is_set_back)
{
	struct id last = id_new();
	clock_fix(date_make(2020, 1, 1));
	for (int i = 0; i < 10000; i++) {
		struct id id = id_new();
		cr_assert_gt(memcmp(id.b, last.b, sizeof id.b), 0);
		last = id;
	}
}

Test(id, the_same_seed_gives_the_same_ids)
{
	struct id first[50];
	id_seed(7);
	for (int i = 0; i < 50; i++)
		first[i] = id_new();
	id_seed(7);
	for (int i = 0; i < 50; i++) {
		cr_expect(id_equal(id_new(), first[i]));
		cr_expect(i == 0 || memcmp(first[i].b, first[i - 1].b, 16) > 0);
	}
	id_seed(8);
	cr_expect_not(id_equal(id_new(), first[0]));
	id_seed(0);
	struct id a = id_new(), b = id_new();
	cr_expect_not(id_equal(a, b));
	cr_expect_gt(memcmp(a.b, first[49].b, 16), 0);
}

Test(id, text_and_back)
{
	char text[ID_TEXT];
	struct id id, back;
	cr_assert(id_parse("0190a5c2-7b3e-7f00-8abc-0123456789ab", &id));
	cr_expect_str_eq(id_text(id, text), "0190a5c2-7b3e-7f00-8abc-0123456789ab");
	cr_assert(id_parse("0190A5C2-7B3E-7F00-8ABC-0123456789AB", &back));
	cr_expect(id_equal(id, back));
}

Test(id, wrong_texts)
{
	static const char *const wrong[] = {
		"", "0190a5c2", "0190a5c27b3e7f008abc0123456789ab", "0190a5c2-7b3e-7f00-8abc-0123456789a", "0190a5c2-7b3e-7f00-8abc-0123456789abc",
		"0190a5c2-7b3e-7f00-8abc-0123456789ag", "0190a5c2_7b3e_7f00_8abc_0123456789ab", " 0190a5c2-7b3e-7f00-8abc-0123456789ab",
	};
	struct id id;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		cr_expect_not(id_parse(wrong[i], &id), "«%s»", wrong[i]);
}
