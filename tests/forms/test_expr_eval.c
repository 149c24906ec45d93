/* Values: what is known, what is not, and what is known although something is missing. */
#include "expr_world.h"

static struct world w;

static void start(void)
{
	world_init(&w);
	answers_set(&w.hogar, "zona", value_choice("u"));
	answers_set(&w.hogar, "servicios", value_set("agua luz"));
	answers_set(&w.hogar, "cuartos", value_int(2));
	answers_set(&w.hogar, "telefono", value_text("604 555 0101 ñ"));
	answers_set(&w.hogar, "visto", value_date(date_make(2026, 10, 1)));
	answers_set(&w.hogar, "ahorra", (struct value){ .kind = VALUE_REFUSED });
	world_age(&w, 0, 40);
	world_age(&w, 1, 12);
	world_age(&w, 2, 3);
	answers_set(&w.member[0], "ingreso", value_int(900000));
	answers_set(&w.member[1], "ingreso", value_int(0));
	answers_set(&w.member[2], "ingreso", value_int(0));
	answers_set(&w.member[1], "estudia", value_bool(true));
}

static void end(void)
{
	world_done(&w);
}

TestSuite(expr_eval, .init = start, .fini = end);

struct test { const char *text; enum tri result; };

static void check_all(const struct test *t, int n)
{
	static const char *const words[] = { "no", "yes", "unknown" };
	for (int i = 0; i < n; i++) {
		enum tri got = world_test(&w, t[i].text);
		cr_expect_eq(got, t[i].result, "%s: %s", t[i].text, words[got]);
	}
}

#define CHECK(...) do { const struct test t[] = { __VA_ARGS__ }; check_all(t, sizeof t / sizeof *t); } while (0)
#define YES TRI_YES
#define NO TRI_NO
#define MAYBE TRI_UNKNOWN

Test(expr_eval, known_data)
{
	CHECK({ "${zona} = 'u'", YES }, { "${zona} != 'u'", NO }, { "'r' = ${zona}", NO }, { "${zona} in ('r', 'u')", YES }, { "${zona} in ('r')", NO },
	      { "selected(${servicios}, 'luz')", YES }, { "selected(${servicios}, 'gas')", NO }, { "selected(${zona}, 'u')", YES },
	      { "count-selected(${servicios}) = 2", YES }, { "${cuartos} in (1, 2, 3)", YES }, { "${cuartos} in (-2)", NO },
	      { "regex(${telefono}, '^[0-9]{3} ')", YES }, { "regex(${telefono}, '^[a-z]+$')", NO }, { "string-length(${telefono}) = 14", YES },
	      { "${visto} < today()", YES }, { "${visto} = date('2026-10-01')", YES }, { "${logros_alcanzados} >= 7", YES }, { "${personas} = 4", YES },
	      { "true() and not(false())", YES }, { "1 = 1 or ${zona} = 'r'", YES });
}

Test(expr_eval, precedence)
{
	CHECK({ "1 + 2 * 3 = 7", YES }, { "(1 + 2) * 3 = 9", YES }, { "10 - 3 - 2 = 5", YES }, { "-2 * 3 = -6", YES }, { "7 mod 4 + 1 = 4", YES },
	      { "1 = 1 or 1 = 2 and 1 = 3", YES }, { "(1 = 1 or 1 = 2) and 1 = 3", NO }, { "2 + 1 >= 3 and 3 <= 2 + 1", YES },
	      { "-${cuartos} = -2", YES }, { "--2 = 2", YES }, { "20 div 3 div 2 = 3", YES });
}

Test(expr_eval, integers_only)
{
	CHECK({ "7 div 2 = 3", YES }, { "-7 div 2 = -3", YES }, { "7 mod 3 = 1", YES }, { "-7 mod 3 = -1", YES }, { "7 mod -3 = 1", YES },
	      { "1 div (${cuartos} - 2) = 0", MAYBE }, { "1 mod (${cuartos} - 2) = 0", MAYBE },
	      { "999999999999999999 * 999999999999999999 > 0", MAYBE }, { "999999999999999999 * 9 + 999999999999999999 > 0", MAYBE },
	      { "999999999999999999 * 9 > 0", YES });
}

Test(expr_eval, three_values)
{
	CHECK({ "${piso} = 'tierra'", MAYBE }, { "${piso} != 'tierra'", MAYBE }, { "${ahorra}", MAYBE }, { "not(${ahorra})", MAYBE },
	      { "${ahorra} and ${zona} = 'r'", NO }, { "${ahorra} and ${zona} = 'u'", MAYBE }, { "${ahorra} or ${zona} = 'u'", YES },
	      { "${ahorra} or ${zona} = 'r'", MAYBE }, { "known-true(${ahorra})", NO }, { "not(known-true(${ahorra}))", YES },
	      { "known-true(${zona} = 'u')", YES }, { "${piso} in ('tierra', 'cemento')", MAYBE }, { "${clase} = 'u'", MAYBE },
	      { "if(${ahorra}, 5, 7) > 4", YES }, { "if(${ahorra}, 5, 7) > 5", MAYBE }, { "if(${ahorra}, 'u', 'u') = 'u'", YES },
	      { "if(${ahorra}, ${zona}, 'r') = 'u'", MAYBE }, { "if(${zona} = 'u', 1, 2) = 1", YES });
}

Test(expr_eval, answered_and_coalesce)
{
	CHECK({ "answered(${zona})", YES }, { "answered(${piso})", NO }, { "answered(${ahorra})", NO }, { "answered(${hacinado})", YES },
	      { "coalesce(${piso}, 'tierra') = 'tierra'", YES }, { "coalesce(${zona}, 'r') = 'u'", YES }, { "coalesce(${piso}, ${piso}) = 'tierra'", MAYBE },
	      { "coalesce(${ahorra}, false())", NO });
	answers_set(&w.hogar, "servicios", value_set(""));
	CHECK({ "answered(${servicios})", YES }, { "selected(${servicios}, 'agua')", NO }, { "count-selected(${servicios}) = 0", YES });
	answers_set(&w.hogar, "servicios", value_none());
	CHECK({ "selected(${servicios}, 'agua')", MAYBE }, { "count-selected(${servicios}) >= 0", MAYBE });
}

/* A hidden answer is none; one of another type than the variable has now is not a known one. */
Test(expr_eval, hidden_and_outdated_answers)
{
	answers_hide(&w.hogar, "zona", true);
	answers_set(&w.hogar, "cuartos", value_text("dos"));
	answers_set(&w.hogar, "visto", value_int(20000));
	answers_set(&w.hogar, "telefono", value_int(6045550101));
	CHECK({ "${zona} = 'u'", MAYBE }, { "answered(${zona})", NO }, { "${cuartos} > 0", MAYBE }, { "${visto} < today()", MAYBE },
	      { "string-length(${telefono}) > 0", MAYBE });
	answers_set(&w.hogar, "cuartos", value_int(INT64_MAX));
	CHECK({ "${cuartos} > 0", MAYBE });
}

Test(expr_eval, dates)
{
	CHECK({ "days-between(${visto}, today()) = 52", YES }, { "months-between(${visto}, today()) = 1", YES },
	      { "years-between(date('2000-02-29'), date('2025-02-28')) = 24", YES }, { "years-between(date('2000-02-29'), date('2025-03-01')) = 25", YES },
	      { "${visto} + 30 = date('2026-10-31')", YES }, { "30 + ${visto} < today()", YES }, { "${visto} - 1 = date('2026-09-30')", YES },
	      { "today() - ${visto} = 52", YES }, { "${visto} + 999999999 > today()", MAYBE }, { "min(${visto}, today()) = ${visto}", YES },
	      { "years-between(today(), ${visto}) = -1", YES });
	answers_set(&w.hogar, "visto", value_none());
	CHECK({ "${visto} < today()", MAYBE }, { "days-between(${visto}, today()) > 0", MAYBE }, { "years-between(${visto}, today()) >= 0", MAYBE });
	w.scope.today = DATE_NONE;
	CHECK({ "today() > date('2020-01-01')", MAYBE });
}

/* Luis's birth date is not known. */
Test(expr_eval, one_known_member_may_decide)
{
	CHECK({ "count(${integrante}[${edad} >= 5]) >= 1", YES }, { "count(${integrante}[${edad} >= 5]) >= 3", MAYBE },
	      { "count(${integrante}[${edad} >= 5]) >= 4", NO }, { "count(${integrante}[${edad} >= 5]) = 2", MAYBE },
	      { "count(${integrante}[${edad} >= 5]) = 0", NO }, { "exists(${integrante}[${edad} < 5])", YES },
	      { "exists(${integrante}[${edad} > 60])", MAYBE }, { "not(exists(${integrante}[${edad} < 5]))", NO },
	      { "count(${integrante}) = 4", YES }, { "exists(${integrante})", YES }, { "exists(${integrante}[${zona} = 'r'])", NO },
	      { "count(${integrante}[${zona} = 'u' and ${edad} < 0]) = 0", MAYBE });
}

Test(expr_eval, sums_and_extremes)
{
	CHECK({ "sum(${integrante}/${ingreso}) > 0", MAYBE }, { "sum(${integrante}[${edad} > 18]/${ingreso}) > 0", MAYBE },
	      { "max(${integrante}/${edad}) >= 40", YES }, { "max(${integrante}/${edad}) >= 41", MAYBE }, { "min(${integrante}/${edad}) <= 3", YES },
	      { "min(${integrante}/${edad}) = 3", MAYBE }, { "sum(${integrante}[${ingreso} > 0]/${edad}) > 0", MAYBE });
	world_age(&w, 3, 8);
	answers_set(&w.member[3], "ingreso", value_int(0));
	CHECK({ "sum(${integrante}/${ingreso}) = 900000", YES }, { "sum(${integrante}[${edad} < 18]/${ingreso}) = 0", YES },
	      { "sum(${integrante}/(${ingreso} div 100 + 1)) = 9004", YES }, { "sum(${integrante}[${edad} > 90]/${ingreso}) = 0", YES },
	      { "max(${integrante}/${edad}) = 40", YES }, { "min(${integrante}[${edad} > 5]/${edad}) = 8", YES },
	      { "max(${integrante}[${edad} > 90]/${edad}) > 0", MAYBE }, { "max(${integrante}/${nacimiento}) = date('2023-01-01')", YES },
	      { "max(3, ${cuartos}, 5) = 5", YES }, { "min(3, ${cuartos}, 5) = 2", YES });
}

/* Whoever only may count cannot make an empty set not empty. */
Test(expr_eval, an_extreme_of_perhaps_nobody_is_unknown)
{
	CHECK({ "min(${integrante}[${edad} > 50]/${ingreso}) <= 999999999", MAYBE }, { "max(${integrante}[${edad} > 50]/3) = 3", MAYBE },
	      { "max(${integrante}[${edad} > 30]/3) = 3", YES });
}

Test(expr_eval, a_household_without_members)
{
	w.scope.n_integrante = 0;
	CHECK({ "count(${integrante}[${edad} > 5]) = 0", YES }, { "exists(${integrante})", NO }, { "sum(${integrante}/${ingreso}) = 0", YES },
	      { "max(${integrante}/${edad}) > 0", MAYBE }, { "${personas} = 0", YES });
}

Test(expr_eval, about_one_member)
{
	w.scope.me = 1;
	CHECK({ "${edad} = 12", YES }, { "${edad} >= 5 and ${edad} <= 17 and ${estudia}", YES }, { "${edad} >= 18 and ${estudia}", NO },
	      { "${zona} = 'u' and ${edad} < count(${integrante}[${edad} > 20])", NO }, { "${personas} = 4 and ${hacinado} = false()", YES },
	      { "${ingreso} = 0", YES }, { "${grado} > 5", MAYBE });
	w.scope.me = 3;
	CHECK({ "${edad} > 5", MAYBE }, { "${edad} > 5 or ${edad} <= 5", MAYBE }, { "exists(${integrante}[${estudia}])", YES });
}

Test(expr_eval, decimals_are_scaled)
{
	w.scope.me = 0;
	answers_set(&w.member[0], "talla", value_int(1155));
	CHECK({ "${talla} = 115.5", YES }, { "${talla} > 115", YES }, { "${talla} < 116", YES }, { "${talla} * 2 = 231", YES }, { "${talla} + 1 = 116.5", YES },
	      { "${talla} div 2 = 57.7", YES }, { "${talla} div 0.5 = 231", YES }, { "${talla} mod 0.5 = 0", YES }, { "max(1, ${talla}, 2.5) = 115.5", YES });
}

Test(expr_eval, values)
{
	struct value v = world_eval(&w, "if(${zona} = 'u', ${zona}, 'r')");
	cr_expect(v.kind == VALUE_CHOICE && strcmp(v.text, "u") == 0);
	v = world_eval(&w, "${servicios}");
	cr_expect(v.kind == VALUE_SET && strcmp(v.text, "agua luz") == 0);
	v = world_eval(&w, "${telefono}");
	cr_expect_eq(v.kind, VALUE_TEXT);
	cr_expect(value_equal(world_eval(&w, "${visto} + 1"), value_date(date_make(2026, 10, 2))));
	cr_expect(value_equal(world_eval(&w, "${cuartos} * 3"), value_int(6)));
	cr_expect(value_equal(world_eval(&w, "${cuartos} > 3"), value_bool(false)));
	cr_expect_eq(world_eval(&w, "${ahorra}").kind, VALUE_NONE);
	cr_expect_eq(world_eval(&w, "${personas} div (${cuartos} - 2)").kind, VALUE_NONE);
	cr_expect_eq(expr_test(world_must(&w, "${cuartos}"), &w.scope, NULL), TRI_UNKNOWN, "a number is neither yes nor no");
}

Test(expr_eval, scope_values)
{
	const struct scope *s = &w.scope;
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "edad"), 1).num, 12);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "edad"), 3).kind, VALUE_NONE);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "ingreso"), 0).num, 900000);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "ingreso"), 99).kind, VALUE_NONE);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "ingreso"), -1).kind, VALUE_NONE);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "ahorra"), -1).kind, VALUE_REFUSED);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "personas"), -1).num, 4);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "hacinado"), 2).num, 0);
	cr_expect_eq(scope_value(s, dict_find(&w.dict, "logros_alcanzados"), -1).num, 7);
	answers_set(&w.visita, "resultado", value_text("efectiva"));
	cr_expect_str_eq(scope_value(s, dict_find(&w.dict, "resultado"), -1).text, "efectiva");
	const struct scope empty = { .dict = &w.dict, .today = DATE_NONE, .me = -1 };
	for (int i = 0; i < w.dict.n_var; i++) {
		struct value v = scope_value(&empty, &w.dict.var[i], 0);
		bool counted = strcmp(w.dict.var[i].name, "personas") == 0;
		cr_expect_eq(v.kind, counted ? VALUE_INT : VALUE_NONE, "%s", w.dict.var[i].name);
	}
}

Test(expr_eval, the_value_under_check)
{
	const struct variable *v = dict_find(&w.dict, "cuartos");
	const struct expr_where where = { .file = "f", .level = LEVEL_HOGAR, .self = EXPR_INT, .self_var = v, .want = EXPR_BOOL };
	const struct expr *x = expr_compile(&w.arena, &w.dict, ". >= 0 and . <= ${personas}", &where, &w.problems);
	cr_assert_not_null(x);
	w.scope.self = value_int(4);
	cr_expect_eq(expr_test(x, &w.scope, NULL), YES);
	w.scope.self = value_int(5);
	cr_expect_eq(expr_test(x, &w.scope, NULL), NO);
	w.scope.self = value_none();
	cr_expect_eq(expr_test(x, &w.scope, NULL), MAYBE);
}

/* Accents and case count in texts; what a person types into a choice is matched before, so a rule sees its name. */
Test(expr_eval, membership_with_accents)
{
	answers_set(&w.hogar, "telefono", value_text("Belén"));
	const struct { const char *text; enum tri wanted; } cases[] = {
		{ "${telefono} in ('Peñón', 'Belén')", TRI_YES }, { "${telefono} in ('Belen', 'belén')", TRI_NO }, { "${telefono} = 'Bele\xCC\x81n'", TRI_YES },
		{ "${telefono} != 'Belén'", TRI_NO }, { "string-length(${telefono}) = 5", TRI_YES },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		cr_expect_eq(expr_test(world_must(&w, cases[i].text), &w.scope, NULL), cases[i].wanted, "%s", cases[i].text);
	answers_set(&w.hogar, "telefono", value_none());
	cr_expect_eq(expr_test(world_must(&w, "${telefono} in ('a', 'b')"), &w.scope, NULL), TRI_UNKNOWN);
}
