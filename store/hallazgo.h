#pragma once
/* What the parts of the verification share. Each problem is one Spanish sentence; of a kind the first five are kept, of all the first 200, the others are counted. */
#include "store/bits.h"
#include "store/busqueda.h"
#include "store/table.h"
#include "store/verify.h"

/* Problems of one kind are told in the same words. */
struct hallazgo_clase { const char *fmt; int n, ultimo; };       /* ultimo: which sentence of the verification is its last */

struct check {
	struct txn *txn;
	struct arena *arena;                 /* of who asked: the sentences */
	struct verificacion *v;
	struct hallazgo_clase *clase; int n_clase, cap_clase;
	uint64_t sueltas;                    /* entries that the journal has among the hashes: ids (store/dhogar.h), undoings, batches */
	uint64_t en_fam;                     /* keys of TABLE_FAM, in whose tree another table lies */
	uint64_t hashes;                     /* that households must have */
	bool ilegible;                       /* an operation or an account does not open, so there may be more of them */
	int hogares;
	uint64_t dudas;                      /* entries of pairs that were looked at */
	struct bits sin_historia;            /* households whose index of the journal lacks an operation; no bits: all have theirs */
	struct busqueda_sum words;           /* that the search index must have */
	int64_t hasta;                       /* of the monotonic clock, in ms; 0: as long as it takes */
	unsigned vueltas;
	bool cortada;                        /* the time was over: what was not seen cannot be compared with what was */
};
void hallazgo_add(struct check *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* About a household, whose folio is added when it can be read; 0: about none. Of an index: rehacer_indices mends it. */
void hallazgo_hogar(struct check *, uint32_t hogar, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void hallazgo_indice(struct check *, uint32_t hogar, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void hallazgo_fin(struct check *);       /* how many more of each kind there were, behind its last sentence */
const char *hallazgo_registro(struct check *, enum record_kind, uint32_t seq);      /* «su ficha», «integrante 2», «logro 23» */

/* What an index that does not open made of the transaction is told, and the rest is looked at all the same. Not so an error of LMDB. */
void hallazgo_sigue(struct check *, void (*tell)(struct check *, uint32_t hogar, const char *fmt, ...));
bool hallazgo_tarde(struct check *);     /* is the time over? asked in every loop */
int64_t hallazgo_reloj(void);

void verify_damaged(struct check *, enum table, struct span key);      /* a value does not open */
void verify_tablas(struct check *);      /* order of keys, seals */
void verify_diario(struct check *);      /* numbers, chain, head, anchors */
void verify_listas(struct check *);      /* columns, census and lists of alerts against the rows */
void verify_hogares(struct check *);     /* records against the journal, rows, hashes, counters, search */
struct ficha;
void verify_duda(struct check *, const struct ficha *, struct arena *scratch);      /* pairs of a household that look alike, against the records */
void verify_cola(struct check *);        /* the last operations and the head */
void verify_muestra(struct check *);     /* households by chance, until the time is over */
