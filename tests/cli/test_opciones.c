#include "base/date.h"
#include "cli/lista.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct cli cli;
static char *argv[16];
static int argc;

static void words(const char *line)
{
	static char copy[256];
	char *rest = copy;
	snprintf(copy, sizeof copy, "%s", line);
	argc = 0;
	for (char *one; (one = strsep(&rest, " "));)
		argv[argc++] = one;
	argv[argc] = NULL;
}

static void start(void)
{
	cli = (struct cli){ .program = "logros" };
	arena_init(&cli.arena);
}

static void stop(void)
{
	arena_done(&cli.arena);
}

TestSuite(opciones, .init = start, .fini = stop);

Test(opciones, common_ones_are_taken_out_wherever_they_stand)
{
	words("logros --almacen /a importar uno.csv --fecha=2026-01-02 dos.csv --sin-color");
	argc = cli_options(&cli, argc, argv);
	cr_assert_eq(argc, 4);
	cr_expect_str_eq(argv[1], "importar");
	cr_expect_str_eq(argv[2], "uno.csv");
	cr_expect_str_eq(argv[3], "dos.csv");
	cr_expect_null(argv[4]);
	cr_expect_str_eq(cli.almacen, "/a");
	cr_expect_str_eq(cli.fecha_text, "2026-01-02");
	cr_expect(cli.sin_color && !cli.help);
}

Test(opciones, help_and_version)
{
	words("logros demo -h");
	cr_expect_eq(cli_options(&cli, argc, argv), 2);
	cr_expect(cli.help && !cli.version);
	words("logros --version");
	cr_expect_eq(cli_options(&cli, argc, argv), 1);
	cr_expect(cli.version);
	words("logros --ayuda");
	cr_expect_eq(cli_options(&cli, argc, argv), 1);
	cr_expect(cli.help);
}

Test(opciones, one_without_its_value_is_said)
{
	words("logros demo --almacen");
	cr_expect_eq(cli_options(&cli, argc, argv), -1);
	cr_expect_eq(cli.err.code, ERR_USAGE);
}

Test(opciones, a_name_that_only_begins_alike_is_another_option)
{
	words("demo --semillas 3");
	cr_expect_null(cli_option(&argc, argv, "--semilla"));
	cr_expect_eq(argc, 3);
	words("demo --semilla= x");
	cr_expect_str_eq(cli_option(&argc, argv, "--semilla"), "");
	cr_expect_eq(argc, 2);
	cr_expect_str_eq(argv[1], "x");
}

Test(opciones, after_two_dashes_all_are_names)
{
	words("importar -- --aplicar");
	cr_expect_not(cli_flag(&argc, argv, "--aplicar"));
	cr_expect_eq(argc, 3);
	words("importar --aplicar x");
	cr_expect(cli_flag(&argc, argv, "--aplicar"));
	cr_expect_eq(argc, 2);
	cr_expect_not(cli_flag(&argc, argv, "--aplicar"));
}

Test(opciones, a_date_that_is_none_is_said)
{
	cli.fecha_text = "mañana";
	cr_expect_not(cli_configure(&cli));
	cr_expect_eq(cli.err.code, ERR_USAGE);
	cr_expect(strstr(cli.err.text, "2026-11-22"), "%s", cli.err.text);
}

Test(opciones, the_option_wins_over_the_configuration)
{
	cli.fecha_text = "2026-03-04";
	cli.programa = "otro";
	cli.usuario = "mrestrepo";
	cli.sin_color = true;
	cr_assert(cli_configure(&cli), "%s", cli.err.text);
	cr_expect_eq(cli.hoy, date_make(2026, 3, 4));
	cr_expect_str_eq(cli.config.programa, "otro");
	cr_expect_str_eq(cli.config.usuario, "mrestrepo");
	cr_expect_str_eq(cli.config.tema, "mono");
	cli.almacen = "/otro";
	cr_expect_str_eq(cli_store_path(&cli), "/otro");
	clock_fix(DATE_NONE);
}

Test(opciones, each_command_is_found_by_its_name)
{
	int n;
	const struct comando *const *list = comandos(&n);
	cr_assert_geq(n, 5);
	for (int i = 0; i < n; i++) {
		cr_expect_eq(comando_find(list[i]->name), list[i]);
		cr_expect(list[i]->run && *list[i]->help, "%s", list[i]->name);
	}
	cr_expect_null(comando_find("volar"));
}

/* ---- demo ---- */

static char folder[64];

static void demo_start(void)
{
	const char *root = getenv("LOGROS_ROOT");
	start();
	snprintf(folder, sizeof folder, "/tmp/logros-demo-XXXXXX");
	cr_assert(mkdtemp(folder));
	cli.fecha_text = "2026-11-22";
	cli.definiciones = arena_printf(&cli.arena, "%s/programs", root ? root : ".");
	cr_assert(cli_configure(&cli), "%s", cli.err.text);
}

static void demo_stop(void)
{
	char command[96];
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	(void)!system(command);
	clock_fix(DATE_NONE);
	stop();
}

TestSuite(demo, .init = demo_start, .fini = demo_stop, .timeout = 300);

static int demo(const char *line)
{
	words(line);
	cli.almacen = arena_printf(&cli.arena, "%s/practica/", folder);
	cli.err = (struct err){ 0 };
	return comando_demo.run(&cli, argc, argv);
}

static uint32_t families(void)
{
	struct store_info info;
	struct store_options o = { .path = arena_printf(&cli.arena, "%s/practica", folder), .practica = true };
	struct store *store;
	struct err err = { 0 };
	cr_assert(store_open(&store, &o, &err), "%s", err.text);
	store_info(store, &info);
	store_close(store);
	return info.hogares;
}

Test(demo, it_is_made_once_and_again_when_asked)
{
	cr_assert_eq(demo("demo --solo-crear --semilla 3"), 0, "%s", cli.err.text);
	cr_expect_eq(access(arena_printf(&cli.arena, "%s/practica.nueva.%d", folder, (int)getpid()), F_OK), -1);
	cr_expect_gt(families(), 120);
	const char *mark = arena_printf(&cli.arena, "%s/practica/almacen.txt", folder);
	cr_assert_eq(chmod(mark, 0400), 0);
	cr_expect_eq(demo("demo --solo-crear"), 0, "%s", cli.err.text);
	cr_expect_neq(access(mark, F_OK), -1);
	cr_expect_eq(demo("demo --reiniciar --solo-crear --semilla 4"), 0, "%s", cli.err.text);
	cr_expect_gt(families(), 120);
}

Test(demo, what_a_killed_run_left_is_swept)
{
	const char *left = arena_printf(&cli.arena, "%s/practica.nueva.%d", folder, 999999999);
	struct store_options o = { .path = left, .practica = true, .map_mib = 64, .oficina = "x", .programa = "medellin-solidaria" };
	cr_assert(store_create(&o, &cli.err), "%s", cli.err.text);
	cr_assert_eq(demo("demo --solo-crear"), 0, "%s", cli.err.text);
	cr_expect_eq(access(left, F_OK), -1);
}

Test(demo, wrong_words_and_real_stores_are_refused)
{
	cr_expect_eq(demo("demo --solo-crear --semilla tres"), 64);
	cr_expect_eq(demo("demo --volar"), 64);
	struct store_options o = { .path = arena_printf(&cli.arena, "%s/practica", folder), .passphrase = "cuatro palabras muy largas", .map_mib = 64, .oficina = "x", .programa = "medellin-solidaria" };
	cr_assert(store_create(&o, &cli.err), "%s", cli.err.text);
	cr_expect_eq(demo("demo --reiniciar --solo-crear"), 77);
	cr_expect(strstr(cli.err.text, "almacén real"), "%s", cli.err.text);
	cr_expect_eq(access(arena_printf(&cli.arena, "%s/practica/data.mdb", folder), F_OK), 0, "nothing was touched");
}

/* ---- options of a command ---- */

static int given(const char *command, const char *line)
{
	words(line);
	return comando_opciones(&cli, comando_find(command), argc, argv);
}

Test(opciones, a_mistyped_option_is_no_file_and_no_folder)
{
	cr_expect_eq(given("respaldar", "respaldar --lsita"), 64);
	cr_expect_eq(given("respaldar", "respaldar -l"), 64);
	cr_expect_eq(given("respaldar", "respaldar /copias --ensayo"), 0);
	cr_expect_eq(given("diario", "diario --lote"), 64, "a beginning of a name is not the name");
	cr_expect_eq(given("diario", "diario --lotes"), 0);
	cr_expect_eq(given("evaluar", "evaluar -"), 0, "the input");
	cr_expect_eq(given("restaurar", "restaurar -- --raro"), 0, "what comes after -- is a name");
}

Test(opciones, an_option_that_shows_a_value_wants_it)
{
	cr_expect_eq(given("exportar", "exportar --a-fecha"), 64);
	cr_expect_eq(given("exportar", "exportar --a-fecha --sensibles"), 64);
	cr_expect_eq(given("exportar", "exportar --a-fecha=2026-01-01 --carpeta /x --sensibles"), 0);
	cr_expect_eq(given("exportar", "exportar --sensibles=si"), 64, "and another one takes none");
	cr_expect_eq(given("iniciar", "iniciar --rol coordinador --oficina=Norte"), 0);
	cr_expect_eq(given("deshacer", "deshacer 7 --aplicar --motivo -"), 0);
}

Test(opciones, one_with_a_value_in_one_place_only_may_stand_alone)
{
	cr_expect_eq(given("importar", "importar --maestra --quitar --aplicar"), 0);
	cr_expect_eq(given("importar", "importar base.csv --maestra"), 0);
}

/* What each command tells of itself is what it reads. */
Test(opciones, every_command_knows_what_its_summary_shows)
{
	int n;
	const struct comando *const *all = comandos(&n);
	for (int i = 0; i < n; i++)
		for (const char *at = all[i]->args; (at = strstr(at, "--")); at += 2) {
			char line[128];
			int len = 2 + (int)strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
			snprintf(line, sizeof line, "%s %.*s x", all[i]->name, len, at);
			cr_expect_eq(given(all[i]->name, line), 0, "%s", line);
		}
}
