#include "store/dhogar.h"
#include "store/hash.h"
#include "store/tree.h"
#include <string.h>

static struct hash id_hash(const struct txn *txn, struct id id)
{
	return hash_of(txn->store, HASH_OPERACION, span_of(id.b, sizeof id.b));
}

static struct key whole_key(const struct txn *txn, uint32_t hogar, const struct entrada *e)
{
	struct key k = key_dhogar(hogar, e->n);
	struct hash h = id_hash(txn, e->id);

	if (tree_shared(txn->store, TABLE_DHOGAR))
		key_bytes(&k, h.b, DHOGAR_MARCA);
	return k;
}

/* The first operation of the household; 0: it has none yet. */
static uint64_t first_of(struct txn *txn, uint32_t hogar)
{
	struct key prefix = key_hogar(hogar);
	struct walk w;

	walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_UP);
	uint64_t n = walk_next(&w) ? span_dhogar(w.key) : 0;
	walk_end(&w);
	return n;
}

bool dhogar_suelta(struct txn *txn, const struct entrada *e)
{
	if (e->hogar == 0 || !tree_shared(txn->store, TABLE_DHOGAR))
		return true;
	uint64_t first = first_of(txn, e->hogar);
	return first == 0 || first == e->n;
}

void dhogar_put_historia(struct txn *txn, const struct entrada *e)
{
	uint32_t last = 0;

	for (int i = -1; i < e->n_imagen; i++) {
		uint32_t hogar = i < 0 ? e->hogar : e->imagen[i].hogar;
		struct key k = whole_key(txn, hogar, e);
		if (hogar != 0 && hogar != last)
			table_put(txn, TABLE_DHOGAR, key_span(&k), span_of("", 0));
		last = hogar;
	}
}

void dhogar_put(struct txn *txn, const struct entrada *e)
{
	if (dhogar_suelta(txn, e))
		hash_put(txn, id_hash(txn, e->id), e->n);
	dhogar_put_historia(txn, e);
}

/* The bytes in the key are a sieve; the operation itself says whether it is the one. */
uint64_t dhogar_operacion(struct txn *txn, uint32_t hogar, struct id id)
{
	struct key prefix = key_hogar(hogar);
	struct hash h = id_hash(txn, id);
	struct entrada_full f;
	struct walk w;

	uint64_t n = hash_find(txn, h);
	if (hogar == 0)
		return n;
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); n == 0 && walk_next(&w);)
		if (w.key.n == 12 + DHOGAR_MARCA && memcmp(w.key.p + 12, h.b, DHOGAR_MARCA) == 0 && entrada_get(txn, span_dhogar(w.key), false, &txn->arena, &f) && id_equal(f.e.id, id))
			n = f.e.n;
	walk_end(&w);
	return n;
}

bool dhogar_tiene(struct txn *txn, uint32_t hogar, const struct entrada *e)
{
	struct key k = whole_key(txn, hogar, e);

	return table_has(txn, TABLE_DHOGAR, key_span(&k));
}

bool dhogar_es(const struct txn *txn, struct span key, uint32_t hogar, const struct entrada *e)
{
	struct key k = whole_key(txn, hogar, e);

	return k.n == key.n && memcmp(k.b, key.p, k.n) == 0;
}

bool dhogar_de(const struct entrada *e, uint32_t hogar)
{
	bool named = e->hogar == hogar;

	for (int i = 0; i < e->n_imagen && !named; i++)
		named = e->imagen[i].hogar == hogar;
	return named;
}
