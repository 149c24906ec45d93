#pragma once
/* A practice store that begins the same for every input: nine families made from the example one, each at another moment of the route, some with a visit
 * open. It lies in a folder of its own below $TMPDIR that goes away at the end. */
#include "store/txn.h"

enum { FUZZ_FAMILIES = 9 };       /* local numbers 1 … */

struct store *fuzz_store_open(void);     /* as it was at first; the clock stands at FUZZ_HOY */
