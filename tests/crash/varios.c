/* Several people and one family: four sessions change two fields of one commitment through the acts, as the console does, while two look on; sessions are stopped
 * and killed at any moment. Each value says which one its author had seen, so the journal tells whether somebody wrote over what he had not seen (a lost
 * update), whether an acknowledged save is missing, and each reader whether it saw less than was acknowledged before it looked (a stale read). */
#include "tests/crash/crash.h"
#include "base/rng.h"
#include "store/acto.h"
#include "store/diario.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ESCRITORES = 4, LECTORES = 2, SESIONES = ESCRITORES + LECTORES, HOGAR = 1, LOGRO = 1, SEQ = 1, HOY = 20779, MAX_GUARDADOS = 200000 };
enum { PAUSA_MS = 30, MUERTE_CADA = 3, PAGE = 500, MIRAR_US = 400 };

/* MIRAR_US: between reading and saving, so that they meet. */
static const char *const campo[2] = { COMPROMISO_TEXTO, COMPROMISO_RESPONSABLE };

/* What the sessions tell each other and the judge, outside the store. */
struct comun {
	volatile bool end;
	uint32_t tried[ESCRITORES];                             /* number of the last attempt: never used twice, also after a kill */
	uint8_t acked[ESCRITORES][MAX_GUARDADOS];
	uint64_t last;                                          /* newest operation that was acknowledged */
	uint32_t conflicts, reads, stale, failed;
};

static void add(uint32_t *to)
{
	__atomic_fetch_add(to, 1, __ATOMIC_SEQ_CST);
}

static bool load(struct store *store, struct arena *arena, struct ficha *f, uint64_t *n)
{
	struct txn txn;
	struct err err = { 0 };
	if (!txn_read(&txn, store, &err))
		return false;
	bool good = ficha_load(&txn, HOGAR, arena, f, NULL) && ficha_record(f, RECORD_COMPROMISO, SEQ);
	*n = diario_last(&txn);
	txn_abort(&txn);
	return good;
}

/* «w2n31»: the part of a value that names it. */
static const char *name_of(struct arena *arena, const char *value)
{
	return arena_strndup(arena, value, strcspn(value, " "));
}

/* One save of one field over what was read. The planted fault of the control reads once more behind the author's back, so that his value goes over one that he has not seen. */
static void save(struct store *store, const struct programa *programa, struct comun *c, int who, bool faulty)
{
	struct arena arena;
	struct ficha f;
	struct txn txn;
	struct err err = { 0 };
	uint64_t n;
	arena_init(&arena);
	uint32_t k = ++c->tried[who];
	if (k >= MAX_GUARDADOS || !load(store, &arena, &f, &n)) {
		add(&c->failed);
		arena_done(&arena);
		return;
	}
	const struct answers *read = &ficha_record(&f, RECORD_COMPROMISO, SEQ)->fields;
	const char *value[2] = { answers_text(read, campo[0]), answers_text(read, campo[1]) };
	value[who % 2] = arena_printf(&arena, "w%dn%u tras %s", who, k, name_of(&arena, value[who % 2]));
	usleep(MIRAR_US);
	if (faulty)
		load(store, &arena, &f, &n);
	bool begun = txn_write(&txn, store, &err), ok = false;
	struct acto acto = { .txn = &txn, .programa = programa, .hoy = HOY, .arena = &arena };
	if (begun)
		ok = acto_compromiso(&acto, &f, SEQ, LOGRO, value[0], value[1], HOY + 30, &err);
	uint64_t mine = ok ? diario_last(&txn) : 0;
	if (begun && ok)
		ok = txn_commit(&txn, &err);
	else if (begun)
		txn_abort(&txn);
	if (ok) {
		c->acked[who][k] = 1;
		for (uint64_t old = c->last; mine > old && !__atomic_compare_exchange_n(&c->last, &old, mine, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);)
			;
	} else if (err.code == ERR_CONFLICT) {
		add(&c->conflicts);
	} else if (err.code != ERR_BUSY) {
		fprintf(stderr, "  a save failed: %s\n", err.text);
		add(&c->failed);
	}
	arena_done(&arena);
}

static void look(struct store *store, struct comun *c)
{
	struct arena arena;
	struct ficha f;
	uint64_t before = __atomic_load_n(&c->last, __ATOMIC_SEQ_CST), n = 0;
	arena_init(&arena);
	if (!load(store, &arena, &f, &n))
		add(&c->failed);
	else if (n < before)
		add(&c->stale);
	add(&c->reads);
	arena_done(&arena);
}

static void session(const char *path, const struct programa *programa, struct comun *c, int who, bool faulty)
{
	struct err err = { 0 };
	struct store *store = obra_abrir(path, &err);
	if (!store) {
		fprintf(stderr, "  a session did not open: %s\n", err.text);
		add(&c->failed);
		_exit(1);
	}
	while (!c->end) {
		if (who < ESCRITORES)
			save(store, programa, c, who, faulty);
		else
			look(store, c);
	}
	store_close(store);
	_exit(0);
}

static pid_t start(const char *path, const struct programa *programa, struct comun *c, int who, bool faulty)
{
	pid_t pid = fork();
	if (pid == 0)
		session(path, programa, c, who, faulty);
	return pid;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* For so long anybody may be stopped for a moment, or killed and begin anew. */
static int run_sessions(const char *path, const struct programa *programa, struct comun *c, int seconds, bool faulty)
{
	pid_t pid[SESIONES];
	struct rng rng;
	int kills = 0;
	int64_t end = now_ms() + seconds * 1000;
	rng_seed(&rng, 23);
	for (int i = 0; i < SESIONES; i++)
		pid[i] = start(path, programa, c, i, faulty);
	for (int i = 0; now_ms() < end; i++) {
		int who = rng_range(&rng, 0, SESIONES - 1);
		kill(pid[who], SIGSTOP);
		usleep((useconds_t)rng_range(&rng, 0, PAUSA_MS * 1000));
		if (i % MUERTE_CADA == 0) {
			kill(pid[who], SIGKILL);
			waitpid(pid[who], NULL, 0);
			pid[who] = start(path, programa, c, who, faulty);
			kills++;
		} else {
			kill(pid[who], SIGCONT);
		}
		usleep(5000);
	}
	c->end = true;
	for (int i = 0; i < SESIONES; i++) {
		int status;
		kill(pid[i], SIGCONT);
		if (waitpid(pid[i], &status, 0) == pid[i] && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
			add(&c->failed);
	}
	return kills;
}

/* ---- the judge ---- */

struct juicio { uint32_t changes, overwritten, missing, acked; };

static void judge_image(struct juicio *j, uint8_t (*seen)[MAX_GUARDADOS], const struct imagen *m, struct arena *arena)
{
	for (int i = 0; m->kind == RECORD_COMPROMISO && i < 2; i++) {
		const char *was = answers_text(&m->antes, campo[i]), *is = answers_text(&m->despues, campo[i]), *after = strstr(is, " tras ");
		unsigned who, k;
		if (!after || sscanf(is, "w%un%u ", &who, &k) != 2 || who >= ESCRITORES || k >= MAX_GUARDADOS)
			continue;
		j->changes++;
		j->overwritten += strcmp(after + strlen(" tras "), name_of(arena, was)) != 0;
		seen[who][k] = 1;
	}
}

/* The journal has every acknowledged save, and no value over one that its author had not seen. */
static bool judge(const char *path, const struct comun *c, struct juicio *j)
{
	struct err err = { 0 };
	struct store *store = obra_abrir(path, &err);
	uint8_t (*seen)[MAX_GUARDADOS] = calloc(ESCRITORES, sizeof *seen);
	struct txn txn;
	int total = 1;
	*j = (struct juicio){ 0 };
	if (!store || !seen || !txn_read(&txn, store, &err)) {
		fprintf(stderr, "  %s\n", err.text);
		return false;
	}
	for (int from = 0; from < total; from += PAGE) {
		struct arena arena;
		struct entrada *e;
		arena_init(&arena);
		int n = diario_hogar(&txn, HOGAR, from, PAGE, true, &arena, &e, &total);
		for (int i = 0; i < n; i++)
			for (int k = 0; k < e[i].n_imagen; k++)
				judge_image(j, seen, &e[i].imagen[k], &arena);
		arena_done(&arena);
	}
	txn_abort(&txn);
	for (int w = 0; w < ESCRITORES; w++)
		for (int k = 0; k < MAX_GUARDADOS; k++) {
			j->acked += c->acked[w][k];
			j->missing += c->acked[w][k] && !seen[w][k];
		}
	free(seen);
	store_close(store);
	return true;
}

static bool prepare(const char *path, const struct programa *programa)
{
	struct err err = { 0 };
	struct arena arena;
	struct ficha f;
	struct txn txn;
	crash_remove(path);
	struct store *store = obra_crear(path, &err) ? obra_abrir(path, &err) : NULL;
	if (!store || !txn_write(&txn, store, &err)) {
		fprintf(stderr, "  %s\n", err.text);
		return false;
	}
	arena_init(&arena);
	struct acto acto = { .txn = &txn, .programa = programa, .hoy = HOY, .arena = &arena };
	bool good = ficha_load(&txn, HOGAR, &arena, &f, NULL) && acto_compromiso(&acto, &f, 0, LOGRO, "w0n0", "w1n0", HOY + 30, &err) && txn_commit(&txn, &err);
	txn_abort(&txn);
	arena_done(&arena);
	store_close(store);
	if (!good)
		fprintf(stderr, "  %s\n", err.text);
	return good;
}

static bool round_of(const struct programa *programa, struct comun *c, struct juicio *j, int seconds, bool faulty, int *kills)
{
	struct obra_acuse nothing = { { 0 } };
	char path[256], why[512];
	crash_path(path, "varios");
	memset(c, 0, sizeof *c);
	if (!prepare(path, programa))
		return false;
	*kills = run_sessions(path, programa, c, seconds, faulty);
	if (!judge(path, c, j))
		return false;
	enum obra_estado state = obra_revisar(path, &nothing, false, why);
	if (state != OBRA_BIEN)
		fprintf(stderr, "  %s: %s\n", obra_texto[state], why);
	crash_remove(path);
	return state == OBRA_BIEN && j->acked > 0 && j->missing == 0 && j->overwritten == 0 && c->stale == 0 && c->failed == 0;
}

static bool run(int seconds)
{
	struct comun *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct arena arena;
	struct problems problems;
	struct juicio j = { 0 }, other = { 0 };
	int kills = 0, ignored;
	arena_init(&arena);
	problems_init(&problems, &arena);
	const struct programa *programa = programa_load(&arena, "programs", "medellin-solidaria", &problems);
	if (!programa || c == MAP_FAILED) {
		fprintf(stderr, "  the programme did not load: run this from the root of the tree\n");
		return false;
	}
	bool good = round_of(programa, c, &j, seconds, false, &kills) && c->conflicts > 0;
	printf("varios: %d s, %d writers and %d readers, %d kills, %u saves acknowledged, %u conflicts told, %u reads: %u lost, %u written over, %u stale, %u failed, %s; ", seconds,
		ESCRITORES, LECTORES, kills, j.acked, c->conflicts, c->reads, j.missing, j.overwritten, c->stale, c->failed, good ? "good" : "NOT GOOD");
	round_of(programa, c, &other, seconds < 2 ? 1 : 2, true, &ignored);
	bool control = other.overwritten > 0;
	printf("control (saves over what was not seen) %s\n", control ? "seen" : "NOT SEEN");
	munmap(c, sizeof *c);
	arena_done(&arena);
	return good && control;
}

const struct ensayo ensayo_varios = { .name = "varios", .rounds = 5, .night = 600, .run = run };
