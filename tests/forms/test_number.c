#include "forms/number.h"
#include <criterion/criterion.h>

static int64_t number(const char *text, int decimals, bool comma_groups)
{
	int64_t n = -1;
	enum number_fault fault = number_read(text, decimals, comma_groups, &n);
	return fault ? -1000000 - (int64_t)fault : n;
}

enum { NOT = -1000000 - NUMBER_NOT, FRACTION = -1000000 - NUMBER_FRACTION, BIG = -1000000 - NUMBER_BIG };

Test(number, whole)
{
	cr_expect_eq(number("1200000", 0, false), 1200000);
	cr_expect_eq(number("1.200.000", 0, false), 1200000);
	cr_expect_eq(number("1'200.000", 0, false), 1200000);
	cr_expect_eq(number("1 200 000", 0, false), 1200000);
	cr_expect_eq(number("- 7", 0, false), -7);
	cr_expect_eq(number("007", 0, false), 7);
	cr_expect_eq(number("12,0", 0, false), 12);
	cr_expect_eq(number("1.20.000", 0, false), NOT);
	cr_expect_eq(number("1200.000.000", 0, false), NOT);
	cr_expect_eq(number("1.200.", 0, false), NOT);
	cr_expect_eq(number("1..200", 0, false), NOT);
	cr_expect_eq(number("", 0, false), NOT);
	cr_expect_eq(number("doce", 0, false), NOT);
	cr_expect_eq(number("12a", 0, false), NOT);
}

Test(number, a_comma_that_may_mean_thousands_or_decimals)
{
	cr_expect_eq(number("1,000", 0, false), FRACTION, "never 1 in silence");
	cr_expect_eq(number("1,000", 0, true), 1000);
	cr_expect_eq(number("1,200,000", 0, true), 1200000);
	cr_expect_eq(number("1.200,00", 0, true), 1200);
	cr_expect_eq(number("1200.50", 0, true), FRACTION);
}

Test(number, decimals_are_scaled)
{
	cr_expect_eq(number("23,4", 2, false), 2340);
	cr_expect_eq(number("23.40", 2, false), 2340);
	cr_expect_eq(number("23", 2, false), 2300);
	cr_expect_eq(number("0,05", 2, false), 5);
	cr_expect_eq(number("-0,05", 2, false), -5);
	cr_expect_eq(number("1.200,5", 2, false), 120050);
	cr_expect_eq(number("1.200.000", 2, false), 120000000);
	cr_expect_eq(number("1.200", 2, false), FRACTION, "thousands or decimals: who knows");
	cr_expect_eq(number("23,456", 2, false), FRACTION);
}

Test(number, size)
{
	cr_expect_eq(number("999999999999999999", 0, false), INT64_C(999999999999999999));
	cr_expect_eq(number("1999999999999999999", 0, false), BIG);
	cr_expect_eq(number("99999999999999999999999999999999999999", 0, false), BIG);
	cr_expect_eq(number("99999999999999999", 2, false), BIG);
	cr_expect_eq(number("000000000000000000000000000007", 0, false), 7);
}

Test(number, writing)
{
	struct arena a;
	arena_init(&a);
	cr_expect_str_eq(number_plain(-5, 2, '.', &a), "-0.05");
	cr_expect_str_eq(number_plain(INT64_MIN, 0, '.', &a), "-9223372036854775808");
	cr_expect_str_eq(number_grouped(1200000, 0, 4, &a), "1.200.000");
	cr_expect_str_eq(number_grouped(-123456, 0, 4, &a), "-123.456");
	cr_expect_str_eq(number_grouped(2026, 0, 5, &a), "2026");
	cr_expect_str_eq(number_grouped(2026, 0, 4, &a), "2.026");
	cr_expect_str_eq(number_grouped(1234550, 2, 5, &a), "12.345,50");
	arena_done(&a);
}
