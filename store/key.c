#include "store/key.h"
#include <stdlib.h>
#include <string.h>

void key_init(struct key *k)
{
	k->n = 0;
}

void key_bytes(struct key *k, const void *bytes, size_t n)
{
	if (n > KEY_MAX - k->n)
		abort();
	memcpy(k->b + k->n, bytes, n);
	k->n += n;
}

static void big_endian(struct key *k, uint64_t value, int bytes)
{
	uint8_t b[8];

	for (int i = bytes - 1; i >= 0; i--, value >>= 8)
		b[i] = (uint8_t)value;
	key_bytes(k, b, (size_t)bytes);
}

void key_u8(struct key *k, uint8_t v)
{
	big_endian(k, v, 1);
}

void key_u24(struct key *k, uint32_t v)
{
	big_endian(k, v, 3);
}

void key_u32(struct key *k, uint32_t v)
{
	big_endian(k, v, 4);
}

void key_u64(struct key *k, uint64_t v)
{
	big_endian(k, v, 8);
}

static uint64_t number(struct span s, size_t at, size_t bytes)
{
	uint64_t v = 0;

	for (size_t i = 0; i < bytes; i++)
		v = v << 8 | s.p[at + i];
	return v;
}

uint32_t span_u24(struct span s, size_t at)
{
	return (uint32_t)number(s, at, 3);
}

uint32_t span_u32(struct span s, size_t at)
{
	return (uint32_t)number(s, at, 4);
}

uint64_t span_u64(struct span s, size_t at)
{
	return number(s, at, 8);
}

struct key key_hogar(uint32_t hogar)
{
	return key_number(hogar);
}

struct key key_fam(uint32_t hogar, enum record_kind kind, uint32_t seq)
{
	struct key k;

	key_init(&k);
	key_u32(&k, hogar);
	key_u8(&k, (uint8_t)kind);
	key_u24(&k, seq);
	return k;
}

struct key key_diario(uint64_t n)
{
	struct key k;

	key_init(&k);
	key_u64(&k, n);
	return k;
}

struct key key_dhogar(uint32_t hogar, uint64_t n)
{
	struct key k;

	key_init(&k);
	key_u32(&k, hogar);
	key_u64(&k, n);
	return k;
}

/* Formats 1 and 2 kept the number alone. */
uint64_t span_dhogar(struct span s)
{
	return s.n == 12 || s.n == 12 + DHOGAR_MARCA ? span_u64(s, 4) : 0;
}

struct key key_fila(uint32_t owner, uint32_t hogar)
{
	struct key k;

	key_init(&k);
	key_u32(&k, owner);
	key_u32(&k, hogar);
	return k;
}

struct key key_number(uint32_t v)
{
	struct key k;

	key_init(&k);
	key_u32(&k, v);
	return k;
}

struct key key_meta(enum meta what)
{
	struct key k;

	key_init(&k);
	key_u8(&k, (uint8_t)what);
	return k;
}
