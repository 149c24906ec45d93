#define _XOPEN_SOURCE_EXTENDED 1
#include "tui/term.h"

#include "base/strbuf.h"
#include "tui/pace.h"
#include "tui/term_keys.h"
#include "tui/term_paint.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

enum { SETTLE_MS = 1000 };

/* The one terminal of the process: curses itself is global. */
static struct {
	bool open, mouse;
	sigset_t inside;                /* mask while waiting */
	volatile sig_atomic_t signal;
	volatile sig_atomic_t resized;
	unsigned long idle;
	bool mark_idle;                 /* tests: say on the line when the program waits */
	bool heard;                     /* since the last mark: one mark for each burst of keys, none for the clock */
	struct arena paste;
	struct pace pace;
	bool wanted;                    /* a picture waits: for what is typed, or until the last one has arrived */
	bool answered;                  /* of what has come since the last wait, the terminal's own answers */
	struct code { wint_t code; int kind; } ready[PACE_LETTERS + 1];    /* typed, and looked at already; kind: OK, KEY_CODE_YES */
	int n_ready;
	mbstate_t letter;               /* the bytes of a letter that have come */
} term;

static void on_end(int number) { term.signal = number; }
static void on_resize(int number) { (void)number; term.resized = 1; }

static bool choose_locale(struct err *err)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && !setlocale(LC_CTYPE, "C.UTF-8"))
		return err_set(err, ERR_USAGE, "La terminal no está en UTF-8 y falta C.UTF-8: escriba «export LC_ALL=C.UTF-8» y vuelva a abrir la consola");
	return true;
}

static void catch_signals(void)
{
	sigset_t block;
	sigemptyset(&block);
	static const int ends[] = { SIGTERM, SIGHUP, SIGINT };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		sigaddset(&block, ends[i]);
		sigaction(ends[i], &(struct sigaction){ .sa_handler = on_end }, NULL);
	}
	sigaddset(&block, SIGWINCH);
	sigprocmask(SIG_BLOCK, &block, &term.inside);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigdelset(&term.inside, ends[i]);
	sigdelset(&term.inside, SIGWINCH);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
}

bool term_open(const struct term_options *options, struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "La consola necesita una terminal: ábrala desde una ventana de terminal o por «ssh -t»");
	if (!choose_locale(err))
		return false;
	catch_signals();
	if (!newterm(NULL, stdout, stdin))
		return err_set(err, ERR_USAGE, "No se reconoce la terminal «%s»: escriba «export TERM=xterm» y vuelva a abrir la consola", getenv("TERM") ? getenv("TERM") : "");
	/* After newterm, which installs its own handler for this signal. */
	sigaction(SIGWINCH, &(struct sigaction){ .sa_handler = on_resize }, NULL);
	term.open = true;
	const char *mark = getenv("LOGROS_MARCA");
	term.mark_idle = mark != NULL;
	term.heard = true;
	arena_init(&term.paste);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(60);
	term_keys_teach();
	term_paint_open(options->tema);
	/* Who waits for marks knows by them that a picture has arrived; «preguntas» tries the questions all the same. */
	pace_init(&term.pace, !term_keys_answers() || (mark && strcmp(mark, "preguntas") != 0));
	term.mouse = options->raton;
	if (term.mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
		mouseinterval(0);
	}
	fputs("\033[?2004h", stdout);
	fflush(stdout);
	return true;
}

void term_close(void)
{
	if (!term.open)
		return;
	term.open = false;
	term_paint_close();
	erase();
	refresh();
	endwin();
	/* The plain Linux console has no second screen: what was shown would stay to be read, also above the fold. */
	fputs("\033[?2004l\033[H\033[2J", stdout);
	const char *name = getenv("TERM");
	if (name && (strncmp(name, "linux", 5) == 0 || strncmp(name, "xterm", 5) == 0 || strncmp(name, "putty", 5) == 0))
		fputs("\033[3J", stdout);
	fflush(stdout);
}

int term_signal(void) { return term.signal; }

void term_size(int *rows, int *cols) { getmaxyx(stdscr, *rows, *cols); }

void term_beep(void) { beep(); }

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * INT64_C(1000) + t.tv_nsec / 1000000;
}

static void make_ready(const uint32_t *letter, int n)
{
	for (int i = 0; i < n; i++)
		term.ready[term.n_ready++] = (struct code){ letter[i], OK };
}

/* As get_wch, which forgets the bytes of a letter when the rest of it is not there yet: on a slow line they come apart. Bytes that are no letter are left out. */
static int read_letter(wint_t *c)
{
	for (int got; (got = getch()) != ERR;) {
		bool begun = !mbsinit(&term.letter);
		wchar_t letter = 0;
		size_t n = 0;
		if (got <= UCHAR_MAX)
			n = mbrtowc(&letter, &(char){ (char)got }, 1, &term.letter);
		if (n == (size_t)-1 && begun) {     /* the letter begun has no end: this byte begins another */
			term.letter = (mbstate_t){ 0 };
			n = mbrtowc(&letter, &(char){ (char)got }, 1, &term.letter);
		}
		if (n == (size_t)-2)
			continue;
		term.letter = (mbstate_t){ 0 };
		if (n == (size_t)-1)
			continue;
		*c = got > UCHAR_MAX ? (wint_t)got : (wint_t)letter;
		return got > UCHAR_MAX ? KEY_CODE_YES : OK;
	}
	return ERR;
}

/* As read_letter, without the answers to our own questions, whole or in pieces. */
static int read_code(wint_t *c)
{
	uint32_t letter[PACE_LETTERS];
	while (term.n_ready == 0) {
		int got = read_letter(c);
		int64_t now = now_ms();
		if (got == OK) {
			int owed = term.pace.owed;
			make_ready(letter, pace_letter(&term.pace, *c, now, letter));
			term.answered = term.answered || term.pace.owed < owed;
		} else if (got == KEY_CODE_YES && *c == CODE_ANSWER) {
			make_ready(letter, pace_release(&term.pace, letter));
			pace_answered(&term.pace, now);
			term.answered = true;
		} else {
			if (got == KEY_CODE_YES || pace_kept(&term.pace, now) == 0)
				make_ready(letter, pace_release(&term.pace, letter));
			if (got == ERR && term.n_ready == 0)
				return ERR;
			if (got != ERR)
				term.ready[term.n_ready++] = (struct code){ *c, got };
		}
	}
	struct code first = term.ready[0];
	memmove(term.ready, term.ready + 1, sizeof *term.ready * (size_t)--term.n_ready);
	*c = first.code;
	return first.kind;
}

/* The text between the paste marks; without an end mark, what has come. */
static void read_paste(struct event *event)
{
	struct strbuf text;
	arena_reset(&term.paste);
	strbuf_init(&text, &term.paste);
	for (int waits = 0; waits < 50 && text.len < 65536;) {
		wint_t c;
		int got = read_code(&c);
		if (got == KEY_CODE_YES && c == CODE_PASTE_END)
			break;
		if (got == ERR) {
			poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, 20);
			waits++;
		} else if (got == OK) {
			strbuf_add_code(&text, c == '\r' ? '\n' : (uint32_t)c);
		}
	}
	*event = (struct event){ .kind = EV_PASTE, .text = text.text };
}

static bool read_mouse(struct event *event)
{
	MEVENT m;
	if (getmouse(&m) != OK)
		return false;
	*event = (struct event){ .kind = EV_MOUSE, .row = m.y, .col = m.x,
		.mouse = m.bstate & BUTTON4_PRESSED ? MOUSE_WHEEL_UP : m.bstate & BUTTON5_PRESSED ? MOUSE_WHEEL_DOWN : MOUSE_CLICK };
	return true;
}

/* One event from what curses has read already. */
static bool take(struct event *event)
{
	wint_t c;
	for (;;) {
		int got = read_code(&c);
		if (got == ERR)
			return false;
		term.heard = true;
		*event = (struct event){ .kind = EV_KEY };
		if (got == KEY_CODE_YES) {
			if (c == KEY_RESIZE)
				continue;
			if (c == KEY_MOUSE) {
				if (read_mouse(event))
					return true;
				continue;
			}
			if (c == CODE_PASTE_BEGIN) {
				read_paste(event);
				return true;
			}
			event->key = term_keys_code((int)c);
		} else if (c < 32 || c == 127) {
			event->key = term_keys_control((uint32_t)c);
		} else {
			*event = (struct event){ .kind = EV_CHAR, .code = (uint32_t)c };
			return true;
		}
		if (event->key != K_NONE)
			return true;
	}
}

static bool resize_event(struct event *event)
{
	struct winsize size;
	term.resized = 0;
	term.heard = true;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || size.ws_row == 0)
		return false;
	resizeterm(size.ws_row, size.ws_col);
	clearok(curscr, TRUE);
	*event = (struct event){ .kind = EV_RESIZE, .rows = size.ws_row, .cols = size.ws_col };
	return true;
}

/* Nothing waits: no picture, no letter that is not understood yet. */
static void mark_idle(void)
{
	if (!term.mark_idle || !term.heard || term.wanted || term.pace.n_kept > 0)
		return;
	term.heard = false;
	printf("\033]777;idle;%lu\033\\", ++term.idle);
	fflush(stdout);
}

/* Until when there is nothing to do but for what is typed. */
static struct timespec next_wait(int64_t now, int64_t end)
{
	int64_t wait = end < 0 ? INT32_MAX : end > now ? end - now : 0;
	int kept = pace_kept(&term.pace, now), hold = term.wanted ? pace_hold(&term.pace, now) : -1;
	wait = kept >= 0 && kept < wait ? kept : wait;
	wait = hold >= 0 && hold < wait ? hold : wait;
	return (struct timespec){ .tv_sec = wait / 1000, .tv_nsec = wait % 1000 * 1000000L };
}

/* Readable but empty is the end of the session; a naive loop would spin here for ever. */
static bool at_end(short happened)
{
	int waiting = 0;
	return (happened & (POLLHUP | POLLERR | POLLNVAL)) || ioctl(STDIN_FILENO, FIONREAD, &waiting) < 0 || waiting == 0;
}

bool term_next(struct event *event, int timeout_ms)
{
	int64_t now = now_ms(), end = timeout_ms < 0 ? -1 : now + timeout_ms;
	bool came = false;
	for (;; now = now_ms()) {
		if (term.signal) {
			*event = (struct event){ .kind = EV_HANGUP };
			return true;
		}
		if (term.resized && resize_event(event))
			return true;
		term.answered = false;
		if (take(event))
			return true;
		term.heard = term.heard || (came && !term.answered);      /* also when the bytes turn out to be no letter */
		if (term.wanted && pace_hold(&term.pace, now) == 0) {
			*event = (struct event){ .kind = EV_NONE };
			return true;
		}
		mark_idle();
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		struct timespec limit = next_wait(now, end);
		int ready = ppoll(&in, 1, &limit, &term.inside);
		if (ready < 0 && errno != EINTR)
			return false;
		if (ready == 0 && end >= 0 && now_ms() >= end) {
			*event = (struct event){ .kind = EV_TICK };
			return true;
		}
		came = ready > 0;
		if (came && at_end(in.revents)) {
			*event = (struct event){ .kind = EV_HANGUP };
			return true;
		}
	}
}

bool term_busy(void)
{
	term.wanted = !term.signal && (poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, 0) > 0 || pace_hold(&term.pace, now_ms()) > 0);
	return term.wanted;
}

void term_draw(const struct grid *g)
{
	int changed = term_paint_show(g);
	if (changed == 0 || !pace_painted(&term.pace, now_ms(), changed))
		return;
	fputs(PACE_QUESTION, stdout);
	fflush(stdout);
}

void term_settle(void)
{
	int64_t end = now_ms() + SETTLE_MS;
	wint_t c;
	for (int64_t now = now_ms(); pace_expects(&term.pace, now) && !term.pace.off && now < end && !term.signal; now = now_ms()) {
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		if (poll(&in, 1, (int)(end - now)) > 0 && at_end(in.revents))
			return;
		while (read_code(&c) != ERR)
			;
	}
}
