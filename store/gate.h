#pragma once
/* The write gate: one writer at a time among all processes, with a limit of time, and who is writing. LMDB's own lock waits for ever and knows nobody. A flock of
 * its own file `puerta`; it opens by itself when its holder dies. The file holds no name: the number of the holder's account, his process and since when, which
 * whoever has the key of the store can turn into a name (turno_nombre in txn.c). Who came first goes first. */
#include "base/err.h"
#include <stdbool.h>
#include <stdint.h>

enum { GATE_WAIT_MS = 5000 };

struct turno { uint32_t cuenta; int pid; int64_t desde; };      /* desde: gate_now; cuenta 0: not known */

int gate_open(const char *dir, struct err *);                              /* descriptor, -1 on an error */
/* ERR_BUSY: somebody else kept it all the time, and `otro` says who. */
bool gate_enter(int gate, uint32_t cuenta, int wait_ms, struct turno *otro, struct err *);
void gate_leave(int gate);
bool gate_holder(int gate, struct turno *);                                /* who is inside now; false: nobody. Not while this descriptor is inside itself */
void gate_close(int gate);
int64_t gate_now(void);                                                    /* milliseconds of a clock that never goes back and is the same for all processes */
