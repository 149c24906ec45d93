#pragma once
/* Yardsticks of the store (perf.md A): the same households, unsealed in raw LMDB, and in SQLite with WAL and FTS5, plain and sealed (SQLCipher). They keep the
 * same plain bytes as our records under the same numbers; what they find is decoded by our own reader of records, so that a household ends in memory in the same form.
 * Both SQL libraries are opened at run time, so that two of them fit into one process. */
#include "store/key.h"
#include <stdbool.h>
#include <stdint.h>

struct vara;
typedef void vara_found(void *own, uint32_t hogar, uint8_t kind, uint32_t seq, struct span);
struct vara_def {
	const char *name;
	bool (*open)(struct vara *, const char *folder);                    /* a new one; false: the library is not there */
	void (*begin)(struct vara *);                                       /* of the load */
	void (*record)(struct vara *, uint32_t hogar, uint8_t kind, uint32_t seq, struct span);
	void (*household)(struct vara *, uint32_t hogar, const char *fase, const char *estado, struct span row, const char *words);
	void (*document)(struct vara *, uint32_t hogar, const char *numero);
	void (*ready)(struct vara *);                                       /* the load is durable */
	int (*by_document)(struct vara *, const char *numero, vara_found *, void *own);     /* hands out all records of the household: how many */
	int (*search)(struct vara *, const char *a, const char *b, int n);  /* first n households with both beginnings; n 0: how many there are; -1: it has no such index */
	int (*counters)(struct vara *);                                     /* the standing dashboard: how many counters */
	void (*visit)(struct vara *, uint32_t hogar, uint32_t seq, struct span visit, struct span change);   /* a durable visit: it, three changed records, journal, counter */
	void (*logro)(struct vara *, uint32_t hogar, int numero, int estado);                                /* for the ad-hoc count; NULL: has none */
	int (*logros)(struct vara *, const char *fase);                     /* how many of each logro and state in a phase: rows */
	bool (*attach)(struct vara *, const char *path);                    /* one more session on it; NULL: not tried */
	void (*close)(struct vara *);
};
struct vara { const struct vara_def *def; char path[128]; void *own; uint64_t n; };

extern const struct vara_def vara_lmdb, vara_sqlite, vara_sqlcipher;
uint64_t vara_bytes(const struct vara *);        /* of its files */
