#include "casa.h"
#include "base/rng.h"
#include "store/borrador.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/tree.h"
#include "store/hash.h"
#include "store/rehacer.h"
#include <lmdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void open_with_data(void)
{
	casa_open();
	casa_familia("Zapata", "71");
	casa_familia("Zuluaga", "72");
	casa_familia("Restrepo", "73");
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	casa_must_set(2, RECORD_LOGRO, logro_seq(4, 0), LOGRO_ESTADO, value_choice("alcanzado"));
	casa_must_set(2, RECORD_HOGAR, 0, "telefono", value_text("12345"));
}

TestSuite(verify, .init = open_with_data, .fini = casa_close, .timeout = 120);

/* Bytes as LMDB has them, behind the back of the store. */
static struct span raw_get(enum table t, struct key k)
{
	k = tree_key(casa.store, t, key_span(&k));
	MDB_val key = { .mv_data = k.b, .mv_size = k.n }, value;
	struct span copy = { 0 };
	struct txn txn;

	txn_begin_read(&txn);
	if (mdb_get(txn.mdb, casa.store->dbi[t], &key, &value) == 0)
		copy = span_of(arena_copy(&casa.arena, value.mv_data, value.mv_size), value.mv_size);
	txn_end(&txn);
	return copy;
}

static void raw_put(enum table t, struct key k, struct span bytes)
{
	k = tree_key(casa.store, t, key_span(&k));
	MDB_val key = { .mv_data = k.b, .mv_size = k.n }, value = { .mv_data = (void *)bytes.p, .mv_size = bytes.n };
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert_eq(bytes.p ? mdb_put(txn.mdb, casa.store->dbi[t], &key, &value, 0) : mdb_del(txn.mdb, casa.store->dbi[t], &key, NULL), 0);
	txn_end(&txn);
}

static void raw_del(enum table t, struct key k)
{
	raw_put(t, k, (struct span){ 0 });
}

static void raw_flip(enum table t, struct key k)
{
	struct span s = raw_get(t, k);

	((uint8_t *)s.p)[s.n / 2] ^= 1;
	raw_put(t, k, s);
}

Test(verify, a_good_store_is_good_and_counted)
{
	struct verificacion v;
	struct err err = { 0 };

	cr_assert(store_verify(casa.store, &casa.arena, &v, &err), "%s", err.text);
	cr_assert_eq(v.registros, 10);
	cr_assert_eq(v.operaciones, 11);
	cr_assert_eq(v.problemas, 0);
	CASA_VERIFY();
}

Test(verify, a_damaged_record_is_told_and_the_rest_stays_usable)
{
	struct filtro all = FILTRO_TODO;
	struct ficha f;
	struct txn txn;
	int damaged;

	raw_flip(TABLE_FAM, key_fam(1, RECORD_INTEGRANTE, 2));
	CASA_DAMAGED("hogar número 1, integrante 2");
	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, 1, &casa.arena, &f, &damaged));
	cr_assert_eq(damaged, 1);
	cr_assert_eq(f.integrante.n, 1);
	cr_assert_eq(lista_count(&txn, casa.ruta, &all, HOY), 3);
	cr_assert(ficha_load(&txn, 2, &casa.arena, &f, &damaged));
	cr_assert_eq(damaged, 0);
	txn_end(&txn);
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	casa_must_set(3, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
}

Test(verify, a_household_whose_own_record_is_damaged_is_still_read_by_its_cogestor_and_no_other)
{
	struct ficha f;
	struct fila row;
	struct txn txn;
	int damaged;

	raw_flip(TABLE_FAM, key_fam(1, RECORD_HOGAR, 0));
	CASA_DAMAGED("hogar número 1, su ficha");
	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, 1, &casa.arena, &f, &damaged));
	cr_assert_eq(damaged, 1);
	cr_assert_eq(f.integrante.n, 2);
	cr_assert(fila_get(&txn, casa.ruta, 1, HOY, &casa.arena, &row));
	txn_end(&txn);
	casa_login("jlopez");
	txn_begin_read(&txn);
	cr_assert_not(ficha_load(&txn, 1, &casa.arena, &f, &damaged));
	cr_assert_eq(txn.err.code, ERR_DENIED);
	txn_abort(&txn);
}

Test(verify, a_damaged_row_is_told_and_the_list_is_whole)
{
	struct fila row;
	struct txn txn;

	raw_flip(TABLE_FILA, key_fila(1, 2));
	CASA_DAMAGED("una fila de las listas: hogar número 2");
	casa_reopen();
	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, casa.ruta, 2, HOY, &casa.arena, &row));
	cr_assert_str_eq(row.nombre, "Zuluaga, María");
	cr_assert_eq(row.alcanzados, 10, "the journal knows what was measured");
	txn_end(&txn);
}

Test(verify, swapped_values_do_not_open)
{
	struct key a = key_fam(1, RECORD_INTEGRANTE, 1), b = key_fam(2, RECORD_INTEGRANTE, 1);
	struct span x = raw_get(TABLE_FAM, a), y = raw_get(TABLE_FAM, b);

	raw_put(TABLE_FAM, a, y);
	raw_put(TABLE_FAM, b, x);
	CASA_DAMAGED("hogar número 1, integrante 1");
	CASA_DAMAGED("hogar número 2, integrante 1");
}

Test(verify, an_old_version_put_back_is_found)
{
	struct key k = key_fam(3, RECORD_HOGAR, 0);
	struct span old = raw_get(TABLE_FAM, k);

	casa_must_set(3, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	raw_put(TABLE_FAM, k, old);
	CASA_DAMAGED("no coincide con el diario: hogar número 3, su ficha");
}

Test(verify, a_version_without_an_operation_is_found)
{
	struct key k = key_fam(3, RECORD_HOGAR, 0);
	struct span plain;
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert(table_get(&txn, TABLE_FAM, key_span(&k), &txn.arena, &plain));
	table_put_version(&txn, TABLE_FAM, key_span(&k), 2, plain);
	txn_end(&txn);
	CASA_DAMAGED("no coincide con el diario: hogar número 3, su ficha");
}

Test(verify, a_record_taken_away_or_added_is_found)
{
	struct key k = key_fam(2, RECORD_LOGRO, logro_seq(4, 0));
	struct span bytes = raw_get(TABLE_FAM, k);

	raw_del(TABLE_FAM, k);
	CASA_DAMAGED("Falta un registro que el diario conoce: hogar número 2, logro");
	raw_put(TABLE_FAM, k, bytes);
	CASA_VERIFY();
	raw_put(TABLE_FAM, key_fam(9, RECORD_HOGAR, 0), bytes);
	CASA_DAMAGED("hogar número 9");
}

Test(verify, an_operation_changed_taken_away_or_replaced_is_found)
{
	struct key k = key_diario(8);
	struct span bytes = raw_get(TABLE_DIARIO, k);

	raw_flip(TABLE_DIARIO, k);
	CASA_DAMAGED("una operación del diario: la número 8");
	raw_del(TABLE_DIARIO, k);
	CASA_DAMAGED("después de la 7 sigue la 9");
	raw_put(TABLE_DIARIO, k, raw_get(TABLE_DIARIO, key_diario(7)));
	CASA_DAMAGED("la número 8");
	raw_put(TABLE_DIARIO, k, bytes);
	CASA_VERIFY();
}

Test(verify, an_operation_rewritten_with_the_key_breaks_the_chain)
{
	struct entrada_full f;
	struct codec_out out;
	struct key k = key_diario(9);
	struct txn txn;

	txn_begin_write(&txn);
	cr_assert(entrada_get(&txn, 9, true, &txn.arena, &f));
	f.e.usuario = "jlopez";
	codec_out_init(&out, &txn.arena);
	entrada_out(&out, &f);
	table_put(&txn, TABLE_DIARIO, key_span(&k), codec_bytes_of(&out));
	txn_end(&txn);
	CASA_DAMAGED("La cadena del diario se rompe en la operación 10");
}

Test(verify, a_journal_without_its_end_is_found)
{
	struct cabeza head;
	struct txn txn;

	raw_del(TABLE_DIARIO, key_diario(11));
	CASA_DAMAGED("El diario termina en la operación 10 y su cabeza dice 11");
	/* … also by who holds the key and mends the head: the anchor knows */
	txn_begin_write(&txn);
	cr_assert(cabeza_get(&txn, &head));
	head.n = 10;
	struct entrada_full f;
	struct codec_out out;
	cr_assert(entrada_get(&txn, 10, true, &txn.arena, &f));
	codec_out_init(&out, &txn.arena);
	entrada_out(&out, &f);
	seal_chain(casa.store->seal, 10, codec_bytes_of(&out), head.hash);
	cabeza_put(&txn, &head);
	txn_end(&txn);
	CASA_DAMAGED("El ancla conoce la operación 11");
}

Test(verify, an_anchor_of_another_store_is_found)
{
	FILE *f = fopen(casa_file("ancla.log"), "a");

	fprintf(f, "11 %064d\n", 7);
	fclose(f);
	CASA_DAMAGED("La operación 11 no es la que anotó el ancla");
}

/* The anchor is newer than the snapshot of who looks while another session saves. */
Test(verify, a_save_after_the_snapshot_is_no_older_store)
{
	struct txn before;
	struct err err = { 0 };

	cr_assert(txn_read(&before, casa.store, &err), "%s", err.text);
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	cr_expect(ancla_holds(&before));
	txn_end(&before);
	CASA_VERIFY();
}

Test(verify, a_torn_line_of_the_anchor_is_no_problem)
{
	FILE *f = fopen(casa_file("ancla.log"), "a");

	fprintf(f, "12 abcd");
	fclose(f);
	CASA_VERIFY();
	casa_reopen();
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	CASA_VERIFY();
}

static bool is_empty(enum table t)
{
	struct txn txn;

	txn_begin_read(&txn);
	bool empty = table_count(&txn, t) == 0;
	txn_end(&txn);
	return empty;
}

static struct key last_key(enum table t)
{
	struct key k = { .n = 0 };
	struct walk w;
	struct txn txn;

	txn_begin_read(&txn);
	walk_begin(&w, &txn, t, span_of("", 0), WALK_DOWN);
	w.keys_only = true;
	cr_assert(walk_next(&w));
	k = w.here;
	walk_end(&w);
	txn_end(&txn);
	return k;
}

static void gone(enum table t, const char *words)
{
	struct key k = last_key(t);
	struct span bytes = raw_get(t, k);

	raw_del(t, k);
	CASA_DAMAGED(words);
	raw_put(t, k, bytes.n ? bytes : span_of("", 0));
	CASA_VERIFY();
}

Test(verify, what_is_missing_in_any_index_is_found)
{
	gone(TABLE_DHOGAR, "no está en la historia del hogar");
	gone(TABLE_FILA, "no está en las listas");
	gone(TABLE_CNT, "Un contador no coincide");
	gone(TABLE_HASH, "");
	gone(TABLE_TPO, "búsqueda");
}

Test(verify, what_is_too_much_in_any_index_is_found)
{
	struct key k;
	struct txn txn;

	txn_begin_write(&txn);
	hash_put(&txn, hash_folio(casa.store, &txn.arena, "MS-99999"), 1);
	txn_end(&txn);
	CASA_DAMAGED("El índice de documentos tiene");
	k = key_fila(1, 77);
	txn_begin_write(&txn);
	table_put(&txn, TABLE_FILA, key_span(&k), span_of("x", 1));
	txn_end(&txn);
	CASA_DAMAGED("Las listas tienen 4 filas y hay 3 familias");
}

/* A thousand sentences of one kind would hide the others. */
Test(verify, of_a_kind_the_first_ones_are_told_and_the_others_counted)
{
	struct verificacion v;
	struct err err = { 0 };

	for (uint64_t n = 2; n < 11; n++)
		raw_flip(TABLE_DIARIO, key_diario(n));
	raw_flip(TABLE_FAM, key_fam(1, RECORD_INTEGRANTE, 2));
	cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err));
	cr_expect(casa_found(&v, "la número 6; y 4 más como este"));
	cr_expect_not(casa_found(&v, "la número 7"));
	cr_expect(casa_found(&v, "hogar número 1, integrante 2"));
	cr_expect_geq(v.problemas, 10);
}

Test(verify, a_row_that_says_something_else_is_found)
{
	struct key a = key_fila(1, 1);
	struct span plain;
	struct txn txn;

	txn_begin_write(&txn);
	struct key b = key_fila(1, 2);
	cr_assert(table_get(&txn, TABLE_FILA, key_span(&b), &txn.arena, &plain));
	table_put(&txn, TABLE_FILA, key_span(&a), plain);
	txn_end(&txn);
	CASA_DAMAGED("La fila del hogar número 1 no coincide");
}

Test(verify, any_sealed_value_that_is_changed_is_found)
{
	struct borrador_clave clave = { .formulario = "hogar", .seq = 1 };
	struct answers a;
	struct err err = { 0 };
	int tried = 0;

	answers_init(&a, &casa.arena);
	cr_assert(borrador_put(casa.store, &clave, &a, "x", "y", &err));
	for (enum table t = 0; t < TABLES; t++) {
		struct key k;
		if (!table_sealed(t) || t == TABLE_META || is_empty(t))
			continue;
		k = last_key(t);
		struct span bytes = raw_get(t, k);
		raw_flip(t, k);
		CASA_DAMAGED("dañad");
		raw_put(t, k, bytes);
		tried++;
	}
	cr_assert_geq(tried, 8);
	CASA_VERIFY();
}

Test(verify, random_bytes_changed_in_any_value_are_never_taken_for_good)
{
	struct verificacion v;
	struct err err = { 0 };
	struct rng r;

	rng_seed(&r, 7);
	for (int i = 0; i < 60; i++) {
		enum table t = rng_chance(&r, 50) ? TABLE_FAM : TABLE_DIARIO;
		struct key k = t == TABLE_FAM ? key_fam((uint32_t)rng_range(&r, 1, 3), RECORD_INTEGRANTE, (uint32_t)rng_range(&r, 1, 2)) : key_diario((uint64_t)rng_range(&r, 1, 11));
		struct span good = raw_get(t, k);
		uint8_t *bad = arena_copy(&casa.arena, good.p, good.n);
		bad[rng_range(&r, 0, (int)good.n - 1)] ^= (uint8_t)(1 << rng_range(&r, 0, 7));
		raw_put(t, k, span_of(bad, good.n));
		cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err));
		raw_put(t, k, good);
	}
	CASA_VERIFY();
}

/* What is found by a key is made anew as a whole: what is missing comes back, what is too much goes. */
Test(verify, the_table_of_hashes_is_made_anew_from_records_accounts_and_journal)
{
	struct verificacion v;
	struct err err = { 0 };
	struct key k = last_key(TABLE_HASH);
	struct txn txn;

	raw_del(TABLE_HASH, k);
	txn_begin_write(&txn);
	for (uint32_t i = 0; i < 5; i++)
		hash_put(&txn, hash_folio(casa.store, &txn.arena, "MS-99999"), 70 + i);
	hash_del(&txn, hash_documento(casa.store, &txn.arena, NULL, "71"), 1);
	txn_end(&txn);
	CASA_DAMAGED("El índice de documentos tiene");
	CASA_DAMAGED("El hogar número 1 no se encuentra");
	cr_assert_not(store_verify(casa.store, &casa.arena, &v, &err));
	cr_expect_geq(v.de_indice, 2);
	for (int again = 0; again < 3; again++) {
		err_clear(&err);
		cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
		CASA_VERIFY();
	}
	casa_reopen();
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("Manrique"));
	CASA_VERIFY();
}

/* Of an operation that does not open the key is all that is left of what it was found by. */
Test(verify, beside_a_damaged_operation_no_key_is_taken_away)
{
	struct err err = { 0 };
	struct txn txn;

	raw_flip(TABLE_DIARIO, key_diario(8));
	txn_begin_write(&txn);
	uint64_t before = table_count(&txn, TABLE_HASH);
	hash_del(&txn, hash_documento(casa.store, &txn.arena, NULL, "71"), 1);
	txn_end(&txn);
	cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	txn_begin_read(&txn);
	cr_expect_gt(table_count(&txn, TABLE_HASH), before, "and what was missing is there again");
	txn_end(&txn);
	CASA_DAMAGED("una operación del diario: la número 8");
}
