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

TestSuite(form_save, .init = start, .fini = end);

static const char warned[] =
	"  - label: A\n    fields:\n"
	"      - {name: cuartos, warning: \". <= 8\", warning_message: Son muchos cuartos}\n";

Test(form_save, a_warning_asks_for_a_reason)
{
	struct answers out;
	answers_init(&out, &s.arena);
	survey_open(&s, "", warned);
	survey_type(&s, "cuartos", -1, "12");
	const struct form_item *it = survey_item(&s, "cuartos", -1);
	cr_expect_null(it->problem);
	cr_expect_str_eq(it->warning, "Son muchos cuartos");
	cr_expect_eq(form_check(&s.form, NULL), 1);
	form_confirm_warning(&s.form, 0, "  ");
	cr_expect_not(it->warning_confirmed, "a reason has words");
	form_confirm_warning(&s.form, 0, " Es un inquilinato ");
	cr_expect(it->warning_confirmed);
	cr_expect_eq(form_check(&s.form, NULL), 0);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "cuartos__aviso"), "Es un inquilinato");
	survey_type(&s, "cuartos", -1, "13");
	cr_expect_not(it->warning_confirmed, "another answer, another reason");
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_null(answers_find(&out, "cuartos__aviso"));
	survey_type(&s, "cuartos", -1, "3");
	cr_expect_null(it->warning);
}

Test(form_save, a_confirmed_warning_is_remembered)
{
	answers_set(&s.hogar, "cuartos", value_int(12));
	answers_set(&s.hogar, "cuartos__aviso", value_text("Es un inquilinato"));
	survey_open(&s, "", warned);
	cr_expect_not_null(s.form.item[0].warning);
	cr_expect(s.form.item[0].warning_confirmed);
	cr_expect_eq(form_check(&s.form, NULL), 0);
}

Test(form_save, the_answers_of_the_caller_change_only_through_the_result)
{
	answers_put(&s.hogar, &(struct answer){ .name = "cuartos", .value = value_int(2), .version = 3 });
	answers_put(&s.hogar, &(struct answer){ .name = "sanitario", .value = value_choice("compartido"), .version = 3 });
	answers_set(&s.hogar, "zona", value_choice("u"));
	answers_set(&s.hogar, "de_otro_formulario", value_int(7));
	survey_open(&s, "", house);
	cr_expect_str_eq(survey_item(&s, "sanitario", -1)->text, "Compartido");
	survey_type(&s, "zona", -1, "r");
	survey_type(&s, "cuartos", -1, "");
	survey_type(&s, "duermen", -1, "1");
	cr_expect_eq(answers_int(&s.hogar, "cuartos", 0), 2);
	cr_expect_null(answers_find(&s.hogar, "duermen"));

	struct answers out;
	answers_init(&out, &s.arena);
	answers_copy(&out, &s.hogar);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "zona"), "r");
	cr_expect_null(answers_find(&out, "cuartos"), "emptied");
	cr_expect_eq(answers_find(&out, "duermen")->version, 4, "the version of the form");
	cr_expect_eq(answers_get(&out, "sanitario").kind, VALUE_NONE, "hidden");
	const struct answer *hidden = answers_find(&out, "sanitario");
	cr_assert_not_null(hidden, "kept");
	cr_expect(hidden->hidden);
	cr_expect_eq(hidden->version, 3, "not touched");
	cr_expect_eq(answers_int(&out, "de_otro_formulario", 0), 7);
}

Test(form_save, a_hidden_answer_comes_back)
{
	answers_put(&s.hogar, &(struct answer){ .name = "sanitario", .value = value_choice("compartido"), .version = 3, .hidden = true });
	answers_set(&s.hogar, "zona", value_choice("r"));
	survey_open(&s, "", house);
	cr_expect_not(survey_shows(&s, "sanitario", -1));
	cr_expect_eq(answers_get(&s.form.hogar, "sanitario").kind, VALUE_NONE);
	survey_type(&s, "zona", -1, "u");
	cr_expect_str_eq(survey_item(&s, "sanitario", -1)->value.text, "compartido");
	struct answers out;
	answers_init(&out, &s.arena);
	answers_copy(&out, &s.hogar);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "sanitario"), "compartido");
	cr_expect_eq(answers_find(&out, "sanitario")->version, 3);
}

Test(form_save, an_old_answer_that_is_refused_now_is_not_lost)
{
	answers_set(&s.hogar, "zona", value_choice("periurbana"));
	survey_open(&s, "", house);
	const struct form_item *it = survey_item(&s, "zona", -1);
	cr_expect_str_eq(it->text, "periurbana");
	cr_expect_str_eq(it->problem, "Elija una opción de la lista");
	cr_expect_not(it->touched);
	cr_expect_str_eq(answers_text(&s.form.hogar, "zona"), "periurbana", "rules go on seeing it");
	struct answers out;
	answers_init(&out, &s.arena);
	answers_copy(&out, &s.hogar);
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_str_eq(answers_text(&out, "zona"), "periurbana");
}

Test(form_save, a_wrong_text_does_not_reach_the_answers)
{
	struct answers out;
	answers_init(&out, &s.arena);
	answers_set(&s.hogar, "cuartos", value_int(2));
	answers_copy(&out, &s.hogar);
	survey_open(&s, "", house);
	survey_type(&s, "cuartos", -1, "muchos");
	form_result(&s.form, LEVEL_HOGAR, -1, &out);
	cr_expect_eq(answers_int(&out, "cuartos", 0), 2);
}

Test(form_save, of_one_member)
{
	s.scope.me = 1;
	answers_set(&s.member[1], "nombre", value_text("Luz"));
	answers_set(&s.member[0], "nombre", value_text("Ana"));
	survey_open(&s, "level: integrante\n", "  - {label: A, fields: [{name: nombre}, {name: edad}, {name: estudia, relevant: \"${edad} < 18\"}]}\n");
	cr_expect_eq(s.form.n, 3);
	cr_expect_eq(s.form.item[0].row, 1);
	cr_expect_str_eq(s.form.item[0].text, "Luz");
	cr_expect_eq(s.form.item[1].value.num, 12);
	cr_expect(s.form.item[2].relevant);
	cr_expect_eq(form_find(&s.form, "estudia", -1), 2);
	survey_type(&s, "estudia", 1, "s");
	struct answers out;
	answers_init(&out, &s.arena);
	form_result(&s.form, LEVEL_INTEGRANTE, 1, &out);
	cr_expect(answers_bool(&out, "estudia", false));
	struct answers draft;
	answers_init(&draft, &s.arena);
	form_draft_save(&s.form, &draft);
	cr_expect_not_null(answers_find(&draft, "estudia"));
	cr_expect_null(answers_find(&draft, "nombre"), "only what was touched");
}

Test(form_save, drafts_keep_everything_as_typed)
{
	struct answers draft;
	struct form *f = &s.form;
	const char *sections = arena_printf(&s.arena, "%s%s  - {label: C, fields: [{name: ingreso}, {name: notas}]}\n", house, people);
	answers_init(&draft, &s.arena);
	answers_set(&s.hogar, "servicios", value_set("gas"));
	answers_set(&s.hogar, "cuartos", value_int(3));
	survey_open(&s, "", sections);
	survey_type(&s, "zona", -1, "urb");
	survey_type(&s, "sanitario", -1, "excl");
	survey_type(&s, "servicios", -1, "");
	survey_type(&s, "duermen", -1, "dos o tres");
	survey_type(&s, "estudia", 1, "sí");
	survey_type(&s, "grado", 1, "99");
	survey_type(&s, "notas", -1, " línea 1\nlínea 2 ");
	form_refuse(f, form_find(f, "ingreso", -1));
	form_draft_save(f, &draft);
	cr_expect_str_eq(answers_text(&draft, "grado@1"), "99");
	cr_expect_null(answers_find(&draft, "cuartos"));

	const struct form_def *def = f->def;
	struct form again;
	form_start(&again, def, &s.scope, &s.arena);
	cr_expect_str_eq(again.item[form_find(&again, "servicios", -1)].text, "gas");
	form_draft_load(&again, &draft);
	for (int i = 0; i < f->n; i++) {
		const struct form_item *a = &f->item[i], *b = &again.item[i];
		cr_expect_str_eq(a->text, b->text, "item %d", i);
		cr_expect(value_equal(a->value, b->value), "item %d", i);
		cr_expect_eq(a->relevant, b->relevant, "item %d", i);
		cr_expect_eq(a->touched, b->touched, "item %d", i);
		cr_expect_eq(a->problem == NULL, b->problem == NULL, "item %d", i);
	}
	cr_expect_eq(again.item[form_find(&again, "ingreso", -1)].value.kind, VALUE_REFUSED);
	struct answers second;
	answers_init(&second, &s.arena);
	form_draft_save(&again, &second);
	cr_expect(answers_equal(&draft, &second));
}

Test(form_save, drafts_keep_the_reason_of_a_warning)
{
	struct answers draft;
	answers_init(&draft, &s.arena);
	survey_open(&s, "", warned);
	survey_type(&s, "cuartos", -1, "12");
	form_confirm_warning(&s.form, 0, "Es un inquilinato");
	form_draft_save(&s.form, &draft);
	cr_expect_str_eq(answers_text(&draft, "cuartos__aviso"), "Es un inquilinato");
	struct form again;
	form_start(&again, s.form.def, &s.scope, &s.arena);
	form_draft_load(&again, &draft);
	cr_expect(again.item[0].warning_confirmed);
	cr_expect_eq(form_check(&again, NULL), 0);
}
