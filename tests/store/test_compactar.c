#include "casa.h"
#include "store/compactar.h"
#include "store/env.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(compactar, .init = casa_open, .fini = casa_close, .timeout = 120);

static void fill_and_empty(void)
{
	struct txn txn;

	for (int i = 0; i < 40; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "7%d", i));
	txn_begin_write(&txn);
	for (int i = 0; i < 30; i++)
		diario_deshacer(&txn, diario_last(&txn) - (uint64_t)(2 * i), "de prueba", NULL);
	txn_abort(&txn);
	for (int i = 0; i < 60; i++)
		casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text(i % 2 ? "El Pinal" : "Manrique"));
}

static struct store *again(struct err *err)
{
	struct store_options o = casa_options(true);
	struct store *s;

	return store_open(&s, &o, err) ? s : NULL;
}

Test(compactar, the_file_is_smaller_and_holds_the_same)
{
	struct compactacion c;
	struct store_info before, after;
	struct err err = { 0 };

	fill_and_empty();
	store_info(casa.store, &before);
	cr_assert(compactar(casa.store, 0, &c, &err), "%s", err.text);
	cr_assert_lt(c.despues, c.antes);
	store_info(casa.store, &after);
	cr_assert_eq(after.hogares, before.hogares);
	cr_assert_eq(after.operaciones, before.operaciones + 1);
	casa_familia("Ruiz", "99");
	CASA_VERIFY();
	casa_reopen();
	CASA_VERIFY();
}

Test(compactar, the_map_grows_and_never_below_what_is_used)
{
	struct compactacion c;
	struct store_info info;
	struct err err = { 0 };

	cr_assert(compactar(casa.store, 512, &c, &err), "%s", err.text);
	casa_reopen();
	store_info(casa.store, &info);
	cr_assert_eq(info.map_mib, 512);
	cr_assert_not(compactar(casa.store, 2000000, &c, &err));
	cr_assert_eq(err.code, ERR_USAGE);
	CASA_VERIFY();
}

/* Refused: the file is still the same one. What is used is known when it is compact: less than before is no reason yet. */
Test(compactar, a_size_that_cannot_be_changes_nothing)
{
	struct compactacion c;
	struct stat before, after;
	struct err err = { 0 };

	for (int i = 0; i < 250; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "7%d", i));
	cr_assert_eq(stat(casa_file("data.mdb"), &before), 0);
	for (int large = 0; large < 2; large++) {
		err_clear(&err);
		cr_assert_not(compactar(casa.store, large ? 2000000 : 1, &c, &err));
		cr_assert_eq(err.code, ERR_USAGE, "%s", err.text);
		cr_assert(strstr(err.text, "tamaño máximo"), "%s", err.text);
		cr_assert_eq(stat(casa_file("data.mdb"), &after), 0);
		cr_assert_eq(after.st_ino, before.st_ino, "%d", large);
		CASA_VERIFY();
	}
	cr_assert_gt(before.st_size, 1 << 20, "there is something to hold");
	err_clear(&err);
	cr_assert(compactar(casa.store, (size_t)(before.st_size >> 20) + 64, &c, &err), "%s", err.text);
	cr_assert_eq(stat(casa_file("data.mdb"), &after), 0);
	cr_assert_neq(after.st_ino, before.st_ino, "the control");
	CASA_VERIFY();
}

Test(compactar, refused_while_somebody_else_is_in)
{
	struct compactacion c;
	struct err err = { 0 };
	int ready[2];
	char x;

	store_close(casa.store);
	cr_assert_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		if (again(&err) && write(ready[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	close(ready[1]);
	cr_assert_eq(read(ready[0], &x, 1), 1);
	cr_assert((casa.store = again(&err)), "%s", err.text);
	casa_login("mrestrepo");
	cr_assert_not(compactar(casa.store, 0, &c, &err));
	cr_assert_eq(err.code, ERR_BUSY, "%s", err.text);
	kill(pid, SIGKILL);
	cr_assert_eq(waitpid(pid, NULL, 0), pid);
	cr_assert(compactar(casa.store, 0, &c, &err), "%s", err.text);
	CASA_VERIFY();
}

Test(compactar, killed_at_any_moment_nothing_is_lost)
{
	struct store_info info;
	struct err err = { 0 };

	fill_and_empty();
	store_close(casa.store);
	for (int i = 0; i < 30; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			struct compactacion c;
			struct store *s = again(&err);
			_exit(!(s && store_login(s, "mrestrepo", &err) && compactar(s, 0, &c, &err)));
		}
		usleep((useconds_t)(i * 2000));
		kill(pid, SIGKILL);
		cr_assert_eq(waitpid(pid, NULL, 0), pid);
		cr_assert((casa.store = again(&err)), "%s", err.text);
		casa_login("mrestrepo");
		store_info(casa.store, &info);
		cr_assert_eq(info.hogares, 40);
		CASA_VERIFY();
		store_close(casa.store);
	}
	casa.store = again(&err);
}
