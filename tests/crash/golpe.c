/* kill -9 at any moment: two sessions save without pause and are killed after 0 to 7 ms. What was acknowledged must be there, whole, and repeating it must change nothing. */
#include "tests/crash/crash.h"
#include "base/rng.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ESCRITORES = 2, NUEVO_CADA = 60 };        /* rounds until a fresh store */

/* The planted fault of the control: the save is acknowledged before it is durable. */
static void acknowledge(struct obra_acuse *acked, int hogar, uint32_t n)
{
	uint32_t *at = &acked->n[hogar - 1];
	for (uint32_t old = __atomic_load_n(at, __ATOMIC_SEQ_CST); n > old && !__atomic_compare_exchange_n(at, &old, n, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);)
		;
}

static void writer(const char *path, struct obra_acuse *acked, int which, bool faulty)
{
	struct err err = { 0 };
	struct store *store = obra_abrir(path, &err);
	for (int i = which; store; i++) {
		int hogar = 1 + i % OBRA_HOGARES;
		if (faulty)
			acknowledge(acked, hogar, __atomic_load_n(&acked->n[hogar - 1], __ATOMIC_SEQ_CST) + 1);
		uint32_t n = obra_guardar(store, hogar, &err);
		if (n == 0)
			break;
		acknowledge(acked, hogar, n);
	}
	fprintf(stderr, "  a writer stopped: %s\n", err.text);
	_exit(1);
}

static bool one_round(const char *path, struct obra_acuse *acked, struct rng *rng, bool faulty, int *state)
{
	pid_t pid[ESCRITORES];
	bool stopped = false;
	for (int i = 0; i < ESCRITORES; i++)
		if ((pid[i] = fork()) == 0)
			writer(path, acked, i, faulty);
	usleep((useconds_t)rng_range(rng, 2000, 9000));
	for (int i = 0; i < ESCRITORES; i++)
		kill(pid[i], SIGKILL);
	for (int i = 0; i < ESCRITORES; i++) {
		int status;
		waitpid(pid[i], &status, 0);
		stopped |= WIFEXITED(status);
	}
	*state = obra_revisar_aparte(path, acked, true);
	return !stopped && *state == OBRA_BIEN;
}

static bool rounds(int n, bool faulty, uint32_t *saves)
{
	struct obra_acuse *acked = mmap(NULL, sizeof *acked, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct err err = { 0 };
	struct rng rng;
	char path[256];
	bool good = true;
	int state = OBRA_BIEN;
	rng_seed(&rng, 11);
	crash_path(path, "golpe");
	*saves = 0;
	for (int i = 0; good && i < n; i++) {
		if (i % NUEVO_CADA == 0) {
			for (int h = 0; h < OBRA_HOGARES; h++)
				*saves += acked->n[h];
			crash_remove(path);
			memset(acked, 0, sizeof *acked);
			if (!obra_crear(path, &err)) {
				fprintf(stderr, "  %s\n", err.text);
				return false;
			}
		}
		good = one_round(path, acked, &rng, faulty, &state);
	}
	for (int h = 0; h < OBRA_HOGARES; h++)
		*saves += acked->n[h];
	if (!good && !faulty)
		fprintf(stderr, "  after a kill: %s (%d)\n", state < OBRA_ESTADOS ? obra_texto[state] : "ended by a signal", state);
	munmap(acked, sizeof *acked);
	return good;
}

static bool run(int n)
{
	uint32_t saves, other;
	bool good = rounds(n, false, &saves), control = !rounds(n < 40 ? 40 : n / 10, true, &other);
	printf("golpe: %d kills of %d sessions, %u saves acknowledged, %s; control %s\n", n, ESCRITORES, saves, good ? "0 lost" : "LOST", control ? "seen" : "NOT SEEN");
	return good && control;
}

const struct ensayo ensayo_golpe = { .name = "golpe", .rounds = 500, .night = 10000, .run = run };
