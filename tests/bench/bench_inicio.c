/* How long the program takes to be there: alone, and with all definitions read and checked. */
#include "tests/bench/bench.h"
#include <stdlib.h>
#include <string.h>

enum { RUNS = 41 };

static double run_once(char *const argv[], double *cpu)
{
	struct rusage used;
	int64_t start = bench_now();
	*cpu = 1000 * bench_wait(bench_spawn(argv, -1, -1), &used);
	return (double)(bench_now() - start) / 1e6;
}

void bench_inicio(struct bench *b)
{
	char *const argv[][6] = {
		{ "/bin/true", NULL },
		{ (char *)b->logros, "--version", NULL },
		{ (char *)b->logros, "--definiciones", "programs", "revisar", NULL },
	};
	enum { YARDSTICK, VERSION, REVISAR, PROGRAMS };
	double ms[PROGRAMS][RUNS], cpu[PROGRAMS][RUNS], wall[PROGRAMS], own[PROGRAMS];

	for (int r = 0; r < RUNS; r++)
		for (int p = 0; p < PROGRAMS; p++)
			ms[p][r] = run_once(argv[p], &cpu[p][r]);
	for (int p = 0; p < PROGRAMS; p++) {
		wall[p] = bench_median(ms[p], RUNS);
		own[p] = bench_median(cpu[p], RUNS);
	}
	bench_head("Start (T1), ms of CPU, medians of runs taken in turns");
	bench_row("/bin/true, the yardstick", own[YARDSTICK], "ms", 0, "%.1f ms by the wall", wall[YARDSTICK]);
	bench_row("logros --version", own[VERSION], "ms", 0, "%.1f ms by the wall, %.1f × the yardstick", wall[VERSION], wall[VERSION] / wall[YARDSTICK]);
	bench_row("logros revisar: definitions read and checked", own[REVISAR], "ms", 30, "%.1f ms by the wall, %.1f × the yardstick", wall[REVISAR],
		  wall[REVISAR] / wall[YARDSTICK]);
}
