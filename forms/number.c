#include "forms/number.h"

#include <inttypes.h>
#include <string.h>

#include "forms/field_type.h"

enum { MOST_RUNS = 12, MOST_DIGITS = 18 };

/* Runs of digits and the separator before each: "1.200,50" is 1 | .200 | ,50 */
struct runs {
	struct run { const char *digits; size_t len; char before; } item[MOST_RUNS];
	int n;
};

static bool is_separator(char c)
{
	return c == '.' || c == ',' || c == '\'' || c == ' ';
}

static bool split(const char *s, struct runs *out)
{
	*out = (struct runs){ 0 };
	for (char before = 0;;) {
		size_t len = strspn(s, "0123456789");
		if (!len || out->n == MOST_RUNS)
			return false;
		out->item[out->n++] = (struct run){ s, len, before };
		s += len;
		if (!*s)
			return true;
		if (!is_separator(*s))
			return false;
		before = *s++;
	}
}

/* Do the first n runs form thousands? `1'200.000` mixes an apostrophe for millions with a point, as is usual by hand. */
static bool grouped(const struct runs *r, int n, bool comma_groups)
{
	if (n > 1 && r->item[0].len > 3)
		return false;
	for (int i = 1; i < n; i++) {
		char before = r->item[i].before, first = r->item[1].before;
		if (r->item[i].len != 3 || (before == ',' && !comma_groups))
			return false;
		if (before != first && first != '\'')
			return false;
	}
	return true;
}

/* How many runs belong to the whole part: all, or all but the last. 0: it is no number. */
static int whole_runs(const struct runs *r, int decimals, bool comma_groups)
{
	const struct run *last = &r->item[r->n - 1];
	bool may_be_point = last->before == '.' || last->before == ',';
	bool repeated = r->n > 2 && r->item[r->n - 2].before == last->before;
	bool all_grouped = grouped(r, r->n, comma_groups);
	if (may_be_point && !repeated && grouped(r, r->n - 1, comma_groups) && (decimals || !all_grouped))
		return r->n - 1;
	return all_grouped ? r->n : 0;
}

/* `1200,00` is whole; `1,000` might mean a thousand, so three zeros are not taken for nothing. */
static bool all_zero(const struct run *run)
{
	return run->len <= 2 && strspn(run->digits, "0") >= run->len;
}

static int append(char *to, int n, const struct run *run)
{
	for (size_t i = 0; i < run->len && n <= MOST_DIGITS; i++) {
		if (n || run->digits[i] != '0')
			to[n++] = run->digits[i];
	}
	return n;
}

enum number_fault number_read(const char *text, int decimals, bool comma_groups, int64_t *out)
{
	bool minus = *text == '-';
	struct runs r;
	text += minus || *text == '+';
	text += strspn(text, " ");
	if (!split(text, &r))
		return NUMBER_NOT;
	int whole = whole_runs(&r, decimals, comma_groups), n = 0;
	if (!whole)
		return NUMBER_NOT;
	char digits[MOST_DIGITS + 2];
	for (int i = 0; i < whole; i++)
		n = append(digits, n, &r.item[i]);
	size_t given = 0;
	if (whole < r.n) {
		const struct run *fraction = &r.item[whole];
		given = decimals ? fraction->len : 0;
		if (decimals ? given > (size_t)decimals : !all_zero(fraction))
			return NUMBER_FRACTION;
		if (decimals)
			n = append(digits, n, fraction);
	}
	if (n + decimals - (int)given > MOST_DIGITS)
		return NUMBER_BIG;
	int64_t value = 0;
	for (int i = 0; i < n; i++)
		value = value * 10 + (digits[i] - '0');
	for (size_t i = given; i < (size_t)decimals; i++)
		value *= 10;
	*out = minus ? -value : value;
	return NUMBER_OK;
}

const char *number_plain(int64_t n, int decimals, char point, struct arena *arena)
{
	uint64_t size = n < 0 ? -(uint64_t)n : (uint64_t)n, scale = 1;
	const char *sign = n < 0 ? "-" : "";
	for (int i = 0; i < decimals; i++)
		scale *= 10;
	if (!decimals)
		return arena_printf(arena, "%s%" PRIu64, sign, size);
	return arena_printf(arena, "%s%" PRIu64 "%c%0*" PRIu64, sign, size / scale, point, decimals, size % scale);
}

const char *number_grouped(int64_t n, int decimals, int least, struct arena *arena)
{
	const char *plain = number_plain(n, decimals, ',', arena);
	size_t sign = *plain == '-', digits = strspn(plain + sign, "0123456789");
	if (digits < (size_t)least)
		return plain;
	char *text = arena_alloc(arena, strlen(plain) + digits / 3 + 1), *to = text;
	for (size_t i = 0; plain[i]; i++) {
		if (i > sign && i < sign + digits && (sign + digits - i) % 3 == 0)
			*to++ = '.';
		*to++ = plain[i];
	}
	return text;
}

bool number_in_range(const struct variable *var, const char *what, int64_t n, struct arena *arena, struct err *err)
{
	if (n >= var->min && n <= var->max)
		return true;
	struct value least = { .kind = var->type->kind, .num = var->min }, most = { .kind = var->type->kind, .num = var->max };
	if (var->min == INT64_MIN)
		return err_set(err, ERR_DATA, "Escriba %s hasta %s", what, variable_format(var, most, arena));
	if (var->max == INT64_MAX)
		return err_set(err, ERR_DATA, "Escriba %s desde %s", what, variable_format(var, least, arena));
	return err_set(err, ERR_DATA, "Escriba %s entre %s y %s", what, variable_format(var, least, arena), variable_format(var, most, arena));
}
