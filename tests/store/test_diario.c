#include "casa.h"
#include "store/cambio.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/registro.h"
#include <string.h>

TestSuite(diario, .init = casa_open, .fini = casa_close, .timeout = 60);

static uint64_t last(void)
{
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_end(&txn);
	return n;
}

static struct entrada entry(uint64_t n)
{
	struct entrada e;
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(diario_get(&txn, n, &casa.arena, &e), "%s", txn.err.text);
	txn_end(&txn);
	return e;
}

static bool undo(uint64_t n, struct err *err)
{
	struct txn txn;

	txn_begin_write(&txn);
	bool done = diario_deshacer(&txn, n, "me equivoqué", err) && txn_commit(&txn, err);
	txn_abort(&txn);
	return done;
}

Test(diario, an_entry_says_who_what_when_and_why)
{
	struct op op = { .accion = "guardar_formulario", .motivo = "corrección", .detalle = "Formulario Vivienda", .fecha = HOY - 3 };
	uint32_t hogar = casa_familia("Zapata", "71");
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	op.hogar = hogar;
	cr_assert(op_begin(&txn, &op));
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("El Pinal"));
	record_put(&txn, &r);
	cr_assert_eq(r.version, 2);
	op_end(&txn);
	txn_end(&txn);
	struct entrada e = entry(last());
	cr_assert_str_eq(e.usuario, "mrestrepo");
	cr_assert_str_eq(e.nombre, "Marta Restrepo");
	cr_assert_str_eq(e.accion, "guardar_formulario");
	cr_assert_str_eq(e.motivo, "corrección");
	cr_assert_str_eq(e.detalle, "Formulario Vivienda");
	cr_assert_eq(e.fecha, HOY - 3);
	cr_assert_eq(e.cuando, clock_now());
	cr_assert_eq(e.hogar, hogar);
	cr_assert_eq(e.deshace, 0);
	cr_assert_eq(e.n_imagen, 1);
	cr_assert_eq(e.imagen[0].version_antes, 1);
	cr_assert_eq(e.imagen[0].version_despues, 2);
	cr_assert_not(e.imagen[0].nuevo);
	cr_assert_eq(e.imagen[0].antes.n, 1, "only what changed");
	cr_assert_str_eq(answers_text(&e.imagen[0].antes, "barrio"), "Santo Domingo Savio");
	cr_assert_str_eq(answers_text(&e.imagen[0].despues, "barrio"), "El Pinal");
	CASA_VERIFY();
}

Test(diario, two_puts_of_a_record_in_one_operation_are_one_image)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "x", .hogar = hogar };
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("El Pinal"));
	record_put(&txn, &r);
	answers_set(&r.fields, "barrio", value_text("Manrique"));
	answers_set(&r.fields, "nueva", value_int(1));
	record_put(&txn, &r);
	op_end(&txn);
	txn_end(&txn);
	struct entrada e = entry(last());
	cr_assert_eq(e.n_imagen, 1);
	cr_assert_eq(e.imagen[0].version_antes, 1);
	cr_assert_eq(e.imagen[0].version_despues, 3);
	cr_assert_str_eq(answers_text(&e.imagen[0].antes, "barrio"), "Santo Domingo Savio");
	cr_assert_str_eq(answers_text(&e.imagen[0].despues, "barrio"), "Manrique");
	CASA_VERIFY();
}

Test(diario, history_of_a_household_newest_first_in_pages)
{
	uint32_t hogar = casa_familia("Zapata", "71"), other = casa_familia("Zuluaga", "72");
	struct entrada *list;
	struct txn txn;
	int total;

	for (int i = 0; i < 5; i++) {
		casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text(arena_printf(&casa.arena, "Barrio %d", i)));
		casa_must_set(other, RECORD_HOGAR, 0, "barrio", value_text(arena_printf(&casa.arena, "Barrio %d", i)));
	}
	txn_begin_read(&txn);
	cr_assert_eq(diario_hogar(&txn, hogar, 0, 3, true, &casa.arena, &list, &total), 3);
	cr_assert_eq(total, 6);
	cr_assert_str_eq(answers_text(&list[0].imagen[0].despues, "barrio"), "Barrio 4");
	cr_assert_gt(list[0].n, list[1].n);
	cr_assert_eq(diario_hogar(&txn, hogar, 4, 3, false, &casa.arena, &list, &total), 2);
	cr_assert_str_eq(list[1].accion, "registrar_hogar");
	cr_assert_eq(list[1].n_imagen, 0, "images only when asked");
	cr_assert_eq(diario_hogar(&txn, hogar, 6, 3, false, &casa.arena, &list, &total), 0);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(diario, undo_puts_back_what_was_there)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	uint64_t n = last();
	casa_must_set(hogar, RECORD_INTEGRANTE, 1, "nombre2", value_text("Elena"));
	cr_assert(undo(n, &err), "%s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, "Santo Domingo Savio");
	cr_assert_str_eq(casa_get(hogar, RECORD_INTEGRANTE, 1, "nombre2").text, "Elena", "later changes of other records stay");
	struct entrada e = entry(last());
	cr_assert_eq(e.deshace, n);
	cr_assert_str_eq(e.accion, "deshacer");
	cr_assert_str_eq(e.motivo, "me equivoqué");
	cr_assert_eq(entry(n).deshecha_por, e.n);
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_RULE);
	cr_assert(strstr(err.text, "ya fue deshecha por Marta Restrepo"), "%s", err.text);
	CASA_VERIFY();
}

Test(diario, undo_of_the_undo_does_it_again)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	cr_assert(undo(last(), &err) && undo(last(), &err), "%s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, "El Pinal");
	cr_assert(undo(last(), &err), "%s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, "Santo Domingo Savio");
	CASA_VERIFY();
}

Test(diario, what_changed_later_is_not_undone_over)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	uint64_t n = last();
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	uint64_t later = last();
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert(strstr(err.text, ": barrio»"), "it names the later one: %s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, "Manrique");
	cr_assert(undo(later, &err), "%s", err.text);
	cr_assert(undo(n, &err), "%s", err.text);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, "Santo Domingo Savio");
	CASA_VERIFY();
}

Test(diario, a_registration_that_is_undone_is_gone_from_everywhere_but_the_journal)
{
	uint32_t hogar = casa_familia("Zapata", "71222333");
	struct filtro words = FILTRO_TODO;
	struct err err = { 0 };
	struct ficha f;
	struct txn txn;
	uint64_t n = last();

	cr_assert(undo(n, &err), "%s", err.text);
	words.texto = "zapata";
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &words, HOY), 0);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71222333"), 0);
	cr_assert_eq(hogar_by_folio(&txn, "MS-00001"), 0);
	cr_assert_not(ficha_load(&txn, hogar, &casa.arena, &f, NULL));
	cr_assert_eq(txn.err.code, ERR_NOT_FOUND);
	txn_abort(&txn);
	cr_assert_eq(entry(n).n_imagen, 3);
	cr_assert_eq(entry(n + 1).imagen[0].version_despues, 0);
	CASA_VERIFY();
	cr_assert(undo(n + 1, &err), "%s", err.text);
	txn_begin_read(&txn);
	cr_assert_eq(lista_count(&txn, casa.ruta, &words, HOY), 1);
	cr_assert_eq(hogar_by_documento(&txn, "cc", "71222333"), hogar);
	cr_assert(ficha_load(&txn, hogar, &casa.arena, &f, NULL));
	cr_assert_eq(f.integrante.n, 2);
	cr_assert_gt(f.hogar.version, 1, "who still holds the first one has a conflict");
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	CASA_VERIFY();
}

Test(diario, a_registration_with_more_data_is_not_undone)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };
	uint64_t n = last();

	casa_must_set(hogar, RECORD_LOGRO, logro_seq(3, 0), LOGRO_ESTADO, value_choice("alcanzado"));
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	cr_assert(undo(n + 1, &err), "%s", err.text);
	cr_assert_eq(casa_get(hogar, RECORD_LOGRO, logro_seq(3, 0), LOGRO_ESTADO).kind, VALUE_NONE);
	cr_assert(undo(n, &err), "%s", err.text);
	CASA_VERIFY();
}

Test(diario, the_measurement_is_undone_as_well)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "x", .hogar = hogar };
	struct err err = { 0 };
	struct record r;
	struct fila row;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("El Pinal"));
	record_put(&txn, &r);
	fila_medicion(&txn, hogar, 40, 3, 2, 9);
	op_end(&txn);
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, casa.ruta, hogar, HOY, &casa.arena, &row));
	cr_assert_eq(row.alcanzados, 40);
	cr_assert_eq(row.celda, 9);
	txn_end(&txn);
	CASA_VERIFY();
	cr_assert(undo(last(), &err), "%s", err.text);
	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, casa.ruta, hogar, HOY, &casa.arena, &row));
	cr_assert_eq(row.alcanzados, 10);
	cr_assert_eq(row.por_alcanzar, 20);
	cr_assert_eq(row.sin_dato, 15);
	cr_assert_eq(row.celda, 5);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(diario, accounts_and_nothing_cannot_be_undone)
{
	struct err err = { 0 };

	cr_assert_not(undo(1, &err));
	cr_assert_eq(err.code, ERR_RULE);
	cr_assert_not(undo(999, &err));
	cr_assert_eq(err.code, ERR_NOT_FOUND);
	CASA_VERIFY();
}

Test(diario, the_account_of_an_undone_registration_still_reads_its_history)
{
	struct err err = { 0 };
	uint64_t n;
	struct entrada e;
	struct txn txn;

	casa_familia("Zapata", "71");
	n = last();
	cr_assert(undo(n, &err));
	cr_assert_str_eq(entry(n).accion, "registrar_hogar");
	casa_login("jlopez");
	txn_begin_read(&txn);
	cr_assert_not(diario_get(&txn, n, &casa.arena, &e));
	cr_assert_eq(txn.err.code, ERR_DENIED);
	txn_abort(&txn);
	CASA_VERIFY();
}

Test(diario, changes_in_words)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "x", .hogar = hogar };
	struct cambio_voz voz = { .arena = &casa.arena };
	struct cambio_dato *c;
	struct record r, l;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("El Pinal"));
	answers_set(&r.fields, HOGAR_PROXIMA, value_date(HOY + 8));
	answers_set(&r.fields, "telefono", value_none());
	record_put(&txn, &r);
	record_init(&l, &txn.arena, RECORD_LOGRO, hogar, logro_seq(12, 2));
	answers_set(&l.fields, LOGRO_ESTADO, value_choice("alcanzado"));
	record_put(&txn, &l);
	op_end(&txn);
	txn_end(&txn);
	struct entrada e = entry(last());
	cr_assert_eq(entrada_cambios(&e, &voz, &c), 5);
	cr_assert_str_eq(cambio_texto(&c[0], &casa.arena), "barrio: de “Santo Domingo Savio” a “El Pinal”");
	cr_assert_str_eq(cambio_texto(&c[1], &casa.arena), "Próxima visita: “30/11/2026”");
	cr_assert_str_eq(cambio_texto(&c[2], &casa.arena), "telefono: se retira “3005550001”");
	cr_assert_str_eq(cambio_texto(&c[3], &casa.arena), "Logro 12, Integrante 2: se agrega");
	cr_assert_str_eq(cambio_texto(&c[4], &casa.arena), "Logro 12, Integrante 2: Estado confirmado: “Alcanzado”");
	CASA_VERIFY();
}

Test(diario, the_clock_of_a_real_store_never_goes_back_in_the_journal)
{
	casa_close();
	casa_open_real();
	uint32_t hogar = casa_familia("Zapata", "71");
	int64_t then = entry(last()).cuando;
	clock_fix(HOY - 3650);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	cr_assert_eq(entry(last()).cuando, then);
	clock_fix(HOY);
	CASA_VERIFY();
}

Test(diario, what_a_newer_version_wrote_in_a_record_survives_a_change)
{
	/* {0: 1, 1: id, 2: n, 3: {"cogestor": "mrestrepo"}, 9: "nuevo"} */
	static const char newer[] = "\xa5\x00\x01\x01\x50" "0123456789abcdef" "\x02\x06\x03\xa1\x68" "cogestor\x69" "mrestrepo\x09\x65" "nuevo";
	uint32_t hogar = casa_familia("Zapata", "71");
	struct key k = key_fam(hogar, RECORD_HOGAR, 0);
	struct registro r;
	struct txn txn;

	txn_begin_write(&txn);
	table_put_version(&txn, TABLE_FAM, key_span(&k), 1, span_of(newer, sizeof newer - 1));
	txn_end(&txn);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	txn_begin_read(&txn);
	cr_assert(registro_get(&txn, hogar, RECORD_HOGAR, 0, &casa.arena, &r));
	txn_end(&txn);
	cr_assert_eq(r.n_extra, 1);
	cr_assert_eq(r.extra.n, 7);
	cr_assert(memcmp(r.extra.p, "\x09\x65" "nuevo", 7) == 0);
	cr_assert_eq(casa_readers(), 0);
}

/* Who does not know whether his request was kept asks again under the same id, in another process as well. */
Test(diario, a_request_repeated_after_the_end_of_the_program_is_done_once)
{
	struct id id = id_new(), other = id_new();
	struct op op = { .accion = "guardar_formulario", .id = other };
	uint64_t n = last();
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	uint32_t hogar = casa_familia_in(&txn, "Zapata", "71", id);
	txn_end(&txn);
	op.hogar = hogar;
	for (int i = 0; i < 3; i++) {
		casa_reopen();
		txn_begin_write(&txn);
		cr_assert_eq(casa_familia_in(&txn, "Zapata", "71", id), 0);
		if (op_begin(&txn, &op)) {
			cr_assert_eq(i, 0);
			cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
			answers_set(&r.fields, "barrio", value_text("El Pinal"));
			record_put(&txn, &r);
			op_end(&txn);
		}
		txn_end(&txn);
	}
	cr_assert_eq(last(), n + 2);
	cr_assert_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").kind, VALUE_TEXT);
	CASA_VERIFY();
}
