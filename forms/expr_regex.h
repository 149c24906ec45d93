#pragma once
/* Patterns of regex(): POSIX extended, of a size that cannot run away. The library's compiled form needs memory of its own that
 * no arena frees; so a pattern is compiled when it is checked and again when it is used, and released each time. */
#include "base/arena.h"
#include <stdbool.h>

const char *expr_regex_problem(struct arena *, const char *pattern);      /* why it cannot be used, in Spanish; NULL: it can */
bool expr_regex_match(const char *pattern, const char *text);
