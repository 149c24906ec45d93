#pragma once
/* Whole and decimal numbers as people write them in Colombia: `1200000`, `1.200.000`, `1'200.000`, `1 200 000`, `23,4`, `23.40`.
 * A number is an integer scaled by its decimals. Writing: groups of three with points, a comma before decimals. */
#include "base/err.h"
#include "forms/dict.h"

enum number_fault {
	NUMBER_OK,
	NUMBER_NOT,        /* not a number, or groups that are not of three */
	NUMBER_FRACTION,   /* more decimals than it may have */
	NUMBER_BIG,        /* more than 18 digits */
};

/* `comma_groups`: a comma may part thousands (money, where no decimals can be meant). */
enum number_fault number_read(const char *text, int decimals, bool comma_groups, int64_t *out);
const char *number_plain(int64_t n, int decimals, char point, struct arena *);     /* -1234.50 */
const char *number_grouped(int64_t n, int decimals, int least, struct arena *);    /* -12.345,50; numbers of fewer than `least` digits stay together */
/* Between var->min and var->max? The reason begins with «Escriba » and `what` ("un número"); limits are shown as the type formats them. */
bool number_in_range(const struct variable *, const char *what, int64_t n, struct arena *, struct err *);
