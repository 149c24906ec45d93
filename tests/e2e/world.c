#include "world.h"

#include <criterion/criterion.h>
#include <criterion/hooks.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORDS = 40, VARIABLES = 16 };

static const char *program(void)
{
	const char *path = getenv("LOGROS_BIN");
	return path ? path : "build/debug/logros";
}

static void shell(const char *fmt, ...)
{
	char command[1024];
	va_list args;
	va_start(args, fmt);
	vsnprintf(command, sizeof command, fmt, args);
	va_end(args);
	if (system(command) != 0) {
		fprintf(stderr, "failed: %s\n", command);
		abort();
	}
}

/* ---- running the program ---- */

static void arguments(const struct world *w, const struct world_how *how, char *out[WORDS])
{
	const char *const first[] = { program(), "--almacen", w->store, "--fecha", how->day ? how->day : WORLD_DAY };
	int n = 0;
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		out[n++] = (char *)first[i];
	if (w->real) {
		out[n++] = (char *)"--usuario";
		out[n++] = (char *)"marta";
	}
	for (int i = 0; how->words && how->words[i] && n + 1 < WORDS; i++)
		out[n++] = (char *)how->words[i];
	out[n] = NULL;
}

/* The passphrase waits in a pipe, as a script gives it; its end is closed by the caller once the program has started. */
static int phrase_fd(const char *phrase)
{
	int fd[2];
	if (pipe(fd) != 0)
		abort();
	for (int times = 0; times < 2; times++)
		if (write(fd[1], phrase, strlen(phrase)) < 0 || write(fd[1], "\n", 1) < 0)
			abort();
	close(fd[1]);
	return fd[0];
}

struct surroundings { char text[VARIABLES][512]; const char *list[VARIABLES + 1]; int n, phrase; };

static void add(struct surroundings *s, const char *name, const char *value)
{
	if (!value || s->n == VARIABLES)
		return;
	snprintf(s->text[s->n], sizeof s->text[s->n], "%s=%s", name, value);
	s->list[s->n] = s->text[s->n];
	s->list[++s->n] = NULL;
}

static void surround(const struct world *w, const struct world_how *how, struct surroundings *s)
{
	char fd[16];
	*s = (struct surroundings){ .phrase = -1 };
	const char *root = getenv("LOGROS_ROOT");
	add(s, "HOME", w->dir);
	add(s, "LOGROS_ROOT", root ? root : ".");
	add(s, "ASAN_OPTIONS", getenv("ASAN_OPTIONS"));
	add(s, "UBSAN_OPTIONS", getenv("UBSAN_OPTIONS"));
	add(s, "LSAN_OPTIONS", getenv("LSAN_OPTIONS"));
	if (w->real || how->phrase) {
		s->phrase = phrase_fd(how->phrase ? how->phrase : WORLD_PHRASE);
		snprintf(fd, sizeof fd, "%d", s->phrase);
		add(s, "LOGROS_FRASE_FD", fd);
	}
	for (int i = 0; how->env && how->env[i] && s->n < VARIABLES; i++) {
		s->list[s->n] = how->env[i];
		s->list[++s->n] = NULL;
	}
}

struct term_driver *world_console(const struct world *w, const struct world_how *how)
{
	char *argv[WORDS];
	struct surroundings s;
	struct world_how plain = { 0 };
	how = how ? how : &plain;
	surround(w, how, &s);
	arguments(w, how, argv);
	struct term_driver *t = term_start(argv, &(struct term_start){ .rows = how->rows ? how->rows : 24, .cols = how->cols ? how->cols : 80, .term = how->term, .keyboard = how->keyboard, .env = s.list });
	if (s.phrase >= 0)
		close(s.phrase);
	return t;
}

static void run_child(char *argv[], const struct surroundings *s, int out)
{
	int null = open("/dev/null", O_RDONLY);
	dup2(null, 0);
	dup2(out, 1);
	dup2(out, 2);
	setsid();
	for (int i = 0; i < s->n; i++)
		putenv((char *)s->list[i]);
	execv(argv[0], argv);
	_exit(127);
}

int world_run_how(const struct world *w, char *out, size_t size, const struct world_how *how)
{
	char *argv[WORDS], rest[512];
	struct surroundings s;
	int fd[2], status;
	size_t n = 0;
	if (pipe2(fd, O_CLOEXEC) != 0)
		abort();
	surround(w, how, &s);
	arguments(w, how, argv);
	pid_t pid = fork();
	if (pid == 0)
		run_child(argv, &s, fd[1]);
	close(fd[1]);
	if (s.phrase >= 0)
		close(s.phrase);
	for (ssize_t k; n + 1 < size && (k = read(fd[0], out + n, size - 1 - n)) > 0;)
		n += (size_t)k;
	out[n] = 0;
	while (read(fd[0], rest, sizeof rest) > 0)
		;
	close(fd[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int world_run(const struct world *w, char *out, size_t size, const char *const words[])
{
	return world_run_how(w, out, size, &(struct world_how){ .words = words });
}

/* ---- worlds ---- */

/* The practice store of the run stands beside the program: made before the first test, removed after the last. */
static void template_world(struct world *w)
{
	*w = (struct world){ .dir = "/tmp" };
	snprintf(w->store, sizeof w->store, "%s.e2e", program());
}

ReportHook(PRE_ALL)(struct criterion_test_set *tests)
{
	struct world w;
	char out[2048];
	(void)tests;
	template_world(&w);
	shell("rm -rf '%s'", w.store);
	if (WORLD_RUN(&w, out, "demo", "--solo-crear", "--semilla", "7") != 0) {
		fprintf(stderr, "the practice store was not made: %s\n", out);
		abort();
	}
}

ReportHook(POST_ALL)(struct criterion_global_stats *stats)
{
	struct world w;
	(void)stats;
	template_world(&w);
	shell("rm -rf '%s'", w.store);
}

void world_nothing(struct world *w)
{
	*w = (struct world){ 0 };
	snprintf(w->dir, sizeof w->dir, "/tmp/logros-e2e-XXXXXX");
	if (!mkdtemp(w->dir))
		abort();
	snprintf(w->store, sizeof w->store, "%s/almacen", w->dir);
}

void world_practica(struct world *w)
{
	struct world from;
	world_nothing(w);
	template_world(&from);
	shell("cp -rp --sparse=always '%s' '%s'", from.store, w->store);
}

void world_real(struct world *w)
{
	char out[2048];
	world_nothing(w);
	w->real = true;
	int status = WORLD_RUN(w, out, "iniciar", "--oficina", "Oficina de prueba", "--nombre", "Marta Lucía Prueba", "--mapa", "64");
	cr_assert_eq(status, 0, "%s", out);
}

void world_remove(struct world *w)
{
	shell("rm -rf '%s'", w->dir);
}
