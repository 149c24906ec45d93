#include "tests/bench/bench.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void bench_head(const char *title)
{
	printf("\n%s\n", title);
}

void bench_row(const char *what, double value, const char *unit, double limit, const char *note, ...)
{
	char text[160], target[32] = "";
	va_list args;

	va_start(args, note);
	vsnprintf(text, sizeof text, note, args);
	va_end(args);
	if (limit > 0)
		snprintf(target, sizeof target, "≤ %-6.4g %s", limit, value <= limit ? "ok  " : "over");
	printf("  %-46s %10.4g %-5s  %-15s %s\n", what, value, unit, target, text);
	fflush(stdout);
}

static int64_t read_clock(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

int64_t bench_now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t bench_cpu(void)
{
	return read_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double bench_median(double *x, int n)
{
	qsort(x, (size_t)n, sizeof *x, ascending);
	return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

int bench_spawn(char *const argv[], int in, int out)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	int pid = fork();

	if (pid == 0) {
		dup2(in >= 0 ? in : null, STDIN_FILENO);
		dup2(out >= 0 ? out : null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	close(null);
	return pid;
}

double bench_wait(int pid, struct rusage *used)
{
	int status;

	if (wait4(pid, &status, 0, used) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench: a program failed (%d)\n", WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
		exit(1);
	}
	return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) + (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e6;
}

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static void remove_folder(const char *folder)
{
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

int main(int argc, char **argv)
{
	static const struct { const char *name; void (*run)(struct bench *); } parts[] = {
		{ "inicio", bench_inicio }, { "consola", bench_consola }, { "evaluar", bench_evaluar }, { "camino", bench_camino }, { "almacen", bench_almacen }, { "maestra", bench_maestra },
	};
	const char *hogares = getenv("BENCH_HOGARES");
	struct bench b = { .hogares = hogares ? atoi(hogares) : 100000, .folder = "/tmp/bench-XXXXXX" };
	struct problems problems;

	if (argc < 3) {
		fprintf(stderr, "usage: bench LOGROS HOLA [inicio|consola|evaluar|camino|almacen|maestra]…\n");
		return 64;
	}
	b.logros = argv[1];
	b.hola = argv[2];
	arena_init(&b.arena);
	problems_init(&problems, &b.arena);
	b.programa = programa_load(&b.arena, "programs", "medellin-solidaria", &problems);
	problems_print(&problems, stderr);
	if (!b.programa || !mkdtemp(b.folder))
		return 1;
	printf("  %-46s %10s %-5s  %-15s %s\n", "", "here", "", "target", "");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		bool wanted = argc == 3;
		for (int k = 3; k < argc; k++)
			wanted = wanted || strcmp(argv[k], parts[i].name) == 0;
		if (wanted)
			parts[i].run(&b);
	}
	remove_folder(b.folder);
	arena_done(&b.arena);
	return 0;
}
