#pragma once
/* What follows from records: rows, hashes, search words, counters. A write notes each household it touches and what was there before;
 * the work is done once per household, at the commit or when somebody asks for an index within the transaction. */
#include "store/hash.h"
#include "store/op.h"

/* Before the first change of a record of this kind in this household. */
void indice_touch(struct txn *, uint32_t hogar, enum record_kind);
void indice_owner_is(struct txn *, uint32_t hogar, const char *owner);      /* the household's record gets this owner now */
/* The owner as this transaction sees it; NULL when it has not touched the household. A household registered in it counts as the actor's. */
const char *indice_owner(struct txn *, uint32_t hogar);
void indice_medicion(struct txn *, uint32_t hogar, const struct medicion *);
bool indice_medicion_get(struct txn *, uint32_t hogar, struct medicion *);  /* what the row will say */
bool indice_flush(struct txn *);                                            /* true: nothing is pending */

/* For verify: what the indexes must hold for a household. firma: store/duda.h. */
struct terminos { const char *words, *firma; struct hash *hash; int n; };
void terminos_of(struct txn *, const struct ficha *, struct arena *, struct terminos *);
