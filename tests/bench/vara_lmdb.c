#include "tests/bench/vara.h"
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct own { MDB_env *env; MDB_txn *txn; MDB_dbi fam, doc, row, cnt, log; };

static void must(int rc)
{
	if (rc != 0) {
		fprintf(stderr, "bench: LMDB: %s\n", mdb_strerror(rc));
		exit(1);
	}
}

static struct own *own_of(struct vara *v)
{
	return v->own;
}

static bool vl_open(struct vara *v, const char *folder)
{
	static const char *const names[] = { "fam", "doc", "row", "cnt", "log" };
	struct own *o = calloc(1, sizeof *o);
	MDB_dbi *const dbi[] = { &o->fam, &o->doc, &o->row, &o->cnt, &o->log };

	snprintf(v->path, sizeof v->path, "%s/lmdb", folder);
	mkdir(v->path, 0700);
	must(mdb_env_create(&o->env));
	must(mdb_env_set_mapsize(o->env, (size_t)48 << 30));
	must(mdb_env_set_maxdbs(o->env, 8));
	must(mdb_env_open(o->env, v->path, MDB_NOTLS, 0600));
	must(mdb_txn_begin(o->env, NULL, 0, &o->txn));
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		must(mdb_dbi_open(o->txn, names[i], MDB_CREATE, dbi[i]));
	must(mdb_txn_commit(o->txn));
	v->own = o;
	return true;
}

static void begin(struct vara *v)
{
	must(mdb_txn_begin(own_of(v)->env, NULL, 0, &own_of(v)->txn));
}

static void put(struct own *o, MDB_dbi dbi, struct key *k, struct span value)
{
	must(mdb_put(o->txn, dbi, &(MDB_val){ .mv_data = k->b, .mv_size = k->n }, &(MDB_val){ .mv_data = (void *)value.p, .mv_size = value.n }, 0));
}

static void record(struct vara *v, uint32_t hogar, uint8_t kind, uint32_t seq, struct span value)
{
	struct key k = key_fam(hogar, kind, seq);
	put(own_of(v), own_of(v)->fam, &k, value);
}

static void household(struct vara *v, uint32_t hogar, const char *fase, const char *estado, struct span row, const char *words)
{
	struct own *o = own_of(v);
	struct key k = key_number(hogar), c;
	uint64_t n = 0;
	MDB_val found;
	(void)words;
	put(o, o->row, &k, row);
	key_init(&c);
	key_bytes(&c, fase, strnlen(fase, 24));
	key_bytes(&c, "/", 1);
	key_bytes(&c, estado, strnlen(estado, 24));
	if (mdb_get(o->txn, o->cnt, &(MDB_val){ .mv_data = c.b, .mv_size = c.n }, &found) == 0)
		memcpy(&n, found.mv_data, sizeof n);
	n++;
	put(o, o->cnt, &c, span_of(&n, sizeof n));
}

static void document(struct vara *v, uint32_t hogar, const char *numero)
{
	struct key k;
	key_init(&k);
	key_bytes(&k, numero, strlen(numero));
	put(own_of(v), own_of(v)->doc, &k, span_of(&hogar, sizeof hogar));
}

static void ready(struct vara *v)
{
	must(mdb_txn_commit(own_of(v)->txn));
}

static int by_document(struct vara *v, const char *numero, vara_found *found, void *own)
{
	struct own *o = own_of(v);
	MDB_val key = { .mv_data = (void *)numero, .mv_size = strlen(numero) }, value;
	MDB_cursor *cursor;
	uint32_t hogar;
	int n = 0;
	must(mdb_txn_begin(o->env, NULL, MDB_RDONLY, &o->txn));
	if (mdb_get(o->txn, o->doc, &key, &value) == 0) {
		memcpy(&hogar, value.mv_data, sizeof hogar);
		struct key k = key_hogar(hogar);
		key = (MDB_val){ .mv_data = k.b, .mv_size = k.n };
		must(mdb_cursor_open(o->txn, o->fam, &cursor));
		for (int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE); rc == 0 && memcmp(key.mv_data, k.b, k.n) == 0; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
			struct span at = span_of(key.mv_data, key.mv_size);
			found(own, hogar, at.p[4], span_u24(at, 5), span_of(value.mv_data, value.mv_size));
			n++;
		}
		mdb_cursor_close(cursor);
	}
	mdb_txn_abort(o->txn);
	return n;
}

static void visit(struct vara *v, uint32_t hogar, uint32_t seq, struct span value, struct span change)
{
	struct own *o = own_of(v);
	begin(v);
	record(v, hogar, 4, seq, value);
	for (uint32_t i = 1; i <= 3; i++)
		record(v, hogar, 3, i << 12, change);
	struct key k = key_diario(++v->n);
	put(o, o->log, &k, value);
	uint64_t n = v->n;
	struct key c = key_number(1);
	put(o, o->cnt, &c, span_of(&n, sizeof n));
	ready(v);
}

static void vl_close(struct vara *v)
{
	mdb_env_close(own_of(v)->env);
	free(v->own);
}

const struct vara_def vara_lmdb = { .name = "raw LMDB", .open = vl_open, .begin = begin, .record = record, .household = household, .document = document, .ready = ready,
	.by_document = by_document, .visit = visit, .close = vl_close };
