/* Undo by dependency: what may be undone is decided by the fields, not by the order. */
#include "base/rng.h"
#include "casa.h"
#include "store/entrada.h"
#include "store/op.h"
#include <string.h>

TestSuite(deshacer, .init = casa_open, .fini = casa_close, .timeout = 120);

static uint64_t last(void)
{
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t n = diario_last(&txn);
	txn_end(&txn);
	return n;
}

static bool undo(uint64_t n, struct err *err)
{
	struct txn txn;

	err_clear(err);
	txn_begin_write(&txn);
	bool done = diario_deshacer(&txn, n, "prueba", err) && txn_commit(&txn, err);
	txn_abort(&txn);
	return done;
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

static uint64_t barrio(uint32_t hogar, const char *name)
{
	casa_must_set(hogar, RECORD_HOGAR, 0, "barrio", value_text(name));
	return last();
}

#define BARRIO(hogar, name) cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "barrio").text, name)
#define UNDO(n) cr_assert(undo(n, &err), "%s", err.text)

Test(deshacer, step_by_step_back_and_forward_again)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t a = barrio(hogar, "A"), b = barrio(hogar, "B"), c = barrio(hogar, "C");
	struct err err = { 0 };

	UNDO(c);
	uint64_t uc = last();
	UNDO(b);
	uint64_t ub = last();
	UNDO(a);
	uint64_t ua = last();
	BARRIO(hogar, "Santo Domingo Savio");
	CASA_VERIFY();
	cr_assert_not(undo(ub, &err), "forward in order as well");
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(ua);
	BARRIO(hogar, "A");
	UNDO(ub);
	BARRIO(hogar, "B");
	UNDO(uc);
	BARRIO(hogar, "C");
	cr_assert_eq(entry(c).deshecha_por, 0, "done again: it stands");
	cr_assert_eq(entry(uc).deshecha_por, last());
	CASA_VERIFY();
}

Test(deshacer, done_again_it_is_undone_by_its_own_number)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t a = barrio(hogar, "A");
	struct err err = { 0 };

	UNDO(a);
	UNDO(last());
	BARRIO(hogar, "A");
	UNDO(a);
	BARRIO(hogar, "Santo Domingo Savio");
	cr_assert_neq(entry(a).deshecha_por, 0);
	cr_assert_not(undo(a, &err));
	cr_assert_eq(err.code, ERR_RULE);
	CASA_VERIFY();
}

Test(deshacer, another_field_of_the_same_record_is_no_hindrance)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t a = barrio(hogar, "A");
	struct err err = { 0 };

	casa_must_set(hogar, RECORD_HOGAR, 0, "telefono", value_text("3000000000"));
	UNDO(a);
	BARRIO(hogar, "Santo Domingo Savio");
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, "telefono").text, "3000000000");
	CASA_VERIFY();
}

Test(deshacer, the_refusal_names_what_stands_and_not_what_was_undone)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t a = barrio(hogar, "A");
	struct op op = { .accion = "guardar_formulario", .detalle = "Vivienda", .hogar = hogar };
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, "barrio", value_text("B"));
	record_put(&txn, &r);
	op_end(&txn);
	txn_end(&txn);
	UNDO(barrio(hogar, "C"));
	cr_assert_not(undo(a, &err));
	cr_assert(strstr(err.text, "Marta Restrepo hizo después «Guardó un formulario: Vivienda»"), "%s", err.text);
	cr_assert(strstr(err.text, "deshaga primero eso"), "%s", err.text);
	BARRIO(hogar, "B");
	CASA_VERIFY();
}

/* Else the two later ones could never be undone any more. */
Test(deshacer, the_same_value_by_another_hand_is_a_later_decision)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	uint64_t a = barrio(hogar, "A"), b = barrio(hogar, "B"), c = barrio(hogar, "A");
	struct err err = { 0 };

	cr_assert_not(undo(a, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(c);
	UNDO(b);
	UNDO(a);
	BARRIO(hogar, "Santo Domingo Savio");
	CASA_VERIFY();
}

Test(deshacer, a_record_that_grew_does_not_go)
{
	uint32_t hogar = casa_familia("Zapata", "71"), seq = logro_seq(3, 1);
	struct err err = { 0 };

	casa_must_set(hogar, RECORD_LOGRO, seq, LOGRO_ESTADO, value_choice("alcanzado"));
	uint64_t n = last();
	casa_must_set(hogar, RECORD_LOGRO, seq, LOGRO_SOPORTE, value_text("Carné"));
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(last());
	UNDO(n);
	cr_assert_eq(casa_get(hogar, RECORD_LOGRO, seq, LOGRO_ESTADO).kind, VALUE_NONE);
	CASA_VERIFY();
}

static void new_member(uint32_t hogar, uint32_t seq)
{
	casa_must_set(hogar, RECORD_INTEGRANTE, seq, "nombre1", value_text("Rosa"));
}

Test(deshacer, a_member_with_things_of_its_own_does_not_go)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	new_member(hogar, 3);
	uint64_t n = last();
	casa_must_set(hogar, RECORD_LOGRO, logro_seq(9, 3), LOGRO_ESTADO, value_choice("alcanzado"));
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(last());
	casa_must_set(hogar, RECORD_OPORTUNIDAD, 1, OPORTUNIDAD_INTEGRANTE, value_int(3));
	cr_assert_not(undo(n, &err));
	UNDO(last());
	UNDO(n);
	CASA_VERIFY();
}

Test(deshacer, another_record_under_the_same_number_is_another_record)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	new_member(hogar, 3);
	uint64_t n = last();
	UNDO(n);
	uint64_t u = last();
	new_member(hogar, 3);
	cr_assert_not(undo(u, &err), "there is somebody else by now");
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(last());
	UNDO(u);
	cr_assert_str_eq(casa_get(hogar, RECORD_INTEGRANTE, 3, "nombre1").text, "Rosa");
	CASA_VERIFY();
}

/* ---- one operation over two households ---- */

static struct registro stored(struct txn *txn, uint32_t hogar, enum record_kind kind, uint32_t seq)
{
	struct registro r;

	cr_assert(registro_get(txn, hogar, kind, seq, &txn->arena, &r));
	return r;
}

/* The second member of `from` goes to `to` as its third, and `from` goes away with the rest. */
static uint64_t merge(uint32_t to, uint32_t from)
{
	struct op op = { .accion = "unir_hogares", .detalle = "Unión de dos hogares", .hogar = to };
	struct txn txn;

	txn_begin_write(&txn);
	op_begin(&txn, &op);
	struct registro who = stored(&txn, from, RECORD_INTEGRANTE, 2), head = stored(&txn, from, RECORD_INTEGRANTE, 1), house = stored(&txn, from, RECORD_HOGAR, 0);
	struct record moved = who.record;
	moved.hogar = to;
	moved.seq = 3;
	moved.version = 0;
	op_restore(&txn, &who, &who.record, true);
	op_restore(&txn, NULL, &moved, false);
	op_restore(&txn, &head, &head.record, true);
	op_restore(&txn, &house, &house.record, true);
	fila_medicion(&txn, to, 30, 10, 5, 8);
	op_end(&txn);
	txn_end(&txn);
	return last();
}

static struct fila row(uint32_t hogar)
{
	struct fila f = { 0 };
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(fila_get(&txn, casa.ruta, hogar, HOY, &casa.arena, &f));
	txn_end(&txn);
	return f;
}

static int found(const char *words)
{
	struct filtro filter = FILTRO_TODO;
	struct txn txn;

	filter.texto = words;
	txn_begin_read(&txn);
	int n = lista_count(&txn, casa.ruta, &filter, HOY);
	txn_end(&txn);
	return n;
}

Test(deshacer, a_merge_of_two_households_there_and_back)
{
	uint32_t a = casa_familia("Zapata", "71"), b = casa_familia("Zuluaga", "72");
	struct err err = { 0 };
	uint64_t n = merge(a, b);

	cr_assert_eq(row(a).integrantes, 3);
	cr_assert_eq(row(a).alcanzados, 30);
	cr_assert_eq(found("zuluaga"), 1);
	CASA_VERIFY();
	UNDO(n);
	cr_assert_eq(row(a).integrantes, 2);
	cr_assert_eq(row(a).alcanzados, 10);
	cr_assert_eq(row(b).alcanzados, 10, "the row comes back with its numbers");
	cr_assert_eq(row(b).celda, 5);
	cr_assert_str_eq(casa_get(b, RECORD_INTEGRANTE, 2, "apellido1").text, "Zuluaga");
	cr_assert_eq(found("zuluaga"), 1);
	CASA_VERIFY();
	UNDO(last());
	cr_assert_eq(row(a).integrantes, 3);
	CASA_VERIFY();
	casa_must_set(a, RECORD_INTEGRANTE, 3, "nombre2", value_text("Luis"));
	cr_assert_not(undo(n, &err), "what came with the merge was changed later");
	cr_assert_eq(err.code, ERR_CONFLICT);
	UNDO(last());
	UNDO(n);
	cr_assert_eq(row(b).integrantes, 2);
	CASA_VERIFY();
}

Test(deshacer, a_merge_is_undone_by_who_may_write_both)
{
	uint32_t a = casa_familia("Zapata", "71"), b = casa_familia("Zuluaga", "72");
	struct err err = { 0 };
	uint64_t n = merge(a, b);

	casa_login("jlopez");
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	casa_login("mrestrepo");
	UNDO(n);
	CASA_VERIFY();
}

Test(deshacer, an_assignment_is_undone_by_who_may_assign)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct err err = { 0 };

	casa_login("acano");
	casa_must_set(hogar, RECORD_HOGAR, 0, HOGAR_COGESTOR, value_text("jlopez"));
	UNDO(last());
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, HOGAR_COGESTOR).text, "mrestrepo");
	cr_assert_not(undo(last() - 2, &err), "the registration is not hers to undo");
	cr_assert_eq(err.code, ERR_DENIED);
	casa_login("mrestrepo");
	CASA_VERIFY();
}

/* The new owner writes her families, but does not give them away. */
Test(deshacer, an_assignment_with_other_changes_needs_the_right_to_assign)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct op op = { .accion = "cambiar", .detalle = "cambiar", .hogar = hogar };
	struct err err = { 0 };
	struct record r;
	struct txn txn;

	casa_login("fdiaz");
	txn_begin_write(&txn);
	op_begin(&txn, &op);
	cr_assert(record_get(&txn, hogar, RECORD_HOGAR, 0, &txn.arena, &r));
	answers_set(&r.fields, HOGAR_COGESTOR, value_text("jlopez"));
	answers_set(&r.fields, "barrio", value_text("Moravia"));
	record_put(&txn, &r);
	cr_assert(op_end(&txn), "%s", txn.err.text);
	txn_end(&txn);
	uint64_t n = last();
	casa_login("jlopez");
	cr_assert_not(undo(n, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	casa_login("fdiaz");
	UNDO(n);
	cr_assert_str_eq(casa_get(hogar, RECORD_HOGAR, 0, HOGAR_COGESTOR).text, "mrestrepo");
	BARRIO(hogar, "Santo Domingo Savio");
	casa_login("mrestrepo");
	CASA_VERIFY();
}

/* ---- by chance ---- */

enum { HOGARES = 4, ACTOS = 60 };

static void change(struct rng *r)
{
	static const char *const fields[] = { "barrio", "telefono", "direccion", HOGAR_FASE };
	uint32_t hogar = (uint32_t)rng_range(r, 1, HOGARES), seq = (uint32_t)rng_range(r, 1, 5);
	const char *text = arena_printf(&casa.arena, "v%d", rng_range(r, 0, 3));

	switch (rng_range(r, 0, 3)) {
	case 0: casa_must_set(hogar, RECORD_HOGAR, 0, fields[rng_range(r, 0, 3)], value_text(text)); break;
	case 1: casa_must_set(hogar, RECORD_INTEGRANTE, seq, "nombre2", value_text(text)); break;
	case 2: casa_must_set(hogar, RECORD_LOGRO, logro_seq((int)seq, 0), LOGRO_SOPORTE, value_text(text)); break;
	case 3: casa_must_set(hogar, RECORD_COMPROMISO, seq, COMPROMISO_NOTA, rng_chance(r, 30) ? value_none() : value_text(text)); break;
	}
}

static struct ficha *picture(uint32_t hogar)
{
	struct ficha *f = arena_new(&casa.arena, struct ficha);
	struct txn txn;

	txn_begin_read(&txn);
	cr_assert(ficha_load(&txn, hogar, &casa.arena, f, NULL));
	txn_end(&txn);
	return f;
}

static bool same_list(const struct record_list *a, const struct record_list *b)
{
	bool same = a->n == b->n;

	for (int i = 0; same && i < a->n; i++)
		same = a->item[i].seq == b->item[i].seq && id_equal(a->item[i].id, b->item[i].id) && answers_equal(&a->item[i].fields, &b->item[i].fields);
	return same;
}

static bool same_ficha(const struct ficha *a, const struct ficha *b)
{
	return answers_equal(&a->hogar.fields, &b->hogar.fields) && same_list(&a->integrante, &b->integrante) && same_list(&a->logro, &b->logro)
		&& same_list(&a->compromiso, &b->compromiso);
}

Test(deshacer, everything_back_in_order_and_everything_forward_again)
{
	struct ficha *start[HOGARES], *end[HOGARES];
	struct err err = { 0 };
	struct rng r;

	for (uint64_t seed = 1; seed <= 5; seed++) {
		rng_seed(&r, seed);
		for (uint32_t i = 0; i < HOGARES; i++) {
			if (seed == 1)
				casa_familia("Zapata", arena_printf(&casa.arena, "%u", 100 + i));
			start[i] = picture(i + 1);
		}
		uint64_t from = last(), to;
		for (int i = 0; i < ACTOS; i++)
			change(&r);
		to = last();
		for (uint32_t i = 0; i < HOGARES; i++)
			end[i] = picture(i + 1);
		for (uint64_t n = to; n > from; n--)
			UNDO(n);
		for (uint32_t i = 0; i < HOGARES; i++)
			cr_assert(same_ficha(start[i], picture(i + 1)), "household %u is not as it was", i + 1);
		uint64_t undone = last();
		for (uint64_t n = undone; n > to; n--)
			UNDO(n);
		for (uint32_t i = 0; i < HOGARES; i++)
			cr_assert(same_ficha(end[i], picture(i + 1)), "household %u is not as it became", i + 1);
	}
	CASA_VERIFY();
}

/* In any order: each is undone or refused, and what was refused is possible once nothing stands in its way. */
Test(deshacer, in_any_order_it_ends_where_it_began)
{
	struct ficha *start[HOGARES];
	struct err err = { 0 };
	bool done[ACTOS] = { false };
	struct rng r;
	int left, rounds = 0;

	rng_seed(&r, 77);
	for (uint32_t i = 0; i < HOGARES; i++) {
		casa_familia("Zapata", arena_printf(&casa.arena, "%u", 100 + i));
		start[i] = picture(i + 1);
	}
	uint64_t from = last();
	for (int i = 0; i < ACTOS; i++)
		change(&r);
	int n = (int)(last() - from);
	do {
		left = 0;
		for (int i = 0; i < n; i++) {
			int k = rng_range(&r, 0, n - 1);
			if (!done[k])
				done[k] = undo(from + 1 + (uint64_t)k, &err);
		}
		for (int i = 0; i < n; i++)
			left += !done[i];
		cr_assert_lt(rounds++, 200, "%d stay: %s", left, err.text);
	} while (left > 0);
	for (uint32_t i = 0; i < HOGARES; i++)
		cr_assert(same_ficha(start[i], picture(i + 1)), "household %u is not as it was", i + 1);
	CASA_VERIFY();
}
