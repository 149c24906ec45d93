#include "term_driver.h"

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

enum { WAIT_MS = 20000 };

struct term_driver {
	int fd, rows, cols, row, col;
	pid_t pid;
	VTerm *vt;
	VTermScreen *screen;
	bool eof;
	unsigned long bytes, idle;
	const char *term;
	char *text;
};

static long now_ms(void)
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

static VTermScreenCallbacks on_screen = { .movecursor = on_cursor };
static VTermParserCallbacks on_other = { .osc = on_osc };

struct term_driver *term_start(char *const argv[], const struct term_start *how)
{
	struct term_driver *t = calloc(1, sizeof *t);
	struct winsize size = { .ws_row = (unsigned short)how->rows, .ws_col = (unsigned short)how->cols };
	t->rows = how->rows;
	t->cols = how->cols;
	t->term = how->term ? how->term : "xterm-256color";
	t->pid = forkpty(&t->fd, NULL, NULL, &size);
	if (t->pid == 0) {
		clearenv();
		setenv("PATH", "/usr/bin:/bin", 1);
		setenv("TERM", t->term, 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setenv("TZ", "America/Bogota", 1);
		setenv("ESCDELAY", "25", 1);
		setenv("LOGROS_MARCA", "1", 1);
		for (int i = 0; how->env && how->env[i]; i++)
			putenv((char *)how->env[i]);
		execv(argv[0], argv);
		_exit(127);
	}
	fcntl(t->fd, F_SETFD, FD_CLOEXEC);
	t->vt = vterm_new(t->rows, t->cols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &on_screen, t);
	vterm_screen_set_unrecognised_fallbacks(t->screen, &on_other, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	return t;
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
	t->bytes += (unsigned long)n;
	vterm_input_write(t->vt, buffer, (size_t)n);
	vterm_screen_flush_damage(t->screen);
	return true;
}

static void wait_idle(struct term_driver *t, unsigned long after)
{
	long end = now_ms() + WAIT_MS;
	while (!t->eof && t->idle <= after && now_ms() < end)
		pump(t, 20);
	while (pump(t, 0))
		;
}

void term_type(struct term_driver *t, const char *bytes)
{
	for (size_t n = strlen(bytes); n > 0;) {
		ssize_t k = write(t->fd, bytes, n);
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

/* The bytes that each terminal sends for a key. */
static const struct { const char *name, *xterm, *linux_, *putty; } keys[] = {
	{ "F1", "\033OP", "\033[[A", "\033[11~" }, { "F2", "\033OQ", "\033[[B", "\033[12~" }, { "F3", "\033OR", "\033[[C", "\033[13~" }, { "F4", "\033OS", "\033[[D", "\033[14~" },
	{ "F5", "\033[15~", "\033[[E", "\033[15~" }, { "F6", "\033[17~", 0, 0 }, { "F7", "\033[18~", 0, 0 }, { "F8", "\033[19~", 0, 0 }, { "F9", "\033[20~", 0, 0 }, { "F10", "\033[21~", 0, 0 },
	{ "F12", "\033[24~", 0, 0 }, { "Up", "\033OA", "\033[A", "\033OA" }, { "Down", "\033OB", "\033[B", "\033OB" }, { "Right", "\033OC", "\033[C", "\033OC" }, { "Left", "\033OD", "\033[D", "\033OD" },
	{ "Home", "\033OH", "\033[1~", "\033[1~" }, { "End", "\033OF", "\033[4~", "\033[4~" }, { "PgUp", "\033[5~", 0, 0 }, { "PgDn", "\033[6~", 0, 0 }, { "Ins", "\033[2~", 0, 0 }, { "Del", "\033[3~", 0, 0 },
	{ "Enter", "\r", 0, 0 }, { "Esc", "\033", 0, 0 }, { "Tab", "\t", 0, 0 }, { "BackTab", "\033[Z", 0, 0 }, { "Backspace", "\177", 0, 0 },
};

static const char *key_bytes(const struct term_driver *t, const char *name, char out[8])
{
	bool linux_ = strcmp(t->term, "linux") == 0, putty = strncmp(t->term, "putty", 5) == 0 || strcmp(t->term, "vt220") == 0;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strcmp(keys[i].name, name) == 0)
			return linux_ && keys[i].linux_ ? keys[i].linux_ : putty && keys[i].putty ? keys[i].putty : keys[i].xterm;
	if (strncmp(name, "Ctrl-", 5) == 0)
		snprintf(out, 8, "%c", (name[5] | 0x20) - 'a' + 1);
	else if (strncmp(name, "Alt-", 4) == 0)
		snprintf(out, 8, "\033%c", name[4]);
	else
		abort();
	return out;
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
			term_bytes(t, key_bytes(t, name, one));
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

const char *term_screen(struct term_driver *t)
{
	size_t n = 0, cap = (size_t)t->rows * ((size_t)t->cols * 12 + 2) + 1;
	free(t->text);
	t->text = malloc(cap);
	for (int row = 0; row < t->rows; row++) {
		size_t ink = n;
		for (int col = 0; col < t->cols;) {
			VTermScreenCell cell;
			if (!vterm_screen_get_cell(t->screen, (VTermPos){ .row = row, .col = col }, &cell))
				break;
			if (!cell.chars[0])
				t->text[n++] = ' ';
			for (int i = 0; i < 3 && cell.chars[i]; i++)
				n += put_code(t->text + n, cell.chars[i]);
			if (cell.chars[0] && cell.chars[0] != ' ')
				ink = n;
			col += cell.width > 0 ? cell.width : 1;
		}
		n = ink;
		t->text[n++] = '\n';
	}
	t->text[n] = 0;
	return t->text;
}

bool term_has(struct term_driver *t, const char *text)
{
	return strstr(term_screen(t), text) != NULL;
}

static bool wait_for(struct term_driver *t, const char *text, bool there)
{
	long end = now_ms() + WAIT_MS;
	while (term_has(t, text) != there) {
		if (t->eof || now_ms() >= end) {
			fprintf(stderr, "\n%s «%s»%s:\n%s\n", there ? "not on the screen:" : "still on the screen:", text, t->eof ? " (program ended)" : "", term_screen(t));
			return false;
		}
		pump(t, 20);
	}
	return true;
}

bool term_wait(struct term_driver *t, const char *text) { return wait_for(t, text, true); }
bool term_gone(struct term_driver *t, const char *text) { return wait_for(t, text, false); }
unsigned long term_bytes_in(struct term_driver *t) { return t->bytes; }
pid_t term_pid(struct term_driver *t) { return t->pid; }
void term_kill(struct term_driver *t, int number) { kill(t->pid, number); }

void term_cursor(struct term_driver *t, int *row, int *col)
{
	*row = t->row;
	*col = t->col;
}

void term_resize(struct term_driver *t, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	while (pump(t, 0))
		;
	unsigned long before = t->idle;
	t->rows = rows;
	t->cols = cols;
	vterm_set_size(t->vt, rows, cols);
	ioctl(t->fd, TIOCSWINSZ, &size);
	wait_idle(t, before);
}

void term_hang_up(struct term_driver *t)
{
	close(t->fd);
	t->fd = -1;
	t->eof = true;
}

int term_end(struct term_driver *t)
{
	int status = 0, result = -1;
	long end = now_ms() + WAIT_MS;
	for (;;) {
		while (pump(t, 5))
			;
		if (waitpid(t->pid, &status, WNOHANG) == t->pid) {
			result = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
			break;
		}
		if (now_ms() >= end) {
			kill(t->pid, SIGKILL);
			waitpid(t->pid, &status, 0);
			break;
		}
	}
	if (t->fd >= 0)
		close(t->fd);
	vterm_free(t->vt);
	free(t->text);
	free(t);
	return result;
}

static const char *program(void)
{
	const char *path = getenv("LOGROS_BIN");
	return path ? path : "build/debug/logros";
}

void world_make(struct world *w, bool practica)
{
	snprintf(w->dir, sizeof w->dir, "/tmp/logros-e2e-XXXXXX");
	if (!mkdtemp(w->dir))
		abort();
	snprintf(w->store, sizeof w->store, "%s/almacen", w->dir);
	if (!practica)
		return;
	char out[2048];
	const char *const args[] = { "demo", "--solo-crear", "--semilla", "7", NULL };
	if (world_run(w, out, sizeof out, args) != 0) {
		fprintf(stderr, "the practice store was not made: %s\n", out);
		abort();
	}
}

void world_remove(struct world *w)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", w->dir);
	if (system(command) != 0)
		abort();
}

static char *const *arguments(const struct world *w, const char *const args[], char *out[])
{
	int n = 0;
	out[n++] = (char *)program();
	out[n++] = (char *)"--almacen";
	out[n++] = (char *)w->store;
	out[n++] = (char *)"--fecha";
	out[n++] = (char *)WORLD_DAY;
	for (int i = 0; args && args[i] && n < 30; i++)
		out[n++] = (char *)args[i];
	out[n] = NULL;
	return out;
}

static void environment(const struct world *w, char env[][512], const char *list[])
{
	const char *root = getenv("LOGROS_ROOT"), *asan = getenv("ASAN_OPTIONS"), *ubsan = getenv("UBSAN_OPTIONS");
	int n = 0;
	snprintf(env[n], 512, "HOME=%s", w->dir);
	list[n] = env[n], n++;
	snprintf(env[n], 512, "LOGROS_ROOT=%s", root ? root : ".");
	list[n] = env[n], n++;
	if (asan)
		snprintf(env[n], 512, "ASAN_OPTIONS=%s", asan), list[n] = env[n], n++;
	if (ubsan)
		snprintf(env[n], 512, "UBSAN_OPTIONS=%s", ubsan), list[n] = env[n], n++;
	list[n] = NULL;
}

struct term_driver *world_console(const struct world *w, int rows, int cols, const char *term)
{
	char *argv[32], env[8][512];
	const char *list[9];
	environment(w, env, list);
	return term_start(arguments(w, NULL, argv), &(struct term_start){ .rows = rows, .cols = cols, .term = term, .env = list });
}

int world_run(const struct world *w, char *out, size_t size, const char *const args[])
{
	char *argv[32], env[8][512];
	const char *list[9];
	int pipe_fd[2], status;
	size_t n = 0;
	if (pipe(pipe_fd) != 0)
		abort();
	environment(w, env, list);
	arguments(w, args, argv);
	pid_t pid = fork();
	if (pid == 0) {
		dup2(pipe_fd[1], 1);
		dup2(pipe_fd[1], 2);
		close(pipe_fd[0]);
		close(pipe_fd[1]);
		int null = open("/dev/null", O_RDONLY);
		dup2(null, 0);
		for (int i = 0; list[i]; i++)
			putenv((char *)list[i]);
		execv(argv[0], argv);
		_exit(127);
	}
	close(pipe_fd[1]);
	for (ssize_t k; n + 1 < size && (k = read(pipe_fd[0], out + n, size - 1 - n)) > 0;)
		n += (size_t)k;
	out[n] = 0;
	char rest[512];
	while (read(pipe_fd[0], rest, sizeof rest) > 0)
		;
	close(pipe_fd[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
