#pragma once
/* What screens say about backups; making them: store/respaldo.h. */
#include "store/txn.h"

/* One sentence when a backup (7 days) or a drill (35 days) of a real store is overdue, else NULL. */
const char *respaldo_aviso(struct txn *, struct arena *);
struct respaldo_estado { int64_t cuando, ensayo; uint64_t operaciones; const char *nombre; };   /* moments of the last backup and drill, 0: never */
bool respaldo_estado(struct txn *, struct arena *, struct respaldo_estado *);
