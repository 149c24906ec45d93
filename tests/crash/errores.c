/* The system refuses: strace makes the N-th call of one kind fail while visits are saved, for every N until the program no longer gets that far. The program may
 * say so and end, never by a signal and never by hanging; what was acknowledged is there. */
#include "tests/crash/sesion.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { VECES = 3, NOCHE_VECES = 6, TOPE = 400 };
static const char *const calls[] = { "pwrite64", "writev", "pwritev", "fdatasync", "fsync", "openat", "ftruncate", "fcntl", "flock", "mmap", "read", "pread64", "lseek", "write" };
static const char *const errors[] = { "EIO", "ENOSPC", "EINTR", "EMFILE", "EACCES", "ENOLCK", "EROFS", "ENOMEM" };

struct barrido { int points, bad; bool faulty; };
struct punto { const char *call, *error; int n; bool desde; };

/* One point. False: the call was not made so often, so the sweep of it is over. */
static bool point(struct barrido *b, const char *path, const char *ack, struct obra_acuse *acked, const struct punto *p, int times)
{
	char inject[96], trace[32], said[256], log[256], self[256], veces[8];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	self[n > 0 ? n : 0] = 0;
	crash_path(said, "dicho");
	crash_path(log, "traza");
	snprintf(trace, sizeof trace, "trace=%s", p->call);
	snprintf(inject, sizeof inject, "inject=%s:error=%s:when=%d%s", p->call, p->error, p->n, p->desde ? "+" : "");
	snprintf(veces, sizeof veces, "%d", times);
	char *const argv[] = { "strace", "-f", "-qq", "-o", log, "-e", trace, "-e", inject, self, "--sesion", (char *)path, veces, (char *)ack, b->faulty ? "falla" : NULL, NULL };
	unlink(log);
	int rc = sesion_run(argv, NULL, said);
	if (!sesion_dice(log, "INJECTED"))
		return false;
	sesion_acuses(ack, acked);
	int state = obra_revisar_aparte(path, acked, true);
	b->points++;
	if ((rc >= 128 && sesion_dice(said, SESION_EMPIEZA)) || state != OBRA_BIEN) {
		if (!b->faulty)
			fprintf(stderr, "  %s %s number %d%s: the program ended with %d; afterwards: %s\n", p->call, p->error, p->n, p->desde ? " and on" : "", rc, state < OBRA_ESTADOS ? obra_texto[state] : "ended by a signal");
		b->bad++;
	}
	return true;
}

static bool sweep(struct barrido *b, const char *call, const char *error, bool desde, int times)
{
	struct obra_acuse acked = { { 0 } };
	struct err err = { 0 };
	char path[256], ack[256];
	crash_path(path, "errores");
	crash_path(ack, "acuses");
	crash_remove(path);
	unlink(ack);
	if (!obra_crear(path, &err)) {
		fprintf(stderr, "  %s\n", err.text);
		return false;
	}
	for (int n = 1; n < TOPE && !(b->faulty && b->bad); n++)
		if (!point(b, path, ack, &acked, &(struct punto){ .call = call, .error = error, .n = n, .desde = desde }, times))
			break;
	return true;
}

/* rounds: how many of the errors are tried, of each call; above one also from the N-th call on. */
static bool run(int rounds)
{
	struct barrido b = { 0 }, control = { .faulty = true };
	bool good = true;
	for (size_t c = 0; good && c < sizeof calls / sizeof *calls; c++)
		for (int e = 0; good && e < rounds && e < (int)(sizeof errors / sizeof *errors); e++) {
			good = sweep(&b, calls[c], errors[e], false, rounds > 1 ? NOCHE_VECES : VECES);
			if (good && rounds > 1 && strcmp(errors[e], "EINTR") != 0)      /* no signal comes for ever; LMDB rightly asks again */
				good = sweep(&b, calls[c], errors[e], true, NOCHE_VECES);
		}
	good = good && sweep(&control, "fdatasync", "EIO", false, VECES);
	printf("errores: %d failing calls, %d lost or ended badly; control %s\n", b.points, b.bad, control.bad ? "seen" : "NOT SEEN");
	return good && b.bad == 0 && b.points > 0 && control.bad > 0;
}

const struct ensayo ensayo_errores = { .name = "errores", .rounds = 1, .night = 8, .run = run };
