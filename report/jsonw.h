#pragma once
/* Writes JSON as a growing text: objects and arrays are opened and closed, values are put in order. Whole numbers only.
 * A key stands before each value of an object and is NULL inside an array. Texts are UTF-8; NULL is written as null.
 * The text is valid once everything that was opened has been closed. */
#include "base/strbuf.h"
#include <stdbool.h>

struct jsonw {
	struct strbuf out;
	bool indent;             /* lines and two blanks per depth; else all in one line */
	int depth;
	bool first;              /* of the object or array that is open */
};

void jsonw_init(struct jsonw *, struct arena *, bool indent);
void jsonw_object(struct jsonw *, const char *key);
void jsonw_object_end(struct jsonw *);
void jsonw_array(struct jsonw *, const char *key);
void jsonw_array_end(struct jsonw *);
void jsonw_text(struct jsonw *, const char *key, const char *text);
void jsonw_int(struct jsonw *, const char *key, int64_t n);
void jsonw_bool(struct jsonw *, const char *key, bool yes);
void jsonw_null(struct jsonw *, const char *key);
