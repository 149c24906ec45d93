#pragma once
/* almacen.txt, the one readable file of a store: what it is and how its key is wrapped. Lines `word: value`, nothing secret.
 * Unknown words are kept for newer versions to understand and are no error; a missing or wrong one is ERR_DAMAGED.
 * Also the file `clave` of a practice store: its data key, 0600. Paths are directories of stores. */
#include "base/arena.h"
#include "store/seal.h"

enum { ALMACEN_FORMATO = 3, PATH_TEXT = 4096 };

/* The data key once more, wrapped for somebody or something else: clase `cuenta` or `recuperacion`. From format 2 on. */
struct envoltura { const char *clase, *nombre; struct seal_wrap wrap; };

struct almacen {
	int formato;
	bool practica;
	const char *oficina, *programa, *creado;
	size_t map_mib;
	struct seal_wrap wrap;              /* real stores: by the passphrase of the office */
	struct envoltura *otra; int n_otra, cap_otra;
	const char *resto;                  /* lines with words that this program does not know; they go back as they came */
};

bool almacen_read(const char *dir, struct arena *, struct almacen *, struct err *);
bool almacen_write(const char *dir, const struct almacen *, struct err *);        /* a new file, synced */
bool almacen_replace(const char *dir, const struct almacen *, struct err *);      /* a new file under the old name, whole or not at all */
const char *almacen_text(const struct almacen *, struct arena *);                 /* the bytes of the file */
bool almacen_parse(const char *text, struct arena *, struct almacen *);           /* false: not understood */
bool clave_read(const char *dir, uint8_t dek[SEAL_KEY], struct err *);
bool clave_write(const char *dir, const uint8_t dek[SEAL_KEY], struct err *);

/* dir/name; false when it does not fit. */
bool store_file(char out[PATH_TEXT], const char *dir, const char *name, struct err *);
/* A small file of the store as text, cut at size - 1; with the rights of the program. */
bool file_small(const char *path, char *text, size_t size, struct err *err);
/* A new file with exactly these bytes, durable; an existing one is an error. */
bool file_make(const char *path, const char *text, unsigned mode, struct err *);
bool dir_sync(const char *dir, struct err *);
bool file_write_all(int fd, const void *, size_t);                                /* false: errno says why */
