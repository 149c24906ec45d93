/* S10: the base maestra, alone and while somebody saves; SQLite beside it with the same rows, found by document, code and words. BENCH_MAESTRA: how many rows. */
#include "base/rng.h"
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILAS = 200000, LOTE = 20000, GUARDADAS = 200000, CASILLAS = 8, LINEA = 256 };
static const char cabeza[] = "codigo;nombre1;apellido1;apellido2;documento;direccion;barrio;telefono\n";

static void fail(const char *what)
{
	fprintf(stderr, "bench: %s\n", what);
	exit(1);
}

/* Invented people; the same number gives the same row. */
static void line_of(char out[LINEA], uint32_t i)
{
	static const char *const nombre[] = { "María", "José", "Luz", "Carlos", "Ana", "Juan", "Rosa", "Luis", "Sara", "Mateo", "Yuliana", "Wilmar" };
	static const char *const apellido[] = { "Restrepo", "Zapata", "Múnera", "Osorio", "Cano", "Peña", "Guisao", "Asprilla", "Mosquera", "Ibargüen" };
	static const char *const final[] = { "z", "r", "n", "l", "s", "d", "ra", "lo", "te", "ma" };
	struct rng rng;

	rng_seed(&rng, i);
	snprintf(out, LINEA, "INV-%u;%s;%s;%s%s%s;19%08u;CL %d # %d-%02d;Barrio %d;3990%06u\n", i, nombre[rng_range(&rng, 0, 11)], apellido[rng_range(&rng, 0, 9)],
		apellido[rng_range(&rng, 0, 9)], rng_chance(&rng, 30) ? final[rng_range(&rng, 0, 9)] : "", rng_chance(&rng, 10) ? final[rng_range(&rng, 0, 9)] : "", i,
		rng_range(&rng, 1, 130), rng_range(&rng, 1, 110), rng_range(&rng, 1, 99), rng_range(&rng, 1, 320), i % 1000000);
}

static void write_csv(const char *path, uint32_t n)
{
	char line[LINEA];
	FILE *f = fopen(path, "w");

	if (!f)
		fail(path);
	fputs(cabeza, f);
	for (uint32_t i = 1; i <= n; i++) {
		line_of(line, i);
		fputs(line, f);
	}
	if (fclose(f) != 0)
		fail(path);
}

static void new_store(struct bench *b, char path[128], const char *name)
{
	struct rusage used;

	snprintf(path, 128, "%s/%s", b->folder, name);
	char *const argv[] = { (char *)b->logros, "--definiciones", "programs", "--fecha", "2026-06-30", "--almacen", path, "generar", "500", NULL };
	bench_wait(bench_spawn(argv, -1, -1), &used);
}

static int import(struct bench *b, const char *store, const char *csv)
{
	char *const argv[] = { (char *)b->logros, "--definiciones", "programs", "--fecha", "2026-06-30", "--almacen", (char *)store, "--usuario", "coordinacion", "importar", "--maestra", (char *)csv, NULL };

	return bench_spawn(argv, -1, -1);
}

static double sql_load(struct bench *b, uint32_t n)
{
	struct vara v = { .def = &vara_sqlite };
	char line[LINEA], words[LINEA];

	if (!v.def->open(&v, b->folder))
		return 0;
	int64_t start = bench_now();
	v.def->begin(&v);
	for (uint32_t i = 1; i <= n; i++) {
		char *cell[CASILLAS] = { NULL }, *rest = line;
		line_of(line, i);
		struct span row = span_of(line, strlen(line));
		for (int k = 0; k < CASILLAS; k++)
			cell[k] = strsep(&rest, ";\n");
		snprintf(words, sizeof words, "%s %s %s %s %s %s %s", cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[7]);
		v.def->household(&v, i, "pendiente", "pendiente", row, words);
		v.def->document(&v, i, cell[4]);
		v.def->document(&v, i, cell[0]);
		if (i % LOTE == 0) {
			v.def->ready(&v);
			v.def->begin(&v);
		}
	}
	v.def->ready(&v);
	double seconds = (double)(bench_now() - start) / 1e9;
	bench_row(v.def->name, seconds, "s", 0, "the same rows with as many indexes; %.0f MB", (double)vara_bytes(&v) / 1e6);
	v.def->close(&v);
	return seconds;
}

/* Somebody else saves visits until the load is over. */
static void beside(const char *path, int pid)
{
	static double ns[GUARDADAS];
	struct store_options options = { .path = path, .practica = true };
	struct err err = { 0 };
	struct rusage used;
	struct store *s;
	int n = 0, status;

	if (!store_open(&s, &options, &err) || !store_login(s, "cogestor00001", &err))
		fail(err.text);
	while (wait4(pid, &status, WNOHANG, &used) == 0) {
		int64_t at = bench_now();
		if (n < GUARDADAS && !bench_visita(s, 145 + (uint32_t)n % 100, &err))
			fail(err.text);
		ns[n++ % GUARDADAS] = (double)(bench_now() - at);
		usleep(5000);
	}
	store_close(s);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail("the load failed");
	struct latencia l = bench_latencia(ns, n < GUARDADAS ? n : GUARDADAS);
	bench_row("   while somebody saves: that one's p99", l.p99 / 1e6, "ms", 500, "%d saves, p50 %.1f ms, longest %.0f ms", n, l.p50 / 1e6, l.max / 1e6);
}

void bench_maestra(struct bench *b)
{
	const char *rows = getenv("BENCH_MAESTRA");
	uint32_t n = rows ? (uint32_t)strtoul(rows, NULL, 10) : FILAS;
	char csv[128], path[128], data[160];
	struct rusage used;
	struct stat before, after;

	bench_head("Base maestra");
	snprintf(csv, sizeof csv, "%s/maestra.csv", b->folder);
	write_csv(csv, n);
	new_store(b, path, "maestra");
	snprintf(data, sizeof data, "%s/data.mdb", path);
	stat(data, &before);
	int64_t start = bench_now();
	double cpu = bench_wait(import(b, path, csv), &used), seconds = (double)(bench_now() - start) / 1e9;
	stat(data, &after);
	bench_row("S10 load of the base maestra, alone", seconds, "s", 0, "%u rows, %.1f s of CPU, %.0f bytes a row, %.0f MB resident with the file's pages", n, cpu,
		(double)(after.st_size - before.st_size) / n, (double)used.ru_maxrss / 1024);
	double theirs = sql_load(b, n);
	if (theirs > 0)
		bench_row("   as a part of SQLite's", seconds / theirs, "×", 0.25, " ");
	new_store(b, path, "maestra2");
	start = bench_now();
	beside(path, import(b, path, csv));
	bench_row("   and the load then", (double)(bench_now() - start) / 1e9, "s", 0, " ");
}
