#pragma once
/* The feed between offices as JSON lines: one operation each (store/envio.h), with every value and its type, and at the end of the line `suma`, a BLAKE2b-256 over
 * the sum of the line before (nothing before the first) and the line up to it. So anybody can see that a feed is whole and unbroken; that it is the journal
 * of the office only the office can tell. Described in docs/INTERCAMBIO.md. */
#include "base/err.h"
#include "store/envio.h"
#include <stdio.h>

struct envio_escribir {
	/* given */
	struct store *store;
	FILE *salida;
	uint64_t desde, hasta;       /* both included; hasta 0: to the end */
	void (*avance)(void *arg, uint64_t n, uint64_t ultima);
	void *avance_arg;
	/* found */
	uint64_t operaciones;
};
bool envio_escribir(struct envio_escribir *, struct err *);
const char *envio_linea(const struct envio *, struct arena *, size_t *n);      /* up to its sum */

/* Reads a feed in one or several files, one after the other: whole lines, sums, numbers without a gap, each link upon the one before; with a store, that its own
 * journal says the same of each. `primera_mala` is the number of the first operation that does not hold (as the line or its place says); 0: all do. */
struct envio_revisar {
	/* given */
	struct store *store;         /* NULL: only the feed itself */
	/* kept from file to file, zero at first */
	uint64_t operaciones, desde, hasta, primera_mala;
	int linea;                   /* of the file at hand, where it went wrong */
	const char *porque;          /* in words; NULL: nothing is wrong */
	char oficina[256], cadena[65];
};
/* False: the file could not be read. What is wrong in it is no failure. Stops at the first bad line. */
bool envio_revisar(struct envio_revisar *, FILE *entrada, struct err *);
