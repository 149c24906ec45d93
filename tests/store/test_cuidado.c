#include "casa.h"
#include "store/env.h"
#include "store/hijo.h"
#include "store/sesiones.h"
#include "store/verificado.h"
#include <errno.h>
#include <lmdb.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(cuidado, .init = casa_open, .fini = casa_close, .timeout = 60);

/* A session that dies in the middle of a reading: its slot stays in the table. */
static void die_reading(void)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		MDB_env *env;
		MDB_txn *txn;
		if (mdb_env_create(&env) == 0 && mdb_env_set_mapsize(env, (size_t)256 << 20) == 0 && mdb_env_open(env, casa.path, MDB_NOTLS, 0660) == 0 &&
		    mdb_txn_begin(env, NULL, MDB_RDONLY, &txn) == 0)
			raise(SIGKILL);
		_exit(1);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFSIGNALED(status));
}

Test(cuidado, places_of_dead_sessions_are_given_back_each_minute)
{
	casa.store->tick = 0;
	store_tick(casa.store);
	die_reading();
	cr_assert_eq(casa_readers(), 1);
	store_tick(casa.store);
	cr_assert_eq(casa_readers(), 1, "not before a minute has gone");
	casa.store->tick -= 60;
	store_tick(casa.store);
	CASA_VERIFY();
}

Test(cuidado, the_verification_in_the_background_ends_when_told)
{
	struct verificado v;
	bool good = false;

	for (int i = 0; i < 40; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "7%d", i));
	int pid = verificado_en_fondo(casa.store);
	cr_assert_gt(pid, 0);
	verificado_terminar(casa.store, pid);
	cr_assert_eq(waitpid(pid, NULL, 0), -1, "it is awaited");
	cr_assert_eq(errno, ECHILD);
	CASA_VERIFY();
	pid = verificado_en_fondo(casa.store);
	for (int i = 0; i < 500 && !hijo_fin(pid, &good); i++)
		usleep(20000);
	cr_assert(good, "the control: left alone it comes to its end");
	cr_assert(verificado_leer(casa.store, &casa.arena, &v));
	cr_assert_eq(v.problemas, 0);
	verificado_terminar(casa.store, -1);
	CASA_VERIFY();
}

/* A console that is gone at once, while the child waits for its turn to enter. */
static _Noreturn void console(int out)
{
	struct store_options o = casa_options(true);
	struct store *s;
	int alone, pid = -1;

	if (store_open(&s, &o, NULL)) {
		sesiones_leave(s->sesion);
		s->sesion = SESION_NINGUNA;
		if (sesiones_enter(casa.path, SESION_SOLA, false, 0, &alone, NULL))
			pid = verificado_en_fondo(s);
	}
	usleep(300000);
	_exit(write(out, &pid, sizeof pid) != (ssize_t)sizeof pid);
}

Test(cuidado, the_verification_in_the_background_ends_with_its_console)
{
	int out[2], pid = -1, status = 0;

	store_close(casa.store);
	casa.store = NULL;
	cr_assert_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
	cr_assert_eq(pipe(out), 0);
	pid_t first = fork();
	if (first == 0)
		console(out[1]);
	cr_assert_eq(read(out[0], &pid, sizeof pid), (ssize_t)sizeof pid);
	cr_assert_gt(pid, 0);
	cr_assert_eq(waitpid(first, NULL, 0), first);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL, "%d", status);
}
