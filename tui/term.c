#define _XOPEN_SOURCE_EXTENDED 1
#include "tui/term.h"

#include "base/strbuf.h"
#include "base/text.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

enum { CODE_PASTE_BEGIN = 0x4001, CODE_PASTE_END, CODE_ALT };       /* above every KEY_ code of curses; CODE_ALT + letter */

/* The one terminal of the process: curses itself is global. */
static struct {
	bool open, mouse;
	int pair[STYLES];
	attr_t attr[STYLES];
	sigset_t inside;                /* mask while waiting */
	volatile sig_atomic_t signal;
	volatile sig_atomic_t resized;
	unsigned long idle;
	bool mark_idle;                 /* tests: say on the line when the program waits */
	bool heard;                     /* since the last mark: one mark for each burst of keys, none for the clock */
	struct arena paste;
	struct event queue[2];
	int queued;
} term;

static void on_end(int number) { term.signal = number; }
static void on_resize(int number) { (void)number; term.resized = 1; }

static const struct { const char *bytes; int key; } taught[] = {
	{ "\033[11~", KEY_F(1) }, { "\033[12~", KEY_F(2) }, { "\033[13~", KEY_F(3) }, { "\033[14~", KEY_F(4) }, { "\033[15~", KEY_F(5) },      /* PuTTY, rxvt, vt220 */
	{ "\033[17~", KEY_F(6) }, { "\033[18~", KEY_F(7) }, { "\033[19~", KEY_F(8) }, { "\033[20~", KEY_F(9) }, { "\033[21~", KEY_F(10) },
	{ "\033[23~", KEY_F(11) }, { "\033[24~", KEY_F(12) },
	{ "\033OP", KEY_F(1) }, { "\033OQ", KEY_F(2) }, { "\033OR", KEY_F(3) }, { "\033OS", KEY_F(4) },                                          /* xterm, vt100 */
	{ "\033[[A", KEY_F(1) }, { "\033[[B", KEY_F(2) }, { "\033[[C", KEY_F(3) }, { "\033[[D", KEY_F(4) }, { "\033[[E", KEY_F(5) },             /* Linux console */
	{ "\033[1~", KEY_HOME }, { "\033[4~", KEY_END }, { "\033[7~", KEY_HOME }, { "\033[8~", KEY_END }, { "\033[2~", KEY_IC }, { "\033[3~", KEY_DC },
	{ "\033[H", KEY_HOME }, { "\033[F", KEY_END }, { "\033OH", KEY_HOME }, { "\033OF", KEY_END }, { "\033[5~", KEY_PPAGE }, { "\033[6~", KEY_NPAGE },
	{ "\033[A", KEY_UP }, { "\033[B", KEY_DOWN }, { "\033[C", KEY_RIGHT }, { "\033[D", KEY_LEFT },
	{ "\033OA", KEY_UP }, { "\033OB", KEY_DOWN }, { "\033OC", KEY_RIGHT }, { "\033OD", KEY_LEFT },
	{ "\033[Z", KEY_BTAB }, { "\033OM", KEY_ENTER }, { "\033[200~", CODE_PASTE_BEGIN }, { "\033[201~", CODE_PASTE_END },
};

static void teach_keys(void)
{
	for (size_t i = 0; i < sizeof taught / sizeof *taught; i++)
		define_key(taught[i].bytes, taught[i].key);
	char alt[3] = { '\033', 0, 0 };
	for (char c = '0'; c <= 'z'; c++)
		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
			alt[1] = c;
			define_key(alt, CODE_ALT + c);
		}
}

/* Styles: colour where there is, always an attribute that a monochrome screen shows too. */
struct look { short front, back; attr_t mono; attr_t extra; };
static const struct look looks[STYLES] = {
	[ST_NORMAL] = { -1, -1, 0, 0 },
	[ST_TITLE] = { COLOR_WHITE, COLOR_BLUE, A_REVERSE | A_BOLD, A_BOLD },
	[ST_HEAD] = { COLOR_CYAN, -1, A_BOLD, A_BOLD },
	[ST_LABEL] = { -1, -1, 0, 0 },
	[ST_DIM] = { -1, -1, 0, A_DIM },
	[ST_INPUT] = { -1, -1, A_UNDERLINE, A_UNDERLINE },
	[ST_FOCUS] = { -1, -1, A_REVERSE, A_REVERSE },
	[ST_SELECTED] = { -1, -1, A_BOLD, A_BOLD },
	[ST_KEY] = { COLOR_BLACK, COLOR_CYAN, A_REVERSE, 0 },
	[ST_BAR] = { -1, -1, 0, 0 },
	[ST_OK] = { COLOR_GREEN, -1, 0, 0 },
	[ST_WARN] = { COLOR_YELLOW, -1, A_BOLD, A_BOLD },
	[ST_ERROR] = { COLOR_RED, -1, A_BOLD, A_BOLD },
	[ST_PRACTICA] = { COLOR_BLACK, COLOR_YELLOW, A_REVERSE | A_BOLD, A_BOLD },
};

static void set_colours(const char *tema)
{
	bool mono = !tema || strcmp(tema, "mono") == 0 || getenv("NO_COLOR") || !has_colors();
	bool light = tema && strcmp(tema, "claro") == 0, dark = tema && strcmp(tema, "oscuro") == 0, contrast = tema && strcmp(tema, "contraste") == 0;
	if (!mono) {
		start_color();
		use_default_colors();
	}
	for (int s = 0; s < STYLES; s++) {
		struct look look = looks[s];
		if (mono || contrast) {
			term.attr[s] = look.mono;
			continue;
		}
		if (light && look.back < 0 && (look.front == COLOR_YELLOW || look.front == COLOR_CYAN))
			look.front = look.front == COLOR_YELLOW ? COLOR_MAGENTA : COLOR_BLUE;
		if ((light || dark) && look.front < 0)
			look.front = light ? COLOR_BLACK : COLOR_WHITE;
		if ((light || dark) && look.back < 0)
			look.back = light ? COLOR_WHITE : COLOR_BLACK;
		term.attr[s] = look.extra;
		if (look.front >= 0 || look.back >= 0) {
			init_pair((short)(s + 1), look.front, look.back);
			term.pair[s] = s + 1;
		}
	}
}

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
	term.mark_idle = getenv("LOGROS_MARCA") != NULL;
	term.heard = true;
	arena_init(&term.paste);
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	if (!getenv("ESCDELAY"))
		set_escdelay(60);
	teach_keys();
	set_colours(options->tema);
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

static const struct { int code, key; } curses_keys[] = {
	{ KEY_UP, K_UP }, { KEY_DOWN, K_DOWN }, { KEY_LEFT, K_LEFT }, { KEY_RIGHT, K_RIGHT }, { KEY_HOME, K_HOME }, { KEY_END, K_END },
	{ KEY_FIND, K_HOME }, { KEY_SELECT, K_END }, { KEY_PPAGE, K_PGUP }, { KEY_NPAGE, K_PGDN }, { KEY_IC, K_INSERT }, { KEY_DC, K_DELETE },
	{ KEY_ENTER, K_ENTER }, { KEY_BTAB, K_BACKTAB }, { KEY_BACKSPACE, K_BACKSPACE }, { KEY_SF, K_DOWN }, { KEY_SR, K_UP },
};

static int key_of_code(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + (code - KEY_F(1));
	if (code >= CODE_ALT)
		return K_ALT + (code - CODE_ALT);
	for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
		if (curses_keys[i].code == code)
			return curses_keys[i].key;
	return K_NONE;
}

static int key_of_control(wint_t c)
{
	switch (c) {
	case '\r': case '\n': return K_ENTER;
	case '\t': return K_TAB;
	case 27: return K_ESC;
	case 127: return K_BACKSPACE;
	case 8: return K_BACKSPACE;      /* Ctrl-H is what some terminals send for the Backspace key */
	default: return c >= 1 && c <= 26 ? K_CTRL + (int)('a' + c - 1) : K_NONE;
	}
}

/* The text between the paste marks; without an end mark, what has come. */
static void read_paste(struct event *event)
{
	struct strbuf text;
	arena_reset(&term.paste);
	strbuf_init(&text, &term.paste);
	for (int waits = 0; waits < 50 && text.len < 65536;) {
		wint_t c;
		int got = get_wch(&c);
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
		int got = get_wch(&c);
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
			event->key = key_of_code((int)c);
		} else if (c < 32 || c == 127) {
			event->key = key_of_control(c);
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

static void mark_idle(void)
{
	if (!term.mark_idle || !term.heard)
		return;
	term.heard = false;
	printf("\033]777;idle;%lu\033\\", ++term.idle);
	fflush(stdout);
}

bool term_next(struct event *event, int timeout_ms)
{
	struct timespec limit = { .tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000L };
	for (;;) {
		if (term.signal) {
			*event = (struct event){ .kind = EV_HANGUP };
			return true;
		}
		if (term.resized && resize_event(event))
			return true;
		if (take(event))
			return true;
		mark_idle();
		struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
		int ready = ppoll(&in, 1, timeout_ms < 0 ? NULL : &limit, &term.inside);
		if (ready < 0 && errno != EINTR)
			return false;
		if (ready == 0) {
			*event = (struct event){ .kind = EV_TICK };
			return true;
		}
		term.heard = term.heard || ready > 0;      /* also when the bytes turn out to be no letter */
		/* Readable but empty is the end of the session; a naive loop would spin here for ever. */
		int waiting = 0;
		if (ready > 0 && ((in.revents & (POLLHUP | POLLERR | POLLNVAL)) || (ioctl(STDIN_FILENO, FIONREAD, &waiting) < 0 || waiting == 0))) {
			*event = (struct event){ .kind = EV_HANGUP };
			return true;
		}
	}
}

bool term_pending(void)
{
	return !term.signal && poll(&(struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN }, 1, 0) > 0;
}

static void draw_row(const struct grid *g, int row)
{
	for (int col = 0; col < g->cols; col++) {
		const struct cell *c = &g->cell[row * g->cols + col];
		if (c->width == 0)
			continue;
		wchar_t wide[CCHARW_MAX + 1] = { 0 };
		const char *p = c->text;
		for (int i = 0; i < CCHARW_MAX && *p; i++)
			wide[i] = (wchar_t)text_decode(&p);
		cchar_t out;
		setcchar(&out, wide, term.attr[c->style], (short)term.pair[c->style], NULL);
		mvadd_wch(row, col, &out);
	}
}

void term_draw(const struct grid *g)
{
	for (int row = 0; row < g->rows && row < LINES; row++)
		draw_row(g, row);
	curs_set(g->cursor_visible ? 1 : 0);
	move(g->cursor_row, g->cursor_col);
	refresh();
}
