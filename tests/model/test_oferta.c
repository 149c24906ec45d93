#include "model/oferta.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct ficha ficha;
static const struct programa *p;
static struct scope scope;

static void start(void)
{
	arena_init(&arena);
	p = mini_load(&arena);
	mini_familia(&ficha, &arena);
	ficha_scope(&ficha, &p->dict, MINI_HOY, &arena, &scope);
}

static void stop(void)
{
	arena_done(&arena);
}

static const char *para(int logro)
{
	const struct oferta **found;
	int n = oferta_para(p->ofertas, logro, &scope, &arena, &found);
	const char *ids = "";
	for (int i = 0; i < n; i++)
		ids = arena_printf(&arena, "%s%s%s", ids, i ? " " : "", found[i]->id);
	return ids;
}

TestSuite(oferta, .init = start, .fini = stop);

Test(oferta, reads)
{
	const struct oferta *piso = oferta_find(p->ofertas, "piso"), *cupo = oferta_find(p->ofertas, "cupo");
	cr_assert(piso && cupo);
	cr_expect(piso->n_logro == 1 && piso->logro[0] == 1 && piso->n_privacion == 1 && piso->dimension == 1);
	cr_expect(!piso->por_integrante);
	cr_expect(cupo->por_integrante, "its rule names a member's variable");
	cr_expect_eq(piso->vigente_hasta, DATE_NONE);
	cr_expect_null(oferta_find(p->ofertas, "otra"));
	cr_expect_eq(p->ofertas->version, 10);
}

Test(oferta, for_a_logro_and_for_any)
{
	cr_expect_str_eq(para(2), "cupo");
	cr_expect_str_eq(para(1), "", "the floor is of cement");
	cr_expect_str_eq(para(0), "cupo");
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", value_none());
	cr_expect_str_eq(para(0), "piso cupo", "it may fit while it is not known");
}

Test(oferta, of_one_member)
{
	scope.me = 0;
	cr_expect_str_eq(para(2), "", "María is an adult");
	scope.me = 1;
	cr_expect_str_eq(para(2), "cupo");
}

Test(oferta, place)
{
	mini_set(&ficha, RECORD_HOGAR, 0, "municipio", value_choice("11001"));
	cr_expect_str_eq(para(0), "feria");
	mini_set(&ficha, RECORD_HOGAR, 0, "municipio", value_none());
	cr_expect_str_eq(para(0), "cupo feria", "any place may be theirs");
	mini_set(&ficha, RECORD_HOGAR, 0, "departamento", value_text("05"));
	cr_expect_str_eq(para(0), "cupo");
}

Test(oferta, dates_include_both_ends)
{
	mini_set(&ficha, RECORD_HOGAR, 0, "municipio", value_choice("11001"));
	static const struct { int month, day; const char *ids; } when[] = { { 1, 9, "" }, { 1, 10, "feria" }, { 12, 31, "feria" } };
	for (int i = 0; i < 3; i++) {
		scope.today = date_make(2026, when[i].month, when[i].day);
		cr_expect_str_eq(para(0), when[i].ids, "%d/%d", when[i].day, when[i].month);
	}
	scope.today = date_make(2027, 1, 1);
	cr_expect_str_eq(para(0), "");
}
