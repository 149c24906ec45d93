#include "tests/report/oficina.h"
#include "base/strbuf.h"
#include "base/text.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(importar, .init = open_office, .fini = close_office, .timeout = 120);

static const char hogares[] =
	"HOGAR;FECHA INGRESO;CIUDAD;ÁREA;COD_COMUNA;BARRIO;DIR;TEL\n"
	"A-1;24/03/2025;Medellín;Urbana;01;Popular;Cra 42 B # 107-35;300 123 4567\n"
	"A-2;5/1/26;Medellín;rural;90;El Plan;Vereda El Plan, finca La Ilusión;\n";
static const char integrantes[] =
	"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;SEX;F_NAC;PARENT\n"
	"A-1;María;Restrepo;CC;43.567.890;Mujer;14/12/1983;Jefa\n"
	"A-1;Ana;Restrepo;RC;1037123456;M;2020-05-06;Hija\n"
	"A-2;José;Ñáñez;CC;71234567;H;3-feb-1970;Jefe\n";

Test(importar, what_the_lists_say_is_stored)
{
	struct importar *im = oficina_import(&o, hogares, integrantes, true);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->nuevos, 2);
	struct ficha *f = oficina_ficha(&o, "cc", "43567890");
	cr_assert(f);
	const struct answers *h = &f->hogar.fields, *ana = &f->integrante.item[1].fields;
	cr_expect_str_eq(answers_text(h, CODIGO_EXTERNO), "A-1");
	cr_expect_eq(answers_date(h, "fecha_vinculacion"), date_make(2025, 3, 24));
	cr_expect_str_eq(answers_text(h, "municipio"), "05001");
	cr_expect_str_eq(answers_text(h, "zona"), "u");
	cr_expect_str_eq(answers_text(h, "comuna"), "05001_01", "01 is also a locality of Bogotá: the town decides");
	cr_expect_str_eq(answers_text(h, "direccion"), "KR 42B # 107-35");
	cr_expect_str_eq(answers_text(h, "telefono"), "3001234567");
	cr_expect_str_eq(answers_text(h, HOGAR_COGESTOR), "mrestrepo");
	cr_assert_eq(f->integrante.n, 2);
	cr_expect_str_eq(answers_text(ana, "nombre1"), "Ana");
	cr_expect_str_eq(answers_text(ana, "parentesco"), "hijo");
	cr_expect_str_eq(answers_text(ana, "sexo"), "m");
	cr_expect_eq(answers_date(ana, "fecha_nacimiento"), date_make(2020, 5, 6));
	f = oficina_ficha(&o, "cc", "71234567");
	cr_assert(f);
	cr_expect_eq(answers_date(&f->hogar.fields, "fecha_vinculacion"), date_make(2026, 1, 5));
	cr_expect_eq(answers_date(&f->integrante.item[0].fields, "fecha_nacimiento"), date_make(1970, 2, 3));
	cr_expect_str_eq(answers_text(&f->integrante.item[0].fields, "apellido1"), "Ñáñez");
}

Test(importar, a_trial_counts_and_stores_nothing)
{
	struct store_info before, after;
	store_info(o.store, &before);
	struct importar *im = oficina_import(&o, hogares, integrantes, false);
	store_info(o.store, &after);
	cr_expect_eq(im->nuevos, 2);
	cr_expect_eq(after.hogares, 0);
	cr_expect_eq(after.operaciones, before.operaciones);
	cr_expect_null(oficina_ficha(&o, "cc", "43567890"));
	im = oficina_import(&o, hogares, integrantes, true);
	cr_expect_eq(im->nuevos, 2, "the trial used nothing up");
	cr_expect_str_eq(answers_text(&oficina_ficha(&o, "cc", "43567890")->hogar.fields, HOGAR_FOLIO), "MS-00001");
}

Test(importar, the_same_lists_twice_change_nothing)
{
	struct store_info before, after;
	oficina_import(&o, hogares, integrantes, true);
	store_info(o.store, &before);
	struct importar *im = oficina_import(&o, hogares, integrantes, true);
	store_info(o.store, &after);
	cr_expect_eq(im->iguales, 2);
	cr_expect_eq(im->nuevos + im->cambiados + im->rechazados, 0);
	cr_expect_eq(after.operaciones, before.operaciones);
	cr_expect_eq(after.hogares, 2);
}

/* Text with every ; changed for another separator, line ends, encoding. */
static const char *dialect(const char *text, char separator, const char *line_end, bool bom)
{
	struct strbuf b;
	strbuf_init(&b, &o.arena);
	strbuf_add(&b, bom ? "\xEF\xBB\xBF" : "");
	for (const char *s = text; *s; s++) {
		if (*s == '\n')
			strbuf_add(&b, line_end);
		else
			strbuf_addn(&b, *s == ';' ? &separator : s, 1);
	}
	return b.text;
}

static const char *cp1252(const char *text)
{
	struct strbuf b;
	strbuf_init(&b, &o.arena);
	for (uint32_t c; (c = text_decode(&text)) != 0;)
		strbuf_addn(&b, &(char){ (char)c }, 1);
	return b.text;
}

Test(importar, every_dialect_says_the_same)
{
	/* no commas in the cells, so that a comma can separate */
	static const char h[] = "hogar;fecha_vinculacion;municipio;zona;barrio\nA-1;24/03/2025;Medellín;Urbana;Doce de Octubre\n";
	static const char m[] = "Código del hogar en la oficina;Primer nombre;apellido1;\"Parentesco\";fecha de nacimiento\nA-1;\"María \"\"la Mona\"\"\";Muñoz;Jefa;14/12/1983\n";
	const char *forms[][2] = {
		{ h, m }, { dialect(h, ',', "\n", false), dialect(m, ',', "\n", false) }, { dialect(h, '\t', "\r\n", true), dialect(m, '\t', "\r\n", true) },
		{ dialect(h, ';', "\r", false), dialect(m, ';', "\r\n", true) }, { cp1252(h), cp1252(m) },
	};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct importar *im = oficina_import(&o, forms[i][0], forms[i][1], true);
		cr_expect_str_eq(oficina_rejections(&o, im), "", "form %zu", i);
		cr_expect_eq(i == 0 ? im->nuevos : im->iguales, 1, "form %zu", i);
	}
	struct txn txn;
	struct err err = { 0 };
	struct ficha f;
	cr_assert(txn_read(&txn, o.store, &err));
	cr_assert(ficha_load(&txn, hogar_by_folio(&txn, "MS-00001"), &o.arena, &f, NULL));
	txn_abort(&txn);
	cr_expect_str_eq(answers_text(&f.integrante.item[0].fields, "nombre1"), "María \"la Mona\"");
	cr_expect_str_eq(answers_text(&f.integrante.item[0].fields, "apellido1"), "Muñoz");
	cr_expect_str_eq(answers_text(&f.hogar.fields, "municipio"), "05001");
}

Test(importar, wrong_cells_are_named_with_line_column_and_reason)
{
	struct importar *im = oficina_import(&o,
		"HOGAR;FECHA INGRESO;CIUDAD;ESTRATO;TEL\n"
		"A-1;31/02/2025;Medellín;1;3001234567\n"
		"A-2;24/03/2025;Medellín;9;12\n"
		"\n"
		"A-3;24/03/2025;Medellín;2;3001234567\n"
		"A-4;24/03/2025;Medellín;2;3001234567;sobra\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;SEX;F_NAC;PARENT\n"
		"A-1;María;Restrepo;CC;43567890;M;14/12/1983;Jefa\n"
		"A-2;José;Gómez;CC;71234567;X;14/12/2083;Jefe\n"
		"A-3;\"Luz\nMarina\";;CC;71234568;M;14/12/1980;Jefa\n"
		"A-3;Ana;Gómez;TI;12;M;14/12/2012;Hija\n"
		"A-4;Rosa;Gómez;CC;71234569;M;14/12/1980;Jefa\n", true);
	cr_expect_str_eq(oficina_rejections(&o, im),
		"h2:FECHA INGRESO:Ese día no existe: revise el día y el mes, como en 31/07/1985\n"
		"h3:ESTRATO:Escriba un número entre 0 y 6\n"
		"h3:TEL:Escriba 10 números que empiecen por 3 o por 60, o los 7 del fijo\n"
		"i3:SEX:No está en la lista. Escriba una de estas: Hombre, Mujer\n"
		"i4:PRIMER APELLIDO:Falta el dato\n"
		"i6:CÉDULA:Escriba al menos 3 números o letras\n"
		"h6::La fila tiene más celdas que el encabezado: revise los separadores y las comillas\n"
		"i2::Espera la corrección de hogares.csv, línea 2…\n"
		"h5::Espera la corrección de integrantes.csv, línea 4…\n"
		"i7::Espera la corrección de hogares.csv, línea 6…\n");
	cr_expect_eq(im->rechazados, 4);
	cr_expect_eq(im->nuevos, 0);
	cr_expect_null(oficina_ficha(&o, "cc", "71234568"));
	size_t n;
	cr_expect_str_eq(oficina_read(&o, arena_printf(&o.arena, "%s.rechazos.csv", o.hogares), &n),
		"\xEF\xBB\xBF" "linea;columna;motivo;HOGAR;FECHA INGRESO;CIUDAD;ESTRATO;TEL\r\n"
		"2;FECHA INGRESO;\"Ese día no existe: revise el día y el mes, como en 31/07/1985\";A-1;31/02/2025;Medellín;1;3001234567\r\n"
		"3;\"ESTRATO, TEL\";\"ESTRATO: Escriba un número entre 0 y 6 / TEL: Escriba 10 números que empiecen por 3 o por 60, o los 7 del fijo\";A-2;24/03/2025;Medellín;9;12\r\n"
		"5;;\"Espera la corrección de integrantes.csv, línea 4\";A-3;24/03/2025;Medellín;2;3001234567\r\n"
		"6;;La fila tiene más celdas que el encabezado: revise los separadores y las comillas;A-4;24/03/2025;Medellín;2;3001234567\r\n");
}

Test(importar, what_the_household_as_a_whole_gets_wrong)
{
	struct importar *im = oficina_import(&o,
		"HOGAR;CIUDAD\nA-1;Medellín\nA-2;Medellín\nA-3;Medellín\nA-4;Medellín\nA-5;Medellín\nA-5;Bello\n;Medellín\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;F_NAC;PARENT\n"
		"A-1;María;Restrepo;CC;43567890;14/12/1983;Jefa\n"
		"A-1;José;Restrepo;CC;71234567;14/12/1980;Jefe\n"
		"A-2;Ana;Gómez;CC;43567891;14/12/1983;Hija\n"
		"A-4;Rosa;Gómez;CC;12A;14/12/2083;Jefa\n"
		"A-5;Luz;Gómez;CC;43567892;14/12/1980;Jefa\n"
		"A-9;Luz;Gómez;CC;43567893;14/12/1980;Jefa\n"
		";Luz;Gómez;CC;43567894;14/12/1980;Jefa\n", true);
	cr_expect_str_eq(oficina_rejections(&o, im),
		"h6:HOGAR:El código «A-5» está también en la línea 7\n"
		"h7:HOGAR:El código «A-5» ya está en la línea 6\n"
		"h8:HOGAR:Falta el código del hogar\n"
		"i7:HOGAR:El hogar «A-9» no está en hogares.csv\n"
		"i8:HOGAR:Falta el código del hogar\n"
		"i3:PARENT:El hogar ya tiene jefa o jefe en la línea 2: deje una sola persona\n"
		"h3::El hogar no tiene jefa o jefe en integrantes.csv: marque a una persona\n"
		"h4::El hogar no tiene integrantes en integrantes.csv\n"
		"i5:F_NAC:Rosa figura con nacimiento el 14/12/2083, que aún no llega: revise la fecha.\n"
		"i5:CÉDULA:Documento de Rosa, «12A»: El número no tiene la forma de ese tipo de documento. Revise el tipo o vuelva a leer el número.\n"
		"h2::Espera la corrección de integrantes.csv, línea 3…\n"
		"i2::Espera la corrección de integrantes.csv, línea 3…\n"
		"i4::Espera la corrección de hogares.csv, línea 3…\n"
		"h5::Espera la corrección de integrantes.csv, línea 5…\n"
		"i6::Espera la corrección de hogares.csv, línea 6…\n");
	cr_expect_eq(im->rechazados, 5);
}

Test(importar, nobody_is_in_two_households)
{
	oficina_import(&o, hogares, integrantes, true);
	struct importar *im = oficina_import(&o, "HOGAR;CIUDAD\nB-1;Medellín\nB-2;Medellín\nB-3;Medellín\nB-4;Medellín\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;F_NAC;PARENT\n"
		"B-1;Luz;Gómez;CC;43567893;14/12/1980;Jefa\n"
		"B-1;Ana;Restrepo;RC;1037123456;06/05/2020;Sobrina\n"
		"B-2;María;Restrepo;CC;43567890;14/12/1983;Jefa\n"
		"B-3;Olga;Ríos;CC;43567895;14/12/1983;Jefa\n"
		"B-4;Olga;Ríos;CC;43.567.895;14/12/1983;Jefa\n", true);
	cr_expect_str_eq(oficina_rejections(&o, im),
		"i6:CÉDULA:El documento CC 43567895 ya está en la línea 5, en otro hogar\n"
		"i3:CÉDULA:Esta persona ya está en el hogar MS-00001: revise el documento o el código del hogar\n"
		"i4:CÉDULA:Esta persona ya está en el hogar MS-00001: revise el documento o el código del hogar\n"
		"h2::Espera la corrección de integrantes.csv, línea 3…\n"
		"i2::Espera la corrección de integrantes.csv, línea 3…\n"
		"h3::Espera la corrección de integrantes.csv, línea 4…\n"
		"h5::Espera la corrección de integrantes.csv, línea 6…\n");
	cr_expect_eq(im->nuevos, 1);
	cr_expect(oficina_ficha(&o, "cc", "43567895"), "the household between the rejected ones came in");
}

Test(importar, only_what_the_lists_bring_is_changed)
{
	oficina_import(&o, hogares, integrantes, true);
	struct importar *im = oficina_import(&o, "HOGAR;BARRIO\nA-1;Granizal\nA-2;\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;F_NAC;PARENT;EPS\n"
		"A-1;María;Restrepo;CC;43567890;;Jefa;EPS Andina\n"
		"A-1;Ana;Restrepo;;;06/05/2020;Hija;\n"
		"A-1;Juan;Restrepo;TI;1037123457;06/05/2012;Hijo;\n"
		"A-2;José;Ñáñez;CC;71234567;;Jefe;\n", true);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->cambiados, 1);
	cr_expect_eq(im->iguales, 1);
	struct ficha *f = oficina_ficha(&o, "cc", "43567890");
	cr_expect_str_eq(answers_text(&f->hogar.fields, "barrio"), "Granizal");
	cr_expect_str_eq(answers_text(&f->hogar.fields, "telefono"), "3001234567", "not in the file, so it stays");
	cr_assert_eq(f->integrante.n, 3);
	cr_expect_str_eq(answers_text(&f->integrante.item[0].fields, "eps"), "EPS Andina");
	cr_expect_eq(answers_date(&f->integrante.item[0].fields, "fecha_nacimiento"), date_make(1983, 12, 14));
	cr_expect_str_eq(answers_text(&f->integrante.item[1].fields, "numero_documento"), "1037123456", "Ana was found by her name and birth date");
	cr_expect_str_eq(answers_text(&f->integrante.item[2].fields, "nombre1"), "Juan");
}

Test(importar, a_known_family_gets_the_code_by_the_document_of_its_head)
{
	oficina_import(&o, hogares, integrantes, true);
	struct txn txn;
	struct err err = { 0 };
	struct record r;
	cr_assert(txn_write(&txn, o.store, &err));
	cr_assert(record_get(&txn, 2, RECORD_HOGAR, 0, &o.arena, &r));
	answers_set(&r.fields, CODIGO_EXTERNO, value_none());
	cr_assert(op_begin(&txn, &(struct op){ .accion = "prueba", .hogar = 2 }));
	record_put(&txn, &r);
	cr_assert(op_end(&txn));
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	struct importar *im = oficina_import(&o, hogares, integrantes, true);
	cr_expect_eq(im->cambiados, 1);
	cr_expect_eq(im->iguales, 1);
	cr_expect_str_eq(answers_text(&oficina_ficha(&o, "cc", "71234567")->hogar.fields, CODIGO_EXTERNO), "A-2");
}

Test(importar, files_that_cannot_be_read_say_why)
{
	static const struct { const char *h, *m, *reason; } rows[] = {
		{ "", integrantes, "hogares.csv: el archivo está vacío; la primera línea lleva los nombres de las columnas" },
		{ "CIUDAD\nMedellín\n", integrantes, "hogares.csv: falta la columna «hogar», con el código del hogar; es la que une los dos archivos" },
		{ "HOGAR;TEL;Teléfono\n", integrantes, "hogares.csv: las columnas «TEL» y «Teléfono» dicen lo mismo (Teléfono principal); deje una sola" },
		{ hogares, "HOGAR;PRIMER NOMBRE;PARENT\n", "integrantes.csv: falta la columna «Primer apellido»" },
		{ "HOGAR;TEL\nA-1;\"300\n", integrantes, "hogares.csv, línea 2: comillas sin cerrar; revise las comillas de esa línea" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct importar im = { .store = o.store, .programa = o.programa, .arena = &o.arena, .hoy = o.hoy, .aplicar = true };
		struct err err = { 0 };
		oficina_write(o.hogares, rows[i].h, strlen(rows[i].h));
		oficina_write(o.integrantes, rows[i].m, strlen(rows[i].m));
		cr_expect_not(importar_run(&im, o.hogares, o.integrantes, &err), "row %zu", i);
		cr_expect_eq(err.code, ERR_DATA, "row %zu", i);
		cr_expect(strstr(err.text, rows[i].reason), "row %zu: %s", i, err.text);
	}
}

Test(importar, columns_without_use_are_told)
{
	struct importar *im = oficina_import(&o, "HOGAR;OBSERVACIONES\nA-1;nada\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;PARENT;EDAD\nA-1;María;Restrepo;Jefa;40\n", true);
	cr_expect_eq(im->nuevos, 1);
	cr_expect_str_eq(im->archivos.hogares.col[1].sin_uso, "no está en el diccionario");
	cr_expect_str_eq(im->archivos.integrantes.col[4].sin_uso, "el programa la calcula");
	cr_expect_null(im->archivos.integrantes.col[3].sin_uso);
}

Test(importar, corrected_rejections_come_in)
{
	struct importar *im = oficina_import(&o, "HOGAR;CIUDAD\nA-1;Medellín\nA-2;Medellín\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;F_NAC;PARENT\nA-1;María;Restrepo;14/12/1983;Jefa\nA-2;José;Gómez;ayer;Jefe\nA-2;=Ana;Gómez;14/12/2013;Hija\n", true);
	cr_expect_eq(im->nuevos, 1);
	cr_expect_eq(im->rechazados, 1);
	size_t n;
	const char *h = arena_printf(&o.arena, "%s.rechazos.csv", o.hogares), *m = arena_printf(&o.arena, "%s.rechazos.csv", o.integrantes);
	char *text = oficina_read(&o, m, &n), *wrong = text ? strstr(text, ";ayer;") : NULL;
	cr_assert(wrong);
	cr_expect(strstr(text, ";'=Ana;"), "what a spreadsheet would run stays a text");
	const char *right = arena_printf(&o.arena, "%.*s;14/12/1980;%s", (int)(wrong - text), text, wrong + strlen(";ayer;"));
	oficina_write(m, right, strlen(right));
	im = oficina_import_files(&o, h, m, true);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->nuevos, 1);
	im = oficina_import(&o, "HOGAR;CIUDAD\nA-1;Medellín\n", "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;F_NAC;PARENT\nA-1;María;Restrepo;14/12/1983;Jefa\n", true);
	cr_expect_eq(im->iguales, 1);
	cr_expect_null(oficina_read(&o, h, &n), "without rejections the old file goes");
}

Test(importar, reasons_are_counted)
{
	struct importar *im = oficina_import(&o, "HOGAR;ESTRATO\nA-1;9\nA-2;8\nA-3;x\n",
		"HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;PARENT\nA-1;María;Restrepo;Jefa\nA-2;José;Gómez;Jefe\nA-3;Ana;Gómez;Jefa\n", false);
	struct motivo *m;
	cr_assert_eq(rechazos_motivos(&im->archivos.rechazos, &o.arena, &m), 2);
	cr_expect_eq(m[0].n, 2);
	cr_expect_str_eq(m[0].clave, "Estrato: Escriba un número entre 0 y 6");
	cr_expect_eq(m[0].ejemplo->fila, 0);
	cr_expect_eq(m[1].n, 1);
	cr_expect_eq(rechazos_filas(&im->archivos.rechazos, &im->archivos.hogares), 3);
	cr_expect_eq(rechazos_filas(&im->archivos.rechazos, &im->archivos.integrantes), 3);
}

static const char *example(const char *name)
{
	const char *root = getenv("LOGROS_ROOT");
	return arena_printf(&o.arena, "%s/ejemplos/%s", root ? root : ".", name);
}

Test(importar, the_examples_come_in_whole)
{
	struct importar *im = oficina_import_files(&o, example("hogares.csv"), example("integrantes.csv"), false);
	cr_expect_str_eq(oficina_rejections(&o, im), "");
	cr_expect_eq(im->nuevos, 1000);
	for (int i = 0; i < im->archivos.hogares.n_col; i++)
		cr_expect_null(im->archivos.hogares.col[i].sin_uso, "%s", im->archivos.hogares.col[i].titulo);
	for (int i = 0; i < im->archivos.integrantes.n_col; i++)
		cr_expect_null(im->archivos.integrantes.col[i].sin_uso, "%s", im->archivos.integrantes.col[i].titulo);
}

Test(importar, a_row_that_only_the_store_refuses_leaves_the_others_in)
{
	/* many households in one transaction, one of them with somebody who lives elsewhere: the transaction begins anew without it */
	struct strbuf h, m;
	oficina_import(&o, hogares, integrantes, true);
	strbuf_init(&h, &o.arena);
	strbuf_init(&m, &o.arena);
	strbuf_add(&h, "HOGAR;CIUDAD\n");
	strbuf_add(&m, "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;TIPO DOC;CÉDULA;PARENT\n");
	for (int i = 1; i <= 250; i++) {
		strbuf_printf(&h, "C-%d;Medellín\n", i);
		strbuf_printf(&m, "C-%d;Luz;Gómez;CC;%d;Jefa\n", i, i == 7 || i == 203 ? 43567890 : 50000000 + i);
	}
	struct importar *im = oficina_import(&o, h.text, m.text, true);
	cr_expect_eq(im->nuevos, 248);
	cr_expect_eq(im->rechazados, 2);
	struct store_info info;
	store_info(o.store, &info);
	cr_expect_eq(info.hogares, 250);
}
