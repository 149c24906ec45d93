#include "base/id.h"
#include "base/date.h"
#include "base/rng.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* Seeded ids are stamped from here on, one millisecond each: in order, and the same whatever the clock says. */
#define SEEDED_START INT64_C(1577836800000)   /* 2020-01-01 */

static struct {
	int64_t ms;
	unsigned counter;       /* 12 bits, so that ids made within one millisecond keep their order */
	bool seeded;
	struct rng rng;
} state;

static void random_bytes(uint8_t *out, size_t n)
{
	while (n > 0) {
		ssize_t got = getrandom(out, n, 0);
		if (got < 0) {
			if (errno == EINTR)
				continue;
			abort();        /* an identity that might repeat would mix two families */
		}
		out += got;
		n -= (size_t)got;
	}
}

static void stamp(uint16_t start)
{
	int64_t now = state.seeded ? state.ms + 1 : clock_now();
	if (now > state.ms) {
		state.ms = now;
		state.counter = start & 0x7FF;   /* the upper half is left for the rest of the millisecond */
	} else if (++state.counter > 0xFFF) {
		state.ms++;
		state.counter = start & 0x7FF;
	}
}

struct id id_new(void)
{
	struct id id;
	uint8_t random[10];
	if (state.seeded) {
		uint64_t a = rng_next(&state.rng), b = rng_next(&state.rng);
		memcpy(random, &a, 8);
		memcpy(random + 8, &b, 2);
	} else {
		random_bytes(random, sizeof random);
	}
	stamp((uint16_t)(random[8] << 8 | random[9]));
	for (int i = 0; i < 6; i++)
		id.b[i] = (uint8_t)(state.ms >> (40 - 8 * i));
	id.b[6] = (uint8_t)(0x70 | state.counter >> 8);
	id.b[7] = (uint8_t)(state.counter & 0xFF);
	memcpy(id.b + 8, random, 8);
	id.b[8] = (uint8_t)(0x80 | (id.b[8] & 0x3F));
	return id;
}

void id_seed(uint64_t seed)
{
	state.seeded = seed != 0;
	state.ms = seed ? SEEDED_START : 0;
	state.counter = 0;
	rng_seed(&state.rng, seed);
}

char *id_text(struct id id, char out[ID_TEXT])
{
	static const char hex[] = "0123456789abcdef";
	char *p = out;
	for (int i = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*p++ = '-';
		*p++ = hex[id.b[i] >> 4];
		*p++ = hex[id.b[i] & 15];
	}
	*p = '\0';
	return out;
}

static int hex_value(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool id_parse(const char *s, struct id *out)
{
	struct id id;
	for (int i = 0; i < 16; i++) {
		if ((i == 4 || i == 6 || i == 8 || i == 10) && *s++ != '-')
			return false;
		int high = hex_value(s[0]);
		int low = high < 0 ? -1 : hex_value(s[1]);
		if (low < 0)
			return false;
		id.b[i] = (uint8_t)(high << 4 | low);
		s += 2;
	}
	if (*s)
		return false;
	*out = id;
	return true;
}

bool id_equal(struct id a, struct id b)
{
	return memcmp(a.b, b.b, sizeof a.b) == 0;
}

bool id_given(struct id id)
{
	return !id_equal(id, (struct id){ .b = { 0 } });
}
