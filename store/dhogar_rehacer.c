/* The journal by household written anew, declared in dhogar.h. */
#include "store/dhogar.h"
#include "store/rehacer.h"

struct guardadas { struct arena arena; struct key *item; int n, cap; };

static bool readable(struct txn *txn, uint64_t n, struct arena *scratch)
{
	struct key k = key_diario(n);
	struct entrada_full f;
	struct walk w;

	walk_begin(&w, txn, TABLE_DIARIO, key_span(&k), WALK_UP);
	bool good = walk_next(&w) && !w.damaged && entrada_in(w.value, false, scratch, &f);
	walk_end(&w);
	return good;
}

/* Of an operation that is not there or does not open these keys are all that tells whose it was. */
static void keep_unreadable(struct txn *txn, uint64_t last, struct guardadas *kept, struct arena *scratch)
{
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DHOGAR, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch))
		if (span_dhogar(w.key) != 0 && span_dhogar(w.key) <= last && !readable(txn, span_dhogar(w.key), scratch))
			*ARENA_PUSH(&kept->arena, kept->item, kept->n, kept->cap) = w.here;
	walk_end(&w);
}

/* True: every operation up to the head is there and opens. */
static bool whole(struct txn *txn, uint64_t last, struct arena *scratch)
{
	struct entrada_full f;
	uint64_t n = 0;
	bool good = true;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); good && rehacer_avanza(txn, n, 2 * last) && walk_next(&w); arena_reset(scratch))
		good = w.key.n == 8 && span_u64(w.key, 0) == ++n && !w.damaged && entrada_in(w.value, false, scratch, &f);
	walk_end(&w);
	return good && n == last;
}

static void fill(struct txn *txn, uint64_t last, struct arena *scratch)
{
	struct entrada_full f;
	struct walk w;
	uint64_t n = 0;

	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); rehacer_avanza(txn, last + n, 2 * last) && walk_next(&w); arena_reset(scratch)) {
		if (w.key.n != 8 || w.damaged || !entrada_in(w.value, true, scratch, &f))
			continue;
		n = f.e.n = span_u64(w.key, 0);
		dhogar_put_historia(txn, &f.e);
	}
	walk_end(&w);
}

bool dhogar_rebuild(struct txn *txn)
{
	struct guardadas kept = { .n = 0 };
	struct cabeza head;
	struct arena scratch;

	if (!cabeza_get(txn, &head))
		return false;
	arena_init(&kept.arena);
	arena_init(&scratch);
	if (!whole(txn, head.n, &scratch))
		keep_unreadable(txn, head.n, &kept, &scratch);
	if (rehacer_vaciar(txn, TABLE_DHOGAR))
		fill(txn, head.n, &scratch);
	for (int i = 0; i < kept.n; i++)
		table_put(txn, TABLE_DHOGAR, key_span(&kept.item[i]), span_of("", 0));
	arena_done(&scratch);
	arena_done(&kept.arena);
	return txn_ok(txn);
}
