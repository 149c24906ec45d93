#include "base/config.h"
#include "base/date.h"
#include <criterion/criterion.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static struct problems problems;
static struct config config;
static char dir[64];

static void open_world(void)
{
	arena_init(&arena);
	problems_init(&problems, &arena);
	strcpy(dir, "/tmp/test-config-XXXXXX");
	cr_assert_not_null(mkdtemp(dir));
	setenv("HOME", dir, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("LOGROS_CONFIG");
}

static void close_world(void)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	if (system(command) != 0)
		perror(command);
	arena_done(&arena);
}

TestSuite(config, .init = open_world, .fini = close_world);

static const char *path_of(const char *name)
{
	return arena_printf(&arena, "%s/%s", dir, name);
}

static const char *write_file(const char *name, const char *text)
{
	const char *path = path_of(name);
	for (char *slash = strchr(path + strlen(dir) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	FILE *f = fopen(path, "w");
	cr_assert_not_null(f, "%s", path);
	fputs(text, f);
	fclose(f);
	return path;
}

static bool load(const char *text)
{
	problems_init(&problems, &arena);
	return config_load(&config, &arena, write_file("config.yaml", text), &problems);
}

static const char *said(void)
{
	const char *all = "";
	for (int i = 0; i < problems.n; i++)
		all = arena_printf(&arena, "%s%s%d:%d %s", all, i ? "|" : "", problems.item[i].line, problems.item[i].col, problems.item[i].text);
	return all;
}

Test(config, built_in)
{
	config_defaults(&config);
	cr_expect_null(config.file);
	cr_expect_str_eq(config.programa, "medellin-solidaria");
	cr_expect_str_eq(config.tema, "terminal");
	cr_expect(config.raton);
	cr_expect_not(config.lector);
	cr_expect_eq(config.bloqueo_min, 10);
	cr_expect_eq(config.fecha, DATE_NONE);
	cr_expect_eq(config.n_key, 0);
}

Test(config, no_file_is_no_problem)
{
	cr_expect(config_load(&config, &arena, NULL, &problems), "%s", said());
	cr_expect_null(config.file);
	cr_expect_str_eq(config.usuario, getpwuid(getuid())->pw_name);
}

Test(config, every_key)
{
	cr_assert(load("almacen: /srv/logros\ndefiniciones: ~/definiciones\nprograma: juntos\nusuario: ana.perez\ntema: contraste\nraton: no\n"
	               "lector: sí\nbloqueo_minutos: 0\nfecha_prueba: 2026-11-22\nteclas:\n  guardar: F2 Ctrl-S\n  buscar: \"F7\"\n"),
	          "%s", said());
	cr_expect_str_eq(config.store, "/srv/logros");
	cr_expect_str_eq(config.programs, path_of("definiciones"));
	cr_expect_str_eq(config.programa, "juntos");
	cr_expect_str_eq(config.usuario, "ana.perez");
	cr_expect_str_eq(config.tema, "contraste");
	cr_expect_not(config.raton);
	cr_expect(config.lector);
	cr_expect_eq(config.bloqueo_min, 0);
	cr_expect_eq(config.fecha, date_make(2026, 11, 22));
	cr_assert_eq(config.n_key, 2);
	cr_expect_str_eq(config.key[0].action, "guardar");
	cr_expect_str_eq(config.key[0].keys, "F2 Ctrl-S");
	cr_expect_eq(config.key[1].line, 12);
	cr_expect_eq(config.key[1].col, 11);
	cr_expect_str_eq(config.key[1].file, config.file);
}

Test(config, relative_paths_stand_beside_the_file)
{
	cr_assert(load("almacen: datos/logros\n"));
	cr_expect_str_eq(config.store, path_of("datos/logros"));
}

Test(config, all_that_is_wrong_is_said_and_the_rest_kept)
{
	cr_expect_not(load("programs: x\nprograma: ../etc\nusuario: Ana Pérez\ntema: oscuros\nraton: quizás\nlector: [si]\nbloqueo_minutos: 5000\n"
	                   "fecha_prueba: 22/11/2026\nteclas:\n  guardar:\n  Buscar: F7\nalmacen: /srv\n"));
	cr_expect_str_eq(said(), "1:1 clave desconocida «programs»; quizá «programa»|"
	                         "2:11 «programa»: se esperan solo letras minúsculas sin tilde, cifras y «-»; dice «../etc»|"
	                         "3:10 «usuario»: se esperan solo letras minúsculas sin tilde, cifras y «-_.»; dice «Ana Pérez»|"
	                         "4:7 «tema»: no existe «oscuros»; quizá «oscuro»|"
	                         "5:8 «raton»: se espera «si» o «no»; dice «quizás»|"
	                         "6:9 «lector»: se espera un texto, y hay una lista|"
	                         "7:18 «bloqueo_minutos»: va de 0 (nunca) a 1440|"
	                         "8:15 «fecha_prueba»: se espera una fecha que exista, escrita AAAA-MM-DD; dice «22/11/2026»|"
	                         "10:11 falta el valor de «guardar»|"
	                         "11:3 «Buscar» no es el nombre de una acción; la ayuda (F1) los muestra");
	cr_expect_str_eq(config.programa, "medellin-solidaria");
	cr_expect_str_eq(config.tema, "terminal");
	cr_expect_eq(config.bloqueo_min, 10);
	cr_expect_str_eq(config.store, "/srv");
}

Test(config, broken_files)
{
	cr_expect_not(load("tema: \"oscuro\nraton: si\n"));
	cr_expect(strncmp(said(), "1:7 comillas sin cerrar", 23) == 0, "%s", said());
	cr_expect_not(load("- tema\n"));
	cr_expect_str_eq(said(), "1:1 aquí se espera un grupo de claves («clave: valor»), y hay una lista");
	cr_expect_not(load("tema: claro\ntema: oscuro\n"));
	cr_expect_str_eq(said(), "2:1 la clave «tema» está repetida: ya está en la línea 1");
	problems_init(&problems, &arena);
	cr_expect_not(config_load(&config, &arena, path_of("no-esta.yaml"), &problems));
	cr_expect_str_eq(said(), "0:0 no se puede abrir: no existe; revise el nombre y la carpeta");
}

Test(config, only_comments_mean_the_built_in_values)
{
	cr_expect(load("# tema: claro\n\n   # nada\n"), "%s", said());
	cr_expect(load(""), "%s", said());
	cr_expect_str_eq(config.tema, "terminal");
	cr_expect_not_null(config.file);
}

Test(config, order_of_files)
{
	const char *user = write_file(".config/logros/config.yaml", "tema: claro\n");
	cr_assert(config_load(&config, &arena, NULL, &problems));
	cr_expect_str_eq(config.tema, "claro");
	cr_expect_str_eq(config.file, user);

	write_file("xdg/logros/config.yaml", "tema: oscuro\n");
	setenv("XDG_CONFIG_HOME", path_of("xdg"), 1);
	cr_assert(config_load(&config, &arena, NULL, &problems));
	cr_expect_str_eq(config.tema, "oscuro");

	setenv("LOGROS_CONFIG", write_file("entorno.yaml", "raton: no\n"), 1);
	cr_assert(config_load(&config, &arena, NULL, &problems));
	cr_expect_not(config.raton);
	cr_expect_str_eq(config.tema, "terminal");

	cr_assert(config_load(&config, &arena, write_file("opcion.yaml", "tema: mono\n"), &problems));
	cr_expect(config.raton);
	cr_expect_str_eq(config.tema, "mono");
}

/* The file that people start from must load, also with every comment taken off its examples. */
Test(config, the_file_of_the_tree)
{
	const char *root = getenv("LOGROS_ROOT");
	cr_assert_not_null(root);
	const char *path = arena_printf(&arena, "%s/config.yaml", root);
	cr_expect(config_load(&config, &arena, path, &problems), "%s", said());
	struct config built_in;
	config_defaults(&built_in);
	cr_expect_str_eq(config.programa, built_in.programa);
	cr_expect_str_eq(config.tema, built_in.tema);
	cr_expect_eq(config.raton, built_in.raton);
	cr_expect_eq(config.lector, built_in.lector);
	cr_expect_eq(config.bloqueo_min, built_in.bloqueo_min);

	FILE *f = fopen(path, "r");
	cr_assert_not_null(f);
	char line[512];
	const char *all = "";
	while (fgets(line, sizeof line, f)) {
		bool key = strncmp(line, "# ", 2) == 0 && (line[2] == ' ' || (line[2] >= 'a' && line[2] <= 'z'));
		all = arena_printf(&arena, "%s%s", all, key ? line + 2 : line);
	}
	fclose(f);
	cr_expect(load(all), "%s", said());
	cr_expect_eq(config.fecha, date_make(2026, 11, 22));
	cr_expect_geq(config.n_key, 2);
	cr_expect_str_eq(config.store, "/var/lib/logros");
}
