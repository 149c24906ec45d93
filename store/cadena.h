#pragma once
/* The chain of the journal: its head in the store, and the anchor beside it. Each operation's bytes hold the hash of the one before; the head is the
 * number and hash of the last. `ancla.log` gets a line `number hash` after each commit, so that a store that was put back, or lost its end, shows it. */
#include "store/seal.h"
#include "store/table.h"

struct cabeza { uint64_t n; uint8_t hash[SEAL_CHAIN]; int64_t cuando; };     /* all zero before the first operation */
bool cabeza_get(struct txn *, struct cabeza *);
void cabeza_put(struct txn *, const struct cabeza *);
/* The hash of operation n as the chain knows it: from the operation after it, or from the head. False: there is no such operation, or an error. */
bool cadena_hash(struct txn *, const struct cabeza *, uint64_t n, uint8_t hash[SEAL_CHAIN]);

void ancla_append(const struct store *, const struct cabeza *);      /* after the commit, inside the gate; what cannot be written is left out */
struct ancla { uint64_t n; uint8_t hash[SEAL_CHAIN]; };
int ancla_read(const struct store *, struct arena *, struct ancla **);   /* all that are kept, oldest first; torn lines are left out */
/* The same for a transaction: without those of others that were committed after its snapshot. */
int ancla_list(struct txn *, struct arena *, struct ancla **);
/* Is the last anchor in the chain? False: the store is older than its anchor, or another one. */
bool ancla_holds(struct txn *);
