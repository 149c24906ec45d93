#pragma once
/* The inside of an open store and its LMDB environment; for the files of store/ only. House rules kept here: flags 0 (MDB_NOTLS besides), a fixed map,
 * modes and umask explicit, close-on-exec, an assert handler, stale readers cleared, one environment per process, local file systems only,
 * tables created at creation and never later. */
#include "store/almacen.h"
#include "store/seal.h"
#include "store/table.h"
#include <sys/types.h>
#include <time.h>

struct busqueda;
struct pack;
struct rasgos_memoria;
struct rehacer;
struct vista;
struct MDB_env;
struct MDB_txn;

#define TABLE_ABSENT UINT32_MAX          /* instead of the number of a table that a store of an older format does not have */

struct store {
	struct arena arena;             /* lives as long as the handle, which lies in it */
	struct MDB_env *env;
	unsigned dbi[TABLES];
	struct seal *seal;
	bool seal_shared;               /* of somebody else, who frees it */
	struct pack *pack;              /* NULL until the first packed value */
	struct almacen almacen;
	const char *path;
	struct actor actor;             /* usuario "" : nobody yet */
	uint32_t account;               /* number of the actor's account */
	int gate;
	int sesion;                     /* store/sesiones.h */
	pid_t pid;
	dev_t device; ino_t inode;      /* of data.mdb when it was opened */
	size_t last_txn;                /* newest transaction that this handle knows of */
	int open_txns;
	time_t tick;                    /* of the monotonic clock, when the reader table was last swept */
	bool writing, read_only;
	bool liberando;                 /* store/espacio.h: what begins now only deletes */
	bool broken;                    /* a commit failed: the next transaction opens the file anew, store/retomar.h */
	bool rolled_back;               /* the file is older than its anchor: nothing is written */
	struct busqueda *busqueda;
	struct vista *vista;            /* rows in memory, store/vista.h */
	int vista_max;                  /* 0: as vista.h says; lista_limite */
	struct rasgos_memoria *rasgos;  /* NULL: none is kept, store/rasgos_memoria.h */
	struct rehacer *rehacer;        /* who waits for something long, store/rehacer.h */
	void (*on_fatal)(const char *text);
};

size_t env_map_mib(size_t asked);                        /* 0: what suits the machine */
bool env_local(const char *path, struct err *);          /* false on network file systems and on those that a program serves (FUSE) */
bool env_magic_local(uint32_t magic);                    /* of statfs */
/* Opens data.mdb in store->path into store->env and all tables. `create` makes them. */
bool env_open(struct store *, bool create, struct err *);
bool env_create_tables(struct store *, struct err *);    /* those that a store of an older format does not have, empty */
bool env_share_tree(struct store *, struct MDB_txn *, struct err *);     /* store/tree.h: the tree that dhogar had is dropped; it is filled anew after it */
void env_close(struct store *);
bool env_same_file(const struct store *, struct err *);  /* data.mdb is still the file that was opened */
void env_reader_check(const struct store *);              /* gives back the slots of readers that died */
size_t env_last_txn(const struct store *);
void env_usage(const struct store *, size_t *used_mib);
/* A code of LMDB as an error in Spanish; false. `what` begins the sentence: «No se pudo guardar». */
bool env_error(struct err *, int rc, const char *what);
