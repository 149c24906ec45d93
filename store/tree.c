#include "store/tree.h"
#include "store/env.h"

enum { MARK_AT = 4, MARK = 0x80 };              /* above every kind of record (store/key.h: household u32 · kind u8 · …) */

_Static_assert((int)RECORD_KINDS <= (int)MARK, "a record would be taken for the journal");

unsigned tree_dbi(const struct store *s, enum table t)
{
	return s->dbi[t];
}

bool tree_shared(const struct store *s, enum table t)
{
	return (t == TABLE_FAM || t == TABLE_DHOGAR) && s->dbi[TABLE_DHOGAR] == s->dbi[TABLE_FAM];
}

static bool marked(struct span standing)
{
	return standing.n > MARK_AT && standing.p[MARK_AT] >= MARK;
}

struct key tree_key(const struct store *s, enum table t, struct span key)
{
	size_t head = t == TABLE_DHOGAR && tree_shared(s, t) && key.n >= MARK_AT ? MARK_AT : key.n;
	struct key k;

	key_init(&k);
	key_bytes(&k, key.p, head);
	if (head == MARK_AT && t == TABLE_DHOGAR && tree_shared(s, t))
		key_u8(&k, MARK);
	key_bytes(&k, key.p + head, key.n - head);
	return k;
}

bool tree_owns(const struct store *s, enum table t, struct span standing)
{
	if (t == TABLE_FAM)
		return !marked(standing);
	return !tree_shared(s, t) || marked(standing);
}

struct key tree_strip(const struct store *s, enum table t, struct span standing)
{
	size_t head = t == TABLE_DHOGAR && tree_shared(s, t) && marked(standing) ? MARK_AT : standing.n;
	struct key k;

	key_init(&k);
	key_bytes(&k, standing.p, head);
	if (head < standing.n)
		key_bytes(&k, standing.p + head + 1, standing.n - head - 1);
	return k;
}

static struct key beside(struct span foreign, uint8_t mark)
{
	struct key k;

	key_init(&k);
	key_bytes(&k, foreign.p, foreign.n < MARK_AT ? foreign.n : MARK_AT);
	if (mark)
		key_u8(&k, mark);
	return k;
}

struct key tree_skip(enum table t, struct span foreign)
{
	return beside(foreign, t == TABLE_FAM ? UINT8_MAX : MARK);
}

struct key tree_back(enum table t, struct span foreign)
{
	return beside(foreign, t == TABLE_FAM ? MARK : 0);
}
