/* Commands that go over a whole store. */
#include "tests/bench/bench_almacen.h"
#include <stdio.h>
#include <sys/stat.h>

static void command(struct almacen_bench *a, const char *what, const char *order, const char *word, double limit)
{
	struct rusage used;
	char *const argv[] = { (char *)a->b->logros, "--definiciones", "programs", "--almacen", a->path, "--usuario", "coordinacion", (char *)order, (char *)word, NULL };
	int64_t start = bench_now();
	double cpu = bench_wait(bench_spawn(argv, -1, -1), &used);
	bench_row(what, (double)(bench_now() - start) / 1e9, "s", limit, "%.2f s of CPU, %.0f MB resident with the file's pages", cpu, (double)used.ru_maxrss / 1024);
}

void bench_ordenes(struct almacen_bench *a)
{
	command(a, "logros verificar: everything", "verificar", NULL, 0);
	command(a, "logros respaldar: copy, seal, try out", "respaldar", NULL, 0);
}
