#pragma once
/* The feed for exchange between offices: the operations of the journal in order, each with its place in the chain and, for each image, the identity that
 * household and record have everywhere (local numbers mean nothing elsewhere). Only for accounts that may read all families. Layout: docs/INTERCAMBIO.md. */
#include "store/diario.h"
#include "store/seal.h"

struct envio {
	struct entrada e;
	const char *oficina;
	uint8_t previa[SEAL_CHAIN], cadena[SEAL_CHAIN];      /* hash of the operation before, and of this one */
	struct id *hogar;                                    /* of each image: identity of its household; zero: not known any more */
};
bool envio_permitido(struct txn *);                      /* false: sticky ERR_DENIED, in words */
/* False: there is no such operation (txn_ok), not permitted, or damaged (sticky). */
bool envio_get(struct txn *, uint64_t n, struct arena *, struct envio *);
