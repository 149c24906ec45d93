/* Groups that are repeated as often as needed: their definition, their rows in a form, and what rules see of them. */
#include "forms/repeat.h"
#include "survey.h"

static struct survey s;

static const char debts[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: ingreso, level: hogar, type: money, label: Ingreso}\n"
	"  - {name: debe, level: hogar, type: boolean, label: ¿Tienen deudas?}\n"
	"  - {name: deuda, level: hogar, type: repeat, max: 3, label: Deudas, row_label: Deuda}\n"
	"  - {name: deuda_con, level: hogar, repeat: deuda, type: select_one, choices: con, other: deuda_otro, label: ¿Con quién?}\n"
	"  - {name: deuda_otro, level: hogar, repeat: deuda, type: text, label: ¿Cuál?}\n"
	"  - {name: deuda_valor, level: hogar, repeat: deuda, type: money, label: ¿Cuánto deben?}\n"
	"  - {name: deuda_cuota, level: hogar, repeat: deuda, type: money, label: Cuota, constraint: \". <= ${deuda_valor}\"}\n"
	"  - {name: deuda_meses, level: hogar, repeat: deuda, type: calculate, label: Meses, calculation: \"${deuda_valor} div ${deuda_cuota}\"}\n"
	"  - {name: deuda_total, level: hogar, type: calculate, label: Total, calculation: \"sum(${deuda}/${deuda_valor})\"}\n"
	"  - {name: nombre, level: integrante, type: text, label: Nombre}\n"
	"  - {name: hijo, level: integrante, type: repeat, max: 2, label: Hijos fuera}\n"
	"  - {name: hijo_edad, level: integrante, repeat: hijo, type: integer, label: Edad}\n"
	"choices:\n"
	"  con: [{name: banco, label: Banco}, {name: tienda, label: Tienda}, {name: otro, label: Otro}]\n";

static const char sections[] =
	"  - label: Deudas de la familia\n"
	"    repeat: deuda\n"
	"    required: si\n"
	"    fields:\n"
	"      - {name: deuda_con, required: si}\n"
	"      - {name: deuda_otro, relevant: \"${deuda_con} = 'otro'\"}\n"
	"      - {name: deuda_valor, default: \"1000\"}\n"
	"      - {name: deuda_cuota, relevant: \"${deuda_valor} > 500\"}\n"
	"      - {name: deuda_meses}\n";

static bool load(const char *variables)
{
	dict_init(&s.dict, &s.arena);
	s.problems.n = 0;
	return dict_load_node(&s.dict, survey_yaml(&s, variables), &s.problems) && dict_finish(&s.dict, &s.problems);
}

static void start(void)
{
	survey_init(&s);
	cr_assert(load(debts), "%s", s.problems.n ? s.problems.item[0].text : "");
	s.scope.dict = &s.dict;
}

static void end(void)
{
	survey_done(&s);
}

TestSuite(repeat, .init = start, .fini = end);

static int item(const char *name)
{
	return (int)(survey_item(&s, name, -1) - s.form.item);
}

Test(repeat, each_row_has_variables_of_its_own)
{
	const struct variable *v = dict_find(&s.dict, "deuda_valor"), *row = dict_find(&s.dict, "deuda_valor.2");
	cr_assert(v && row);
	cr_expect_eq(v->level, LEVEL_FILA);
	cr_expect_eq(row->level, LEVEL_HOGAR);
	cr_expect_eq(row->row, 2);
	cr_expect_eq(repeat_field(v, 2), row);
	cr_expect_null(repeat_field(v, 0));
	cr_expect_null(repeat_field(v, 4));
	cr_expect_null(dict_find(&s.dict, "deuda_valor.4"));
	cr_expect_str_eq(row->label, "Deuda 2: ¿Cuánto deben?");
	cr_expect_str_eq(dict_find(&s.dict, "deuda_con.3")->other, "deuda_otro.3");
	cr_expect(dict_find(&s.dict, "deuda_cuota.1")->constraint);
	const struct repeat *r = dict_find(&s.dict, "deuda")->repeat;
	cr_expect_eq(r->n, 5);
	cr_expect(variable_is_repeat(r->var));
	cr_expect_not(variable_is_repeat(v));
}

Test(repeat, what_is_wrong_in_a_definition)
{
	static const struct { const char *line, *told; } cases[] = {
		{ "{name: a, level: hogar, type: repeat, max: 61, label: A}", "de 1 a 60" },
		{ "{name: a, level: hogar, type: text, repeat: nada, label: A}", "«repeat» nombra una variable de tipo repeat; «nada» no lo es" },
		{ "{name: a, level: hogar, type: text, repeat: b, label: A}", "«repeat» nombra una variable de tipo repeat; «b» no lo es" },
		{ "{name: a, level: integrante, type: text, repeat: r, label: A}", "llevan el mismo «level»" },
		{ "{name: a, level: hogar, type: repeat, repeat: r, label: A}", "no va dentro de otro" },
		{ "{name: a, level: hogar, type: text, row_label: X, label: A}", "«row_label» es para el tipo repeat" },
		{ "{name: a, level: hogar, type: integer, label: A, calculation: \"${q}\"}", "«q» es un dato de cada fila de «r»" },
		{ "{name: a, level: hogar, type: integer, label: A, calculation: \"sum(${r}/${b})\"}", "se espera un número" },
		{ "{name: a, level: hogar, type: integer, label: A, calculation: \"sum(${r}[count(${r}) > 1]/${q})\"}", "no va dentro de otra" },
		{ "{name: a, level: hogar, type: integer, label: A, calculation: \"count(${b}[1 = 1])\"}", "«b» no se repite" },
		{ "{name: a, level: hogar, type: integer, label: A, calculation: \"${q2} / 2\"}", "la división entera se escribe «div»" },
		{ "{name: a, level: integrante, type: repeat, label: A}\n  - {name: c, level: integrante, repeat: a, type: integer, label: C}\n"
		  "  - {name: d, level: hogar, type: integer, label: D, calculation: \"sum(${a}/${c})\"}", "«a» es un dato de cada integrante" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = arena_printf(&s.arena, "version: 1\nvariables:\n  - {name: r, level: hogar, type: repeat, label: R}\n"
			"  - {name: q, level: hogar, repeat: r, type: integer, label: Q}\n  - {name: q2, level: hogar, type: integer, label: Q2}\n"
			"  - {name: b, level: hogar, type: text, label: B}\n  - %s\n", cases[i].line);
		bool found = false;
		cr_expect_not(load(text), "%s", cases[i].line);
		for (int k = 0; k < s.problems.n; k++)
			found = found || strstr(s.problems.item[k].text, cases[i].told);
		cr_expect(found, "%s\n%s", cases[i].line, s.problems.n ? s.problems.item[0].text : "nothing told");
	}
}

/* Within the rows of one repeat, or with one person, there is no row of another. */
Test(repeat, a_question_is_read_in_a_row_of_its_own)
{
	static const struct { const char *line, *told; bool good; } cases[] = {
		{ "exists(${cuenta}[${cuenta_valor} >= ${deuda_saldo}])", "«deuda_saldo» es de las filas de «deuda»", false },
		{ "sum(${cuenta}/${deuda_saldo}) > 1", "«deuda_saldo» es de las filas de «deuda»", false },
		{ "exists(${integrante}[${edad} > ${deuda_saldo}])", "«deuda_saldo» es de las filas de «deuda»", false },
		{ "exists(${deuda}[${deuda_saldo} > 5]) and ${deuda_saldo} > 1", "", true },
		{ "exists(${cuenta}[${cuenta_valor} >= 5]) and ${deuda_saldo} > 1", "", true },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *text = arena_printf(&s.arena, "version: 1\nvariables:\n"
			"  - {name: deuda, level: hogar, type: repeat, label: D}\n  - {name: deuda_saldo, level: hogar, repeat: deuda, type: integer, label: S}\n"
			"  - {name: cuenta, level: hogar, type: repeat, label: C}\n  - {name: cuenta_valor, level: hogar, repeat: cuenta, type: integer, label: V}\n"
			"  - {name: edad, level: integrante, type: integer, label: E}\n"
			"  - {name: a, level: hogar, repeat: deuda, type: boolean, label: A, calculation: \"%s\"}\n", cases[i].line);
		cr_expect_eq(load(text), cases[i].good, "%s", cases[i].line);
		cr_expect(cases[i].good || (s.problems.n == 1 && s.problems.item[0].line == 8 && strstr(s.problems.item[0].text, cases[i].told)), "%s\n%s", cases[i].line,
			s.problems.n ? s.problems.item[0].text : "nothing told");
	}
}

/* The work of a chain of sums is counted for all the rows that there may be, not for the people of a usual household. */
Test(repeat, the_work_over_rows_is_bounded)
{
	static const char *const over[] = { "r", "integrante" };
	for (int i = 0; i < 2; i++) {
		const char *text = arena_printf(&s.arena, "version: 1\nvariables:\n"
			"  - {name: r, level: hogar, type: repeat, max: 60, label: R}\n  - {name: q, level: %s, type: integer, label: Q}\n"
			"  - {name: a, level: hogar, type: integer, label: A, calculation: \"sum(${%s}/(${q} + 1))\"}\n"
			"  - {name: b, level: hogar, type: integer, label: B, calculation: \"sum(${%s}/(${q} + ${a}))\"}\n",
			i ? "integrante" : "hogar, repeat: r", over[i], over[i]);
		bool good = load(arena_printf(&s.arena, "%s  - {name: c, level: hogar, type: integer, label: C, calculation: \"${b} + ${b} + ${b}\"}\n", text));
		cr_expect_eq(good, i == 1, "%s: %s", over[i], s.problems.n ? s.problems.item[0].text : "");
		cr_expect(good || strstr(s.problems.item[0].text, "encadena demasiados cálculos"), "%s", s.problems.item[0].text);
	}
}

Test(repeat, what_is_wrong_in_a_form)
{
	static const struct { const char *sections, *told; } cases[] = {
		{ "  - {label: A, fields: [{name: deuda_valor}]}\n", "póngala en una sección con «repeat: deuda»" },
		{ "  - {label: A, repeat: deuda, fields: [{name: ingreso}]}\n", "no es de las filas de «deuda»" },
		{ "  - {label: A, repeat: ingreso, fields: [{name: ingreso}]}\n", "por «integrante» o por una variable de tipo repeat" },
		{ "  - {label: A, repeat: deuda, relevant: \"${deuda_valor} > 1\", fields: [{name: deuda_valor}]}\n", "es un dato de cada fila" },
		{ "  - {label: A, fields: [{name: ingreso, relevant: \"count(${deuda}) > 1\"}]}\n  - {label: B, repeat: deuda, fields: [{name: deuda_valor}]}\n",
		  "no viene antes en el formulario" },
		{ "  - {label: A, repeat: deuda, fields: [{name: deuda_valor}]}\n  - {label: B, repeat: deuda, fields: [{name: deuda_cuota}]}\n", "ya están en este formulario" },
		{ "  - {label: A, required: si, fields: [{name: ingreso}]}\n", "«required» en una sección" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		s.problems.n = 0;
		cr_expect_null(survey_form(&s, arena_printf(&s.arena, "form: f\nversion: 1\ntitle: F\nsections:\n%s", cases[i].sections)));
		cr_assert_gt(s.problems.n, 0);
		cr_expect(strstr(s.problems.item[0].text, cases[i].told), "%s\n%s", cases[i].sections, s.problems.item[0].text);
	}
}

Test(repeat, rows_are_added_answered_and_taken_out)
{
	survey_open(&s, "", sections);
	cr_expect_not(survey_shows(&s, "deuda_con.1", -1));
	cr_expect(survey_shows(&s, "deuda", -1));
	cr_expect_eq(form_check(&s.form, NULL), 1, "rows, or that there are none");
	cr_expect_eq(form_row_add(&s.form, item("deuda")), item("deuda_con.1"));
	cr_expect(survey_shows(&s, "deuda_con.1", -1));
	cr_expect_not(survey_shows(&s, "deuda_con.2", -1));
	cr_expect_str_eq(survey_item(&s, "deuda_valor.1", -1)->text, "1000", "its default");
	survey_type(&s, "deuda_con.1", -1, "otro");
	cr_expect(survey_shows(&s, "deuda_otro.1", -1), "relevance within the row");
	survey_type(&s, "deuda_otro.1", -1, "Una vecina");
	cr_expect_eq(form_row_add(&s.form, item("deuda_con.1")), item("deuda_con.2"));
	survey_type(&s, "deuda_con.2", -1, "banco");
	cr_expect_not(survey_shows(&s, "deuda_otro.2", -1));
	survey_type(&s, "deuda_valor.2", -1, "90000");
	survey_type(&s, "deuda_cuota.2", -1, "95000");
	cr_expect(survey_item(&s, "deuda_cuota.2", -1)->problem, "the constraint reads its own row");
	survey_type(&s, "deuda_cuota.2", -1, "9000");
	cr_expect_null(survey_item(&s, "deuda_cuota.2", -1)->problem);
	cr_expect_str_eq(survey_item(&s, "deuda_meses.2", -1)->text, "10");
	cr_expect_eq(form_row_add(&s.form, item("deuda")), item("deuda_con.3"));
	cr_expect_eq(form_row_add(&s.form, item("deuda")), -1, "three are the most");
	cr_expect_eq(form_row_remove(&s.form, item("deuda_con.1"), 1), item("deuda"));
	cr_expect_not(survey_shows(&s, "deuda_con.1", -1));
	cr_expect_str_eq(survey_item(&s, "deuda", -1)->text, "2, 3");
	form_row_remove(&s.form, item("deuda"), 3);

	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "deuda"), "2");
	cr_expect_eq(answers_int(&out, "deuda_valor.2", 0), 90000);
	cr_expect_eq(answers_find(&out, "deuda_valor.2")->version, 4);
	cr_expect_null(answers_find(&out, "deuda_con.1"), "a row that is taken out leaves nothing");
	cr_expect_null(answers_find(&out, "deuda_con"));
	cr_expect_eq(form_row_add(&s.form, item("deuda")), item("deuda_con.1"), "its number is free again");
	cr_expect_str_eq(survey_item(&s, "deuda_valor.1", -1)->text, "1000", "the default of a new row");
}

Test(repeat, none_is_an_answer)
{
	survey_open(&s, "", sections);
	cr_expect(form_row_none(&s.form, item("deuda")));
	cr_expect_eq(form_check(&s.form, NULL), 0);
	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_assert_not_null(answers_find(&out, "deuda"));
	cr_expect_str_eq(answers_text(&out, "deuda"), "");
	form_row_add(&s.form, item("deuda"));
	cr_expect_not(form_row_none(&s.form, item("deuda")), "there is a row");
}

/* A row added by mistake and taken out again says nothing; where rows had been noted, taking out the last one says that there are none. */
Test(repeat, none_is_only_what_was_said)
{
	struct answers out;
	answers_init(&out, &s.arena);
	survey_open(&s, "", sections);
	form_row_add(&s.form, item("deuda"));
	form_row_remove(&s.form, item("deuda"), 1);
	cr_expect_str_eq(survey_item(&s, "deuda", -1)->text, "");
	cr_expect_eq(form_check(&s.form, NULL), 1, "it is still to be asked");
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_null(answers_find(&out, "deuda"));
	cr_expect_not(form_row_unsay(&s.form, item("deuda")), "nothing was said");
	cr_expect(form_row_none(&s.form, item("deuda")));
	cr_expect(form_row_unsay(&s.form, item("deuda")));
	cr_expect_eq(form_check(&s.form, NULL), 1);
	form_row_add(&s.form, item("deuda"));
	cr_expect_not(form_row_unsay(&s.form, item("deuda")), "there is a row");
	answers_set(&s.hogar, "deuda", value_set("1"));
	survey_open(&s, "", sections);
	form_row_remove(&s.form, item("deuda"), 1);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_assert_not_null(answers_find(&out, "deuda"));
	cr_expect_str_eq(answers_text(&out, "deuda"), "");
}

Test(repeat, rows_survive_a_draft)
{
	struct answers draft;
	answers_init(&draft, &s.arena);
	answers_set(&s.hogar, "deuda", value_set("1 2"));
	answers_set(&s.hogar, "deuda_con.1", value_choice("tienda"));
	answers_set(&s.hogar, "deuda_valor.2", value_int(7000));
	survey_open(&s, "", sections);
	form_row_remove(&s.form, item("deuda"), 1);
	survey_type(&s, "deuda_valor.2", -1, "8000 y pico");
	form_row_add(&s.form, item("deuda"));
	form_row_add(&s.form, item("deuda"));
	survey_type(&s, "deuda_con.3", -1, "banco");
	form_draft_save(&s.form, &draft);
	survey_open(&s, "", sections);
	cr_expect_str_eq(survey_item(&s, "deuda_con.1", -1)->text, "Tienda");
	form_draft_load(&s.form, &draft);
	cr_expect_str_eq(survey_item(&s, "deuda", -1)->text, "1, 2, 3");
	cr_expect_str_eq(survey_item(&s, "deuda_con.1", -1)->text, "", "taken out and new again");
	cr_expect_str_eq(survey_item(&s, "deuda_valor.2", -1)->text, "8000 y pico");
	cr_expect(survey_item(&s, "deuda_valor.2", -1)->problem);
	cr_expect_str_eq(survey_item(&s, "deuda_con.3", -1)->text, "banco");
	cr_expect(survey_shows(&s, "deuda_con.3", -1));
}

/* The number of a row that was taken out before the draft is given again: what the record had there goes, also where no default comes in its place. */
Test(repeat, a_row_taken_out_in_a_draft_leaves_nothing_to_the_next)
{
	static const char by_default[] = "  - {label: D, repeat: deuda, fields: [{name: deuda_valor, default: \"${ingreso}\"}]}\n";
	struct answers draft, out;
	answers_init(&draft, &s.arena);
	answers_init(&out, &s.arena);
	answers_set(&s.hogar, "deuda", value_set("1"));
	answers_set(&s.hogar, "deuda_valor.1", value_int(7000));
	survey_open(&s, "", by_default);
	form_row_remove(&s.form, item("deuda"), 1);
	form_draft_save(&s.form, &draft);
	survey_open(&s, "", by_default);
	form_draft_load(&s.form, &draft);
	form_row_add(&s.form, item("deuda"));
	answers_copy(&out, &s.hogar);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "deuda"), "1");
	cr_expect_null(answers_find(&out, "deuda_valor.1"), "of the row that was taken out");
}

Test(repeat, hidden_rows_come_back)
{
	struct answers out;
	answers_init(&out, &s.arena);
	survey_open(&s, "", arena_printf(&s.arena, "  - {label: A, fields: [{name: debe}]}\n%s", "  - label: D\n    repeat: deuda\n    relevant: \"${debe}\"\n    fields: [{name: deuda_valor}]\n"));
	survey_type(&s, "debe", -1, "si");
	form_row_add(&s.form, item("deuda"));
	survey_type(&s, "deuda_valor.1", -1, "5000");
	survey_type(&s, "debe", -1, "no");
	cr_expect_not(survey_shows(&s, "deuda_valor.1", -1));
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_eq(answers_get(&out, "deuda").kind, VALUE_NONE);
	cr_expect(answers_find(&out, "deuda")->hidden && answers_find(&out, "deuda_valor.1")->hidden, "kept and marked");
	survey_type(&s, "debe", -1, "si");
	cr_expect(survey_shows(&s, "deuda_valor.1", -1));
	cr_expect_str_eq(survey_item(&s, "deuda_valor.1", -1)->text, "5000");
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_eq(answers_int(&out, "deuda_valor.1", 0), 5000);
}

static const char *answer_to(const char *text)
{
	const struct expr_where where = { .file = "regla", .line = 1, .level = LEVEL_HOGAR, .want = EXPR_ANY };
	const struct expr *x = expr_compile(&s.arena, &s.dict, text, &where, &s.problems);
	cr_assert(x, "%s: %s", text, s.problems.n ? s.problems.item[s.problems.n - 1].text : "");
	struct value v = expr_eval(x, &s.scope, NULL);
	return v.kind == VALUE_NONE ? "?" : v.kind == VALUE_BOOL ? v.num ? "si" : "no" : arena_printf(&s.arena, "%d", (int)v.num);
}

#define expect_rule(text, wanted) cr_expect_str_eq(answer_to(text), wanted, "%s: %s", text, answer_to(text))

Test(repeat, rules_count_add_and_compare_rows)
{
	answers_set(&s.hogar, "deuda", value_set("1 3"));
	answers_set(&s.hogar, "deuda_con.1", value_choice("banco"));
	answers_set(&s.hogar, "deuda_valor.1", value_int(1000));
	answers_set(&s.hogar, "deuda_con.3", value_choice("tienda"));
	expect_rule("count(${deuda})", "2");
	expect_rule("count(${deuda}[${deuda_con} = 'banco'])", "1");
	expect_rule("exists(${deuda}[${deuda_con} = 'otro'])", "no");
	expect_rule("sum(${deuda}/${deuda_valor})", "?");
	expect_rule("sum(${deuda}[${deuda_con} = 'banco']/${deuda_valor})", "1000");
	expect_rule("count(${deuda}[${deuda_valor} > 10]) >= 1", "si");
	expect_rule("${deuda_total} > 500", "?");
	answers_set(&s.hogar, "deuda_valor.3", value_int(4000));
	answers_set(&s.hogar, "deuda_cuota.3", value_int(2000));
	expect_rule("${deuda_total}", "5000");
	expect_rule("max(${deuda}/${deuda_valor})", "4000");
	expect_rule("max(${deuda}[${deuda_cuota} > 0]/${deuda_meses})", "?");
	expect_rule("max(${deuda}[${deuda_con} = 'tienda']/${deuda_meses})", "2");
	expect_rule("sum(${deuda}/(${deuda_valor} + 1))", "5002");
	expect_rule("count-selected(${deuda})", "2");
}

Test(repeat, none_is_zero_and_not_asked_is_no_datum)
{
	expect_rule("count(${deuda})", "?");
	expect_rule("count(${deuda}) >= 0", "si");
	expect_rule("count(${deuda}) > 3", "no");
	expect_rule("exists(${deuda})", "?");
	expect_rule("${deuda_total} >= 0", "?");
	answers_set(&s.hogar, "deuda", value_set(""));
	expect_rule("count(${deuda})", "0");
	expect_rule("exists(${deuda})", "no");
	expect_rule("${deuda_total}", "0");
	expect_rule("max(${deuda}/${deuda_valor})", "?");
	answers_hide(&s.hogar, "deuda", true);
	expect_rule("count(${deuda})", "?");
}

/* Nobody said that there are no more: what the row shows holds, and nothing is added up as if it were all. */
Test(repeat, a_row_that_a_file_brought_is_a_part)
{
	answers_set(&s.hogar, "deuda_valor.2", value_int(300));
	expect_rule("exists(${deuda})", "si");
	expect_rule("count(${deuda})", "?");
	expect_rule("count(${deuda}) >= 1", "si");
	expect_rule("count(${deuda}) > 3", "no");
	expect_rule("exists(${deuda}[${deuda_valor} > 200])", "si");
	expect_rule("exists(${deuda}[${deuda_valor} > 900])", "?");
	expect_rule("count(${deuda}[${deuda_valor} > 900]) <= 2", "si");
	expect_rule("${deuda_total}", "?");
	expect_rule("${deuda_total} < 1000000", "?");
	expect_rule("max(${deuda}/${deuda_valor})", "?");
	expect_rule("max(${deuda}/${deuda_valor}) >= 300", "si");
	expect_rule("min(${deuda}/${deuda_valor}) > 300", "no");
	answers_set(&s.hogar, "deuda", value_set("2"));
	expect_rule("count(${deuda})", "1");
	expect_rule("${deuda_total}", "300");
	expect_rule("max(${deuda}/${deuda_valor})", "300");
	answers_set(&s.hogar, "deuda", value_none());
	survey_open(&s, "", sections);
	cr_expect(survey_shows(&s, "deuda_valor.2", -1));
	form_row_add(&s.form, item("deuda"));
	cr_expect_str_eq(survey_item(&s, "deuda", -1)->text, "1, 2");
}

Test(repeat, the_reasons_say_that_there_may_be_more)
{
	static const struct { const char *rule, *told; } cases[] = {
		{ "count(${deuda}) >= 1", "Deudas: al menos 1; mínimo 1: sí" },
		{ "exists(${deuda}[${deuda_valor} > 200])", "Deudas que cumplen: al menos 1 de 1 (Deuda 2); mínimo 1: sí" },
		{ "sum(${deuda}/${deuda_valor}) < 1000000", "Falta el dato: Deudas" },
	};
	answers_set(&s.hogar, "deuda_valor.2", value_int(300));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct trace t;
		const struct expr_where where = { .file = "regla", .line = 1, .level = LEVEL_HOGAR, .want = EXPR_BOOL };
		const struct expr *x = expr_compile(&s.arena, &s.dict, cases[i].rule, &where, &s.problems);
		cr_assert_not_null(x);
		trace_init(&t, &s.arena);
		expr_test(x, &s.scope, &t);
		cr_expect_str_eq(t.line[0].text, cases[i].told, "%s: %s", cases[i].rule, t.line[0].text);
	}
}

Test(repeat, rows_of_one_member)
{
	answers_set(&s.member[1], "hijo", value_set("1 2"));
	answers_set(&s.member[1], "hijo_edad.2", value_int(9));
	const struct expr_where where = { .file = "regla", .line = 1, .level = LEVEL_INTEGRANTE };
	const struct expr *x = expr_compile(&s.arena, &s.dict, "exists(${hijo}[${hijo_edad} > 5])", &where, &s.problems);
	cr_assert(x, "%s", s.problems.n ? s.problems.item[0].text : "");
	struct scope scope = s.scope;
	scope.me = 1;
	cr_expect_eq(expr_test(x, &scope, NULL), TRI_YES);
	scope.me = 0;
	cr_expect_eq(expr_test(x, &scope, NULL), TRI_UNKNOWN);
	s.scope.me = 1;
	survey_open(&s, "level: integrante\n", "  - {label: H, repeat: hijo, fields: [{name: hijo_edad}]}\n");
	cr_expect_str_eq(survey_item(&s, "hijo_edad.2", -1)->text, "9");
	form_row_remove(&s.form, item("hijo"), 2);
	struct answers out;
	answers_init(&out, &s.arena);
	answers_copy(&out, &s.member[1]);
	form_result(&s.form, LEVEL_INTEGRANTE, 1, &out);
	cr_expect_str_eq(answers_text(&out, "hijo"), "1");
	cr_expect_null(answers_find(&out, "hijo_edad.2"));
}

/* In a form of the household: the rows of each member, one member after the other, each with rows of his own. */
Test(repeat, rows_of_each_member)
{
	struct answers out, draft;
	answers_set(&s.member[0], "hijo", value_set("1"));
	answers_set(&s.member[0], "hijo_edad.1", value_int(30));
	static const char each[] = "  - {label: Hijos fuera, repeat: hijo, relevant: \"answered(${nombre}) or true()\", fields: [{name: hijo_edad, required: si}]}\n";
	survey_open(&s, "", each);
	cr_expect_eq(s.form.n, SURVEY_MEMBERS * 3);
	cr_expect_eq(s.form.item[0].row, 0);
	cr_expect_eq(s.form.item[2].row, 0);
	cr_expect_eq(s.form.item[3].row, 1);
	cr_expect(survey_shows(&s, "hijo_edad.1", 0));
	cr_expect_not(survey_shows(&s, "hijo_edad.1", 1));
	int list = (int)(survey_item(&s, "hijo", 1) - s.form.item);
	cr_expect_eq(form_row_add(&s.form, list), (int)(survey_item(&s, "hijo_edad.1", 1) - s.form.item));
	survey_type(&s, "hijo_edad.1", 1, "7");
	cr_expect_not(survey_shows(&s, "hijo_edad.2", 0));
	form_row_add(&s.form, list);
	cr_expect(survey_shows(&s, "hijo_edad.2", 1));
	cr_expect_not(survey_shows(&s, "hijo_edad.2", 0));
	cr_expect(form_row_none(&s.form, (int)(survey_item(&s, "hijo", 2) - s.form.item)));
	answers_init(&draft, &s.arena);
	form_draft_save(&s.form, &draft);
	cr_expect_str_eq(answers_text(&draft, "hijo_edad.1@1"), "7");
	survey_open(&s, "", each);
	form_draft_load(&s.form, &draft);
	cr_expect(survey_shows(&s, "hijo_edad.2", 1));
	form_row_remove(&s.form, (int)(survey_item(&s, "hijo_edad.2", 1) - s.form.item), 2);
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_INTEGRANTE, 1, &out);
	cr_expect_str_eq(answers_text(&out, "hijo"), "1");
	cr_expect_eq(answers_int(&out, "hijo_edad.1", 0), 7);
	cr_expect_null(answers_find(&out, "hijo_edad.2"));
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_INTEGRANTE, 2, &out);
	cr_expect_eq(out.n, 1);
	cr_expect_str_eq(answers_text(&out, "hijo"), "");
}

Test(repeat, the_reasons_name_the_rows)
{
	struct trace t;
	const struct expr_where where = { .file = "regla", .line = 1, .level = LEVEL_HOGAR };
	const struct expr *x = expr_compile(&s.arena, &s.dict, "count(${deuda}[${deuda_valor} >= 1000]) >= 1", &where, &s.problems);
	cr_assert_not_null(x);
	trace_init(&t, &s.arena);
	expr_test(x, &s.scope, &t);
	cr_assert_gt(t.n, 0);
	cr_expect_str_eq(t.line[0].text, "Falta el dato: Deudas");
	answers_set(&s.hogar, "deuda", value_set("1 2"));
	answers_set(&s.hogar, "deuda_valor.1", value_int(200));
	trace_init(&t, &s.arena);
	expr_test(x, &s.scope, &t);
	cr_expect_str_eq(t.line[0].text, "Deudas que cumplen: 0 de 2 hasta ahora; mínimo 1: falta el dato", "%s", t.line[0].text);
	cr_expect_str_eq(t.line[t.n - 1].text, "Falta el dato: Deuda 2: ¿Cuánto deben?", "%s", t.line[t.n - 1].text);
	answers_set(&s.hogar, "deuda_valor.2", value_int(1200));
	trace_init(&t, &s.arena);
	expr_test(x, &s.scope, &t);
	cr_expect_str_eq(t.line[0].text, "Deudas que cumplen: 1 de 2 (Deuda 2); mínimo 1: sí", "%s", t.line[0].text);
}

Test(repeat, groups_within_a_section)
{
	survey_done(&s);
	survey_init(&s);
	survey_open(&s, "",
		"  - label: Casa\n"
		"    fields:\n"
		"      - {name: zona}\n"
		"      - group: En la ciudad\n"
		"        relevant: \"${zona} = 'u'\"\n"
		"        fields:\n"
		"          - {name: sanitario}\n"
		"          - {group: Adentro, relevant: \"${sanitario} = 'exclusivo'\", fields: [{name: cuartos}, {name: duermen, relevant: \"${cuartos} > 1\"}]}\n"
		"      - {name: notas}\n");
	cr_expect_eq(s.form.n, 5);
	cr_expect_not(survey_shows(&s, "sanitario", -1));
	survey_type(&s, "zona", -1, "u");
	cr_expect(survey_shows(&s, "sanitario", -1));
	cr_expect_not(survey_shows(&s, "cuartos", -1));
	survey_type(&s, "sanitario", -1, "exclusivo");
	survey_type(&s, "cuartos", -1, "3");
	cr_expect(survey_shows(&s, "duermen", -1));
	cr_expect_str_eq(survey_item(&s, "duermen", -1)->field->group->label, "Adentro");
	cr_expect_str_eq(survey_item(&s, "duermen", -1)->field->group->in->label, "En la ciudad");
	survey_type(&s, "zona", -1, "r");
	cr_expect_not(survey_shows(&s, "duermen", -1));
	cr_expect(survey_shows(&s, "notas", -1));
	s.problems.n = 0;
	cr_expect_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - label: A\n    fields:\n      - {group: G, relevant: \"${zona} = 'u'\", fields: [{name: zona}]}\n"));
	cr_assert_gt(s.problems.n, 0);
	cr_expect(strstr(s.problems.item[0].text, "no viene antes"), "%s", s.problems.item[0].text);
}
