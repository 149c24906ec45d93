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

TestSuite(form, .init = start, .fini = end);

Test(form, items_go_member_by_member)
{
	survey_open(&s, "", arena_printf(&s.arena, "%s%s", house, people));
	cr_assert_eq(s.form.n, 6 + 3 * 3);
	for (int i = 0; i < s.form.n; i++) {
		const struct form_item *it = &s.form.item[i];
		cr_expect_eq(it->row, i < 6 ? -1 : (i - 6) / 3);
		cr_expect_eq(it->field, i < 6 ? &it->section->field[i] : &it->section->field[(i - 6) % 3]);
	}
	cr_expect_eq(form_find(&s.form, "grado", 1), 6 + 3 + 1);
	cr_expect_eq(form_find(&s.form, "grado", -1), -1);
	cr_expect_eq(form_find(&s.form, "nada", -1), -1);
}

Test(form, wrong_text_stays_and_says_why)
{
	survey_open(&s, "", house);
	survey_type(&s, "cuartos", -1, "muchos");
	const struct form_item *it = survey_item(&s, "cuartos", -1);
	cr_expect_str_eq(it->text, "muchos");
	cr_expect_eq(it->value.kind, VALUE_NONE);
	cr_expect_str_eq(it->problem, "Escriba un número, como 12");
	survey_type(&s, "cuartos", -1, "99");
	cr_expect_str_eq(it->problem, "Escriba un número entre 1 y 20");
	survey_type(&s, "cuartos", -1, "3");
	cr_expect_null(it->problem);
	cr_expect_eq(it->value.num, 3);
}

Test(form, check_tells_what_is_missing)
{
	int first;
	survey_open(&s, "", arena_printf(&s.arena, "%s%s", house, people));
	cr_expect_null(survey_item(&s, "zona", -1)->problem, "an empty form does not complain");
	cr_expect_eq(form_check(&s.form, &first), 3, "zona and two who may study");
	cr_expect_eq(first, form_find(&s.form, "zona", -1));
	cr_expect_str_eq(survey_item(&s, "zona", -1)->problem, "Falta responder esta pregunta");
	survey_type(&s, "zona", -1, "u");
	cr_expect_null(survey_item(&s, "zona", -1)->problem);
	cr_expect_not_null(survey_item(&s, "estudia", 1)->problem, "stays marked after the check");
	cr_expect_null(survey_item(&s, "estudia", 2)->problem, "not asked, not missing");
	survey_type(&s, "estudia", 0, "no");
	survey_type(&s, "estudia", 1, "quizás");
	cr_expect_eq(form_check(&s.form, &first), 1);
	cr_expect_eq(first, form_find(&s.form, "estudia", 1));
	survey_type(&s, "estudia", 1, "sí");
	cr_expect_eq(form_check(&s.form, &first), 0);
	cr_expect_eq(first, -1);
	cr_expect_eq(form_check(&s.form, NULL), 0);
}

Test(form, required_by_an_expression_with_its_own_words)
{
	survey_open(&s, "",
		"  - label: A\n    fields:\n      - {name: zona}\n"
		"      - {name: sanitario, required: \"${zona} = 'u'\", required_message: En la ciudad se pregunta siempre}\n");
	cr_expect_eq(form_check(&s.form, NULL), 0);
	survey_type(&s, "zona", -1, "u");
	cr_expect_str_eq(survey_item(&s, "sanitario", -1)->problem, "En la ciudad se pregunta siempre");
	cr_expect_eq(form_check(&s.form, NULL), 1);
}

Test(form, refusing)
{
	survey_open(&s, "", "  - {label: A, fields: [{name: ingreso, required: yes}, {name: cuartos}]}\n");
	form_refuse(&s.form, 0);
	form_refuse(&s.form, 1);
	cr_expect_eq(s.form.item[0].value.kind, VALUE_REFUSED);
	cr_expect_eq(s.form.item[1].value.kind, VALUE_NONE, "only where it is offered");
	cr_expect_not(s.form.item[1].touched);
	cr_expect_eq(form_check(&s.form, NULL), 0, "a refusal answers a required question");
	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_eq(answers_get(&out, "ingreso").kind, VALUE_REFUSED);
	survey_type(&s, "ingreso", -1, "500000");
	cr_expect_eq(s.form.item[0].value.num, 500000);
}

Test(form, the_cursor_and_the_count)
{
	int of;
	survey_open(&s, "", house);
	int zona = form_find(&s.form, "zona", -1), cuartos = form_find(&s.form, "cuartos", -1);
	cr_expect_eq(form_next(&s.form, -1, 1), zona, "the note is passed over");
	cr_expect_eq(form_next(&s.form, zona, 1), cuartos, "hidden questions too");
	cr_expect_eq(form_next(&s.form, cuartos, -1), zona);
	cr_expect_eq(form_next(&s.form, zona, -1), -1);
	cr_expect_eq(form_next(&s.form, form_find(&s.form, "duermen", -1), 1), -1);
	cr_expect_eq(form_answered(&s.form, &of), 0);
	cr_expect_eq(of, 3);
	survey_type(&s, "zona", -1, "u");
	survey_type(&s, "cuartos", -1, "nada");
	cr_expect_eq(form_answered(&s.form, &of), 1, "wrong is not answered");
	cr_expect_eq(of, 4);
}

Test(form, read_only_questions_neither_change_nor_hold_up)
{
	answers_set(&s.hogar, "zona", value_choice("periurbana"));
	survey_open(&s, "", "  - {label: A, fields: [{name: zona, read_only: yes, required: yes}, {name: cuartos}]}\n");
	survey_type(&s, "zona", -1, "u");
	cr_expect_str_eq(s.form.item[0].text, "periurbana");
	cr_expect_eq(form_check(&s.form, NULL), 0);
	cr_expect_eq(form_next(&s.form, -1, 1), 1);
	form_set_value(&s.form, 0, value_choice("u"));
	cr_expect_str_eq(s.form.item[0].value.text, "u", "the program may");
}

Test(form, a_household_without_members_and_unknown_answers)
{
	s.scope = (struct scope){ .dict = &s.dict, .today = survey_today(), .me = -1 };
	survey_open(&s, "", arena_printf(&s.arena, "%s%s", people, house));
	cr_expect_eq(s.form.n, 6);
	survey_type(&s, "zona", -1, "u");
	cr_expect(survey_shows(&s, "sanitario", -1));
}

Test(form, values_set_by_the_program)
{
	survey_open(&s, "", "  - {label: A, fields: [{name: zona}, {name: servicios}, {name: ingreso}, {name: fecha_visita}, {name: notas}]}\n");
	form_set_value(&s.form, 0, value_choice("r"));
	form_set_value(&s.form, 1, value_set(""));
	form_set_value(&s.form, 2, value_int(1200000));
	form_set_value(&s.form, 3, value_date(survey_today()));
	form_set_value(&s.form, 4, value_text("Nada nuevo"));
	cr_expect_str_eq(s.form.item[0].text, "Rural");
	cr_expect_eq(s.form.item[1].value.kind, VALUE_SET, "none of them is an answer");
	cr_expect_eq(s.form.item[2].value.num, 1200000);
	cr_expect_str_eq(s.form.item[3].text, "22/11/2026");
	cr_expect_str_eq(s.form.item[4].value.text, "Nada nuevo");
	form_set_value(&s.form, 2, value_none());
	cr_expect_eq(s.form.item[2].value.kind, VALUE_NONE);
	cr_expect_str_eq(s.form.item[2].text, "");
}
