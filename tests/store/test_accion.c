#include "mundo.h"
#include "store/accion.h"
#include <string.h>

Test(accion, the_list_is_in_order_and_complete)
{
	const struct accion *list;
	int n = accion_lista(&list);
	cr_assert_gt(n, 20);
	for (int i = 0; i < n; i++) {
		cr_expect(accion_known(list[i].nombre), "%s", list[i].nombre);
		cr_expect_str_eq(accion_label(list[i].nombre), list[i].texto);
		cr_expect(i == 0 || strcmp(list[i - 1].nombre, list[i].nombre) < 0, "%s is out of order", list[i].nombre);
	}
}

Test(accion, what_is_unknown_is_shown_as_it_is)
{
	cr_expect_str_eq(accion_label("algo_futuro"), "algo_futuro");
	cr_expect_not(accion_known("algo_futuro"));
	cr_expect_not(accion_known(NULL));
	cr_expect_str_eq(accion_label("registrar_hogar"), "Registró el hogar");
}

/* Everything that a family goes through has its words in the history. */
Test(accion, nothing_in_the_journal_is_without_words, .init = mundo_open, .fini = mundo_close, .timeout = 120)
{
	struct entrada *e;
	struct txn txn;
	int total;
	mundo_hasta("sesion_cierre");
	txn_begin_read(&txn);
	int n = diario_hogar(&txn, mundo.f.num, 0, 1000, false, &mundo.arena, &e, &total);
	txn_abort(&txn);
	cr_assert_gt(n, 60);
	for (int i = 0; i < n; i++)
		cr_expect(accion_known(e[i].accion), "%s", e[i].accion);
}
