/* A list of the office, taken back as one. */
#include "tests/report/oficina.h"
#include "base/date.h"
#include "store/diario.h"
#include "store/lista.h"
#include "store/lote.h"
#include "store/verify.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
	clock_fix(o.hoy);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(lote, .init = open_office, .fini = close_office, .timeout = 120);

static const char hogares[] = "HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;24/03/2025;Moravia\nA-2;24/03/2025;Moravia\nA-3;24/03/2025;Moravia\n";
static const char gente[] = "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO;TIPO DOCUMENTO;NUMERO DOCUMENTO\n"
	"A-1;Begoña;Nuñez;Mujer;1/2/1990;Jefe;CC;43000001\nA-2;Luz;Ríos;Mujer;1/2/1991;Jefe;CC;43000002\nA-3;Ana;Paz;Mujer;1/2/1992;Jefe;CC;43000003\n";

static int families(void)
{
	const struct filtro all = FILTRO_TODO;
	struct txn txn;
	cr_assert(txn_read(&txn, o.store, NULL));
	int n = lista_count(&txn, o.programa->ruta, &all, o.hoy);
	txn_abort(&txn);
	return n;
}

static void verify(void)
{
	struct verificacion v;
	struct err err = { 0 };
	cr_assert(store_verify(o.store, &o.arena, &v, &err), "%s", err.text);
}

static struct lote_deshacer undo(struct id lote, bool aplicar, bool lo_posible, struct err *err)
{
	struct lote_deshacer l = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .lote = lote, .motivo = "Lista equivocada", .aplicar = aplicar, .lo_posible = lo_posible, .arena = &o.arena };
	err_clear(err);
	lote_deshacer(&l, err);
	return l;
}

static void set(const char *documento, const char *barrio)
{
	struct txn txn;
	struct op op = { .accion = "guardar_formulario", .detalle = "Vivienda" };
	struct record r;
	cr_assert(txn_write(&txn, o.store, NULL));
	op.hogar = hogar_by_documento(&txn, "cc", documento);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, op.hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text(barrio));
	record_put(&txn, &r);
	op_end(&txn);
	cr_assert(txn_commit(&txn, NULL));
}

Test(lote, an_import_goes_and_comes_back_as_one)
{
	struct err err = { 0 };
	struct importar *im = oficina_import(&o, hogares, gente, true);
	cr_assert_eq(families(), 3, "%s", oficina_rejections(&o, im));
	struct lote_deshacer l = undo(im->lote, false, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(l.hogares, 3);
	cr_expect_eq(l.deshechas, 3);
	cr_expect_eq(families(), 3, "it was only looked at");
	l = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(families(), 0);
	verify();
	struct lote_deshacer again = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(again.operaciones, 0, "nothing of it stands any more");
	undo(l.nuevo, true, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(families(), 3, "the undoing is a batch as well");
	undo(im->lote, true, false, &err);
	cr_expect_eq(families(), 0, "and what was done again can be undone by the first name");
	verify();
}

static struct lote_deshacer compare(struct id lote)
{
	struct err err = { 0 };
	struct lote_deshacer l = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .lote = lote, .comparar = true, .arena = &o.arena };
	cr_assert(lote_deshacer(&l, &err), "%s", err.text);
	return l;
}

/* Looked at, an undoing tells what becomes of the families; one of them in full. */
Test(lote, what_the_undoing_changes_is_added_up)
{
	struct err err = { 0 };
	struct importar *im = oficina_import(&o, hogares, gente, true);
	struct lote_deshacer l = compare(im->lote);
	cr_expect_eq(l.salen, 3, "the families that were registered are no more");
	cr_expect_eq(l.cambios.hogares, 0);
	char older[sizeof gente];
	memcpy(older, gente, sizeof gente);
	for (char *at = older; (at = strstr(at, "/199")); at++)
		memcpy(at, "/195", 4);
	struct importar *second = oficina_import(&o, hogares, older, true);
	cr_assert_eq(second->cambiados, 3, "%s", oficina_rejections(&o, second));
	l = compare(second->lote);
	cr_expect_eq(l.salen + l.vuelven, 0);
	cr_expect(l.cambios.hogares == 3 && l.cambios.cambian == 3, "%d of %d", l.cambios.cambian, l.cambios.hogares);
	cr_assert_gt(l.cambios.n, 0);
	cr_expect_eq(l.cambios.item[0].hogares, 3, "%s", l.cambios.item[0].comun);
	cr_expect_null(l.unico.antes, "of several none is told in full");
	cr_expect_eq(integrante_edad(ficha_jefe(oficina_ficha(&o, "cc", "43000001")), o.hoy) > 60, true, "it was only looked at");
	undo(second->lote, true, false, &err);
	undo(im->lote, true, false, &err);
	l = compare(im->lote);
	cr_expect_eq(l.operaciones, 0);
}

Test(lote, of_one_family_it_is_told_in_full)
{
	oficina_import(&o, hogares, gente, true);
	char other[sizeof hogares];
	memcpy(other, hogares, sizeof hogares);
	memcpy(strstr(other, "Moravia"), "Aranjue", 7);
	struct lote_deshacer l = compare(oficina_import(&o, other, gente, true)->lote);
	cr_assert(l.unico.antes && l.unico.despues);
	cr_expect_str_eq(answers_text(&l.unico.antes->hogar.fields, "barrio"), "Aranjue");
	cr_expect_str_eq(answers_text(&l.unico.despues->hogar.fields, "barrio"), "Moravia");
	cr_expect(l.cambios.hogares == 1 && l.cambios.cambian == 0, "a neighbourhood measures nothing");
}

/* Who is in the way is not counted, and a group that is looked at again counts nobody twice. */
Test(lote, who_is_in_the_way_is_not_compared)
{
	struct importar *im = oficina_import(&o, hogares, gente, true);
	set("43000002", "Manrique");
	struct lote_deshacer l = compare(im->lote);
	cr_expect_eq(l.n_traba, 1);
	cr_expect_eq(l.salen, 2);
}

Test(lote, a_second_list_over_the_first_one)
{
	struct err err = { 0 };
	oficina_import(&o, hogares, gente, true);
	char other[sizeof hogares];
	memcpy(other, hogares, sizeof hogares);
	memcpy(strstr(other, "Moravia"), "Aranjue", 7);
	struct importar *im = oficina_import(&o, other, gente, true);
	cr_assert_eq(im->cambiados, 1, "%s", oficina_rejections(&o, im));
	struct lote_deshacer l = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(l.operaciones, 1);
	cr_expect_eq(families(), 3);
	cr_expect_str_eq(answers_text(&oficina_ficha(&o, "cc", "43000001")->hogar.fields, "barrio"), "Moravia");
	verify();
}

Test(lote, what_was_worked_on_since_is_told_and_nothing_is_undone)
{
	struct err err = { 0 };
	struct importar *im = oficina_import(&o, hogares, gente, true);
	set("43000002", "Manrique");
	struct lote_deshacer l = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_CONFLICT);
	cr_expect(strstr(err.text, "NO se deshizo nada: 1 de 3 hogares"), "%s", err.text);
	cr_assert_eq(l.n_traba, 1);
	cr_expect(strstr(l.traba[0].nombre, "Ríos"), "%s", l.traba[0].nombre);
	cr_expect(strstr(l.traba[0].porque, "Vivienda"), "%s", l.traba[0].porque);
	cr_expect_eq(families(), 3);
	l = undo(im->lote, true, true, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(l.deshechas, 2);
	cr_expect_eq(families(), 1);
	verify();
}

/* Of families that are not hers she learns that they stay, and nothing else. */
Test(lote, families_of_others_stay_without_their_names)
{
	struct err err = { 0 };
	struct importar *im = oficina_import(&o, hogares, gente, true);
	cr_assert(store_login(o.store, "jlopez", &err), "%s", err.text);
	struct lote_deshacer l = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_CONFLICT);
	cr_assert_eq(l.n_traba, 3);
	for (int i = 0; i < 3; i++) {
		cr_expect_str_eq(l.traba[i].folio, "");
		cr_expect_not(strstr(l.traba[i].nombre, "Ríos"), "%s", l.traba[i].nombre);
		cr_expect(strstr(l.traba[i].porque, "jlopez"), "%s", l.traba[i].porque);
	}
}

/* A list of 1,000 households is many commits; cut short, it goes on when it is repeated. */
Test(lote, many_commits_and_an_undoing_that_was_cut_short)
{
	const char *root = getenv("LOGROS_ROOT");
	struct err err = { 0 };
	root = root ? root : ".";
	struct importar *im = oficina_import_files(&o, arena_printf(&o.arena, "%s/ejemplos/hogares.csv", root), arena_printf(&o.arena, "%s/ejemplos/integrantes.csv", root), true);
	cr_assert_eq(families(), 1000);
	uint64_t *n;
	struct txn txn;
	cr_assert(txn_read(&txn, o.store, NULL));
	int count = lote_operaciones(&txn, im->lote, &o.arena, &n);
	txn_abort(&txn);
	cr_assert_eq(count, 1000);
	for (int i = 0; i < 400; i += 7) {
		cr_assert(txn_write(&txn, o.store, NULL));
		cr_assert(diario_deshacer(&txn, n[i], "prueba", &err), "%s", err.text);
		cr_assert(txn_commit(&txn, &err), "%s", err.text);
	}
	struct lote_deshacer l = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .lote = im->lote, .motivo = "Lista equivocada", .aplicar = true, .arena = &o.arena };
	cr_assert(lote_comenzar(&l, &err), "%s", err.text);
	cr_expect_eq(l.total, 2 * l.hogares);
	while (l.hechos < l.hogares + 60) {
		cr_assert(lote_seguir(&l, &err), "%s", err.text);
		cr_expect_eq(l.deshechas, l.hechos > l.hogares ? l.hechos - l.hogares : 0, "the first time round it only looks");
	}
	int left = 1000 - 58 - l.deshechas;
	cr_expect(left > 0 && !l.terminado);
	cr_expect_eq(families(), left);
	l = undo(im->lote, true, false, &err);
	cr_expect_eq(err.code, ERR_NONE, "%s", err.text);
	cr_expect_eq(l.operaciones, left);
	cr_expect_eq(families(), 0);
	verify();
}

Test(lote, which_there_are)
{
	struct lote_resumen *list;
	struct err err = { 0 };
	int n;
	struct importar *im = oficina_import(&o, hogares, gente, true);
	undo(im->lote, true, false, &err);
	cr_assert(lote_lista(o.store, &o.arena, &list, &n, &err), "%s", err.text);
	cr_assert_eq(n, 2);
	cr_expect_str_eq(list[0].accion, "deshacer");
	cr_expect_str_eq(list[1].accion, "importar_hogar");
	cr_expect_eq(list[1].operaciones, 3);
	cr_expect(id_equal(list[1].id, im->lote));
	undo((struct id){ .b = { 1 } }, true, false, &err);
	cr_expect_eq(err.code, ERR_NOT_FOUND);
}
