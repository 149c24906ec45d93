/* The store at several sizes: BENCH_TAMANOS="5000 50000", BENCH_VISITADAS=44 (of a hundred households, those with visits), BENCH_DIR for the files;
 * BENCH_VARAS=1: of the yardsticks only the first so many (raw LMDB, SQLite, SQLCipher); BENCH_ORDENES=0: nothing that goes over the whole store. */
#include "tests/bench/bench_almacen.h"
#include "base/rng.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct latencia bench_latencia(double *ns, int n)
{
	struct latencia l = { .p50 = bench_median(ns, n) };     /* it sorts */
	l.p99 = ns[n * 99 / 100];
	l.max = ns[n - 1];
	return l;
}

static void must(bool good, const struct err *err)
{
	if (good)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static void generate(struct almacen_bench *a)
{
	const char *visited = getenv("BENCH_VISITADAS");
	char n[16];
	struct rusage used;
	struct stat st;
	char name[128];

	snprintf(n, sizeof n, "%d", a->n);
	char *const argv[] = { (char *)a->b->logros, "--definiciones", "programs", "--fecha", "2026-06-30", "--almacen", a->path, "generar", n, "--visitadas", (char *)(visited ? visited : "44"), NULL };
	double cpu = bench_wait(bench_spawn(argv, -1, -1), &used);
	snprintf(name, sizeof name, "%s/data.mdb", a->path);
	stat(name, &st);
	bench_row("logros generar", cpu, "s", 0, "%.0f MB on disk, %.1f kB a household, journal included; %.0f MB of memory", (double)st.st_size / 1e6, (double)st.st_size / 1e3 / a->n, (double)used.ru_maxrss / 1024);
}

static void open_it(struct almacen_bench *a)
{
	struct store_options options = { .path = a->path, .practica = true };
	struct err err = { 0 };
	int64_t start = bench_now();

	must(store_open(&a->store, &options, &err) && store_login(a->store, "coordinacion", &err), &err);
	bench_row("open and log in", (double)(bench_now() - start) / 1e6, "ms", 0, " ");
}

/* Households by chance, each with the document of its head. */
static void sample(struct almacen_bench *a)
{
	struct err err = { 0 };
	struct txn txn;
	struct rng rng;
	int n = 0;

	rng_seed(&rng, 7);
	must(txn_read(&txn, a->store, &err), &err);
	while (n < MUESTRA) {
		struct ficha f;
		uint32_t hogar = (uint32_t)rng_range(&rng, 1, a->n);
		if (!ficha_load(&txn, hogar, &a->arena, &f, NULL))
			continue;
		const char *number = answers_text(&ficha_jefe(&f)->fields, "numero_documento");
		a->hogar[n] = hogar;
		a->numero[n] = arena_strdup(&a->arena, number);
		n += *number != 0;
	}
	must(txn_commit(&txn, &err), &err);
}

static void one_size(struct bench *b, int n)
{
	const char *dir = getenv("BENCH_DIR");
	struct almacen_bench a = { .b = b, .n = n };
	char title[96];

	snprintf(a.path, sizeof a.path, "%s/almacen%d", dir ? dir : b->folder, n);
	snprintf(title, sizeof title, "Store of %d households", n);
	bench_head(title);
	arena_init(&a.arena);
	if (!store_exists(a.path))
		generate(&a);
	open_it(&a);
	sample(&a);
	bench_varas_cargar(&a);
	bench_lecturas(&a);
	bench_guardar(&a);
	const char *orders = getenv("BENCH_ORDENES");
	bool whole = !orders || atoi(orders) != 0;
	if (whole)
		bench_todos(&a);
	store_close(a.store);
	bench_varios(&a);
	if (whole)
		bench_ordenes(&a);
	bench_consola_en(b, a.path);
	for (int i = 0; i < a.n_vara; i++)
		a.vara[i].def->close(&a.vara[i]);
	arena_done(&a.arena);
}

void bench_almacen(struct bench *b)
{
	const char *sizes = getenv("BENCH_TAMANOS"), *p = sizes ? sizes : "5000 50000";
	char *end;

	for (long n = strtol(p, &end, 10); n > 0; p = end, n = strtol(p, &end, 10))
		one_size(b, (int)n);
}
