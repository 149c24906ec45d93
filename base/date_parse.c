/* Dates as people write them. A date is at most three parts, numbers or the name of a month, between separators. */
#include "base/date.h"
#include <stddef.h>
#include <string.h>

enum { WORD = 16 };

struct part {
	int digits;             /* 0: a word */
	int number;
	char word[WORD];        /* lower case, without accents */
	char after;             /* separator behind it: one of / - . or a blank; 0 at the end */
};

static const char *const month_word[][3] = {
	{ "enero", "ene" }, { "febrero", "feb" }, { "marzo", "mar" }, { "abril", "abr" }, { "mayo", "may" }, { "junio", "jun" },
	{ "julio", "jul" }, { "agosto", "ago" }, { "septiembre", "sep", "setiembre" }, { "octubre", "oct" }, { "noviembre", "nov" },
	{ "diciembre", "dic" },
};

static const struct { const char *word; int days; } near_word[] = { { "hoy", 0 }, { "ayer", -1 }, { "manana", 1 }, { "mañana", 1 } };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int month_of(const char *word)
{
	size_t n = strlen(word);
	if (n == 4 && strcmp(word, "sept") == 0)
		return 9;
	for (int m = 0; m < 12; m++)
		for (int i = 0; i < 3 && month_word[m][i]; i++)
			if (strcmp(word, month_word[m][i]) == 0)
				return m + 1;
	return 0;
}

static const char *skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

static const char *take_number(const char *s, struct part *p)
{
	for (; is_digit(*s) && p->digits < 9; s++, p->digits++)
		p->number = p->number * 10 + (*s - '0');
	return s;
}

static const char *take_word(const char *s, struct part *p)
{
	size_t n = 0;
	for (; is_letter(*s) && n + 1 < WORD; s++)
		p->word[n++] = (char)(*s | 0x20);
	return s;
}

/* "3 de abril de 2026": the small words only join. */
static const char *skip_joint(const char *s)
{
	if ((s[0] | 0x20) == 'd' && (s[1] | 0x20) == 'e') {
		const char *after = s + 2;
		if ((*after | 0x20) == 'l')
			after++;
		if (*after == ' ')
			return skip_blanks(after);
	}
	return s;
}

static int split(const char *s, struct part part[3])
{
	int n = 0;
	for (s = skip_blanks(s); *s; n++) {
		if (n == 3 || !(is_digit(*s) || is_letter(*s)))
			return 0;
		part[n] = (struct part){ 0 };
		s = is_digit(*s) ? take_number(s, &part[n]) : take_word(s, &part[n]);
		const char *next = skip_blanks(s);
		if (!*next)
			return n + 1;
		if (*next == '/' || *next == '-' || *next == '.') {
			/* "3 abr. 2026": the dot of an abbreviation */
			part[n].after = *next;
			s = skip_blanks(next + 1);
			if (!*s)
				return part[n].digits ? 0 : n + 1;
		} else {
			part[n].after = ' ';
			s = skip_joint(next);
		}
	}
	return n;
}

static int full_year(const struct part *p, int32_t today)
{
	if (p->digits == 4)
		return p->number;
	if (p->digits != 2 || today == DATE_NONE)
		return 0;
	int year, month, day;
	date_split(today, &year, &month, &day);
	int first = year - 90;
	return first + ((p->number - first) % 100 + 100) % 100;
}

static int32_t from_run(const struct part *p, int32_t today)
{
	if (p->digits == 8)
		return date_make(p->number % 10000, p->number / 10000 % 100, p->number / 1000000);
	if (p->digits != 6)
		return DATE_NONE;
	struct part year = { .digits = 2, .number = p->number % 100 };
	return date_make(full_year(&year, today), p->number / 100 % 100, p->number / 10000);
}

static int32_t from_parts(const struct part part[3], int32_t today)
{
	const struct part *a = &part[0], *b = &part[1], *c = &part[2];
	if (!a->digits || !c->digits)
		return DATE_NONE;
	if (!b->digits)
		return a->digits > 2 ? DATE_NONE : date_make(full_year(c, today), month_of(b->word), a->number);
	if (a->after != b->after || b->digits > 2)
		return DATE_NONE;
	if (a->digits == 4)
		return c->digits > 2 ? DATE_NONE : date_make(a->number, b->number, c->number);
	return a->digits > 2 ? DATE_NONE : date_make(full_year(c, today), b->number, a->number);
}

/* "+7", "-3": days from today. */
static bool offset(const char *s, int *days)
{
	if (*s != '+' && *s != '-')
		return false;
	struct part p = { 0 };
	const char *end = take_number(s + 1, &p);
	if (p.digits < 1 || p.digits > 5 || *skip_blanks(end))
		return false;
	*days = *s == '-' ? -p.number : p.number;
	return true;
}

/* Compared without case; ñ has its capital too. */
static bool same_word(const char *s, const char *word)
{
	for (; *word; s++, word++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s | 0x20) : *s;
		if (c == (char)0x91 && s[-1] == (char)0xC3)
			c = (char)0xB1;
		if (c != *word)
			return false;
	}
	return *skip_blanks(s) == '\0';
}

int32_t date_parse(const char *s, int32_t today)
{
	if (!s)
		return DATE_NONE;
	s = skip_blanks(s);
	int days;
	if (offset(s, &days))
		return today == DATE_NONE ? DATE_NONE : today + days;
	for (size_t i = 0; i < sizeof near_word / sizeof near_word[0]; i++)
		if (same_word(s, near_word[i].word))
			return today == DATE_NONE ? DATE_NONE : today + near_word[i].days;
	struct part part[3];
	int n = split(s, part);
	return n == 1 ? from_run(&part[0], today) : n == 3 ? from_parts(part, today) : DATE_NONE;
}

int32_t date_parse_iso(const char *s)
{
	if (!s || strlen(s) != 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	struct part y = { 0 }, m = { 0 }, d = { 0 };
	take_number(s, &y);
	take_number(s + 5, &m);
	take_number(s + 8, &d);
	return y.digits == 4 && m.digits == 2 && d.digits == 2 ? date_make(y.number, m.number, d.number) : DATE_NONE;
}
