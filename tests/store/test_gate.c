/* The write gate among processes: who came first goes first, and the dead keep no place. */
#include "store/gate.h"
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[64];

static void begin(void)
{
	snprintf(folder, sizeof folder, "/tmp/logros-puerta-XXXXXX");
	cr_assert(mkdtemp(folder));
}

static void end(void)
{
	char name[96];
	snprintf(name, sizeof name, "%s/puerta", folder);
	unlink(name);
	rmdir(folder);
}

TestSuite(gate, .init = begin, .fini = end);

/* A process that waits for its turn, then writes its letter into the pipe. */
static pid_t waiter(char letter, int out)
{
	struct err err = { 0 };
	struct turno otro;
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	int gate = gate_open(folder, &err);
	if (!gate_enter(gate, 1, 8000, &otro, &err) || write(out, &letter, 1) != 1)
		_exit(1);
	gate_leave(gate);
	_exit(0);
}

static int hold(void)
{
	struct err err = { 0 };
	struct turno otro;
	int gate = gate_open(folder, &err);
	cr_assert(gate >= 0 && gate_enter(gate, 1, 1000, &otro, &err), "%s", err.text);
	return gate;
}

Test(gate, who_came_first_goes_first)
{
	enum { N = 5 };
	char got[N + 1] = "";
	int pipes[2], gate = hold();
	cr_assert_eq(pipe(pipes), 0);
	for (int i = 0; i < N; i++) {
		waiter((char)('a' + i), pipes[1]);
		usleep(30000);                       /* they come one after the other; the order of arrival is what is asked */
	}
	gate_leave(gate);
	for (int i = 0; i < N; i++) {
		int status;
		wait(&status);
		cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	cr_assert_eq(read(pipes[0], got, N), N);
	cr_expect_str_eq(got, "abcde");
	gate_close(gate);
}

/* A place in the line as somebody has it who came so many microseconds ago (and does not move). */
static int stands_in_line(int64_t us)
{
	char name[96];
	struct timespec t;
	snprintf(name, sizeof name, "%s/puerta", folder);
	clock_gettime(CLOCK_MONOTONIC, &t);
	struct flock place = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 128 + (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000 - us, .l_len = 1 };
	int fd = open(name, O_RDWR);
	cr_assert(fd >= 0 && fcntl(fd, F_OFD_SETLK, &place) == 0);
	return fd;
}

Test(gate, who_is_stopped_in_the_line_holds_up_nobody)
{
	struct err err = { 0 };
	struct turno otro;
	int gate = hold();
	gate_leave(gate);
	int waits = stands_in_line(1000000);
	cr_expect_not(gate_enter(gate, 1, 200, &otro, &err), "who came before goes first");
	close(waits);
	int stopped = stands_in_line((GATE_WAIT_MS + 2000) * INT64_C(1000));
	err_clear(&err);
	cr_expect(gate_enter(gate, 1, 200, &otro, &err), "%s", err.text);
	gate_leave(gate);
	close(stopped);
	gate_close(gate);
}

Test(gate, the_dead_keep_no_place)
{
	struct err err = { 0 };
	struct turno otro;
	int pipes[2], gate = hold();
	cr_assert_eq(pipe(pipes), 0);
	pid_t pid = waiter('x', pipes[1]);
	usleep(30000);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	gate_leave(gate);
	cr_expect(gate_enter(gate, 2, 1000, &otro, &err), "%s", err.text);
	gate_leave(gate);
	gate_close(gate);
}
