#include "forms/field_type.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "forms/field_type_list.h"

static const char refused_mark[] = "NQR";
static const char empty_set_mark[] = "-";
enum { LETTERS_ONE_LINE = 200, LETTERS_MANY_LINES = 4000 };

static const struct field_type *const types[] = {
#define FIELD_TYPE_ADDRESS(name) &type_##name,
	FIELD_TYPES(FIELD_TYPE_ADDRESS)
#undef FIELD_TYPE_ADDRESS
};

const struct field_type *field_type_find(const char *name)
{
	for (size_t i = 0; name && i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i]->name, name) == 0)
			return types[i];
	}
	return NULL;
}

const struct field_type *const *field_types(int *n)
{
	*n = (int)(sizeof types / sizeof *types);
	return types;
}

static const char *set_with(const char *names, char separator, struct arena *arena)
{
	char *text = arena_strdup(arena, names);
	for (char *c = text; *c; c++) {
		if (*c == ' ')
			*c = separator;
	}
	return text;
}

/* For computed values, and for answers given when the variable was of another type. */
static const char *format_by_kind(struct value v, struct arena *arena)
{
	switch (v.kind) {
	case VALUE_BOOL:
		return v.num ? "Sí" : "No";
	case VALUE_INT:
		return arena_printf(arena, "%" PRId64, v.num);
	case VALUE_DATE:
		return date_text((int32_t)v.num, arena_alloc(arena, DATE_TEXT));
	case VALUE_TEXT:
	case VALUE_CHOICE:
		return v.text;
	case VALUE_SET:
		return v.text;
	case VALUE_REFUSED:
		return "No quiso responder";
	case VALUE_NONE:
		break;
	}
	return "";
}

static const char *export_by_kind(struct value v, struct arena *arena)
{
	switch (v.kind) {
	case VALUE_BOOL:
		return v.num ? "si" : "no";
	case VALUE_DATE:
		return date_iso((int32_t)v.num, arena_alloc(arena, DATE_TEXT));
	case VALUE_SET:
		return *v.text ? set_with(v.text, '|', arena) : empty_set_mark;
	case VALUE_REFUSED:
		return refused_mark;
	default:
		return format_by_kind(v, arena);
	}
}

static int letters(const char *text)
{
	int n = 0;
	for (size_t at = 0; text[at]; at = text_next(text, at))
		n++;
	return n;
}

static bool fits(const struct variable *var, const char *text, struct err *err)
{
	int most = var->max_length ? var->max_length : var->multiline ? LETTERS_MANY_LINES : LETTERS_ONE_LINE;
	int n = letters(text);
	return n <= most || err_set(err, ERR_DATA, "Escriba como máximo %d letras; ahora son %d", most, n);
}

/* Cleaned, with nothing blank at either end. A combining mark that stood behind a leading blank has lost its place: once more. */
static char *clean(const struct variable *var, const char *text, struct arena *arena)
{
	enum text_lines lines = var->multiline ? TEXT_MANY_LINES : TEXT_ONE_LINE;
	const unsigned char first_mark = 0xCC;
	char *s = text_clean(arena, text ? text : "", lines);
	for (;;) {
		s += strspn(s, " \n");
		size_t n = strlen(s);
		while (n && (s[n - 1] == ' ' || s[n - 1] == '\n'))
			n--;
		s[n] = '\0';
		if ((unsigned char)*s < first_mark)
			return s;
		const char *before = s;
		s = text_clean(arena, before, lines);
		if (strcmp(s, before) == 0)
			return s;
	}
}

static bool says_refused(const char *text, struct arena *arena)
{
	return strcasecmp(text, refused_mark) == 0 || strcmp(text_fold(arena, text), "no quiso responder") == 0;
}

bool variable_parse(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	*out = value_none();
	const char *s = clean(var, text, arena);
	if (!*s)
		return true;
	if (var->sensitive && says_refused(s, arena)) {
		*out = (struct value){ .kind = VALUE_REFUSED };
		return true;
	}
	if (var->type->kind == VALUE_TEXT && !fits(var, s, err))
		return false;
	return var->type->parse(var, s, today, arena, out, err);
}

const char *variable_format(const struct variable *var, struct value v, struct arena *arena)
{
	if (v.kind == var->type->kind && value_known(v))
		return var->type->format(var, v, arena);
	return format_by_kind(v, arena);
}

const char *variable_edit_text(const struct variable *var, struct value v, struct arena *arena)
{
	if (v.kind == VALUE_REFUSED)
		return refused_mark;
	if (v.kind == var->type->kind && value_known(v) && var->type->edit)
		return var->type->edit(var, v, arena);
	return variable_format(var, v, arena);
}

/* Is it the refusal's mark behind any number of backslashes? Such a text travels with one more. */
static bool needs_guard(const char *text)
{
	return strcmp(text + strspn(text, "\\"), refused_mark) == 0;
}

const char *variable_export(const struct variable *var, struct value v, struct arena *arena)
{
	bool own = v.kind == var->type->kind && value_known(v) && var->type->export;
	const char *text = own ? var->type->export(var, v, arena) : export_by_kind(v, arena);
	return v.kind != VALUE_REFUSED && needs_guard(text) ? arena_printf(arena, "\\%s", text) : text;
}

bool variable_import(const struct variable *var, const char *text, int32_t today, struct arena *arena, struct value *out, struct err *err)
{
	const char *s = clean(var, text, arena);
	*out = value_none();
	if (strcmp(s, refused_mark) == 0) {
		*out = (struct value){ .kind = VALUE_REFUSED };
		return true;
	}
	if (var->type->kind == VALUE_SET && strcmp(s, empty_set_mark) == 0) {
		*out = value_set("");
		return true;
	}
	if (*s == '\\' && needs_guard(s)) {
		s++;
		return (var->type->kind != VALUE_TEXT || fits(var, s, err)) && var->type->parse(var, s, today, arena, out, err);
	}
	if (*s && var->type->import)
		return var->type->import(var, s, today, arena, out, err);
	return variable_parse(var, s, today, arena, out, err);
}
