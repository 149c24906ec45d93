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

static void put_keys(struct txn *txn, const struct entrada *e)
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
	put_keys(txn, e);
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

bool dhogar_tiene(struct txn *txn, const struct entrada *e)
{
	struct key k = whole_key(txn, e->hogar, e);

	if (e->hogar != 0 && !table_has(txn, TABLE_DHOGAR, key_span(&k)))
		return false;
	return !dhogar_suelta(txn, e) || hash_find(txn, id_hash(txn, e->id)) == e->n;
}

static bool journal_whole(struct txn *txn, struct arena *scratch)
{
	struct entrada_full f;
	bool good = true;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch))
		good = good && w.key.n == 8 && !w.damaged && entrada_in(w.value, false, scratch, &f);
	walk_end(&w);
	return good;
}

static void empty(struct txn *txn)
{
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DHOGAR, span_of("", 0), WALK_UP); walk_next(&w);)
		table_del(txn, TABLE_DHOGAR, w.key);
	walk_end(&w);
}

/* Of a damaged operation the old keys are all that is left: then nothing is taken away, only what is missing is put. */
bool dhogar_rebuild(struct txn *txn)
{
	struct entrada_full f;
	struct arena scratch;
	struct walk w;

	arena_init(&scratch);
	if (journal_whole(txn, &scratch))
		empty(txn);
	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(&scratch)) {
		if (w.key.n != 8 || w.damaged || !entrada_in(w.value, true, &scratch, &f))
			continue;
		f.e.n = span_u64(w.key, 0);
		put_keys(txn, &f.e);
	}
	walk_end(&w);
	arena_done(&scratch);
	return txn_ok(txn);
}
