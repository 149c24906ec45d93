/* The base maestra from a file: columns by heading, rejected rows, stop and go on, the same again; and, with LOGROS_MAESTRA_N rows in the environment,
 * rows per second, bytes and memory (printed, not judged). */
#include "base/csv.h"
#include "base/date.h"
#include "base/file.h"
#include "base/rng.h"
#include "base/text.h"
#include "report/maestra.h"
#include "report/maestra_columna.h"
#include "store/borrador.h"
#include "store/maestra_fila.h"
#include "store/verify.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HOY = 20779 };

static struct arena arena;
static char folder[] = "/tmp/maestra-XXXXXX", almacen[64], csv[64];
static struct store *store;

static void open_store(void)
{
	struct err err = { 0 };
	cr_assert(store_open(&store, &(struct store_options){ .path = almacen, .practica = true }, &err), "%s", err.text);
	cr_assert(store_login(store, "acano", &err), "%s", err.text);
}

static void open_all(void)
{
	struct err err = { 0 };
	arena_init(&arena);
	cr_assert(mkdtemp(folder));
	snprintf(almacen, sizeof almacen, "%s/almacen", folder);
	snprintf(csv, sizeof csv, "%s/tropa.csv", folder);
	cr_assert(store_create(&(struct store_options){ .path = almacen, .practica = true, .map_mib = 8192, .oficina = "prueba", .programa = "tropa-social" }, &err), "%s", err.text);
	cr_assert(store_open(&store, &(struct store_options){ .path = almacen, .practica = true }, &err), "%s", err.text);
	cr_assert(store_user_put(store, "acano", "Ana Cano", ROL_COORDINADOR, &err));
	cr_assert(store_user_put(store, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err));
	cr_assert(store_login(store, "acano", &err));
}

static void close_all(void)
{
	char command[128];
	store_close(store);
	arena_done(&arena);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	(void)!system(command);
}

TestSuite(maestra, .init = open_all, .fini = close_all);

static void file_is(const char *text)
{
	FILE *f = fopen(csv, "w");
	cr_assert(f);
	cr_assert_geq(fputs(text, f), 0);
	cr_assert_eq(fclose(f), 0);
}

static struct maestra_importar begun(int rows)
{
	struct maestra_importar im = { .store = store, .arena = &arena, .path = csv, .hoy = HOY, .filas = rows };
	struct err err = { 0 };
	cr_assert(maestra_abrir(&im, &err), "%s", err.text);
	return im;
}

/* All of it; returns how many batches it took. */
static int loaded(struct maestra_importar *im)
{
	struct err err = { 0 };
	int n = 0;
	for (; !im->carga.terminada; n++)
		cr_assert(maestra_seguir(im, &err), "%s", err.text);
	maestra_cerrar(im);
	return n;
}

static const char *refused(void)
{
	struct maestra_importar im = { .store = store, .arena = &arena, .path = csv, .hoy = HOY };
	struct err err = { 0 };
	cr_assert_not(maestra_abrir(&im, &err));
	maestra_cerrar(&im);
	return arena_strdup(&arena, err.text);
}

static struct maestra row(uint32_t num)
{
	struct maestra m;
	struct txn txn;
	struct err err = { 0 };
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(maestra_get(&txn, num, &arena, &m), "row %u", num);
	txn_abort(&txn);
	return m;
}

static int rows_with(const char *text)
{
	struct txn txn;
	struct err err = { 0 };
	struct busqueda_lugar at = { 0 };
	uint32_t n = 0;
	cr_assert(txn_read(&txn, store, &err));
	struct pregunta *p = maestra_preguntar(&txn, text, MAESTRA_TODAS, &arena);
	while (!at.fin)
		n += busqueda_count(p, &at);
	txn_abort(&txn);
	return (int)n;
}

static void verified(void)
{
	struct verificacion v;
	struct err err = { 0 };
	cr_assert(store_verify(store, &arena, &v, &err), "%s", err.text);
}

static const char *rejects(void)
{
	struct err err = { 0 };
	size_t n;
	char path[96];
	snprintf(path, sizeof path, "%s.rechazos.csv", csv);
	return file_exists(path) ? file_read(&arena, path, 1 << 20, &n, &err) : "";
}

Test(maestra, columns_in_any_order_by_their_headings)
{
	file_is("\xef\xbb\xbf" "Barrio;CÉDULA;Nombre completo;Año de nacimiento;Ficha SISBEN;Color;Móvil;Usuario\r\n"
		"Popular;43.567.890;María Elena de la Cruz Gómez;1984;F-001;azul;300 123 4567;MRestrepo\r\n"
		"\"Santa; Cruz\";71234567;José Restrepo;31/05/1990;F-002;rojo;;\r\n");
	struct maestra_importar im = begun(0);
	cr_expect_str_eq(im.sin_uso, "«Color»");
	loaded(&im);
	cr_expect_eq(im.carga.cuentas.nuevas, 2, "%s", rejects());
	struct maestra m = row(1);
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE1], "María");
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE2], "Elena");
	cr_expect_str_eq(m.campo[MAESTRA_APELLIDO1], "de la Cruz");
	cr_expect_str_eq(m.campo[MAESTRA_APELLIDO2], "Gómez");
	cr_expect_str_eq(m.campo[MAESTRA_DOCUMENTO], "43567890");
	cr_expect_str_eq(m.campo[MAESTRA_NACIMIENTO], "1984");
	cr_expect_str_eq(m.campo[MAESTRA_CODIGO], "F-001");
	cr_expect_str_eq(m.campo[MAESTRA_COGESTOR], "mrestrepo");
	cr_expect_str_eq(m.campo[MAESTRA_CELULAR], "300 123 4567");
	m = row(2);
	cr_expect_str_eq(m.campo[MAESTRA_BARRIO], "Santa; Cruz");
	cr_expect_str_eq(m.campo[MAESTRA_NACIMIENTO], "1990-05-31");
	cr_expect_str_eq(m.campo[MAESTRA_APELLIDO1], "Restrepo");
	cr_expect_str_eq(rejects(), "", "without rejected rows there is no file");
	verified();
}

Test(maestra, a_file_of_windows_with_commas)
{
	file_is("codigo,primer nombre,primer apellido,direccion\nA1,Jos\xe9,Mu\xf1oz,\"KR 1, casa \"\"azul\"\"\"\n");
	struct maestra_importar im = begun(0);
	loaded(&im);
	struct maestra m = row(1);
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE1], "José");
	cr_expect_str_eq(m.campo[MAESTRA_APELLIDO1], "Muñoz");
	cr_expect_str_eq(m.campo[MAESTRA_DIRECCION], "KR 1, casa \"azul\"");
}

Test(maestra, headings_that_say_nothing_are_refused)
{
	static const struct { const char *text, *words; } rows[] = {
		{ "", "está vacío" },
		{ "nombre;direccion\nAna;KR 1\n", "falta una columna con el código" },
		{ "codigo;estrato\n1;2\n", "falta una columna con el nombre o con la dirección" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		file_is(rows[i].text);
		cr_expect(strstr(refused(), rows[i].words), "%s", refused());
	}
	unlink(csv);
	cr_expect(strstr(refused(), "No se pudo abrir"));
	mkdir(csv, 0700);
	cr_expect(strstr(refused(), "no es un archivo"));
}

Test(maestra, rows_that_cannot_be_taken_are_given_back_with_their_reason)
{
	file_is("codigo;documento;nombre;nacimiento;cogestor\n"
		"A1;1001;Ana Cano;1984;\n"
		";;Sin Nada;1984;\n"
		"A2;12;Luz Cano;1984;\n"
		"A3;1003;Omar Cano;31/31/1984;\n"
		"A4;1004;Omar Cano;2090;\n"
		"A5;1005;Omar Cano;1984;Marta Restrepo\n"
		"A1;1006;Otra Ana;1984;\n"
		"A6;1007;;1984;\n"
		"A7;1008;Eva Ríos;1984;\n");
	struct maestra_importar im = begun(0);
	loaded(&im);
	cr_expect_eq(im.carga.cuentas.leidas, 9);
	cr_expect_eq(im.carga.cuentas.nuevas, 2);
	cr_expect_eq(im.carga.cuentas.rechazadas, 7);
	static const char *const words[] = { "\n3;Falta el código", "\n4;El documento «12»", "\n5;\"La fecha de nacimiento «31/31/1984»", "\n6;El año de nacimiento «2090»", "\n7;\"La cuenta «Marta Restrepo»",
		"\n8;El código o el documento ya está en otra fila", "\n9;\"Falta el nombre o la dirección" };
	const char *text = rejects();
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect(strstr(text, words[i]), "«%s» in:\n%s", words[i], text);
	/* corrected, the file of rejected rows is a file like any other */
	char command[512];
	snprintf(command, sizeof command, "sed -e 's/;12;Luz/;1002;Luz/' '%s.rechazos.csv' > '%s.2' && mv '%s.2' '%s' && rm '%s.rechazos.csv'", csv, csv, csv, csv, csv);
	cr_assert_eq(system(command), 0);
	im = begun(0);
	loaded(&im);
	cr_expect_eq(im.carga.cuentas.nuevas, 1);
	verified();
}

static void many(int n, int from)
{
	FILE *f = fopen(csv, "w");
	fputs("codigo;nombre;documento;direccion;telefono\n", f);
	for (int i = from; i < from + n; i++)
		fprintf(f, i % 10 == 9 ? "H%d;Persona Apellido%d;x;KR %d;\n" : "H%d;Persona Apellido%d;%d;KR %d;30012%05d\n", i, i % 50, 1000000 + i, i, i);
	fclose(f);
}

Test(maestra, stopped_and_taken_up_again_in_another_session)
{
	many(1000, 0);
	struct maestra_importar im = begun(150);
	struct err err = { 0 };
	for (int i = 0; i < 3; i++)
		cr_assert(maestra_seguir(&im, &err));
	maestra_cerrar(&im);
	store_close(store);
	open_store();
	im = begun(150);
	cr_expect(im.reanudada);
	cr_expect_eq(im.carga.cuentas.leidas, 450);
	cr_expect_eq(loaded(&im), 4);
	cr_expect_eq(im.carga.cuentas.leidas, 1000);
	cr_expect_eq(im.carga.cuentas.nuevas, 900);
	cr_expect_eq(im.carga.cuentas.rechazadas, 100);
	int lines = 0;
	for (const char *s = rejects(); *s; s++)
		lines += *s == '\n';
	cr_expect_eq(lines, 101, "each rejected row once: %d", lines);
	cr_expect_eq(rows_with("apellido7"), 20);
	im = begun(0);
	cr_expect_not(im.reanudada);
	cr_expect(im.carga.terminada, "the same file again: there is nothing to do");
	maestra_cerrar(&im);
	verified();
}

/* Killed while it works, again and again: at the end each row is there once. */
Test(maestra, killed_as_often_as_you_like, .timeout = 120)
{
	enum { ROWS = 4000 };
	many(ROWS, 0);
	store_close(store);
	int rounds = 0;
	for (bool done = false; !done; rounds++) {
		cr_assert_lt(rounds, 200);
		pid_t pid = fork();
		if (pid == 0) {
			struct maestra_importar im = { .store = NULL, .arena = &arena, .path = csv, .hoy = HOY, .filas = 100 };
			struct err err = { 0 };
			if (!store_open(&im.store, &(struct store_options){ .path = almacen, .practica = true }, &err) || !store_login(im.store, "acano", &err) || !maestra_abrir(&im, &err))
				_exit(2);
			while (!im.carga.terminada)
				if (!maestra_seguir(&im, &err))
					_exit(3);
			_exit(0);
		}
		int status = 0;
		nanosleep(&(struct timespec){ .tv_nsec = 12000000 + rounds % 7 * 5000000L }, NULL);
		if (rounds < 60)
			kill(pid, SIGKILL);
		cr_assert_eq(waitpid(pid, &status, 0), pid);
		cr_assert(WIFSIGNALED(status) || WEXITSTATUS(status) == 0, "exit %d", WEXITSTATUS(status));
		done = WIFEXITED(status);
	}
	open_store();
	struct txn txn;
	struct err err = { 0 };
	struct maestra_carga c;
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(maestra_carga_get(&txn, &arena, &c));
	txn_abort(&txn);
	printf("maestra: %d rounds\n", rounds);
	cr_expect_eq(c.cuentas.leidas, ROWS);
	cr_expect_eq(c.cuentas.nuevas, ROWS * 9 / 10);
	cr_expect_eq(c.total.filas, ROWS * 9 / 10);
	cr_expect(c.terminada);
	int lines = 0;
	for (const char *s = rejects(); *s; s++)
		lines += *s == '\n';
	cr_expect_eq(lines, ROWS / 10 + 1, "each rejected row once: %d", lines);
	verified();
}

/* The control: a place that were not in the transaction of its rows would lag behind after a kill, and the counts above show it. */
Test(maestra, a_place_that_lags_shows)
{
	many(1000, 0);
	struct maestra_importar im = begun(150);
	struct err err = { 0 };
	uint64_t first = im.carga.posicion, line = im.carga.linea;
	for (int i = 0; i < 3; i++)
		cr_assert(maestra_seguir(&im, &err));
	maestra_cerrar(&im);
	struct txn txn;
	struct maestra_estado e;
	cr_assert(txn_write(&txn, store, &err));
	cr_assert(maestra_estado_get(&txn, &txn.arena, &e));
	e.carga.posicion = first;
	e.carga.linea = line;
	maestra_estado_put(&txn, &e, &txn.arena);
	cr_assert(txn_commit(&txn, &err));
	im = begun(150);
	loaded(&im);
	cr_expect_eq(im.carga.cuentas.leidas, 1450);
	cr_expect_eq(im.carga.cuentas.nuevas, 900, "a row is never there twice");
	cr_expect_gt(im.carga.cuentas.rechazadas, 100);
	verified();
}

Test(maestra, a_new_file_changes_what_differs)
{
	many(100, 0);
	struct maestra_importar im = begun(0);
	loaded(&im);
	many(100, 50);
	im = begun(0);
	loaded(&im);
	cr_expect_eq(im.carga.numero, 2);
	cr_expect_eq(im.carga.cuentas.iguales, 45);
	cr_expect_eq(im.carga.cuentas.nuevas, 45);
	cr_expect_eq(im.carga.total.filas, 135);
	verified();
}

Test(maestra, an_open_quote_ends_in_words)
{
	FILE *f = fopen(csv, "w");
	fputs("codigo;nombre\nA1;\"Ana\nA2;Luz\n", f);
	for (int i = 0; i < 200000; i++)
		fputs("A3;Persona\n", f);
	fclose(f);
	struct maestra_importar im = begun(0);
	struct err err = { 0 };
	bool good = true;
	while (good && !im.carga.terminada)
		good = maestra_seguir(&im, &err);
	maestra_cerrar(&im);
	cr_expect_not(good);
	cr_expect(strstr(err.text, "comillas abiertas") && strstr(err.text, "línea 2"), "%s", err.text);
}

Test(maestra, names_are_parted)
{
	static const struct { const char *name, *part[4]; } rows[] = {
		{ "Ana", { "Ana", "", "", "" } },
		{ "Ana Cano", { "Ana", "", "Cano", "" } },
		{ "Ana Cano Ríos", { "Ana", "", "Cano", "Ríos" } },
		{ "Ana Lucía Cano Ríos", { "Ana", "Lucía", "Cano", "Ríos" } },
		{ "Ana Lucía María Cano Ríos", { "Ana", "Lucía María", "Cano", "Ríos" } },
		{ "María del Carmen de la Hoz Ríos", { "María", "del Carmen", "de la Hoz", "Ríos" } },
		{ "", { "", "", "", "" } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *part[4];
		maestra_partir_nombre(rows[i].name, &arena, part);
		for (int k = 0; k < 4; k++)
			cr_expect_str_eq(part[k], rows[i].part[k], "«%s» %d: «%s»", rows[i].name, k, part[k]);
	}
}

/* ---- Times ---- */

static void generate(int n)
{
	static const char *const given[] = { "Maria", "Jose", "Luz", "Carlos", "Ana", "Juan", "Luis", "Gloria", "Jorge", "Sandra", "Wilmar", "Yuliana", "Rosalba", "Marta", "Elena", "Oscar" };
	static const char *const family[] = { "Gómez", "Rodríguez", "González", "Restrepo", "Muñoz", "Zapata", "Cardona", "Arango", "Vélez", "Mosquera", "Palacios", "Giraldo", "Ramírez", "Pérez", "Zuluaga", "Osorio" };
	static const char *const place[] = { "Lucero", "Britalia", "Danubio", "Bosa Centro", "Patio Bonito", "Alfonso López", "Diana Turbay", "Las Cruces" };
	struct rng r;
	FILE *f = fopen(csv, "w");
	rng_seed(&r, 11);
	fputs("ficha;primer nombre;segundo nombre;primer apellido;segundo apellido;tipo documento;documento;fecha nacimiento;direccion;barrio;localidad;municipio;telefono;grupo sisben\n", f);
	for (int i = 0; i < n; i++)
		fprintf(f, "B%07d;%s;%s;%s%s;%s;CC;%d;%d;CL %d %d %d;%s;%d;Bogotá;30%08d;%c%d\n", i, given[rng_range(&r, 0, rng_range(&r, 0, 15))], given[rng_range(&r, 0, 15)],
			family[rng_range(&r, 0, rng_range(&r, 0, 15))], rng_chance(&r, 3) ? "ez" : "", family[rng_range(&r, 0, 15)], 10000000 + rng_range(&r, 0, 999999999), rng_range(&r, 1930, 2005),
			rng_range(&r, 1, 130), rng_range(&r, 1, 130), rng_range(&r, 1, 99), place[rng_range(&r, 0, 7)], rng_range(&r, 1, 20), rng_range(&r, 0, 99999999), 'A' + rng_range(&r, 0, 3), rng_range(&r, 1, 5));
	fclose(f);
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

Test(maestra, times_of_a_large_file, .timeout = 600)
{
	const char *asked = getenv("LOGROS_MAESTRA_N"), *batch = getenv("LOGROS_MAESTRA_LOTE");
	int n = asked ? atoi(asked) : 2000;
	struct err err = { 0 };
	struct rusage use;
	generate(n);
	double start = seconds(), worst = 0;
	struct maestra_importar im = begun(batch ? atoi(batch) : 0);
	double opened = seconds() - start;
	int batches = 0;
	for (; !im.carga.terminada; batches++) {
		double from = seconds();
		cr_assert(maestra_seguir(&im, &err), "%s", err.text);
		worst = seconds() - from > worst ? seconds() - from : worst;
		if (batches % 500 == 0) {
			getrusage(RUSAGE_SELF, &use);
			FILE *s = fopen("/proc/self/statm", "r");
			long size, rss, shared;
			cr_assert_eq(fscanf(s, "%ld %ld %ld", &size, &rss, &shared), 3);
			fclose(s);
			printf("maestra: %d batches, %.1f s, private %ld KB\n", batches, seconds() - start, (rss - shared) * 4);
		}
	}
	maestra_cerrar(&im);
	struct store_info info;
	store_info(store, &info);
	printf("maestra: %d rows in %.1f s (%.0f rows/s; fingerprint %.2f s), %d batches, the longest %.0f ms, %zu MiB used, %.0f bytes a row\n", n, seconds() - start,
		n / (seconds() - start), opened, batches, worst * 1e3, info.used_mib, (double)info.used_mib * 1048576 / n);
	cr_expect_eq(im.carga.cuentas.leidas, n);
	const char *keep = getenv("LOGROS_MAESTRA_COPIA");
	if (keep)
		cr_assert_eq(system(arena_printf(&arena, "cp -r '%s' '%s'", almacen, keep)), 0);
	double from = seconds();
	int found = rows_with("restrepo maria");
	printf("maestra: «restrepo maria» %d rows counted in %.1f ms\n", found, (seconds() - from) * 1e3);
}

/* Somebody saves while a load runs, as two people in an office: the load goes on in small batches and nobody waits long. */
static int by_time(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void load_as_another(void)
{
	struct maestra_importar im = { .arena = &arena, .path = csv, .hoy = HOY };
	struct err err = { 0 };
	if (!store_open(&im.store, &(struct store_options){ .path = almacen, .practica = true }, &err) || !store_login(im.store, "acano", &err) || !maestra_abrir(&im, &err))
		_exit(2);
	while (!im.carga.terminada) {
		if (!maestra_seguir(&im, &err))
			_exit(3);
		nanosleep(&(struct timespec){ .tv_nsec = MAESTRA_PAUSA_MS * 1000000L }, NULL);
	}
	_exit(im.carga.cuentas.nuevas > 0 ? 0 : 4);
}

Test(maestra, others_save_meanwhile, .timeout = 300)
{
	enum { SAVES = 2000 };
	const char *asked = getenv("LOGROS_MAESTRA_N");
	static double waited[SAVES];
	struct borrador_clave key = { .formulario = "nota" };
	struct answers a;
	struct err err = { 0 };
	int status = 0, n = 0;
	generate(asked ? atoi(asked) : 6000);
	answers_init(&a, &arena);
	store_close(store);
	pid_t pid = fork();
	if (pid == 0)
		load_as_another();
	open_store();
	for (bool running = true; running && n < SAVES; n++) {
		answers_set(&a, "n", value_int(n));
		double from = seconds();
		cr_assert(borrador_put(store, &key, &a, "Nota", NULL, &err), "%s", err.text);
		waited[n] = seconds() - from;
		running = waitpid(pid, &status, WNOHANG) == 0;
		nanosleep(&(struct timespec){ .tv_nsec = 3000000 }, NULL);
	}
	if (n == SAVES)
		cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d", status);
	qsort(waited, (size_t)n, sizeof *waited, by_time);
	printf("maestra: %d saves meanwhile, p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n", n, waited[n / 2] * 1e3, waited[n * 99 / 100] * 1e3, waited[n - 1] * 1e3);
	cr_expect_gt(n, 5);
	cr_expect_lt(waited[n - 1], 4.0, "nobody is refused");
	verified();
}
