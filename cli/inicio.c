#include "cli/inicio.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SAID_MAX = 16 * 1024, LIMIT_MS = 60000, ARGS = 16 };

/* What was given to this console, for its child. */
static void arguments(const struct cli *c, const char *const *command, char *argv[ARGS])
{
	const struct { const char *name, *value; } options[] = {
		{ "--almacen", cli_store_path((struct cli *)c) }, { "--config", c->config_path }, { "--programa", c->programa }, { "--definiciones", c->definiciones },
		{ "--fecha", c->fecha_text }, { "--usuario", c->usuario },
	};
	int n = 0;
	argv[n++] = (char *)c->program;
	for (size_t i = 0; i < sizeof options / sizeof *options; i++)
		if (options[i].value) {
			argv[n++] = (char *)options[i].name;
			argv[n++] = (char *)options[i].value;
		}
	for (; *command && n + 1 < ARGS; command++)
		argv[n++] = (char *)*command;
	argv[n] = NULL;
}

/* A pipe with the passphrase in it; its reading end, -1 when there is none. */
static int phrase_pipe(const char *frase)
{
	int end[2];
	size_t n = strlen(frase);
	if (n == 0 || pipe(end) != 0)
		return -1;
	fcntl(end[1], F_SETFD, FD_CLOEXEC);
	bool ok = write(end[1], frase, n) == (ssize_t)n && write(end[1], "\n", 1) == 1;
	close(end[1]);
	if (!ok) {
		close(end[0]);
		return -1;
	}
	return end[0];
}

/* Everything is made ready before the fork; out -1: the child keeps the terminal. */
static pid_t start(const struct cli *c, const char *frase, const char *const *command, int out)
{
	char *argv[ARGS], number[16];
	int phrase = phrase_pipe(frase);
	arguments(c, command, argv);
	snprintf(number, sizeof number, "%d", phrase);
	pid_t pid = fork();
	if (pid == 0) {
		if (phrase >= 0)
			setenv("LOGROS_FRASE_FD", number, 1);
		if (out < 0)
			setenv(INICIO_REVISADO, "1", 1);
		for (int fd = STDOUT_FILENO; out >= 0 && fd <= STDERR_FILENO; fd++)
			dup2(out, fd);
		execv("/proc/self/exe", argv);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (phrase >= 0)
		close(phrase);
	return pid;
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* False: it took too long. */
static bool listen_to(int fd, char text[SAID_MAX])
{
	int64_t end = now_ms() + LIMIT_MS;
	size_t n = 0;
	for (;;) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int64_t left = end - now_ms();
		if (left <= 0)
			return false;
		if (poll(&wait, 1, (int)left) <= 0)
			continue;
		char piece[1024];
		ssize_t got = read(fd, piece, sizeof piece);
		if (got == 0 || (got < 0 && errno != EINTR))
			break;
		size_t room = SAID_MAX - 1 - n, take = got > 0 ? ((size_t)got < room ? (size_t)got : room) : 0;
		memcpy(text + n, piece, take);
		n += take;
	}
	text[n] = '\0';
	return true;
}

static int wait_for(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

/* Lines «- …» are findings, «logros: …» the sentence of the end. */
static void take_lines(struct cli *c, char *text, struct inicio *r)
{
	char *save = NULL;
	for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		bool finding = strncmp(line, "- ", 2) == 0, end = strncmp(line, "logros: ", 8) == 0;
		if (finding && r->n < (int)(sizeof r->linea / sizeof *r->linea))
			r->linea[r->n++] = arena_strdup(&c->arena, line + 2);
		r->indices |= end && strstr(line, INICIO_INDICES);
		if (end)
			err_set(&c->err, ERR_INTERNAL, "%s", line + 8);
	}
}

static enum err_code code_of(int status)
{
	static const struct { int status; enum err_code code; } codes[] = {
		{ 64, ERR_USAGE }, { 65, ERR_NOT_FOUND }, { 69, ERR_BUSY }, { 73, ERR_CREATE }, { 74, ERR_DAMAGED }, { 75, ERR_SIGNAL }, { 77, ERR_DENIED }, { 78, ERR_CONFIG },
	};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].status == status)
			return codes[i].code;
	return ERR_INTERNAL;
}

static enum inicio_estado judge(struct cli *c, int status, char *text, struct inicio *r)
{
	bool part = strstr(text, INICIO_PARTE) != NULL;
	err_clear(&c->err);
	take_lines(c, text, r);
	if (WIFSIGNALED(status)) {
		err_clear(&c->err);
		r->linea[0] = "El archivo de datos está tan dañado que el proceso que lo revisaba se detuvo.";
		r->n = 1;
		return INICIO_DANADO;
	}
	if (WEXITSTATUS(status) == 0)
		return part ? INICIO_PARCIAL : INICIO_BIEN;
	c->err.code = code_of(WEXITSTATUS(status));
	if (c->err.code != ERR_DAMAGED)
		return INICIO_NO;
	if (r->n == 0)
		r->linea[r->n++] = arena_strdup(&c->arena, *c->err.text ? c->err.text : "El almacén no se puede abrir.");
	err_clear(&c->err);
	return INICIO_DANADO;
}

enum inicio_estado inicio_revisar(struct cli *c, const char *frase, struct inicio *r)
{
	static const char *const command[] = { "verificar", "--rapido", NULL };
	char *text = arena_alloc(&c->arena, SAID_MAX);
	int end[2];
	*r = (struct inicio){ .estado = INICIO_PARCIAL };
	if (pipe2(end, O_CLOEXEC) != 0)
		return r->estado;
	pid_t pid = start(c, frase, command, end[1]);
	close(end[1]);
	bool told = pid > 0 && listen_to(end[0], text);
	close(end[0]);
	if (pid > 0 && !told) {      /* a look of two seconds: what takes a minute is not trusted */
		kill(pid, SIGKILL);
		r->linea[r->n++] = "La revisión del archivo de datos no terminó en un minuto: puede estar dañado, o el disco falla.";
		r->estado = INICIO_DANADO;
	}
	int status = pid > 0 ? wait_for(pid) : 0;
	if (told && !(WIFEXITED(status) && WEXITSTATUS(status) == 127))
		r->estado = judge(c, status, text, r);
	return r->estado;
}

/* With the terminal; the keys that end a program are its own meanwhile. */
static int hand_over(struct cli *c, const char *frase, const char *const *command, const char *ended)
{
	struct termios was;
	bool tty = tcgetattr(STDIN_FILENO, &was) == 0;
	void (*on_int)(int) = signal(SIGINT, SIG_IGN), (*on_quit)(int) = signal(SIGQUIT, SIG_IGN);
	pid_t pid = start(c, frase, command, -1);
	int status = pid > 0 ? wait_for(pid) : 0;
	signal(SIGINT, on_int);
	signal(SIGQUIT, on_quit);
	if (pid > 0 && WIFEXITED(status))
		return WEXITSTATUS(status);
	if (tty)
		tcsetattr(STDIN_FILENO, TCSANOW, &was);
	err_set(&c->err, ERR_DAMAGED, "%s. Restaure un respaldo con «logros restaurar»", ended);
	return cli_fail(c);
}

int inicio_consultar(struct cli *c, const char *frase)
{
	return hand_over(c, frase, (const char *const[]){ "--solo-lectura", NULL }, "El daño no dejó seguir consultando");
}

int inicio_rehacer(struct cli *c, const char *frase)
{
	return hand_over(c, frase, (const char *const[]){ "verificar", "--rehacer", NULL }, "El daño no dejó rehacer los índices");
}
