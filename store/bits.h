#pragma once
/* A set of numbers in a range, as bits; the search's working memory. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct bits { uint64_t *word; size_t n; uint32_t from, to; };        /* numbers from ≤ i < to */

static inline struct bits bits_new(struct arena *a, uint32_t from, uint32_t to)
{
	size_t n = ((size_t)(to - from) + 63) / 64;
	return (struct bits){ .word = arena_array(a, uint64_t, n), .n = n, .from = from, .to = to };
}

static inline void bits_set(struct bits *b, uint32_t i)
{
	b->word[(i - b->from) >> 6] |= UINT64_C(1) << ((i - b->from) & 63);
}

static inline bool bits_has(const struct bits *b, uint32_t i)
{
	return i >= b->from && i < b->to && (b->word[(i - b->from) >> 6] >> ((i - b->from) & 63) & 1);
}

/* The first member from `i` on; `to`: none. */
static inline uint32_t bits_next(const struct bits *b, uint64_t i)
{
	uint32_t rel = i <= b->from ? 0 : i >= b->to ? b->to - b->from : (uint32_t)i - b->from;
	size_t at = rel >> 6;
	if (at >= b->n)
		return b->to;
	uint64_t w = b->word[at] & ~UINT64_C(0) << (rel & 63);
	while (w == 0) {
		if (++at == b->n)
			return b->to;
		w = b->word[at];
	}
	return b->from + (uint32_t)(at << 6) + (uint32_t)__builtin_ctzll(w);
}

static inline uint32_t bits_count(const struct bits *b)
{
	uint32_t n = 0;
	for (size_t i = 0; i < b->n; i++)
		n += (uint32_t)__builtin_popcountll(b->word[i]);
	return n;
}
