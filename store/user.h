#pragma once
/* Accounts. The number of an account stands in keys instead of its name. Accounts that only appear as owners of imported families
 * get a number too, but nobody enters with them until store_user_put gives them a name and a role. */
#include "store/table.h"

struct cuenta { uint32_t n; const char *usuario, *nombre; enum rol rol; bool activa; };
uint32_t cuenta_number(struct txn *, const char *usuario);                  /* 0: none */
uint32_t cuenta_ensure(struct txn *, const char *usuario);                  /* makes one without access when there is none */
bool cuenta_get(struct txn *, uint32_t n, struct arena *, struct cuenta *);
bool cuenta_in(uint32_t n, struct span, struct arena *, struct cuenta *);       /* false: the bytes are no account */
