/* Rows of a free repeat are answers like any other: the journal tells them, undo brings them back, another session's change is seen. */
#include "mundo.h"
#include <string.h>

/* The other session acts on the family as it read it. */
#define OTRA(copy, call) do { \
	struct txn txn_; struct err err_ = { 0 }, *err = &err_; struct ficha *f = copy; \
	txn_begin_write(&txn_); struct acto acto = mundo_acto(&txn_); \
	cr_assert((call), "%s:%d: %s", __FILE__, __LINE__, err_.text); \
	txn_end(&txn_); mundo_load(); \
} while (0)

TestSuite(acto_filas, .init = mundo_open, .fini = mundo_close, .timeout = 240);

static const char *hogar(const char *name)
{
	return answers_text(&mundo.f.hogar.fields, name);
}

static void undo_last(void)
{
	struct txn txn;
	struct err err = { 0 };
	txn_begin_write(&txn);
	cr_assert(diario_deshacer(&txn, diario_last(&txn), "Era una prueba", &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
}

static struct form *without_row(int row)
{
	struct form *form = mundo_form(&mundo.f, "ahorro_justicia", 0, "");
	form_row_remove(form, form_find(form, "deuda", -1), row);
	return form;
}

Test(acto_filas, rows_come_go_and_come_back)
{
	RESPONDE("ahorro_justicia", "deuda=1, 2; deuda_con.1=cooperativa; deuda_saldo.1=900000; deuda_cuota.1=60000; deuda_con.2=gota_a_gota; deuda_cuota.2=40000");
	cr_expect_str_eq(hogar("deuda"), "1 2");
	cr_expect_str_eq(hogar("deuda_con.2"), "gota_a_gota");
	struct scope scope;
	ficha_scope(&mundo.f, &mundo.programa->dict, mundo.hoy, &mundo.arena, &scope);
	cr_expect_eq(scope_value(&scope, dict_find(scope.dict, "deuda_cuotas"), -1).num, 100000);
	struct ficha *before = mundo_copia();
	HACE(acto_guardar_formulario(&acto, f, without_row(1), 0, err));
	cr_expect_str_eq(hogar("deuda"), "2");
	cr_expect_null(answers_find(&mundo.f.hogar.fields, "deuda_con.1"));
	undo_last();
	cr_expect(mundo_igual(before, &mundo.f), "the row with all that it had");
	CASA_VERIFY();
}

Test(acto_filas, a_row_with_a_question_to_answer_waits)
{
	struct form *form = mundo_form(&mundo.f, "ahorro_justicia", 0, "deuda=1, 2");
	int first;
	cr_assert_gt(form_check(form, &first), 0);
	cr_expect_str_eq(form->item[first].field->var->name, "deuda_con.2");
}

/* Two people, each with a debt that the other does not know: none of them is lost, nor mixed with the other's. */
Test(acto_filas, two_consoles_add_a_row_each)
{
	RESPONDE("ahorro_justicia", "deuda=1; deuda_con.1=almacen");
	struct ficha *older = mundo_copia();
	RESPONDE("ahorro_justicia", "deuda=1, 2; deuda_con.2=familiar; deuda_saldo.2=100000");
	struct form *mine = mundo_form(older, "ahorro_justicia", 0, "deuda=1, 2; deuda_con.2=familiar; deuda_cuota.2=20000");
	OTRA(older, acto_guardar_formulario(&acto, f, mine, 0, err));
	cr_expect_str_eq(hogar("deuda"), "1 2 3");
	cr_expect_str_eq(hogar("deuda_con.2"), "familiar");
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, "deuda_saldo.2", 0), 100000);
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, "deuda_cuota.2", 0), 0);
	cr_expect_str_eq(hogar("deuda_con.3"), "familiar");
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, "deuda_saldo.3", 0), 0);
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, "deuda_cuota.3", 0), 20000);
	CASA_VERIFY();
}

Test(acto_filas, the_same_row_twice_is_one)
{
	RESPONDE("ahorro_justicia", "deuda=1; deuda_con.1=almacen");
	struct ficha *older = mundo_copia();
	RESPONDE("ahorro_justicia", "deuda=1, 2; deuda_con.2=familiar");
	struct form *mine = mundo_form(older, "ahorro_justicia", 0, "deuda=1, 2; deuda_con.2=familiar");
	OTRA(older, acto_guardar_formulario(&acto, f, mine, 0, err));
	cr_expect_str_eq(hogar("deuda"), "1 2");
	CASA_VERIFY();
}

/* A row that was there is one thing: who took it out and who changed it must choose, and what is chosen is whole. */
static void a_row_taken_out(bool theirs)
{
	RESPONDE("ahorro_justicia", "deuda=1, 2; deuda_con.1=almacen; deuda_con.2=familiar; deuda_saldo.2=100000");
	struct ficha *older = mundo_copia(), *again = mundo_copia();
	HACE(acto_guardar_formulario(&acto, f, without_row(2), 0, err));
	struct conflicto seen = { 0 };
	struct err err = { 0 };
	struct txn txn;
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert_not(acto_guardar_formulario(&acto, older, mundo_form(older, "ahorro_justicia", 0, "deuda_saldo.2=80000"), 0, &err));
	cr_expect_eq(err.code, ERR_CONFLICT);
	conflicto_copy(&seen, &mundo.arena, &acto.conflicto);
	txn_abort(&txn);
	cr_expect_eq(seen.choques, 2, "with whom, and what is owed: %d", seen.choques);
	for (int i = 0; i < seen.n; i++)
		seen.item[i].suyo = theirs || !seen.item[i].choca;
	txn_begin_write(&txn);
	acto = mundo_acto(&txn);
	acto.decidido = &seen;
	cr_assert(acto_guardar_formulario(&acto, again, mundo_form(again, "ahorro_justicia", 0, "deuda_saldo.2=80000"), 0, &err), "%s", err.text);
	txn_end(&txn);
	mundo_load();
	cr_expect_str_eq(hogar("deuda"), theirs ? "1" : "1 2");
	cr_expect_str_eq(hogar("deuda_con.2"), theirs ? "" : "familiar");
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, "deuda_saldo.2", 0), theirs ? 0 : 80000);
	CASA_VERIFY();
}
Test(acto_filas, a_row_taken_out_stays_out) { a_row_taken_out(true); }
Test(acto_filas, a_row_taken_out_comes_back) { a_row_taken_out(false); }
