/* Lists of choices in files, and choices that are kept for what was answered before. */
#include "forms/choice_match.h"
#include "survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static struct survey s;
static char folder[] = "/tmp/listas-XXXXXX";

static void start(void)
{
	cr_assert(mkdtemp(folder));
	survey_init(&s);
}

static void end(void)
{
	unlink(arena_printf(&s.arena, "%s/lugares.csv", folder));
	unlink(arena_printf(&s.arena, "%s/v.yaml", folder));
	rmdir(folder);
	survey_done(&s);
}

TestSuite(dict_lists, .init = start, .fini = end);

static void put_file(const char *name, const char *text)
{
	FILE *f = fopen(arena_printf(&s.arena, "%s/%s", folder, name), "w");
	cr_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static bool load(const char *csv, const char *choices)
{
	put_file("v.yaml", arena_printf(&s.arena, "version: 1\nvariables:\n"
		"  - {name: depto, level: hogar, type: select_one, choices: depto, label: Departamento}\n"
		"  - {name: lugar, level: hogar, type: select_one, choices: lugar, choice_filter: depto, label: Lugar}\n"
		"  - {name: antes, level: hogar, type: text, retired: si, label: Lo de antes}\n"
		"choices:\n  depto: [{name: a, label: Uno}, {name: b, label: Dos}]\n  lugar: %s\n", choices));
	if (csv)
		put_file("lugares.csv", csv);
	s.problems.n = 0;
	dict_init(&s.dict, &s.arena);
	s.scope.dict = &s.dict;
	return dict_load(&s.dict, arena_printf(&s.arena, "%s/v.yaml", folder), &s.problems) && dict_finish(&s.dict, &s.problems);
}

#define must_load(csv) cr_assert(load(csv, "{file: lugares.csv}"), "%s", s.problems.n ? s.problems.item[0].text : "")

static const char places[] =
	"name;label;filter;aliases;retired\n"
	"a1;Arboleda;a;La Arboleda|Arb;\n"
	"a2;Belén;a;;\n"
	"b1;Belén;b;;\n"
	"a_otro;Otro de Uno;a;;si\n";

static const char question[] = "  - {label: A, fields: [{name: depto}, {name: lugar}]}\n";

Test(dict_lists, a_list_in_a_file)
{
	must_load(places);
	const struct choice_list *l = dict_choices(&s.dict, "lugar");
	cr_assert_eq(l->n, 4);
	cr_expect(l->some_retired);
	cr_expect_str_eq(l->item[0].aliases[1], "Arb");
	cr_expect_str_eq(choice_find(l, "b1")->filter, "b");
	cr_expect(choice_find(l, "a_otro")->retired);
}

Test(dict_lists, what_is_wrong_in_a_file)
{
	static const struct { const char *csv, *choices; int line; const char *told; } cases[] = {
		{ "nombre;label\na;b\n", NULL, 1, "la columna «nombre» no se conoce" },
		{ "label\nb\n", NULL, 1, "faltan las columnas name y label" },
		{ "name;label\n;b\n", NULL, 2, "necesita name y label" },
		{ "name;label\na;b\na;c\n", NULL, 3, "está dos veces" },
		{ "name;label\ná b;c\n", NULL, 2, "use letras sin tildes" },
		{ "name;label;retired\na;b;no\n", NULL, 2, "en «retired» va si, o nada" },
		{ "name;label\n", NULL, 1, "la lista no tiene opciones" },
		{ "name;label;filter\nx;X;z\n", NULL, 0, "lleva el filtro «z», que no está" },
		{ NULL, "{file: ../lugares.csv}", 0, "en la misma carpeta" },
		{ NULL, "{file: no_esta.csv}", 0, "no_esta.csv" },
		{ places, "{file: lugares.csv, hoja: 2}", 0, "hoja" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool found = false;
		cr_expect_not(load(cases[i].csv, cases[i].choices ? cases[i].choices : "{file: lugares.csv}"), "case %zu", i);
		for (int k = 0; k < s.problems.n; k++)
			found = found || (strstr(s.problems.item[k].text, cases[i].told) && (!cases[i].line || s.problems.item[k].line == cases[i].line));
		cr_expect(found, "case %zu: %s", i, s.problems.n ? s.problems.item[0].text : "nothing told");
	}
}

Test(dict_lists, a_retired_choice_is_read_and_not_offered)
{
	must_load(places);
	answers_put(&s.hogar, &(struct answer){ .name = "lugar", .value = value_choice("a_otro"), .version = 1 });
	survey_open(&s, "", question);
	const struct form_item *it = survey_item(&s, "lugar", -1);
	int at = (int)(it - s.form.item);
	cr_expect_str_eq(it->text, "Otro de Uno");
	cr_expect_null(it->problem, "the answer of before stays good");
	cr_expect_eq(form_check(&s.form, NULL), 0);
	cr_expect_eq(form_choices(&s.form, at, &s.arena)->n, 4, "the one that is answered can be kept");
	survey_type(&s, "lugar", -1, "Arboleda");
	cr_expect_eq(form_choices(&s.form, at, &s.arena)->n, 3);
	survey_type(&s, "lugar", -1, "Otro de Uno");
	cr_expect(it->problem, "it is not given any more");
	struct value v;
	cr_expect(variable_import(it->field->var, "a_otro", 0, &s.arena, &v, NULL), "files of before are read");
}

Test(dict_lists, a_retired_question_is_not_asked)
{
	must_load(places);
	cr_expect_null(survey_form(&s, "form: f\nversion: 1\ntitle: F\nsections:\n  - {label: A, fields: [{name: antes}]}\n"));
	cr_assert_gt(s.problems.n, 0);
	cr_expect(strstr(s.problems.item[0].text, "está retirada"), "%s", s.problems.item[0].text);
}

Test(dict_lists, the_cascade_goes_by_the_answer_before)
{
	must_load(places);
	survey_open(&s, "", question);
	int at = (int)(survey_item(&s, "lugar", -1) - s.form.item);
	cr_expect_eq(form_choices(&s.form, at, &s.arena)->n, 3);
	survey_type(&s, "lugar", -1, "Belén");
	cr_expect(survey_item(&s, "lugar", -1)->problem, "two are called so");
	survey_type(&s, "depto", -1, "Dos");
	survey_type(&s, "lugar", -1, "Belén");
	cr_expect_null(survey_item(&s, "lugar", -1)->problem);
	cr_expect_str_eq(survey_item(&s, "lugar", -1)->value.text, "b1");
	cr_expect_eq(form_choices(&s.form, at, &s.arena)->n, 1);
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

/* Ten thousand places: loading, typing into the field and opening the list stay far under what a person notices, also under a sanitizer. */
Test(dict_lists, a_very_long_list_is_instant)
{
	enum { PLACES = 10000 };
	char *csv = arena_alloc(&s.arena, PLACES * 40), *at = csv;
	at += sprintf(at, "name;label;filter\n");
	for (int i = 0; i < PLACES; i++)
		at += sprintf(at, "l%05d;Vereda número %d;%c\n", i, i, i % 2 ? 'a' : 'b');
	int64_t begin = now();
	must_load(csv);
	int64_t loaded = now();
	survey_open(&s, "", question);
	survey_type(&s, "lugar", -1, "vereda numero 7777");
	cr_expect_str_eq(survey_item(&s, "lugar", -1)->value.text, "l07777");
	int64_t typed = now();
	cr_expect_lt(loaded - begin, 500000, "loaded in %d µs", (int)(loaded - begin));
	cr_expect_lt(typed - loaded, 500000, "typed in %d µs", (int)(typed - loaded));
}
