#include "field.h"

static const char *const aliases_lot[] = { "vereda", "finca", NULL };
static const struct choice homes[] = {
	{ .name = "casa", .label = "Casa" },
	{ .name = "apto", .label = "Apartamento" },
	{ .name = "lote", .label = "Casa lote", .aliases = aliases_lot },
	{ .name = "3", .label = "Inquilinato, pieza o cuarto" },
	{ .name = "otro", .label = "Otra opción" },
	{ .name = "menos_1", .label = "<1 año" },
	{ .name = "mas_1", .label = ">1 año" },
};
static const struct choice_list list = { .name = "vivienda", .item = homes, .n = sizeof homes / sizeof *homes };

static struct variable select_var(const char *type)
{
	struct variable v = field_var(type);
	v.choices = &list;
	return v;
}

Test(type_select, one_by_name_label_alias_or_beginning)
{
	struct variable v = select_var("select_one");
	FIELD_CASES(&v, { "apto", "apto" }, { "APTO", "apto" }, { "Apartamento", "apto" }, { "apar", "apto" }, { "casa", "casa" },
		    { "CASA", "casa" }, { "casa l", "lote" }, { "Casa-Lote", "lote" }, { "Finca", "lote" }, { "3", "3" }, { "inquilin", "3" },
		    { "otra opcion", "otro" }, { "", "" }, { "<1 año", "menos_1" }, { "mas 1", "mas_1" });
}

Test(type_select, one_says_what_to_do)
{
	struct variable v = select_var("select_one");
	FIELD_CASES(&v, { "castillo", "!Elija una opción de la lista" }, { "cas", "!Escriba más letras: puede ser «Casa» o «Casa lote»" },
		    { "1 año", "!Escriba más letras: puede ser «<1 año» o «>1 año»" }, { "---", "!Elija una opción de la lista" });
}

Test(type_select, several)
{
	struct variable v = select_var("select_multiple");
	FIELD_CASES(&v, { "apto casa", "casa|apto" }, { "casa,apto", "casa|apto" }, { "apto; Casa", "casa|apto" }, { "otro|3|otro", "3|otro" },
		    { "Apartamento, Otra", "apto|otro" }, { "Inquilinato, pieza o cuarto, Casa", "casa|3" },
		    { "Casa, Inquilinato, pieza o cuarto", "casa|3" }, { "casa lote", "casa|lote" }, { "-", "-" }, { "Ninguna", "-" }, { "", "" },
		    { ",", "-" }, { "casa, castillo", "!«castillo» no está en la lista; elija de las opciones" },
		    { "casa, cas", "!Escriba más letras: puede ser «Casa» o «Casa lote»" });
}

Test(type_select, shown_and_edited)
{
	struct arena a;
	arena_init(&a);
	struct variable one = select_var("select_one"), many = select_var("select_multiple");
	cr_expect_str_eq(variable_format(&one, value_choice("apto"), &a), "Apartamento");
	cr_expect_str_eq(variable_format(&one, value_choice("de_antes"), &a), "de_antes");
	cr_expect_str_eq(variable_format(&many, value_set("casa otro"), &a), "Casa, Otra opción");
	cr_expect_str_eq(variable_format(&many, value_set(""), &a), "Ninguna");
	cr_expect_str_eq(variable_edit_text(&many, value_set("casa otro"), &a), "casa, otro");
	arena_done(&a);
}

Test(type_select, a_label_that_two_choices_share_is_edited_by_name)
{
	static const struct choice twins[] = { { .name = "p1_sanjose", .label = "San José" }, { .name = "p8_sanjose", .label = "San José" } };
	static const struct choice_list barrios = { .name = "barrio", .item = twins, .n = 2 };
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("select_one");
	v.choices = &barrios;
	cr_expect_str_eq(variable_edit_text(&v, value_choice("p8_sanjose"), &a), "p8_sanjose");
	field_back(&v, value_choice("p8_sanjose"), &a);
	arena_done(&a);
}

Test(type_select, the_name_of_one_wins_over_the_label_of_another)
{
	static const struct choice crossed[] = { { .name = "b", .label = "a" }, { .name = "a", .label = "b" } };
	static const struct choice_list grades = { .name = "grado", .item = crossed, .n = 2 };
	struct arena a;
	arena_init(&a);
	struct variable v = field_var("select_one"), many = field_var("select_multiple");
	v.choices = many.choices = &grades;
	FIELD_CASES(&v, { "a", "a" }, { "b", "b" });
	FIELD_CASES(&many, { "a,", "a" }, { "b;", "b" });
	cr_expect_str_eq(variable_edit_text(&v, value_choice("b"), &a), "b");
	field_back(&v, value_choice("b"), &a);
	arena_done(&a);
}

Test(type_select, none_of_them_and_a_choice_called_ninguna)
{
	static const struct choice items[] = { { .name = "luz", .label = "Luz" }, { .name = "0", .label = "Ninguna" } };
	static const struct choice_list services = { .name = "servicios", .item = items, .n = 2 };
	struct variable v = field_var("select_multiple");
	v.choices = &services;
	FIELD_CASES(&v, { "ninguna", "0" }, { "-", "-" }, { "luz", "luz" });
}

Test(type_select, names_inside_a_label_with_its_code)
{
	static const struct choice areas[] = { { .name = "c01", .label = "01 Popular" }, { .name = "c06", .label = "06 Doce de Octubre" }, { .name = "c60", .label = "60 San Cristóbal" } };
	static const struct choice_list comunas = { .name = "comuna", .item = areas, .n = 3 };
	struct variable v = field_var("select_one");
	struct arena a;
	struct value value;
	v.choices = &comunas;
	FIELD_CASES(&v, { "Popular", "c01" }, { "pop", "c01" }, { "octub", "c06" }, { "san cristobal", "c60" }, { "01", "c01" });
	/* An import guesses nothing: the whole name, with or without its code. */
	arena_init(&a);
	cr_assert(variable_import(&v, "DOCE DE OCTUBRE", 0, &a, &value, NULL));
	cr_assert_str_eq(value.text, "c06");
	cr_assert(variable_import(&v, "60", 0, &a, &value, NULL));
	cr_assert_str_eq(value.text, "c60");
	cr_assert_not(variable_import(&v, "octub", 0, &a, &value, NULL));
	arena_done(&a);
}
