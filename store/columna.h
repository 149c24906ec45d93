#pragma once
/* Columns: neighbouring households side by side, so that any question about all of them is one walk over few bytes. A page is of COLUMNA_HOGARES household
 * numbers, in two values that each fill one page of the file: MARCAS (twelve bytes each, store/marca.h) and LOGROS, two planes of bits for each logro.
 * Key: page · 2 + part, u32. Bytes of MARCAS: 1, then the households up to the last one there is. Of LOGROS: 1, number of logros,
 * then for each the low bits and the high bits of enum logro_estado, 40 bytes each; those that were never measured have zeros. */
#include "store/marca.h"

enum { COLUMNA_HOGARES = 320, COLUMNA_PLANO = COLUMNA_HOGARES / 8 };
enum columna_parte { COLUMNA_MARCAS = 1, COLUMNA_LOGROS = 2 };       /* they may be asked for together */
struct columna_pagina {
	uint32_t n;                          /* which page */
	unsigned read, dirty;                /* enum columna_parte */
	unsigned rehecha;                    /* parts of it that did not open */
	uint8_t marca[COLUMNA_HOGARES][MARCA_BYTES];
	uint64_t plano[MEDICION_LOGROS][2][COLUMNA_PLANO / 8];
	int logros;                          /* planes beyond are zero */
};

/* The first page that is there, from *page on: `for (uint32_t n = 0; columna_siguiente(txn, &n) && columna_read(…, n, …); n++)`. */
bool columna_siguiente(struct txn *, uint32_t *page);
/* Parts that have been read stay when it is the same page. A part that is damaged is made from rows and records, and in
 * the page of a write transaction written with it. False: the sticky error. */
bool columna_read(struct txn *, struct columna_pagina *, uint32_t page, unsigned parts, struct arena *scratch);
void columna_marca(const struct columna_pagina *, int i, struct marca *);
enum logro_estado columna_logro(const struct columna_pagina *, int i, int numero);

/* One household, as the transaction sees it; account 0 when it is not there. */
bool columna_get(struct txn *, uint32_t hogar, struct marca *);
/* In a write transaction; the page is written by columna_flush, or when another one is needed. */
void columna_put(struct txn *, uint32_t hogar, const struct marca *, const struct medicion *);
bool columna_flush(struct txn *);
