/* Durable saves: a visit with three logros; readers beside a writer; many writers. */
#include "store/codec_value.h"
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VISITAS = 300 };

static void must(bool good, const struct err *err)
{
	if (good)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static void visit_record(struct record *r, struct arena *arena, uint32_t hogar, uint32_t seq)
{
	record_init(r, arena, RECORD_VISITA, hogar, seq);
	answers_set(&r->fields, VISITA_MOMENTO, value_text("seguimiento"));
	answers_set(&r->fields, VISITA_FECHA, value_date(BENCH_HOY));
	answers_set(&r->fields, VISITA_MODALIDAD, value_choice("domiciliaria"));
	answers_set(&r->fields, VISITA_RESULTADO, value_choice("efectiva"));
	answers_set(&r->fields, "observaciones", value_text("La familia muestra los recibos al día y pide orientación para el curso de la hija mayor."));
}

/* A visit and the confirmation of three logros: one operation, one commit. The account that owns the household saves it. */
bool bench_visita(struct store *store, uint32_t hogar, struct err *err)
{
	struct arena arena;
	struct txn txn;
	struct record r;
	struct ficha f;
	if (!txn_write(&txn, store, err))
		return false;
	arena_init(&arena);
	struct op op = { .accion = "visita_cerrar", .detalle = "Visita de seguimiento", .hogar = hogar, .fecha = BENCH_HOY };
	if (ficha_load(&txn, hogar, &arena, &f, NULL) && op_begin(&txn, &op)) {
		visit_record(&r, &arena, hogar, ficha_next_seq(&f, RECORD_VISITA));
		record_put(&txn, &r);
		for (int logro = 1; logro <= 3; logro++) {
			const struct record *old = ficha_record(&f, RECORD_LOGRO, logro_seq(logro, 0));
			struct record l;
			if (old)
				record_copy(&l, &arena, old);
			else
				record_init(&l, &arena, RECORD_LOGRO, hogar, logro_seq(logro, 0));
			answers_set(&l.fields, LOGRO_ESTADO, value_choice("alcanzado"));
			answers_set(&l.fields, LOGRO_FECHA, value_date(BENCH_HOY - (int32_t)r.seq));
			answers_set(&l.fields, LOGRO_SOPORTE, value_text(arena_printf(&arena, "Recibo visto en la visita %u", r.seq)));
			record_put(&txn, &l);
		}
		op_end(&txn);
	}
	arena_done(&arena);
	return txn_commit(&txn, err);
}

static const char *owner_of(struct almacen_bench *a, uint32_t hogar)
{
	struct err err = { 0 };
	struct arena arena;
	struct txn txn;
	struct ficha f;
	arena_init(&arena);
	must(txn_read(&txn, a->store, &err), &err);
	const char *owner = ficha_load(&txn, hogar, &arena, &f, NULL) ? answers_text(&f.hogar.fields, HOGAR_COGESTOR) : "";
	owner = arena_strdup(&a->arena, owner);
	must(txn_commit(&txn, &err), &err);
	arena_done(&arena);
	return owner;
}

/* Bytes that this process has written to files so far. */
static double written(void)
{
	char line[64];
	double n = 0;
	FILE *in = fopen("/proc/self/io", "r");
	while (in && fgets(line, sizeof line, in))
		if (sscanf(line, "wchar: %lf", &n) == 1)
			break;
	if (in)
		fclose(in);
	return n;
}

static void one_writer(struct almacen_bench *a)
{
	static double ns[VISITAS], theirs[VISITAS];
	struct err err = { 0 };
	double bytes = 0;
	for (int i = 0; i < VISITAS; i++) {
		uint32_t hogar = a->hogar[i];
		must(store_login(a->store, owner_of(a, hogar), &err), &err);
		double before = written();
		int64_t start = bench_now();
		must(bench_visita(a->store, hogar, &err), &err);
		ns[i] = (double)(bench_now() - start);
		bytes += written() - before;
		must(store_login(a->store, "coordinacion", &err), &err);
	}
	struct latencia l = bench_latencia(ns, VISITAS);
	bench_row("S7 durable visit: pages of 4 KiB written", bytes / VISITAS / 4096, "pages", 16, "p50 %.0f µs, p99 %.0f µs, longest %.0f µs", l.p50 / 1000, l.p99 / 1000, l.max / 1000);
	bench_row("S7 its p99 in its p50", l.p99 / l.p50, "×", 2, " ");
	for (int k = 0; k < a->n_vara; k++) {
		uint8_t plain[300] = { 0 }, change[120] = { 0 };
		for (int i = 0; i < VISITAS; i++) {
			int64_t start = bench_now();
			a->vara[k].def->visit(&a->vara[k], a->hogar[i], 90, span_of(plain, sizeof plain), span_of(change, sizeof change));
			theirs[i] = (double)(bench_now() - start);
		}
		struct latencia t = bench_latencia(theirs, VISITAS);
		bench_row(arena_printf(&a->arena, "   p99 as a part of %s", a->vara[k].def->name), l.p99 / t.p99, "×", a->vara[k].def == &vara_sqlite ? 0.25 : 0, "p50 %.0f µs, p99 %.0f µs there", t.p50 / 1000, t.p99 / 1000);
	}
}

void bench_guardar(struct almacen_bench *a)
{
	one_writer(a);
}

/* ---- S8: several processes, each with the store to itself; the parent has it closed ---- */

enum { ESCRITORES = 8, LECTURAS = 100000 };
struct reparto { double ns[ESCRITORES][LECTURAS]; int n[ESCRITORES]; };

static struct store *open_store(struct almacen_bench *a, const char *usuario)
{
	struct store_options options = { .path = a->path, .practica = true };
	struct err err = { 0 };
	struct store *store;
	must(store_open(&store, &options, &err) && store_login(store, usuario, &err), &err);
	return store;
}

static void reads(struct almacen_bench *a, struct reparto *r, int64_t until)
{
	struct store *store = open_store(a, "coordinacion");
	for (int i = 0; bench_now() < until && i < LECTURAS; i++) {
		struct err err = { 0 };
		struct arena arena;
		struct txn txn;
		struct ficha f;
		int64_t at = bench_now();
		must(txn_read(&txn, store, &err), &err);
		arena_init(&arena);
		ficha_load(&txn, a->hogar[i % MUESTRA], &arena, &f, NULL);
		arena_done(&arena);
		must(txn_commit(&txn, &err), &err);
		r->ns[0][i] = (double)(bench_now() - at);
		r->n[0] = i + 1;
	}
}

/* Each writer saves visits of the families of one account. */
static void writes(struct almacen_bench *a, struct reparto *r, int which, int64_t until)
{
	char usuario[32];
	snprintf(usuario, sizeof usuario, "cogestor%05d", 1 + which);
	struct store *store = open_store(a, usuario);
	uint32_t own = 145 + 140 * (uint32_t)which;
	for (int i = 0; bench_now() < until && i < LECTURAS; i++) {
		struct err err = { 0 };
		int64_t at = bench_now();
		must(bench_visita(store, own + (uint32_t)i % 100, &err), &err);
		r->ns[which][i] = (double)(bench_now() - at);
		r->n[which] = i + 1;
	}
}

static void sql_writes(const char *path, const struct vara_def *def, struct reparto *r, int which, int64_t until)
{
	struct vara v = { .def = def };
	uint8_t plain[300] = { 0 }, change[120] = { 0 };
	if (!def->attach(&v, path))
		return;
	for (int i = 0; bench_now() < until && i < LECTURAS; i++) {
		int64_t at = bench_now();
		def->visit(&v, 145 + 140 * (uint32_t)which + (uint32_t)i % 100, 1000 + (uint32_t)i, span_of(plain, sizeof plain), span_of(change, sizeof change));
		r->ns[which][i] = (double)(bench_now() - at);
		r->n[which] = i + 1;
	}
}

enum papel { LECTOR, ESCRITOR, ESCRITOR_SQL };
static void together(struct almacen_bench *a, struct reparto *r, const enum papel *role, int n, double seconds)
{
	int64_t until = bench_now() + (int64_t)(seconds * 1e9);
	pid_t pid[ESCRITORES];
	memset(r->n, 0, sizeof r->n);
	fflush(stdout);
	for (int i = 0; i < n; i++)
		if ((pid[i] = fork()) == 0) {
			if (role[i] == LECTOR)
				reads(a, r, until);
			else if (role[i] == ESCRITOR)
				writes(a, r, i, until);
			else
				sql_writes(a->vara[1].path, a->vara[1].def, r, i, until);
			_exit(0);
		}
	for (int i = 0; i < n; i++)
		waitpid(pid[i], NULL, 0);
}

static double longest(const struct reparto *r, int n, int *saves)
{
	double most = 0;
	*saves = 0;
	for (int i = 0; i < n; i++, *saves += r->n[i - 1])
		for (int k = 0; k < r->n[i]; k++)
			most = r->ns[i][k] > most ? r->ns[i][k] : most;
	return most;
}

void bench_varios(struct almacen_bench *a)
{
	static const enum papel alone[] = { LECTOR }, pair[] = { LECTOR, ESCRITOR };
	enum papel many[ESCRITORES], sql[ESCRITORES];
	struct reparto *r = mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int saves, theirs;
	if (a->n < 145 + 140 * ESCRITORES)
		return;
	for (int i = 0; i < ESCRITORES; i++)
		many[i] = ESCRITOR, sql[i] = ESCRITOR_SQL;
	together(a, r, alone, 1, 2);
	double single = bench_median(r->ns[0], r->n[0]);
	together(a, r, pair, 2, 2);
	double beside = bench_median(r->ns[0], r->n[0]);
	bench_row("S8 reader beside a writer, p50 in what it is alone", beside / single, "×", 1.15, "%.0f µs beside, %.0f µs alone", beside / 1000, single / 1000);
	together(a, r, many, ESCRITORES, 3);
	double ours = longest(r, ESCRITORES, &saves);
	bench_row("S8 8 writers: longest wait", ours / 1e6, "ms", 0, "%d saves in 3 s", saves);
	if (a->n_vara < 2)
		return;
	together(a, r, sql, ESCRITORES, 3);
	double other = longest(r, ESCRITORES, &theirs);
	bench_row("   as a part of SQLite's", ours / other, "×", 0.05, "%.0f ms there, %d saves", other / 1e6, theirs);
	munmap(r, sizeof *r);
}
