#include "base/date.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Stands before the one of libc, so that a test can set the clock of the machine back. */
static time_t set_back;

int clock_gettime(clockid_t id, struct timespec *ts)
{
	int result = (int)syscall(SYS_clock_gettime, id, ts);
	if (id == CLOCK_REALTIME)
		ts->tv_sec -= set_back;
	return result;
}

static char text[DATE_TEXT];

Test(date, every_day_of_the_calendar_goes_and_comes_back)
{
	int32_t expected = date_make(1, 1, 1);
	cr_assert_eq(expected, -719162);
	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= 31; d++) {
				int32_t day = date_make(y, m, d);
				if (day == DATE_NONE)
					continue;
				int y2, m2, d2;
				date_split(day, &y2, &m2, &d2);
				cr_assert(day == expected && y2 == y && m2 == m && d2 == d, "%d-%d-%d", y, m, d);
				expected++;
			}
	cr_expect_eq(expected, 2932897);
}

Test(date, impossible)
{
	cr_expect_eq(date_make(2026, 2, 29), DATE_NONE);
	cr_expect_neq(date_make(2024, 2, 29), DATE_NONE);
	cr_expect_eq(date_make(1900, 2, 29), DATE_NONE);
	cr_expect_neq(date_make(2000, 2, 29), DATE_NONE);
	cr_expect_eq(date_make(2026, 4, 31), DATE_NONE);
	cr_expect_eq(date_make(2026, 13, 1), DATE_NONE);
	cr_expect_eq(date_make(2026, 0, 1), DATE_NONE);
	cr_expect_eq(date_make(2026, 1, 0), DATE_NONE);
	cr_expect_eq(date_make(0, 1, 1), DATE_NONE);
	cr_expect_eq(date_make(10000, 1, 1), DATE_NONE);
}

Test(date, weekdays_and_texts)
{
	cr_expect_eq(date_make(1970, 1, 1), 0);
	int32_t day = date_make(2026, 11, 22);
	cr_expect_eq(date_weekday(day), 6);
	cr_expect_eq(date_weekday(day + 1), 0);
	cr_expect_eq(date_weekday(date_make(1969, 12, 31)), 2);
	cr_expect_eq(date_weekday(date_make(1948, 4, 9)), 4);
	cr_expect_str_eq(date_text(day, text), "22/11/2026");
	cr_expect_str_eq(date_iso(day, text), "2026-11-22");
	cr_expect_str_eq(date_long(day, text), "domingo 22 de noviembre de 2026");
	cr_expect_str_eq(date_long(date_make(2025, 9, 3), text), "miércoles 3 de septiembre de 2025");
	cr_expect_str_empty(date_text(DATE_NONE, text));
	cr_expect_str_empty(date_iso(DATE_NONE, text));
	cr_expect_str_empty(date_long(DATE_NONE, text));
}

Test(date, completed_years_and_months)
{
	static const struct { const char *from, *to; int years, months; } rows[] = {
		{ "2000-05-10", "2026-05-09", 25, 311 }, { "2000-05-10", "2026-05-10", 26, 312 }, { "2000-05-10", "2000-05-10", 0, 0 },
		{ "2024-02-29", "2025-02-28", 0, 11 },   { "2024-02-29", "2025-03-01", 1, 12 },  { "2024-02-29", "2028-02-28", 3, 47 },
		{ "2024-02-29", "2028-02-29", 4, 48 },   { "2008-02-29", "2026-02-28", 17, 215 }, { "2008-02-29", "2026-03-01", 18, 216 },
		{ "2026-01-31", "2026-02-28", 0, 0 },    { "2026-01-31", "2026-03-01", 0, 1 },   { "2026-05-10", "2026-05-09", -1, -1 },
		{ "2026-05-10", "2025-05-10", -1, -12 }, { "2026-05-10", "2025-05-09", -2, -13 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		int32_t from = date_parse_iso(rows[i].from), to = date_parse_iso(rows[i].to);
		cr_expect_eq(date_years(from, to), rows[i].years, "%s %s: %d", rows[i].from, rows[i].to, date_years(from, to));
		cr_expect_eq(date_months(from, to), rows[i].months, "%s %s: %d", rows[i].from, rows[i].to, date_months(from, to));
	}
	cr_expect_eq(date_years(DATE_NONE, 0), DATE_NONE);
	cr_expect_eq(date_months(0, DATE_NONE), DATE_NONE);
}

Test(date, adding_months)
{
	static const struct { const char *from; int months; const char *to; } rows[] = {
		{ "2026-01-31", 1, "2026-02-28" }, { "2024-01-31", 1, "2024-02-29" }, { "2026-11-22", 3, "2027-02-22" },
		{ "2026-03-31", -1, "2026-02-28" }, { "2026-01-15", -13, "2024-12-15" }, { "2024-02-29", 12, "2025-02-28" },
		{ "2026-01-15", 0, "2026-01-15" }, { "0001-01-01", -1, "" }, { "9999-12-01", 1, "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(date_iso(date_add_months(date_parse_iso(rows[i].from), rows[i].months), text), rows[i].to, "%s", text);
	cr_expect_eq(date_add_months(DATE_NONE, 1), DATE_NONE);
}

Test(date, iso_only)
{
	cr_expect_eq(date_parse_iso("1970-01-02"), 1);
	static const char *const wrong[] = { "", "1970-1-2", "1970/01/02", "1970-01-02 ", "1970-01-32", "01-01-1970", "+970-01-02", "1970-0a-02", "19700-1-02" };
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		cr_expect_eq(date_parse_iso(wrong[i]), DATE_NONE, "«%s»", wrong[i]);
	cr_expect_eq(date_parse_iso(NULL), DATE_NONE);
}

Test(date, as_people_write)
{
	static const struct { const char *typed, *iso; } rows[] = {
		{ "03/04/2026", "2026-04-03" }, { "3/4/26", "2026-04-03" },           { "3-4-2026", "2026-04-03" },
		{ "3.4.26", "2026-04-03" },     { "03042026", "2026-04-03" },         { "030426", "2026-04-03" },
		{ "2026-04-03", "2026-04-03" }, { "2026/4/3", "2026-04-03" },         { "3 abril 2026", "2026-04-03" },
		{ "3-abr-26", "2026-04-03" },   { "3 de abril de 2026", "2026-04-03" }, { "3 de Abril del 2026", "2026-04-03" },
		{ "3 ABR. 2026", "2026-04-03" }, { "3abr26", "2026-04-03" },          { " 3 / 4 / 2026 ", "2026-04-03" },
		{ "3 4 2026", "2026-04-03" },   { "1 setiembre 2020", "2020-09-01" }, { "1 sept 2020", "2020-09-01" },
		{ "31-dic-99", "1999-12-31" },  { "29/02/2024", "2024-02-29" },       { "29 feb 1956", "1956-02-29" },
		{ "hoy", "2026-11-22" },        { "Ayer", "2026-11-21" },             { "mañana", "2026-11-23" },
		{ "MAÑANA", "2026-11-23" },     { "manana", "2026-11-23" },           { " HOY ", "2026-11-22" },
		{ "+7", "2026-11-29" },         { "-3", "2026-11-19" },               { "+0", "2026-11-22" },
		{ "1/1/35", "2035-01-01" },     { "1/1/36", "1936-01-01" },           { "1/1/26", "2026-01-01" },
	};
	int32_t today = date_make(2026, 11, 22);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(date_iso(date_parse(rows[i].typed, today), text), rows[i].iso, "«%s» gave %s", rows[i].typed, text);
	for (int m = 1; m <= 12; m++) {
		static const char *const name[] = { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic" };
		char typed[32];
		snprintf(typed, sizeof typed, "5 %s 2020", name[m - 1]);
		cr_expect_eq(date_parse(typed, today), date_make(2020, m, 5), "%s", typed);
		char *word = strchr(strchr(date_long(date_make(2020, m, 5), text), ' ') + 1, ' ') + 4;
		snprintf(typed, sizeof typed, "5 %s", word);
		cr_expect_eq(date_parse(typed, today), date_make(2020, m, 5), "%s", typed);
	}
}

Test(date, what_is_no_date)
{
	static const char *const wrong[] = {
		"", " ", "31/02/2026", "29/02/2025", "31/4/26", "0/1/2026", "32/1/2026", "1/13/2026", "3/4", "3", "abril", "3 abr", "3/4-26",
		"3/4/026", "3/4/20261", "123/4/2026", "20260403", "3 foo 2026", "3/4/26x", "3//4/26", "/3/4/26", "3/4/26/", "3/4/26/1",
		"+", "-", "+7x", "++7", "+123456", "hoyo", "ho", "mañan", "abr 3 2026", "3.4", "3 de 2026", "-3-4-2026", "99999999999999999999",
		"3/4/\xC3", "\xF1", "３/４/２６",
	};
	int32_t today = date_make(2026, 11, 22);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		cr_expect_eq(date_parse(wrong[i], today), DATE_NONE, "«%s»", wrong[i]);
	cr_expect_eq(date_parse(NULL, today), DATE_NONE);
	cr_expect_eq(date_parse("hoy", DATE_NONE), DATE_NONE);
	cr_expect_eq(date_parse("+1", DATE_NONE), DATE_NONE);
	cr_expect_eq(date_parse("3/4/26", DATE_NONE), DATE_NONE);
	cr_expect_eq(date_parse("3/4/2026", DATE_NONE), date_make(2026, 4, 3));
}

Test(clock, local_day_without_tzdata)
{
	static const char *const zones[] = { NULL, "", "America/Bogota", ":America/Bogota" };
	for (size_t i = 0; i < 4; i++) {
		if (zones[i])
			setenv("TZ", zones[i], 1);
		else
			unsetenv("TZ");
		tzset();
		cr_expect_str_eq(clock_text(INT64_C(1795330200000), text), "22/11/2026 01:50");
		cr_expect_str_eq(clock_text(0, text), "31/12/1969 19:00");
		time_t local = time(NULL) - 5 * 3600;
		int32_t day = clock_today();
		cr_expect(day == local / 86400 || day == (time(NULL) - 5 * 3600) / 86400);
	}
	setenv("TZ", "XYZ-3", 1);
	tzset();
	cr_expect_str_eq(clock_text(0, text), "01/01/1970 03:00");
}

Test(clock, stands_where_it_is_put)
{
	setenv("TZ", "America/Bogota", 1);
	int32_t day = date_make(2027, 3, 1);
	int64_t before = clock_now();
	clock_fix(day);
	cr_expect_eq(clock_today(), day);
	cr_expect_eq(clock_now(), clock_now());
	cr_expect_str_eq(clock_text(clock_now(), text), "01/03/2027 12:00");
	clock_fix(DATE_NONE);
	int64_t after = clock_now();
	cr_expect(after >= before && after < before + 60000);
	for (int i = 0; i < 10000; i++) {
		int64_t now = clock_now();
		cr_assert_geq(now, after);
		after = now;
	}
}

Test(clock, never_goes_back_with_the_machine)
{
	int64_t before = clock_now();
	set_back = 3600;
	cr_expect_eq(clock_now(), before);
	set_back = -3600;
	cr_expect_geq(clock_now(), before + 3600000);
}
