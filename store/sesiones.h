#pragma once
/* Who has a store open. Each handle holds the file `sesiones` (flock, shared) as long as it lives; what may only be done alone (migration, restore,
 * compaction) holds it exclusively, so that nobody enters meanwhile and it does not begin while somebody is in. The lock goes with the process.
 * Programs of format 1 know nothing of that file: they are found by the lock that LMDB keeps on lock.mdb. It may be asked for only while this process
 * has no environment open in the directory: closing any descriptor of that file drops the locks of the whole process. */
#include "base/err.h"
#include <stdbool.h>

enum sesion_modo { SESION_COMUN, SESION_SOLA };
enum { SESION_NINGUNA = -1, SESION_ESPERA_MS = 10000 };

/* A descriptor. Not had within wait_ms: ERR_BUSY. On read-only media without the file there is nothing to hold: true with
 * SESION_NINGUNA. */
bool sesiones_enter(const char *dir, enum sesion_modo, bool read_only, int wait_ms, int *fd, struct err *);
bool sesiones_alone(const char *dir, struct err *);      /* nobody has lock.mdb; ERR_BUSY names the process */
bool sesiones_solo(int fd, struct err *);                /* who is in wants to be alone; ERR_BUSY when somebody else is in */
void sesiones_share(int fd);                             /* what had to be done alone is done */
void sesiones_leave(int fd);
