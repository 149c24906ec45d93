#pragma once
/* Opens a backup as a store in a folder of its own, in a child process, and verifies it. What the child finds comes back in the struct. */
#include "store/respaldo_archivo.h"

/* The name of such a folder, for mkdtemp: nobody else's file is called so, wherever backups are kept. */
#define PRUEBA_CARPETA ".logros-prueba-XXXXXX"
enum { PRUEBA_AZAR = 6 };

struct store;
struct prueba {
	char archivo[PATH_TEXT], carpeta[PATH_TEXT];   /* the file; where the folder of the trial is made, and removed */
	bool todo;                                     /* verify all of it, however long it takes; else some seconds */
	bool solo_abrir;                               /* of a store that does not hold together: it must open, with its head */
	const struct seal *seal;
	int turno;                                     /* descriptor that holds a lock of the parent: let go of in the child */
	uint8_t suma[SEAL_CHAIN], cabeza[SEAL_CHAIN];
	uint64_t operaciones;
	uint32_t hogares;
	bool completa;
};
bool prueba_run(struct store *parent_or_null, struct prueba *, struct err *);
/* The backup as the store `carpeta` (which exists and is empty), durable; lines in the arena. For the trial and for restoring. */
bool prueba_desplegar(const char *archivo, const struct seal *, const char *carpeta, struct arena *, struct respaldo_lineas *, uint8_t suma[SEAL_CHAIN], struct err *);
void prueba_barrer(const char *carpeta);           /* what trials that were killed left there; by who is alone in it */
void carpeta_quitar(const char *path);             /* with the files of a store in it; with others it stays */
