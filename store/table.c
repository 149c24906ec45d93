#include "store/table.h"
#include "store/env.h"
#include "store/sealed.h"
#include "store/tree.h"
#include <lmdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* grows: keys mostly come at the end. packs: values of many words, which are made small. */
static const struct table_def { const char *name; bool sealed; int format; bool grows, packs; } tables[TABLES] = {
	[TABLE_FAM] = { "fam", true, 1, true, true },
	[TABLE_DIARIO] = { "diario", true, 1, true, true },
	[TABLE_DHOGAR] = { "dhogar", false, 1, true },                       /* in the tree of fam: store/tree.h */
	[TABLE_FILA] = { "fila", true, 1, .packs = true },
	[TABLE_BORR] = { "borr", true, 1, .packs = true },
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

bool table_packs(enum table t)
{
	return tables[t].packs;
}

int table_format(enum table t)
{
	return tables[t].format;
}

bool table_present(const struct txn *txn, enum table t)
{
	return tree_dbi(txn->store, t) != TABLE_ABSENT;
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

bool table_usable(struct txn *txn, enum table t)
{
	if (txn->err.code != ERR_NONE)
		return false;
	if (!txn->mdb)
		return txn_fail(txn, ERR_INTERNAL, "La transacción ya terminó");
	return table_present(txn, t) || txn_fail(txn, ERR_CONFIG, "El almacén es de un formato anterior: para usarlo así, ábralo una vez sin «--solo-lectura» y se actualizará");
}

static bool writable(struct txn *txn, enum table t)
{
	if (!table_usable(txn, t))
		return false;
	return txn->write || txn_fail(txn, ERR_INTERNAL, "Se intentó guardar en una consulta");
}

static MDB_val val_of(const struct key *k)
{
	return (MDB_val){ .mv_data = (void *)k->b, .mv_size = k->n };
}

static bool damaged(struct txn *txn, enum table t)
{
	return txn_fail(txn, ERR_DAMAGED, "Un dato de la tabla «%s» está dañado; ejecute «logros verificar» y recupérelo de un respaldo", tables[t].name);
}

/* No value of ours comes near this: a greater size is read from a damaged page, and what it says is not asked for as memory. */
struct span table_bytes(const struct MDB_val *v)
{
	enum { VALUE_MAX = 64 << 20 };

	return v->mv_size <= VALUE_MAX ? span_of(v->mv_data, v->mv_size) : span_of("", 0);
}

/* False: absent, or an error. */
static bool find(struct txn *txn, enum table t, struct span key, MDB_val *v)
{
	if (!table_usable(txn, t))
		return false;
	struct key standing = tree_key(txn->store, t, key);
	MDB_val k = val_of(&standing);
	int rc = mdb_get(txn->mdb, tree_dbi(txn->store, t), &k, v);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(txn, rc, "No se puede leer el almacén");
	return rc == 0;
}

bool table_get_version(struct txn *txn, enum table t, struct span key, struct arena *arena, struct span *value, uint32_t *version)
{
	MDB_val v = { 0 };      /* a damaged page may be taken for one without values: then it is left as it is */

	*value = span_of("", 0);
	*version = 0;
	if (!find(txn, t, key, &v))
		return false;
	return !tables[t].sealed || sealed_open(txn->store, t, key, table_bytes(&v), arena, value, version) || damaged(txn, t);
}

bool table_get(struct txn *txn, enum table t, struct span key, struct arena *arena, struct span *value)
{
	uint32_t version;

	return table_get_version(txn, t, key, arena, value, &version);
}

bool table_has(struct txn *txn, enum table t, struct span key)
{
	MDB_val v = { 0 };

	return find(txn, t, key, &v);
}

/* Where keys mostly grow, a page that is full stays full: a split in the middle would leave half of the file empty. */
static int put(struct txn *txn, enum table t, const struct key *standing, MDB_val *value)
{
	MDB_val key = val_of(standing);
	size_t size = value->mv_size;
	int rc = tables[t].grows ? mdb_put(txn->mdb, tree_dbi(txn->store, t), &key, value, MDB_RESERVE | MDB_APPEND) : MDB_KEYEXIST;

	if (rc != MDB_KEYEXIST)
		return rc;
	*value = (MDB_val){ .mv_size = size };
	return mdb_put(txn->mdb, tree_dbi(txn->store, t), &key, value, MDB_RESERVE);
}

void table_put_version(struct txn *txn, enum table t, struct span key, uint32_t version, struct span value)
{
	struct seal_where where = { .table = (uint8_t)t, .version = version, .key = key };
	MDB_val v = { .mv_size = 0 };

	if (!writable(txn, t))
		return;
	struct span text = tables[t].sealed ? sealed_text(txn->store, value, &where) : value;
	struct key standing = tree_key(txn->store, t, key);
	if (tables[t].sealed)
		v.mv_size = seal_size(text.n);
	int rc = put(txn, t, &standing, &v);
	if (rc != 0)
		txn_fail_mdb(txn, rc, "No se guardó");
	else if (tables[t].sealed)
		seal_close(txn->store->seal, &where, text, v.mv_data);
}

void table_put(struct txn *txn, enum table t, struct span key, struct span value)
{
	table_put_version(txn, t, key, 0, value);
}

bool table_del(struct txn *txn, enum table t, struct span key)
{
	if (!writable(txn, t))
		return false;
	struct key standing = tree_key(txn->store, t, key);
	MDB_val k = val_of(&standing);
	int rc = mdb_del(txn->mdb, tree_dbi(txn->store, t), &k, NULL);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(txn, rc, "No se guardó");
	return rc == 0;
}

uint64_t table_count(struct txn *txn, enum table t)
{
	MDB_stat st;

	if (!table_usable(txn, t))
		return 0;
	int rc = mdb_stat(txn->mdb, tree_dbi(txn->store, t), &st);
	if (rc != 0)
		return txn_fail_mdb(txn, rc, "No se puede leer el almacén");
	return st.ms_entries;
}
