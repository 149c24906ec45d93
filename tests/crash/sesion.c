#include "tests/crash/sesion.h"
#include "store/compactar.h"
#include "store/restaurar.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMITE_MS = 10000 };

static bool acknowledge(int ack, int hogar, uint32_t n)
{
	char line[32];
	int len = snprintf(line, sizeof line, "%d %u\n", hogar, n);
	return write(ack, line, (size_t)len) == len;
}

/* The planted fault acknowledges before it saves. */
static bool saves(struct store *store, int times, int ack, bool faulty, struct err *err)
{
	for (int i = 0; i < times; i++) {
		int hogar = 1 + i % OBRA_HOGARES;
		if (faulty && !acknowledge(ack, hogar, 1000000))
			return false;
		uint32_t n = obra_guardar(store, hogar, err);
		if (n == 0 || (!faulty && !acknowledge(ack, hogar, n)))
			return false;
	}
	return true;
}

/* The file is compacted; then a backup is made and put in its place. */
static bool move(struct store **store, const char *path, int times, int ack, struct err *err)
{
	struct compactacion c;
	struct restauracion r;
	struct respaldo copy;
	struct arena arena;
	arena_init(&arena);
	bool good = compactar(*store, 0, &c, err) && saves(*store, times, ack, false, err)
		&& respaldo_hacer(*store, &(struct respaldo_pedido){ .motivo = "ensayo" }, &arena, &copy, NULL, err);
	store_close(*store);
	good = good && restaurar(path, copy.ruta, NULL, &arena, &r, err);
	*store = good ? obra_abrir(path, err) : NULL;
	arena_done(&arena);
	return *store != NULL;
}

/* Makes the store if there is none, saves in turns, and writes each acknowledgement as a line `household number`, with one system call. */
int sesion_main(int argc, char **argv)
{
	struct err err = { 0 };
	fputs(SESION_EMPIEZA "\n", stderr);
	int times = argc > 3 ? atoi(argv[3]) : 0, ack = argc > 4 ? open(argv[4], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
	const char *how = argc > 5 ? argv[5] : "";
	bool ready = argc > 2 && (store_exists(argv[2]) || obra_crear(argv[2], &err)), moves = strcmp(how, "mudanza") == 0;
	struct store *store = ready ? obra_abrir(argv[2], &err) : NULL;
	if (store && saves(store, times, ack, strcmp(how, "falla") == 0, &err) && moves && move(&store, argv[2], times, ack, &err))
		saves(store, times, ack, false, &err);
	if (store)
		store_close(store);
	if (err.code != ERR_NONE)
		fprintf(stderr, "%s\n", err.text);
	return err.code == ERR_NONE ? 0 : err_exit_code(&err);
}

void sesion_acuses(const char *path, struct obra_acuse *acked)
{
	FILE *in = fopen(path, "r");
	int hogar;
	unsigned n;
	while (in && fscanf(in, "%d %u", &hogar, &n) == 2)
		if (hogar >= 1 && hogar <= OBRA_HOGARES && n > acked->n[hogar - 1])
			acked->n[hogar - 1] = n;
	if (in)
		fclose(in);
}

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int sesion_run(char *const argv[], char *const env[], const char *err_path)
{
	int status;
	int64_t end = now_ms() + LIMITE_MS;
	pid_t pid = fork();
	if (pid == 0) {
		int out = open(err_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
		dup2(out, STDERR_FILENO);
		setpgid(0, 0);
		for (; env && *env; env++)
			putenv(*env);
		execvp(argv[0], argv);
		_exit(127);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		if (now_ms() > end) {
			kill(-pid, SIGKILL);
			waitpid(pid, &status, 0);
			return 255;
		}
		usleep(500);
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool sesion_dice(const char *path, const char *text)
{
	char line[4096];
	bool found = false;
	FILE *in = fopen(path, "r");
	while (in && !found && fgets(line, sizeof line, in))
		found = strstr(line, text) != NULL;
	if (in)
		fclose(in);
	return found;
}
