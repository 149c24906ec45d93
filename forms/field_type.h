#pragma once
/* Types of fields: one file and one line in field_type.c each (type_text.c, type_date.c, type_select.c …).
 * text integer decimal money date boolean select_one select_multiple document phone address note calculate */
#include "base/err.h"
#include "forms/dict.h"
#include "forms/expr.h"

struct field_type {
	const char *name;
	enum value_kind kind;          /* of its answers; VALUE_NONE: holds none (note) */
	enum expr_type expr;
	bool choices;                  /* needs a list */
	/* Text as a person types it → value. An empty text is VALUE_NONE and true. On false err has the reason in Spanish. */
	bool (*parse)(const struct variable *, const char *text, int32_t today, struct arena *, struct value *, struct err *);
	/* Value → text as people read it ("$ 1.200.000", "22/11/2026", "Urbana", "Sí"). */
	const char *(*format)(const struct variable *, struct value, struct arena *);
	/* May this code point be typed in the field? */
	bool (*accepts)(const struct variable *, uint32_t code);
	int columns;                   /* usual width on screen */
	/* These may be NULL: the text to edit is then as `format`, and files hold the plain value of the kind, read back by `parse`. */
	const char *(*edit)(const struct variable *, struct value, struct arena *);
	const char *(*export)(const struct variable *, struct value, struct arena *);
	bool (*import)(const struct variable *, const char *text, int32_t today, struct arena *, struct value *, struct err *);
};

const struct field_type *field_type_find(const char *name);
const struct field_type *const *field_types(int *n);
/* With the special answers handled: VALUE_REFUSED formats as «No quiso responder», VALUE_NONE as "". */
bool variable_parse(const struct variable *, const char *text, int32_t today, struct arena *, struct value *, struct err *);
const char *variable_format(const struct variable *, struct value, struct arena *);
/* The text to edit (no thousands points, no labels where the name is clearer to type). */
const char *variable_edit_text(const struct variable *, struct value, struct arena *);
/* For files: ISO dates, plain integers, choice names, sets with `|`, «NQR» for a refusal, `-` for a set with none chosen, `\NQR` for that text.
 * Inverse of variable_import for each type that holds answers (a computed value or a note is never imported). */
const char *variable_export(const struct variable *, struct value, struct arena *);
bool variable_import(const struct variable *, const char *text, int32_t today, struct arena *, struct value *, struct err *);
