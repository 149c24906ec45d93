#include "forms/names.h"

#include <stdint.h>
#include <string.h>

void names_init(struct names *t, struct arena *arena)
{
	*t = (struct names){ .arena = arena };
}

static uint32_t hash(const char *s)
{
	uint32_t h = 2166136261u;      /* FNV-1a */
	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h;
}

/* The slot of this key, or the free one where it belongs. */
static struct name_slot *probe(struct name_slot *slot, int cap, const char *key)
{
	uint32_t mask = (uint32_t)cap - 1;
	for (uint32_t i = hash(key) & mask;; i = (i + 1) & mask) {
		if (!slot[i].key || strcmp(slot[i].key, key) == 0)
			return &slot[i];
	}
}

static void grow(struct names *t)
{
	int cap = t->cap ? 2 * t->cap : 32;
	struct name_slot *slot = arena_array(t->arena, struct name_slot, cap);
	for (int i = 0; i < t->cap; i++) {
		if (t->slot[i].key)
			*probe(slot, cap, t->slot[i].key) = t->slot[i];
	}
	t->slot = slot;
	t->cap = cap;
}

bool names_add(struct names *t, const char *key, int value)
{
	if (4 * (t->n + 1) > 3 * t->cap)
		grow(t);
	struct name_slot *at = probe(t->slot, t->cap, key);
	if (at->key)
		return false;
	*at = (struct name_slot){ key, value };
	t->n++;
	return true;
}

int names_find(const struct names *t, const char *key)
{
	if (!t->n)
		return -1;
	const struct name_slot *at = probe(t->slot, t->cap, key);
	return at->key ? at->value : -1;
}
