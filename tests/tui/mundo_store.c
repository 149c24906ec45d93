/* What a test does inside the store handle; apart, because store/key.h and tui/event.h both have a `key`. */
#include "store/env.h"
#include <stdio.h>

void store_forget_seen(struct store *);
void store_become(struct store *, const char *usuario, enum rol);
void store_read_only(struct store *, bool);
void store_read_only(struct store *s, bool yes)
{
	s->read_only = yes;
}

void store_forget_seen(struct store *s)
{
	s->last_txn = 0;
}

void store_become(struct store *s, const char *usuario, enum rol rol)
{
	snprintf(s->actor.usuario, sizeof s->actor.usuario, "%s", usuario);
	s->actor.rol = rol;
}
