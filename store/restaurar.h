#pragma once
/* A backup takes the place of a store, or makes one where there is none. Only alone: nobody may have the store open, in any process, and this process no
 * other one. The backup is opened and verified as a whole in a child before anything is touched; what was there goes into a folder
 * `reemplazado-…` of the store and is never deleted. Interrupted at any point the store is the old one or the new one, and doing it again is harmless.
 * Once it is the new one the answer is true, whatever fails later is in `aviso`.
 * Afterwards the anchor begins anew, the journal says so, and what had been saved since the backup is listed. */
#include "store/respaldo.h"

enum { PERDIDAS_MAX = 200, PERDIDA_TEXTO = 200 };
struct perdidas { uint64_t total; int n; char linea[PERDIDAS_MAX][PERDIDA_TEXTO]; bool sabidas; };   /* sabidas false: the old file could not be read */
struct restauracion {
	const char *apartado;                /* the folder of the old files; NULL: there were none */
	uint64_t operaciones;                /* in the backup */
	uint32_t hogares;
	struct perdidas perdidas;
	const char *aviso;                   /* it was replaced, and something afterwards could not be done; NULL: all was */
};
/* passphrase: of the backup; NULL for a practice store. A real one is not put over a practice store, nor the other way round (ERR_DENIED). */
bool restaurar(const char *almacen, const char *archivo, const char *passphrase, struct arena *, struct restauracion *, struct err *);
