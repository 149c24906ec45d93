#pragma once
/* Lists of a store with more households than fit as rows in memory (store/vista.h holds those): the numbers of those that a filter lets through, eight bytes
 * each, from one walk over the marks in memory (store/padron_marcas.h); the rows of a page come from their table. The numbers stay in the handle until the filter,
 * the day or the journal changes. What the counters already know (a page near the top of a list, how many there are) needs no walk.
 * Order: for the agenda as in small stores, equals by number; else by account and number; what a search found by name up to POR_NOMBRE, by number beyond. */
#include "store/criba.h"

enum { POR_NOMBRE = 2000 };
struct padron;

int padron_page(struct txn *, struct vista *, const struct filtro *, enum lista_orden, int desde, int n, struct arena *, struct fila **out, int *total);
int padron_hojear(struct txn *, struct vista *, const struct filtro *, enum lista_orden, int desde, int n, struct arena *, struct fila **out, int *total, bool *exacto);
int padron_count(struct txn *, struct vista *, const struct filtro *);
void padron_resumen(struct txn *, const struct vista *, struct resumen_dia *);
/* How many, when the counters know: true. */
bool padron_conocido(struct txn *, const struct criba *, int *n);
int padron_hogares(struct txn *, uint32_t scope);      /* of an account; 0: of the store */
void padron_free(struct padron *);           /* NULL is allowed */

/* Every household that passes, in order of number; page by page of the columns. For counts by what they have (store/lista_conteo.c). */
typedef void padron_visita(void *arg, uint32_t hogar, const struct marca *, const struct agenda *);
bool padron_walk(struct txn *, const struct criba *, padron_visita *, void *arg);
