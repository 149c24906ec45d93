/* Commitments that go to another logro or leave the plan, and drafts of what is written on the boards. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_compromiso, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static const struct answers *first(void)
{
	return &mundo.f.compromiso.item[0].fields;
}

Test(acto_compromiso, it_goes_to_another_logro)
{
	HACE(acto_compromiso(&acto, f, 0, 1, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	HACE(acto_compromiso(&acto, f, 1, 2, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	cr_assert_eq(mundo.f.compromiso.n, 1);
	cr_expect_eq(answers_int(first(), COMPROMISO_LOGRO, 0), 2);
	cr_expect_str_eq(mundo_accion(), "compromiso_cambiar");
	CASA_VERIFY();
}

Test(acto_compromiso, it_leaves_the_plan_with_a_reason)
{
	HACE(acto_compromiso(&acto, f, 0, 1, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	NIEGA(ERR_RULE, "Escriba por qué se retira", acto_compromiso_retirar(&acto, f, 1, "\n \r\n", err));
	NIEGA(ERR_NOT_FOUND, "no está en el plan", acto_compromiso_retirar(&acto, f, 7, "Era de otra familia", err));
	HACE(acto_compromiso_retirar(&acto, f, 1, "Era de otra familia", err));
	cr_expect_not(promocion_compromiso_vivo(&mundo.f.compromiso.item[0]));
	cr_expect_str_eq(answers_text(first(), COMPROMISO_NOTA), "Era de otra familia");
	CALLA(acto_compromiso_retirar(&acto, f, 1, "Era de otra familia", err));
	/* made again with the same words it is another one; the old one may come back */
	HACE(acto_compromiso(&acto, f, 0, 1, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	cr_expect_eq(mundo.f.compromiso.n, 2);
	HACE(acto_compromiso_seguir(&acto, f, 1, "pendiente", NULL, err));
	cr_expect(promocion_compromiso_vivo(&mundo.f.compromiso.item[0]));
	NIEGA(ERR_RULE, "Escriba por qué se retira", acto_compromiso_seguir(&acto, f, 1, "retirado", "", err));
	CASA_VERIFY();
}

/* Only line breaks are no evidence and no observation. */
Test(acto_compromiso, blank_texts_are_none)
{
	struct confirmacion seen = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "\n\r\n \t" }, said = { .estado = LOGRO_ALCANZADO, .como = "declarado", .soporte = "\n\n", .observacion = " \n" };
	NIEGA(ERR_RULE, "escriba el soporte que vio", acto_logro_confirmar(&acto, f, 42, 0, &seen, err));
	HACE(acto_logro_confirmar(&acto, f, 42, 0, &said, err));
	const struct answers *r = &ficha_record(&mundo.f, RECORD_LOGRO, logro_seq(42, 0))->fields;
	cr_expect_eq(answers_get(r, LOGRO_SOPORTE).kind, VALUE_NONE);
	cr_expect_eq(answers_get(r, LOGRO_OBSERVACION).kind, VALUE_NONE);
	CASA_VERIFY();
}

static int drafts(void)
{
	struct borrador *list;
	struct txn txn;
	txn_begin_read(&txn);
	int n = borrador_list(&txn, mundo.f.num, false, &mundo.arena, &list);
	txn_abort(&txn);
	return n;
}

static void draft(struct borrador_clave k)
{
	struct answers a;
	struct err err = { 0 };
	answers_init(&a, &mundo.arena);
	answers_set(&a, COMPROMISO_TEXTO, value_text("Sacar la cita"));
	cr_assert(borrador_put(casa.store, &k, &a, "Compromiso", "", &err), "%s", err.text);
}

Test(acto_compromiso, saving_ends_its_draft_and_no_other)
{
	int logro;
	struct borrador_clave one = borrador_de_compromiso(&mundo.arena, mundo.f.num, 0, 1), other = borrador_de_compromiso(&mundo.arena, mundo.f.num, 0, 2);
	struct borrador_clave of_logro = borrador_de_logro(&mundo.arena, mundo.f.num, 42, 0);
	struct confirmacion said = { .estado = LOGRO_ALCANZADO, .como = "declarado" };
	cr_expect(borrador_clase(&one, &logro) == BORRADOR_COMPROMISO && logro == 1);
	cr_expect(borrador_clase(&of_logro, &logro) == BORRADOR_LOGRO && logro == 42);
	cr_expect(borrador_clase(&(struct borrador_clave){ .formulario = "vivienda" }, &logro) == BORRADOR_FORMULARIO);
	draft(one);
	draft(other);
	draft(of_logro);
	cr_expect_eq(drafts(), 3);
	HACE(acto_compromiso(&acto, f, 0, 1, "Sacar la cita", "Luz", mundo.hoy + 9, err));
	cr_expect_eq(drafts(), 2);
	HACE(acto_logro_confirmar(&acto, f, 42, 0, &said, err));
	cr_expect_eq(drafts(), 1);
	CASA_VERIFY();
}

/* Two people of one household with one document: refused whatever it is saved with, points and capitals notwithstanding. */
Test(acto_compromiso, one_document_for_one_person)
{
	const struct answers *luz = &ficha_record(&mundo.f, RECORD_INTEGRANTE, 1)->fields;
	const char *number = answers_text(luz, "numero_documento"), *type = answers_text(luz, "tipo_documento");
	const char *dotted = arena_printf(&mundo.arena, "tipo_documento=%s; numero_documento=%.2s.%s", type, number, number + 2);
	NIEGA(ERR_RULE, "mismo documento", acto_guardar_formulario(&acto, f, mundo_form(f, "integrante", 2, dotted), 2, err));
	CASA_VERIFY();
}
