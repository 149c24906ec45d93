/* The table of keyed hashes written anew, declared in hash.h. Nothing in a key tells its domain, so it is made as a whole: from the accounts, the journal,
 * the households and the base maestra. */
#include "store/dhogar.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/indice.h"
#include "store/maestra_fila.h"
#include "store/user.h"
#include <lmdb.h>

/* What an account or an operation is found by. It stands nowhere else, so all of it is read before anything is taken away. */
struct sabido { struct hash hash; uint64_t n; };
struct sabidos { struct arena arena; struct sabido *item; int n, cap; bool damaged; };

static void add(struct sabidos *all, struct hash hash, uint64_t n)
{
	*ARENA_PUSH(&all->arena, all->item, all->n, all->cap) = (struct sabido){ hash, n };
}

static void read_accounts(struct txn *txn, struct sabidos *all, struct arena *scratch)
{
	struct cuenta who;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_USUARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch)) {
		uint32_t n = w.key.n == 4 ? span_u32(w.key, 0) : 0;
		if (n == 0 || w.damaged || !cuenta_get(txn, n, scratch, &who))
			all->damaged = true;
		else
			add(all, hash_usuario(txn->store, who.usuario), n);
	}
	walk_end(&w);
}

static void read_journal(struct txn *txn, struct sabidos *all, struct arena *scratch)
{
	struct store *s = txn->store;
	struct entrada_full f;
	struct walk w;

	for (walk_begin(&w, txn, TABLE_DIARIO, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(scratch)) {
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

static uint32_t next_household(struct txn *txn, uint32_t after)
{
	struct key from = key_number(after + 1);
	struct walk w;

	walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_UP);
	w.keys_only = true;
	walk_from(&w, key_span(&from));
	uint32_t hogar = after != UINT32_MAX && walk_next(&w) && w.key.n == 8 ? span_u32(w.key, 0) : 0;
	walk_end(&w);
	return hogar;
}

static void put_households(struct txn *txn, struct arena *scratch)
{
	struct terminos t;
	struct ficha f;

	for (uint32_t hogar = 0; txn_ok(txn) && (hogar = next_household(txn, hogar)) != 0; arena_reset(scratch)) {
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
	int rc = txn_ok(txn) && !all.damaged ? mdb_drop(txn->mdb, txn->store->dbi[TABLE_HASH], 0) : 0;
	if (rc != 0)
		txn_fail_mdb(txn, rc, "No se pudo rehacer el índice de documentos");
	for (int i = 0; i < all.n && txn_ok(txn); i++)
		hash_put(txn, all.item[i].hash, all.item[i].n);
	put_households(txn, &scratch);
	put_rows(txn, &scratch);
	arena_done(&scratch);
	arena_done(&all.arena);
	return txn_ok(txn);
}
