/* What people wait for when they look something up: a document, a family, a page, a search, the dashboard; warm, and as page reads when nothing is in memory. */
#include "base/text.h"
#include "store/busqueda.h"
#include "store/env.h"
#include "store/registro.h"
#include "tests/bench/bench_almacen.h"
#include <fcntl.h>
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGINA = 20, PRIMEROS = 50, VECES = 300, FRIAS = 40 };

static void begin(struct almacen_bench *a, struct txn *txn)
{
	struct err err = { 0 };
	if (txn_read(txn, a->store, &err))
		return;
	fprintf(stderr, "bench: %s\n", err.text);
	exit(1);
}

static void end(struct txn *txn)
{
	struct err err = { 0 };
	if (txn_commit(txn, &err))
		return;
	fprintf(stderr, "bench: %s\n", err.text);
	exit(1);
}

/* ---- S1, S2: a household by a document; a page of the list ---- */

static void family_by_document(struct almacen_bench *a, int i)
{
	struct arena arena;
	struct txn txn;
	struct ficha f;
	begin(a, &txn);
	arena_init(&arena);
	uint32_t hogar = hogar_by_documento(&txn, NULL, a->numero[i]);
	if (hogar == 0 || !ficha_load(&txn, hogar, &arena, &f, NULL)) {
		fprintf(stderr, "bench: document %s is not found\n", a->numero[i]);
		exit(1);
	}
	arena_done(&arena);
	end(&txn);
}

static void page(struct almacen_bench *a, int i)
{
	struct filtro all = FILTRO_TODO;
	struct arena arena;
	struct txn txn;
	struct fila *row;
	(void)i;
	begin(a, &txn);
	arena_init(&arena);
	if (lista_page(&txn, a->b->programa->ruta, &all, ORDEN_FOLIO, BENCH_HOY, 0, PAGINA, &arena, &row, NULL) != PAGINA)
		exit(1);
	arena_done(&arena);
	end(&txn);
}

static struct latencia repeat(struct almacen_bench *a, void (*what)(struct almacen_bench *, int))
{
	static double ns[MUESTRA];
	for (int i = 0; i < MUESTRA; i++) {
		int64_t start = bench_now();
		what(a, i);
		ns[i] = (double)(bench_now() - start);
	}
	return bench_latencia(ns, MUESTRA);
}

struct hallada { struct arena arena; struct ficha ficha; };

static void take(void *own, uint32_t hogar, uint8_t kind, uint32_t seq, struct span value)
{
	struct hallada *h = own;
	struct key k = key_fam(hogar, (enum record_kind)kind, seq);
	struct registro r;
	if (!registro_in(key_span(&k), 1, value, &h->arena, &r))
		exit(1);
	ficha_add(&h->ficha, &r.record);
}

static double vara_document(struct almacen_bench *a, struct vara *v)
{
	static double ns[MUESTRA];
	for (int i = 0; i < MUESTRA; i++) {
		struct hallada h;
		int64_t start = bench_now();
		arena_init(&h.arena);
		ficha_init(&h.ficha, &h.arena);
		if (v->def->by_document(v, a->numero[i], take, &h) == 0)
			exit(1);
		arena_done(&h.arena);
		ns[i] = (double)(bench_now() - start);
	}
	return bench_median(ns, MUESTRA);
}

/* Where the file lies in memory. */
static void *map_of(const char *file, size_t *bytes)
{
	char line[512];
	unsigned long from = 0, to = 0;
	struct stat st;
	FILE *in = fopen("/proc/self/maps", "r");
	while (in && fgets(line, sizeof line, in))
		if (strstr(line, file) && sscanf(line, "%lx-%lx", &from, &to) == 2)
			break;
	if (in)
		fclose(in);
	*bytes = stat(file, &st) == 0 ? (size_t)st.st_size : 0;
	return (void *)from;
}

/* Page reads from the disk when the file is not in memory; read-ahead is off, as on a disk that it would only slow down. */
static double cold_reads(struct almacen_bench *a, void (*what)(struct almacen_bench *, int))
{
	double reads[FRIAS];
	struct rusage before, after;
	char name[128];
	size_t used;
	snprintf(name, sizeof name, "%s/data.mdb", a->path);
	void *map = map_of(name, &used);
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	for (int i = 0; i < FRIAS; i++) {
		madvise(map, used, MADV_DONTNEED);
		madvise(map, used, MADV_RANDOM);
		fdatasync(fd);
		posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
		getrusage(RUSAGE_SELF, &before);
		what(a, i * 7 % MUESTRA);
		getrusage(RUSAGE_SELF, &after);
		reads[i] = (double)(after.ru_majflt - before.ru_majflt);
	}
	madvise(map, used, MADV_NORMAL);
	close(fd);
	return bench_median(reads, FRIAS);
}

static void families(struct almacen_bench *a)
{
	family_by_document(a, 0);
	struct latencia ours = repeat(a, family_by_document);
	bench_row("S1 document → whole household, sealed", ours.p50 / 1000, "µs", 0, "p99 %.0f µs", ours.p99 / 1000);
	for (int i = 0; i < a->n_vara; i++) {
		static const double target[] = { 0, 0.25, 0.1 };
		double theirs = vara_document(a, &a->vara[i]);
		int which = a->vara[i].def == &vara_lmdb ? 0 : a->vara[i].def == &vara_sqlite ? 1 : 2;
		bench_row(arena_printf(&a->arena, "   as a part of %s", a->vara[i].def->name), ours.p50 / theirs, "×", target[which], "%.1f µs there", theirs / 1000);
	}
	page(a, 0);
	struct latencia list = repeat(a, page);
	bench_row("first page of the list, 20 rows", list.p50 / 1000, "µs", 0, "p99 %.0f µs", list.p99 / 1000);
	bench_row("S2 cold reads: whole household by document", cold_reads(a, family_by_document), "pages", 8, " ");
	bench_row("S2 cold reads: 20 rows of the list", cold_reads(a, page), "pages", 6, " ");
}

/* ---- S3, S4: search ---- */

struct consulta { char text[96], a[32], b[32]; };

static void cut(char out[32], const char *word, int from, int n)
{
	snprintf(out, 32, "%.*s", n, (int)strlen(word) > from ? word + from : word);
}

/* Words of a head of the sample, folded: as people type them. */
static bool words_of(struct almacen_bench *a, int i, char name[32], char surname[32])
{
	struct arena arena;
	struct txn txn;
	struct ficha f;
	begin(a, &txn);
	arena_init(&arena);
	bool good = ficha_load(&txn, a->hogar[i], &arena, &f, NULL);
	if (good) {
		const struct answers *h = &ficha_jefe(&f)->fields;
		snprintf(name, 32, "%s", text_fold(&arena, answers_text(h, "nombre1")));
		snprintf(surname, 32, "%s", text_fold(&arena, answers_text(h, "apellido1")));
	}
	arena_done(&arena);
	end(&txn);
	return good && strlen(name) >= 4 && strlen(surname) >= 7;
}

static int ask(struct almacen_bench *a, const char *text, bool all)
{
	struct busqueda_lugar at = { 0 };
	uint32_t hogar[PRIMEROS];
	struct arena arena;
	struct txn txn;
	int n = 0;
	begin(a, &txn);
	arena_init(&arena);
	struct pregunta *p = busqueda_begin(&txn, BUSQUEDA_HOGARES, text, &arena);
	while (!at.fin && (all || n < PRIMEROS))
		n += all ? (int)busqueda_count(p, &at) : busqueda_next(p, &at, hogar + n, PRIMEROS - n);
	arena_done(&arena);
	end(&txn);
	return n;
}

static void write_query(struct consulta *q, int kind, const char *name, const char *surname)
{
	*q = (struct consulta){ .a = "" };
	cut(q->a, surname, kind == 2 ? 1 : 0, kind == 0 ? 31 : kind == 1 ? 3 : kind == 2 ? 5 : 31);
	if (kind == 1)
		cut(q->b, name, 0, 3);
	if (kind == 3) {                              /* two letters wrong */
		q->a[2] = q->a[2] == 'x' ? 'w' : 'x';
		q->a[5] = q->a[5] == 'k' ? 'w' : 'k';
	}
	snprintf(q->text, sizeof q->text, "%s%s%s", q->a, *q->b ? " " : "", q->b);
}

static void searches(struct almacen_bench *a)
{
	static const struct { const char *what; double limit_us; } kinds[] = {
		{ "search: one word, first 50", 1000 }, { "S3 search: two beginnings, first 50", 1000 }, { "S4 search: inside a word, first 50", 5000 }, { "S4 search: two letters wrong, first 50", 5000 },
	};
	static double ns[VECES], count[VECES], fts[VECES], fts_count[VECES];
	struct vara *sql = a->n_vara > 1 && a->vara[1].def->search ? &a->vara[1] : NULL;

	int64_t start = bench_now();
	ask(a, "zzzz", false);
	bench_row("first search of a session: reads the dictionary", (double)(bench_now() - start) / 1e6, "ms", 0, " ");
	for (int kind = 0; kind < 4; kind++) {
		int n = 0, found = 0;
		for (int i = 0; i < MUESTRA && n < VECES; i++) {
			char name[32], surname[32];
			struct consulta q;
			if (!words_of(a, i, name, surname))
				continue;
			write_query(&q, kind, name, surname);
			int64_t at = bench_now();
			found += ask(a, q.text, false) > 0;
			ns[n] = (double)(bench_now() - at);
			at = bench_now();
			ask(a, q.text, true);
			count[n] = (double)(bench_now() - at);
			if (sql && kind < 2) {
				at = bench_now();
				sql->def->search(sql, q.a, q.b, PRIMEROS);
				fts[n] = (double)(bench_now() - at);
				at = bench_now();
				sql->def->search(sql, q.a, q.b, 0);
				fts_count[n] = (double)(bench_now() - at);
			}
			n++;
		}
		struct latencia l = bench_latencia(ns, n), c = bench_latencia(count, n);
		bench_row(kinds[kind].what, l.p50 / 1000, "µs", kinds[kind].limit_us, "p99 %.0f µs; all counted %.0f µs; %d of %d found somebody", l.p99 / 1000, c.p50 / 1000, found, n);
		if (sql && kind < 2) {
			struct latencia s = bench_latencia(fts, n), sc = bench_latencia(fts_count, n);
			bench_row("   as a part of FTS5", l.p50 / s.p50, "×", kind == 1 ? 0.01 : 0, "%.0f µs there, p99 %.0f; count %.2f × of %.0f µs", s.p50 / 1000, s.p99 / 1000, c.p50 / sc.p50, sc.p50 / 1000);
		}
	}
}

/* ---- S5, S6, S9 ---- */

static void dashboard(struct almacen_bench *a, int i)
{
	struct resumen_dia r;
	struct txn txn;
	(void)i;
	begin(a, &txn);
	lista_resumen(&txn, a->b->programa->ruta, BENCH_HOY, &r);
	end(&txn);
}

static void dashboards(struct almacen_bench *a)
{
	struct latencia ours = repeat(a, dashboard);
	bench_row("S5 standing dashboard: numbers of the start screen", ours.p50 / 1000, "µs", 1000, "p99 %.0f µs", ours.p99 / 1000);
	if (a->n_vara > 1) {
		struct vara *v = &a->vara[1];
		int64_t at = bench_now();
		for (int i = 0; i < 100; i++)
			v->def->counters(v);
		double theirs = (double)(bench_now() - at) / 100;
		bench_row("   as a part of SQLite's counters table", ours.p50 / theirs, "×", 0, "%.0f µs there, a dozen counters by phase and state; ours knows the days too", theirs / 1000);
	}
}

/* All logros of the families of a phase in a comuna, counted now. */
static void count_logros(struct almacen_bench *a)
{
	enum { VUELTAS = 15 };
	struct filtro f = FILTRO_TODO;
	double ns[VUELTAS], theirs[VUELTAS];
	struct logro_conteo count;
	struct vara *v = a->n_vara > 1 && a->vara[1].def->logros && a->n <= 60000 ? &a->vara[1] : NULL;
	f.fase = a->b->programa->ruta->fase[1].id;
	for (int i = 0; i < VUELTAS; i++) {
		struct txn txn;
		int64_t at = bench_now();
		begin(a, &txn);
		if (!lista_logros(&txn, a->b->programa->ruta, &f, BENCH_HOY, &count))
			exit(1);
		end(&txn);
		ns[i] = (double)(bench_now() - at);
		at = bench_now();
		if (v)
			v->def->logros(v, f.fase);
		theirs[i] = (double)(bench_now() - at);
	}
	double ours = bench_median(ns, VUELTAS), sql = bench_median(theirs, VUELTAS);
	bench_row("S6 all logros of a phase, counted now", ours / 1e6, "ms", 60, "%d households, %.1f ns a household of the store", count.hogares, ours / a->n);
	if (v)
		bench_row("   as a part of SQLite's GROUP BY", ours / sql, "×", 0.025, "%.1f ms there", sql / 1e6);
}

/* Pages of all tables but the journal's. */
static double own_bytes(struct almacen_bench *a)
{
	double pages = 0;
	MDB_txn *txn;
	if (mdb_txn_begin(a->store->env, NULL, MDB_RDONLY, &txn) != 0)
		exit(1);
	for (enum table t = 0; t < TABLES; t++) {
		MDB_stat st;
		if (t != TABLE_DIARIO && t != TABLE_DHOGAR && mdb_stat(txn, a->store->dbi[t], &st) == 0)
			pages += (double)(st.ms_branch_pages + st.ms_leaf_pages + st.ms_overflow_pages);
	}
	mdb_txn_abort(txn);
	return pages * 4096;
}

static void sizes(struct almacen_bench *a)
{
	double ours = own_bytes(a);
	bench_row("S9 tables and indexes, journal apart", ours / (double)a->payload, "×", 1.5, "of the %.0f MB of plain records; %.0f MB", (double)a->payload / 1e6, ours / 1e6);
	for (int i = 0; i < a->n_vara; i++)
		bench_row(arena_printf(&a->arena, "   as a part of %s", a->vara[i].def->name), ours / (double)vara_bytes(&a->vara[i]), "×", a->vara[i].def == &vara_sqlite ? 0.6 : 0, " ");
}

void bench_lecturas(struct almacen_bench *a)
{
	families(a);
	searches(a);
	dashboards(a);
	count_logros(a);
	sizes(a);
}
