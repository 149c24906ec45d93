#pragma once
/* The traits of households in memory: who fills a store, or looks for pairs among all households, compares each with dozens of others, and reading those from their
 * records costs more than everything else. Kept by duda_update from begin to end, within a quarter of the machine's memory; who has no place in it is read
 * from the records as ever. What another process commits, or what this one does not, empties it. */
#include "store/semejanza.h"
#include "store/txn.h"

bool rasgos_memoria_begin(struct store *);         /* false: there is one already */
void rasgos_memoria_end(struct store *);
void rasgos_memoria_forget(struct store *);        /* a write transaction was aborted */

void rasgos_memoria_put(struct txn *, uint32_t hogar, const struct rasgos_hogar *or_null);      /* NULL: nobody there can be compared */
/* False: not known. The texts belong to the memory and stay until it is forgotten; the place of the household is not kept. */
bool rasgos_memoria_get(struct txn *, uint32_t hogar, struct arena *, struct rasgos_hogar *);
