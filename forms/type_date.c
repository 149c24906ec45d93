#include "forms/field_type_list.h"

#include <string.h>

#include "base/date.h"
#include "forms/number.h"

/* Three numbers that are no day: a 31 of February, or day and month the other way round. */
static bool no_such_day(const char *text)
{
	int numbers = 0;
	for (bool within = false; *text; text++) {
		bool digit = strchr("0123456789", *text) != NULL;
		numbers += digit && !within;
		within = digit;
	}
	return numbers == 3;
}

static bool keep(const struct variable *var, const char *text, int32_t day, struct arena *arena, struct value *out, struct err *err)
{
	if (day == DATE_NONE)
		return err_set(err, ERR_DATA, no_such_day(text) ? "Ese día no existe: revise el día y el mes, como en 31/07/1985" : "Escriba una fecha como 31/07/1985");
	if (!number_in_range(var, "una fecha", day, arena, err))
		return false;
	*out = value_date(day);
	return true;
}

static bool parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	return keep(var, text, date_parse(text, today), arena, out, err);
}

/* In a file «hoy» or «+7» would mean another day each time it is read. */
static bool import(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	int32_t day = date_parse_iso(text);
	if (day == DATE_NONE && strchr("0123456789", *text))
		day = date_parse(text, today);
	return keep(var, text, day, arena, out, err);
}

static const char *format(const struct variable *var, struct value v, struct arena *arena)
{
	(void)var;
	return date_text((int32_t)v.num, arena_alloc(arena, DATE_TEXT));
}

/* Words are allowed: «3 abril 2026», «ayer». */
static bool accepts(const struct variable *var, uint32_t code)
{
	(void)var;
	if (code > 0 && code < 0x80)
		return strchr("0123456789/-.+ ", (int)code) || (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
	return code == 0xF1 || code == 0xD1;
}

const struct field_type type_date = {
	.name = "date", .kind = VALUE_DATE, .expr = EXPR_DATE,
	.parse = parse, .format = format, .accepts = accepts, .columns = 12, .import = import,
};
