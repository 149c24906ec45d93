/* Commands that go over a whole store. */
#include "tests/bench/bench_almacen.h"

void bench_ordenes(struct almacen_bench *a)
{
	struct rusage used;
	char *const verify[] = { (char *)a->b->logros, "--definiciones", "programs", "--almacen", a->path, "--usuario", "coordinacion", "verificar", NULL };
	int64_t start = bench_now();
	double cpu = bench_wait(bench_spawn(verify, -1, -1), &used);
	bench_row("logros verificar: everything", (double)(bench_now() - start) / 1e9, "s", 0, "%.2f s of CPU, %.0f MB of memory", cpu, (double)used.ru_maxrss / 1024);
}
