#pragma once
/* Tables, for the files of store/ only: sealed get, put, delete and walk by key. All tables stand in one list; a new one is one line here, at the end
 * (its number is bound to its values), and one in table.c.
 * Values are sealed on the way in and opened on the way out; table, key and version are bound to them, so that a value that is moved, swapped
 * or put back does not open. Errors become the sticky error of the transaction; after one, gets find nothing and puts do nothing. */
#include "store/key.h"
#include "store/txn.h"

enum table {
	TABLE_FAM,       /* hogar u32 · kind u8 · seq u24 → record */
	TABLE_DIARIO,    /* n u64 → operation */
	TABLE_DHOGAR,    /* hogar u32 · n u64 → (nothing) */
	TABLE_FILA,      /* account number u32 · hogar u32 → covering row */
	TABLE_BORR,      /* account number u32 · hash → draft */
	TABLE_HASH,      /* hash · number → (nothing) */
	TABLE_CNT,       /* account number u32 · hash → counter; account 0: the census (store/censo.h) */
	TABLE_META,      /* enum meta u8 → value */
	TABLE_USUARIO,   /* account number u32 → account */
	TABLE_TOK,       /* store/busqueda.h */
	TABLE_TPO,       /* store/busqueda.h */
	/* from format 2 on */
	TABLE_LISTA,     /* hash 8 of what the list is about · account u32 · hogar u32 → (nothing) */
	TABLE_COLUMNA,   /* page u32 of neighbouring households → what they are counted by; states of their logros as bit-planes (store/columna.h) */
	TABLE_MAESTRA,   /* number u32 → light row of the base maestra */
	TABLE_MPO,       /* words of the base maestra, as TABLE_TPO */
	TABLE_DUDA,      /* hogar u32 · hogar u32 → two households that may be one, and what was decided */
	TABLES
};

const char *table_name(enum table);
bool table_sealed(enum table);                /* false: its values are empty */
bool table_packs(enum table);                 /* its values are made small before they are sealed */
int table_format(enum table);                 /* the format of store from which on it is there */
/* False: a store of an older format that is open for reading only. What touches such a table is told so by the sticky error. */
bool table_present(const struct txn *, enum table);

/* False: absent (txn_ok stays true), or an error. The value is copied into the arena. */
bool table_get(struct txn *, enum table, struct span key, struct arena *, struct span *value);
bool table_get_version(struct txn *, enum table, struct span key, struct arena *, struct span *value, uint32_t *version);
bool table_has(struct txn *, enum table, struct span key);
void table_put(struct txn *, enum table, struct span key, struct span value);
void table_put_version(struct txn *, enum table, struct span key, uint32_t version, struct span value);
bool table_del(struct txn *, enum table, struct span key);         /* true: it was there */
uint64_t table_count(struct txn *, enum table);

/* Walks the keys that begin with a prefix (which may be empty), in order or backwards. The table may change meanwhile only at the key under the walk.
 *	struct walk w;
 *	for (walk_begin(&w, txn, TABLE_FAM, key_span(&k), WALK_UP); walk_next(&w);) … w.key, w.value …
 *	walk_end(&w);                                   // needed when the loop was left early; never wrong */
enum walk_order { WALK_UP, WALK_DOWN };
struct walk {
	struct span key, value;              /* until the next step or the end */
	uint32_t version;
	bool damaged;                        /* the value does not open; it is empty then, and no error is set */
	bool keys_only;                      /* set it after walk_begin to leave the values sealed */
	struct txn *txn;
	enum table table;
	struct MDB_cursor *cursor;
	enum walk_order order;
	struct key prefix, from, here, saltado;      /* saltado: where the last keys of another table that were passed over ended */
	bool started, from_set;
	struct arena arena;
};
void walk_begin(struct walk *, struct txn *, enum table, struct span prefix, enum walk_order);
void walk_from(struct walk *, struct span key);      /* before the first step: start at this key, or at the next one in the order */
bool walk_next(struct walk *);
void walk_end(struct walk *);

/* For table*.c. */
struct MDB_val;
bool table_usable(struct txn *, enum table);                        /* false with the sticky error */
struct span table_bytes(const struct MDB_val *);

/* Keeps the first error of a transaction; returns false. */
bool txn_fail(struct txn *, enum err_code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
bool txn_fail_mdb(struct txn *, int rc, const char *what);         /* a code of LMDB, in words */
