#include "tests/report/oficina.h"
#include "store/acto.h"
#include "store/diario.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(exportar, .init = open_office, .fini = close_office, .timeout = 180);

static struct exportar export_to(const char *name, bool sensibles, const char **folder)
{
	struct err err = { 0 };
	struct exportar x = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .sensibles = sensibles };
	*folder = arena_printf(&o.arena, "%s/%s", o.folder, name);
	cr_assert(exportar_run(&x, *folder, &err), "%s", err.text);
	cr_expect_eq(x.danados, 0);
	return x;
}

static const char *in(const char *folder, const char *name)
{
	return arena_printf(&o.arena, "%s/%s", folder, name);
}

static void same_file(const char *a, const char *b, const char *name)
{
	size_t n = 0, k = 0;
	char *x = oficina_read(&o, in(a, name), &n), *y = oficina_read(&o, in(b, name), &k);
	cr_assert(x && y);
	cr_expect_eq(n, k, "%s: %zu and %zu bytes", name, n, k);
	cr_expect(n == k && memcmp(x, y, n) == 0, "%s differs", name);
}

static const char *example(const char *name)
{
	const char *root = getenv("LOGROS_ROOT");
	return arena_printf(&o.arena, "%s/ejemplos/%s", root ? root : ".", name);
}

Test(exportar, an_office_goes_out_and_comes_in_the_same)
{
	const char *first, *second;
	oficina_import_files(&o, example("hogares.csv"), example("integrantes.csv"), true);
	struct exportar x = export_to("uno", true, &first);
	cr_expect_eq(x.hogares, 1000);
	cr_expect_gt(x.integrantes, 3000);
	struct importar *im = oficina_import_files(&o, in(first, "hogares.csv"), in(first, "integrantes.csv"), true);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->iguales, 1000, "read back, the files change nothing");
	oficina_move(&o);
	im = oficina_import_files(&o, in(first, "hogares.csv"), in(first, "integrantes.csv"), true);
	cr_expect_eq(im->nuevos, 1000);
	struct exportar y = export_to("dos", true, &second);
	cr_expect_eq(y.integrantes, x.integrantes);
	same_file(first, second, "hogares.csv");
	same_file(first, second, "integrantes.csv");
}

/* Somebody undoes what was registered last while the first households are written. */
static void undo_last(void *arg, int hechos, int total)
{
	uint64_t *n = arg;
	struct err err = { 0 };
	struct txn txn;
	(void)hechos;
	(void)total;
	if (*n == 0)
		return;
	cr_assert(txn_write(&txn, o.store, &err), "%s", err.text);
	cr_assert(diario_deshacer(&txn, *n, "Se registró por error", &err) && txn_commit(&txn, &err), "%s", err.text);
	*n = 0;
}

Test(exportar, a_household_that_goes_meanwhile_is_passed_over)
{
	struct store_info info;
	struct err err = { 0 };
	oficina_import_files(&o, example("hogares.csv"), example("integrantes.csv"), true);
	store_info(o.store, &info);
	uint64_t n = info.operaciones - 1;
	struct exportar x = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .avance = undo_last, .avance_arg = &n };
	cr_assert(exportar_run(&x, in(o.folder, "salida"), &err), "%s", err.text);
	cr_expect_eq(x.hogares, 999);
}

/* Every kind of value, and the texts that files break on. */
static void strange_family(void)
{
	struct txn txn;
	struct err err = { 0 };
	struct answers h, m[2];
	struct ficha f;
	struct acto acto = { .txn = &txn, .programa = o.programa, .hoy = o.hoy, .arena = &o.arena };
	answers_init(&h, &o.arena);
	answers_set(&h, "municipio", value_choice("05001"));
	answers_set(&h, "comuna", value_choice("05001_10"));
	answers_set(&h, "barrio", value_text("=2+3;\"Boston\""));
	answers_set(&h, "referencia", value_text("-frente a la cancha, casa 'azul'"));
	answers_set(&h, "historia_hogar", value_text("Vienen de lejos.\nLlegaron en 2010; «bien»."));
	answers_set(&h, "puntaje_sisben", value_int(2105));
	answers_set(&h, "estrato", value_int(0));
	answers_set(&h, "servicios", value_set("energia acueducto"));
	answers_set(&h, "vulnerabilidades", value_set(""));
	answers_set(&h, "violencia_12m", (struct value){ .kind = VALUE_REFUSED });
	answers_set(&h, "ahorra", value_bool(false));
	answers_set(&h, "meta1", value_text("NQR"));
	for (int i = 0; i < 2; i++)
		answers_init(&m[i], &o.arena);
	answers_set(&m[0], "nombre1", value_text("Luz"));
	answers_set(&m[0], "apellido1", value_text("Ñáñez"));
	answers_set(&m[0], "parentesco", value_choice("jefe"));
	answers_set(&m[0], "tipo_documento", value_choice("cc"));
	answers_set(&m[0], "numero_documento", value_text("43567890"));
	answers_set(&m[0], "fecha_nacimiento", value_date(date_make(1980, 2, 29)));
	answers_set(&m[0], "ingreso_salario", value_int(1423500));
	answers_set(&m[1], "nombre1", value_text("Ana"));
	answers_set(&m[1], "apellido1", value_text("Ñáñez"));
	answers_set(&m[1], "parentesco", value_choice("hijo"));
	cr_assert(txn_write(&txn, o.store, &err), "%s", err.text);
	cr_assert(acto_registrar(&acto, &h, m, 2, &f, &err), "%s", err.text);
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
}

Test(exportar, every_kind_of_value_comes_back)
{
	const char *first, *second;
	strange_family();
	struct exportar x = export_to("uno", true, &first);
	cr_expect_eq(x.hogares, 1);
	cr_expect_eq(x.integrantes, 2);
	struct importar *im = oficina_import_files(&o, in(first, "hogares.csv"), in(first, "integrantes.csv"), true);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->iguales, 1, "a family without a code of the office is found by its folio");
	oficina_move(&o);
	im = oficina_import_files(&o, in(first, "hogares.csv"), in(first, "integrantes.csv"), true);
	cr_expect_eq(im->nuevos, 1);
	export_to("dos", true, &second);
	same_file(first, second, "hogares.csv");
	same_file(first, second, "integrantes.csv");
	const struct answers *there = &oficina_ficha(&o, "cc", "43567890")->hogar.fields;
	cr_expect_str_eq(answers_text(there, "barrio"), "=2+3;\"Boston\"");
	cr_expect_str_eq(answers_text(there, "historia_hogar"), "Vienen de lejos.\nLlegaron en 2010; «bien».");
	cr_expect_eq(answers_get(there, "violencia_12m").kind, VALUE_REFUSED);
	cr_expect_eq(answers_get(there, "vulnerabilidades").kind, VALUE_SET);
	cr_expect_eq(answers_get(there, "meta1").kind, VALUE_TEXT);
	cr_expect_eq(answers_int(there, "puntaje_sisben", 0), 2105);
}

Test(exportar, sensitive_answers_stay_unless_asked_for)
{
	const char *plain, *full;
	size_t n;
	strange_family();
	export_to("sin", false, &plain);
	export_to("con", true, &full);
	const char *a = oficina_read(&o, in(plain, "hogares.csv"), &n), *b = oficina_read(&o, in(full, "hogares.csv"), &n);
	cr_expect(!strstr(a, "violencia_12m") && !strstr(a, "Vienen de lejos"));
	cr_expect(strstr(b, "violencia_12m") && strstr(b, "Vienen de lejos"));
	cr_expect(!strstr(a, ";=2+3"), "no cell is a formula");
	struct importar *im = oficina_import_files(&o, in(plain, "hogares.csv"), in(plain, "integrantes.csv"), true);
	cr_expect_eq(im->iguales, 1, "what is not in the files is not taken away");
}

Test(exportar, files_that_exist_are_not_touched)
{
	const char *folder;
	struct err err = { 0 };
	size_t n;
	struct stat st;
	strange_family();
	struct exportar x = export_to("uno", false, &folder);
	cr_assert_eq(stat(in(folder, "hogares.csv"), &st), 0);
	cr_expect_eq(st.st_mode & 0777, 0600);
	cr_expect_not(exportar_run(&x, folder, &err));
	cr_expect_eq(err.code, ERR_CREATE);
	cr_expect(strstr(err.text, "hogares.csv ya existe y no se cambió"), "%s", err.text);
	cr_expect(oficina_read(&o, in(folder, "hogares.csv"), &n));
	cr_expect_eq(remove(in(folder, "hogares.csv")), 0);
	cr_expect_not(exportar_run(&x, folder, &err));
	cr_expect(strstr(err.text, "integrantes.csv ya existe"), "%s", err.text);
	cr_expect_null(oficina_read(&o, in(folder, "hogares.csv"), &n), "the half that was begun is gone");
	cr_expect(oficina_read(&o, in(folder, "integrantes.csv"), &n));
}

/* Both lists have their names when both are whole, or nobody would see that half of one is missing. What a killed export left is no obstacle. */
struct halfway { const char *folder; bool named; };

static void look(void *arg, int done, int total)
{
	struct halfway *h = arg;
	struct stat st;
	(void)done;
	(void)total;
	h->named = h->named || stat(in(h->folder, "hogares.csv"), &st) == 0 || stat(in(h->folder, "integrantes.csv"), &st) == 0;
}

Test(exportar, the_lists_have_their_names_when_they_are_whole)
{
	struct halfway h = { .folder = arena_printf(&o.arena, "%s/mitad", o.folder) };
	struct exportar x = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .avance = look, .avance_arg = &h };
	struct err err = { 0 };
	struct stat st;
	oficina_import_files(&o, example("hogares.csv"), example("integrantes.csv"), true);
	cr_assert_eq(mkdir(h.folder, 0700), 0);
	FILE *f = fopen(in(h.folder, "hogares.csv.parcial"), "w");
	cr_assert(f && fputs("a medias", f) > 0 && fclose(f) == 0);
	cr_assert(exportar_run(&x, h.folder, &err), "%s", err.text);
	cr_expect_not(h.named, "not before the end");
	cr_expect(stat(in(h.folder, "hogares.csv"), &st) == 0 && (st.st_mode & 0777) == 0600 && stat(in(h.folder, "integrantes.csv"), &st) == 0);
	cr_expect(stat(in(h.folder, "hogares.csv.parcial"), &st) != 0 && stat(in(h.folder, "integrantes.csv.parcial"), &st) != 0);
}

Test(exportar, only_the_households_of_the_list)
{
	const char *folder = arena_printf(&o.arena, "%s/lista", o.folder);
	struct err err = { 0 };
	struct filtro filtro = FILTRO_TODO;
	oficina_import_files(&o, example("hogares.csv"), example("integrantes.csv"), true);
	filtro.texto = "zuluaga";
	struct exportar x = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .filtro = &filtro };
	cr_assert(exportar_run(&x, folder, &err), "%s", err.text);
	struct txn txn;
	cr_assert(txn_read(&txn, o.store, &err));
	int listed = lista_count(&txn, o.programa->ruta, &filtro, o.hoy);
	txn_abort(&txn);
	cr_expect_eq(x.hogares, listed);
	cr_expect(listed > 0 && listed < 1000, "%d", listed);
}

/* Each row has columns of its own, so a list that goes out comes in the same without any rule of its own. */
Test(exportar, rows_of_a_repeat_go_out_and_come_in)
{
	static const char hogares[] = "hogar,zona,deuda,deuda_con.1,deuda_cuota.1,deuda_con.2,deuda_cuota.2\n7,u,1|2,banco,50000,gota_a_gota,70000\n8,r,-,,,,\n";
	static const char integrantes[] = "hogar,nombre1,apellido1,sexo,fecha_nacimiento,tipo_documento,numero_documento,parentesco\n"
		"7,Ana,Ríos,m,1990-01-01,cc,43111222,jefe\n8,Luz,Mora,m,1985-01-01,cc,43111223,jefe\n";
	const char *first, *second;
	struct importar *im = oficina_import(&o, hogares, integrantes, true);
	cr_assert_eq(im->nuevos, 2, "%s", oficina_rejections(&o, im));
	const struct answers *h = &oficina_ficha(&o, "cc", "43111222")->hogar.fields;
	cr_expect_str_eq(answers_text(h, "deuda"), "1 2");
	cr_expect_eq(answers_int(h, "deuda_cuota.2", 0), 70000);
	cr_expect_eq(answers_get(&oficina_ficha(&o, "cc", "43111223")->hogar.fields, "deuda").kind, VALUE_SET, "there are none");
	export_to("uno", true, &first);
	oficina_move(&o);
	oficina_import_files(&o, in(first, "hogares.csv"), in(first, "integrantes.csv"), true);
	export_to("dos", true, &second);
	same_file(first, second, "hogares.csv");
	h = &oficina_ficha(&o, "cc", "43111222")->hogar.fields;
	cr_expect_str_eq(answers_text(h, "deuda_con.1"), "banco");
}
