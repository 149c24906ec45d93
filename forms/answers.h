#pragma once
/* A set of answers by variable name, sorted by name, in an arena. Every record of the store is one of these plus a key,
 * so that encoding, history, conflicts, undo and export need to know no record in particular.
 * A hidden answer (its question is not relevant now) is kept and comes back, but answers_get does not show it. */
#include "forms/value.h"

struct answer {
	const char *name;
	struct value value;
	uint16_t version;      /* of the definition it was given under; 0: set by the program */
	bool hidden;
};

struct answers {
	struct arena *arena;
	struct answer *item;
	int n, cap;
};

void answers_init(struct answers *, struct arena *);
struct value answers_get(const struct answers *, const char *name);            /* VALUE_NONE when absent or hidden */
const struct answer *answers_find(const struct answers *, const char *name);   /* NULL when absent; shows hidden ones */
void answers_set(struct answers *, const char *name, struct value);            /* VALUE_NONE removes; copies what it keeps; shows it again; keeps its version */
void answers_put(struct answers *, const struct answer *);                     /* with version and hidden mark */
void answers_hide(struct answers *, const char *name, bool hidden);
void answers_copy(struct answers *to, const struct answers *from);             /* `to` must be initialised; replaces its content */
bool answers_equal(const struct answers *, const struct answers *);             /* versions and hidden marks too */

/* Shorthands for fields that the program keeps itself. */
int64_t answers_int(const struct answers *, const char *name, int64_t otherwise);
int32_t answers_date(const struct answers *, const char *name);                /* DATE_NONE when absent */
const char *answers_text(const struct answers *, const char *name);            /* text, choice or set; "" when absent */
bool answers_bool(const struct answers *, const char *name, bool otherwise);

/* What changed: each name whose value differs as answers_get shows it (a hidden one counts as absent), in order of name. */
struct answer_change { const char *name; struct value before, after; };
int answers_diff(struct arena *, const struct answers *before, const struct answers *after, struct answer_change **out);
