/* The search index written anew from the records, declared in busqueda.h. */
#include "store/busqueda.h"
#include "store/indice.h"
#include "store/maestra.h"
#include "store/rehacer.h"

/* Words keep their numbers: the base maestra has them too. */
bool busqueda_rebuild(struct txn *txn)
{
	struct arena scratch;
	struct terminos t;
	struct ficha f;

	if (!txn_ok(txn) || !busqueda_flush(txn) || !rehacer_vaciar(txn, TABLE_TPO))
		return false;
	arena_init(&scratch);
	for (uint32_t hogar = 0; txn_ok(txn) && (hogar = rehacer_hogar(txn, hogar)) != 0; arena_reset(&scratch))
		if (familia_load(txn, hogar, RECORD_INTEGRANTE, &scratch, &f, NULL)) {
			terminos_of(txn, &f, &scratch, &t);
			busqueda_update(txn, hogar, "", t.words);
		}
	arena_done(&scratch);
	return busqueda_flush(txn);
}

/* With other numbers for the words, so nobody else may have the dictionary in memory. */
bool busqueda_rebuild_all(struct txn *txn)
{
	busqueda_close(txn->store);
	return rehacer_vaciar(txn, TABLE_TOK) && rehacer_vaciar(txn, TABLE_MPO) && busqueda_rebuild(txn) && maestra_rebuild(txn);
}
