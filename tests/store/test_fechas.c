#include "mundo.h"
#include "store/fechas.h"

TestSuite(fechas, .init = mundo_open, .fini = mundo_close, .timeout = 240);

static int32_t said(enum record_kind kind, uint32_t seq, const char *campo)
{
	struct txn txn;

	txn_begin_read(&txn);
	const struct fechas *f = fechas_leer(&txn, mundo.f.num, &mundo.arena);
	cr_assert_not_null(f);
	txn_abort(&txn);
	return fechas_de(f, kind, seq, campo);
}

Test(fechas, the_last_time_that_each_was_given)
{
	cr_expect_eq(said(RECORD_INTEGRANTE, 2, "estudia"), HOY - 200, "with the registration");
	mundo_dia(HOY - 150);
	casa_must_set(mundo.f.num, RECORD_INTEGRANTE, 2, "estudia", value_bool(false));
	mundo_dia(HOY - 100);
	casa_must_set(mundo.f.num, RECORD_INTEGRANTE, 2, "grado", value_int(4));
	casa_must_set(mundo.f.num, RECORD_HOGAR, 0, "paredes", value_choice("zinc"));
	cr_expect_eq(said(RECORD_INTEGRANTE, 2, "estudia"), HOY - 150);
	cr_expect_eq(said(RECORD_INTEGRANTE, 2, "grado"), HOY - 100);
	cr_expect_eq(said(RECORD_INTEGRANTE, 1, "grado"), HOY - 200, "of another person");
	cr_expect_eq(said(RECORD_HOGAR, 0, "paredes"), HOY - 100);
	cr_expect_eq(said(RECORD_HOGAR, 0, "nada"), DATE_NONE);
	cr_expect_eq(said(RECORD_VISITA, 1, "resultado"), DATE_NONE);
}

Test(fechas, of_another_household_nothing)
{
	uint32_t other = casa_familia("Otra", "43000777");

	mundo_dia(HOY - 10);
	casa_must_set(other, RECORD_INTEGRANTE, 1, "nombre2", value_text("Luz"));
	cr_expect_eq(said(RECORD_INTEGRANTE, 1, "nombre2"), HOY - 200);
}
