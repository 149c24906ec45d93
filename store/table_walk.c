#include "store/env.h"
#include "store/sealed.h"
#include "store/tree.h"
#include <lmdb.h>
#include <string.h>

/* The walks of table.h. Where two tables share a tree, keys of the other one are stepped over as a whole. */

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

static int at_or_after(struct walk *w, const struct key *from, MDB_val *k, MDB_val *v)
{
	if (from->n == 0)
		return mdb_cursor_get(w->cursor, k, v, MDB_FIRST);
	*k = (MDB_val){ .mv_data = (void *)from->b, .mv_size = from->n };
	return mdb_cursor_get(w->cursor, k, v, MDB_SET_RANGE);
}

static int before(struct walk *w, const struct key *from, MDB_val *k, MDB_val *v)
{
	int rc = from->n == 0 ? MDB_NOTFOUND : at_or_after(w, from, k, v);

	return mdb_cursor_get(w->cursor, k, v, rc == MDB_NOTFOUND ? MDB_LAST : MDB_PREV);
}

/* The last key at or before `from`, or the last one with the prefix when there is no `from`. */
static int seek_down(struct walk *w, MDB_val *k, MDB_val *v)
{
	struct key above = w->from_set ? w->from : w->prefix;

	if (w->from_set) {
		int rc = at_or_after(w, &above, k, v);
		if (rc == 0 && k->mv_size == above.n && memcmp(k->mv_data, above.b, above.n) == 0)
			return 0;
		return before(w, &above, k, v);
	}
	while (above.n > 0 && above.b[above.n - 1] == 0xff)
		above.n--;
	if (above.n > 0)
		above.b[above.n - 1]++;
	return before(w, &above, k, v);
}

static int first(struct walk *w, MDB_val *k, MDB_val *v)
{
	const struct store *s = w->txn->store;
	int rc = mdb_cursor_open(w->txn->mdb, tree_dbi(s, w->table), &w->cursor);

	w->started = true;
	w->prefix = tree_key(s, w->table, key_span(&w->prefix));
	w->from = tree_key(s, w->table, key_span(&w->from));
	if (rc != 0)
		return rc;
	if (w->order == WALK_DOWN)
		return seek_down(w, k, v);
	return at_or_after(w, w->from_set ? &w->from : &w->prefix, k, v);
}

static bool in_prefix(const struct walk *w, const MDB_val *k)
{
	return k->mv_size >= w->prefix.n && memcmp(k->mv_data, w->prefix.b, w->prefix.n) == 0;
}

/* Where keys are out of order a search may lead back to where the walk has been, and round again for ever. */
static bool goes_on(struct walk *w, const MDB_val *k)
{
	size_t n = k->mv_size < w->saltado.n ? k->mv_size : w->saltado.n;
	int order = memcmp(k->mv_data, w->saltado.b, n);
	if (order == 0)
		order = (k->mv_size > w->saltado.n) - (k->mv_size < w->saltado.n);
	bool beyond = w->saltado.n == 0 || (w->order == WALK_UP ? order > 0 : order < 0);

	if (k->mv_size > KEY_MAX)
		return false;
	key_init(&w->saltado);
	key_bytes(&w->saltado, k->mv_data, k->mv_size);
	return beyond;
}

/* Past what belongs to the other table of the tree; what is not of the prefix any more is left to the caller. */
static int skip(struct walk *w, MDB_val *k, MDB_val *v)
{
	struct span foreign = span_of(k->mv_data, k->mv_size);
	struct key to = w->order == WALK_UP ? tree_skip(w->table, foreign) : tree_back(w->table, foreign);

	int rc = w->order == WALK_UP ? at_or_after(w, &to, k, v) : before(w, &to, k, v);
	return rc != 0 || goes_on(w, k) ? rc : MDB_CORRUPTED;
}

static int step(struct walk *w, MDB_val *k, MDB_val *v)
{
	int rc = !w->started ? first(w, k, v) : mdb_cursor_get(w->cursor, k, v, w->order == WALK_UP ? MDB_NEXT : MDB_PREV);

	while (rc == 0 && k->mv_size <= KEY_MAX && in_prefix(w, k) && !tree_owns(w->txn->store, w->table, span_of(k->mv_data, k->mv_size))) {
		/* Behind the records of one household there is nothing more of it, and its neighbour's page need not be read. */
		if (w->table == TABLE_FAM && w->order == WALK_UP && w->prefix.n >= sizeof(uint32_t))
			return MDB_NOTFOUND;
		rc = skip(w, k, v);
	}
	return rc;
}

static void open_value(struct walk *w, struct span sealed)
{
	w->value = span_of("", 0);
	w->version = 0;
	w->damaged = false;
	if (w->keys_only || !table_sealed(w->table))
		return;
	arena_reset(&w->arena);
	w->damaged = !sealed_open(w->txn->store, w->table, w->key, sealed, &w->arena, &w->value, &w->version);
}

bool walk_next(struct walk *w)
{
	MDB_val k = { 0 }, v = { 0 };      /* a damaged page may be taken for one without values: then they are left as they are */

	if (!table_usable(w->txn, w->table) || (w->started && !w->cursor)) {
		walk_end(w);
		return false;
	}
	int rc = step(w, &k, &v);
	if (rc != 0 && rc != MDB_NOTFOUND)
		txn_fail_mdb(w->txn, rc, "No se puede leer el almacén");
	if (rc != 0 || k.mv_size > KEY_MAX || !in_prefix(w, &k)) {
		walk_end(w);
		return false;
	}
	w->here = tree_strip(w->txn->store, w->table, span_of(k.mv_data, k.mv_size));
	w->key = key_span(&w->here);
	open_value(w, table_bytes(&v));
	return true;
}

void walk_end(struct walk *w)
{
	if (w->cursor)
		mdb_cursor_close(w->cursor);
	w->cursor = NULL;
	arena_done(&w->arena);
}
