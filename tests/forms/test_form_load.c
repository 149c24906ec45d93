#include "survey.h"

static struct survey s;

static void start(void)
{
	survey_init(&s);
}

static void end(void)
{
	survey_done(&s);
}

TestSuite(form_load, .init = start, .fini = end);

static bool told(int line, int col, const char *text)
{
	for (int i = 0; i < s.problems.n; i++) {
		const struct problem *p = &s.problems.item[i];
		if ((!line || p->line == line) && (!col || p->col == col) && strstr(p->text, text) && strcmp(p->file, "prueba.yaml") == 0)
			return true;
	}
	return false;
}

#define expect_told(at_line, at_col, words) \
	cr_expect(told(at_line, at_col, words), "not told: %d:%d %s (%d problems, first: %s)", at_line, at_col, words, s.problems.n, \
		  s.problems.n ? s.problems.item[0].text : "")

Test(form_load, a_good_form)
{
	const struct form_def *def = survey_form(&s,
		"form: vivienda\nversion: 2\ntitle: Vivienda\nfuente: Propia\nsections:\n"
		"  - label: La casa\n"
		"    fields:\n"
		"      - {note: Lea en voz alta.}\n"
		"      - {name: zona, required: yes}\n"
		"      - {name: sanitario, label: ¿Cuál sanitario usan?, hint: Todos, relevant: \"${zona} = 'u'\", required: \"${zona} = 'u'\"}\n"
		"  - label: Cada persona\n"
		"    repeat: integrante\n"
		"    relevant: \"${edad} >= 5\"\n"
		"    fields:\n"
		"      - {name: nombre, required: no, read_only: si}\n");
	cr_assert(def, "%s", s.problems.n ? s.problems.item[0].text : "");
	cr_expect_str_eq(def->name, "vivienda");
	cr_expect_str_eq(def->title, "Vivienda");
	cr_expect_str_eq(def->file, "prueba.yaml");
	cr_expect_eq(def->version, 2);
	cr_expect_eq(def->level, LEVEL_HOGAR);
	cr_assert_eq(def->n, 2);
	const struct field_def *field = def->section[0].field;
	cr_assert_eq(def->section[0].n, 3);
	cr_expect_str_eq(field[0].note, "Lea en voz alta.");
	cr_expect_null(field[0].var);
	cr_expect(field[1].always_required);
	cr_expect_str_eq(field[1].label, "Zona", "the variable's label");
	cr_expect_str_eq(field[2].label, "¿Cuál sanitario usan?");
	cr_expect_str_eq(field[2].hint, "Todos");
	cr_expect(field[2].relevant && field[2].required && !field[2].always_required);
	cr_expect(def->section[1].repeat && def->section[1].relevant);
	cr_expect(def->section[1].field[0].read_only && !def->section[1].field[0].always_required);
}

Test(form_load, everything_wrong_is_told_at_once)
{
	cr_expect_null(survey_form(&s,
		"form: vivienda\n"
		"version: 0\n"
		"titulo: Vivienda\n"
		"sections:\n"
		"  - label: La casa\n"
		"    fields:\n"
		"      - {name: zonna}\n"
		"      - {name: cosa_que_nadie_sabe}\n"
		"      - {name: nombre}\n"
		"      - {name: cuartos, requierd: yes}\n"
		"      - {name: cuartos}\n"
		"      - {name: duermen, constraint: \". = 'x'\"}\n"
		"      - tres\n"
		"      - {note: Nota, label: No va}\n"
		"  - repeat: casa\n"
		"    fields:\n"
		"      - {name: zona}\n"
		"  - label: Nada\n"
		"    fields: []\n"));
	expect_told(2, 10, "«version»");
	expect_told(3, 1, "titulo");
	expect_told(1, 1, "title");
	expect_told(7, 16, "la variable «zonna» no está en el diccionario; quizá «zona»");
	expect_told(8, 16, "la variable «cosa_que_nadie_sabe» no está en el diccionario");
	expect_told(9, 16, "la variable «nombre» es de cada integrante");
	expect_told(10, 25, "requierd");
	expect_told(11, 16, "la variable «cuartos» ya está en este formulario");
	expect_told(12, 0, "");
	expect_told(13, 9, "un campo se escribe");
	expect_told(14, 22, "label");
	expect_told(15, 5, "label");
	expect_told(15, 13, "se repite por «integrante»");
	expect_told(17, 16, "la variable «zona» no es de cada integrante");
	expect_told(19, 13, "no tiene campos");
}

Test(form_load, without_sections)
{
	cr_expect_null(survey_form(&s, "form: a\nversion: 1\ntitle: A\nsections: []\n"));
	expect_told(4, 11, "no tiene secciones");
	cr_expect_null(survey_form(&s, "form: a\nversion: 1\ntitle: A\n"));
	expect_told(1, 1, "sections");
	cr_expect_null(survey_form(&s, "- uno\n"));
	expect_told(1, 1, "un formulario lleva");
}

Test(form_load, levels)
{
	static const char member[] = "form: a\nversion: 1\ntitle: A\nlevel: integrante\nsections:\n  - {label: A, %s fields: [{name: %s}]}\n";
	cr_expect_not_null(survey_form(&s, arena_printf(&s.arena, member, "", "nombre")));
	cr_expect_eq(s.problems.n, 0);
	cr_expect_null(survey_form(&s, arena_printf(&s.arena, member, "", "zona")));
	expect_told(6, 0, "la variable «zona» no es del integrante");
	cr_expect_null(survey_form(&s, arena_printf(&s.arena, member, "repeat: integrante,", "nombre")));
	expect_told(6, 0, "quite «repeat»");
	cr_expect_null(survey_form(&s, "form: a\nversion: 1\ntitle: A\nlevel: barrio\nsections: [{label: A, fields: [{name: zona}]}]\n"));
	expect_told(4, 8, "hogar, integrante o visita");
}

static bool ordered(const char *sections)
{
	return survey_form(&s, arena_printf(&s.arena, "form: a\nversion: 1\ntitle: A\nsections:\n%s", sections)) != NULL;
}

Test(form_load, relevant_reads_what_was_asked_before)
{
	cr_expect(ordered("  - {label: A, fields: [{name: zona}, {name: sanitario, relevant: \"${zona} = 'u'\"}]}\n"));
	cr_expect(ordered("  - {label: A, fields: [{name: sanitario, relevant: \"${zona} = 'u'\"}]}\n"), "zona is of another form");
	cr_expect_eq(s.problems.n, 0);
	cr_expect_not(ordered("  - {label: A, fields: [{name: sanitario, relevant: \"${zona} = 'u'\"}, {name: zona}]}\n"));
	expect_told(5, 0, "«relevant» lee ${zona}, que no viene antes");
	cr_expect_not(ordered("  - {label: A, fields: [{name: cuartos, relevant: \"${cuartos} > 1\"}]}\n"));
	expect_told(5, 0, "«relevant» lee ${cuartos}");
	cr_expect_not(ordered("  - {label: A, relevant: \"${comuna} = '01'\", fields: [{name: comuna}]}\n"));
	expect_told(5, 0, "«relevant» lee ${comuna}");
	cr_expect_not(ordered("  - {label: A, fields: [{name: duermen, default: \"${cuartos}\"}, {name: cuartos}]}\n"));
	expect_told(5, 0, "«default» lee ${cuartos}");
}

Test(form_load, also_through_a_calculation)
{
	cr_expect(ordered("  - {label: A, repeat: integrante, fields: [{name: nacimiento}, {name: estudia, relevant: \"${edad} > 4\"}, {name: edad}]}\n"));
	cr_expect_eq(s.problems.n, 0);
	cr_expect_not(ordered("  - {label: A, repeat: integrante, fields: [{name: estudia, relevant: \"${edad} > 4\"}, {name: nacimiento}]}\n"));
	expect_told(5, 0, "«relevant» lee ${edad}, que se calcula con ${nacimiento}");
}

Test(form_load, a_default_is_of_the_list)
{
	cr_expect(ordered("  - {label: A, fields: [{name: zona, default: \"'r'\"}, {name: servicios, default: \"'gas energia'\"}]}\n"));
	cr_expect_eq(s.problems.n, 0);
	cr_expect_not(ordered("  - {label: A, fields: [{name: zona, default: \"'x'\"}]}\n"));
	expect_told(5, 0, "no está en la lista");
	cr_expect_not(ordered("  - {label: A, fields: [{name: servicios, default: \"'gas luz'\"}]}\n"));
	expect_told(5, 0, "«default» de «servicios»: «gas luz» no está en la lista");
	cr_expect_not(ordered("  - {label: A, fields: [{name: servicios, default: \"3\"}]}\n"));
	expect_told(5, 0, "selección múltiple");
}

Test(form_load, a_file_that_is_not_there)
{
	cr_expect_null(form_load(&s.arena, &s.dict, "/nonexistent/vivienda.yaml", &s.problems));
	cr_expect_eq(s.problems.n, 1);
}

Test(form_load, the_text_of_another_choice_asks_by_itself)
{
	static const char dict[] = "version: 1\nvariables:\n"
		"  - {name: con, level: hogar, type: select_one, choices: con, other: con_otro, label: Con quién}\n"
		"  - {name: con_otro, level: hogar, type: text, label: ¿Cuál?}\n"
		"  - {name: usos, level: hogar, type: select_multiple, choices: con, other: usos_otro, label: Usos}\n"
		"  - {name: usos_otro, level: hogar, type: text, label: ¿Cuál uso?}\n"
		"choices:\n  con: [{name: banco, label: Banco}, {name: otro, label: Otro}]\n  sin: [{name: a, label: A}]\n";
	dict_init(&s.dict, &s.arena);
	cr_assert(dict_load_node(&s.dict, survey_yaml(&s, dict), &s.problems) && dict_finish(&s.dict, &s.problems));
	s.scope.dict = &s.dict;
	survey_open(&s, "", "  - {label: A, fields: [{name: con}, {name: con_otro}, {name: usos}, {name: usos_otro, required: no}]}\n");
	cr_expect_not(survey_shows(&s, "con_otro", -1));
	survey_type(&s, "con", -1, "otro");
	cr_expect(survey_shows(&s, "con_otro", -1));
	cr_expect_eq(form_check(&s.form, NULL), 1, "it says which");
	survey_type(&s, "usos", -1, "banco, otro");
	cr_expect(survey_shows(&s, "usos_otro", -1));
	cr_expect_eq(form_check(&s.form, NULL), 1, "this one may be left");
	cr_expect_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: con}]}\n"));
	expect_told(5, 0, "pregunte después «con_otro»");
	s.problems.n = 0;
	cr_expect_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: con_otro}, {name: con}]}\n"), "before its selection");
	expect_told(5, 0, "pregunte después «con_otro»");
	s.problems.n = 0;
	dict_init(&s.dict, &s.arena);
	cr_assert(dict_load_node(&s.dict, survey_yaml(&s, "version: 1\nvariables:\n"
		"  - {name: con, level: hogar, type: select_one, choices: sin, other: t, label: C}\n  - {name: t, level: hogar, type: text, label: T}\n"
		"choices:\n  sin: [{name: a, label: A}]\n"), &s.problems));
	cr_expect_not(dict_finish(&s.dict, &s.problems));
	expect_told(3, 0, "tiene la opción otro");
}

/* A wrong dictionary is told, and its forms are read all the same to tell their own mistakes. */
Test(form_load, a_list_without_that_choice_or_no_list_at_all)
{
	static const char *const lists[] = { "choices:\n  sin: [{name: a, label: A}]\n", "" };
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		dict_init(&s.dict, &s.arena);
		s.problems.n = 0;
		const char *dict = arena_printf(&s.arena, "version: 1\nvariables:\n"
			"  - {name: con, level: hogar, type: select_one, choices: sin, other: con_otro, label: C}\n"
			"  - {name: con_otro, level: hogar, type: text, label: T}\n%s", lists[i]);
		cr_assert(dict_load_node(&s.dict, survey_yaml(&s, dict), &s.problems));
		cr_assert_not(dict_finish(&s.dict, &s.problems));
		s.problems.n = 0;
		cr_expect_not_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: con}, {name: con_otro}]}\n"));
		cr_expect_not_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: con}]}\n"));
		cr_expect_eq(s.problems.n, 0);
	}
}

Test(form_load, once_is_for_defaults)
{
	survey_open(&s, "", "  - {label: A, fields: [{name: fecha_visita, default: \"once(today())\"}, {name: cuartos, default: \"once(2) + 1\"}]}\n");
	cr_expect_str_eq(survey_item(&s, "fecha_visita", -1)->text, "22/11/2026");
	cr_expect_str_eq(survey_item(&s, "cuartos", -1)->text, "3");
	cr_expect_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: cuartos, constraint: \"once(.) > 1\"}]}\n"));
	expect_told(5, 0, "once solo vale en «default»");
}
