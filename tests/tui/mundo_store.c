/* What a test does inside the store handle; apart, because store/key.h and tui/event.h both have a `key`. */
#include "store/env.h"

void store_forget_seen(struct store *);
void store_forget_seen(struct store *s)
{
	s->last_txn = 0;
}
