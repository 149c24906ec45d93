#include "casa.h"
#include "base/rng.h"
#include "store/env.h"
#include "store/gate.h"
#include "store/user.h"
#include <lmdb.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

TestSuite(txn, .init = casa_open, .fini = casa_close, .timeout = 120);

Test(txn, a_household_is_kept_whole)
{
	uint32_t hogar = casa_familia("Restrepo Gómez", "43111222");
	struct ficha f;
	struct txn txn;
	int damaged;

	casa_reopen();
	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, hogar, &casa.arena, &f, &damaged));
	txn_end(&txn);
	cr_assert_eq(damaged, 0);
	cr_assert_eq(f.num, hogar);
	cr_assert_eq(f.integrante.n, 2);
	cr_assert_str_eq(ficha_nombre(&f, &casa.arena), "Restrepo Gómez, María");
	CASA_VERIFY();
}

Test(txn, no_slot_is_used_while_nothing_is_open)
{
	struct txn txn;

	cr_assert_eq(casa_readers(), 0);
	txn_begin_read(&txn);
	cr_assert_eq(casa_readers(), 1);
	txn_abort(&txn);
	txn_abort(&txn);
	cr_assert_eq(casa_readers(), 0);
	casa_familia("Zapata", "1");
	CASA_VERIFY();
}

Test(txn, an_aborted_write_leaves_nothing)
{
	struct txn txn;

	txn_begin_write(&txn);
	uint32_t hogar = casa_familia_in(&txn, "Zapata", "71", (struct id){ { 0 } });
	cr_assert_neq(hogar, 0);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71"), hogar);
	txn_abort(&txn);
	txn_begin_read(&txn);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71"), 0);
	txn_end(&txn);
	cr_assert_eq(casa_get(hogar, RECORD_HOGAR, 0, HOGAR_FOLIO).kind, VALUE_NONE);
	cr_assert_eq(casa_familia("Zapata", "71"), hogar, "the number was not used up");
	CASA_VERIFY();
}

Test(txn, an_operation_that_was_not_ended_is_not_committed)
{
	struct op op = { .accion = "x" };
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert(op_begin(&txn, &op));
	cr_assert_not(txn_commit(&txn, &err));
	cr_assert_eq(err.code, ERR_INTERNAL);
	CASA_VERIFY();
}

Test(txn, after_an_error_nothing_more_happens)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "x", .hogar = hogar };
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	record_init(&r, &txn.arena, RECORD_HOGAR, hogar, 0);
	record_put(&txn, &r);                        /* version 0 of a record that is there, and no owner */
	cr_assert_not(txn_ok(&txn));
	enum err_code first = txn.err.code;
	cr_assert_not(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	cr_assert_not(op_end(&txn));
	cr_assert_not(op_begin(&txn, &op));
	cr_assert_not(txn_commit(&txn, &err));
	cr_assert_eq(err.code, first);
	CASA_VERIFY();
}

Test(txn, two_writes_at_once_are_refused_at_once)
{
	struct err err = { 0 };
	struct txn a, b;

	txn_begin_write(&a);
	cr_assert_not(txn_write(&b, casa.store, &err));
	cr_assert_eq(err.code, ERR_INTERNAL);
	txn_end(&a);
	CASA_VERIFY();
}

Test(txn, an_old_version_is_a_conflict_that_names_who_and_what)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "guardar", .hogar = hogar };
	struct err err = { 0 };
	struct record old;
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &casa.arena, &old));
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "telefono", value_text("3009998877"));
	txn_begin_write(&txn);
	op_begin(&txn, &op);
	answers_set(&old.fields, "telefono", value_text("3001112233"));
	record_put(&txn, &old);
	op_end(&txn);
	cr_assert_not(txn_commit(&txn, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert(strstr(err.text, "Marta Restrepo") && strstr(err.text, "telefono") && strstr(err.text, "22/11/2026"), "%s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "telefono").text, "3009998877");
	CASA_VERIFY();
}

Test(txn, the_same_operation_twice_is_done_once)
{
	struct id id = id_new();
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert_neq(casa_familia_in(&txn, "Zapata", "71", id), 0);
	txn_end(&txn);
	txn_begin_write(&txn);
	cr_assert_eq(casa_familia_in(&txn, "Zapata", "71", id), 0);
	cr_assert(txn_ok(&txn));
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), 1);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(txn, what_does_not_change_anything_leaves_no_entry)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t before = diario_last(&txn);
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("Santo Domingo Savio"));
	txn_begin_read(&txn);
	cr_assert_eq(diario_last(&txn), before);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(txn, found_by_folio_document_and_id_however_they_are_written)
{
	uint32_t hogar = casa_familia("Zapata", "71222333");
	struct ficha f;
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, hogar, &casa.arena, &f, NULL));
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71.222.333"), hogar);
	cr_assert_eq(hogar_by_documento(&txn, "CC", " 71 222 333 "), hogar);
	cr_assert_eq(hogar_by_documento(&txn, NULL, "71222333"), hogar);
	cr_assert_eq(hogar_by_documento(&txn, "ti", "71222333"), 0);
	cr_assert_eq(hogar_by_documento(&txn, "cc", ""), 0);
	cr_assert_eq(hogar_by_folio(&txn, "ms 00001"), hogar);
	cr_assert_eq(hogar_by_folio(&txn, "MS-00002"), 0);
	static const char *const typed[] = { "MS-1", "ms1", "Ms 01", "MS-00001", "MS-000001" }, *const wrong[] = { "MS-2", "MS-10", "XX-1", "1", "MS-", "", "MS-0" };
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		cr_expect_eq(hogar_by_folio_text(&txn, typed[i]), hogar, "%s", typed[i]);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		cr_expect_eq(hogar_by_folio_text(&txn, wrong[i]), 0, "%s", wrong[i]);
	cr_expect_eq(hogar_by_folio(&txn, "MS-1"), 0, "what decides where data go takes no short form");
	cr_assert_eq(hogar_by_id(&txn, f.hogar.id), hogar);
	txn_end(&txn);
	casa_must_set(hogar, RECORD_INTEGRANTE, 1, "numero_documento", value_text("80"));
	txn_begin_read(&txn);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71222333"), 0);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "80"), hogar);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(txn, what_is_not_there_is_no_error)
{
	struct record r;
	struct txn txn;

	casa_familia("Zapata", "71");
	txn_begin_read(&txn);
	cr_assert_not(record_get(&txn, 1, RECORD_VISITA, 1, &casa.arena, &r));
	cr_assert_not(record_get(&txn, 9, RECORD_HOGAR, 0, &casa.arena, &r));
	cr_assert(txn_ok(&txn));
	txn_end(&txn);
	CASA_VERIFY();
}

Test(txn, text_that_is_not_utf8_is_refused)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	cr_assert_not(casa_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("Pe\xf1" "a"), &err));
	cr_assert_eq(err.code, ERR_DATA);
	CASA_VERIFY();
}

Test(txn, the_gate_tells_who_writes)
{
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	struct turno holder;
	char bytes[256] = "";
	int other = gate_open(casa.path, &err);
	cr_assert_not(gate_enter(other, 7, 100, &holder, &err));
	cr_assert_eq(err.code, ERR_BUSY);
	cr_assert_eq(holder.pid, getpid());
	cr_assert_eq(holder.cuenta, casa.store->account);
	cr_assert(gate_holder(other, &holder) && holder.pid == getpid());
	txn_end(&txn);
	cr_assert_str_eq(turno_nombre(casa.store, &holder, &casa.arena), "Marta Restrepo");
	cr_assert_not(gate_holder(other, &holder), "nobody is inside");
	cr_assert(gate_enter(other, 7, 0, &holder, &err));
	gate_leave(other);
	/* the file says it in numbers only */
	cr_assert_gt(pread(other, bytes, sizeof bytes - 1, 0), 0);
	cr_expect(strspn(bytes, "0123456789 \n") == strlen(bytes) && *bytes, "%s", bytes);
	gate_close(other);
	CASA_VERIFY();
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

Test(txn, a_write_waits_five_seconds_and_no_more)
{
	struct err err = { 0 };
	struct txn txn;
	int other = gate_open(casa.path, &err);

	struct turno holder;
	uint32_t jorge;
	txn_begin_read(&txn);
	jorge = cuenta_number(&txn, "jlopez");
	txn_end(&txn);
	cr_assert(gate_enter(other, jorge, 0, &holder, &err));
	int64_t start = now_ms();
	cr_assert_not(txn_write(&txn, casa.store, &err));
	int64_t waited = now_ms() - start;
	cr_assert_eq(err.code, ERR_BUSY);
	cr_assert(strstr(err.text, "NO se guardó: Jorge López está guardando desde hace 5 s"), "%s", err.text);
	cr_assert(waited >= 4900 && waited < 8000, "%lld ms", (long long)waited);
	txn_begin_read(&txn);                         /* reading goes on meanwhile */
	txn_end(&txn);
	gate_close(other);                            /* its holder ended */
	casa_familia("Zapata", "71");
	CASA_VERIFY();
}

Test(txn, a_full_map_says_so_and_loses_nothing)
{
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	uint32_t kept = 0;
	struct txn txn;

	store_close(casa.store);
	snprintf(casa.path, sizeof casa.path, "%s/lleno", casa.folder);
	o.map_mib = 1;
	cr_assert(store_create(&o, &err) && store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err));
	casa_login("mrestrepo");
	for (int i = 0; i < 2000 && err.code == ERR_NONE; i++) {
		if (!txn_write(&txn, casa.store, &err))
			break;
		casa_familia_in(&txn, "Zapata", arena_printf(&txn.arena, "%d", 1000 + i), (struct id){ { 0 } });
		kept += txn_commit(&txn, &err);
	}
	cr_assert_eq(err.code, ERR_NO_SPACE, "%s", err.text);
	cr_assert_gt(kept, 20);
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), (int)kept);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(txn, a_file_put_in_its_place_is_noticed_before_anything_is_written)
{
	struct err err = { 0 };
	struct txn txn;
	char command[512];

	casa_familia("Zapata", "71");
	snprintf(command, sizeof command, "cp '%s/data.mdb' '%s/otra' && mv '%s/otra' '%s/data.mdb'", casa.path, casa.path, casa.path, casa.path);
	cr_assert_eq(system(command), 0);
	cr_assert_not(txn_write(&txn, casa.store, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert(strstr(err.text, "reemplazados"), "%s", err.text);
	casa_reopen();
	casa_familia("Zuluaga", "72");
	CASA_VERIFY();
}

static int wait_for(pid_t child)
{
	int status = -1;

	waitpid(child, &status, 0);
	return status;
}

/* The disk refuses to let the file grow: LMDB reports an error at the commit. */
static int write_until_it_fails(void)
{
	struct err err = { 0 };
	struct txn txn;
	int saved = 0;

	signal(SIGXFSZ, SIG_IGN);
	casa_reopen();
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 256 * 1024, 256 * 1024 }), 0);
	for (; saved < 3000 && txn_write(&txn, casa.store, &err); saved++) {
		casa_familia_in(&txn, "Zapata", arena_printf(&txn.arena, "%d", 1000 + saved), (struct id){ { 0 } });
		if (!txn_commit(&txn, &err))
			break;
	}
	if (saved == 0 || saved == 3000 || err.code != ERR_IO || !strstr(err.text, "NO se guardó"))
		return 0;
	if (!casa.store->broken || !txn_write(&txn, casa.store, &err) || casa.store->broken)
		return 0;
	txn_abort(&txn);
	txn_begin_read(&txn);
	int seen = lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY);
	txn_end(&txn);
	return seen == saved ? saved : 0;
}

Test(txn, after_a_commit_that_failed_nothing_acknowledged_is_missing)
{
	int saved[2], n = 0;

	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(pipe(saved), 0);
	pid_t child = fork();
	if (child == 0) {
		n = write_until_it_fails();
		_exit(write(saved[1], &n, sizeof n) == sizeof n ? 0 : 1);
	}
	cr_assert_eq(wait_for(child), 0);
	cr_assert_eq(read(saved[0], &n, sizeof n), sizeof n);
	cr_assert_gt(n, 0);
	casa_reopen();
	struct txn txn;
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), n, "all that was acknowledged, and no more");
	txn_end(&txn);
	casa_familia("Zuluaga", "5");
	CASA_VERIFY();
}

Test(txn, slots_of_sessions_that_died_are_given_back)
{
	int ready[2];
	char c;

	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		struct txn txn;
		casa_reopen();
		txn_begin_read(&txn);
		if (write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	cr_assert_eq(read(ready[0], &c, 1), 1);
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert_eq(casa_readers(), 1, "it is alive");
	store_close(casa.store);
	kill(child, SIGKILL);
	wait_for(child);
	cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
	cr_assert_eq(casa_readers(), 0);
	casa_login("mrestrepo");
	casa_familia("Zapata", "71");
	CASA_VERIFY();
}

/* A writer that is killed. It numbers its operations by the phone of one household and tells each number through the pipe. */
struct writer { int pipe; bool tells_too_early; uint32_t hogar; };

static void write_for_ever(const struct writer *w)
{
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	clock_fix(DATE_NONE);
	if (!store_open(&casa.store, &(struct store_options){ .path = casa.path, .practica = true }, &err) || !store_login(casa.store, "mrestrepo", &err))
		_exit(1);
	for (;;) {
		struct op op = { .accion = "contar", .hogar = w->hogar };
		if (!txn_write(&txn, casa.store, &err))
			_exit(2);
		op_begin(&txn, &op);
		if (!record_get(&txn, w->hogar, RECORD_HOGAR, 0, &txn.arena, &r))
			_exit(3);
		int64_t n = answers_int(&r.fields, "cuenta", 0) + 1;
		answers_set(&r.fields, "cuenta", value_int(n));
		record_put(&txn, &r);
		op_end(&txn);
		if (w->tells_too_early && write(w->pipe, &n, sizeof n) != sizeof n)
			_exit(4);
		if (!txn_commit(&txn, &err))
			_exit(5);
		if (!w->tells_too_early && write(w->pipe, &n, sizeof n) != sizeof n)
			_exit(4);
	}
}

/* Runs and kills a writer; the last number it acknowledged, 0 when none. */
static int64_t killed_after(struct writer *w, int microseconds)
{
	int ends[2];
	int64_t n = 0, last = 0;

	cr_assert_eq(pipe(ends), 0);
	w->pipe = ends[1];
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		write_for_ever(w);
	}
	close(ends[1]);
	/* the clock starts when it has written once */
	if (read(ends[0], &n, sizeof n) == sizeof n)
		last = n;
	nanosleep(&(struct timespec){ .tv_nsec = microseconds * 1000L }, NULL);
	kill(child, SIGKILL);
	while (read(ends[0], &n, sizeof n) == sizeof n)
		last = n;
	close(ends[0]);
	int status;
	waitpid(child, &status, 0);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "the writer ended by itself: %d", status);
	return last;
}

/* How many of the rounds lost something that had been acknowledged. */
static int rounds_that_lost(int rounds, bool too_early)
{
	struct writer w = { .hogar = casa_familia("Zapata", "71"), .tells_too_early = too_early };
	struct store_options o = casa_options(true);
	struct err err = { 0 };
	struct verificacion v;
	struct rng r;
	int lost = 0;

	rng_seed(&r, 5);
	for (int i = 0; i < rounds; i++) {
		store_close(casa.store);
		casa.store = NULL;
		int64_t told = killed_after(&w, rng_range(&r, 0, 3000));
		cr_assert(store_open(&casa.store, &o, &err), "%s", err.text);
		casa_login("mrestrepo");
		lost += casa_get(w.hogar, RECORD_HOGAR, 0, "cuenta").num < told;
		if (i % 20 == 19)
			cr_assert(store_verify(casa.store, &casa.arena, &v, &err), "%s", err.text);
	}
	return lost;
}

Test(txn, kill_never_loses_what_was_acknowledged)
{
	cr_assert_eq(rounds_that_lost(200, false), 0);
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));      /* the next writer goes on */
	CASA_VERIFY();
}

Test(txn, the_control_of_the_kill_test_fails)
{
	cr_assert_gt(rounds_that_lost(200, true), 0, "the test would not notice a loss");
	CASA_VERIFY();
}

static void random_change(struct rng *r, uint32_t hogar)
{
	static const char *const fields[] = { "barrio", "telefono", "direccion", HOGAR_ESTADO, HOGAR_FASE, "zz" };
	const char *field = fields[rng_range(r, 0, 5)];

	switch (rng_range(r, 0, 4)) {
	case 0: casa_must_set(hogar, RECORD_HOGAR, 0, field, value_text(arena_printf(&casa.arena, "valor %d", rng_range(r, 0, 3)))); break;
	case 1: casa_must_set(hogar, RECORD_INTEGRANTE, (uint32_t)rng_range(r, 1, 2), "nombre2", value_text(arena_printf(&casa.arena, "Nombre%d", rng_range(r, 0, 3)))); break;
	case 2: casa_must_set(hogar, RECORD_INTEGRANTE, (uint32_t)rng_range(r, 1, 2), "numero_documento", value_text(arena_printf(&casa.arena, "%d", rng_range(r, 1, 50)))); break;
	case 3: casa_must_set(hogar, RECORD_LOGRO, logro_seq(rng_range(r, 1, 45), 0), LOGRO_ESTADO, value_choice("alcanzado")); break;
	case 4: casa_must_set(hogar, RECORD_INTEGRANTE, (uint32_t)rng_range(r, 1, 2), INTEGRANTE_ACTIVO, value_bool(rng_chance(r, 50))); break;
	}
}

Test(txn, whatever_is_done_the_store_holds_together)
{
	struct err err = { 0 };
	struct txn txn;
	struct rng r;
	int undone = 0;

	rng_seed(&r, 6);
	for (int i = 0; i < 6; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "%d", 100 + i));
	txn_begin_read(&txn);
	int first = (int)diario_last(&txn) + 1;
	txn_end(&txn);
	for (int i = 0; i < 400; i++) {
		if (i < 20 || !rng_chance(&r, 30)) {
			random_change(&r, (uint32_t)rng_range(&r, 1, 6));
			continue;
		}
		txn_begin_write(&txn);
		uint64_t n = (uint64_t)rng_range(&r, first, (int)diario_last(&txn));
		if (diario_deshacer(&txn, n, "prueba", &err))
			undone += txn_commit(&txn, &err);
		txn_abort(&txn);
	}
	cr_assert_gt(undone, 10);
	CASA_VERIFY();
}
