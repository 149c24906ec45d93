/* No memory: the N-th allocation fails while visits are saved, for every N. The program says so and ends, or goes on; the store is whole. */
#include "tests/crash/sesion.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TOPE = 20000 };

struct barrido { int points, bad; bool faulty, desde; };

static bool point(struct barrido *b, const char *path, const char *ack, struct obra_acuse *acked, int n)
{
	char self[256], library[280], preload[320], which[32], said[256];
	ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
	self[len > 0 ? len : 0] = 0;
	snprintf(library, sizeof library, "%.*s/sin_memoria.so", (int)(strrchr(self, '/') - self), self);
	snprintf(preload, sizeof preload, "LD_PRELOAD=%s", library);
	snprintf(which, sizeof which, "SIN_MEMORIA=%d", n);
	crash_path(said, "dicho");
	char *const argv[] = { self, "--sesion", (char *)path, "2", (char *)ack, b->faulty ? "falla" : NULL, NULL };
	char *const env[] = { preload, which, b->desde ? "SIN_MEMORIA_DESDE=1" : NULL, NULL };
	int rc = sesion_run(argv, env, said);
	if (!sesion_dice(said, "[sin memoria]"))
		return false;
	sesion_acuses(ack, acked);
	int state = obra_revisar_aparte(path, acked, true);
	b->points++;
	if ((rc >= 128 && sesion_dice(said, SESION_EMPIEZA)) || state != OBRA_BIEN) {
		if (!b->faulty)
			fprintf(stderr, "  allocation %d%s: the program ended with %d; afterwards: %s\n", n, b->desde ? " and on" : "", rc, state < OBRA_ESTADOS ? obra_texto[state] : "ended by a signal");
		b->bad++;
	}
	return true;
}

static bool sweep(struct barrido *b, int step)
{
	struct obra_acuse acked = { { 0 } };
	struct err err = { 0 };
	char path[256], ack[256];
	crash_path(path, "memoria");
	crash_path(ack, "acuses");
	crash_remove(path);
	unlink(ack);
	if (!obra_crear(path, &err)) {
		fprintf(stderr, "  %s\n", err.text);
		return false;
	}
	for (int n = 1; n < TOPE && !(b->faulty && b->bad); n += step)
		if (!point(b, path, ack, &acked, n))
			break;
	return true;
}

/* rounds: every so many-th allocation; 1 tries all. */
static bool run(int step)
{
	struct barrido once = { 0 }, on = { .desde = true }, control = { .faulty = true };
	bool good = sweep(&once, step) && sweep(&on, step) && sweep(&control, step);
	printf("memoria: %d failing allocations, %d lost or ended badly; control %s\n", once.points + on.points, once.bad + on.bad, control.bad ? "seen" : "NOT SEEN");
	return good && once.bad + on.bad == 0 && once.points > 0 && control.bad > 0;
}

const struct ensayo ensayo_memoria = { .name = "memoria", .rounds = 1, .night = 1, .run = run };
