#pragma once
/* One backup file: what it is in readable lines, then a compact copy of data.mdb in a sealed stream. Bytes: docs/ALMACEN.md.
 * The lines are bound to the stream: a file that was changed anywhere, cut, or lengthened does not open. */
#include "store/almacen.h"

struct respaldo_lineas {
	struct almacen almacen;              /* of that moment, with the wraps of its key */
	uint64_t operaciones;                /* in the journal when it began; the copy has these and perhaps later ones */
	uint8_t cabeza[SEAL_CHAIN];          /* hash of the last of them */
	uint32_t hogares;
	int64_t cuando;
	const char *motivo;
	uint8_t identidad[HASH_LEN];         /* of the store, the same as long as its data key is; all zero: not said */
};
/* What a store is known by among the backups of several. */
void archivo_identidad(const struct seal *, uint8_t out[HASH_LEN]);
struct store;
/* The lines alone; they are believed only after archivo_extraer. */
bool archivo_lineas(const char *path, struct arena *, struct respaldo_lineas *, struct err *);
/* The whole of an open store into an empty file; its fingerprint. Not yet durable. */
bool archivo_escribir(const struct store *, int fd, const struct respaldo_lineas *, uint8_t suma[SEAL_CHAIN], struct err *);
/* All of it, checked, into an empty file `out` (-1: checked only). ERR_DAMAGED: not a byte of what was written is to be used. */
bool archivo_extraer(const char *path, const struct seal *, int out, struct arena *, struct respaldo_lineas *, uint8_t suma[SEAL_CHAIN], struct err *);
