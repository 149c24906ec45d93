#include "cli/lista.h"
#include "cli/practica.h"

#include "base/date.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static bool make(struct cli *c, const struct programa *programa, const char *path, uint64_t seed)
{
	const char *fresh = practica_al_lado(path, &c->arena);
	int n;
	if (!practica_en_su_lugar(fresh, path, fill(c, programa, fresh, seed, &n), &c->err))
		return false;
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
