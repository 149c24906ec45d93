#pragma once
/* Who passes a filter, from the marks in memory, with the place in the order; only for store/padron.c. */
#include "store/criba.h"
#include "store/padron_marcas.h"

struct padron_criba {
	struct arena *arena; const struct criba *criba; enum lista_orden orden; bool por_numero;
	struct padron_lugar *item; int n; uint32_t last;
	uint32_t *dia;                           /* by kind and days since the last visit (0 never): place << LUGAR and the bits; 0 not known yet */
	unsigned hoy;
};
static inline bool orden_por_dia(enum lista_orden orden) { return orden == ORDEN_AGENDA || orden == ORDEN_ACORDADA; }      /* of the household's days, which no counter knows */
void padron_criba_init(struct padron_criba *, struct padron_marcas *, const struct criba *, enum lista_orden, struct arena *);
/* Of these, ascending, with repeats; or all. They come in order of number. */
void padron_criba_algunos(struct txn *, const struct padron_marcas *, const uint32_t *hogar, int n, struct padron_criba *);
void padron_criba_todos(struct txn *, const struct padron_marcas *, struct padron_criba *);
