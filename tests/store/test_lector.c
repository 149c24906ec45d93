/* Who reads and who writes, seen from beside. The reader that is held here is the planted fault of «no transaction is open while a key is awaited». */
#include "casa.h"
#include "store/abrir.h"
#include "store/gate.h"
#include "store/lector.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

TestSuite(lector, .init = casa_open, .fini = casa_close, .timeout = 60);

static int reading(int pid)
{
	struct lector *list;
	int n = store_lectores(casa.store, &casa.arena, &list), found = 0;
	cr_assert_geq(n, 0);
	for (int i = 0; i < n; i++)
		found += list[i].leyendo && (pid == 0 || list[i].pid == pid);
	return found;
}

Test(lector, one_is_seen_while_it_reads_and_no_longer)
{
	struct txn txn;
	cr_expect_eq(reading(0), 0);
	txn_begin_read(&txn);
	cr_expect_eq(reading(getpid()), 1);
	txn_end(&txn);
	cr_expect_eq(reading(0), 0);
}

/* Stopped inside a transaction, as a program would be that asks for a key there: it is seen, and the file grows; killed, its place is given back. */
Test(lector, a_stopped_session_is_seen)
{
	int ready[2], status;
	char byte;
	cr_assert_eq(pipe(ready), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct store_options o = casa_options(true);
		struct err err = { 0 };
		struct txn txn;
		struct store *other;
		store_en_hijo(casa.store);
		bool good = store_open(&other, &o, &err) && store_login(other, "jlopez", &err) && txn_read(&txn, other, &err);
		ssize_t n = write(ready[1], good ? "1" : "0", 1);
		(void)n;
		raise(SIGSTOP);
		_exit(0);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	cr_assert_eq(byte, '1');
	cr_assert_eq(waitpid(pid, &status, WUNTRACED), pid);
	cr_expect_eq(reading(pid), 1);
	casa_familia("Zapata", "71");                  /* saving goes on */
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	cr_expect_eq(reading(0), 0);
	CASA_VERIFY();
}

Test(lector, who_writes_is_told_by_name)
{
	struct escritor who;
	struct turno other;
	struct err err = { 0 };
	struct txn txn;
	cr_expect_not(store_escritor(casa.store, &casa.arena, &who));
	txn_begin_write(&txn);
	int pid = getpid();
	txn_end(&txn);
	int gate = gate_open(casa.path, &err);
	cr_assert(gate_enter(gate, 1, 0, &other, &err));
	cr_assert(store_escritor(casa.store, &casa.arena, &who));
	cr_expect_eq(who.pid, pid);
	gate_close(gate);
}
