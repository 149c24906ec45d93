#include "casa.h"
#include "store/borrador.h"
#include "store/permiso.h"
#include <string.h>

/* The table once more, as a person would read it: rol, relación → what is permitted, in letters. L leer, E escribir, A asignar, R reservado, U unir, C cuentas. */
static const struct { enum rol rol; const char *propio, *ajeno, *practica_propio, *practica_ajeno; } expected[] = {
	{ ROL_COGESTOR, "LERU", "", "LERU", "" },
	{ ROL_COORDINADOR, "LEARU", "LAU", "LEARU", "LAU" },
	{ ROL_SUPERVISOR, "LEARU", "LA", "LEARU", "LA" },
	{ ROL_FORMADOR, "", "", "LEARUC", "LEAU" },
	{ ROL_ADMINISTRADOR, "C", "", "LERC", "L" },
};

Test(permiso, every_cell_of_the_table)
{
	static const char letter[PERMISOS + 1] = "LEARUC";

	cr_assert_eq(sizeof expected / sizeof *expected, ROLES);
	for (int i = 0; i < ROLES; i++) {
		const char *const by_relation[RELACIONES] = { [RELACION_PROPIO] = expected[i].propio, [RELACION_AJENO] = expected[i].ajeno,
			[RELACION_PRACTICA_PROPIO] = expected[i].practica_propio, [RELACION_PRACTICA_AJENO] = expected[i].practica_ajeno };
		for (int p = 0; p < PERMISOS; p++)
			for (int r = 0; r < RELACIONES; r++)
				cr_assert_eq(permite(expected[i].rol, (enum permiso)p, (enum relacion)r), strchr(by_relation[r], letter[p]) != NULL,
					"rol %d permiso %c relacion %d", i, letter[p], r);
	}
	cr_assert_not(permite(ROLES, PERMISO_LEER, RELACION_PROPIO));
	cr_assert_not(permite(ROL_COGESTOR, PERMISOS, RELACION_PROPIO));
	cr_assert_not(permite(ROL_COGESTOR, PERMISO_LEER, RELACIONES));
}

TestSuite(permiso_api, .init = casa_open_real, .fini = casa_close, .timeout = 60);

struct doors { bool ficha, record, write, row, list, history, entry, draft, undo; };

/* Tries every door to one family as this account. */
static struct doors try_doors(const char *usuario, uint32_t hogar, uint64_t n)
{
	struct borrador_clave clave = { .hogar = hogar, .formulario = "vivienda" };
	struct filtro all = FILTRO_TODO;
	struct entrada *list, one;
	struct doors d = { 0 };
	struct answers fields;
	struct fila *rows, row;
	struct err err = { 0 };
	struct record r;
	struct ficha f;
	struct txn txn;
	int total;

	casa_login(usuario);
	answers_init(&fields, &casa.arena);
	txn_begin_read(&txn);
	d.ficha = ficha_load(&txn, hogar, &casa.arena, &f, NULL);
	cr_assert(d.ficha || txn.err.code == ERR_DENIED);
	txn_abort(&txn);
	txn_begin_read(&txn);
	d.record = record_get(&txn, hogar, RECORD_INTEGRANTE, 1, &casa.arena, &r);
	txn_abort(&txn);
	txn_begin_read(&txn);
	d.row = fila_get(&txn, casa.ruta, hogar, HOY, &casa.arena, &row);
	d.list = lista_page(&txn, casa.ruta, &all, ORDEN_NOMBRE, HOY, 0, 10, &casa.arena, &rows, &total) > 0;
	cr_assert_eq(d.list, total > 0);
	cr_assert_eq(d.list, lista_count(&txn, casa.ruta, &all, HOY) > 0);
	txn_abort(&txn);
	txn_begin_read(&txn);
	d.history = diario_hogar(&txn, hogar, 0, 10, true, &casa.arena, &list, &total) > 0;
	txn_abort(&txn);
	txn_begin_read(&txn);
	d.entry = diario_get(&txn, n, &casa.arena, &one);
	txn_abort(&txn);
	d.draft = borrador_put(casa.store, &clave, &fields, "Vivienda", "piso", &err);
	d.write = casa_set(hogar, RECORD_INTEGRANTE, 1, "nombre2", value_text(usuario), &err);
	txn_begin_write(&txn);
	d.undo = diario_deshacer(&txn, n + 1, "prueba", &err) && txn_commit(&txn, &err);
	txn_abort(&txn);
	casa_login("mrestrepo");
	return d;
}

static void check(const char *usuario, uint32_t hogar, uint64_t n, bool read, bool write)
{
	struct doors d = try_doors(usuario, hogar, n);

	cr_assert_eq(d.ficha, read, "%s", usuario);
	cr_assert_eq(d.record, read, "%s", usuario);
	cr_assert_eq(d.row, read, "%s", usuario);
	cr_assert_eq(d.list, read, "%s", usuario);
	cr_assert_eq(d.history, read, "%s", usuario);
	cr_assert_eq(d.entry, read, "%s", usuario);
	cr_assert_eq(d.write, write, "%s", usuario);
	cr_assert_eq(d.draft, write, "%s", usuario);
	cr_assert_eq(d.undo, write, "%s", usuario);
}

Test(permiso_api, every_door_of_a_real_store)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	check("jlopez", hogar, n, false, false);
	check("acano", hogar, n, true, false);
	check("fdiaz", hogar, n, false, false);
	check("admin", hogar, n, false, false);
	check("mrestrepo", hogar, n, true, true);
	CASA_VERIFY();
}

Test(permiso_api, nobody_is_permitted_nothing)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct store_options o = casa_options(false);
	struct op op = { .accion = "x" };
	struct err err = { 0 };
	struct ficha f;
	struct txn txn;

	store_close(casa.store);
	cr_assert(store_open(&casa.store, &o, &err));
	txn_begin_read(&txn);
	cr_assert_not(ficha_load(&txn, hogar, &casa.arena, &f, NULL));
	cr_assert_eq(txn.err.code, ERR_DENIED);
	cr_assert(strstr(txn.err.text, "identificarse"));
	txn_abort(&txn);
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), 0);
	txn_end(&txn);
	txn_begin_write(&txn);
	cr_assert_not(op_begin(&txn, &op));
	cr_assert_eq(txn.err.code, ERR_DENIED);
	txn_abort(&txn);
	CASA_VERIFY();
}

static bool give_to(uint32_t hogar, const char *usuario, struct err *err)
{
	return casa_set(hogar, RECORD_HOGAR, 0, HOGAR_COGESTOR, value_text(usuario), err);
}

Test(permiso_api, families_are_assigned_by_who_may)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };
	struct txn txn;

	cr_assert_not(give_to(hogar, "jlopez", &err), "not even one's own");
	cr_assert_eq(err.code, ERR_DENIED);
	casa_login("acano");
	cr_assert(give_to(hogar, "jlopez", &err), "%s", err.text);
	casa_login("mrestrepo");
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), 0);
	txn_end(&txn);
	casa_login("jlopez");
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &(struct filtro)FILTRO_TODO, HOY), 1);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(permiso_api, an_import_registers_for_accounts_that_do_not_exist_yet)
{
	struct op op = { .accion = "importar" };
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	casa_login("acano");
	txn_begin_write(&txn);
	op_begin(&txn, &op);
	record_init(&r, &txn.arena, RECORD_HOGAR, 0, 0);
	answers_set(&r.fields, HOGAR_COGESTOR, value_text("pvelez"));
	answers_set(&r.fields, HOGAR_FOLIO, value_text("MS-00077"));
	record_put(&txn, &r);
	cr_assert_eq(r.hogar, 1);
	uint32_t hogar = r.hogar;
	record_init(&r, &txn.arena, RECORD_INTEGRANTE, hogar, 1);
	answers_set(&r.fields, "nombre1", value_text("Rosa"));
	record_put(&txn, &r);
	op_end(&txn);
	cr_assert(txn_commit(&txn, &err), "%s", err.text);
	cr_assert_not(casa_set(hogar, RECORD_INTEGRANTE, 1, "nombre1", value_text("Rosa María"), &err), "afterwards it is another's");
	cr_assert_not(store_login(casa.store, "pvelez", &err), "a number is no account");
	casa_login("admin");
	cr_assert(store_user_put(casa.store, "pvelez", "Pedro Vélez", ROL_COGESTOR, &err));
	casa_login("pvelez");
	cr_assert_str_eq(casa_get(hogar, RECORD_INTEGRANTE, 1, "nombre1").text, "Rosa");
	CASA_VERIFY();
}

TestSuite(permiso_practica, .init = casa_open, .fini = casa_close, .timeout = 60);

Test(permiso_practica, trainers_work_in_practice_stores)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	check("jlopez", hogar, n, false, false);
	check("fdiaz", hogar, n, true, true);
	CASA_VERIFY();
}
