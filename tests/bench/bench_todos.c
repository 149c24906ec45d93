/* All households of the store, read from it and evaluated in full one after the other, as a report over everything would: what that takes, and how much of it is the reading. */
#include "model/evaluacion.h"
#include "store/rehacer.h"
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <stdlib.h>

enum { POR_LECTURA = 500 };                    /* households in one read transaction: a reader that stays holds old pages */

struct suma { long hogares, logros; int64_t reading, evaluating; };

/* Those after `hogar`; the last one that was evaluated, 0 when there are no more. */
static uint32_t some(struct almacen_bench *a, uint32_t hogar, struct arena *arena, struct suma *sum)
{
	struct err err = { 0 };
	struct txn txn;
	uint32_t next = 0, last = hogar;

	if (!txn_read(&txn, a->store, &err))
		goto failed;
	for (int i = 0; i < POR_LECTURA; i++, arena_reset(arena)) {
		int64_t start = bench_cpu();
		struct ficha f;
		next = rehacer_hogar(&txn, last);
		if (next == 0)
			break;
		if (!ficha_load(&txn, next, arena, &f, NULL))
			goto failed;
		int64_t read = bench_cpu();
		const struct evaluacion *e = model_evaluate(a->b->programa, &f, BENCH_HOY, arena);
		sum->evaluating += bench_cpu() - read;
		sum->reading += read - start;
		sum->logros += e->n_logro - e->cuenta[LOGRO_SIN_DATO];
		sum->hogares++;
		last = next;
	}
	if (txn_commit(&txn, &err))
		return next;
failed:
	fprintf(stderr, "bench: household %u: %s\n", (unsigned)next, err.text);
	exit(1);
}

void bench_todos(struct almacen_bench *a)
{
	struct suma sum = { 0 };
	struct arena arena;

	arena_init(&arena);
	for (uint32_t last = 0; (last = some(a, last, &arena, &sum)) != 0;)
		;
	arena_done(&arena);
	double n = (double)sum.hogares, reading = (double)sum.reading / 1e9, evaluating = (double)sum.evaluating / 1e9;
	bench_row("all households read and evaluated, CPU", reading + evaluating, "s", 0, "%.0f households: %.1f µs to read each, %.1f to evaluate it; %.1f logros known", n,
		  reading * 1e6 / n, evaluating * 1e6 / n, (double)sum.logros / n);
}
