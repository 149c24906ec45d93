#include "cli/lista.h"
#include "cli/practica.h"

#include "base/date.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NUEVA ".nueva."

/* $XDG_STATE_HOME/logros/practica, made as far as it is missing. */
static const char *default_path(struct cli *c)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	const char *base = state && *state ? state : arena_printf(&c->arena, "%s/.local/state", home ? home : "/tmp");
	char *path = arena_printf(&c->arena, "%s/logros", base);
	for (char *p = path + 1; *p; p++)
		if (*p == '/') {
			*p = 0;
			mkdir(path, 0700);
			*p = '/';
		}
	mkdir(path, 0700);
	return arena_printf(&c->arena, "%s/practica", path);
}

static bool fill(struct cli *c, const struct programa *programa, const char *path, uint64_t seed, int *n)
{
	struct store_options options = { .path = path, .practica = true, .oficina = "Oficina de práctica", .programa = programa->id };
	struct store *store;
	if (!store_create(&options, &c->err) || !store_open(&store, &options, &c->err))
		return false;
	bool good = practica_llenar(store, programa, seed, c->hoy, n, &c->err);
	store_close(store);
	clock_fix(c->config.fecha);
	return good;
}

/* What a run that was killed left half made beside the practice. */
static void sweep(struct cli *c, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *folder = slash ? arena_strndup(&c->arena, path, (size_t)(slash - path + 1)) : "./";
	const char *mark = arena_printf(&c->arena, "%s" NUEVA, name);
	DIR *dir = opendir(folder);
	for (const struct dirent *d; dir && (d = readdir(dir));) {
		int pid = strncmp(d->d_name, mark, strlen(mark)) == 0 ? atoi(d->d_name + strlen(mark)) : 0;
		if (pid > 0 && kill(pid, 0) != 0 && errno == ESRCH)
			practica_quitar(arena_printf(&c->arena, "%s%s", folder, d->d_name), NULL);
	}
	if (dir)
		closedir(dir);
}

/* Made beside its place and renamed when all families are in: whoever is interrupted finds no practice with half of them. */
static bool make(struct cli *c, const struct programa *programa, const char *path, uint64_t seed)
{
	const char *fresh = arena_printf(&c->arena, "%s" NUEVA "%d", path, (int)getpid());
	int n;
	sweep(c, path);
	if (!fill(c, programa, fresh, seed, &n)) {
		practica_quitar(fresh, NULL);
		return false;
	}
	if (rename(fresh, path) != 0)
		return err_set_sys(&c->err, ERR_CREATE, errno, "No se pudo poner la práctica en «%s»: %s", path, err_sys_text(errno));
	fprintf(stderr, "Práctica lista: %d familias inventadas en %s\n", n, path);
	return true;
}

/* A seed is a number; the same one gives the same families. */
static bool read_seed(const char *text, uint64_t *seed)
{
	char *end;
	errno = 0;
	*seed = 2026;
	if (!text)
		return true;
	*seed = strtoull(text, &end, 10);
	return *text >= '0' && *text <= '9' && !*end && errno == 0;
}

static const char *without_slashes(struct cli *c, const char *path)
{
	size_t n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	return arena_strndup(&c->arena, path, n);
}

static int run(struct cli *c, int argc, char **argv)
{
	const char *text = cli_option(&argc, argv, "--semilla");
	uint64_t seed;
	bool again = cli_flag(&argc, argv, "--reiniciar"), only = cli_flag(&argc, argv, "--solo-crear");
	if (argc > 1)
		return cli_usage(c, "«demo» no conoce «%s»", argv[1]);
	if (!read_seed(text, &seed))
		return cli_usage(c, "la semilla es un número, y «%s» no lo es", text);
	const struct programa *programa = cli_programa(c);
	if (!programa)
		return err_exit_code(&c->err);
	const char *path = c->almacen ? without_slashes(c, c->almacen) : default_path(c);
	if (store_exists(path) && !store_is_practica(path)) {
		err_set(&c->err, ERR_DENIED, "«%s» es un almacén real: la práctica va en otra carpeta", path);
		return err_exit_code(&c->err);
	}
	if ((!store_exists(path) || again) && !practica_posible(programa, &c->err))
		return err_exit_code(&c->err);
	if (store_exists(path) && again && !practica_quitar(path, &c->err))
		return err_exit_code(&c->err);
	if (!store_exists(path) && !make(c, programa, path, seed))
		return err_exit_code(&c->err);
	if (only)
		return 0;
	c->almacen = path;
	return consola_run(c);
}

const struct comando comando_demo = {
	.name = "demo", .args = "[--reiniciar] [--semilla N] [--solo-crear]",
	.help = "abre la práctica: familias inventadas, nada es real", .run = run,
};
