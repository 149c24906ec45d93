#pragma once
/* The rows that the actor may see, in memory: only what filters and orders need, some 100 bytes each, so that a list of 57,000 households answers at
 * each key. Kept in the store's handle for one day and route; brought up to date from the journal when operations came since. */
#include "store/lista.h"
#include "store/table.h"

struct vista_fila {
	uint32_t hogar, account;
	const char *orden, *folio;                          /* text_sort_key of the name */
	const char *fase, *momento, *estado, *comuna, *alertas;
	struct agenda agenda;
	int celda;
	bool medida; uint8_t logro[MEDICION_BYTES];         /* as in the measurement */
};
struct padron;
struct padron_marcas;
enum { VISTA_MAX = 5000 };                                  /* rows in memory, unless the store was told another limit */
struct vista {
	struct arena arena;
	uint64_t n;                                         /* journal up to here */
	int32_t hoy;
	const struct ruta *ruta;
	struct vista_fila *fila; int n_fila, cap;           /* ascending by hogar */
	const char **word; int n_word, cap_word;            /* texts that many rows share, each once */
	int *order[LISTA_ORDENES], order_cap[LISTA_ORDENES]; bool ordered[LISTA_ORDENES];       /* positions in fila, by enum lista_orden */
	bool grande;                                        /* too many for rows in memory: store/padron.h answers */
	struct padron *padron;
	struct padron_marcas *marcas;                       /* of all households, when they were first needed */
	int changed;                                        /* rows brought up to date since it was built */
};

/* As the transaction sees the rows. NULL: the actor may see none, or an error. In a write transaction it lives until the next call. */
struct vista *vista_get(struct txn *, const struct ruta *, int32_t hoy);
const int *vista_order(struct vista *, enum lista_orden);
const struct vista_fila *vista_find(const struct vista *, uint32_t hogar);
/* Of a store of any size: number and account of a household that the actor may see; NULL: none. */
const struct vista_fila *vista_hogar(struct txn *, const struct vista *, uint32_t hogar);
void vista_free(struct vista *);                        /* NULL is allowed */
