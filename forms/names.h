#pragma once
/* Where a name stands in a list: a table of texts to small numbers in an arena. Keys are not copied; they live as long as the table. */
#include "base/arena.h"
#include <stdbool.h>

struct name_slot { const char *key; int value; };
struct names {
	struct arena *arena;
	struct name_slot *slot;
	int n, cap;              /* cap: a power of two, at most three quarters full */
};

void names_init(struct names *, struct arena *);
bool names_add(struct names *, const char *key, int value);     /* false when it was there; then nothing changes */
int names_find(const struct names *, const char *key);          /* -1 when absent */
