#pragma once
/* The journal by household: which operations are about it, in order, each with the first bytes of the hash of its id, so that an id which comes again is known.
 * The id of the first operation of a household, which did not have a number before, and of an operation that is about none, stands under its hash instead
 * (HASH_OPERACION). Follows from the journal alone. */
#include "store/entrada.h"

void dhogar_put(struct txn *, const struct entrada *);               /* of a new operation: all households that it touched, and its id */
uint64_t dhogar_operacion(struct txn *, uint32_t hogar, struct id);  /* the operation with this id; hogar 0: not known. 0: none */
bool dhogar_tiene(struct txn *, const struct entrada *);             /* the operation is found by its household and its id */
bool dhogar_suelta(struct txn *, const struct entrada *);            /* its id stands under its hash */
bool dhogar_rebuild(struct txn *);
