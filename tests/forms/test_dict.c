#include "base/date.h"
#include "base/strbuf.h"
#include "forms/expr.h"
#include "forms/field_type.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct problems problems;
static struct dict dict;

static void start(void)
{
	arena_init(&arena);
	problems_init(&problems, &arena);
	dict_init(&dict, &arena);
}

static void end(void)
{
	arena_done(&arena);
}

TestSuite(dict, .init = start, .fini = end);

static bool load(const char *name, const char *text)
{
	const struct yaml_node *root = yaml_parse(&arena, name, text, strlen(text), &problems);
	cr_assert(root, "%s", problems.n ? problems.item[0].text : "");
	return dict_load_node(&dict, root, &problems);
}

static const char *told(void)
{
	struct strbuf out;
	strbuf_init(&out, &arena);
	for (int i = 0; i < problems.n; i++) {
		const struct problem *p = &problems.item[i];
		strbuf_printf(&out, "%s:%d:%d: %s\n", p->file, p->line, p->col, p->text);
	}
	return out.text;
}

#define expect_told(text) cr_expect_str_eq(told(), text, "%s", told())

/* One variable of the household beside two good lists. */
#define ONE(variable) "variables:\n  - " variable "\nchoices:\n  zona: [{name: u, label: Urbana}, {name: r, label: Rural}]\n"

Test(dict, reads_all_keys)
{
	cr_assert(load("a.yaml",
		"version: 3\nfuente: Propia\nvigente_desde: 2026-01-01\n"
		"variables:\n"
		"  - {name: zona, level: hogar, type: select_one, choices: zona, label: Zona, short: Z., hint: Vea la cédula, aliases: [area, urbano_rural],\n"
		"     sensitive: yes, required_for: La línea base, fuente: SISBEN, certeza: A, other: zona_cual}\n"
		"  - {name: zona_cual, level: hogar, type: text, label: Cuál, multiline: si, max_length: 80}\n"
		"  - {name: talla, level: integrante, type: decimal, decimals: 1, min: 30, max: 210.5, unit: cm, label: Talla}\n"
		"  - {name: visto, level: visita, type: date, min_date: 2020-01-01, max_date: 2030-12-31, label: Visto}\n"
		"  - {name: nota, level: hogar, type: text, appearance: multiline, label: Nota}\n"
		"choices:\n  zona: [{name: u, label: Urbana, aliases: [cabecera, U]}, {name: r, label: Rural}, {name: otra, label: Otra}]\n"), "%s", told());
	cr_assert(dict_finish(&dict, &problems), "%s", told());
	cr_expect_eq(dict.version, 3);
	cr_expect_eq(dict.n_var, 5);
	const struct variable *v = dict_find(&dict, "zona");
	cr_expect(v->level == LEVEL_HOGAR && v->sensitive && v->index == 0 && v->line == 5 && v->col == 5 && strcmp(v->file, "a.yaml") == 0);
	cr_expect_str_eq(v->type->name, "select_one");
	cr_expect_str_eq(v->label, "Zona");
	cr_expect_str_eq(v->short_label, "Z.");
	cr_expect_str_eq(v->hint, "Vea la cédula");
	cr_expect_str_eq(v->aliases[1], "urbano_rural");
	cr_expect_null(v->aliases[2]);
	cr_expect_str_eq(v->required_for, "La línea base");
	cr_expect_str_eq(v->other, "zona_cual");
	cr_assert_eq(v->choices, dict_choices(&dict, "zona"));
	cr_expect_str_eq(choice_label(v->choices, "u"), "Urbana");
	cr_expect_str_eq(choice_label(v->choices, "x"), "x");
	cr_expect_str_eq(choice_find(v->choices, "u")->aliases[0], "cabecera");
	v = dict_find(&dict, "zona_cual");
	cr_expect(v->multiline && v->max_length == 80);
	cr_expect_str_eq(v->short_label, "Cuál");
	v = dict_find(&dict, "talla");
	cr_expect(v->decimals == 1 && v->min == 300 && v->max == 2105 && strcmp(v->unit, "cm") == 0, "limits in units of the value");
	v = dict_find(&dict, "visto");
	cr_expect(v->min == date_make(2020, 1, 1) && v->max == date_make(2030, 12, 31));
	cr_expect(dict_find(&dict, "nota")->multiline);
	cr_expect_null(dict_find(&dict, "nada"));
	cr_expect_null(dict_choices(&dict, "nada"));
}

Test(dict, several_files_make_one_dictionary)
{
	cr_assert(load("comun.yaml", "version: 2\nvariables:\n  - {name: a, level: hogar, type: integer, label: A, calculation: \"${b} + 1\"}\n"));
	cr_assert(load("propio.yaml", "version: 1\nvariables:\n  - {name: b, level: hogar, type: integer, label: B}\n"));
	cr_assert(dict_finish(&dict, &problems), "%s", told());
	cr_expect_eq(dict.version, 2);
	cr_expect_not_null(dict_find(&dict, "a")->calculation);
}

Test(dict, what_is_defined_twice)
{
	load("comun.yaml", "variables:\n  - {name: a, level: hogar, type: integer, label: A}\nchoices:\n  l: [{name: u, label: U}]\n");
	load("propio.yaml", "variables:\n  - {name: a, level: hogar, type: text, label: A}\nchoices:\n  l: [{name: u, label: U}]\n");
	expect_told("propio.yaml:4:3: la lista «l» ya está definida\n"
		    "propio.yaml:2:12: la variable «a» ya está definida en comun.yaml:2\n");
}

static const struct { const char *yaml, *problem; } wrong[] = {
	{ ONE("{name: Edad, level: hogar, type: integer, label: E}"),
	  "x:2:12: nombre de variable «Edad»: use minúsculas sin tildes, números y _ (hasta 60 letras); empiece por una letra\n" },
	{ ONE("{name: integrante, level: hogar, type: integer, label: E}"),
	  "x:2:12: «integrante» es el nombre de la lista de personas del hogar; elija otro nombre para la variable\n" },
	{ ONE("{name: e, level: familia, type: integer, label: E}"), "x:2:22: nivel «familia»: puede ser hogar, integrante o visita\n" },
	{ ONE("{name: e, level: hogar, type: integr, label: E}"), "x:2:35: tipo desconocido «integr»; quizá «integer»\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, choices: zona}"),
	  "x:2:63: «choices» es para select_one y select_multiple, y «e» es integer\n" },
	{ ONE("{name: e, level: hogar, type: select_one, label: E}"), "x:2:12: a «e» le falta «choices»: el nombre de su lista de opciones\n" },
	{ ONE("{name: e, level: hogar, type: select_one, label: E, choices: zon}"), "x:2:66: «e» usa la lista «zon», que no existe; quizá «zona»\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, min: 9, max: 3}"), "x:2:5: el mínimo de «e» es mayor que su máximo\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, min: 1.5}"),
	  "x:2:59: «min: 1.5»: escriba un número con 0 decimales como máximo y sin puntos de miles\n" },
	{ ONE("{name: e, level: hogar, type: text, label: E, min: 1}"), "x:2:56: «min» es para números; para fechas use min_date y max_date\n" },
	{ ONE("{name: e, level: hogar, type: decimal, label: E}"), "x:2:5: a «e» le falta «decimals»: cuántos decimales tiene\n" },
	{ ONE("{name: e, level: hogar, type: money, label: E, decimals: 2}"), "x:2:62: «decimals» es para el tipo decimal\n" },
	{ ONE("{name: e, level: hogar, type: note, label: E}"),
	  "x:2:5: «e» es de tipo note y no guarda respuesta: en el diccionario necesita «calculation»\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, other: zona}"),
	  "x:2:61: «other» nombra la variable de texto, del mismo nivel, donde se escribe cuál; «zona» no lo es\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, appearance: columns}"), "x:2:66: «appearance: columns» es para select_one y boolean\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, appearance: grande}"), "x:2:66: «appearance» puede ser: multiline, columns\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, constraint: '. >'}"), "x:2:70: se espera un valor y aquí está el final\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, constraint: '. + 1'}"), "x:2:69: se espera un sí o no y esto es un número\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, calculation: \"'u'\"}"), "x:2:68: se espera un número y esto es un texto\n" },
	{ ONE("{name: e, level: hogar, type: select_one, choices: zona, label: E, calculation: \"'x'\"}"),
	  "x:2:86: «x» no está en la lista «zona» (u, r…)\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, calculation: \"1.5\"}"), "x:2:68: los decimales no coinciden: el resultado lleva 1 y «e» lleva 0\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, calculation: \"1\", constraint: '. > 1'}"), "x:2:84: «e» se calcula: no necesita «constraint»\n" },
	{ ONE("{name: e, level: hogar, type: integer, label: E, constraint_message: Mayor}"), "x:2:5: «e» tiene «constraint_message» sin «constraint»\n" },
	{ "choices:\n  l: []\n", "x:2:6: la lista «l» necesita opciones: [{name: u, label: Urbana}, …]\n" },
	{ "choices:\n  l: [{name: a, label: A}, {name: a, label: B}]\n", "x:2:35: la opción «a» está dos veces en la lista\n" },
	{ "choices:\n  l: [{name: a b, label: A}]\n",
	  "x:2:14: nombre de opción «a b»: use letras sin tildes, números y _ . - (sin espacios), hasta 60\n" },
	{ "variables: [edad]\n", "x:1:13: una variable se escribe {name: …, level: …, type: …, label: …}\n" },
};

Test(dict, each_mistake_has_its_place_and_reason)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		problems.n = 0;
		dict_init(&dict, &arena);
		load("x", wrong[i].yaml);
		dict_finish(&dict, &problems);
		cr_expect_str_eq(told(), wrong[i].problem, "case %zu\n%s", i, told());
	}
}

Test(dict, all_problems_are_told_at_once)
{
	load("x", "variables:\n"
		"  - {name: a, level: hogar, type: integer, label: A, calculation: \"${nada} + ${b}\"}\n"
		"  - {name: b, level: hogar, type: entero, label: B}\n"
		"  - {name: c, level: hogar, type: integer, label: C, constraint: \". > ${aa}\"}\n");
	cr_expect_not(dict_finish(&dict, &problems));
	/* «b» did not load: what names it is not told again. */
	expect_told("x:3:35: tipo desconocido «entero»\n"
		    "x:2:68: no hay una variable «nada» en el diccionario\n"
		    "x:4:71: no hay una variable «aa» en el diccionario\n");
}

Test(dict, a_circle_of_calculations_is_named)
{
	load("x", "variables:\n"
		"  - {name: a, level: hogar, type: integer, label: A, calculation: \"${b} + 1\"}\n"
		"  - {name: b, level: hogar, type: integer, label: B, calculation: \"count(${integrante}[${c} > 1])\"}\n"
		"  - {name: c, level: integrante, type: integer, label: C, calculation: \"${a} * 2\"}\n"
		"  - {name: d, level: hogar, type: integer, label: D, calculation: \"${d} + ${a}\"}\n");
	cr_expect_not(dict_finish(&dict, &problems));
	expect_told("x:4:72: cálculo circular: «a» necesita «b», «b» necesita «c», «c» necesita «a»\n"
		    "x:5:67: cálculo circular: «d» necesita «d»\n");
}

Test(dict, calculations_are_typed_in_any_order)
{
	load("x", "variables:\n"
		"  - {name: a, level: hogar, type: calculate, label: A, calculation: \"${b} + 1\"}\n"
		"  - {name: b, level: hogar, type: calculate, label: B, calculation: \"if(${c}, 5, 6)\"}\n"
		"  - {name: c, level: hogar, type: boolean, label: C}\n"
		"  - {name: d, level: hogar, type: calculate, label: D, calculation: \"not(${a})\"}\n");
	cr_expect_not(dict_finish(&dict, &problems));
	expect_told("x:5:74: se espera un sí o no y esto es un número\n");
}

/* v(n) reads v(n-1) `times` times. */
static void load_chain(int length, int times)
{
	struct strbuf text;
	strbuf_init(&text, &arena);
	strbuf_add(&text, "variables:\n  - {name: v0, level: hogar, type: integer, label: V}\n");
	for (int i = 1; i <= length; i++) {
		strbuf_printf(&text, "  - {name: v%d, level: hogar, type: integer, label: V, calculation: \"0", i);
		for (int k = 0; k < times; k++)
			strbuf_printf(&text, "+${v%d}", i - 1);
		strbuf_add(&text, "\"}\n");
	}
	load("x", text.text);
}

Test(dict, a_chain_of_sixteen_is_good)
{
	load_chain(16, 1);
	cr_expect(dict_finish(&dict, &problems), "%s", told());
}

Test(dict, a_longer_chain_is_not)
{
	load_chain(17, 1);
	cr_expect_not(dict_finish(&dict, &problems));
	expect_told("x:19:69: «v17» encadena demasiados cálculos; simplifique los de los que sale\n");
}

Test(dict, the_work_of_a_chain_is_limited_too)
{
	load_chain(12, 3);      /* 3^12 readings of v0 */
	cr_expect_not(dict_finish(&dict, &problems));
	expect_told("x:10:68: «v8» encadena demasiados cálculos; simplifique los de los que sale\n");
}

Test(dict, thousands_of_calculations_in_a_row_are_refused_not_followed)
{
	struct strbuf text;
	strbuf_init(&text, &arena);
	strbuf_add(&text, "variables:\n");
	for (int i = 0; i < 3000; i++)
		strbuf_printf(&text, "  - {name: v%d, level: hogar, type: integer, label: V, calculation: \"${v%d}\"}\n", i, i + 1);
	strbuf_add(&text, "  - {name: v3000, level: hogar, type: integer, label: V}\n");
	load("x", text.text);
	cr_expect_not(dict_finish(&dict, &problems));
	cr_expect_gt(problems.n, 0);
}

Test(dict, a_calculation_reads_no_fact_and_no_visit)
{
	dict_add_hecho(&dict, "logros", "integer", "Logros", NULL);
	load("x", "variables:\n"
		"  - {name: a, level: hogar, type: integer, label: A, calculation: \"${logros} + 1\"}\n"
		"  - {name: r, level: visita, type: integer, label: R}\n"
		"  - {name: b, level: hogar, type: integer, label: B, calculation: \"${r}\"}\n"
		"  - {name: c, level: visita, type: integer, label: C, calculation: \"${r} + 1\"}\n"
		"  - {name: logros, level: hogar, type: integer, label: L}\n");
	dict_finish(&dict, &problems);
	expect_told("x:6:12: «logros» es un hecho que el programa calcula; elija otro nombre para la variable\n"
		    "x:2:67: «logros» es un hecho: sale de las respuestas y un cálculo del diccionario no puede leerlo\n"
		    "x:4:68: «r» es una respuesta de la visita y esta regla vale fuera de las visitas\n");
}

Test(dict, facts_have_type_and_list)
{
	dict_add_hecho(&dict, "clase", "select_one", "Clase", "zona");
	dict_add_hecho(&dict, "otra", "select_one", NULL, "nada");
	load("x", "choices:\n  zona: [{name: u, label: Urbana}]\n");
	cr_expect_not(dict_finish(&dict, &problems));
	expect_told("hechos:1:1: «otra» usa la lista «nada», que no existe\n");
	const struct variable *v = dict_find(&dict, "clase");
	cr_expect(v->level == LEVEL_HECHO && v->choices && strcmp(v->choices->name, "zona") == 0);
	cr_expect_str_eq(dict_find(&dict, "otra")->label, "otra");
}

Test(dict, filters_name_choices_of_the_parent)
{
	load("x", "variables:\n"
		"  - {name: comuna, level: hogar, type: select_one, choices: comuna, label: Comuna}\n"
		"  - {name: barrio, level: hogar, type: select_one, choices: barrio, choice_filter: comuna, label: Barrio}\n"
		"  - {name: sector, level: hogar, type: select_one, choices: comuna, choice_filter: comuna, label: Sector}\n"
		"  - {name: vereda, level: hogar, type: select_one, choices: barrio, choice_filter: nota, label: Vereda}\n"
		"choices:\n"
		"  comuna: [{name: c1, label: Popular}]\n"
		"  barrio: [{name: b1, label: Uno, filter: c1}, {name: b2, label: Dos, filter: c9}, {name: otro, label: Otro}]\n");
	dict_finish(&dict, &problems);
	expect_told("x:3:61: la opción «b2» de «barrio» lleva el filtro «c9», que no está en «comuna»\n"
		    "x:4:84: ninguna opción de «comuna» lleva «filter»\n"
		    "x:5:84: «choice_filter» nombra otra variable select_one; «nota» no lo es\n");
}

Test(dict, an_import_column_names_one_variable)
{
	load("x", "variables:\n"
		"  - {name: a, level: hogar, type: integer, label: A, aliases: [uno, b]}\n"
		"  - {name: b, level: hogar, type: integer, label: B, aliases: [uno]}\n"
		"  - {name: c, level: integrante, type: integer, label: C, aliases: [uno]}\n");
	dict_finish(&dict, &problems);
	expect_told("x:3:5: el alias «uno» de «b» ya nombra a «a»\n"
		    "x:2:63: el alias «b» de «a» es el nombre de otra variable\n");
}

Test(dict, choices_are_found_in_long_lists_as_in_short_ones)
{
	enum { MANY = 1122 };
	struct strbuf text;
	strbuf_init(&text, &arena);
	strbuf_add(&text, "choices:\n  municipio:\n");
	for (int i = 0; i < MANY; i++)
		strbuf_printf(&text, "    - {name: '%05d', label: Municipio %d}\n", (i * 7919) % 99991, i);
	cr_assert(load("x", text.text) && dict_finish(&dict, &problems), "%s", told());
	const struct choice_list *list = dict_choices(&dict, "municipio");
	cr_assert_eq(list->n, MANY);
	cr_assert_not_null(list->by_name);
	for (int i = 0; i < MANY; i++)
		cr_assert_eq(choice_find(list, list->item[i].name), &list->item[i]);
	cr_expect_null(choice_find(list, "99999"));
	cr_expect_null(choice_find(list, ""));
	const struct choice_list plain = { .name = "p", .item = list->item, .n = 20 };
	cr_expect_eq(choice_find(&plain, list->item[19].name), &list->item[19]);
	cr_expect_null(choice_find(NULL, "a"));
}

/* Each one counts the members by the one before: that would be people to the power of the chain. */
Test(dict, counts_of_counts_are_work_for_each_member)
{
	static const char head[] = "version: 1\nvariables:\n  - {name: edad, level: integrante, type: integer, label: E}\n  - {name: a, level: hogar, type: calculate, label: A, calculation: \"count(${integrante}[${edad} > 1])\"}\n"
		"  - {name: b, level: hogar, type: calculate, label: B, calculation: \"count(${integrante}[${a} > 1])\"}\n";
	load("x", head);
	cr_expect(dict_finish(&dict, &problems), "%s", told());
	dict_init(&dict, &arena);
	load("x", arena_printf(&arena, "%s  - {name: c, level: hogar, type: calculate, label: C, calculation: \"count(${integrante}[${b} > 1])\"}\n"
		"  - {name: d, level: hogar, type: calculate, label: D, calculation: \"count(${integrante}[${c} > 1])\"}\n", head));
	cr_expect_not(dict_finish(&dict, &problems));
	cr_expect(strstr(told(), "encadena demasiados cálculos"), "%s", told());
}
