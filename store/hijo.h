#pragma once
/* Work in a child process, for what may not take this program down: LMDB ends a process that reads a damaged file, by an assert or a signal.
 * The child is a fork without exec: it has the keys, so nobody is asked twice. It must not touch the handle of its parent (store_en_hijo) but opens what it
 * needs anew. Its output goes nowhere. Of the child come back whether the work said yes, the error, and the bytes of `arg` as it left them. */
#include "base/err.h"
#include <stdbool.h>
#include <stddef.h>

struct store;
typedef bool hijo_trabajo(void *arg, struct err *);

/* True: the work was done and said yes. A signal or a way out of its own: ERR_DAMAGED, sys = number of the signal. Longer than limit_s: ERR_BUSY. */
bool hijo_run(struct store *parent_or_null, hijo_trabajo *, void *arg, size_t n, int limit_s, struct err *);
/* The same, not awaited: its number, -1 when there is none; it outlives the program. hijo_fin: has it ended? */
int hijo_start(struct store *parent_or_null, hijo_trabajo *, void *arg);
bool hijo_fin(int pid, bool *bien);
void hijo_terminar(int pid);                             /* at once, and awaited; nothing for -1 */
