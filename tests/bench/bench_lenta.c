/* A slow line (T7): 9600 baud and 300 ms there and back. A key is held for three seconds; how long after its release does the picture still move? The line takes
 * what the program writes at once, as ssh and modems do, so nothing pushes back; it gives it on byte by byte. */
#include "tests/bench/bench.h"
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BYTES_S = 960, VUELTA_MS = 300, TECLAS_S = 30, SUELTA_MS = 3000, BUFFER = 1 << 20 };

struct linea { int fd; pid_t pid; char *b; size_t in, out; int64_t last_ms; double credit; int64_t reply_ms[64]; int n_reply; };

static int64_t now_ms(void)
{
	return bench_now() / 1000000;
}

static void line_open(struct linea *l, char *const argv[])
{
	*l = (struct linea){ .b = malloc(BUFFER) };
	l->pid = forkpty(&l->fd, NULL, NULL, &(struct winsize){ .ws_row = 24, .ws_col = 80 });
	if (l->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		unsetenv("LOGROS_IDLE");
		execv(argv[0], argv);
		_exit(127);
	}
	fcntl(l->fd, F_SETFL, O_NONBLOCK);
	l->last_ms = now_ms();
}

/* The far end has got these bytes: it answers what was asked of it, half a turn later. */
static void arrive(struct linea *l, size_t n)
{
	/* a question may come in two pieces */
	for (size_t i = l->out > 3 ? l->out - 3 : 0; i + 4 <= l->out + n && i + 4 <= l->in; i++)
		if (memcmp(l->b + i, "\033[5n", 4) == 0 && i + 4 > l->out && l->n_reply < 64)
			l->reply_ms[l->n_reply++] = now_ms() + VUELTA_MS;
	l->out += n;
}

/* A hundredth of a second of the line. True: bytes arrived at the far end. */
static bool tick(struct linea *l)
{
	struct pollfd p = { .fd = l->fd, .events = POLLIN };
	poll(&p, 1, 10);
	ssize_t got = l->in < BUFFER ? read(l->fd, l->b + l->in, BUFFER - l->in) : 0;
	l->in += got > 0 ? (size_t)got : 0;
	int64_t now = now_ms();
	l->credit += (double)(now - l->last_ms) * BYTES_S / 1000;
	l->last_ms = now;
	size_t n = l->in - l->out;
	if ((double)n > l->credit)
		n = (size_t)l->credit;
	l->credit = l->in == l->out + n ? 0 : l->credit - (double)n;
	arrive(l, n);
	while (l->n_reply > 0 && l->reply_ms[0] <= now) {
		ssize_t ignored = write(l->fd, "\033[0n", 4);
		(void)ignored;
		memmove(l->reply_ms, l->reply_ms + 1, sizeof *l->reply_ms * (size_t)--l->n_reply);
	}
	return n > 0;
}

/* Until nothing has come for a while: the moment of the last byte. */
static int64_t settle(struct linea *l, int quiet_ms)
{
	int64_t last = now_ms();
	while (now_ms() - last < quiet_ms)
		if (tick(l))
			last = now_ms();
	return last;
}

void bench_lenta(struct bench *b, const char *store)
{
	char *const argv[] = { (char *)b->logros, "--definiciones", "programs", "--almacen", (char *)store, "--fecha", "2026-06-30", NULL };
	struct linea l;
	line_open(&l, argv);
	settle(&l, 1500);
	ssize_t ignored = write(l.fd, "6", 1);
	settle(&l, 1500);
	size_t before = l.in;
	int64_t start = now_ms(), sent = 0;
	for (int64_t at; (at = now_ms() - start) < SUELTA_MS; tick(&l))
		for (; sent < at * TECLAS_S / 1000; sent++)
			ignored = write(l.fd, "\033[B", 3);
	int64_t release = now_ms();
	double after = (double)(settle(&l, 4000) - release) / 1000;      /* longer than it would wait for an answer that is lost */
	(void)ignored;
	bench_row("key held 3 s at 9600 baud, 300 ms: moves on for (T7)", after, "s", 3.5, "%zu bytes for %lld keys", l.in - before, (long long)sent);
	kill(l.pid, SIGHUP);
	waitpid(l.pid, NULL, 0);
	close(l.fd);
	free(l.b);
}
