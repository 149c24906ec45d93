/* A family as it was: after each operation exactly what was there then. */
#include "mundo.h"
#include "base/rng.h"
#include "store/acto_deshacer.h"
#include "store/op.h"
#include "store/viaje.h"
#include <string.h>

TestSuite(viaje, .init = casa_open, .fini = casa_close, .timeout = 120);
TestSuite(viaje_ruta, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static uint64_t last(void)
{
	return mundo_ops();
}

static bool same_list(const struct record_list *a, const struct record_list *b)
{
	bool same = a->n == b->n;

	for (int i = 0; same && i < a->n; i++)
		same = a->item[i].seq == b->item[i].seq && a->item[i].version == b->item[i].version && id_equal(a->item[i].id, b->item[i].id)
			&& answers_equal(&a->item[i].fields, &b->item[i].fields);
	return same;
}

/* Versions and ids as well. */
static bool same(const struct ficha *a, const struct ficha *b)
{
	return a->num == b->num && a->hogar.version == b->hogar.version && id_equal(a->hogar.id, b->hogar.id) && answers_equal(&a->hogar.fields, &b->hogar.fields)
		&& same_list(&a->integrante, &b->integrante) && same_list(&a->logro, &b->logro) && same_list(&a->visita, &b->visita)
		&& same_list(&a->compromiso, &b->compromiso) && same_list(&a->oportunidad, &b->oportunidad) && same_list(&a->evaluacion, &b->evaluacion);
}

/* NULL: it is not there. */
static struct ficha *now(uint32_t hogar, struct arena *arena)
{
	struct ficha *f = arena_new(arena, struct ficha);
	struct txn txn;

	txn_begin_read(&txn);
	bool there = ficha_load(&txn, hogar, arena, f, NULL);
	txn_abort(&txn);
	return there ? f : NULL;
}

static struct ficha *then(uint32_t hogar, uint64_t n, struct arena *arena)
{
	struct ficha *f = arena_new(arena, struct ficha);
	struct txn txn;

	txn_begin_read(&txn);
	bool there = viaje_ficha(&txn, hogar, n, arena, f);
	cr_assert(there || txn.err.code == ERR_NOT_FOUND, "%s", txn.err.text);
	txn_abort(&txn);
	return there ? f : NULL;
}

/* An operation that the history lacks cannot be walked over: what stands on the other side of it is not known. */
Test(viaje, a_gap_in_the_history_is_damage_and_no_state_of_then)
{
	uint32_t hogar = casa_familia("Zapata", "100");
	uint64_t first = last();
	struct ficha f;
	struct txn txn;
	struct key k;

	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("Moravia"));
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("Castilla"));
	txn_begin_write(&txn);
	key_init(&k);
	key_u64(&k, first + 1);
	cr_assert(table_del(&txn, TABLE_DIARIO, key_span(&k)));
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_expect_not(viaje_ficha(&txn, hogar, first, &casa.arena, &f));
	cr_expect_eq(txn.err.code, ERR_DAMAGED, "%s", txn.err.text);
	txn_abort(&txn);
	txn_begin_read(&txn);
	cr_expect_eq(viaje_hasta(&txn, hogar, HOY - 400), 0);
	cr_expect_eq(txn.err.code, ERR_DAMAGED, "%s", txn.err.text);
	txn_abort(&txn);
	txn_begin_read(&txn);
	cr_expect(viaje_ficha(&txn, hogar, first + 1, &casa.arena, &f), "%s", txn.err.text);
	cr_expect_str_eq(answers_text(&f.hogar.fields, "barrio"), "Moravia");
	txn_abort(&txn);
}

/* ---- by chance, over several households, with undoing ---- */

enum { HOGARES = 3, ACTOS = 150 };

static void change(struct rng *r)
{
	static const char *const fields[] = { "barrio", "telefono", HOGAR_FASE };
	uint32_t hogar = (uint32_t)rng_range(r, 1, HOGARES), seq = (uint32_t)rng_range(r, 1, 4);
	struct value v = rng_chance(r, 20) ? value_none() : value_text(arena_printf(&casa.arena, "v%d", rng_range(r, 0, 3)));
	struct err err = { 0 };

	switch (rng_range(r, 0, 3)) {
	case 0: casa_set(hogar, RECORD_HOGAR, 0, fields[rng_range(r, 0, 2)], v, &err); break;
	case 1: casa_set(hogar, RECORD_INTEGRANTE, seq, "nombre2", v, &err); break;
	case 2: casa_set(hogar, RECORD_LOGRO, logro_seq((int)seq, 0), LOGRO_SOPORTE, v, &err); break;
	case 3: casa_set(hogar, RECORD_COMPROMISO, seq, COMPROMISO_NOTA, v, &err); break;
	}
}

static void undo_some(struct rng *r)
{
	struct err err = { 0 };
	struct txn txn;

	txn_begin_write(&txn);
	uint64_t n = (uint64_t)rng_range(r, 6, (int)diario_last(&txn));
	if (diario_deshacer(&txn, n, "prueba", &err))
		txn_commit(&txn, &err);
	txn_abort(&txn);
}

/* A record that is taken away by an operation of its own, as a merge of households does. */
static void remove_one(struct rng *r)
{
	struct op op = { .accion = "unir_hogares", .detalle = "Unión", .hogar = (uint32_t)rng_range(r, 1, HOGARES) };
	struct registro stored;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	if (registro_get(&txn, op.hogar, RECORD_COMPROMISO, (uint32_t)rng_range(r, 1, 4), &txn.arena, &stored))
		op_restore(&txn, &stored, &stored.record, true);
	op_end(&txn);
	txn_end(&txn);
}

Test(viaje, each_past_operation_is_exactly_what_was_there)
{
	static struct ficha *photo[ACTOS + 32][HOGARES];
	struct rng r;

	for (uint32_t i = 0; i < HOGARES; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "%u", 100 + i));
	uint64_t first = last();
	rng_seed(&r, 4);
	for (int i = 0; i < ACTOS; i++) {
		if (rng_chance(&r, 30))
			undo_some(&r);
		else if (rng_chance(&r, 10))
			remove_one(&r);
		else
			change(&r);
		for (uint32_t h = 0; h < HOGARES; h++)
			photo[last() - first][h] = now(h + 1, &casa.arena);
	}
	cr_assert_gt(last() - first, ACTOS / 2);
	for (uint64_t n = first + 1; n <= last(); n++)
		for (uint32_t h = 0; h < HOGARES; h++) {
			struct ficha *was = photo[n - first][h], *built = then(h + 1, n, &casa.arena);
			cr_assert(!was == !built, "operation %d, household %u", (int)n, h + 1);
			cr_assert(!was || same(was, built), "operation %d, household %u", (int)n, h + 1);
		}
	CASA_VERIFY();
}

/* The control: one image that is passed over, and the comparison above notices. */
Test(viaje, the_comparison_notices_one_answer)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct ficha *a = now(hogar, &casa.arena), *b = now(hogar, &casa.arena);

	cr_assert(same(a, b));
	answers_set(&b->integrante.item[1].fields, "nombre2", value_text("Luis"));
	cr_assert_not(same(a, b));
	b = now(hogar, &casa.arena);
	b->integrante.item[1].version++;
	cr_assert_not(same(a, b));
}

Test(viaje, before_it_was_registered_and_after_it_was_undone)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t n = last();
	struct err err = { 0 };
	struct txn txn;

	cr_assert_null(then(hogar, n - 1, &casa.arena));
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, n, "prueba", &err), "%s", err.text);
	txn_end(&txn);
	struct ficha *was = then(hogar, n, &casa.arena);
	cr_assert(was);
	cr_assert_eq(was->integrante.n, 2);
	cr_assert_null(then(hogar, n + 1, &casa.arena));
	casa_login("jlopez");
	struct ficha f;
	txn_begin_read(&txn);
	cr_assert_not(viaje_ficha(&txn, hogar, n, &casa.arena, &f), "of who accompanied it then");
	cr_assert_eq(txn.err.code, ERR_DENIED);
	txn_abort(&txn);
}

Test(viaje, at_the_end_of_a_day)
{
	clock_fix(HOY - 10);
	uint32_t hogar = casa_familia("Zapata", "71");
	struct ficha f;
	struct txn txn;

	clock_fix(HOY - 5);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("A"));
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("B"));
	clock_fix(HOY);
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text("C"));
	static const struct { int days; const char *barrio; } when[] = { { -10, "Santo Domingo Savio" }, { -6, "Santo Domingo Savio" }, { -5, "B" }, { -1, "B" }, { 0, "C" }, { 3, "C" } };
	txn_begin_read(&txn);
	for (size_t i = 0; i < sizeof when / sizeof *when; i++) {
		cr_assert(viaje_ficha_en(&txn, hogar, HOY + when[i].days, &casa.arena, &f));
		cr_assert_str_eq(answers_text(&f.hogar.fields, "barrio"), when[i].barrio);
	}
	cr_assert_eq(viaje_hasta(&txn, hogar, HOY - 11), 0);
	cr_assert_not(viaje_ficha_en(&txn, hogar, HOY - 11, &casa.arena, &f));
	cr_assert_eq(txn.err.code, ERR_NOT_FOUND);
	cr_assert(strstr(txn.err.text, " no estaba registrado en ese momento: lo está desde el "), "%s", txn.err.text);
	txn_abort(&txn);
	casa_login("jlopez");
	txn_begin_read(&txn);
	cr_assert_not(viaje_ficha_en(&txn, hogar, HOY - 11, &casa.arena, &f));
	cr_assert_eq(txn.err.code, ERR_DENIED, "who may not read it is not told its folio: %s", txn.err.text);
	txn_abort(&txn);
}

/* A record that does not open any more stands in the journal. */
Test(viaje, a_damaged_record_is_made_from_the_journal)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct key k = key_fam(hogar, RECORD_INTEGRANTE, 2);
	struct txn txn;

	casa_must_set(hogar, RECORD_INTEGRANTE, 2, "nombre2", value_text("Luis"));
	uint64_t n = last();
	struct ficha *was = now(hogar, &casa.arena);
	casa_must_set(hogar, RECORD_INTEGRANTE, 2, "nombre2", value_text("Juan"));
	txn_begin_write(&txn);
	table_put_version(&txn, TABLE_FAM, key_span(&k), 3, span_of("x", 1));
	txn_end(&txn);
	cr_assert_eq(now(hogar, &casa.arena)->integrante.n, 1);
	cr_assert(same(was, then(hogar, n, &casa.arena)));
}

Test(viaje, households_that_the_journal_knows)
{
	uint32_t got[8];
	struct err err = { 0 };
	struct txn txn;

	for (int i = 0; i < 5; i++)
		casa_familia("Zapata", arena_printf(&casa.arena, "%d", 100 + i));
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, last(), "prueba", &err), "%s", err.text);
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_assert_eq(viaje_hogares(&txn, 0, got, 8), 5, "the one that is gone as well");
	cr_assert_eq(got[4], 5);
	cr_assert_eq(viaje_hogares(&txn, 0, got, 2), 2);
	cr_assert_eq(viaje_hogares(&txn, 2, got, 8), 3);
	cr_assert_eq(got[0], 3);
	cr_assert_eq(viaje_hogares(&txn, 5, got, 8), 0);
	txn_end(&txn);
}

/* ---- through a route ---- */

Test(viaje_ruta, a_family_on_its_route_with_things_undone_and_done_again)
{
	static struct ficha *photo[200];
	uint64_t from = mundo_ops();
	struct err err = { 0 };
	struct txn txn;

	photo[0] = mundo_copia();
	mundo_hasta("plan_familiar");
	uint64_t to = mundo_ops();
	cr_assert_lt(to - from, 150);
	for (int i = 0; i < 12; i++) {
		txn_begin_write(&txn);
		struct acto acto = mundo_acto(&txn);
		uint64_t n = i < 8 ? to - (uint64_t)i : to + 8 - (uint64_t)(i - 8);
		cr_assert(acto_deshacer(&acto, n, "prueba", &err), "%d %s", i, err.text);
		txn_end(&txn);
		mundo_load();
		photo[to - from + 1 + (uint64_t)i] = mundo_copia();
	}
	for (uint64_t n = to + 1; n <= mundo_ops(); n++)
		cr_assert(same(photo[n - from], then(mundo.f.num, n, &mundo.arena)), "operation %d", (int)n);
	for (uint64_t k = 1; k <= 8; k++)      /* what an undoing left is what was there before, but for its versions */
		cr_assert(mundo_igual(then(mundo.f.num, to - k, &mundo.arena), photo[to - from + k]), "%d before", (int)k);
	cr_assert(same(photo[0], then(mundo.f.num, from, &mundo.arena)));
	CASA_VERIFY();
}
