#pragma once
/* Does the store hold together? Seals, key order, journal chain and anchor, rows and indexes against records, counters against lists. Changes nothing. */
#include "store/txn.h"

struct hallazgo_store { const char *que; };      /* one Spanish sentence each */
struct verificacion { int registros, operaciones, problemas; struct hallazgo_store *hallazgo; int n, cap; };
bool store_verify(struct store *, struct arena *, struct verificacion *, struct err *);   /* true: verified, nothing wrong */
