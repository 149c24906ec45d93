#include "casa.h"
#include "store/env.h"
#include <lmdb.h>
#include <signal.h>
#include <stdlib.h>
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
