/* How much of a store is looked at before somebody enters. */
#include "gemelos.h"
#include "store/verificado.h"

TestSuite(verificado, .init = casa_open, .fini = casa_close, .timeout = 120);

static bool looks_quickly(bool *whole)
{
	struct verificacion v;
	struct err err = { 0 };
	bool good = store_verify_rapido(casa.store, 600000, &casa.arena, &v, &err);

	*whole = v.completa;
	return good;
}

/* Who opens a console again does not wait for what was found in order today; what was not is looked at as a whole. */
Test(verificado, at_the_start_a_larger_store_is_looked_at_as_a_whole_once_a_day)
{
	struct gemelos g;
	struct store_info info;
	struct verificacion v = { 0 };
	struct hallazgo_store bad = { "Falta algo" };
	bool whole;

	cr_assert(looks_quickly(&whole));
	cr_expect(whole, "a small one always");
	gemelos_init(&g, &casa.arena, 3);
	gemelos_make(&g, 1400);
	gemelos_store(&g);
	store_info(casa.store, &info);
	cr_assert_gt(info.used_mib, 8);
	cr_assert(looks_quickly(&whole));
	cr_expect(whole, "nobody has looked yet");
	verificado_anotar(casa.path, &v);
	cr_assert(looks_quickly(&whole));
	cr_expect_not(whole);
	clock_fix(HOY + 2);
	cr_assert(looks_quickly(&whole));
	cr_expect(whole, "another day");
	clock_fix(HOY);
	verificado_anotar(casa.path, &(struct verificacion){ .problemas = 1, .hallazgo = &bad, .n = 1 });
	cr_assert_not(verificado_reciente(casa.store));
	cr_assert(looks_quickly(&whole));
	cr_expect(whole, "something was wrong");
}
