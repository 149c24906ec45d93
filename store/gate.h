#pragma once
/* The write gate: one writer at a time among all processes, with a limit of time and the name of who is writing. LMDB's own lock
 * waits for ever and knows no names. A flock of its own file `puerta`; it opens by itself when its holder dies. */
#include "base/err.h"
#include <stdbool.h>

enum { GATE_WAIT_MS = 5000 };

int gate_open(const char *dir, struct err *);                              /* descriptor, -1 on an error */
bool gate_enter(int gate, const char *who, int wait_ms, struct err *);     /* ERR_BUSY names the holder */
void gate_leave(int gate);
void gate_close(int gate);
