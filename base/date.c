#include "base/date.h"
#include <stdio.h>
#include <string.h>

static const char *const month_name[] = {
	"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
};
static const char *const weekday_name[] = { "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo" };

enum { ERAS = 82 };      /* of 400 years, before the year 0 */

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && leap(year) ? 29 : days[month - 1];
}

/* Years are counted from March, so that the leap day is the last of its year and months have a regular length. */
int32_t date_make(int year, int month, int day)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return DATE_NONE;
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, of_era = y % 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void date_split(int32_t date, int *year, int *month, int *day)
{
	if (date == DATE_NONE) {
		*year = *month = *day = 0;
		return;
	}
	/* Neri and Schneider, «Euclidean affine functions and their application to calendar algorithms» (2022): an age is asked for hundreds of times
	 * for each household. The quotients are multiplications and shifts; no date before the year 1 gets here but by mistake, hence the era more. */
	uint32_t n1 = 4 * ((uint32_t)date + 719468 + 146097 * ERAS) + 3, century = n1 / 146097;
	uint64_t p = (uint64_t)2939745 * (n1 % 146097 / 4 * 4 + 3);
	uint32_t of_year = (uint32_t)p / 2939745 / 4, n3 = 2141 * of_year + 197913, m = n3 >> 16;
	bool next = of_year >= 306;
	*day = (int)((n3 & 0xffff) / 2141) + 1;
	*month = (int)(next ? m - 12 : m);
	*year = (int)(100 * century + (uint32_t)(p >> 32)) - 400 * ERAS + (int)next;
}

int date_weekday(int32_t date)
{
	if (date == DATE_NONE)
		return 0;
	return (date % 7 + 3 + 7) % 7;   /* 1970-01-01 was a Thursday */
}

int date_months(int32_t from, int32_t to)
{
	if (from == DATE_NONE || to == DATE_NONE)
		return DATE_NONE;
	int y1, m1, d1, y2, m2, d2;
	date_split(from, &y1, &m1, &d1);
	date_split(to, &y2, &m2, &d2);
	return (y2 - y1) * 12 + m2 - m1 - (d2 < d1);
}

int date_years(int32_t from, int32_t to)
{
	int months = date_months(from, to);
	if (months == DATE_NONE)
		return DATE_NONE;
	return months >= 0 ? months / 12 : -((11 - months) / 12);
}

int32_t date_add_months(int32_t date, int months)
{
	int y, m, d;
	date_split(date, &y, &m, &d);
	if (date == DATE_NONE)
		return DATE_NONE;
	int64_t total = (int64_t)y * 12 + (m - 1) + months;
	if (total < 12 || total > INT64_C(9999) * 12 + 11)
		return DATE_NONE;
	y = (int)(total / 12);
	m = (int)(total % 12) + 1;
	int last = month_days(y, m);
	return date_make(y, m, d < last ? d : last);
}

char *date_text(int32_t date, char out[DATE_TEXT])
{
	int y, m, d;
	date_split(date, &y, &m, &d);
	out[0] = '\0';
	if (date != DATE_NONE)
		snprintf(out, DATE_TEXT, "%02d/%02d/%04d", d, m, y);
	return out;
}

char *date_iso(int32_t date, char out[DATE_TEXT])
{
	int y, m, d;
	date_split(date, &y, &m, &d);
	out[0] = '\0';
	if (date == DATE_NONE)
		return out;
	if (y < 0 || y > 9999) {
		snprintf(out, DATE_TEXT, "%04d-%02d-%02d", y, m, d);
		return out;
	}
	/* by hand: comparing people writes dates by the thousand */
	const int digit[] = { y / 1000, y / 100 % 10, y / 10 % 10, y % 10, -1, m / 10, m % 10, -1, d / 10, d % 10 };
	for (size_t i = 0; i < sizeof digit / sizeof *digit; i++)
		out[i] = digit[i] < 0 ? '-' : (char)('0' + digit[i]);
	out[sizeof digit / sizeof *digit] = '\0';
	return out;
}

char *date_long(int32_t date, char out[DATE_TEXT])
{
	int y, m, d;
	date_split(date, &y, &m, &d);
	out[0] = '\0';
	if (date != DATE_NONE)
		snprintf(out, DATE_TEXT, "%s %d de %s de %d", weekday_name[date_weekday(date)], d, month_name[m - 1], y);
	return out;
}
