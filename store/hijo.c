#include "store/hijo.h"
#include "store/abrir.h"
#include "store/almacen.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct said { bool yes; struct err err; };

/* Handlers of the console would speak on a terminal that is not the child's. */
static void settle(struct store *parent)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGTERM, SIGINT, SIGHUP, SIGALRM, SIGWINCH, SIGTSTP, SIGCONT };
	sigset_t none;
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	store_en_hijo(parent);
}

/* Awaited by somebody who is gone, it has nobody to tell. */
static void end_with(pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(2);
}

static _Noreturn void child(struct store *parent, hijo_trabajo *work, void *arg, size_t n, int out)
{
	struct said said = { 0 };

	settle(parent);
	said.yes = work(arg, &said.err);
	if (out >= 0 && (!file_write_all(out, &said, sizeof said) || !file_write_all(out, arg, n)))
		_exit(2);
	_exit(said.yes ? 0 : 1);
}

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* All n bytes before the moment; false: the other end went away first, or it is too late. */
static bool read_until(int fd, void *out, size_t n, int64_t end)
{
	char *p = out;

	while (n > 0) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int64_t left = end - now_ms();
		int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
		if (ready < 0 && errno == EINTR)
			continue;
		ssize_t got = ready > 0 ? read(fd, p, n) : 0;
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

static int reap(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

bool hijo_run(struct store *parent, hijo_trabajo *work, void *arg, size_t n, int limit_s, struct err *err)
{
	struct said said = { 0 };
	void *back = malloc(n ? n : 1);
	int end[2];

	if (!back || pipe2(end, O_CLOEXEC) != 0) {
		free(back);
		return err_set_sys(err, ERR_IO, errno, "No se pudo comprobar en otro proceso: %s", err_sys_text(errno));
	}
	int64_t late = now_ms() + (int64_t)limit_s * 1000;
	pid_t me = getpid(), pid = fork();
	if (pid == 0) {
		end_with(me);
		close(end[0]);
		child(parent, work, arg, n, end[1]);
	}
	close(end[1]);
	bool told = pid > 0 && read_until(end[0], &said, sizeof said, late) && read_until(end[0], back, n, late);
	bool slow = pid > 0 && !told && now_ms() >= late;
	if (slow)
		kill(pid, SIGKILL);
	int status = pid > 0 ? reap(pid) : 0;
	close(end[0]);
	if (told)
		memcpy(arg, back, n);
	free(back);
	if (pid < 0)
		return err_set_sys(err, ERR_IO, errno, "No se pudo comprobar en otro proceso: %s", err_sys_text(errno));
	if (slow)
		return err_set(err, ERR_BUSY, "La comprobación no terminó en %d segundos", limit_s);
	if (!told)
		return err_set_sys(err, ERR_DAMAGED, WIFSIGNALED(status) ? WTERMSIG(status) : 0, "El archivo está tan dañado que el proceso que lo revisaba se detuvo");
	if (!said.yes && err)
		*err = said.err;
	return said.yes;
}

int hijo_start(struct store *parent, hijo_trabajo *work, void *arg)
{
	pid_t pid = fork();

	if (pid == 0) {
		setsid();
		child(parent, work, arg, 0, -1);
	}
	return (int)pid;
}

bool hijo_fin(int pid, bool *bien)
{
	int status;

	if (waitpid(pid, &status, WNOHANG) != pid)
		return false;
	*bien = WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return true;
}

void hijo_terminar(int pid)
{
	if (pid <= 0)
		return;
	kill(pid, SIGKILL);
	reap(pid);
}
