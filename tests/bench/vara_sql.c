#include "tests/bench/vara.h"
#include <dlfcn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PUT_RECORD, PUT_ROW, PUT_WORDS, PUT_DOC, FIRST, COUNT, FIND_DOC, FIND_RECORDS, SEARCH, SEARCH_COUNT, COUNTERS, PUT_LOG, PUT_LOGRO, LOGROS, BEGIN, COMMIT, STATEMENTS };
static const char *const sql[STATEMENTS] = {
	[PUT_RECORD] = "insert or replace into reg values (?1, ?2, ?3, ?4)",
	[PUT_ROW] = "insert into hogar values (?1, ?2, ?3, ?4)",
	[PUT_WORDS] = "insert into palabras (rowid, texto) values (?1, ?2)",
	[PUT_DOC] = "insert into doc values (?1, ?2)",
	[FIRST] = "insert or ignore into cnt values (?1, ?2, 0)",
	[COUNT] = "update cnt set n = n + 1 where fase = ?1 and estado = ?2",
	[FIND_DOC] = "select hogar from doc where numero = ?1",
	[FIND_RECORDS] = "select kind, seq, dato from reg where hogar = ?1",
	[SEARCH] = "select rowid from palabras where palabras match ?1 order by rowid limit ?2",
	[SEARCH_COUNT] = "select count(*) from palabras where palabras match ?1",
	[COUNTERS] = "select fase, estado, n from cnt",
	[PUT_LOG] = "insert into diario (dato) values (?1)",
	[PUT_LOGRO] = "insert into logro values (?1, ?2, ?3)",
	[LOGROS] = "select l.logro, l.estado, count(*) from logro l join hogar h on h.hogar = l.hogar where h.fase = ?1 group by l.logro, l.estado",
	[BEGIN] = "begin immediate",
	[COMMIT] = "commit",
};
static const char schema[] =
	"create table reg (hogar integer, kind integer, seq integer, dato blob, primary key (hogar, kind, seq)) without rowid;"
	"create table hogar (hogar integer primary key, fase text, estado text, fila blob);"
	"create table doc (numero text, hogar integer, primary key (numero, hogar)) without rowid;"
	"create table cnt (fase text, estado text, n integer, primary key (fase, estado)) without rowid;"
	"create table logro (hogar integer, logro integer, estado integer, primary key (hogar, logro)) without rowid;"
	"create table diario (n integer primary key, dato blob);";
static const char schema_words[] = "create virtual table palabras using fts5 (texto, content = '', prefix = '2 3');";

/* What we use of the library, found by name. */
struct api {
	void *lib;
	int (*open)(const char *, sqlite3 **);
	int (*exec)(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);
	int (*prepare)(sqlite3 *, const char *, int, sqlite3_stmt **, const char **);
	int (*step)(sqlite3_stmt *);
	int (*reset)(sqlite3_stmt *);
	int (*finalize)(sqlite3_stmt *);
	int (*bind_int64)(sqlite3_stmt *, int, sqlite3_int64);
	int (*bind_text)(sqlite3_stmt *, int, const char *, int, void (*)(void *));
	int (*bind_blob)(sqlite3_stmt *, int, const void *, int, void (*)(void *));
	sqlite3_int64 (*column_int64)(sqlite3_stmt *, int);
	const void *(*column_blob)(sqlite3_stmt *, int);
	int (*column_bytes)(sqlite3_stmt *, int);
	int (*close)(sqlite3 *);
	const char *(*errmsg)(sqlite3 *);
};
struct own { struct api a; sqlite3 *db; bool words, loading; sqlite3_stmt *st[STATEMENTS]; };      /* words: it has FTS5 */

/* A store that people work on; and a load of millions at once, which with the small cache and the log of the former takes SQLCipher hours: each page is sealed again whenever it leaves the cache. */
static const char in_use[] = "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -64000; pragma shrink_memory; pragma busy_timeout = 60000;";
static const char in_load[] = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -3000000;";

static struct own *own_of(struct vara *v)
{
	return v->own;
}

static void fail(struct own *o, const char *what)
{
	fprintf(stderr, "bench: SQL: %s: %s\n", what, o->a.errmsg(o->db));
	exit(1);
}

static bool load(struct api *a, const char *const *names)
{
	const struct { const char *name; void *where; } list[] = {
		{ "sqlite3_open", &a->open }, { "sqlite3_exec", &a->exec }, { "sqlite3_prepare_v2", &a->prepare }, { "sqlite3_step", &a->step }, { "sqlite3_reset", &a->reset },
		{ "sqlite3_finalize", &a->finalize }, { "sqlite3_bind_int64", &a->bind_int64 }, { "sqlite3_bind_text", &a->bind_text }, { "sqlite3_bind_blob", &a->bind_blob },
		{ "sqlite3_column_int64", &a->column_int64 }, { "sqlite3_column_blob", &a->column_blob }, { "sqlite3_column_bytes", &a->column_bytes },
		{ "sqlite3_close", &a->close }, { "sqlite3_errmsg", &a->errmsg },
	};
	for (; *names && !a->lib; names++)
		a->lib = dlopen(*names, RTLD_NOW | RTLD_LOCAL);
	if (!a->lib)
		return false;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		void *found = dlsym(a->lib, list[i].name);
		if (!found)
			return false;
		memcpy(list[i].where, &found, sizeof found);
	}
	return true;
}

static void use(struct own *o, const char *pragmas)
{
	if (o->a.exec(o->db, pragmas, NULL, NULL, NULL) != SQLITE_OK)
		fail(o, pragmas);
}

static bool connect_sql(struct vara *v, const char *const *libraries, const char *key)
{
	struct own *o = calloc(1, sizeof *o);

	v->own = o;
	if (!load(&o->a, libraries))
		return false;
	if (o->a.open(v->path, &o->db) != SQLITE_OK || (key && o->a.exec(o->db, key, NULL, NULL, NULL) != SQLITE_OK))
		fail(o, "connect");
	use(o, in_use);
	return true;
}

static bool prepare(struct vara *v)
{
	struct own *o = own_of(v);
	for (int i = 0; i < STATEMENTS; i++)
		if ((o->words || !strstr(sql[i], "palabras")) && o->a.prepare(o->db, sql[i], -1, &o->st[i], NULL) != SQLITE_OK)
			fail(o, sql[i]);
	return true;
}

static bool open_sql(struct vara *v, const char *folder, const char *file, const char *const *libraries, const char *key)
{
	snprintf(v->path, sizeof v->path, "%s/%s", folder, file);
	if (!connect_sql(v, libraries, key))
		return false;
	struct own *o = own_of(v);
	use(o, in_load);
	o->loading = true;
	if (o->a.exec(o->db, schema, NULL, NULL, NULL) != SQLITE_OK)
		fail(o, "create");
	o->words = o->a.exec(o->db, schema_words, NULL, NULL, NULL) == SQLITE_OK;
	return prepare(v);
}

static const char *const plain_library[] = { "libsqlite3.so.0", NULL };

static bool attach(struct vara *v, const char *path)
{
	snprintf(v->path, sizeof v->path, "%s", path);
	if (!connect_sql(v, plain_library, NULL))
		return false;
	own_of(v)->words = true;
	return prepare(v);
}

static bool open_plain(struct vara *v, const char *folder)
{
	return open_sql(v, folder, "sqlite.db", plain_library, NULL);
}

static bool open_sealed(struct vara *v, const char *folder)
{
	return open_sql(v, folder, "sqlcipher.db", (const char *const[]){ "libsqlcipher.so.0", "libsqlcipher.so.1", NULL },
		"pragma key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"");
}

static void run(struct own *o, int which)
{
	int rc = o->a.step(o->st[which]);
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		fail(o, sql[which]);
	o->a.reset(o->st[which]);
}

static void number(struct own *o, int which, int at, uint64_t n)
{
	o->a.bind_int64(o->st[which], at, (sqlite3_int64)n);
}

static void text(struct own *o, int which, int at, const char *s)
{
	o->a.bind_text(o->st[which], at, s, -1, SQLITE_STATIC);
}

static void blob(struct own *o, int which, int at, struct span s)
{
	o->a.bind_blob(o->st[which], at, s.p, (int)s.n, SQLITE_STATIC);
}

static void count(struct own *o, const char *fase, const char *estado)
{
	for (int which = FIRST; which <= COUNT; which++) {
		text(o, which, 1, fase);
		text(o, which, 2, estado);
		run(o, which);
	}
}

static void begin(struct vara *v)
{
	run(own_of(v), BEGIN);
}

static void record(struct vara *v, uint32_t hogar, uint8_t kind, uint32_t seq, struct span value)
{
	struct own *o = own_of(v);
	number(o, PUT_RECORD, 1, hogar);
	number(o, PUT_RECORD, 2, kind);
	number(o, PUT_RECORD, 3, seq);
	blob(o, PUT_RECORD, 4, value);
	run(o, PUT_RECORD);
}

static void household(struct vara *v, uint32_t hogar, const char *fase, const char *estado, struct span row, const char *words)
{
	struct own *o = own_of(v);
	number(o, PUT_ROW, 1, hogar);
	text(o, PUT_ROW, 2, fase);
	text(o, PUT_ROW, 3, estado);
	blob(o, PUT_ROW, 4, row);
	run(o, PUT_ROW);
	if (o->words) {
		number(o, PUT_WORDS, 1, hogar);
		text(o, PUT_WORDS, 2, words);
		run(o, PUT_WORDS);
	}
	count(o, fase, estado);
}

static void document(struct vara *v, uint32_t hogar, const char *numero)
{
	struct own *o = own_of(v);
	text(o, PUT_DOC, 1, numero);
	number(o, PUT_DOC, 2, hogar);
	run(o, PUT_DOC);
}

static void ready(struct vara *v)
{
	struct own *o = own_of(v);
	run(o, COMMIT);
	if (o->loading)
		use(o, in_use);
	o->loading = false;
}

static int by_document(struct vara *v, const char *numero, vara_found *found, void *own)
{
	struct own *o = own_of(v);
	int n = 0;
	text(o, FIND_DOC, 1, numero);
	uint64_t hogar = o->a.step(o->st[FIND_DOC]) == SQLITE_ROW ? (uint64_t)o->a.column_int64(o->st[FIND_DOC], 0) : 0;
	o->a.reset(o->st[FIND_DOC]);
	number(o, FIND_RECORDS, 1, hogar);
	for (; o->a.step(o->st[FIND_RECORDS]) == SQLITE_ROW; n++) {
		sqlite3_stmt *st = o->st[FIND_RECORDS];
		const void *p = o->a.column_blob(st, 2);
		found(own, (uint32_t)hogar, (uint8_t)o->a.column_int64(st, 0), (uint32_t)o->a.column_int64(st, 1), span_of(p, (size_t)o->a.column_bytes(st, 2)));
	}
	o->a.reset(o->st[FIND_RECORDS]);
	return n;
}

static int search(struct vara *v, const char *a, const char *b, int n)
{
	struct own *o = own_of(v);
	int which = n > 0 ? SEARCH : SEARCH_COUNT, found = 0;
	char match[128];
	if (!o->words)
		return -1;
	snprintf(match, sizeof match, b && *b ? "%s* AND %s*" : "%s*%.0s", a, b ? b : "");
	o->a.bind_text(o->st[which], 1, match, -1, SQLITE_TRANSIENT);
	if (n > 0)
		number(o, which, 2, (uint64_t)n);
	while (o->a.step(o->st[which]) == SQLITE_ROW)
		found += n > 0 ? 1 : (int)o->a.column_int64(o->st[which], 0);
	o->a.reset(o->st[which]);
	return found;
}

static int counters(struct vara *v)
{
	struct own *o = own_of(v);
	int n = 0;
	while (o->a.step(o->st[COUNTERS]) == SQLITE_ROW)
		n += o->a.column_int64(o->st[COUNTERS], 2) > 0;
	o->a.reset(o->st[COUNTERS]);
	return n;
}

static void visit(struct vara *v, uint32_t hogar, uint32_t seq, struct span value, struct span change)
{
	struct own *o = own_of(v);
	begin(v);
	record(v, hogar, 4, seq, value);
	for (uint32_t i = 1; i <= 3; i++)
		record(v, hogar, 3, i << 12, change);
	blob(o, PUT_LOG, 1, value);
	run(o, PUT_LOG);
	count(o, "visitas", "todas");
	ready(v);
}

static void logro(struct vara *v, uint32_t hogar, int numero, int estado)
{
	struct own *o = own_of(v);
	number(o, PUT_LOGRO, 1, hogar);
	number(o, PUT_LOGRO, 2, (uint64_t)numero);
	number(o, PUT_LOGRO, 3, (uint64_t)estado);
	run(o, PUT_LOGRO);
}

static int logros(struct vara *v, const char *fase)
{
	struct own *o = own_of(v);
	int n = 0;
	text(o, LOGROS, 1, fase);
	while (o->a.step(o->st[LOGROS]) == SQLITE_ROW)
		n++;
	o->a.reset(o->st[LOGROS]);
	return n;
}

static void close_sql(struct vara *v)
{
	struct own *o = own_of(v);
	for (int i = 0; i < STATEMENTS; i++)
		o->a.finalize(o->st[i]);
	o->a.close(o->db);
	free(o);
}

#define VARA_SQL .begin = begin, .record = record, .household = household, .document = document, .ready = ready, .by_document = by_document, .search = search, \
	.counters = counters, .visit = visit, .close = close_sql
const struct vara_def vara_sqlite = { .name = "SQLite WAL + FTS5", .open = open_plain, .attach = attach, .logro = logro, .logros = logros, VARA_SQL };
const struct vara_def vara_sqlcipher = { .name = "SQLCipher", .open = open_sealed, VARA_SQL };

static uint64_t size_of(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 ? (uint64_t)st.st_blocks * 512 : 0;
}

uint64_t vara_bytes(const struct vara *v)
{
	char name[160];
	uint64_t sum = size_of(v->path);
	if (v->def == &vara_lmdb) {
		snprintf(name, sizeof name, "%s/data.mdb", v->path);
		return size_of(name);
	}
	snprintf(name, sizeof name, "%s-wal", v->path);
	return sum + size_of(name);
}
