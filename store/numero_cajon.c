#include "store/numero_cajon.h"
#include <stdlib.h>
#include <string.h>

enum { LONG = 5, LONG_DRAWERS = 100000, CODE = 4, CODE_DRAWERS = 4096 };

static const uint32_t ten[] = { 1, 10, 100, 1000, 10000, 100000 };

/* Behind those of long numbers: 1 digit, 2, 3, 4, and codes. */
static uint32_t short_from(size_t digits)
{
	uint32_t from = LONG_DRAWERS;

	for (size_t i = 1; i < digits; i++)
		from += ten[i];
	return from;
}

static size_t digits_of(const char *word, size_t len)
{
	size_t n = 0;

	while (n < len && word[n] >= '0' && word[n] <= '9')
		n++;
	return n;
}

static uint32_t value_of(const char *word, size_t n)
{
	uint32_t v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 10 + (uint32_t)(word[i] - '0');
	return v;
}

static uint32_t code_drawer(const char *word)
{
	uint32_t h = 2166136261u;

	for (int i = 0; i < CODE; i++)
		h = (h ^ (unsigned char)word[i]) * 16777619u;
	return CAJON_FIRST + short_from(LONG) + (h ^ h >> 15) % CODE_DRAWERS;
}

static uint32_t drawer(const char *word, size_t len)
{
	if (digits_of(word, len) < len)
		return code_drawer(word);
	return CAJON_FIRST + (len >= LONG ? value_of(word, LONG) : short_from(len) + value_of(word, len));
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

int cajones_of(struct arena *arena, const char *numbers, uint32_t **out)
{
	uint32_t *list = NULL;
	int n = 0, cap = 0, kept = 0;

	for (const char *s = numbers; *s;) {
		size_t len = strcspn(s, " "), zeros = 0;
		while (zeros + 1 < len && s[zeros] == '0')
			zeros++;
		if (len > 0)
			*ARENA_PUSH(arena, list, n, cap) = drawer(s, len);
		if (zeros > 0 && digits_of(s, len) == len)
			*ARENA_PUSH(arena, list, n, cap) = drawer(s + zeros, len - zeros);
		s += len + (s[len] == ' ');
	}
	if (n > 1)
		qsort(list, (size_t)n, sizeof *list, by_number);
	for (int i = 0; i < n; i++)
		if (kept == 0 || list[kept - 1] != list[i])
			list[kept++] = list[i];
	*out = list;
	return kept;
}

int cajones_beginning(struct arena *arena, const char *word, uint32_t **out, bool *exact)
{
	size_t len = strlen(word);
	bool digits = digits_of(word, len) == len;
	uint32_t *list, value = value_of(word, len < LONG ? len : LONG);
	int n = 0;

	*exact = digits && len <= LONG;
	if (digits ? len < 2 : len < CODE)
		return -1;
	list = *out = arena_array(arena, uint32_t, digits && len < LONG ? ten[LONG - len] * 2 : 1);
	if (!digits || len >= LONG) {
		list[0] = drawer(word, len);
		return 1;
	}
	for (uint32_t i = 0; i < ten[LONG - len]; i++)
		list[n++] = CAJON_FIRST + value * ten[LONG - len] + i;
	for (size_t more = len; more < LONG; more++)
		for (uint32_t i = 0; i < ten[more - len]; i++)
			list[n++] = CAJON_FIRST + short_from(more) + value * ten[more - len] + i;
	return n;
}
