#include "term_driver.h"

#include "term_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

enum { WAIT_MS = 20000, PIECE = 1024 };

struct term_driver {
	int fd, rows, cols, row, col;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	bool eof, shown, ended;
	int status;
	unsigned long idle;
	const char *keyboard;
	enum term_answers answers;
	bool only_answers;              /* what is unread is no key: no mark follows it */
	char slave[64];
	char *text, *line;
	char *output;
	size_t n_output, cap_output;
};

long term_now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static int on_cursor(VTermPos at, VTermPos old, int visible, void *arg)
{
	struct term_driver *t = arg;
	(void)old;
	(void)visible;
	t->row = at.row;
	t->col = at.col;
	return 1;
}

static int on_property(VTermProp prop, VTermValue *value, void *arg)
{
	if (prop == VTERM_PROP_CURSORVISIBLE)
		((struct term_driver *)arg)->shown = value->boolean;
	return 1;
}

static void on_mark(struct term_driver *t, const char *text)
{
	if (strncmp(text, "777;idle;", 9) == 0)
		t->idle = strtoul(text + 9, NULL, 10);
}

/* The signature changed in libvterm 0.2; Debian 12 has 0.1.4. */
#if VTERM_VERSION_MAJOR == 0 && VTERM_VERSION_MINOR < 2
static int on_osc(const char *command, size_t len, void *arg)
{
	char text[64];
	snprintf(text, sizeof text, "%.*s", (int)len, command);
	on_mark(arg, text);
	return 1;
}
#else
static int on_osc(int command, VTermStringFragment part, void *arg)
{
	static char text[64];
	static size_t n;
	if (part.initial)
		n = (size_t)snprintf(text, sizeof text, "%d;", command);
	for (size_t i = 0; i < part.len && n + 1 < sizeof text; i++)
		text[n++] = part.str[i];
	text[n] = 0;
	if (part.final)
		on_mark(arg, text);
	return 1;
}
#endif

static VTermScreenCallbacks on_screen = { .movecursor = on_cursor, .settermprop = on_property };
static VTermParserCallbacks on_other = { .osc = on_osc };

static void run_child(char *const argv[], const struct term_start *how, const char *term)
{
	clearenv();
	setenv("PATH", "/usr/bin:/bin", 1);
	setenv("TERM", term, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "America/Bogota", 1);
	setenv("ESCDELAY", "25", 1);
	setenv("LOGROS_MARCA", "1", 1);
	for (int i = 0; how->env && how->env[i]; i++)
		putenv((char *)how->env[i]);
	execv(argv[0], argv);
	_exit(127);
}

struct term_driver *term_start(char *const argv[], const struct term_start *how)
{
	struct term_driver *t = calloc(1, sizeof *t);
	struct winsize size = { .ws_row = (unsigned short)how->rows, .ws_col = (unsigned short)how->cols };
	const char *term = how->term ? how->term : "xterm-256color";
	t->rows = how->rows;
	t->cols = how->cols;
	t->keyboard = how->keyboard ? how->keyboard : term;
	t->shown = true;
	t->pid = forkpty(&t->fd, t->slave, NULL, &size);
	if (t->pid == 0)
		run_child(argv, how, term);
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	t->vt = vterm_new(t->rows, t->cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &on_screen, t);
	vterm_screen_set_unrecognised_fallbacks(t->screen, &on_other, t);
	/* The Linux console and a VT220 have one screen only: what stands there stays there. */
	vterm_screen_enable_altscreen(t->screen, strcmp(term, "linux") != 0 && strcmp(term, "vt220") != 0);
	vterm_screen_reset(t->screen, 1);
	return t;
}

/* Bytes that the program has not read yet. The slave side is held open no longer than this, or the end of the program would not be seen. */
static int unread(struct term_driver *t)
{
	int n = 0, fd = open(t->slave, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return 0;
	if (ioctl(fd, FIONREAD, &n) < 0)
		n = 0;
	close(fd);
	return n;
}

/* What the program asked of its terminal. In pieces: slower than the pause after which an Escape is a key. */
static void answer(struct term_driver *t)
{
	char bytes[64];
	size_t n;
	while ((n = vterm_output_read(t->vt, bytes, sizeof bytes)) > 0) {
		t->only_answers = t->only_answers || unread(t) == 0;
		for (size_t i = 0, piece = t->answers == TERM_IN_PIECES ? 1 : n; t->answers != TERM_MUTE && i < n; i += piece) {
			if (t->answers == TERM_IN_PIECES)
				poll(NULL, 0, 80);
			ssize_t ignored = write(t->fd, bytes + i, piece);
			(void)ignored;
		}
	}
}

static bool pump(struct term_driver *t, int ms)
{
	char buffer[8192];
	struct pollfd in = { .fd = t->fd, .events = POLLIN };
	if (t->eof || poll(&in, 1, ms) <= 0)
		return false;
	ssize_t n = read(t->fd, buffer, sizeof buffer);
	if (n <= 0) {
		t->eof = true;
		return false;
	}
	while (t->n_output + (size_t)n + 1 > t->cap_output)
		t->output = realloc(t->output, t->cap_output = t->cap_output * 2 + sizeof buffer);
	memcpy(t->output + t->n_output, buffer, (size_t)n);
	t->n_output += (size_t)n;
	t->output[t->n_output] = 0;
	vterm_input_write(t->vt, buffer, (size_t)n);
	vterm_screen_flush_damage(t->screen);
	answer(t);
	return true;
}

static void wait_idle(struct term_driver *t, unsigned long after)
{
	long end = term_now_ms() + WAIT_MS;
	while (!t->eof && term_now_ms() < end) {
		if (t->idle > after) {
			if (t->only_answers || unread(t) == 0)
				break;
			after = t->idle;
		}
		pump(t, 20);
	}
	while (pump(t, 0))
		;
}

void term_answering(struct term_driver *t, enum term_answers how) { t->answers = how; }

void term_ready(struct term_driver *t)
{
	wait_idle(t, 0);
}

void term_type(struct term_driver *t, const char *bytes)
{
	t->only_answers = false;
	for (size_t n = strlen(bytes); n > 0;) {
		/* A little at a time: a terminal that does not read what is sent to it would hold both sides for ever. */
		ssize_t k = write(t->fd, bytes, n < PIECE ? n : PIECE);
		if (k == PIECE)
			pump(t, 0);
		if (k < 0 && errno != EINTR && errno != EAGAIN)
			return;
		if (k > 0) {
			bytes += k;
			n -= (size_t)k;
		}
	}
}

void term_bytes(struct term_driver *t, const char *bytes)
{
	/* What has been painted so far belongs to the keys before. */
	while (pump(t, 0))
		;
	unsigned long before = t->idle;
	term_type(t, bytes);
	wait_idle(t, before);
}

void term_keys(struct term_driver *t, const char *text)
{
	char burst[4096], one[8], name[32];
	size_t n = 0;
	while (*text) {
		if (*text == '<') {
			size_t len = strcspn(text, ">") - 1;
			snprintf(name, sizeof name, "%.*s", (int)len, text + 1);
			text += len + 2;
			if (n > 0) {
				burst[n] = 0;
				term_bytes(t, burst);
				n = 0;
			}
			term_bytes(t, term_key_bytes(t->keyboard, name, one));
		} else if (n + 1 < sizeof burst) {
			burst[n++] = *text++;
		}
	}
	if (n > 0) {
		burst[n] = 0;
		term_bytes(t, burst);
	}
}

static size_t put_code(char *out, uint32_t c)
{
	if (c < 0x80)
		return out[0] = (char)c, 1;
	if (c < 0x800)
		return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 63)), 2;
	out[0] = (char)(0xE0 | c >> 12);
	out[1] = (char)(0x80 | (c >> 6 & 63));
	out[2] = (char)(0x80 | (c & 63));
	return 3;
}

/* One line of the screen; returns its length without the blanks at the end. */
static size_t put_line(struct term_driver *t, int row, char *out)
{
	size_t n = 0, ink = 0;
	for (int col = 0; col < t->cols;) {
		VTermScreenCell cell;
		if (!vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell))
			break;
		if (!cell.chars[0])
			out[n++] = ' ';
		for (int i = 0; i < 3 && cell.chars[i]; i++)
			n += put_code(out + n, cell.chars[i]);
		if (cell.chars[0] && cell.chars[0] != ' ')
			ink = n;
		col += cell.width > 0 ? cell.width : 1;
	}
	return ink;
}

const char *term_screen(struct term_driver *t)
{
	size_t n = 0;
	t->text = realloc(t->text, (size_t)t->rows * ((size_t)t->cols * 12 + 2) + 1);
	for (int row = 0; row < t->rows; row++) {
		n += put_line(t, row, t->text + n);
		t->text[n++] = '\n';
	}
	t->text[n] = 0;
	return t->text;
}

const char *term_line(struct term_driver *t, int row)
{
	t->line = realloc(t->line, (size_t)t->cols * 12 + 1);
	t->line[put_line(t, row, t->line)] = 0;
	return t->line;
}

bool term_coloured(struct term_driver *t)
{
	for (int row = 0; row < t->rows; row++)
		for (int col = 0; col < t->cols; col++) {
			VTermScreenCell cell;
			if (!vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell))
				continue;
			if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
				return true;
		}
	return false;
}

bool term_has(struct term_driver *t, const char *text)
{
	return strstr(term_screen(t), text) != NULL;
}

static bool wait_for(struct term_driver *t, const char *text, bool there)
{
	long end = term_now_ms() + WAIT_MS;
	while (term_has(t, text) != there) {
		if (t->eof || term_now_ms() >= end) {
			fprintf(stderr, "\n%s «%s»%s:\n%s\n", there ? "not on the screen:" : "still on the screen:", text, t->eof ? " (program ended)" : "", term_screen(t));
			return false;
		}
		pump(t, 20);
	}
	return true;
}

bool term_wait(struct term_driver *t, const char *text) { return wait_for(t, text, true); }
bool term_gone(struct term_driver *t, const char *text) { return wait_for(t, text, false); }
bool term_cursor_shown(struct term_driver *t) { return t->shown; }
pid_t term_pid(struct term_driver *t) { return t->pid; }
void term_kill(struct term_driver *t, int number) { kill(t->pid, number); }

const char *term_output(struct term_driver *t, size_t *n)
{
	*n = t->n_output;
	return t->output ? t->output : "";
}

void term_cursor(struct term_driver *t, int *row, int *col)
{
	*row = t->row;
	*col = t->col;
}

void term_resize_now(struct term_driver *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
}

void term_resize(struct term_driver *t, int rows, int cols)
{
	while (pump(t, 0))
		;
	unsigned long before = t->idle;
	term_resize_now(t, rows, cols);
	wait_idle(t, before);
}

void term_hang_up(struct term_driver *t)
{
	close(t->fd);
	t->fd = -1;
	t->eof = true;
}

int term_status(struct term_driver *t)
{
	long end = term_now_ms() + WAIT_MS;
	for (int status; !t->ended;) {
		while (pump(t, 2))
			;
		if (waitpid(t->pid, &status, WNOHANG) == t->pid) {
			t->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			t->ended = true;
		} else if (term_now_ms() >= end) {
			kill(t->pid, SIGKILL);
			waitpid(t->pid, &status, 0);
			t->status = -1;
			t->ended = true;
		} else if (t->eof) {
			poll(NULL, 0, 2);
		}
	}
	while (pump(t, 0))
		;
	return t->status;
}

int term_end(struct term_driver *t)
{
	int status = term_status(t);
	if (t->fd >= 0)
		close(t->fd);
	vterm_free(t->vt);
	free(t->text);
	free(t->line);
	free(t->output);
	free(t);
	return status;
}
