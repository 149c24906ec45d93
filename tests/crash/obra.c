#include "tests/crash/crash.h"
#include "store/diario.h"
#include "store/table.h"
#include "store/verify.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { VISITAS = 6, HOY = 20779, LIMITE_S = 10 };        /* 22/11/2026 */

const char *const obra_texto[OBRA_ESTADOS] = { "good", "there is no store", "does not open", "problems were told", "an acknowledged save is lost", "half a save is visible, unseen", "a repeated request counted twice" };

static struct store_options options(const char *path)
{
	return (struct store_options){ .path = path, .practica = true, .map_mib = 64, .oficina = "Oficina de prueba", .programa = "prueba" };
}

static struct id id_of(int hogar, uint32_t n)
{
	struct id id = { .b = { 0xc0 } };
	memcpy(id.b + 4, &hogar, sizeof hogar);
	memcpy(id.b + 8, &n, sizeof n);
	return id;
}

static struct value number(struct arena *arena, uint32_t n)
{
	return value_text(arena_printf(arena, "vuelta %u", n));
}

static uint32_t number_in(const struct answers *a, const char *name)
{
	unsigned n;
	return sscanf(answers_text(a, name), "vuelta %u", &n) == 1 ? n : 0;
}

/* The record that is there, or a new one. */
static void take(struct record *r, const struct ficha *f, struct arena *arena, enum record_kind kind, uint32_t hogar, uint32_t seq)
{
	const struct record *old = f->num != 0 ? ficha_record(f, kind, seq) : NULL;
	if (old)
		record_copy(r, arena, old);
	else
		record_init(r, arena, kind, hogar, seq);
}

static void write_round(struct txn *txn, struct ficha *f, uint32_t hogar, uint32_t n, struct arena *arena)
{
	struct record h, v, l;
	take(&h, f, arena, RECORD_HOGAR, hogar, 0);
	answers_set(&h.fields, HOGAR_COGESTOR, value_text("ana"));
	answers_set(&h.fields, HOGAR_FOLIO, value_text(arena_printf(arena, "PR-%05u", hogar)));
	answers_set(&h.fields, HOGAR_ESTADO, value_choice("seguimiento"));
	answers_set(&h.fields, "barrio", number(arena, n));
	record_put(txn, &h);
	take(&v, f, arena, RECORD_VISITA, hogar, 1 + n % VISITAS);
	answers_set(&v.fields, "observaciones", number(arena, n));
	record_put(txn, &v);
	take(&l, f, arena, RECORD_LOGRO, hogar, logro_seq(7, 0));
	answers_set(&l.fields, LOGRO_SOPORTE, number(arena, n));
	record_put(txn, &l);
	fila_medicion(txn, hogar, (int)(n % 46), (int)(45 - n % 46), 0, 1 + (int)(n % 9));
}

/* Saves round n; asked for again with the same id it must do nothing. */
static bool save(struct txn *txn, int hogar, uint32_t n, struct arena *arena)
{
	struct op op = { .accion = "guardar_formulario", .detalle = "Ensayo", .hogar = (uint32_t)hogar, .id = id_of(hogar, n), .fecha = HOY };
	struct ficha f = { 0 };
	bool there = ficha_load(txn, (uint32_t)hogar, arena, &f, NULL);
	if (!there) {
		if (txn->err.code != ERR_NOT_FOUND)
			return false;
		txn->err = (struct err){ 0 };
		ficha_init(&f, arena);
	}
	if (!op_begin(txn, &op))
		return false;
	write_round(txn, &f, (uint32_t)hogar, n, arena);
	return op_end(txn);
}

uint32_t obra_guardar(struct store *store, int hogar, struct err *err)
{
	struct arena arena;
	struct txn txn;
	struct ficha f = { 0 };
	if (!txn_write(&txn, store, err))
		return 0;
	arena_init(&arena);
	uint32_t n = ficha_load(&txn, (uint32_t)hogar, &arena, &f, NULL) ? number_in(&f.hogar.fields, "barrio") + 1 : 1;
	bool good = save(&txn, hogar, n, &arena);
	arena_done(&arena);
	return txn_commit(&txn, err) && good ? n : 0;
}

bool obra_crear(const char *path, struct err *err)
{
	struct store_options o = options(path);
	struct store *store;
	struct txn txn;
	clock_fix(HOY);
	if (!store_create(&o, err) || !store_open(&store, &o, err))
		return false;
	bool good = store_user_put(store, "ana", "Ana Cano", ROL_COGESTOR, err) && store_login(store, "ana", err) && txn_write(&txn, store, err);
	if (good) {
		struct arena arena;
		arena_init(&arena);
		for (int h = 1; h <= OBRA_HOGARES; h++) {
			store_next_hogar(&txn);
			save(&txn, h, 1, &arena);
		}
		arena_done(&arena);
		good = txn_commit(&txn, err);
	}
	store_close(store);
	return good;
}

/* Without its account a store is one that was cut off while it was set up: it opens for who looks, not for who works. */
static struct store *open_for(const char *path, bool work, struct err *err)
{
	struct store_options o = options(path);
	struct store *store;
	clock_fix(HOY);
	if (!store_open(&store, &o, err))
		return NULL;
	if (store_login(store, "ana", err) || (!work && err->code == ERR_DENIED))
		return store;
	store_close(store);
	return NULL;
}

struct store *obra_abrir(const char *path, struct err *err)
{
	return open_for(path, true, err);
}

/* All three records of the last save say the same number, and no acknowledged one is missing. */
static enum obra_estado compare(struct txn *txn, const struct obra_acuse *acked, uint32_t seen[OBRA_HOGARES], struct arena *arena)
{
	for (int h = 1; h <= OBRA_HOGARES; h++) {
		struct ficha f;
		seen[h - 1] = 0;
		if (!*store_actor(txn->store)->usuario) {
			if (acked->n[h - 1] > 0)
				return OBRA_PERDIDO;
			continue;
		}
		bool there = ficha_load(txn, (uint32_t)h, arena, &f, NULL);
		uint32_t n = there ? number_in(&f.hogar.fields, "barrio") : 0;
		seen[h - 1] = n;
		if (!there && acked->n[h - 1] == 0) {
			txn->err = (struct err){ 0 };
			continue;
		}
		const struct record *v = ficha_record(&f, RECORD_VISITA, 1 + n % VISITAS), *l = ficha_record(&f, RECORD_LOGRO, logro_seq(7, 0));
		if (!there || n < acked->n[h - 1])
			return OBRA_PERDIDO;
		if (!v || !l || number_in(&v->fields, "observaciones") != n || number_in(&l->fields, LOGRO_SOPORTE) != n)
			return OBRA_INCOHERENTE;
	}
	return OBRA_BIEN;
}

static enum obra_estado repeat(struct store *store, const uint32_t seen[OBRA_HOGARES], struct err *err)
{
	struct arena arena;
	struct txn txn;
	if (!txn_write(&txn, store, err))
		return OBRA_NO_ABRE;
	arena_init(&arena);
	uint64_t before = diario_last(&txn);
	for (int h = 1; h <= OBRA_HOGARES; h++)
		if (seen[h - 1] > 0)
			save(&txn, h, seen[h - 1], &arena);
	uint64_t after = diario_last(&txn);
	arena_done(&arena);
	return !txn_commit(&txn, err) ? OBRA_NO_ABRE : after == before ? OBRA_BIEN : OBRA_REPETIDO;
}

static enum obra_estado look(struct store *store, const struct obra_acuse *acked, bool repetir, struct err *err)
{
	uint32_t seen[OBRA_HOGARES];
	struct verificacion v;
	struct arena arena;
	struct txn txn;
	arena_init(&arena);
	enum obra_estado state = store_verify(store, &arena, &v, err) ? OBRA_BIEN : OBRA_PROBLEMAS;
	if (state == OBRA_BIEN && txn_read(&txn, store, err)) {
		state = compare(&txn, acked, seen, &arena);
		if (!txn_commit(&txn, err) && state == OBRA_BIEN)
			state = OBRA_PROBLEMAS;
		if (state == OBRA_BIEN && repetir)
			state = repeat(store, seen, err);
	}
	arena_done(&arena);
	return state;
}

enum obra_estado obra_revisar(const char *path, const struct obra_acuse *acked, bool repetir, char why[512])
{
	struct err err = { 0 };
	why[0] = 0;
	if (!store_exists(path))
		return OBRA_NO_ESTA;
	struct store *store = open_for(path, false, &err);
	enum obra_estado state = store ? look(store, acked, repetir, &err) : OBRA_NO_ABRE;
	if (store)
		store_close(store);
	snprintf(why, 512, "%s", err.text);
	return state;
}

int obra_revisar_aparte(const char *path, const struct obra_acuse *acked, bool repetir)
{
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		struct rlimit none = { 0, 0 };
		char why[512];
		setrlimit(RLIMIT_CORE, &none);
		alarm(LIMITE_S);
		enum obra_estado state = obra_revisar(path, acked, repetir, why);
		if (getenv("CRASH_VER") && state != OBRA_BIEN)
			fprintf(stderr, "  %s: %s\n", obra_texto[state], why);
		_exit((int)state);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return 255;
	return WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) == SIGALRM ? 255 : 128 + WTERMSIG(status);
}
