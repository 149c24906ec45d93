/* Copies the store into the yardsticks: the plain bytes of each record and row, the documents, and the names for their full-text index. */
#include "store/fila.h"
#include "store/registro.h"
#include "store/table.h"
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct vara_def *const defs[VARAS] = { &vara_lmdb, &vara_sqlite, &vara_sqlcipher };

static const char *words_of(const struct ficha *f, struct arena *arena)
{
	const char *words = "";
	for (int i = 0; i < f->integrante.n; i++) {
		const struct answers *a = &f->integrante.item[i].fields;
		words = arena_printf(arena, "%s %s %s %s %s", words, answers_text(a, "nombre1"), answers_text(a, "nombre2"), answers_text(a, "apellido1"), answers_text(a, "apellido2"));
	}
	return words;
}

static void household(struct vara *v, const struct ficha *f, struct span row, struct arena *arena)
{
	v->def->household(v, f->num, answers_text(&f->hogar.fields, HOGAR_FASE), answers_text(&f->hogar.fields, HOGAR_ESTADO), row, words_of(f, arena));
	for (int i = 0; i < f->integrante.n; i++) {
		const char *number = answers_text(&f->integrante.item[i].fields, "numero_documento");
		if (*number)
			v->def->document(v, f->num, number);
	}
}

/* The states of the logros as a table of SQL has them: one row each. Above this many households only SQLite's own figure of perf.md is known. */
enum { LOGROS_HASTA = 60000 };
static void logros(struct almacen_bench *a, struct vara *v, uint32_t hogar, struct span row, struct arena *arena)
{
	struct fila_base base;
	if (!v->def->logro || a->n > LOGROS_HASTA || !fila_in(row, arena, &base) || !base.medicion.known)
		return;
	for (int n = 1; n <= 45; n++)
		v->def->logro(v, hogar, n, (int)medicion_logro(&base.medicion, n));
}

/* In order of household, as a load that was prepared would come. */
static void copy_records(struct txn *txn, struct vara *v)
{
	struct walk w;

	for (walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_UP); walk_next(&w);) {
		v->def->record(v, span_u32(w.key, 0), w.key.p[4], span_u24(w.key, 5), w.value);
	}
	walk_end(&w);
}

static void weigh(struct almacen_bench *a, struct txn *txn)
{
	struct walk w;

	for (walk_begin(&w, txn, TABLE_FAM, span_of("", 0), WALK_UP); walk_next(&w);)
		a->payload += w.value.n;
	walk_end(&w);
}

static void copy_households(struct almacen_bench *a, struct txn *txn, struct vara *v)
{
	struct arena arena;
	struct walk w;
	struct ficha f;

	arena_init(&arena);
	for (walk_begin(&w, txn, TABLE_FILA, span_of("", 0), WALK_UP); walk_next(&w); arena_reset(&arena))
		if (familia_load(txn, span_u32(w.key, 4), RECORD_INTEGRANTE, &arena, &f, NULL)) {
			household(v, &f, w.value, &arena);
			logros(a, v, f.num, w.value, &arena);
		}
	walk_end(&w);
	arena_done(&arena);
}

void bench_varas_cargar(struct almacen_bench *a)
{
	struct err err = { 0 };
	struct txn txn;

	const char *most = getenv("BENCH_VARAS");
	char folder[64];

	snprintf(folder, sizeof folder, "%s/varas%d", a->b->folder, a->n);       /* each size has its own */
	mkdir(folder, 0700);
	if (!txn_read(&txn, a->store, &err))
		exit(1);
	weigh(a, &txn);
	txn_abort(&txn);
	for (int i = 0; i < (most ? atoi(most) : VARAS) && i < VARAS; i++) {
		struct vara *v = &a->vara[a->n_vara];
		*v = (struct vara){ .def = defs[i] };
		if (!v->def->open(v, folder)) {
			printf("  (%s is not on this machine: no yardstick of it)\n", defs[i]->name);
			continue;
		}
		if (!txn_read(&txn, a->store, &err))
			exit(1);
		int64_t start = bench_now();
		v->def->begin(v);
		copy_records(&txn, v);
		copy_households(a, &txn, v);
		v->def->ready(v);
		double seconds = (double)(bench_now() - start) / 1e9;
		if (!txn_commit(&txn, &err)) {
			fprintf(stderr, "bench: %s\n", err.text);
			exit(1);
		}
		bench_row(v->def->name, seconds, "s", 0, "to load it from our store; %.0f MB on disk", (double)vara_bytes(v) / 1e6);
		a->n_vara++;
	}
}
