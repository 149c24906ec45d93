#pragma once
/* Counters for the standing dashboard: households per account, phase and state, changed in the transaction that changes the row.
 * Key: account number · hash of phase and state; the sealed value repeats both. A counter that reaches zero is removed. */
#include "store/lista.h"
#include "store/table.h"

void contador_add(struct txn *, uint32_t account, const char *fase, const char *estado, int change);
bool contador_in(struct span, struct arena *, struct conteo *);     /* all but the account */
struct key contador_key(const struct store *, uint32_t account, const char *fase, const char *estado, struct arena *);
bool contador_rebuild(struct txn *);         /* from the rows; the census under account 0 is of others */
