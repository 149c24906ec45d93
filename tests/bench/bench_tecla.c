/* Instructions of a key, from the byte read to the picture sent (T8): the console under callgrind in a pseudo-terminal, twice, with a few keys and with more; what a key
 * costs is the difference. Of our own are those of the program itself, without libraries. The console only consults, so that no child checks the store meanwhile. */
#include "tests/bench/bench.h"
#include "tests/e2e/term_driver.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FEW = 4, MORE = 12 };
#define VALGRIND "/usr/bin/valgrind"

struct cost { double own, all; };

/* Cost lines are «line cost»; the one after `calls=` is of the called function, which has lines of its own. */
static struct cost read_costs(const char *path, const char *program)
{
	struct cost sum = { 0 };
	char line[4096];
	bool ours = false, called = false;
	FILE *in = fopen(path, "r");

	while (in && fgets(line, sizeof line, in)) {
		double n;
		if (strncmp(line, "ob=", 3) == 0)
			ours = strstr(line, program) != NULL;
		else if (strncmp(line, "calls=", 6) == 0)
			called = true;
		else if ((isdigit((unsigned char)line[0]) || strchr("+-*", line[0])) && sscanf(line, "%*s %lf", &n) == 1) {
			sum.all += called ? 0 : n;
			sum.own += called || !ours ? 0 : n;
			called = false;
		}
	}
	if (in)
		fclose(in);
	return sum;
}

static bool run(const struct bench *b, const char *store, int keys, struct cost *cost)
{
	static const char *const env[] = { "HOME=/nonexistent", "LOGROS_REVISADO=1", NULL };
	char out[64], option[96];
	snprintf(out, sizeof out, "%s/tecla.%d", b->folder, keys);
	snprintf(option, sizeof option, "--callgrind-out-file=%s", out);
	char *const argv[] = { VALGRIND, "-q", "--tool=callgrind", "--compress-strings=no", "--compress-pos=no", option, (char *)b->logros, "--definiciones", "programs", "--almacen", (char *)store,
		"--fecha", "2026-06-30", "--solo-lectura", NULL };
	struct term_driver *t = term_start(argv, &(struct term_start){ .rows = 24, .cols = 80, .env = env });
	if (!term_wait(t, "F1 Ayuda") && !term_wait(t, "F1 Ayuda"))      /* it begins fifty times slower */
		exit(1);
	term_keys(t, "<F7>");
	if (!term_wait(t, "Buscar:"))
		exit(1);
	for (int i = 0; i < keys; i++)
		term_keys(t, "<Down>");
	term_keys(t, "<F10>");
	term_end(t);
	*cost = read_costs(out, strrchr(b->logros, '/') ? strrchr(b->logros, '/') : b->logros);
	return cost->all > 0;
}

void bench_tecla(struct bench *b, const char *store)
{
	struct cost few, more;

	if (access(VALGRIND, X_OK) != 0) {
		printf("  (valgrind is not on this machine: instructions of a key are not counted)\n");
		return;
	}
	if (!run(b, store, FEW, &few) || !run(b, store, MORE, &more))
		exit(1);
	bench_row("own instructions of a key, list (T8)", (more.own - few.own) / (MORE - FEW) / 1e6, "M", 0.15, "%.2f M with ncurses and libc", (more.all - few.all) / (MORE - FEW) / 1e6);
}
