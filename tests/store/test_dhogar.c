#include "casa.h"
#include "store/dhogar.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/rehacer.h"
#include "store/tree.h"
#include <lmdb.h>
#include <string.h>

TestSuite(dhogar, .init = casa_open, .fini = casa_close, .timeout = 120);

enum { FAMILIAS = 5, CAMBIOS = 30 };

/* Returns the operation after which they come: that of family i is number i behind it, its changes follow those of all. */
static uint64_t families(void)
{
	struct store_info info;
	char doc[16];

	store_info(casa.store, &info);
	for (int i = 1; i <= FAMILIAS; i++) {
		snprintf(doc, sizeof doc, "19%04d", i);
		casa_familia("Zapata", doc);
	}
	for (int k = 0; k < CAMBIOS; k++)
		casa_must_set(1 + (uint32_t)(k % FAMILIAS), RECORD_HOGAR, 0, "barrio", value_text(k % 2 ? "El Pinal" : "Manrique"));
	return info.operaciones;
}

/* Households in the order of the walk, one number each time another one begins. */
static int households(enum table t, enum walk_order order, uint32_t *out, int *keys)
{
	struct walk w;
	struct txn txn;
	int n = 0;

	*keys = 0;
	txn_begin_read(&txn);
	for (walk_begin(&w, &txn, t, span_of("", 0), order); walk_next(&w); ++*keys) {
		cr_assert(t == TABLE_FAM ? w.key.n == 8 && w.key.p[4] < RECORD_KINDS : w.key.n == 12 + DHOGAR_MARCA && span_dhogar(w.key) > 0);
		if (n == 0 || out[n - 1] != span_u32(w.key, 0))
			out[n++] = span_u32(w.key, 0);
	}
	txn_end(&txn);
	return n;
}

Test(dhogar, records_and_journal_of_a_household_lie_together_and_are_walked_apart)
{
	static const enum table both[] = { TABLE_FAM, TABLE_DHOGAR };
	uint32_t up[FAMILIAS + 1], down[FAMILIAS + 1];
	int keys[2], back;
	MDB_stat st;
	struct txn txn;

	families();
	for (int i = 0; i < 2; i++) {
		cr_assert_eq(households(both[i], WALK_UP, up, &keys[i]), FAMILIAS);
		cr_assert_eq(households(both[i], WALK_DOWN, down, &back), FAMILIAS);
		cr_assert_eq(keys[i], back);
		for (int k = 0; k < FAMILIAS; k++)
			cr_assert(up[k] == (uint32_t)k + 1 && down[k] == (uint32_t)(FAMILIAS - k));
	}
	cr_assert_eq(keys[0], 3 * FAMILIAS);
	cr_assert_eq(keys[1], FAMILIAS + CAMBIOS);
	txn_begin_read(&txn);
	cr_assert(tree_shared(casa.store, TABLE_FAM) && tree_shared(casa.store, TABLE_DHOGAR));
	cr_assert_not(tree_shared(casa.store, TABLE_FILA));
	cr_assert_eq(mdb_stat(txn.mdb, tree_dbi(casa.store, TABLE_FAM), &st), 0);
	cr_assert_eq(st.ms_entries, (size_t)(keys[0] + keys[1]), "one tree holds both");
	txn_end(&txn);
	CASA_VERIFY();
}

static int walked(enum table t, struct key prefix, const struct key *from, enum walk_order order, struct key *first)
{
	struct walk w;
	struct txn txn;
	int n = 0;

	txn_begin_read(&txn);
	walk_begin(&w, &txn, t, key_span(&prefix), order);
	if (from)
		walk_from(&w, key_span(from));
	for (; walk_next(&w); n++)
		if (n == 0)
			*first = w.here;
	txn_end(&txn);
	return n;
}

Test(dhogar, walks_with_a_beginning_stay_in_their_household)
{
	struct key k, from, all = { .n = 0 };
	uint64_t base = families();

	cr_assert_eq(walked(TABLE_FAM, key_hogar(2), NULL, WALK_UP, &k), 3);
	cr_assert_eq(span_u32(key_span(&k), 4), 0x01000000u);
	cr_assert_eq(walked(TABLE_FAM, key_hogar(2), NULL, WALK_DOWN, &k), 3);
	cr_assert(k.b[4] == RECORD_INTEGRANTE && k.b[7] == 2);
	cr_assert_eq(walked(TABLE_DHOGAR, key_hogar(2), NULL, WALK_UP, &k), 1 + CAMBIOS / FAMILIAS);
	cr_assert_eq(span_dhogar(key_span(&k)), base + 2);
	cr_assert_eq(walked(TABLE_DHOGAR, key_hogar(2), NULL, WALK_DOWN, &k), 1 + CAMBIOS / FAMILIAS);
	cr_assert_eq(span_dhogar(key_span(&k)), base + CAMBIOS + 2);
	from = key_dhogar(2, base + 3);
	cr_assert_eq(walked(TABLE_DHOGAR, key_hogar(2), &from, WALK_UP, &k), CAMBIOS / FAMILIAS);
	from = key_dhogar(3, 0);
	cr_assert_eq(walked(TABLE_DHOGAR, all, &from, WALK_DOWN, &k), 2 * (1 + CAMBIOS / FAMILIAS));
	from = key_number(4);
	cr_assert_eq(walked(TABLE_FAM, all, &from, WALK_UP, &k), 6);
	cr_assert_eq(walked(TABLE_FAM, all, &from, WALK_DOWN, &k), 9);
	cr_assert_eq(walked(TABLE_FAM, key_hogar(99), NULL, WALK_UP, &k), 0);
	cr_assert_eq(walked(TABLE_DHOGAR, key_hogar(99), NULL, WALK_DOWN, &k), 0);
}

static struct entrada operation(struct txn *txn, uint64_t n)
{
	struct entrada_full f;

	cr_assert(entrada_get(txn, n, false, &txn->arena, &f));
	return f.e;
}

Test(dhogar, an_id_is_found_with_its_household_and_that_of_the_first_operation_without)
{
	uint64_t base = families();
	struct txn txn;

	txn_begin_read(&txn);
	struct entrada first = operation(&txn, base + 2), later = operation(&txn, base + FAMILIAS + 2);
	cr_assert_eq(first.hogar, 2);
	cr_assert_eq(later.hogar, 2);
	cr_assert_eq(dhogar_operacion(&txn, 2, first.id), base + 2);
	cr_assert_eq(dhogar_operacion(&txn, 0, first.id), base + 2);
	cr_assert_eq(dhogar_operacion(&txn, 2, later.id), base + FAMILIAS + 2);
	cr_assert_eq(dhogar_operacion(&txn, 0, later.id), 0);
	cr_assert_eq(dhogar_operacion(&txn, 3, later.id), 0);
	cr_assert_eq(dhogar_operacion(&txn, 2, id_new()), 0);
	cr_assert(dhogar_suelta(&txn, &first) && !dhogar_suelta(&txn, &later));
	cr_assert(dhogar_tiene(&txn, 2, &first) && dhogar_tiene(&txn, 2, &later));
	txn_end(&txn);
}

/* It could not be recognised when it comes again. */
Test(dhogar, an_operation_with_an_id_of_its_own_says_its_household)
{
	struct op op = { .accion = "guardar_formulario", .id = id_new() };
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	families();
	txn_begin_write(&txn);
	cr_assert(op_begin(&txn, &op));
	cr_assert(record_get(&txn, 1, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("Aranjuez"));
	record_put(&txn, &r);
	op_end(&txn);
	cr_assert_not(txn_commit(&txn, &err));
	cr_assert_eq(err.code, ERR_INTERNAL);
	CASA_VERIFY();
}

/* Keys that are missing, too many or false: verification says so, and all is made anew from the journal. */
Test(dhogar, made_anew_from_the_journal)
{
	uint64_t base = families();
	struct key k = key_dhogar(3, base + 3), wrong = key_dhogar(3, base + 4);
	struct err err = { 0 };
	struct span none = span_of("", 0);
	struct txn txn;
	struct walk w;

	txn_begin_write(&txn);
	walk_begin(&w, &txn, TABLE_DHOGAR, key_span(&k), WALK_UP);
	cr_assert(walk_next(&w));
	table_del(&txn, TABLE_DHOGAR, w.key);
	walk_end(&w);
	key_bytes(&wrong, "12345678", DHOGAR_MARCA);
	table_put(&txn, TABLE_DHOGAR, key_span(&wrong), none);
	txn_end(&txn);
	CASA_DAMAGED("no está en la historia del hogar número 3");
	cr_assert(rehacer_indices(casa.store, NULL, &err), "%s", err.text);
	CASA_VERIFY();
}
