#include "store/table.h"
#include "store/env.h"
#include <lmdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct table_def { const char *name; bool sealed; int format; bool grows; } tables[TABLES] = {
	[TABLE_FAM] = { "fam", true, 1, true },
	[TABLE_DIARIO] = { "diario", true, 1, true },
	[TABLE_DHOGAR] = { "dhogar", false, 1 },
	[TABLE_FILA] = { "fila", true, 1 },
	[TABLE_BORR] = { "borr", true, 1 },
	[TABLE_HASH] = { "hash", false, 1 },
	[TABLE_CNT] = { "cnt", true, 1 },
	[TABLE_META] = { "meta", true, 1 },
	[TABLE_USUARIO] = { "usuario", true, 1 },
	[TABLE_TOK] = { "tok", true, 1 },
	[TABLE_TPO] = { "tpo", true, 1 },
	[TABLE_LISTA] = { "lista", false, 2 },
	[TABLE_COLUMNA] = { "columna", true, 2 },
	[TABLE_MAESTRA] = { "maestra", true, 2 },
	[TABLE_MPO] = { "mpo", true, 2 },
	[TABLE_DUDA] = { "duda", true, 2 },
};

const char *table_name(enum table t)
{
	return tables[t].name;
}

bool table_sealed(enum table t)
{
	return tables[t].sealed;
}

int table_format(enum table t)
{
	return tables[t].format;
}

bool table_present(const struct txn *txn, enum table t)
{
	return txn->store->dbi[t] != TABLE_ABSENT;
}

bool txn_fail(struct txn *txn, enum err_code code, const char *fmt, ...)
{
	if (txn->err.code == ERR_NONE) {
		char text[sizeof txn->err.text];
		va_list args;

		va_start(args, fmt);
		vsnprintf(text, sizeof text, fmt, args);
		va_end(args);
		err_set(&txn->err, code, "%s", text);
	}
	return false;
}

bool txn_fail_mdb(struct txn *txn, int rc, const char *what)
{
	if (txn->err.code == ERR_NONE)
		env_error(&txn->err, rc, what);
	return false;
}

static bool usable(struct txn *txn, enum table t)
{
	if (txn->err.code != ERR_NONE)
		return false;
	if (!txn->mdb)
		return txn_fail(txn, ERR_INTERNAL, "La transacción ya terminó");
	return table_present(txn, t) || txn_fail(txn, ERR_CONFIG, "El almacén es de un formato anterior: para usarlo así, ábralo una vez sin «--solo-lectura» y se actualizará");
}

static bool writable(struct txn *txn, enum table t)
{
	if (!usable(txn, t))
		return false;
	return txn->write || txn_fail(txn, ERR_INTERNAL, "Se intentó guardar en una consulta");
}

static MDB_val val_of(struct span s)
{
	return (MDB_val){ .mv_data = (void *)s.p, .mv_size = s.n };
}

/* No value of ours comes near this: a greater size is read from a damaged page, and what it says is not asked for as memory. */
static struct span bytes_of(const MDB_val *v)
{
	enum { VALUE_MAX = 64 << 20 };

	return v->mv_size <= VALUE_MAX ? span_of(v->mv_data, v->mv_size) : span_of("", 0);
}

static bool damaged(struct txn *txn, enum table t)
{
	return txn_fail(txn, ERR_DAMAGED, "Un dato de la tabla «%s» está dañado; ejecute «logros verificar» y recupérelo de un respaldo", tables[t].name);
}

bool table_get_version(struct txn *txn, enum table t, struct span key, struct arena *arena, struct span *value, uint32_t *version)
{
	MDB_val k = val_of(key), v = { 0 };

	*value = span_of("", 0);
	*version = 0;
	if (!usable(txn, t))
		return false;
	int rc = mdb_get(txn->mdb, txn->store->dbi[t], &k, &v);
	if (rc == MDB_NOTFOUND)
		return false;
	if (rc != 0)
		return txn_fail_mdb(txn, rc, "No se puede leer el almacén");
	if (!tables[t].sealed)
		return true;
	struct span sealed = bytes_of(&v);
	struct seal_where where = { .table = (uint8_t)t, .key = key };
	if (!seal_version(sealed, version) || !seal_open(txn->store->seal, &where, sealed, arena_alloc(arena, sealed.n), value))
		return damaged(txn, t);
	return true;
}

bool table_get(struct txn *txn, enum table t, struct span key, struct arena *arena, struct span *value)
{
	uint32_t version;

	return table_get_version(txn, t, key, arena, value, &version);
}

bool table_has(struct txn *txn, enum table t, struct span key)
{
	MDB_val k = val_of(key), v = { 0 };

	if (!usable(txn, t))
		return false;
	int rc = mdb_get(txn->mdb, txn->store->dbi[t], &k, &v);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(txn, rc, "No se puede leer el almacén");
	return rc == 0;
}

/* Where keys mostly grow, a page that is full stays full: a split in the middle would leave half of the file empty. */
static int put(struct txn *txn, enum table t, MDB_val *key, MDB_val *value)
{
	size_t size = value->mv_size;
	int rc = tables[t].grows ? mdb_put(txn->mdb, txn->store->dbi[t], key, value, MDB_RESERVE | MDB_APPEND) : MDB_KEYEXIST;

	if (rc != MDB_KEYEXIST)
		return rc;
	*value = (MDB_val){ .mv_size = size };
	return mdb_put(txn->mdb, txn->store->dbi[t], key, value, MDB_RESERVE);
}

void table_put_version(struct txn *txn, enum table t, struct span key, uint32_t version, struct span value)
{
	MDB_val k = val_of(key), v = { .mv_size = tables[t].sealed ? seal_size(value.n) : 0, .mv_data = NULL };
	struct seal_where where = { .table = (uint8_t)t, .version = version, .key = key };

	if (!writable(txn, t))
		return;
	int rc = put(txn, t, &k, &v);
	if (rc != 0)
		txn_fail_mdb(txn, rc, "No se guardó");
	else if (tables[t].sealed)
		seal_close(txn->store->seal, &where, value, v.mv_data);
}

void table_put(struct txn *txn, enum table t, struct span key, struct span value)
{
	table_put_version(txn, t, key, 0, value);
}

bool table_del(struct txn *txn, enum table t, struct span key)
{
	MDB_val k = val_of(key);

	if (!writable(txn, t))
		return false;
	int rc = mdb_del(txn->mdb, txn->store->dbi[t], &k, NULL);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(txn, rc, "No se guardó");
	return rc == 0;
}

uint64_t table_count(struct txn *txn, enum table t)
{
	MDB_stat st;

	if (!usable(txn, t))
		return 0;
	int rc = mdb_stat(txn->mdb, txn->store->dbi[t], &st);
	if (rc != 0)
		return txn_fail_mdb(txn, rc, "No se puede leer el almacén");
	return st.ms_entries;
}

void walk_begin(struct walk *w, struct txn *txn, enum table t, struct span prefix, enum walk_order order)
{
	*w = (struct walk){ .txn = txn, .table = t, .order = order };
	arena_init(&w->arena);
	key_init(&w->prefix);
	key_bytes(&w->prefix, prefix.p, prefix.n);
}

void walk_from(struct walk *w, struct span key)
{
	key_init(&w->from);
	key_bytes(&w->from, key.p, key.n);
	w->from_set = true;
}

/* Places the cursor on the first key at or after `k`. */
static int seek_up(struct walk *w, const struct key *from, MDB_val *k, MDB_val *v)
{
	if (from->n == 0)
		return mdb_cursor_get(w->cursor, k, v, MDB_FIRST);
	*k = val_of(key_span(from));
	return mdb_cursor_get(w->cursor, k, v, MDB_SET_RANGE);
}

/* Places the cursor on the last key at or before `from`, or on the last one with the prefix when there is no `from`. */
static int seek_down(struct walk *w, MDB_val *k, MDB_val *v)
{
	struct key above = w->from_set ? w->from : w->prefix;

	if (!w->from_set) {
		while (above.n > 0 && above.b[above.n - 1] == 0xff)
			above.n--;
		if (above.n == 0)
			return mdb_cursor_get(w->cursor, k, v, MDB_LAST);
		above.b[above.n - 1]++;
	}
	int rc = seek_up(w, &above, k, v);
	if (rc == MDB_NOTFOUND)
		return mdb_cursor_get(w->cursor, k, v, MDB_LAST);
	if (rc == 0 && w->from_set && k->mv_size == above.n && memcmp(k->mv_data, above.b, above.n) == 0)
		return 0;
	return rc == 0 ? mdb_cursor_get(w->cursor, k, v, MDB_PREV) : rc;
}

static int step(struct walk *w, MDB_val *k, MDB_val *v)
{
	if (w->started)
		return mdb_cursor_get(w->cursor, k, v, w->order == WALK_UP ? MDB_NEXT : MDB_PREV);
	w->started = true;
	int rc = mdb_cursor_open(w->txn->mdb, w->txn->store->dbi[w->table], &w->cursor);
	if (rc != 0)
		return rc;
	if (w->order == WALK_DOWN)
		return seek_down(w, k, v);
	return seek_up(w, w->from_set ? &w->from : &w->prefix, k, v);
}

static void open_value(struct walk *w, struct span sealed)
{
	struct seal_where where = { .table = (uint8_t)w->table, .key = w->key };

	w->value = span_of("", 0);
	w->version = 0;
	w->damaged = false;
	if (w->keys_only || !tables[w->table].sealed)
		return;
	if (sealed.n > w->cap) {
		w->cap = sealed.n * 2;
		arena_reset(&w->arena);
		w->buffer = arena_alloc(&w->arena, w->cap);
	}
	w->damaged = !seal_version(sealed, &w->version) || !seal_open(w->txn->store->seal, &where, sealed, w->buffer, &w->value);
}

bool walk_next(struct walk *w)
{
	MDB_val k = { 0 }, v = { 0 };      /* a damaged page may be taken for one without values: then it is left as it is */

	if (!usable(w->txn, w->table) || (w->started && !w->cursor)) {
		walk_end(w);
		return false;
	}
	int rc = step(w, &k, &v);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(w->txn, rc, "No se puede leer el almacén");
	if (rc != 0 || k.mv_size > KEY_MAX || k.mv_size < w->prefix.n || memcmp(k.mv_data, w->prefix.b, w->prefix.n) != 0) {
		walk_end(w);
		return false;
	}
	key_init(&w->here);
	key_bytes(&w->here, k.mv_data, k.mv_size);
	w->key = key_span(&w->here);
	open_value(w, bytes_of(&v));
	return true;
}

void walk_end(struct walk *w)
{
	if (w->cursor)
		mdb_cursor_close(w->cursor);
	w->cursor = NULL;
	arena_done(&w->arena);
	w->cap = 0;
}
