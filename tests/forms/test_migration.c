/* Answers of an older version of a form: what becomes of each, and what is left as it was. */
#include "forms/migration.h"
#include "survey.h"

static struct survey s;
static const struct form_def *form;
static char seen_text[2000];

static const char dict[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: pisos, level: hogar, type: select_one, choices: pisos, label: Pisos}\n"
	"  - {name: usos, level: hogar, type: select_multiple, choices: usos, label: Usos}\n"
	"  - {name: cuartos, level: hogar, type: integer, min: 1, max: 20, label: Cuartos}\n"
	"  - {name: agua, level: hogar, type: boolean, sensitive: si, label: Agua}\n"
	"  - {name: techo, level: hogar, type: text, label: Techo}\n"
	"  - {name: total, level: hogar, type: calculate, label: Total, calculation: \"${cuartos} + 1\"}\n"
	"  - {name: cosa, level: hogar, type: repeat, max: 3, label: Cosas}\n"
	"  - {name: cosa_valor, level: hogar, repeat: cosa, type: money, label: Valor}\n"
	"  - {name: grado, level: integrante, type: integer, label: Grado}\n"
	"choices:\n"
	"  pisos: [{name: tierra_arena, label: Tierra}, {name: tabla, label: Tabla}, {name: cemento, label: Cemento}]\n"
	"  usos: [{name: dormir, label: Dormir}, {name: cocinar, label: Cocinar}, {name: estudiar, label: Estudiar}]\n";

static void start(void)
{
	survey_init(&s);
	dict_init(&s.dict, &s.arena);
	cr_assert(dict_load_node(&s.dict, survey_yaml(&s, dict), &s.problems) && dict_finish(&s.dict, &s.problems), "%s", s.problems.n ? s.problems.item[0].text : "");
	form = survey_form(&s, "form: casa\nversion: 3\ntitle: Casa\nsections:\n  - {label: A, fields: [{name: pisos}]}\n");
	cr_assert_not_null(form);
	*seen_text = 0;
}

static void end(void)
{
	survey_done(&s);
}

TestSuite(migration, .init = start, .fini = end);

static const struct migration *load(const char *rules)
{
	const char *text = arena_printf(&s.arena, "migracion: m\nformulario: casa\nde: 1\na: 3\nreglas:\n%s", rules);
	s.problems.n = 0;
	return migration_load_node(&s.arena, &s.dict, &form, 1, survey_yaml(&s, text), &s.problems);
}

static void saw(const struct migration_seen *m, void *arg)
{
	static const char *const ends[] = { "cambia", "sin dato", "queda" };
	size_t at = strlen(seen_text);
	(void)arg;
	snprintf(seen_text + at, sizeof seen_text - at, "%s %s%s%s; ", m->name, ends[m->end], m->why ? ": " : "", m->why ? m->why : "");
}

static bool apply(const char *rules)
{
	const struct migration *m = load(rules);
	cr_assert(m, "%s", s.problems.n ? s.problems.item[0].text : "");
	*seen_text = 0;
	return migration_apply(m, LEVEL_HOGAR, &s.hogar, survey_today(), saw, NULL);
}

static void put(const char *name, struct value v, int version)
{
	answers_put(&s.hogar, &(struct answer){ .name = name, .value = v, .version = (uint16_t)version });
}

static int version(const char *name)
{
	const struct answer *a = answers_find(&s.hogar, name);
	return a ? a->version : -1;
}

#define expect_seen(wanted) cr_expect_str_eq(seen_text, wanted, "%s", seen_text)

Test(migration, another_name)
{
	put("piso", value_choice("cemento"), 1);
	put("piso__aviso", value_text("Lo vi"), 1);
	cr_expect(apply("  - {variable: piso, to: pisos}\n"));
	expect_seen("piso cambia; ");
	cr_expect_str_eq(answers_text(&s.hogar, "pisos"), "cemento");
	cr_expect_eq(version("pisos"), 3);
	cr_expect_eq(version("piso"), -1);
	cr_expect_str_eq(answers_text(&s.hogar, "pisos__aviso"), "Lo vi");
	cr_expect_not(apply("  - {variable: piso, to: pisos}\n"), "once is enough");
	expect_seen("");
}

Test(migration, nothing_is_written_over)
{
	put("piso", value_choice("cemento"), 1);
	put("pisos", value_choice("tabla"), 3);
	cr_expect_not(apply("  - {variable: piso, to: pisos}\n"));
	expect_seen("piso queda: la pregunta de hoy ya tiene otra respuesta; ");
	cr_expect_str_eq(answers_text(&s.hogar, "pisos"), "tabla");
	put("pisos", value_choice("cemento"), 3);
	cr_expect(apply("  - {variable: piso, to: pisos}\n"), "the same twice is one");
	cr_expect_eq(version("piso"), -1);
}

static const char by_choice[] = "  - {variable: pisos, choices: {tierra: tierra_arena, madera: tabla}, unknown: [mixto]}\n";

Test(migration, choices_that_have_another_name)
{
	put("pisos", value_choice("madera"), 2);
	cr_expect_not(apply(by_choice), "it is about version 1 and before");
	put("pisos", value_choice("madera"), 1);
	cr_expect(apply(by_choice));
	cr_expect_str_eq(answers_text(&s.hogar, "pisos"), "tabla");
	cr_expect_eq(version("pisos"), 3);
	cr_expect_not(apply(by_choice));
	put("pisos", value_choice("cemento"), 1);
	cr_expect_not(apply(by_choice), "what means the same stays as it was given");
	expect_seen("");
	cr_expect_eq(version("pisos"), 1);
}

Test(migration, what_cannot_be_told_becomes_no_datum_or_stays)
{
	put("pisos", value_choice("mixto"), 1);
	put("pisos__aviso", value_text("Mitad y mitad"), 1);
	cr_expect(apply(by_choice));
	expect_seen("pisos sin dato; ");
	cr_expect_eq(s.hogar.n, 0);
	put("pisos", value_choice("ladrillo"), 1);
	cr_expect_not(apply(by_choice));
	expect_seen("pisos queda: es una opción sin regla; ");
	cr_expect_str_eq(answers_text(&s.hogar, "pisos"), "ladrillo", "nothing is guessed");
	cr_expect_eq(version("pisos"), 1);
}

Test(migration, selections_of_several)
{
	static const char rules[] = "  - {variable: usos, choices: {comer: cocinar}, unknown: [oficio]}\n";
	put("usos", value_set("estudiar comer dormir"), 1);
	cr_expect(apply(rules));
	cr_expect_str_eq(answers_text(&s.hogar, "usos"), "dormir cocinar estudiar", "in the order of the list");
	put("usos", value_set("dormir oficio"), 1);
	cr_expect(apply(rules));
	expect_seen("usos sin dato; ");
	put("usos", value_set("dormir rezar"), 1);
	cr_expect_not(apply(rules));
	expect_seen("usos queda: tiene una opción sin regla; ");
	put("usos", value_set(""), 1);
	cr_expect_not(apply(rules), "none is none");
}

Test(migration, another_type)
{
	put("cuartos", value_text("4"), 1);
	cr_expect_not(apply("  - {variable: cuartos, to: cuartos}\n"));
	expect_seen("cuartos queda: es de otro tipo que la pregunta de hoy; ");
	cr_expect(apply("  - {variable: cuartos, convert: si}\n"));
	cr_expect_eq(answers_int(&s.hogar, "cuartos", 0), 4);
	put("cuartos", value_text("varios"), 1);
	cr_expect_not(apply("  - {variable: cuartos, convert: si}\n"));
	expect_seen("cuartos queda: no se puede leer como la pregunta de hoy; ");
	put("techo", value_int(3), 1);
	cr_expect(apply("  - {variable: techo, unknown: todo}\n"));
	cr_expect_eq(version("techo"), -1);
}

Test(migration, refusals_and_hidden_answers_go_with_their_question)
{
	put("tiene_agua", (struct value){ .kind = VALUE_REFUSED }, 1);
	cr_expect(apply("  - {variable: tiene_agua, to: agua}\n"));
	cr_expect_eq(answers_find(&s.hogar, "agua")->value.kind, VALUE_REFUSED);
	put("aguas", (struct value){ .kind = VALUE_REFUSED }, 1);
	cr_expect_not(apply("  - {variable: aguas, to: cuartos}\n"));
	put("piso", value_choice("tabla"), 1);
	answers_hide(&s.hogar, "piso", true);
	cr_expect(apply("  - {variable: piso, to: pisos}\n"));
	cr_expect(answers_find(&s.hogar, "pisos")->hidden);
}

Test(migration, rows_of_a_repeat)
{
	put("valor.1", value_int(100), 1);
	put("valor.3", value_int(300), 1);
	put("valor.9", value_int(900), 1);
	put("valores", value_int(1), 1);
	cr_expect(apply("  - {variable: valor, to: cosa_valor}\n"));
	cr_expect_eq(answers_int(&s.hogar, "cosa_valor.1", 0), 100);
	cr_expect_eq(answers_int(&s.hogar, "cosa_valor.3", 0), 300);
	cr_expect_eq(version("valor.9"), 1, "there is no such row today");
	cr_expect_eq(version("valores"), 1);
}

Test(migration, only_the_records_of_its_level)
{
	put("curso", value_int(4), 1);
	cr_expect_not(apply("  - {variable: curso, to: grado}\n"));
	cr_expect_eq(version("curso"), 1);
}

/* Only retired choices, and those that are gone, can have lost their meaning. */
Test(migration, unknown_is_what_is_offered_no_more)
{
	s.problems.n = 0;
	cr_expect_null(load("  - variable: pisos\n    unknown: [mixto, cemento]\n"));
	cr_assert_eq(s.problems.n, 1);
	cr_expect_eq(s.problems.item[0].line, 7);
	cr_expect(strstr(s.problems.item[0].text, "«cemento» todavía se ofrece en la lista «pisos»"), "%s", s.problems.item[0].text);
	dict_init(&s.dict, &s.arena);
	cr_assert(dict_load_node(&s.dict, survey_yaml(&s, "version: 1\nvariables:\n  - {name: pisos, level: hogar, type: select_one, choices: pisos, label: P}\n"
		"choices:\n  pisos: [{name: tabla, label: T}, {name: otro, label: O, retired: si}]\n"), &s.problems) && dict_finish(&s.dict, &s.problems));
	form = survey_form(&s, "form: casa\nversion: 3\ntitle: Casa\nsections:\n  - {label: A, fields: [{name: pisos}]}\n");
	cr_expect_not_null(load("  - {variable: pisos, unknown: [otro]}\n"), "%s", s.problems.n ? s.problems.item[0].text : "");
}

/* Version 1 of another form is no version 1 of this one. */
Test(migration, a_variable_that_another_form_asks_too)
{
	static const char head[] = "migracion: m\nformulario: casa\nde: 1\na: 3\nreglas:\n";
	const struct form_def *forms[] = { form, survey_form(&s, "form: finca\nversion: 1\ntitle: Finca\nsections:\n  - {label: A, fields: [{name: pisos}]}\n"
		"  - {label: B, repeat: cosa, fields: [{name: cosa_valor}]}\n") };
	static const struct { const char *rule; bool good; } cases[] = {
		{ "{variable: pisos, choices: {tierra: tierra_arena}}", false }, { "{variable: pisos, choices: {tierra: tierra_arena}, shared: si}", true },
		{ "{variable: cosa_valor, convert: si}", false }, { "{variable: cosa_valor, convert: si, shared: si}", true },
		{ "{variable: cuartos, convert: si}", true }, { "{variable: piso, to: pisos}", true },
	};
	cr_assert_not_null(forms[1]);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		s.problems.n = 0;
		const char *text = arena_printf(&s.arena, "%s  - %s\n", head, cases[i].rule);
		const struct migration *m = migration_load_node(&s.arena, &s.dict, forms, 2, survey_yaml(&s, text), &s.problems);
		cr_expect_eq(m != NULL, cases[i].good, "%s: %s", cases[i].rule, s.problems.n ? s.problems.item[0].text : "");
		cr_expect(cases[i].good || (s.problems.n == 1 && s.problems.item[0].line == 6 && strstr(s.problems.item[0].text, "el formulario «finca» también pregunta")));
	}
}

Test(migration, what_is_wrong_in_a_file)
{
	static const struct { const char *rules, *told; int line; } cases[] = {
		{ "  - {variable: piso, to: pizos}\n", "la variable «pizos» no está en el diccionario", 6 },
		{ "  - {variable: piso}\n", "la variable «piso» no está en el diccionario", 6 },
		{ "  - {variable: pisos}\n", "no cambia nada", 6 },
		{ "  - {variable: pisos, to: total}\n", "no guarda respuestas", 6 },
		{ "  - {variable: pisos, choices: {tierra: barro}}\n", "«barro» no está en la lista «pisos»", 6 }, { "  - variable: pisos\n    choices:\n      a: tabla\n      b: barro\n", "«barro» no está en la lista «pisos»", 9 },
		{ "  - {variable: pisos, choices: {tierra: tabla, tabla: cemento}}\n", "es a la vez una opción de antes y una de hoy", 6 },
		{ "  - {variable: pisos, choices: {tierra: tabla}, unknown: [tierra]}\n", "está en «choices» y en «unknown»", 6 },
		{ "  - {variable: pisos, choices: {tierra: ''}}\n", "van en «unknown»", 6 },
		{ "  - {variable: cuartos, choices: {a: b}}\n", "son para selecciones", 6 },
		{ "  - {variable: techo, choices: {a: b}, unknown: todo}\n", "no hay opciones que pasar", 6 },
		{ "  - {variable: a, to: pisos}\n  - {variable: a, to: techo}\n", "ya tiene una regla en la línea 6", 7 },
		{ "  - {variable: a, to: pisos}\n  - {variable: b, to: pisos}\n", "dos variables de antes pasan a «pisos»", 7 },
		{ "  - {variable: a, to: pisos, otra: 1}\n", "otra", 6 },
		{ "  - pisos\n", "una regla se escribe", 6 },
		{ "  []\n", "no tiene reglas", 6 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool found = false;
		cr_expect_null(load(cases[i].rules), "%s", cases[i].rules);
		for (int k = 0; k < s.problems.n; k++)
			found = found || (strstr(s.problems.item[k].text, cases[i].told) && s.problems.item[k].line == cases[i].line && s.problems.item[k].col > 0);
		cr_expect(found, "%s%d: %s", cases[i].rules, s.problems.n ? s.problems.item[0].line : 0, s.problems.n ? s.problems.item[0].text : "nothing told");
	}
	static const struct { const char *text, *told; } heads[] = {
		{ "migracion: m\nformulario: otro\nde: 1\na: 2\nreglas: [{variable: a, to: pisos}]\n", "no tiene un formulario «otro»" },
		{ "migracion: m\nformulario: casa\nde: 2\na: 2\nreglas: [{variable: a, to: pisos}]\n", "posterior a «de»" },
		{ "migracion: m\nformulario: casa\nde: 1\na: 4\nreglas: [{variable: a, to: pisos}]\n", "va en la versión 3" },
		{ "migracion: m\nformulario: casa\nde: 0\na: 3\nreglas: [{variable: a, to: pisos}]\n", "es la versión de un formulario" },
		{ "[]\n", "una migración lleva" },
	};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		s.problems.n = 0;
		cr_expect_null(migration_load_node(&s.arena, &s.dict, &form, 1, survey_yaml(&s, heads[i].text), &s.problems));
		cr_assert_gt(s.problems.n, 0);
		cr_expect(strstr(s.problems.item[0].text, heads[i].told), "%s", s.problems.item[0].text);
	}
}
