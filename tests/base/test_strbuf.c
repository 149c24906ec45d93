#include "base/strbuf.h"
#include <criterion/criterion.h>
#include <string.h>

Test(strbuf, grows_and_stays_a_string)
{
	struct arena a;
	arena_init(&a);
	struct strbuf b;
	strbuf_init(&b, &a);
	cr_expect_str_eq(b.text, "");
	for (int i = 0; i < 2000; i++) {
		strbuf_add(&b, "ñu");
		cr_assert_eq(b.text[b.len], '\0');
	}
	cr_expect_eq(b.len, 6000);
	cr_expect_eq(strlen(b.text), 6000);
	strbuf_clear(&b);
	cr_expect_str_eq(b.text, "");
	strbuf_addn(&b, "hogar 12", 5);
	strbuf_add_code(&b, 0xF1);
	strbuf_add_code(&b, 0x1F600);
	cr_expect_str_eq(b.text, "hogarñ😀");
	arena_done(&a);
}

Test(strbuf, printf_at_every_length_around_the_capacity)
{
	struct arena a;
	arena_init(&a);
	for (int n = 60; n < 132; n++) {
		struct strbuf b;
		strbuf_init(&b, &a);
		strbuf_add(&b, "<");
		strbuf_printf(&b, "%0*d", n, 7);
		strbuf_add(&b, ">");
		cr_assert_eq(b.len, (size_t)n + 2);
		cr_assert_eq(strlen(b.text), (size_t)n + 2);
		cr_assert_eq(b.text[n], '7');
	}
	arena_done(&a);
}

Test(strbuf, reserve_makes_room_for_direct_writing)
{
	struct arena a;
	arena_init(&a);
	struct strbuf b;
	strbuf_init(&b, &a);
	strbuf_add(&b, "abc");
	strbuf_reserve(&b, 10000);
	cr_expect_gt(b.cap - b.len, 10000);
	cr_expect_str_eq(b.text, "abc");
	arena_done(&a);
}
