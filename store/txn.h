#pragma once
/* Transactions with an error that stays: after a failure every call does nothing, the transaction aborts, and the caller asks once, at commit.
 * No transaction may be open while a key is awaited. Nothing that is returned points into the map: all is copied into the caller's arena.
 *
 * A write: txn_write → op_begin → record_put … → op_end → (more operations) → txn_commit.
 * At most 200 records per commit for imports, with a pause of 5 ms between commits. */
#include "model/ficha.h"
#include "store/store.h"

struct MDB_txn;
struct op_state;

struct txn {
	struct store *store;
	struct MDB_txn *mdb;
	struct arena arena;          /* of the transaction */
	bool write;
	struct err err;              /* sticky */
	struct op_state *op;
};

bool txn_read(struct txn *, struct store *, struct err *);
/* Waits for the write gate 5 s at most; then ERR_BUSY with the name of who holds it. Checks the inode of the file first. */
bool txn_write(struct txn *, struct store *, struct err *);
struct turno;
const char *turno_nombre(struct store *, const struct turno *, struct arena *);      /* who holds the write gate; NULL: not known */
bool txn_ok(const struct txn *);
/* All or nothing, durable when it returns true. On false nothing was written and `err` says why; for a read it just ends it. */
bool txn_commit(struct txn *, struct err *);
void txn_abort(struct txn *);        /* always safe, also after commit */

struct op {
	const char *accion;          /* "registrar_hogar"; names in store/accion.h */
	const char *motivo;          /* reason, or NULL */
	const char *detalle;         /* what the history shows: «Formulario Vivienda y servicios» */
	uint32_t hogar;              /* 0: of the store, or a household still without number */
	struct id id;                /* zero: a new one; an id that is already in the journal makes op_begin answer false with txn_ok true: done before.
	                                Who gives one gives the household as well, unless the operation registers it */
	int32_t fecha;               /* day on which it was done, DATE_NONE: today */
	struct id lote;              /* operations made as one act over many commits (an import) carry the same; zero: alone */
};
bool op_begin(struct txn *, const struct op *);
/* Writes the record; version must be the stored one (0: new), else the sticky error is ERR_CONFLICT and says who changed it and when.
 * Sets record->version, and record->hogar when it was 0. Checks the permission of the actor. */
void record_put(struct txn *, struct record *);
/* Logros and cell of a household as they are after this operation, for its row; before op_end. Undone with the operation. */
void fila_medicion(struct txn *, uint32_t hogar, int alcanzados, int por_alcanzar, int sin_dato, int celda);
bool op_end(struct txn *);           /* writes the journal entry, rows, indexes and counters; an operation that changed nothing leaves no entry */

uint32_t store_next_hogar(struct txn *);                                             /* a fresh local number, in a write transaction */
/* False: absent (txn_ok stays true), not permitted or failed. */
bool record_get(struct txn *, uint32_t hogar, enum record_kind, uint32_t seq, struct arena *, struct record *);
/* The whole household. False: absent, not permitted or failed (txn->err tells: ERR_NOT_FOUND, ERR_DENIED …). A record that does not open
 * is left out and counted in `danados` (may be NULL). */
bool ficha_load(struct txn *, uint32_t hogar, struct arena *, struct ficha *, int *danados);
uint32_t hogar_by_folio(struct txn *, const char *folio);                            /* 0: none */
uint32_t hogar_by_folio_text(struct txn *, const char *text);                        /* as people type it: MS-41, ms41; for questions, never to decide where data go */
uint32_t hogar_by_documento(struct txn *, const char *tipo, const char *numero);     /* exact, by keyed hash; 0: none. Spaces, points, case do not matter */
uint32_t hogar_by_id(struct txn *, struct id);
