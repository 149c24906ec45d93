#pragma once
/* Patterns of regex(): POSIX extended, of a size that cannot run away. The library's compiled form needs memory of its own that
 * no arena frees; so the first 64 patterns used are kept compiled for the life of the process, and any other is compiled for the one match. */
#include "base/arena.h"
#include <stdbool.h>

const char *expr_regex_problem(struct arena *, const char *pattern);      /* why it cannot be used, in Spanish; NULL: it can */
bool expr_regex_match(const char *pattern, const char *text);
