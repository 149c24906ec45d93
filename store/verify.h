#pragma once
/* Does the store hold together? Seals, key order, journal chain and anchor, rows and indexes against records, counters against lists. Changes nothing. */
#include "store/txn.h"

struct hallazgo_store { const char *que; };      /* one Spanish sentence each */
/* de_indice: of the problems, those that rehacer_indices mends. */
struct verificacion { int registros, operaciones, problemas, de_indice; bool completa; struct hallazgo_store *hallazgo; int n, cap; };
bool store_verify(struct store *, struct arena *, struct verificacion *, struct err *);   /* true: verified, nothing wrong */
/* In some milliseconds, for the start of a session: the head, the anchor and the last operations always; then all of a small store, households by
 * chance of a large one, until the time is over. `completa` says whether nothing was left out. */
bool store_verify_rapido(struct store *, int limite_ms, struct arena *, struct verificacion *, struct err *);
