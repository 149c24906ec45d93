#pragma once
/* What the parts of the verification share. Each problem is one Spanish sentence; after the first 200 they are only counted. */
#include "store/busqueda.h"
#include "store/table.h"
#include "store/verify.h"

struct check {
	struct txn *txn;
	struct arena *arena;                 /* of who asked: the sentences */
	struct verificacion *v;
	uint64_t undone;                     /* operations that undo another one, or belong to a batch: each has a further entry among the hashes */
	uint64_t hashes;                     /* that households must have */
	int hogares;
	struct busqueda_sum words;           /* that the search index must have */
};
void hallazgo_add(struct check *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

void verify_damaged(struct check *, enum table, struct span key);      /* a value does not open */
void verify_tablas(struct check *);      /* order of keys, seals */
void verify_diario(struct check *);      /* numbers, chain, head, anchors */
void verify_hogares(struct check *);     /* records against the journal, rows, hashes, counters, search */
