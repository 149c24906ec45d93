#include "base/text.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void open_arena(void)
{
	arena_init(&arena);
}

static void close_arena(void)
{
	arena_done(&arena);
}

TestSuite(text_fold, .init = open_arena, .fini = close_arena);

Test(text_fold, for_searching)
{
	static const struct { const char *text, *folded; } rows[] = {
		{ "Ñemocón", "nemocon" },
		{ "n\u0303emoco\u0301n", "nemocon" },
		{ "NEMOCÓN", "nemocon" },
		{ "  Ana   María  Gómez-Peña ", "ana maria gomez pena" },
		{ "D'Angelo", "d angelo" },
		{ "Cra. 12 # 34-56", "cra 12 34 56" },
		{ "C.C. 1.234.567", "c c 1 234 567" },
		{ "GÜIRA Straße", "guira strasse" },
		{ "ﬁn 3º", "fin 3o" },
		{ "字", "字" },
		{ "ΣΟΦΌΣ", "σοφοσ" },
		{ "---", "" },
		{ "", "" },
		{ "a\xFF" "b", "a b" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(text_fold(&arena, rows[i].text), rows[i].folded, "«%s» gave «%s»", rows[i].text, text_fold(&arena, rows[i].text));
}

Test(text_fold, the_longest_decomposition)
{
	char s[3 * 200 + 1] = "";
	for (int i = 0; i < 200; i++)
		strcat(s + 3 * i, "\uFDFA");
	const char *folded = text_fold(&arena, s);
	cr_expect(text_valid(folded, strlen(folded)));
	cr_expect_gt(strlen(folded), 200 * 18);
}

Test(text_fold, spanish_order)
{
	static const char *const sorted[] = {
		"", "10 de mayo", "2 de mayo", "Abad", "Álamo", "Ana", "Ana María", "Anabel", "angel", "Ángel", "Ángela", "Añez", "Aóla", "de la Cruz", "Delgado",
		"Naranjo", "Núñez", "Nzola", "Ñáñez", "Ñungo", "Ojeda", "papa", "papá", "pápa", "Peña", "Peñalosa", "Peón", "Zea", "Zúñiga",
	};
	for (size_t i = 1; i < sizeof sorted / sizeof sorted[0]; i++) {
		const char *a = text_sort_key(&arena, sorted[i - 1]), *b = text_sort_key(&arena, sorted[i]);
		cr_expect_lt(strcmp(a, b), 0, "«%s» before «%s»", sorted[i - 1], sorted[i]);
	}
}

Test(text_fold, order_does_not_see_case_or_normal_form)
{
	cr_expect_str_eq(text_sort_key(&arena, "ÁNGEL Peña"), text_sort_key(&arena, "a\u0301ngel pen\u0303a"));
	cr_expect_str_eq(text_sort_key(&arena, "Delgado"), "delgado");
}

Test(text_fold, accents_break_ties_only)
{
	/* The accent comes first in the text, the difference of letters later: letters decide. */
	cr_expect_lt(strcmp(text_sort_key(&arena, "Ángela"), text_sort_key(&arena, "Angelo")), 0);
	cr_expect_lt(strcmp(text_sort_key(&arena, "Angel B"), text_sort_key(&arena, "Ángel C")), 0);
	cr_expect_lt(strcmp(text_sort_key(&arena, "Angel"), text_sort_key(&arena, "Ángel")), 0);
}

Test(text_fold, capitals)
{
	cr_expect_str_eq(text_upper(&arena, "ñáñez pérez ü"), "ÑÁÑEZ PÉREZ Ü");
	cr_expect_str_eq(text_upper(&arena, ""), "");
}

static const char *sounds(const char *word)
{
	return text_phonetic(&arena, text_fold(&arena, word));
}

Test(text_phonetic, misspellings_meet)
{
	static const char *const same[][2] = {
		{ "Gonsales", "González" }, { "Baldes", "Valdés" },     { "Yanos", "Llanos" },       { "Ernandes", "Hernández" },
		{ "Kintero", "Quintero" },  { "Jiraldo", "Giraldo" },   { "Munos", "Muñoz" },        { "Sapata", "Zapata" },
		{ "Seballos", "Ceballos" }, { "Sevayos", "Ceballos" },  { "Gimenez", "Jiménez" },    { "Ximena", "Jimena" },
		{ "Rodrigues", "Rodríguez" }, { "Rodrigez", "Rodrijez" }, { "Catherine", "Katerine" }, { "Yeison", "Lleison" },
		{ "Estiven", "Stiven" },    { "Embigado", "Envigado" }, { "Canpo", "Campo" }, { "Sofia", "Sophia" },       { "Emma", "Ema" },
		{ "Ascencio", "Asensio" },  { "Leidy", "Leydi" },       { "Ierro", "Hierro" },       { "Chavez", "Chabes" },
		{ "Guerrero", "Guerero" },  { "Bolibar", "Bolívar" },   { "Esther", "Ester" },       { "Walter", "Ualter" },
		{ "Echeverri", "Echeberi" }, { "Pereza", "Peresa" },    { "Vanegas", "Banegas" },    { "Acevedo", "Asebedo" },
	};
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		cr_expect_str_eq(sounds(same[i][0]), sounds(same[i][1]), "%s = %s, %s = %s", same[i][0], sounds(same[i][0]), same[i][1], sounds(same[i][1]));
}

Test(text_phonetic, other_names_stay_apart)
{
	static const char *const apart[][2] = {
		{ "Gómez", "Gámez" }, { "Chica", "Sica" }, { "Chica", "Kika" }, { "Gallo", "Galo" }, { "Peña", "Pea" }, { "Guerra", "Jerra" },
		{ "Mario", "María" }, { "Casa", "Caja" },  { "Luna", "Lina" },  { "Torres", "Flores" }, { "Ruiz", "Roa" },
		{ "Gil", "Guil" },
	};
	for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
		cr_expect_str_neq(sounds(apart[i][0]), sounds(apart[i][1]), "%s and %s: %s", apart[i][0], apart[i][1], sounds(apart[i][0]));
}

Test(text_phonetic, odd_words)
{
	cr_expect_str_eq(sounds(""), "");
	cr_expect_str_eq(sounds("h"), "");
	cr_expect_str_eq(sounds("hhh"), "");
	cr_expect_str_eq(sounds("s"), "s");
	cr_expect_str_eq(sounds("123"), "123");
	cr_expect_str_eq(sounds("字"), "字");
	cr_expect_str_eq(sounds("q"), "k");
	cr_expect_str_eq(sounds("c"), "k");
}
