/* A programme whose definitions went on, and the practice families that answered before: `revisar` reads the map, `migrar` tries it and applies it. */
#include "base/date.h"
#include "cli/lista.h"
#include "model/campos.h"
#include "store/txn.h"
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct cli cli;
static char folder[64];

static void put_file(const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(&cli.arena, "%s/programs/%s", folder, name), "w");
	cr_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static void shell(const char *command)
{
	cr_assert_eq(system(command), 0, "%s", command);
}

static void start(void)
{
	const char *root = getenv("LOGROS_ROOT");
	cli = (struct cli){ .program = "logros" };
	arena_init(&cli.arena);
	snprintf(folder, sizeof folder, "/tmp/logros-migrar-XXXXXX");
	cr_assert(mkdtemp(folder));
	shell(arena_printf(&cli.arena, "cp -R '%s/programs' '%s/programs' && mkdir -p '%s/programs/medellin-solidaria/migraciones'", root ? root : ".", folder, folder));
	shell(arena_printf(&cli.arena, "sed -i 's/^version: .*/version: 9/' '%s/programs/common/forms/vivienda.yaml'", folder));
	cli.fecha_text = "2026-11-22";
	cli.definiciones = arena_printf(&cli.arena, "%s/programs", folder);
	cli.almacen = arena_printf(&cli.arena, "%s/practica", folder);
	cr_assert(cli_configure(&cli), "%s", cli.err.text);
}

static void stop(void)
{
	char command[96];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	(void)!system(command);
	clock_fix(DATE_NONE);
	arena_done(&cli.arena);
}

TestSuite(migrar, .init = start, .fini = stop, .timeout = 300);

static int run(const struct comando *c, const char *line)
{
	char copy[200], *rest = copy, *argv[12];
	int argc = 0;
	snprintf(copy, sizeof copy, "%s", line);
	for (char *one; (one = strsep(&rest, " "));)
		argv[argc++] = one;
	argv[argc] = NULL;
	cli.err = (struct err){ 0 };
	cli.loaded = NULL;
	return c->run(&cli, argc, argv);
}

static const char *printed(void)
{
	FILE *out = cr_get_redirected_stdout();
	char *text = arena_alloc(&cli.arena, 8192);
	fflush(stdout);
	size_t n = fread(text, 1, 8191, out);
	text[n] = '\0';
	return text;
}

static const char good[] = "migracion: pisos\nformulario: vivienda\nde: 8\na: 9\nreglas:\n  - {variable: pisos, choices: {cemento: baldosa}}\n";

Test(migrar, what_is_wrong_is_told_with_its_place)
{
	put_file("medellin-solidaria/migraciones/pisos.yaml", "migracion: pisos\nformulario: vivienda\nde: 8\na: 9\nreglas:\n  - {variable: pisos, to: piso_nuevo}\n");
	cr_redirect_stderr();
	cr_expect_eq(run(&comando_revisar, "revisar"), 78);
	FILE *err = cr_get_redirected_stderr();
	char text[2048] = "";
	fflush(stderr);
	text[fread(text, 1, sizeof text - 1, err)] = '\0';
	cr_expect(strstr(text, "medellin-solidaria/migraciones/pisos.yaml:6:27: la variable «piso_nuevo» no está en el diccionario"), "%s", text);
	cr_expect_eq(run(&comando_migrar, "migrar --ensayo"), 78);
}

Test(migrar, tried_applied_and_nothing_left)
{
	cr_redirect_stdout();
	shell(arena_printf(&cli.arena, "sed -i 's/^version: .*/version: 2/' '%s/programs/common/forms/vivienda.yaml'", folder));
	cr_assert_eq(run(&comando_demo, "demo --solo-crear"), 0, "%s", cli.err.text);
	shell(arena_printf(&cli.arena, "sed -i 's/^version: .*/version: 9/' '%s/programs/common/forms/vivienda.yaml'", folder));
	put_file("medellin-solidaria/migraciones/pisos.yaml", good);
	cr_expect_eq(run(&comando_revisar, "revisar"), 0, "%s", cli.err.text);
	cr_expect_eq(run(&comando_migrar, "migrar --ensayo --csv"), 0, "%s", cli.err.text);
	cr_expect_eq(run(&comando_migrar, "migrar --csv"), 0, "%s", cli.err.text);
	cr_expect_eq(run(&comando_migrar, "migrar --ensayo"), 0, "%s", cli.err.text);
	cr_expect_eq(run(&comando_migrar, "migrar otra"), 64);
	const char *text = printed(), *tried = strstr(text, "pisos;pisos;pisos;"), *done = tried ? strstr(tried + 1, "pisos;pisos;pisos;") : NULL;
	int hogares = 0, cambian = 0, sin_dato = 0, quedan = 0, again = 0;
	cr_assert(done, "%s", text);
	cr_expect_eq(sscanf(tried, "pisos;pisos;pisos;%d;%d;%d;%d", &hogares, &cambian, &sin_dato, &quedan), 4);
	cr_expect_gt(hogares, 10);
	cr_expect_eq(hogares, cambian);
	cr_expect_eq(sin_dato + quedan, 0);
	cr_expect_eq(sscanf(done, "pisos;pisos;pisos;%d", &again), 1);
	cr_expect_eq(again, hogares, "what was tried is what was done");
	cr_expect(strstr(done, "pisos: ninguna respuesta por pasar"), "%s", text);
	cr_expect(strstr(done, "; 0 cambiarían"), "%s", text);
}
