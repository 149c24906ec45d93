/* The search index written anew from the records. Words keep their numbers: the base maestra has them too. */
#include "store/busqueda.h"
#include "store/env.h"
#include "store/indice.h"
#include <lmdb.h>

bool busqueda_rebuild(struct txn *txn)
{
	struct arena scratch;
	struct terminos t;
	struct ficha f;
	struct walk w;

	if (!txn_ok(txn) || !busqueda_flush(txn))
		return false;
	int rc = mdb_drop(txn->mdb, txn->store->dbi[TABLE_TPO], 0);
	if (rc != 0)
		return txn_fail_mdb(txn, rc, "No se pudo rehacer el índice de búsqueda");
	arena_init(&scratch);
	for (uint64_t hogar = 1; txn_ok(txn) && hogar <= UINT32_MAX; hogar++) {
		struct key from = key_number((uint32_t)hogar);
		walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_UP);
		w.keys_only = true;
		walk_from(&w, key_span(&from));
		bool there = walk_next(&w) && w.key.n == 8;
		hogar = there ? span_u32(w.key, 0) : UINT32_MAX;
		walk_end(&w);
		if (there && familia_load(txn, (uint32_t)hogar, RECORD_INTEGRANTE, &scratch, &f, NULL)) {
			terminos_of(txn, &f, &scratch, &t);
			busqueda_update(txn, (uint32_t)hogar, "", t.words);
		}
		arena_reset(&scratch);
	}
	arena_done(&scratch);
	return busqueda_flush(txn);
}
