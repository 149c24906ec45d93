/* Durable saves: a visit with three logros; readers beside a writer; many writers. */
#include "store/codec_value.h"
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
static bool save_visit(struct store *store, uint32_t hogar, struct err *err)
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
		must(save_visit(a->store, hogar, &err), &err);
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
