#include "casa.h"
#include "store/borrador.h"
#include <string.h>

TestSuite(borrador, .init = casa_open, .fini = casa_close, .timeout = 60);

static void put(uint32_t hogar, const char *form, uint32_t seq, const char *text, int32_t day)
{
	struct borrador_clave clave = { .hogar = hogar, .formulario = form, .seq = seq };
	struct answers a;
	struct err err = { 0 };

	clock_fix(day);
	answers_init(&a, &casa.arena);
	answers_set(&a, "barrio", value_text(text));
	cr_assert(borrador_put(casa.store, &clave, &a, arena_printf(&casa.arena, "%s de %u", form, hogar), "barrio@2", &err), "%s", err.text);
	clock_fix(HOY);
}

static const char *get(uint32_t hogar, const char *form, uint32_t seq)
{
	struct borrador_clave clave = { .hogar = hogar, .formulario = form, .seq = seq };
	const char *text = NULL;
	struct borrador b;
	struct txn txn;

	txn_begin_read(&txn);
	if (borrador_get(&txn, &clave, &casa.arena, &b)) {
		text = answers_text(&b.campos, "barrio");
		cr_assert_str_eq(b.campo, "barrio@2");
		cr_assert_eq(b.clave.hogar, hogar);
		cr_assert_str_eq(b.clave.formulario, form);
		cr_assert_eq(b.clave.seq, seq);
	}
	txn_end(&txn);
	return text;
}

Test(borrador, each_field_is_there_after_the_program_died)
{
	uint32_t hogar = casa_familia("Zapata", "71");

	put(hogar, "vivienda", 0, "El", HOY);
	put(hogar, "vivienda", 0, "El Pinal", HOY);
	casa_reopen();
	cr_assert_str_eq(get(hogar, "vivienda", 0), "El Pinal");
	cr_assert_null(get(hogar, "salud", 0));
	CASA_VERIFY();
}

Test(borrador, no_draft_takes_the_place_of_another)
{
	uint32_t a = casa_familia("Zapata", "71"), b = casa_familia("Zuluaga", "72");

	put(a, "vivienda", 0, "uno", HOY);
	put(b, "vivienda", 0, "dos", HOY);
	put(a, "integrante", 1, "tres", HOY);
	put(a, "integrante", 2, "cuatro", HOY);
	put(0, "hogar", 1, "cinco", HOY);
	put(0, "hogar", 2, "seis", HOY);
	cr_assert_str_eq(get(a, "vivienda", 0), "uno");
	cr_assert_str_eq(get(b, "vivienda", 0), "dos");
	cr_assert_str_eq(get(a, "integrante", 1), "tres");
	cr_assert_str_eq(get(a, "integrante", 2), "cuatro");
	cr_assert_str_eq(get(0, "hogar", 1), "cinco");
	cr_assert_str_eq(get(0, "hogar", 2), "seis");
	CASA_VERIFY();
}

Test(borrador, listed_newest_first)
{
	uint32_t a = casa_familia("Zapata", "71"), b = casa_familia("Zuluaga", "72");
	struct borrador *list;
	struct txn txn;

	put(a, "vivienda", 0, "uno", HOY);
	put(b, "salud", 0, "dos", HOY + 2);
	put(a, "salud", 0, "tres", HOY + 1);
	put(0, "hogar", 1, "cuatro", HOY + 3);
	txn_begin_read(&txn);
	cr_assert_eq(borrador_list(&txn, 0, true, &casa.arena, &list), 4);
	cr_assert_str_eq(list[0].clave.formulario, "hogar");
	cr_assert_str_eq(list[1].titulo, "salud de 2");
	cr_assert_str_eq(answers_text(&list[3].campos, "barrio"), "uno");
	cr_assert_eq(borrador_list(&txn, a, false, &casa.arena, &list), 2);
	cr_assert_str_eq(list[0].clave.formulario, "salud");
	cr_assert_eq(borrador_list(&txn, 0, false, &casa.arena, &list), 1);
	txn_end(&txn);
	CASA_VERIFY();
}

Test(borrador, each_person_has_their_own)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct borrador *list;
	struct txn txn;

	put(hogar, "vivienda", 0, "uno", HOY);
	put(0, "hogar", 1, "dos", HOY);
	casa_login("jlopez");
	put(0, "hogar", 1, "de Jorge", HOY);
	txn_begin_read(&txn);
	cr_assert_eq(borrador_list(&txn, 0, true, &casa.arena, &list), 1);
	txn_end(&txn);
	cr_assert_str_eq(get(0, "hogar", 1), "de Jorge");
	casa_login("mrestrepo");
	cr_assert_str_eq(get(0, "hogar", 1), "dos");
	CASA_VERIFY();
}

Test(borrador, goes_with_the_transaction_that_saves)
{
	uint32_t hogar = casa_familia("Zapata", "71");
	struct borrador_clave clave = { .hogar = hogar, .formulario = "vivienda" };
	struct txn txn;

	put(hogar, "vivienda", 0, "uno", HOY);
	txn_begin_write(&txn);
	borrador_del(&txn, &clave);
	txn_abort(&txn);
	cr_assert_str_eq(get(hogar, "vivienda", 0), "uno");
	txn_begin_write(&txn);
	borrador_del(&txn, &clave);
	borrador_del(&txn, &clave);
	txn_end(&txn);
	cr_assert_null(get(hogar, "vivienda", 0));
	CASA_VERIFY();
}

Test(borrador, is_no_reported_data)
{
	struct txn txn;

	txn_begin_read(&txn);
	uint64_t before = diario_last(&txn);
	txn_end(&txn);
	put(0, "hogar", 1, "uno", HOY);
	txn_begin_read(&txn);
	cr_assert_eq(diario_last(&txn), before);
	txn_end(&txn);
	CASA_VERIFY();
}
