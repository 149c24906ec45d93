#pragma once
/* Undo by dependency, for the files of store/ that undo on behalf of an act or of a batch. An operation may be undone when every field that it changed
 * still holds the value it left and nothing later stands on it: nobody changed it since, or those changes were undone themselves. So undo, undo, undo goes
 * back step by step, undoing the undoings goes forward again, and whatever stands can be undone in some order. A field that acts derive from the others (HOGAR_SIGUIENTE) and the measurement of a row stop nothing: where they do
 * not hold what the operation left, `medir` is asked to work them out anew. */
#include "store/op.h"

struct deshacer {
	uint64_t n;
	const char *motivo;
	struct id lote;                      /* of the new operation; zero: alone */
	/* Inside the new operation, once for each household that is still there and whose derived data are in doubt. NULL: they stay as they are. */
	bool (*medir)(void *arg, struct txn *, uint32_t hogar, struct err *);
	void *arg;
};
/* False: err says why, in words; the transaction is to be aborted. */
bool deshacer_op(struct txn *, const struct deshacer *, struct err *);
/* The operation whose undoing undoes n today: n itself, or the one that did it again. 0: n is undone as things stand. */
uint64_t deshacer_vigente(struct txn *, uint64_t n);
