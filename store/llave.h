#pragma once
/* Who can open the data key of a real store: the passphrase of the office, and a recovery key on paper, made at random when the store is created and shown
 * once. Each is a wrap of the same key in almacen.txt (store/almacen.h), so that others can be added without touching the data. */
#include "store/almacen.h"

enum { LLAVE_PAPEL = 40 };           /* bytes of «7KQ2-…»: eight groups of four, 160 bits, and the end */

void llave_papel(char out[LLAVE_PAPEL]);
/* One more wrap. nombre: one word. */
bool llave_envolver(struct almacen *, struct arena *, const char *clase, const char *nombre, const char *frase, const uint8_t dek[SEAL_KEY], struct err *);
/* By the passphrase, or by what is on the paper, written with or without hyphens, in either case, O for 0. ERR_DENIED: neither. */
bool llave_abrir(const struct almacen *, const char *frase, uint8_t dek[SEAL_KEY], struct err *);
