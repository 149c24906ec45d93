/* The base maestra: rows, loads that go on where they stopped, who sees what, what is marked when a family is registered. */
#include "base/strbuf.h"
#include "base/text.h"
#include "casa.h"
#include "store/maestra_carga.h"
#include "store/rehacer.h"
#include "store/table.h"

TestSuite(maestra, .init = casa_open, .fini = casa_close);

static struct maestra row(const char *codigo, const char *nombre, const char *apellido, const char *documento)
{
	struct maestra m = { 0 };
	for (int i = 0; i < MAESTRA_CAMPOS; i++)
		m.campo[i] = "";
	m.campo[MAESTRA_CODIGO] = codigo;
	m.campo[MAESTRA_NOMBRE1] = nombre;
	m.campo[MAESTRA_APELLIDO1] = apellido;
	m.campo[MAESTRA_DOCUMENTO] = documento;
	m.campo[MAESTRA_BARRIO] = "Popular";
	return m;
}

static struct maestra_carga file(const char *name, uint8_t mark)
{
	struct maestra_carga c = { .archivo = name, .tamano = 1000, .linea = 2, .posicion = 20 };
	c.huella[0] = mark;
	return c;
}

/* One batch; the place moves on by a hundred bytes a row. */
static void load(struct maestra_carga *c, const struct maestra *m, int n, bool last)
{
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	cr_assert(maestra_carga_begin(&txn, c, &casa.arena, &err), "%s", err.text);
	for (int i = 0; i < n; i++)
		cr_assert_neq(maestra_poner(&txn, c, &m[i], &casa.arena), MAESTRA_ERROR, "%s", txn.err.text);
	c->posicion += (uint64_t)n * 100;
	c->linea += (uint64_t)n;
	c->terminada = last;
	cr_assert(maestra_lote(&txn, c, &casa.arena), "%s", txn.err.text);
	txn_end(&txn);
}

static const char *found(const char *text, enum maestra_cuales which)
{
	struct txn txn;
	struct strbuf b;
	struct busqueda_lugar at = { 0 };
	uint32_t num[64];
	int n = 0;
	strbuf_init(&b, &casa.arena);
	txn_begin_read(&txn);
	struct pregunta *p = maestra_preguntar(&txn, text, which, &casa.arena);
	while (!at.fin)
		n += busqueda_next(p, &at, num + n, 64 - n);
	for (int i = 0; i < n; i++)
		strbuf_printf(&b, "%s%u", i ? " " : "", num[i]);
	uint32_t counted = 0;
	for (at = (struct busqueda_lugar){ 0 }; !at.fin;)
		counted += busqueda_count(p, &at);
	cr_expect_eq(counted, n, "«%s» counted %u", text, counted);
	txn_abort(&txn);
	return b.text;
}

static struct maestra_total total(void)
{
	struct txn txn;
	struct maestra_total t;
	txn_begin_read(&txn);
	cr_assert(maestra_total(&txn, &t));
	txn_abort(&txn);
	return t;
}

static bool get(uint32_t num, struct maestra *m)
{
	struct txn txn;
	txn_begin_read(&txn);
	bool there = maestra_get(&txn, num, &casa.arena, m);
	cr_assert(txn_ok(&txn), "%s", txn.err.text);
	txn_abort(&txn);
	return there;
}

static uint64_t ops(void)
{
	struct txn txn;
	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_abort(&txn);
	return n;
}

static void three(struct maestra_carga *c)
{
	const struct maestra rows[] = { row("H-1", "Ana", "Restrepo", "1001"), row("H-2", "Luz", "Palacios", "1002"), row("", "José", "Restrepo", "1003") };
	*c = file("tropa.csv", 1);
	load(c, rows, 3, true);
}

Test(maestra, rows_are_found_by_words_code_and_document)
{
	struct maestra_carga c;
	struct maestra m;
	struct txn txn;
	uint64_t before = ops();
	three(&c);
	cr_expect_eq(ops(), before + 1, "a batch is one operation");
	cr_expect_eq(c.cuentas.nuevas, 3);
	cr_expect_str_eq(found("", MAESTRA_TODAS), "1 2 3");
	cr_expect_str_eq(found("restrepo", MAESTRA_TODAS), "1 3");
	cr_expect_str_eq(found("popular luz", MAESTRA_PENDIENTES), "2");
	cr_expect_str_eq(found("1003", MAESTRA_PENDIENTES), "3");
	cr_expect_str_eq(found("h-2", MAESTRA_PENDIENTES), "2");
	cr_expect_str_eq(found("restrepo", MAESTRA_VISITADAS), "");
	cr_expect_str_eq(found("gonsales", MAESTRA_TODAS), "");
	cr_expect_str_eq(found("palasios", MAESTRA_TODAS), "2");
	cr_assert(get(3, &m));
	cr_expect_str_eq(maestra_nombre(&m, &casa.arena), "Restrepo, José");
	txn_begin_read(&txn);
	cr_expect_eq(maestra_by_documento(&txn, "1.002"), 2);
	cr_expect_eq(maestra_by_documento(&txn, "9999"), 0);
	uint32_t one[2];
	cr_expect_eq(busqueda_exactos(maestra_preguntar(&txn, "1003", MAESTRA_TODAS, &casa.arena), one, 2), 1);
	cr_expect_eq(one[0], 3);
	txn_abort(&txn);
	cr_expect_eq(total().filas, 3);
	CASA_VERIFY();
}

Test(maestra, a_load_that_stopped_goes_on_where_it_was)
{
	struct maestra rows[] = { row("A", "Ana", "Uno", "2001"), row("B", "Bea", "Dos", "2002"), row("C", "Ceci", "Tres", "2003") };
	struct maestra_carga c = file("tropa.csv", 7), kept;
	struct txn txn;
	load(&c, rows, 2, false);
	casa_reopen();
	txn_begin_read(&txn);
	cr_assert(maestra_carga_get(&txn, &casa.arena, &kept));
	txn_abort(&txn);
	cr_expect_eq(kept.posicion, 220);
	cr_expect_eq(kept.linea, 4);
	cr_expect_eq(kept.cuentas.nuevas, 2);
	cr_expect_not(kept.terminada);
	cr_expect(id_equal(kept.lote, c.lote));
	load(&kept, rows + 2, 1, true);
	cr_expect_eq(kept.cuentas.nuevas, 3);
	cr_expect_eq(total().filas, 3);
	cr_expect_str_eq(found("ceci", MAESTRA_TODAS), "3");
	/* the one that did not know of it is refused, and writes nothing */
	struct err err = { 0 };
	txn_begin_write(&txn);
	cr_expect_not(maestra_carga_begin(&txn, &c, &casa.arena, &err));
	cr_expect_eq(err.code, ERR_CONFLICT);
	txn_abort(&txn);
	CASA_VERIFY();
}

Test(maestra, the_same_again_changes_nothing_and_a_new_file_only_what_differs)
{
	struct maestra_carga c, again;
	struct maestra rows[] = { row("h 1", "Ana", "Restrepo", "1001"), row("H-2", "Luz", "Palacios", "1002"), row("H-2", "Luz", "Palacios", "1002") };
	struct maestra m;
	three(&c);
	uint64_t before = ops();
	again = file("tropa.csv", 2);
	load(&again, rows, 2, true);
	cr_expect_eq(again.cuentas.cambiadas, 1, "only the spelling of a code");
	cr_expect_eq(again.cuentas.iguales, 1);
	cr_expect_eq(total().filas, 3);
	cr_expect_eq(ops(), before + 1);
	again = file("tropa.csv", 3);
	rows[0].campo[MAESTRA_CODIGO] = "h 1";
	load(&again, rows, 2, true);
	cr_expect_eq(again.cuentas.iguales, 2);
	cr_expect_eq(ops(), before + 1, "what changes nothing leaves no operation");
	again = file("otra.csv", 4);
	rows[1].campo[MAESTRA_TELEFONO] = "3001234567";
	rows[1].campo[MAESTRA_BARRIO] = "";
	load(&again, rows + 1, 1, true);
	cr_expect_eq(again.cuentas.cambiadas, 1);
	cr_assert(get(2, &m));
	cr_expect_str_eq(m.campo[MAESTRA_TELEFONO], "3001234567");
	cr_expect_str_eq(m.campo[MAESTRA_BARRIO], "Popular", "an empty cell takes nothing away");
	cr_expect_str_eq(found("3001", MAESTRA_TODAS), "2");
	/* twice in one file */
	struct txn txn;
	struct err err = { 0 };
	again = file("doble.csv", 5);
	rows[0] = row("X", "Ema", "Cano", "5001");
	txn_begin_write(&txn);
	cr_assert(maestra_carga_begin(&txn, &again, &casa.arena, &err));
	cr_expect_eq(maestra_poner(&txn, &again, &rows[0], &casa.arena), MAESTRA_NUEVA);
	cr_expect_eq(maestra_poner(&txn, &again, &rows[0], &casa.arena), MAESTRA_REPETIDA);
	cr_assert(maestra_lote(&txn, &again, &casa.arena));
	txn_end(&txn);
	CASA_VERIFY();
}

Test(maestra, a_load_can_be_taken_back)
{
	struct maestra_carga c, second;
	struct maestra_quitadas q = { 0 };
	struct maestra m;
	struct txn txn;
	struct err err = { 0 };
	three(&c);
	struct maestra rows[] = { row("H-2", "Luz Marina", "Palacios", "1002"), row("H-9", "Noel", "Cano", "1009"), row("H-10", "Omar", "Cano", "1010") };
	second = file("otra.csv", 9);
	load(&second, rows, 3, true);
	uint32_t hogar = casa_familia("Cano", "1010");
	casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_MAESTRA, value_int(5));
	for (uint32_t from = 0; from != UINT32_MAX;) {
		txn_begin_write(&txn);
		cr_assert(maestra_quitar(&txn, 2, &from, 2, &q, &err), "%s", err.text);
		txn_end(&txn);
	}
	cr_expect_eq(q.quitadas, 1);
	cr_expect_eq(q.devueltas, 1);
	cr_expect_eq(q.conservadas, 1);
	cr_expect_not(get(4, &m));
	cr_assert(get(2, &m));
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE1], "Luz");
	cr_expect_eq(total().filas, 4);
	cr_expect_str_eq(found("marina", MAESTRA_TODAS), "");
	cr_expect_str_eq(found("cano", MAESTRA_TODAS), "5");
	CASA_VERIFY();
	/* the same file may be loaded again */
	txn_begin_read(&txn);
	cr_assert(maestra_carga_get(&txn, &casa.arena, &second));
	txn_abort(&txn);
	cr_expect_eq(second.huella[0], 0);
	/* somebody else's load is the coordination's to take back */
	casa_login("jlopez");
	uint32_t from = 0;
	txn_begin_write(&txn);
	cr_expect_not(maestra_quitar(&txn, 1, &from, 10, &q, &err));
	cr_expect_eq(err.code, ERR_DENIED);
	txn_abort(&txn);
	casa_login("acano");
	txn_begin_write(&txn);
	cr_expect_not(maestra_quitar(&txn, 8, &from, 10, &q, &err));
	cr_expect_eq(err.code, ERR_NOT_FOUND);
	txn_abort(&txn);
	CASA_VERIFY();
}

static void take(uint32_t carga, struct maestra_quitadas *q)
{
	struct txn txn;
	struct err err = { 0 };
	*q = (struct maestra_quitadas){ 0 };
	casa_login("acano");
	for (uint32_t from = 0; from != UINT32_MAX;) {
		txn_begin_write(&txn);
		cr_assert(maestra_quitar(&txn, carga, &from, 10, q, &err), "%s", err.text);
		txn_end(&txn);
	}
}

Test(maestra, taking_loads_back_one_by_one_deletes_only_what_the_load_brought)
{
	struct maestra_carga c = file("uno.csv", 1);
	struct maestra_quitadas q;
	struct maestra m, one = row("H-1", "Ana", "Restrepo", "1001");
	load(&c, &one, 1, true);
	one.campo[MAESTRA_BARRIO] = "Moravia";
	c = file("dos.csv", 2);
	load(&c, &one, 1, true);
	one.campo[MAESTRA_BARRIO] = "Castilla";
	c = file("tres.csv", 3);
	load(&c, &one, 1, true);
	take(3, &q);
	cr_expect_eq(q.devueltas, 1);
	take(2, &q);
	cr_expect_eq(q.quitadas, 0, "the first load brought the row");
	cr_assert(get(1, &m));
	cr_expect_str_eq(m.campo[MAESTRA_BARRIO], "Moravia");
	cr_expect_eq(total().filas, 1);
	CASA_VERIFY();
}

Test(maestra, two_loads_taken_back_leave_nothing)
{
	struct maestra_carga c = file("uno.csv", 1);
	struct maestra_quitadas q;
	struct maestra m, one = row("H-1", "Ana", "Restrepo", "1001");
	load(&c, &one, 1, true);
	one.campo[MAESTRA_BARRIO] = "Moravia";
	c = file("dos.csv", 2);
	load(&c, &one, 1, true);
	take(2, &q);
	cr_expect_eq(q.devueltas, 1);
	take(1, &q);
	cr_expect_eq(q.quitadas, 1);
	cr_expect_not(get(1, &m));
	CASA_VERIFY();
}

/* The row of another account, under its code: with herself as owner it would show her what the file leaves empty. */
Test(maestra, a_row_of_another_account_is_not_taken_over)
{
	struct maestra_carga c = file("tropa.csv", 1);
	struct maestra m, hers = row("H-1", "Ana", "Restrepo", "1001"), mine = row("H-1", "Otra", "Persona", "");
	struct txn txn;
	struct err err = { 0 };
	casa_login("acano");
	hers.campo[MAESTRA_COGESTOR] = "jlopez";
	load(&c, &hers, 1, true);
	casa_login("mrestrepo");
	for (int i = 0; i < 2; i++) {
		mine.campo[MAESTRA_COGESTOR] = i == 0 ? "mrestrepo" : "";
		c = file("mia.csv", (uint8_t)(2 + i));
		txn_begin_write(&txn);
		cr_assert(maestra_carga_begin(&txn, &c, &casa.arena, &err), "%s", err.text);
		cr_expect_eq(maestra_poner(&txn, &c, &mine, &casa.arena), MAESTRA_AJENA);
		cr_expect_eq(c.cuentas.cambiadas + c.cuentas.iguales + c.cuentas.visitadas, 0);
		txn_end(&txn);
		cr_expect_not(get(1, &m));
	}
	casa_login("jlopez");
	cr_assert(get(1, &m));
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE1], "Ana");
	CASA_VERIFY();
}

Test(maestra, who_is_registered_from_a_row_marks_it)
{
	struct maestra_carga c;
	struct maestra m;
	struct txn txn;
	struct err err = { 0 };
	three(&c);
	uint32_t hogar = casa_familia("Palacios", "1002");
	casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_MAESTRA, value_int(2));
	cr_assert(get(2, &m));
	cr_expect_eq(m.hogar, hogar);
	cr_expect_eq(total().visitadas, 1);
	cr_expect_str_eq(found("palacios", MAESTRA_PENDIENTES), "");
	cr_expect_str_eq(found("palacios", MAESTRA_VISITADAS), "2");
	cr_expect_str_eq(found("palacios", MAESTRA_TODAS), "2");
	CASA_VERIFY();
	/* a later file leaves it alone */
	struct maestra changed = row("H-2", "Otra", "Persona", "1002");
	struct maestra_carga later = file("otra.csv", 3);
	load(&later, &changed, 1, true);
	cr_expect_eq(later.cuentas.visitadas, 1);
	cr_assert(get(2, &m));
	cr_expect_str_eq(m.campo[MAESTRA_NOMBRE1], "Luz");
	/* undoing takes the mark back */
	txn_begin_read(&txn);
	uint64_t n = 0;
	for (uint64_t at = diario_last(&txn); at > 0 && n == 0; at--) {
		struct entrada e;
		cr_assert(diario_get(&txn, at, &casa.arena, &e));
		n = e.hogar == hogar ? at : 0;
	}
	txn_abort(&txn);
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, n, "error", &err), "%s", err.text);
	txn_end(&txn);
	cr_assert(get(2, &m));
	cr_expect_eq(m.hogar, 0);
	cr_expect_eq(total().visitadas, 0);
	cr_expect_str_eq(found("palacios", MAESTRA_PENDIENTES), "2");
	CASA_VERIFY();
}

Test(maestra, a_cogestor_sees_hers_and_those_of_nobody)
{
	struct maestra rows[] = { row("A", "Ana", "Cano", "1"), row("B", "Bea", "Cano", "2"), row("C", "Ceci", "Cano", "3") };
	struct maestra_carga c = file("tropa.csv", 1);
	struct maestra m;
	struct txn txn;
	rows[0].campo[MAESTRA_COGESTOR] = "mrestrepo";
	rows[1].campo[MAESTRA_COGESTOR] = "jlopez";
	struct err err = { 0 };
	txn_begin_write(&txn);
	cr_assert(maestra_carga_begin(&txn, &c, &casa.arena, &err));
	cr_expect_eq(maestra_poner(&txn, &c, &rows[0], &casa.arena), MAESTRA_NUEVA, "for herself");
	cr_expect_eq(maestra_poner(&txn, &c, &rows[1], &casa.arena), MAESTRA_AJENA, "not for another one");
	txn_abort(&txn);
	casa_login("acano");
	c = file("tropa.csv", 1);
	load(&c, rows, 3, true);
	cr_expect_str_eq(found("cano", MAESTRA_TODAS), "1 2 3");
	casa_login("mrestrepo");
	cr_expect_str_eq(found("cano", MAESTRA_TODAS), "1 3");
	cr_expect_str_eq(found("", MAESTRA_PENDIENTES), "1 3");
	cr_expect_str_eq(found("jlopez", MAESTRA_TODAS), "");
	cr_expect_not(get(2, &m));
	txn_begin_read(&txn);
	cr_expect_eq(maestra_by_documento(&txn, "2"), 0);
	txn_abort(&txn);
	casa_login("jlopez");
	cr_expect_str_eq(found("cano", MAESTRA_TODAS), "2 3");
	casa_login("acano");
	struct maestra other = row("B", "Bea", "Cano", "2");
	other.campo[MAESTRA_COGESTOR] = "mrestrepo";
	c = file("reparto.csv", 2);
	load(&c, &other, 1, true);
	casa_login("mrestrepo");
	cr_expect_str_eq(found("cano", MAESTRA_TODAS), "1 2 3", "handed over by another file");
	CASA_VERIFY();
}

Test(maestra, who_keeps_accounts_sees_no_rows)
{
	struct maestra_carga c;
	struct maestra m;
	casa_close();
	casa_open_real();
	three(&c);
	cr_expect_str_eq(found("restrepo", MAESTRA_TODAS), "1 3");
	casa_login("admin");
	cr_expect_str_eq(found("restrepo", MAESTRA_TODAS), "");
	cr_expect_str_eq(found("", MAESTRA_TODAS), "");
	cr_expect_not(get(1, &m));
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	c = file("otra.csv", 8);
	cr_expect_not(maestra_carga_begin(&txn, &c, &casa.arena, &err));
	cr_expect_eq(err.code, ERR_DENIED);
	txn_abort(&txn);
	CASA_VERIFY();
}

Test(maestra, what_does_not_agree_is_told_and_can_be_written_anew)
{
	struct maestra_carga c;
	struct txn txn;
	struct walk w;
	three(&c);
	txn_begin_write(&txn);
	cr_assert(busqueda_update_in(&txn, BUSQUEDA_MAESTRA, 2, "luz", ""));
	txn_end(&txn);
	CASA_DAMAGED("base maestra no coincide");
	txn_begin_write(&txn);
	cr_assert(maestra_rebuild(&txn), "%s", txn.err.text);
	txn_end(&txn);
	CASA_VERIFY();
	cr_expect_str_eq(found("luz", MAESTRA_TODAS), "2");
	/* a row that goes without its counts, words and hashes */
	txn_begin_write(&txn);
	walk_begin(&w, &txn, TABLE_MAESTRA, span_of("", 0), WALK_UP);
	cr_assert(walk_next(&w));
	struct key k = w.here;
	walk_end(&w);
	table_del(&txn, TABLE_MAESTRA, key_span(&k));
	txn_end(&txn);
	CASA_DAMAGED("La base maestra tiene 2 filas");
	/* a row that names a household which knows nothing of it */
	casa_familia("Cano", "77");
	casa_must_set(1, RECORD_HOGAR, 0, HOGAR_MAESTRA, value_int(2));
	txn_begin_write(&txn);
	key_init(&k);
	key_u32(&k, 1);
	key_u8(&k, RECORD_HOGAR);
	key_u24(&k, 0);
	cr_assert(table_del(&txn, TABLE_FAM, key_span(&k)));
	txn_end(&txn);
	CASA_DAMAGED("dice que es del hogar número 1");
}

Test(maestra, made_anew_with_all_else)
{
	struct maestra_carga c;
	struct txn txn;
	struct err err = { 0 };
	three(&c);
	txn_begin_write(&txn);
	cr_assert(busqueda_update_in(&txn, BUSQUEDA_MAESTRA, 2, "luz", "otra"));
	txn_end(&txn);
	CASA_DAMAGED("base maestra no coincide");
	cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
	cr_expect_eq(total().filas, 3);
	cr_expect_str_eq(found("luz", MAESTRA_TODAS), "2");
}
