#include "field.h"
#include "base/rng.h"
#include "base/text.h"

static const struct choice animals[] = {
	{ .name = "perro", .label = "Perro" }, { .name = "gato", .label = "Gato, o gata" }, { .name = "1", .label = "Uno" },
	{ .name = "dos.tres", .label = "Dos" }, { .name = "NQR", .label = "No quiere nada" },
};
static const struct choice_list animal_list = { .name = "animal", .item = animals, .n = 5 };

Test(field_type, the_list)
{
	int n;
	const struct field_type *const *all = field_types(&n);
	cr_expect_eq(n, 14);
	for (int i = 0; i < n; i++) {
		cr_expect_eq(field_type_find(all[i]->name), all[i]);
		cr_expect(all[i]->parse && all[i]->format && all[i]->accepts, "%s", all[i]->name);
		cr_expect(all[i]->kind == VALUE_NONE || all[i]->columns > 0, "%s", all[i]->name);
	}
	cr_expect_null(field_type_find("texto"));
	cr_expect_null(field_type_find(NULL));
}

Test(field_type, text_is_cleaned_and_measured_in_letters)
{
	struct variable v = field_var("text");
	v.max_length = 4;
	FIELD_CASES(&v, { "  año\t", "año" }, { "nin\xCC\x83o", "niño" }, { "a\nb", "a b" },
		    { "\xE2\x80\xAE" "ab", "ab" }, { "ñandú", "!Escriba como máximo 4 letras; ahora son 5" },
		    { " \xCC\x81x", "x" });
	v.multiline = true;
	FIELD_CASES(&v, { "\n a\nb \n", "a\nb" });
	v.max_length = 0;
	struct arena a;
	arena_init(&a);
	char *long_text = arena_alloc(&a, 4002);
	memset(long_text, 'x', 4001);
	cr_expect_str_eq(field_read(&v, long_text, &a), "!Escriba como máximo 4000 letras; ahora son 4001");
	long_text[4000] = '\0';
	cr_expect_str_eq(field_read(&v, long_text, &a), long_text);
	v.multiline = false;
	long_text[201] = '\0';
	cr_expect_str_eq(field_read(&v, long_text, &a), "!Escriba como máximo 200 letras; ahora son 201");
	arena_done(&a);
}

Test(field_type, refusing_is_an_answer_where_it_is_offered)
{
	struct arena a;
	struct value v;
	arena_init(&a);
	struct variable var = field_var("integer");
	var.sensitive = true;
	cr_expect(variable_parse(&var, "nqr", field_today(), &a, &v, NULL) && v.kind == VALUE_REFUSED);
	cr_expect(variable_parse(&var, "No quiso responder", field_today(), &a, &v, NULL) && v.kind == VALUE_REFUSED);
	cr_expect_str_eq(variable_format(&var, v, &a), "No quiso responder");
	cr_expect_str_eq(variable_export(&var, v, &a), "NQR");
	var.sensitive = false;
	cr_expect_not(variable_parse(&var, "NQR", field_today(), &a, &v, NULL));
	arena_done(&a);
}

Test(field_type, what_holds_no_answer_takes_none)
{
	struct arena a;
	struct value v;
	struct err err;
	arena_init(&a);
	for (int i = 0; i < 2; i++) {
		struct variable var = field_var(i ? "calculate" : "note");
		cr_expect_not(variable_parse(&var, "7", field_today(), &a, &v, &err));
		cr_expect(variable_parse(&var, "", field_today(), &a, &v, &err) && v.kind == VALUE_NONE);
		cr_expect_not(var.type->accepts(&var, '7'));
	}
	struct variable age = field_var("calculate");
	cr_expect_str_eq(variable_format(&age, value_int(7), &a), "7");
	cr_expect_str_eq(variable_format(&age, value_bool(true), &a), "Sí");
	cr_expect_str_eq(variable_format(&age, value_date(date_make(2026, 11, 22)), &a), "22/11/2026");
	cr_expect_str_eq(variable_export(&age, value_date(date_make(2026, 11, 22)), &a), "2026-11-22");
	arena_done(&a);
}

Test(field_type, an_answer_of_another_kind_is_still_shown)
{
	struct arena a;
	arena_init(&a);
	struct variable var = field_var("date");
	cr_expect_str_eq(variable_format(&var, value_text("hacia 1990"), &a), "hacia 1990");
	cr_expect_str_eq(variable_edit_text(&var, value_int(1990), &a), "1990");
	cr_expect_str_eq(variable_export(&var, value_set("a b"), &a), "a|b");
	arena_done(&a);
}

static struct value random_value(struct rng *rng, const struct variable *var, struct arena *a)
{
	static const char *const pieces[] = { "NQR", "\\", "-", "a", "Ñ", " ", "|", ";", "'", "=", "9", "é", "no quiso responder", "\n" };
	struct strbuf text;
	struct value v = value_none();
	strbuf_init(&text, a);
	switch (var->type->kind) {
	case VALUE_BOOL:
		return value_bool(rng_chance(rng, 50));
	case VALUE_INT:
		return value_int((int64_t)(rng_next(rng) >> rng_range(rng, 5, 63)) * (var->min < 0 && rng_chance(rng, 50) ? -1 : 1));
	case VALUE_DATE:
		return value_date(rng_range(rng, -40000, 40000));
	case VALUE_CHOICE:
		return value_choice(animals[rng_range(rng, 0, 4)].name);
	case VALUE_SET:
		for (int i = 0; i < 5; i++)
			if (rng_chance(rng, 40))
				strbuf_printf(&text, "%s%s", text.len ? " " : "", animals[i].name);
		return value_set(text.text);
	default:
		for (int i = rng_range(rng, 1, 5); i > 0; i--)
			strbuf_add(&text, pieces[rng_range(rng, 0, 13)]);
		variable_parse(var, text.text, field_today(), a, &v, NULL);
		return v;
	}
}

Test(field_type, files_and_edited_texts_give_the_same_value_back)
{
	int n_types;
	const struct field_type *const *all = field_types(&n_types);
	for (int i = 0; i < n_types; i++) {
		struct rng rng;
		rng_seed(&rng, 77);
		struct variable var = field_var(all[i]->name);
		if (var.type->kind == VALUE_NONE)
			continue;
		var.choices = &animal_list;
		var.decimals = strcmp(all[i]->name, "decimal") == 0 ? 2 : 0;
		var.min = strcmp(all[i]->name, "money") == 0 ? 0 : INT64_MIN;
		for (int round = 0; round < 600; round++) {
			struct arena a;
			arena_init(&a);
			var.sensitive = round % 2;
			var.multiline = var.type->kind == VALUE_TEXT && round % 3 == 0;
			struct value v = random_value(&rng, &var, &a);
			/* eighteen digits are the most that can be typed */
			if (v.kind == VALUE_INT && (v.num > INT64_C(999999999999999999) || v.num < INT64_C(-999999999999999999)))
				v.num /= 10;
			field_back(&var, v, &a);
			arena_done(&a);
		}
		struct arena a;
		arena_init(&a);
		field_back(&var, (struct value){ .kind = VALUE_REFUSED }, &a);
		field_back(&var, value_none(), &a);
		arena_done(&a);
	}
}

Test(field_type, marks_in_files)
{
	struct arena a;
	struct value v;
	arena_init(&a);
	struct variable text = field_var("text"), set = field_var("select_multiple");
	set.choices = &animal_list;
	cr_expect_str_eq(variable_export(&text, value_text("NQR"), &a), "\\NQR");
	cr_expect_str_eq(variable_export(&text, value_text("\\NQR"), &a), "\\\\NQR");
	cr_expect_str_eq(variable_export(&text, value_text("-"), &a), "-");
	cr_expect(variable_import(&text, "-", field_today(), &a, &v, NULL) && v.kind == VALUE_TEXT);
	cr_expect_str_eq(variable_export(&set, value_set(""), &a), "-");
	cr_expect(variable_import(&set, "-", field_today(), &a, &v, NULL) && v.kind == VALUE_SET && !*v.text);
	cr_expect(variable_import(&set, "", field_today(), &a, &v, NULL) && v.kind == VALUE_NONE);
	arena_done(&a);
}
