#pragma once
/* Does the store hold together? Seals, key order, journal chain and anchor, rows and indexes against records, counters against lists. Changes nothing. */
#include "store/txn.h"

struct hallazgo_store { const char *que; };      /* one Spanish sentence each */
/* muestra: households by chance, where not all was looked at; de_indice: of the problems, those that rehacer_indices mends. */
struct verificacion { int registros, operaciones, muestra, problemas, de_indice; bool completa; struct hallazgo_store *hallazgo; int n, cap; };
bool store_verify(struct store *, struct arena *, struct verificacion *, struct err *);   /* true: verified, nothing wrong */
/* For the start of a session: the head, the anchor and the last operations always; then all of a small store, until the time is over; households by chance for a
 * fifth of a second of a large one, or of one that was verified as a whole today. `completa` says whether nothing was left out. */
bool store_verify_rapido(struct store *, int limite_ms, struct arena *, struct verificacion *, struct err *);
