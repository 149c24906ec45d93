#include "model/ingreso.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static const char variables[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
	"  - {name: edad, level: integrante, type: integer, label: Edad}\n"
	"  - {name: salario, level: integrante, type: money, label: Salario}\n"
	"  - {name: primas, level: integrante, type: money, label: Primas del año}\n"
	"  - {name: ganancia, level: integrante, type: money, label: Ganancia}\n"
	"  - {name: meses, level: integrante, type: integer, min: 1, max: 12, label: Meses}\n"
	"  - {name: ganancia_anual, level: integrante, type: money, label: Ganancia anual, calculation: \"12 * ${ganancia} div ${meses}\"}\n"
	"  - {name: completos, level: integrante, type: boolean, label: Ingresos completos}\n"
	"  - {name: ayuda, level: hogar, type: money, label: Ayuda al hogar}\n"
	"  - {name: saldo, level: integrante, type: integer, label: Saldo}\n";

static const char lines[] =
	"version: 1\nigualdad: no_pobre\nlineas:\n"
	"  - {anio: 2013, dominio: nacional, lp: 206091, li: 91698, certeza: media}\n"
	"  - {anio: 2023, dominio: nacional, lp: 435375, li: 218846, certeza: alta}\n"
	"  - {anio: 2024, dominio: nacional, lp: 460198, li: 227220, certeza: alta}\n"
	"  - {anio: 2024, dominio: cabeceras, lp: 510161, li: 242389, certeza: media}\n";

static const char items[] =
	"version: 1\ncompleto: completos\nexige: \"${edad} >= 12\"\nitems:\n"
	"  - {variable: salario, periodo: mes}\n"
	"  - {variable: primas, periodo: anio}\n"
	"  - {variable: ganancia_anual, periodo: anio}\n";

static struct familia f;

static void start(void)
{
	familia_start(&f, variables);
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(ingreso, .init = start, .fini = done);

static const char *replace(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	cr_assert_not_null(at, "%s", from);
	return arena_printf(&f.arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static const struct ingreso_def *load(const char *lines_text, const char *items_text)
{
	const struct ingreso_def *def = ingreso_load(&f.arena, &f.dict, familia_yaml(&f, lines_text), familia_yaml(&f, items_text), &f.problems);

	cr_assert_not_null(def, "%s", f.problems.n ? f.problems.item[0].text : "");
	return def;
}

static struct ingreso measure(const struct ingreso_def *def, const char *date)
{
	struct scope scope = familia_scope(&f, date);
	struct ingreso in;

	ingreso_evaluate(def, &scope, &f.arena, &in);
	return in;
}

/* One earner and three children. */
static void four(const char *answers)
{
	familia_integrante(&f, 1, arena_printf(&f.arena, "nombre1=Ana; edad=35; completos=si; %s", answers));
	for (uint32_t i = 2; i <= 4; i++)
		familia_integrante(&f, i, "edad=7");
}

struct line_case { long long salario; bool equal_is_poor; enum clase clase; int64_t to_moderate, to_not_poor; };

/* 2024: four people, extreme poverty 908.880, poverty 1.840.792. */
ParameterizedTestParameters(ingreso, on_both_sides_of_the_lines)
{
	static struct line_case c[] = {
		{ 0, false, CLASE_EXTREMO, 908880, 1840792 },
		{ 908879, false, CLASE_EXTREMO, 1, 931913 },
		{ 908880, false, CLASE_MODERADO, 0, 931912 },
		{ 908881, false, CLASE_MODERADO, 0, 931911 },
		{ 1840791, false, CLASE_MODERADO, 0, 1 },
		{ 1840792, false, CLASE_NO_POBRE, 0, 0 },
		{ 908880, true, CLASE_EXTREMO, 1, 931913 },
		{ 908881, true, CLASE_MODERADO, 0, 931912 },
		{ 1840792, true, CLASE_MODERADO, 0, 1 },
		{ 1840793, true, CLASE_NO_POBRE, 0, 0 },
	};
	return cr_make_param_array(struct line_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct line_case *c, ingreso, on_both_sides_of_the_lines)
{
	const struct ingreso_def *def = load(c->equal_is_poor ? replace(lines, "no_pobre", "pobre") : lines, items);

	four(arena_printf(&f.arena, "salario=%lld", c->salario));
	struct ingreso in = measure(def, "2024-08-01");
	cr_expect_eq(in.clase, c->clase, "%lld", c->salario);
	cr_expect_eq(in.minima, c->clase);
	cr_expect_eq(in.falta_moderado, c->to_moderate, "%lld: %lld", c->salario, (long long)in.falta_moderado);
	cr_expect_eq(in.falta_no_pobre, c->to_not_poor, "%lld: %lld", c->salario, (long long)in.falta_no_pobre);
	cr_expect_eq(in.mensual, c->salario);
	cr_expect_eq(in.n, 4);
	cr_expect(in.completo);
	cr_expect_null(in.falta);
}

Test(ingreso, datum_of_the_seed_is_moderate_for_four)
{
	four("salario=767380");
	cr_expect_eq(measure(load(lines, items), "2013-11-30").clase, CLASE_MODERADO);
}

/* One peso in the whole year decides: nothing is divided. */
Test(ingreso, yearly_amounts_count_as_a_twelfth)
{
	const struct ingreso_def *def = load(lines, items);

	four("primas=10906560");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_MODERADO);
	four("primas=10906559");
	struct ingreso in = measure(def, "2024-08-01");
	cr_expect_eq(in.clase, CLASE_EXTREMO);
	cr_expect_eq(in.mensual, 908879);
	cr_expect_eq(in.falta_moderado, 1, "a twelfth of a peso is a peso to be found");
	four("primas=10906549; salario=1");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_MODERADO);
	cr_expect_eq(measure(def, "2024-08-01").doce_meses, 10906561);
}

Test(ingreso, who_has_to_answer)
{
	const struct ingreso_def *def = load(lines, items);

	four("salario=1000000");
	familia_integrante(&f, 2, "nombre1=Luis; edad=12");
	struct ingreso in = measure(def, "2024-08-01");
	cr_expect_not(in.completo);
	cr_expect_eq(in.clase, CLASE_SIN_DATO);
	cr_expect_str_eq(in.falta, "Luis");
	cr_expect_eq(in.mensual, 1000000);
	cr_expect_eq(in.minima, CLASE_MODERADO, "it can only be more");
	familia_integrante(&f, 3, "nombre1=Sara; edad=; salario=");
	cr_expect_str_eq(measure(def, "2024-08-01").falta, "Luis y Sara", "of unknown age: it may be asked of her");
	familia_integrante(&f, 2, "completos=si");
	familia_integrante(&f, 3, "edad=11");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_MODERADO, "declared complete: what is empty counts 0");
	familia_integrante(&f, 2, "completos=no");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_SIN_DATO);
	familia_integrante(&f, 2, "completos=; salario=0; primas=0");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_SIN_DATO, "the profit is not answered");
	familia_integrante(&f, 2, "ganancia=0; meses=1");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_MODERADO, "everything answered");
}

Test(ingreso, income_of_a_child_counts)
{
	four("salario=908879");
	familia_integrante(&f, 2, "salario=1");
	cr_expect_eq(measure(load(lines, items), "2024-08-01").clase, CLASE_MODERADO);
}

Test(ingreso, refused_is_never_zero)
{
	four("salario=*");
	struct ingreso in = measure(load(lines, items), "2024-08-01");
	cr_expect_eq(in.clase, CLASE_SIN_DATO, "even when declared complete");
	cr_expect_str_eq(in.falta, "Ana");
}

/* A profit without the months it covers must not vanish. */
Test(ingreso, half_answered_is_never_zero)
{
	const struct ingreso_def *def = load(lines, items);

	four("ganancia=600000");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_SIN_DATO);
	four("ganancia=600000; meses=2");
	struct ingreso in = measure(def, "2024-08-01");
	cr_expect(in.completo);
	cr_expect_eq(in.doce_meses, 3600000);
	cr_expect_eq(in.mensual, 300000);
}

Test(ingreso, without_completo_one_answer_is_enough)
{
	const struct ingreso_def *def = load(lines, replace(items, "completo: completos\n", ""));

	four("salario=; completos=");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_SIN_DATO);
	four("salario=1840792; completos=");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_NO_POBRE);
}

Test(ingreso, household_items_must_be_answered)
{
	const struct ingreso_def *def = load(lines, arena_printf(&f.arena, "%s  - {variable: ayuda, periodo: mes}\n", items));

	four("salario=900000");
	cr_expect_str_eq(measure(def, "2024-08-01").falta, "el hogar");
	familia_hogar(&f, "ayuda=8880");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_MODERADO);
}

Test(ingreso, nobody_has_no_class)
{
	struct ingreso in = measure(load(lines, items), "2024-08-01");

	cr_expect_eq(in.clase, CLASE_SIN_DATO);
	cr_expect_not(in.completo);
	cr_expect_not_null(in.falta);
}

struct which_case { char date[12], domain[12]; int year; char found[12]; bool other_domain, other_year; };

ParameterizedTestParameters(ingreso, which_line)
{
	static struct which_case c[] = {
		{ "2024-01-01", "nacional", 2024, "nacional", false, false },
		{ "2023-12-31", "nacional", 2023, "nacional", false, false },
		{ "2027-05-05", "nacional", 2024, "nacional", false, true },
		{ "2020-05-05", "nacional", 2013, "nacional", false, true },
		{ "2024-05-05", "cabeceras", 2024, "cabeceras", false, false },
		{ "2025-05-05", "cabeceras", 2024, "cabeceras", false, true },
		{ "2023-05-05", "cabeceras", 2023, "nacional", true, false },
		{ "2024-05-05", "rural", 2024, "nacional", true, false },
		{ "2026-05-05", "rural", 2024, "nacional", true, true },
		{ "2012-12-31", "nacional", 0, "", false, false },
		{ "2012-12-31", "cabeceras", 0, "", true, false },
	};
	return cr_make_param_array(struct which_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct which_case *c, ingreso, which_line)
{
	const struct ingreso_def *def = load(lines, arena_printf(&f.arena, "dominio: %s\n%s", c->domain, items));

	four("salario=5000000");
	struct ingreso in = measure(def, c->date);
	cr_expect_eq(in.linea ? in.linea->anio : 0, c->year, "%s %s", c->date, c->domain);
	cr_expect_str_eq(in.linea ? in.linea->dominio : "", c->found);
	cr_expect_eq(in.otro_dominio, c->other_domain, "%s %s", c->date, c->domain);
	cr_expect_eq(in.otro_anio, c->other_year, "%s %s", c->date, c->domain);
	cr_expect_eq(in.clase, c->year ? CLASE_NO_POBRE : CLASE_SIN_DATO);
}

Test(ingreso, absurd_amounts_do_not_turn_negative)
{
	four("salario=999999999999999999; primas=999999999999999999");
	familia_integrante(&f, 2, "salario=999999999999999999");
	struct ingreso in = measure(load(lines, items), "2024-08-01");
	cr_expect_eq(in.clase, CLASE_NO_POBRE);
	cr_expect_gt(in.doce_meses, 0);
}

Test(ingreso, absurd_losses_do_not_turn_positive)
{
	const struct ingreso_def *def = load(lines, arena_printf(&f.arena, "%s  - {variable: saldo, periodo: mes}\n", items));

	for (uint32_t i = 1; i <= 4; i++)
		familia_integrante(&f, i, "edad=30; completos=si; saldo=-999999999999999999");
	struct ingreso in = measure(def, "2024-08-01");
	cr_expect_eq(in.clase, CLASE_EXTREMO, "%lld", (long long)in.doce_meses);
	cr_expect_gt(in.falta_moderado, 0);
}

/* What is missing may be a loss: then nothing is sure. */
Test(ingreso, an_item_that_may_be_negative)
{
	const struct ingreso_def *def = load(lines, arena_printf(&f.arena, "%s  - {variable: saldo, periodo: mes}\n", replace(items, "completo: completos\n", "")));

	four("salario=5000000; saldo=-4999999");
	cr_expect_eq(measure(def, "2024-08-01").clase, CLASE_EXTREMO);
	four("salario=5000000; saldo=*");
	cr_expect_eq(measure(def, "2024-08-01").minima, CLASE_EXTREMO);
}

Test(ingreso, reasons)
{
	const struct ingreso_def *def = load(lines, arena_printf(&f.arena, "dominio: rural\n%s", items));
	struct trace trace;

	four("salario=900000; primas=120000");
	struct ingreso in = measure(def, "2026-05-05");
	struct scope scope = familia_scope(&f, "2026-05-05");
	trace_init(&trace, &f.arena);
	ingreso_explain(def, &in, &scope, &trace);
	cr_expect(trace_has(&trace, "el hogar recibe $ 910.000 al mes"));
	cr_expect(trace_has(&trace, "Pobreza moderada por ingreso"));
	cr_expect(trace_has(&trace, "$ 908.880 y $ 1.840.792"));
	cr_expect(trace_has(&trace, "falta la de «rural»"));
	cr_expect(trace_has(&trace, "falta la de 2026"));
	cr_expect(trace_has(&trace, "Primas del año: $ 120.000 al año"));
	cr_expect(trace_has(&trace, "Faltan $ 930.792 al mes para llegar a la línea de pobreza"));
	in = measure(def, "2010-05-05");
	scope = familia_scope(&f, "2010-05-05");
	trace_init(&trace, &f.arena);
	ingreso_explain(def, &in, &scope, &trace);
	cr_expect(trace_has(&trace, "Falta una línea de pobreza de 2010"));
}

struct wrong_income { bool in_lines; char from[60], to[60], words[60]; };

ParameterizedTestParameters(ingreso, wrong_definitions_are_refused)
{
	static struct wrong_income c[] = {
		{ true, "lp: 206091, li: 91698", "lp: 91698, li: 91698", "menor que" },
		{ true, "anio: 2023", "anio: 2024", "dos veces" },
		{ true, "igualdad: no_pobre", "igualdad: quizas", "quizas" },
		{ true, "lp: 206091", "lp: 0", "lp" },
		{ true, "dominio: cabeceras, ", "", "dominio" },
		{ false, "variable: salario", "variable: sueldo", "sueldo" },
		{ false, "variable: salario", "variable: nombre1", "nombre1" },
		{ false, "variable: primas", "variable: salario", "dos veces" },
		{ false, "periodo: mes", "periodo: semana", "semana" },
		{ false, "completo: completos", "completo: salario", "salario" },
		{ false, "${edad} >= 12", "${edad} + 12", "" },
	};
	return cr_make_param_array(struct wrong_income, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct wrong_income *c, ingreso, wrong_definitions_are_refused)
{
	const char *l = c->in_lines ? replace(lines, c->from, c->to) : lines, *i = c->in_lines ? items : replace(items, c->from, c->to);

	cr_expect_null(ingreso_load(&f.arena, &f.dict, familia_yaml(&f, l), familia_yaml(&f, i), &f.problems), "%s", c->to);
	cr_assert_gt(f.problems.n, 0);
	cr_expect(familia_problema(&f, c->words), "%s: %s", c->to, f.problems.item[0].text);
}
