#pragma once
/* One answer's value. Integers and dates only; money in whole pesos; decimals are integers scaled by the variable's `decimals`. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum value_kind {
	VALUE_NONE,      /* not answered: sin dato */
	VALUE_REFUSED,   /* no quiso responder: counts as sin dato in every rule */
	VALUE_BOOL,      /* num 0 or 1 */
	VALUE_INT,       /* num */
	VALUE_DATE,      /* num: days since 1970-01-01 */
	VALUE_TEXT,      /* text */
	VALUE_CHOICE,    /* text: name of the choice */
	VALUE_SET,       /* text: names of the choices, one space between, in the order of the list; "" = none chosen, which is an answer */
};

struct value {
	enum value_kind kind;
	int64_t num;
	const char *text;
};

static inline struct value value_none(void) { return (struct value){ .kind = VALUE_NONE }; }
static inline struct value value_bool(bool b) { return (struct value){ .kind = VALUE_BOOL, .num = b }; }
static inline struct value value_int(int64_t n) { return (struct value){ .kind = VALUE_INT, .num = n }; }
static inline struct value value_date(int32_t day) { return (struct value){ .kind = day == INT32_MIN ? VALUE_NONE : VALUE_DATE, .num = day }; }
static inline struct value value_text(const char *s) { return (struct value){ .kind = s && *s ? VALUE_TEXT : VALUE_NONE, .text = s }; }
static inline struct value value_choice(const char *s) { return (struct value){ .kind = s && *s ? VALUE_CHOICE : VALUE_NONE, .text = s }; }
static inline struct value value_set(const char *s) { return (struct value){ .kind = VALUE_SET, .text = s ? s : "" }; }
static inline bool value_known(struct value v) { return v.kind > VALUE_REFUSED; }

bool value_equal(struct value, struct value);
bool value_set_has(struct value, const char *name);     /* is `name` among the chosen? also for a VALUE_CHOICE */
struct value value_copy(struct arena *, struct value);
