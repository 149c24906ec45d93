#include "cli/lista.h"
#include "cli/practica.h"

#include "base/date.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Only a practice store is ever removed, and only the files that a store has. */
static bool remove_practica(const char *path, struct err *err)
{
	static const char *const files[] = { "data.mdb", "lock.mdb", "almacen.txt", "clave", "ancla.log", "puerta" };
	char name[4096];
	if (!store_is_practica(path))
		return err_set(err, ERR_DENIED, "En «%s» no hay un almacén de práctica: no se borra nada", path);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(name, sizeof name, "%s/%s", path, files[i]);
		unlink(name);
	}
	return rmdir(path) == 0 || err_set(err, ERR_CREATE, "No se pudo reiniciar la práctica en «%s»: la carpeta tiene otros archivos", path);
}

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

static bool make(struct cli *c, const struct programa *programa, const char *path, uint64_t seed)
{
	struct store_options options = { .path = path, .practica = true, .oficina = "Oficina de práctica", .programa = programa->id };
	struct store *store;
	int n;
	if (!store_create(&options, &c->err) || !store_open(&store, &options, &c->err))
		return false;
	bool good = store_user_put(store, "practica", "Cogestora de práctica", ROL_COGESTOR, &c->err)
		&& store_user_put(store, "coordinacion", "Coordinación de práctica", ROL_COORDINADOR, &c->err)
		&& store_login(store, "practica", &c->err) && practica_llenar(store, programa, seed, c->hoy, &n, &c->err);
	store_close(store);
	clock_fix(c->config.fecha);
	if (good)
		fprintf(stderr, "Práctica lista: %d familias inventadas en %s\n", n, path);
	return good;
}

static int run(struct cli *c, int argc, char **argv)
{
	const char *seed = cli_option(&argc, argv, "--semilla");
	bool again = cli_flag(&argc, argv, "--reiniciar"), only = cli_flag(&argc, argv, "--solo-crear");
	if (argc > 1)
		return cli_usage(c, "«demo» no conoce «%s»", argv[1]);
	const struct programa *programa = cli_programa(c);
	if (!programa)
		return err_exit_code(&c->err);
	const char *path = c->almacen ? c->almacen : default_path(c);
	if (store_exists(path) && again && !remove_practica(path, &c->err))
		return err_exit_code(&c->err);
	if (!store_exists(path) && !make(c, programa, path, seed ? strtoull(seed, NULL, 10) : 2026))
		return err_exit_code(&c->err);
	if (only)
		return 0;
	if (!store_is_practica(path)) {
		err_set(&c->err, ERR_DENIED, "«%s» es un almacén real: la práctica va en otra carpeta", path);
		return err_exit_code(&c->err);
	}
	c->almacen = path;
	return consola_run(c);
}

const struct comando comando_demo = {
	.name = "demo", .args = "[--reiniciar] [--semilla N] [--solo-crear]",
	.help = "abre la práctica: familias inventadas, nada es real", .run = run,
};
