/* The light goes out. A session that makes a store, saves into it, compacts it, backs it up, restores it and saves again is recorded; then, for moments drawn by chance, the disk is rebuilt as it may have been:
 * what was made durable is there, of the rest any part, torn at sectors. Each such state must be whole, or be no store yet.
 * The control is a disk that lies: the last writes may be missing although they were made durable. There, what was acknowledged may be lost,
 * and the trial must see it; but nothing may look good that is not. */
#include "base/rng.h"
#include "tests/crash/sesion.h"
#include "tests/crash/traza.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { GUARDADOS = 24, SECTOR = 512, VENTANA = 24, ARCHIVOS = 512 };
struct disco { uint8_t *b; size_t n, cap; };
struct corte { struct traza traza; struct arena arena; struct rng rng; char folder[256], rebuilt[256]; bool miente; int state[256]; int states; };

static bool record(struct corte *c)
{
	char log[256], self[256], ack[300], times[8];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	self[n > 0 ? n : 0] = 0;
	crash_path(log, "traza");
	snprintf(ack, sizeof ack, "%s/acuses", c->folder);
	snprintf(times, sizeof times, "%d", GUARDADOS);
	char path[300], said[256];
	snprintf(path, sizeof path, "%s/almacen", c->folder);
	crash_path(said, "dicho");
	mkdir(c->folder, 0700);
	char *const argv[] = { "strace", "-f", "-xx", "-s", "10000000", "-o", log, "-e", "trace=openat,close,pwrite64,writev,write,lseek,fsync,fdatasync,ftruncate,rename,renameat2,mkdir,unlink,rmdir",
		self, "--sesion", path, times, ack, "mudanza", NULL };
	int rc = sesion_run(argv, NULL, said);
	return rc == 0 && traza_leer(&c->traza, &c->arena, log, c->folder);
}

/* ---- a disk at a moment ---- */

static void grow(struct disco *d, size_t n)
{
	if (n > d->cap) {
		d->cap = n * 2;
		d->b = realloc(d->b, d->cap);
		if (!d->b)
			abort();
	}
	if (n > d->n) {
		memset(d->b + d->n, 0, n - d->n);
		d->n = n;
	}
}

static void put(struct disco *d, const struct suceso *s, struct rng *torn)
{
	grow(d, s->at + s->n);
	for (size_t i = 0; i < s->n;) {
		size_t step = SECTOR - (s->at + i) % SECTOR;
		step = step > s->n - i ? s->n - i : step;
		if (!torn || rng_chance(torn, 50))
			memcpy(d->b + s->at + i, s->data + i, step);
		i += step;
	}
}

/* Is the write `i` durable when the light goes out after `cut` events? */
static bool durable(const struct corte *c, int i, int cut)
{
	const struct traza *t = &c->traza;
	int writes = 0;
	for (int k = cut - 1; c->miente && k > i; k--)
		writes += t->suceso[k].tipo == SUCESO_ESCRIBE;
	if (c->miente)
		return writes >= VENTANA;
	if (t->suceso[i].fijo)
		return true;
	for (int k = i + 1; k < cut; k++)
		if (t->suceso[k].tipo == SUCESO_FIJA && t->suceso[k].archivo == t->suceso[i].archivo)
			return true;
	return false;
}

static void contents(struct corte *c, int cut, struct disco *disk)
{
	for (int i = 0; i < cut; i++) {
		const struct suceso *s = &c->traza.suceso[i];
		if (s->archivo < 0 || s->archivo >= ARCHIVOS)
			continue;
		if (s->tipo == SUCESO_TAMANO) {
			grow(&disk[s->archivo], s->at);
			disk[s->archivo].n = s->at;
		}
		if (s->tipo != SUCESO_ESCRIBE)
			continue;
		if (durable(c, i, cut))
			put(&disk[s->archivo], s, NULL);
		else if (rng_chance(&c->rng, 50))
			put(&disk[s->archivo], s, rng_chance(&c->rng, 25) ? &c->rng : NULL);
	}
}

static void write_file(const char *path, const struct disco *d)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, d->b ? d->b : (const uint8_t *)"", d->n) != (ssize_t)d->n)
		abort();
	close(fd);
}

/* Names follow one another in order; those after the last durable folder may be missing from some point on. */
static void names(struct corte *c, int cut, const struct disco *disk)
{
	const struct traza *t = &c->traza;
	int sure = 0, until;
	char from[512], to[512];
	for (int i = 0; i < cut; i++)
		if (t->suceso[i].tipo == SUCESO_FIJA_CARPETA)
			sure = i;
	until = rng_range(&c->rng, sure, cut);
	for (int i = 0; i < until; i++) {
		const struct suceso *s = &t->suceso[i];
		snprintf(from, sizeof from, "%s%s", c->rebuilt, s->a ? s->a + strlen(c->folder) : "");
		if (s->tipo == SUCESO_CARPETA) {
			mkdir(from, 0700);
		} else if (s->tipo == SUCESO_CREA && !strstr(s->a, "lock.mdb")) {
			write_file(from, &disk[s->archivo]);
		} else if (s->tipo == SUCESO_RENOMBRA) {
			snprintf(to, sizeof to, "%s%s", c->rebuilt, s->b + strlen(c->folder));
			rename(from, to);
		} else if (s->tipo == SUCESO_BORRA) {
			remove(from);
		}
	}
}

/* What the program had been told when the light went out: acknowledgements lie beside the store and are no part of the disk that is rebuilt. */
static struct obra_acuse acknowledged(const struct corte *c, int cut)
{
	struct obra_acuse acked = { { 0 } };
	int file = -1;
	for (int i = 0; i < cut; i++) {
		const struct suceso *s = &c->traza.suceso[i];
		int hogar;
		unsigned n;
		if (s->tipo == SUCESO_CREA && strstr(s->a, "/acuses"))
			file = s->archivo;
		if (s->tipo == SUCESO_ESCRIBE && s->archivo == file && sscanf((const char *)s->data, "%d %u", &hogar, &n) == 2)
			acked.n[hogar - 1] = n;
	}
	return acked;
}

static int one_state(struct corte *c)
{
	static struct disco disk[ARCHIVOS];
	int cut = rng_range(&c->rng, 0, c->traza.n);
	char path[300];
	struct obra_acuse acked = acknowledged(c, cut);
	crash_remove(c->rebuilt);
	mkdir(c->rebuilt, 0700);
	contents(c, cut, disk);
	names(c, cut, disk);
	for (int i = 0; i < ARCHIVOS; i++)
		disk[i].n = 0;
	snprintf(path, sizeof path, "%s/almacen", c->rebuilt);
	int state = obra_revisar_aparte(path, &acked, false);
	if (state == OBRA_NO_ESTA && acked.n[0] == 0)
		state = OBRA_BIEN;
	c->states++;
	c->state[state & 255]++;
	if (state != OBRA_BIEN && !c->miente)
		fprintf(stderr, "  cut after %d of %d: %s (%d)\n", cut, c->traza.n, state < OBRA_ESTADOS ? obra_texto[state] : "ended by a signal", state);
	return state;
}

static bool run(int states)
{
	struct corte c = { .miente = false };
	arena_init(&c.arena);
	rng_seed(&c.rng, 3);
	crash_path(c.folder, "corte");
	crash_path(c.rebuilt, "disco");
	if (!record(&c)) {
		fprintf(stderr, "  the session could not be recorded with strace\n");
		arena_done(&c.arena);
		return false;
	}
	for (int i = 0; i < states; i++)
		one_state(&c);
	int bad = states - c.state[OBRA_BIEN];
	memset(c.state, 0, sizeof c.state);
	c.miente = true;
	for (int i = 0; i < states / 4; i++)
		one_state(&c);
	int lost = states / 4 - c.state[OBRA_BIEN], unseen = c.state[OBRA_INCOHERENTE];
	printf("corte: %d power cuts over %d events, %d bad; on a lying disk %d of %d harmed, %d of them unseen; control %s\n", states, c.traza.n, bad, lost, states / 4, unseen, lost > 0 ? "seen" : "NOT SEEN");
	arena_done(&c.arena);
	return bad == 0 && unseen == 0 && lost > 0;
}

const struct ensayo ensayo_corte = { .name = "corte", .rounds = 5000, .night = 100000, .run = run };
