/* Rows of a free repeat are answers like any other: the journal tells them, undo brings them back, another session's change is seen. */
#include "mundo.h"
#include <string.h>

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

Test(acto_filas, two_consoles_with_the_same_rows)
{
	RESPONDE("ahorro_justicia", "deuda=1; deuda_con.1=almacen");
	struct ficha *older = mundo_copia();
	RESPONDE("ahorro_justicia", "deuda=1, 2; deuda_con.2=familiar");
	struct form *theirs = mundo_form(older, "ahorro_justicia", 0, "deuda=1, 2; deuda_con.2=almacen");
	NIEGA(ERR_CONFLICT, "", acto_guardar_formulario(&acto, older, theirs, 0, err));
	cr_expect_str_eq(hogar("deuda_con.2"), "familiar");
	CASA_VERIFY();
}
