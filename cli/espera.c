#include "cli/espera.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { SHOW_MS = 250, POLL_MS = 50, ESC = 27 };

static volatile sig_atomic_t asked_to_stop;      /* only a signal writes it */

static void on_signal(int number)
{
	(void)number;
	asked_to_stop = 1;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void espera_begin(struct espera *e, const char *teclas)
{
	struct sigaction sa = { .sa_handler = on_signal };
	*e = (struct espera){ .show = isatty(STDERR_FILENO), .began = now_ms() };
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
	sigaction(SIGHUP, &sa, NULL);
	if (!e->show || !isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &e->was) != 0)
		return;
	struct termios raw = e->was;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = raw.c_cc[VTIME] = 0;
	e->keys = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
	if (teclas)
		fprintf(stderr, "%s\n", teclas);
}

void espera_end(struct espera *e)
{
	if (e->keys)
		tcsetattr(STDIN_FILENO, TCSANOW, &e->was);
	if (e->show && e->shown)
		fputs("\n", stderr);
}

bool espera_stop(struct espera *e)
{
	unsigned char key;
	while (e->keys && read(STDIN_FILENO, &key, 1) == 1) {
		e->stop |= key == ESC;
		if (key == ' ' || key == 'p')
			e->paused = !e->paused;
	}
	return e->stop || asked_to_stop;
}

bool espera_pause(struct espera *e)
{
	while (!espera_stop(e) && e->paused)
		nanosleep(&(struct timespec){ .tv_nsec = POLL_MS * 1000000L }, NULL);
	return e->stop || asked_to_stop;
}

bool espera_turn(struct espera *e, int after_ms)
{
	int64_t now = now_ms();
	if (now - e->began < after_ms || now - e->shown < SHOW_MS)
		return false;
	e->shown = now;
	return e->show;
}

int64_t espera_ms(const struct espera *e)
{
	return now_ms() - e->began;
}
