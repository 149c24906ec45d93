#pragma once
/* Little room, on the disk or in the map: nothing is saved then but what gives room back, everything can be read, and the words say what to do.
 * The last 20 MiB of the disk and the last pages of the map are kept for that. */
#include "store/txn.h"

enum { ESPACIO_DISCO_MIB = 20, ESPACIO_AVISO_MIB = 200 };

/* A write transaction that only deletes: it may use what is kept back. */
bool txn_write_liberar(struct txn *, struct store *, struct err *);
/* Is there room for what is going to be saved? Asked by txn_write, before and after the transaction has begun. False: sticky ERR_NO_SPACE. */
bool espacio_disco(struct txn *);
bool espacio_mapa(struct txn *);
const char *espacio_aviso(struct store *, struct arena *);      /* one sentence when it becomes tight, else NULL */
