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

TestSuite(form_pass, .init = start, .fini = end);

Test(form_pass, relevance_settles_in_one_pass)
{
	survey_open(&s, "", house);
	cr_expect_not(survey_shows(&s, "sanitario", -1), "not known is not relevant");
	survey_type(&s, "zona", -1, "urb");
	cr_expect(survey_shows(&s, "sanitario", -1));
	cr_expect_not(survey_shows(&s, "servicios", -1));
	survey_type(&s, "sanitario", -1, "exclusivo");
	cr_expect(survey_shows(&s, "servicios", -1));
	survey_type(&s, "zona", -1, "rural");
	cr_expect_not(survey_shows(&s, "sanitario", -1));
	cr_expect_not(survey_shows(&s, "servicios", -1), "a hidden answer is not seen");
	survey_type(&s, "zona", -1, "u");
	cr_expect(survey_shows(&s, "servicios", -1), "and comes back");
	cr_expect_str_eq(survey_item(&s, "sanitario", -1)->text, "exclusivo");
}

Test(form_pass, sections_and_questions_of_each_member)
{
	survey_open(&s, "", people);
	cr_expect(survey_shows(&s, "estudia", 0) && survey_shows(&s, "estudia", 1));
	cr_expect_not(survey_shows(&s, "estudia", 2), "three years old");
	survey_type(&s, "estudia", 0, "no");
	survey_type(&s, "estudia", 1, "sí");
	cr_expect(survey_shows(&s, "razon", 0) && !survey_shows(&s, "grado", 0));
	cr_expect(survey_shows(&s, "grado", 1) && !survey_shows(&s, "razon", 1));
	cr_expect_not(survey_shows(&s, "grado", 2));
}

Test(form_pass, a_question_may_count_what_an_earlier_one_got_from_all_members)
{
	survey_open(&s, "",
		"  - label: Personas\n    repeat: integrante\n    fields:\n"
		"      - {name: estudia}\n"
		"      - {name: razon, relevant: \"count(${integrante}[${estudia}]) >= 2\"}\n");
	survey_type(&s, "estudia", 0, "sí");
	cr_expect_not(survey_shows(&s, "razon", 0));
	survey_type(&s, "estudia", 2, "sí");
	cr_expect(survey_shows(&s, "razon", 0), "the last member's answer reaches the first member's question");
	cr_expect(survey_shows(&s, "razon", 2));
}

Test(form_pass, constraints_follow_the_other_answers)
{
	survey_open(&s, "", house);
	survey_type(&s, "duermen", -1, "4");
	const struct form_item *it = survey_item(&s, "duermen", -1);
	cr_expect_null(it->problem, "not known yet");
	survey_type(&s, "cuartos", -1, "3");
	cr_expect_str_eq(it->problem, "Son más que los cuartos de la casa");
	cr_expect_eq(it->value.num, 4);
	survey_type(&s, "cuartos", -1, "5");
	cr_expect_null(it->problem);
}

Test(form_pass, a_constraint_of_the_field_itself)
{
	survey_open(&s, "",
		"  - label: A\n    fields:\n"
		"      - {name: cuartos, constraint: \". < 10\", constraint_message: Cuente solo los cuartos de esta familia}\n");
	survey_type(&s, "cuartos", -1, "12");
	cr_expect_str_eq(survey_item(&s, "cuartos", -1)->problem, "Cuente solo los cuartos de esta familia");
	survey_type(&s, "cuartos", -1, "9");
	cr_expect_null(survey_item(&s, "cuartos", -1)->problem);
}

Test(form_pass, defaults)
{
	answers_set(&s.hogar, "cuartos", value_int(2));
	survey_open(&s, "",
		"  - label: A\n    fields:\n"
		"      - {name: zona, default: \"'u'\"}\n"
		"      - {name: servicios, default: \"'energia acueducto'\"}\n"
		"      - {name: cuartos, default: \"5\"}\n"
		"      - {name: duermen, default: \"${cuartos}\", relevant: \"${zona} = 'r'\"}\n"
		"      - {name: fecha_visita, default: \"today()\", read_only: yes}\n");
	const struct form_item *zona = survey_item(&s, "zona", -1);
	cr_expect(zona->touched && zona->value.kind == VALUE_CHOICE && strcmp(zona->value.text, "u") == 0);
	cr_expect_str_eq(survey_item(&s, "servicios", -1)->value.text, "acueducto energia");
	cr_expect_eq(survey_item(&s, "cuartos", -1)->value.num, 2, "what is answered stays");
	cr_expect_not(survey_item(&s, "cuartos", -1)->touched);
	cr_expect_eq(survey_item(&s, "fecha_visita", -1)->value.num, survey_today());
	cr_expect_eq(survey_item(&s, "duermen", -1)->value.kind, VALUE_NONE, "not while it is hidden");
	survey_type(&s, "zona", -1, "r");
	cr_expect_eq(survey_item(&s, "duermen", -1)->value.num, 2, "the first time it is shown");
	survey_type(&s, "duermen", -1, "");
	survey_type(&s, "cuartos", -1, "7");
	cr_expect_eq(survey_item(&s, "duermen", -1)->value.kind, VALUE_NONE, "emptied on purpose");
	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_VISITA, -1, &out);
	cr_expect_eq(answers_date(&out, "fecha_visita"), survey_today());
}

Test(form_pass, calculations_follow)
{
	survey_open(&s, "",
		"  - label: A\n    fields:\n      - {name: ingreso}\n      - {name: ingreso_persona, label: Por persona}\n"
		"  - label: B\n    repeat: integrante\n    fields:\n      - {name: nacimiento}\n      - {name: edad}\n      - {name: estudia, relevant: \"${edad} >= 5\"}\n");
	survey_type(&s, "ingreso", -1, "$ 900.000");
	cr_expect_eq(survey_item(&s, "ingreso_persona", -1)->value.num, 300000);
	cr_expect_str_eq(survey_item(&s, "edad", 2)->text, "3");
	cr_expect_not(survey_shows(&s, "estudia", 2));
	survey_type(&s, "nacimiento", 2, "03/05/2019");
	cr_expect_eq(survey_item(&s, "edad", 2)->value.num, 7);
	cr_expect(survey_shows(&s, "estudia", 2));
	survey_type(&s, "edad", 2, "50");
	cr_expect_eq(survey_item(&s, "edad", 2)->value.num, 7, "nobody types a calculation");
	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_INTEGRANTE, 2, &out);
	cr_expect_null(answers_find(&out, "edad"));
	cr_expect_eq(answers_date(&out, "nacimiento"), date_make(2019, 5, 3));
}

Test(form_pass, choices_follow_the_answer_they_depend_on)
{
	survey_open(&s, "", "  - {label: A, fields: [{name: comuna}, {name: barrio}]}\n");
	int barrio = form_find(&s.form, "barrio", -1);
	const struct form_item *it = &s.form.item[barrio];
	cr_expect_eq(form_choices(&s.form, barrio, &s.arena)->n, 4, "all while nothing is chosen");
	survey_type(&s, "barrio", -1, "el mirador");
	cr_expect_not_null(it->problem, "two of that name");
	survey_type(&s, "comuna", -1, "Villa");
	cr_expect_eq(form_choices(&s.form, barrio, &s.arena)->n, 3);
	survey_type(&s, "barrio", -1, "el mirador");
	cr_expect_null(it->problem);
	cr_expect_str_eq(it->value.text, "b2");
	survey_type(&s, "comuna", -1, "Popular");
	cr_expect_str_eq(it->problem, "Elija otra opción: esta no corresponde a la respuesta anterior");
	cr_expect_str_eq(it->text, "el mirador", "kept for who mistook the comuna");
	survey_type(&s, "comuna", -1, "Villa");
	cr_expect_null(it->problem);
	survey_type(&s, "barrio", -1, "otro");
	survey_type(&s, "comuna", -1, "Popular");
	cr_expect_null(it->problem, "a choice of every comuna");
	cr_expect_eq(form_choices(&s.form, 0, &s.arena)->n, 2, "comuna depends on nothing");
}
