#pragma once
/* The journal by household: which operations are about it, in order, each with the first bytes of the hash of its id, so that an id which comes again is known.
 * The id of the first operation of a household, which did not have a number before, and of an operation that is about none, stands under its hash instead
 * (HASH_OPERACION). Follows from the journal alone. */
#include "store/entrada.h"

void dhogar_put(struct txn *, const struct entrada *);               /* of a new operation: all households that it touched, and its id */
uint64_t dhogar_operacion(struct txn *, uint32_t hogar, struct id);  /* the operation with this id; hogar 0: not known. 0: none */
bool dhogar_de(const struct entrada *, uint32_t hogar);              /* does it stand in the history of this household? Read with its images */
bool dhogar_tiene(struct txn *, uint32_t hogar, const struct entrada *);     /* it stands there, with its id */
bool dhogar_es(const struct txn *, struct span key, uint32_t hogar, const struct entrada *);      /* is that its key there? */
bool dhogar_suelta(struct txn *, const struct entrada *);            /* its id stands under its hash */
void dhogar_put_historia(struct txn *, const struct entrada *);      /* without what stands among the hashes */
bool dhogar_rebuild(struct txn *);                                   /* from the journal; what an operation that does not open had stays */
