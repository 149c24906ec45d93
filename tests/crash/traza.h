#pragma once
/* What a program wrote, in order, from a record of strace (-xx: all strings in hex): enough to rebuild the files as they stood on the disk at any moment. */
#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum suceso_tipo { SUCESO_CREA, SUCESO_CARPETA, SUCESO_ESCRIBE, SUCESO_TAMANO, SUCESO_FIJA, SUCESO_FIJA_CARPETA, SUCESO_RENOMBRA, SUCESO_BORRA };
struct suceso {
	enum suceso_tipo tipo;
	int archivo;                         /* number of the file, which stays when it is renamed */
	const char *a, *b;                   /* paths: of CREA, CARPETA, BORRA; from and to of RENOMBRA */
	uint64_t at; const uint8_t *data; size_t n;
	bool fijo;                           /* durable by itself (O_DSYNC) */
};
struct traza { struct arena *arena; struct suceso *suceso; int n, cap; int archivos; };

/* Only what lies below the folder. False: the record cannot be read or understood. */
bool traza_leer(struct traza *, struct arena *, const char *path, const char *folder);
