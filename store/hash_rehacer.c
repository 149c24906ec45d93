/* The table of keyed hashes written anew, declared in hash.h. Nothing in a key tells its domain, so it is made as a whole: from the accounts, the journal,
 * the households and the base maestra. */
#include "store/dhogar.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/indice.h"
#include "store/maestra_fila.h"
#include "store/rehacer.h"
#include "store/user.h"

/* What an account or an operation is found by. It stands nowhere else, so all of it is read before anything is taken away. */
struct sabido { struct hash hash; uint64_t n; };
struct sabidos { struct arena arena; struct sabido *item; int n, cap; bool damaged; };

static void add(struct sabidos *all, struct hash hash, uint64_t n)
{
	*ARENA_PUSH(&all->arena, all->item, all->n, all->cap) = (struct sabido){ hash, n };
}

static void read_accounts(struct txn *txn, struct sabidos *all, struct arena *scratch)
{
	uint32_t before = 0;
	struct cuenta who;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_USUARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch)) {
		uint32_t n = w.key.n == 4 ? span_u32(w.key, 0) : 0;
		if (n == ++before && !w.damaged && cuenta_in(n, w.value, scratch, &who))
			add(all, hash_usuario(txn->store, who.usuario), n);
		else
			all->damaged = true;         /* they are dense: one that is not there is damage too */
	}
	walk_end(&w);
}

static void read_journal(struct txn *txn, struct sabidos *all, struct arena *scratch)
{
	uint64_t done = 0, total = table_count(txn, TABLE_DIARIO);
	struct store *s = txn->store;
	struct entrada_full f;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); rehacer_avanza(txn, done++, total) && walk_next(&w); arena_reset(scratch)) {
		if (w.key.n != 8 || w.damaged || !entrada_in(w.value, false, scratch, &f)) {
			all->damaged = true;
			continue;
		}
		uint64_t n = span_u64(w.key, 0);
		struct key undone = key_diario(f.e.deshace);
		f.e.n = n;
		if (dhogar_suelta(txn, &f.e))
			add(all, hash_of(s, HASH_OPERACION, span_of(f.e.id.b, sizeof f.e.id.b)), n);
		if (f.e.deshace != 0)
			add(all, hash_of(s, HASH_DESHACE, key_span(&undone)), n);
		if (id_given(f.e.lote))
			add(all, hash_of(s, HASH_LOTE, span_of(f.e.lote.b, sizeof f.e.lote.b)), n);
	}
	walk_end(&w);
}

static void put_households(struct txn *txn, struct arena *scratch)
{
	struct terminos t;
	struct ficha f;

	for (uint32_t hogar = 0; txn_ok(txn) && (hogar = rehacer_hogar(txn, hogar)) != 0; arena_reset(scratch)) {
		if (!familia_load(txn, hogar, RECORD_INTEGRANTE, scratch, &f, NULL))
			continue;
		terminos_of(txn, &f, scratch, &t);
		for (int i = 0; i < t.n; i++)
			hash_put(txn, t.hash[i], hogar);
	}
}

static void put_rows(struct txn *txn, struct arena *scratch)
{
	struct maestra_terminos t;
	struct maestra_fila f;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_MAESTRA, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch)) {
		uint32_t num = w.key.n == 4 ? span_u32(w.key, 0) : 0;
		if (num == 0 || w.damaged || !maestra_in(num, w.value, scratch, &f) || !maestra_terminos(txn, &f.m, scratch, &t))
			continue;
		for (int i = 0; i < t.n; i++)
			hash_put(txn, t.hash[i], num);
	}
	walk_end(&w);
}

/* Of a damaged account or operation the old key is all that is left: then nothing is taken away, only what is missing is put. */
bool hash_rebuild(struct txn *txn)
{
	struct sabidos all = { .n = 0 };
	struct arena scratch;

	arena_init(&all.arena);
	arena_init(&scratch);
	read_accounts(txn, &all, &scratch);
	read_journal(txn, &all, &scratch);
	if (!all.damaged)
		rehacer_vaciar(txn, TABLE_HASH);
	for (int i = 0; i < all.n && txn_ok(txn); i++)
		hash_put(txn, all.item[i].hash, all.item[i].n);
	put_households(txn, &scratch);
	put_rows(txn, &scratch);
	arena_done(&scratch);
	arena_done(&all.arena);
	return txn_ok(txn);
}
