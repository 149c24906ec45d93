#pragma once
/* Short words for the tests of field types: variables without a dictionary, and what a text becomes. All data invented. */
#include "base/date.h"
#include "base/strbuf.h"
#include "forms/field_type.h"
#include "forms/number.h"
#include <criterion/criterion.h>
#include <string.h>

static inline int32_t field_today(void)
{
	return date_make(2026, 11, 22);
}

static inline struct variable field_var(const char *type)
{
	return (struct variable){ .name = "x", .label = "X", .type = field_type_find(type), .min = INT64_MIN, .max = INT64_MAX };
}

/* The text that would go to a file, or «!reason». */
static inline const char *field_read(const struct variable *var, const char *typed, struct arena *a)
{
	struct value v;
	struct err err = { 0 };
	if (!variable_parse(var, typed, field_today(), a, &v, &err))
		return arena_printf(a, "!%s", err.text);
	return v.kind == VALUE_NONE ? "" : variable_export(var, v, a);
}

struct field_case { const char *typed, *want; };

#define FIELD_CASES(var, ...) \
	do { \
		struct arena fc_arena; \
		arena_init(&fc_arena); \
		const struct field_case fc_cases[] = { __VA_ARGS__ }; \
		for (size_t fc = 0; fc < sizeof fc_cases / sizeof *fc_cases; fc++) { \
			const char *fc_got = field_read((var), fc_cases[fc].typed, &fc_arena); \
			cr_expect_str_eq(fc_got, fc_cases[fc].want, "«%s» gives «%s», not «%s»", fc_cases[fc].typed, fc_got, fc_cases[fc].want); \
		} \
		arena_done(&fc_arena); \
	} while (0)

/* What is read back from the file, and from the text to edit, is the same value. */
static inline void field_back(const struct variable *var, struct value v, struct arena *a)
{
	struct value again;
	struct err err = { 0 };
	const char *file = variable_export(var, v, a);
	cr_expect(variable_import(var, file, field_today(), a, &again, &err), "«%s» of %s is not read back: %s", file, var->type->name, err.text);
	cr_expect(value_equal(v, again), "«%s» of %s comes back as «%s»", file, var->type->name, variable_export(var, again, a));
	const char *edit = variable_edit_text(var, v, a);
	/* Typed, «NQR» is a refusal where that is offered and a text elsewhere; only files tell the two apart everywhere. */
	if (strcmp(edit, "NQR") == 0 && (v.kind == VALUE_REFUSED) != var->sensitive)
		return;
	cr_expect(variable_parse(var, edit, field_today(), a, &again, &err), "«%s» of %s is not read again: %s", edit, var->type->name, err.text);
	cr_expect(value_equal(v, again), "edited «%s» of %s comes back as «%s»", edit, var->type->name, variable_export(var, again, a));
}
