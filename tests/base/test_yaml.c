#include "base/yaml.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct arena arena;
static struct problems problems;

static void open_arena(void)
{
	arena_init(&arena);
	problems_init(&problems, &arena);
}

static void close_arena(void)
{
	arena_done(&arena);
}

TestSuite(yaml, .init = open_arena, .fini = close_arena, .timeout = 20);

static const struct yaml_node *parse_n(const char *text, size_t n)
{
	problems_init(&problems, &arena);
	return yaml_parse(&arena, "x.yaml", text, n, &problems);
}

static const struct yaml_node *parse(const char *text)
{
	return parse_n(text, strlen(text));
}

/* "3:5 reason|4:1 reason" */
static const char *said(void)
{
	const char *all = "";
	for (int i = 0; i < problems.n; i++)
		all = arena_printf(&arena, "%s%s%d:%d %s", all, i ? "|" : "", problems.item[i].line, problems.item[i].col, problems.item[i].text);
	return all;
}

Test(yaml, tree_with_places)
{
	const struct yaml_node *root = parse("# logros\n"
	                                     "version: 3\n"
	                                     "logros:\n"
	                                     "  - id: L01\n"
	                                     "    titulo: 'Documento de identidad'\n"
	                                     "  - {id: L02, dias: [1, 2]}\n"
	                                     "nota: |\n"
	                                     "  dos\n"
	                                     "  líneas\n");
	cr_assert_not_null(root, "%s", said());
	cr_expect_eq(problems.n, 0);
	cr_expect_eq(root->kind, YAML_MAP);
	cr_expect_eq(root->n, 3);
	cr_expect_eq(root->line, 2);
	cr_expect_eq(root->col, 1);
	const struct yaml_node *list = yaml_get(root, "logros");
	cr_expect_eq(list->kind, YAML_LIST);
	cr_expect_eq(list->n, 2);
	const struct yaml_node *title = yaml_get(list->item[0], "titulo");
	cr_expect_str_eq(title->text, "Documento de identidad");
	cr_expect(title->quoted);
	cr_expect_eq(title->line, 5);
	cr_expect_eq(title->col, 13);
	cr_expect_str_eq(title->file, "x.yaml");
	const struct yaml_node *days = yaml_get(list->item[1], "dias");
	cr_expect_eq(days->item[1]->line, 6);
	cr_expect_eq(days->item[1]->col, 25);
	cr_expect_not(days->item[1]->quoted);
	cr_expect_str_eq(yaml_get(root, "nota")->text, "dos\nlíneas\n");
	cr_expect_null(yaml_get(root, "otra"));
	cr_expect_null(yaml_get(list, "id"));
	cr_expect_null(yaml_get(NULL, "id"));
}

Test(yaml, nothing_is_guessed)
{
	const struct yaml_node *root = parse("a: no\nb: 0777\nc: ~\nd: 1.5\ne: 2026-11-22\nf: \"n\\u0303\"\n");
	cr_assert_not_null(root, "%s", said());
	cr_expect_str_eq(yaml_get(root, "a")->text, "no");
	cr_expect_str_eq(yaml_get(root, "b")->text, "0777");
	cr_expect_str_eq(yaml_get(root, "c")->text, "~");
	cr_expect_str_eq(yaml_get(root, "f")->text, "ñ");
}

Test(yaml, line_ends_and_mark_of_windows)
{
	const struct yaml_node *root = parse("\xEF\xBB\xBF" "a: 1\r\nb: 2\r\n");
	cr_assert_not_null(root, "%s", said());
	cr_expect_str_eq(yaml_get(root, "b")->text, "2");
	cr_expect_eq(yaml_get(root, "b")->line, 2);
	cr_expect_eq(yaml_get(root, "a")->col, 4);
}

/* What a person gets wrong: the place, and a word of what to do. */
Test(yaml, syntax_errors_with_place_and_advice)
{
	static const struct { const char *text; const char *place, *word; } rows[] = {
		{ "a: 1\nb: \"sin cerrar\nc: 2\n", "2:4 ", "comillas sin cerrar" },
		{ "a: 1\nb: 'sin cerrar\n", "2:4 ", "comillas sin cerrar" },
		{ "a: 'x\n---\nb: 1\n", "1:4 ", "comillas sin cerrar" },
		{ "a:\n  b: 1\n c: 2\n", "3:2 ", "sangría" },
		{ "a: 1\n  b: 2\n", "2:4 ", "sangría" },
		{ "a:\n\tb: 1\n", "2:1 ", "tabulador" },
		{ "a:\n  - b\n - c\n", "3:2 ", "sangría" },
		{ "a: b: c\n", "1:5 ", "dos puntos" },
		{ "a: [1, 2\nb: 3\n", "1:4 ", "lista sin cerrar" },
		{ "a: {b: 1\nc: 3\n", "1:4 ", "grupo sin cerrar" },
		{ "a: @x\n", "1:4 ", "«@»" },
		{ "a: %x\n", "1:4 ", "«%»" },
		{ "a: `x`\n", "1:4 ", "«`»" },
		{ "a: *Importante*\n", "1:4 ", "«*»" },
		{ "a: &\n", "1:4 ", "«&»" },
		{ "a: \"\\x\"\n", "1:7 ", "comillas simples" },
		{ "a: \"\\q\"\n", "1:5 ", "comillas simples" },
		{ "a: 1\nb 2\nc: 3\n", "2:1 ", "dos puntos" },
		{ "a: - b\n", "1:4 ", "guion" },
		{ "a: | texto\n  b\n", "1:6 ", "detrás de «|»" },
		{ "texto\na: 1\n", "2:2 ", "dos puntos" },
		{ "a: 1\n]\n", "2:1 ", "alineada" },
		{ "%RARO\na: 1\n", "1:1 ", "%" },
		{ "a: !<x\n", "1:4 ", "«!»" },
		{ "a: 1\n- b\n", "2:1 ", "sangría" },
		{ "a: 'x' y\n", "1:8 ", "sobra texto" },
		{ "a: \"b\"c\"\n", "1:7 ", "sobra texto" },
		{ "a: }\n", "1:4 ", "un valor" },
		{ "a:\n   - x\n   b: 1\n", "3:4 ", "guiones" },
		{ "a: |\n\tx\n", "2:1 ", "tabulador" },
		{ "a: 1\n\tb: 2\n", "2:1 ", "tabulador" },
		{ "a: [1,,2]\n", "1:7 ", "falta un valor" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_expect_null(parse(rows[i].text), "row %zu", i);
		cr_expect_eq(problems.n, 1, "row %zu: %s", i, said());
		cr_expect(strncmp(said(), rows[i].place, strlen(rows[i].place)) == 0, "row %zu: %s", i, said());
		cr_expect(strstr(said(), rows[i].word) != NULL, "row %zu: %s", i, said());
	}
}

Test(yaml, encodings)
{
	static const struct { const char *bytes; size_t n; const char *said; } rows[] = {
		{ "a: 1\nb: Pe\xF1" "a\n", 13, "2:6 el archivo no está en UTF-8 (byte 0xF1): guarde el archivo en UTF-8" },
		{ "a: ñ \xC3", 7, "1:6 el archivo no está en UTF-8 (byte 0xC3): guarde el archivo en UTF-8" },
		{ "\xFF\xFE" "a\0:\0", 6, "1:1 el archivo está en UTF-16: guarde el archivo en UTF-8" },
		{ "\xFE\xFF\0a", 4, "1:1 el archivo está en UTF-16: guarde el archivo en UTF-8" },
		{ "a: x\0y\n", 7, "1:5 carácter de control o invisible (U+0000): quítelo; guarde el archivo en UTF-8" },
		{ "a: 1\r\nb:\r\n  c: \x1B[2J\n", 20, "3:6 carácter de control o invisible (U+001B): quítelo; guarde el archivo en UTF-8" },
		{ "a: \xE2\x80\xAE" "b\n", 8, "1:4 carácter de control o invisible (U+202E): quítelo; guarde el archivo en UTF-8" },
		{ "a: \xED\xA0\x80\n", 7, "1:4 el archivo no está en UTF-8 (byte 0xED): guarde el archivo en UTF-8" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_expect_null(parse_n(rows[i].bytes, rows[i].n));
		cr_expect_str_eq(said(), rows[i].said);
	}
	cr_expect_not_null(parse("a: \uFFFD\n"), "a letter that was lost before is still UTF-8");
}

Test(yaml, what_escapes_smuggle_in)
{
	parse("a: \"\\0\"\nb: \"\\e[2J\"\nc:\n  - \"\\u202Eabc\"\n  - \"a\\tb\"\n  - \"\\uFEFF\"\n  - \"uno\\ndos\"\n");
	cr_expect_str_eq(said(), "1:4 carácter de control o invisible (U+0000) dentro del texto: quítelo|"
	                         "2:4 carácter de control o invisible (U+001B) dentro del texto: quítelo|"
	                         "4:5 carácter de control o invisible (U+202E) dentro del texto: quítelo|"
	                         "5:5 tabulador dentro del texto: use espacios|"
	                         "6:5 carácter de control o invisible (U+FEFF) dentro del texto: quítelo");
}

Test(yaml, refused_though_libyaml_accepts)
{
	static const struct { const char *text, *said; } rows[] = {
		{ "a: &x 1\nb: 2\n", "1:4 las anclas «&»" },
		{ "a: &x [1]\n", "1:4 las anclas «&»" },
		{ "a: !!python/object x\n", "1:4 las etiquetas «!»" },
		{ "a: !x {b: 1}\n", "1:4 las etiquetas «!»" },
		{ "a: 1\n---\nb: 2\n", "2:1 el archivo tiene un segundo documento" },
		{ "%TAG ! tag:x,2000:\n---\na: 1\n", "1:1 la línea «%TAG»" },
		{ "", "1:1 el archivo está vacío" },
		{ "# nada\n\n", "1:1 el archivo está vacío" },
		{ "---\n", "1:1 el archivo está vacío" },
		{ "[a, b]: 1\n", "1:1 la clave tiene que ser una palabra" },
		{ "? {a: 1}\n: 2\n", "1:3 la clave tiene que ser una palabra" },
		{ "\"\": 1\n", "1:1 la clave tiene que ser una palabra" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		parse(rows[i].text);
		cr_expect_eq(problems.n, 1, "row %zu: %s", i, said());
		cr_expect(strncmp(said(), rows[i].said, strlen(rows[i].said)) == 0, "row %zu: %s", i, said());
	}
	cr_expect_null(parse("a: &x [*x]\n"));
	cr_expect_null(parse("a: &x 1\nb: *x\n"));
	cr_expect_str_eq(said(), "1:4 las anclas «&» no se usan aquí: repita el valor, o ponga el texto entre comillas|"
	                         "2:4 las referencias «*» no se usan aquí: repita el valor, o ponga el texto entre comillas");
}

Test(yaml, duplicate_keys_are_all_found)
{
	const struct yaml_node *root = parse("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\na: 2\na: 3\n");
	cr_expect_not_null(root);
	cr_expect_str_eq(said(), "5:3 la clave «c» está repetida: ya está en la línea 3|"
	                         "6:1 la clave «a» está repetida: ya está en la línea 1|"
	                         "7:1 la clave «a» está repetida: ya está en la línea 1");
	cr_expect_str_eq(yaml_get(root, "a")->text, "1");
	parse("{\"a\": 1, a: 2}\n");
	cr_expect_eq(problems.n, 1);
	parse("- a: 1\n- a: 2\n");
	cr_expect_eq(problems.n, 0);
}

static char *repeat(const char *piece, int n)
{
	size_t len = strlen(piece);
	char *s = arena_alloc(&arena, len * (size_t)n + 1);
	for (int i = 0; i < n; i++)
		memcpy(s + (size_t)i * len, piece, len);
	return s;
}

Test(yaml, depth)
{
	const char *good = arena_printf(&arena, "%sx%s\n", repeat("[", 16), repeat("]", 16));
	cr_expect_not_null(parse(good), "%s", said());
	const char *bad = arena_printf(&arena, "%sx%s\n", repeat("[", 17), repeat("]", 17));
	cr_expect_null(parse(bad));
	cr_expect_str_eq(said(), "1:17 hay más de 16 niveles, unos dentro de otros");
	cr_expect_null(parse(repeat("[", 200000)));
	cr_expect_str_eq(said(), "1:17 hay más de 16 niveles, unos dentro de otros");
	cr_expect_null(parse(repeat("{a: ", 100000)));
	cr_expect_eq(problems.n, 1);
	cr_expect_null(parse(repeat("- ", 100000)));
	cr_expect_eq(problems.n, 1);
	cr_expect_null(parse(repeat("? ", 100000)));
	cr_expect_eq(problems.n, 1);
}

Test(yaml, sizes)
{
	cr_expect_null(parse(repeat("- a\n", 100000)));
	cr_expect_eq(problems.n, 1);
	cr_expect(strstr(said(), "más de 100000 elementos") != NULL, "%s", said());
	cr_expect_not_null(parse(repeat("- a\n", 90000)), "%s", said());

	const char *long_text = arena_printf(&arena, "a: %s\n", repeat("x", 8193));
	parse(long_text);
	cr_expect_str_eq(said(), "1:4 texto de más de 8192 bytes: acórtelo");
	cr_expect_not_null(parse(arena_printf(&arena, "a: %s\n", repeat("x", 8192))));
	cr_expect_eq(problems.n, 0);

	char *huge = repeat("# 4567890123456\n", 65537);
	cr_expect_null(parse(huge));
	cr_expect(strstr(said(), "1024 KiB") != NULL, "%s", said());
}

Test(yaml, many_keys_are_compared_in_time)
{
	char *text = arena_alloc(&arena, 49000 * 12), *p = text;
	for (int i = 0; i < 49000; i++)
		p += sprintf(p, "k%d: 1\n", i);
	const struct yaml_node *root = parse(text);
	cr_assert_not_null(root, "%s", said());
	cr_expect_eq(root->n, 49000);
}

Test(yaml, values_of_the_right_form)
{
	const struct yaml_node *root = parse("n: -42\nsi: Sí\nno: NO\nd: 2024-02-29\nt: hola\nl: [1]\nm: {a: 1}\ncero: 0\nnada:\nvacio: ''\n");
	int64_t n = 0;
	bool b = false;
	int32_t d = 0;
	cr_expect(yaml_int(root, "n", true, &n, &problems));
	cr_expect_eq(n, -42);
	cr_expect(yaml_int(root, "cero", true, &n, &problems));
	cr_expect_eq(n, 0);
	cr_expect(yaml_bool(root, "si", true, &b, &problems));
	cr_expect(b);
	cr_expect(yaml_bool(root, "no", true, &b, &problems));
	cr_expect_not(b);
	cr_expect(yaml_date(root, "d", true, &d, &problems));
	cr_expect_eq(d, 19782);
	cr_expect_str_eq(yaml_text(root, "t", true, &problems), "hola");
	cr_expect_str_eq(yaml_text(root, "vacio", true, &problems), "");
	cr_expect_not_null(yaml_list(root, "l", true, &problems));
	cr_expect_not_null(yaml_map(root, "m", true, &problems));
	n = 7;
	cr_expect_not(yaml_int(root, "falta", false, &n, &problems));
	cr_expect_not(yaml_int(root, "nada", false, &n, &problems));
	cr_expect_eq(n, 7);
	cr_expect_null(yaml_text(root, "falta", false, &problems));
	cr_expect_eq(problems.n, 0, "%s", said());
}

Test(yaml, values_of_the_wrong_form_are_all_said)
{
	const struct yaml_node *root = parse("n: 1.300\nb: quizás\nd: 2026-02-30\nt: [1]\nl: x\nm: 3\nnada:\ng: 99999999999999999999\n");
	int64_t n = 0;
	bool b = false;
	int32_t d = 0;
	yaml_int(root, "n", false, &n, &problems);
	yaml_bool(root, "b", false, &b, &problems);
	yaml_date(root, "d", false, &d, &problems);
	yaml_text(root, "t", false, &problems);
	yaml_list(root, "l", false, &problems);
	yaml_map(root, "m", false, &problems);
	yaml_text(root, "nada", true, &problems);
	yaml_text(root, "falta", true, &problems);
	yaml_int(root, "g", false, &n, &problems);
	cr_expect_str_eq(said(), "1:4 «n»: se espera un número entero, sin puntos ni comas; dice «1.300»|"
	                         "2:4 «b»: se espera «si» o «no»; dice «quizás»|"
	                         "3:4 «d»: se espera una fecha que exista, escrita AAAA-MM-DD; dice «2026-02-30»|"
	                         "4:4 «t»: se espera un texto, y hay una lista|"
	                         "5:4 «l»: se espera una lista, y hay un texto|"
	                         "6:4 «m»: se espera un grupo de claves, y hay un texto|"
	                         "7:6 falta el valor de «nada»|"
	                         "1:1 falta la clave «falta»|"
	                         "8:4 «g»: se espera un número entero, sin puntos ni comas; dice «99999999999999999999»");
}

Test(yaml, unknown_keys_and_the_nearest)
{
	static const char *const known[] = { "name", "type", "label", "relevant", "constraint", "constraint_message", "choices", "id", NULL };
	const struct yaml_node *root = parse("name: x\nlabels: y\nrelevante: z\ncolor: a\ntpye: b\nconstrain: c\nxy: d\n");
	yaml_known(root, known, &problems);
	const char *list = "; aquí caben: name, type, label, relevant, constraint, constraint_message, choices, id";
	const char *expected = arena_printf(&arena, "2:1 clave desconocida «labels»; quizá «label»|3:1 clave desconocida «relevante»; quizá «relevant»|"
	                                    "4:1 clave desconocida «color»%s|5:1 clave desconocida «tpye»%s|"
	                                    "6:1 clave desconocida «constrain»; quizá «constraint»|7:1 clave desconocida «xy»%s", list, list, list);
	cr_expect_str_eq(said(), expected);
}

Test(yaml, a_list_where_keys_are_expected_is_said_once)
{
	static const char *const known[] = { "a", NULL };
	const struct yaml_node *root = parse("- [1]\n");
	yaml_known(root->item[0], known, &problems);
	yaml_text(root->item[0], "a", true, &problems);
	yaml_text(root->item[0], "a", false, &problems);
	cr_expect_str_eq(said(), "1:3 aquí se espera un grupo de claves («clave: valor»), y hay una lista");
}

Test(yaml, loading_files)
{
	char dir[] = "/tmp/test-yaml-XXXXXX";
	cr_assert_not_null(mkdtemp(dir));
	const char *good = arena_printf(&arena, "%s/bueno.yaml", dir), *pipe_name = arena_printf(&arena, "%s/tubo", dir);
	FILE *f = fopen(good, "w");
	fputs("a: ñ\n", f);
	fclose(f);
	cr_assert_eq(mkfifo(pipe_name, 0600), 0);
	const struct yaml_node *root = yaml_load(&arena, good, &problems);
	cr_assert_not_null(root);
	cr_expect_str_eq(yaml_get(root, "a")->text, "ñ");
	cr_expect_str_eq(root->file, good);
	cr_expect_null(yaml_load(&arena, arena_printf(&arena, "%s/no-esta.yaml", dir), &problems));
	cr_expect_null(yaml_load(&arena, dir, &problems));
	cr_expect_null(yaml_load(&arena, pipe_name, &problems));
	cr_expect_str_eq(said(), "0:0 no se puede abrir: no existe; revise el nombre y la carpeta|"
	                         "0:0 no es un archivo corriente; indique el nombre de un archivo|"
	                         "0:0 no es un archivo corriente; indique el nombre de un archivo");
	unlink(good);
	unlink(pipe_name);
	rmdir(dir);
}

/* Whatever the bytes: an answer, and a problem whenever there is no tree. */
Test(yaml, damaged_text_never_passes_in_silence)
{
	const char *good = "version: 3\nlogros:\n  - id: L01\n    titulo: 'Documento'\n  - {id: L02, dias: [1, 2]}\nnota: |\n  dos\n  líneas\n";
	size_t n = strlen(good);
	unsigned seed = 12345;
	for (int round = 0; round < 4000; round++) {
		struct arena own;
		arena_init(&own);
		struct problems p;
		problems_init(&p, &own);
		char *bytes = arena_copy(&own, good, n);
		for (int k = 0; k < 1 + round % 4; k++) {
			seed = seed * 1103515245u + 12345u;
			bytes[(seed >> 8) % n] = (char)(seed >> 20);
		}
		const struct yaml_node *root = yaml_parse(&own, "x", bytes, n - (size_t)(round % 7), &p);
		cr_assert(root || p.n > 0, "round %d", round);
		arena_done(&own);
	}
}
