/* S11: households evaluated in full, by the function alone and through the batch command; memory must not grow with their number. */
#include "tests/bench/bench.h"
#include "model/evaluacion.h"
#include "model/logro.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BATCH = 50, LINES = 2000 };

struct measured { double us; long members, known; };

static struct measured evaluate_all(const struct bench *b, int n)
{
	struct arena families, arena;
	struct ficha *f;
	struct measured m = { 0 };
	int64_t spent = 0;

	arena_init(&families);
	arena_init(&arena);
	for (int done = 0; done < n; done += BATCH) {
		f = arena_array(&families, struct ficha, BATCH);
		for (int i = 0; i < BATCH; i++)
			bench_hogar(b->programa, (uint64_t)(done + i), &families, &f[i]);
		int64_t start = bench_cpu();
		for (int i = 0; i < BATCH; i++) {
			const struct evaluacion *e = model_evaluate(b->programa, &f[i], BENCH_HOY, &arena);
			m.members += e->scope.n_integrante;
			m.known += e->n_logro - e->cuenta[LOGRO_SIN_DATO];
			arena_reset(&arena);
		}
		spent += bench_cpu() - start;
		arena_reset(&families);
	}
	arena_done(&families);
	arena_done(&arena);
	m.us = (double)spent / 1000 / n;
	return m;
}

/* In a child, so that each number of households has its own peak. */
static struct measured in_child(const struct bench *b, int n, long *peak_kb)
{
	struct measured m = { 0 };
	struct rusage used;
	int fd[2];

	if (pipe(fd) != 0)
		exit(1);
	int pid = fork();
	if (pid == 0) {
		m = evaluate_all(b, n);
		_exit(write(fd[1], &m, sizeof m) == sizeof m ? 0 : 1);
	}
	close(fd[1]);
	bench_wait(pid, &used);
	if (read(fd[0], &m, sizeof m) != sizeof m)
		exit(1);
	close(fd[0]);
	*peak_kb = used.ru_maxrss;
	return m;
}

static void by_function(const struct bench *b)
{
	long few = 0, many = 0;

	in_child(b, 1000, &few);
	struct measured m = in_child(b, b->hogares, &many);
	bench_row("model_evaluate, a household on one core", m.us, "µs", 40, "%d households, %.1f members; %.0f a second; %.1f logros known", b->hogares,
		  (double)m.members / b->hogares, 1e6 / m.us, (double)m.known / b->hogares);
	bench_row("peak memory of that", (double)many / 1024, "MB", 0, "%.1f MB with 1000", (double)few / 1024);
	bench_row("growth from 1000 to all", (double)many / (double)few, "×", 1.25, " ");
}

/* The lines once, then again and again. */
static void feed(const struct bench *b, int fd, int n)
{
	struct arena a;
	struct ficha f;
	char *line[LINES];
	size_t len[LINES];

	arena_init(&a);
	for (int i = 0; i < LINES && i < n; i++) {
		bench_hogar(b->programa, (uint64_t)i, &a, &f);
		line[i] = (char *)bench_hogar_json(&f, &a, &len[i]);
	}
	for (int i = 0; i < n; i++)
		for (size_t at = 0; at < len[i % LINES];) {
			ssize_t k = write(fd, line[i % LINES] + at, len[i % LINES] - at);
			if (k <= 0)
				_exit(1);
			at += (size_t)k;
		}
	_exit(0);
}

static void by_command(const struct bench *b, const char *what, bool reasons, int n, double limit)
{
	char *const argv[] = { (char *)b->logros, "--definiciones", "programs", "--fecha", "2026-06-30", "evaluar", "--lineas", "-", reasons ? NULL : "--sin-razones", NULL };
	struct rusage used, fed;
	int fd[2];

	if (pipe(fd) != 0)
		exit(1);
	int feeder = fork();
	if (feeder == 0) {
		close(fd[0]);
		feed(b, fd[1], n);
	}
	close(fd[1]);
	double cpu = bench_wait(bench_spawn(argv, fd[0], -1), &used);
	close(fd[0]);
	bench_wait(feeder, &fed);
	bench_row(what, cpu * 1e6 / n, "µs", limit, "%d lines; %.0f a second; peak %.1f MB", n, n / cpu, (double)used.ru_maxrss / 1024);
}

void bench_evaluar(struct bench *b)
{
	bench_head("Evaluation (S11)");
	by_function(b);
	by_command(b, "evaluar --sin-razones, JSON in and out", false, b->hogares, 0);
	by_command(b, "evaluar with all reasons", true, b->hogares / 10, 0);
}
