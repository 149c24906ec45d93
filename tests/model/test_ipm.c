#include "model/ipm.h"
#include "base/strbuf.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

enum { VARIABLES = 15, PATTERNS = 1 << VARIABLES };
static const int points[VARIABLES] = { 10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4 };

static struct familia f;
static const struct ipm_def *count, *weighted, *strict;

static const char *definition(const char *mode, const char *compare)
{
	struct strbuf text;

	strbuf_init(&text, &f.arena);
	strbuf_printf(&text, "version: 2\nmodo: %s\ncompara: \"%s\"\nconteo: {extremo: 7, moderado: 5}\nponderado: {extremo: 47, moderado: 33}\n"
		      "oficial: 33\ndimensiones: [{id: una, nombre: Una}]\nvariables:\n", mode, compare);
	for (int i = 0; i < VARIABLES; i++)
		strbuf_printf(&text, "  - {id: %d, dimension: una, puntos: %d, nombre: Variable %d, privado_si: \"${p%d}\"%s}\n", i + 1, points[i], i + 1, i + 1,
			      i == 14 ? ", aviso_si: \"${cuartos} = 0\", aviso: Revise los cuartos" : "");
	return text.text;
}

static const struct ipm_def *load(const char *mode, const char *compare)
{
	const struct ipm_def *def = ipm_load(&f.arena, &f.dict, familia_yaml(&f, definition(mode, compare)), &f.problems);

	cr_assert_not_null(def, "%s", f.problems.n ? f.problems.item[0].text : "");
	return def;
}

static void start(void)
{
	char text[2048] = "version: 1\nvariables:\n  - {name: cuartos, level: hogar, type: integer, label: Cuartos}\n";

	for (int i = 1; i <= VARIABLES; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "  - {name: p%d, level: hogar, type: boolean, label: P%d}\n", i, i);
	familia_start(&f, text);
	count = load("conteo", ">=");
	weighted = load("ponderado", ">=");
	strict = load("ponderado", ">");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(ipm, .init = start, .fini = done);

/* Bit i of `deprived` answers variable i + 1; bits of `unknown` leave it unanswered. */
static struct ipm measure(const struct ipm_def *def, unsigned deprived, unsigned unknown)
{
	struct scope scope = familia_scope(&f, "2026-03-02");
	struct ipm out;

	for (int i = 0; i < VARIABLES; i++) {
		char name[16];
		snprintf(name, sizeof name, "p%d", i + 1);
		answers_set(&f.ficha.hogar.fields, name, unknown >> i & 1 ? value_none() : value_bool(deprived >> i & 1));
	}
	ipm_evaluate(def, &scope, &f.arena, &out);
	return out;
}

static unsigned bits(const char *list)
{
	unsigned set = 0;

	for (const char *at = list; *at;) {
		char *end;
		long one = strtol(at, &end, 10);
		if (end == at)
			break;
		set |= 1u << (one - 1);
		at = end + strspn(end, ", ");
	}
	return set;
}

struct vector { char deprived[40]; int count, points; enum clase clase; enum tri official; bool warn; };

/* T1–T9, with the readings that disagree marked as such. */
ParameterizedTestParameters(ipm, vectors)
{
	static struct vector c[] = {
		{ "", 0, 0, CLASE_NO_POBRE, TRI_NO, false },
		{ "1,8", 2, 20, CLASE_NO_POBRE, TRI_NO, false },
		{ "11,12,13,14,15", 5, 20, CLASE_MODERADO, TRI_NO, true },
		{ "1,2,8,9", 4, 40, CLASE_NO_POBRE, TRI_YES, true },
		{ "1,2,3,11,12", 5, 33, CLASE_MODERADO, TRI_YES, false },
		{ "1,2,3,4,8,11", 6, 44, CLASE_MODERADO, TRI_YES, false },
		{ "1,2,8,3,11,12,13", 7, 47, CLASE_EXTREMO, TRI_YES, false },
		{ "3,4,5,6,11,12,13", 7, 32, CLASE_EXTREMO, TRI_NO, true },
		{ "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15", 15, 100, CLASE_EXTREMO, TRI_YES, false },
	};
	return cr_make_param_array(struct vector, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct vector *c, ipm, vectors)
{
	struct ipm m = measure(count, bits(c->deprived), 0);

	cr_expect_eq(m.conteo, c->count, "%s", c->deprived);
	cr_expect_eq(m.puntos, c->points, "%s", c->deprived);
	cr_expect_eq(m.clase, c->clase, "%s", c->deprived);
	cr_expect_eq(m.oficial_pobre, c->official, "%s", c->deprived);
	cr_expect_eq(m.n_aviso, c->warn, "%s", c->deprived);
	cr_expect_eq(m.discrepan, c->warn, "%s", c->deprived);
	cr_expect_eq(m.faltan, 0);
	cr_expect_eq(m.conteo_max, m.conteo);
}

/* Counted by hand over every pattern: points as tenths of the five dimensions, classes by listing their values. */
static enum clase by_hand(int value, int extreme_from, int moderate_from)
{
	for (int v = 100; v >= 0; v--)
		if (v == value)
			return v >= extreme_from ? CLASE_EXTREMO : v >= moderate_from ? CLASE_MODERADO : CLASE_NO_POBRE;
	return CLASE_SIN_DATO;
}

Test(ipm, classes_of_all_patterns)
{
	int exact33 = 0, exact47 = 0, apart5 = 0, apart7 = 0;

	for (unsigned pattern = 0; pattern < PATTERNS; pattern++) {
		int n = __builtin_popcount(pattern), education = __builtin_popcount(pattern & 0x3), childhood = __builtin_popcount(pattern & 0x3C);
		int work_health = __builtin_popcount(pattern & 0x3C0), house = __builtin_popcount(pattern & 0x7C00);
		int sum = 10 * (education + work_health) + 5 * childhood + 4 * house;
		cr_assert_eq(ipm_clase_de(count, false, n), by_hand(n, 7, 5));
		cr_assert_eq(ipm_clase_de(count, true, sum), by_hand(sum, 47, 33));
		cr_assert_eq(ipm_clase_de(strict, true, sum), by_hand(sum, 48, 34));
		cr_assert_eq(ipm_clase_de(strict, false, n), by_hand(n, 8, 6));
		exact33 += sum == 33;
		exact47 += sum == 47;
		apart5 += (n >= 5) != (ipm_clase_de(weighted, true, sum) != CLASE_NO_POBRE);
		apart7 += (n >= 7) != (ipm_clase_de(weighted, true, sum) == CLASE_EXTREMO);
	}
	cr_expect_eq(exact33, 840);
	cr_expect_eq(exact47, 1400);
	cr_expect_eq(apart5, 1833);
	cr_expect_eq(apart7, 3921);
}

Test(ipm, rules_of_all_patterns)
{
	for (unsigned pattern = 0; pattern < PATTERNS; pattern++) {
		struct ipm m = measure(weighted, pattern, 0);
		int sum = 0;
		for (int i = 0; i < VARIABLES; i++) {
			sum += pattern >> i & 1 ? points[i] : 0;
			cr_assert_eq(m.privado[i], pattern >> i & 1 ? TRI_YES : TRI_NO);
		}
		cr_assert_eq(m.conteo, __builtin_popcount(pattern));
		cr_assert_eq(m.puntos, sum);
		cr_assert_eq(m.clase, by_hand(sum, 47, 33));
		cr_assert_eq(m.clase_conteo, by_hand(m.conteo, 7, 5));
		cr_assert_eq(m.oficial_pobre, sum >= 33 ? TRI_YES : TRI_NO);
		cr_assert_eq(m.discrepan, by_hand(sum, 47, 33) != by_hand(m.conteo, 7, 5));
	}
}

Test(ipm, unknown_gives_bounds_and_no_class)
{
	struct ipm m = measure(count, bits("1,2"), bits("3,11"));

	cr_expect_eq(m.clase, CLASE_SIN_DATO);
	cr_expect_eq(m.clase_conteo, CLASE_SIN_DATO);
	cr_expect_eq(m.clase_puntos, CLASE_SIN_DATO);
	cr_expect_eq(m.faltan, 2);
	cr_expect_eq(m.privado[2], TRI_UNKNOWN);
	cr_expect_eq(m.conteo, 2);
	cr_expect_eq(m.conteo_max, 4);
	cr_expect_eq(m.puntos, 20);
	cr_expect_eq(m.puntos_max, 29);
	cr_expect_eq(m.oficial_pobre, TRI_NO, "not even with both");
	cr_expect_not(m.discrepan);
	cr_expect_eq(measure(count, bits("1,2"), bits("3,7")).oficial_pobre, TRI_UNKNOWN);
	cr_expect_eq(measure(count, bits("1,2,7,8"), bits("3")).oficial_pobre, TRI_YES);
}

Test(ipm, refusal_is_unknown)
{
	measure(count, 0, 0);
	familia_hogar(&f, "p9=*");
	struct scope scope = familia_scope(&f, "2026-03-02");
	struct ipm m;
	ipm_evaluate(count, &scope, &f.arena, &m);
	cr_expect_eq(m.privado[8], TRI_UNKNOWN);
	cr_expect_eq(m.faltan, 1);
}

Test(ipm, warning_of_a_variable)
{
	familia_hogar(&f, "cuartos=0");
	struct ipm m = measure(count, bits("15"), 0);
	cr_assert_eq(m.n_aviso, 1);
	cr_expect_str_eq(m.aviso[0], "Revise los cuartos");
	familia_hogar(&f, "cuartos=");
	cr_expect_eq(measure(count, bits("15"), 0).n_aviso, 0, "nothing known, nothing to warn of");
}

Test(ipm, reasons)
{
	struct scope scope = familia_scope(&f, "2026-03-02");
	struct trace trace;
	struct ipm m = measure(count, bits("1,2,3,4,5"), bits("15"));

	trace_init(&trace, &f.arena);
	ipm_explain(count, &m, -1, &scope, &trace);
	cr_expect(trace_has(&trace, "falta 1 de 15"));
	cr_expect(trace_has(&trace, "entre 5 y 6 de 15"));
	cr_expect(trace_has(&trace, "15. Variable 15 (4): sin dato"));
	m = measure(count, bits("1,2,3,4,5"), 0);
	trace_init(&trace, &f.arena);
	ipm_explain(count, &m, -1, &scope, &trace);
	cr_expect(trace_has(&trace, "Pobreza moderada por IPM (lectura por conteo)"));
	cr_expect(trace_has(&trace, "Puntos: 35 de 100"));
	trace_init(&trace, &f.arena);
	ipm_explain(count, &m, 2, &scope, &trace);
	cr_assert_gt(trace.n, 1);
	cr_expect_str_eq(trace.line[0].text, "3. Variable 3 (5 puntos): con privación");
	cr_expect_gt(trace.line[1].depth, 0);
}

Test(ipm, classes_have_keys)
{
	for (int c = CLASE_EXTREMO; c <= CLASE_NO_POBRE; c++)
		cr_expect_eq((int)clase_find(clase_clave((enum clase)c)), c);
	cr_expect_eq(clase_find("sin_dato"), CLASE_SIN_DATO);
	cr_expect_eq(clase_find(""), CLASE_SIN_DATO);
	cr_expect_str_eq(clase_nombre(CLASE_MODERADO), "Pobreza moderada");
}

struct wrong_ipm { char from[60], to[60], words[60]; };

ParameterizedTestParameters(ipm, wrong_definitions_are_refused)
{
	static struct wrong_ipm c[] = {
		{ "puntos: 4, nombre: Variable 15", "puntos: 5, nombre: Variable 15", "suman 101" },
		{ "id: 15,", "id: 14,", "dos veces" },
		{ "modo: conteo", "modo: mixto", "mixto" },
		{ "compara: \">=\"", "compara: \"<\"", "<" },
		{ "extremo: 7, moderado: 5", "extremo: 5, moderado: 5", "mayor que" },
		{ "extremo: 7, moderado: 5", "extremo: 16, moderado: 5", "de 1 a 15" },
		{ "oficial: 33\n", "", "oficial" },
		{ "${p3}", "${p33}", "p33" },
		{ "${p3}", "${cuartos}", "" },
		{ "dimension: una, puntos: 10", "dimension: otra, puntos: 10", "otra" },
		{ ", aviso: Revise los cuartos", "", "van juntos" },
	};
	return cr_make_param_array(struct wrong_ipm, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct wrong_ipm *c, ipm, wrong_definitions_are_refused)
{
	const char *good = definition("conteo", ">="), *at = strstr(good, c->from);
	cr_assert_not_null(at, "%s", c->from);
	const char *text = arena_printf(&f.arena, "%.*s%s%s", (int)(at - good), good, c->to, at + strlen(c->from));
	cr_expect_null(ipm_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems), "%s", c->to);
	cr_assert_gt(f.problems.n, 0);
	cr_expect(familia_problema(&f, c->words), "%s: %s", c->to, f.problems.item[0].text);
}
