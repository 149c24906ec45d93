#include "base/csv.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena arena;
static struct err err;

static void open_arena(void)
{
	arena_init(&arena);
}

static void close_arena(void)
{
	arena_done(&arena);
}

TestSuite(csv, .init = open_arena, .fini = close_arena);

/* Rows as "line:[a][b]", one per row. */
static const char *rows_of_n(const char *bytes, size_t n)
{
	struct csv_reader *r = csv_open_bytes(&arena, "x.csv", bytes, n, &err);
	if (!r)
		return err.text;
	const char *all = "";
	struct csv_row row;
	while (csv_next(r, &row, &err)) {
		all = arena_printf(&arena, "%s%s%d:", all, *all ? " " : "", row.line);
		for (int i = 0; i < row.n; i++)
			all = arena_printf(&arena, "%s[%s]", all, row.cell[i]);
	}
	return err.code ? arena_printf(&arena, "%s!%s", all, err.text) : all;
}

static const char *rows_of(const char *text)
{
	return rows_of_n(text, strlen(text));
}

Test(csv, dialects)
{
	static const struct { const char *text, *rows; } table[] = {
		{ "a;b\n1;2\n", "1:[a][b] 2:[1][2]" },
		{ "a,b\n1,2\n", "1:[a][b] 2:[1][2]" },
		{ "a\tb\n1\t2\n", "1:[a][b] 2:[1][2]" },
		{ "a;b\r\n1;2\r\n", "1:[a][b] 2:[1][2]" },
		{ "a;b\r1;2\r", "1:[a][b] 2:[1][2]" },
		{ "a;b\n1;2", "1:[a][b] 2:[1][2]" },
		{ "\xEF\xBB\xBF" "a;b\n", "1:[a][b]" },
		{ "sep=,\r\na,b;c\r\n", "2:[a][b;c]" },
		{ "sep=;\na\n", "2:[a]" },
		{ "\"a;b;c\",d\n", "1:[a;b;c][d]" },
		{ "solo\nuno\n", "1:[solo] 2:[uno]" },
		{ "a;b,c;d,e\n", "1:[a][b,c][d,e]" },
		{ "\n\na;b\n\n1;2\n\n", "3:[a][b] 5:[1][2]" },
		{ "a;b\n;;;\n1;2\n", "1:[a][b] 3:[1][2]" },
		{ "a;b;\n1;;3\n", "1:[a][b][] 2:[1][][3]" },
		{ "a;b\n1;2;3\n4\n", "1:[a][b] 2:[1][2][3] 3:[4]" },
		{ "\"\"\n", "1:[]" },
		{ "a;\" b \"\n", "1:[a][ b ]" },
		{ "a; b \n", "1:[a][ b ]" },
		{ "a;b\"c\"d\n", "1:[a][b\"c\"d]" },
		{ "", "" },
		{ "\n\r\n", "" },
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_expect_str_eq(rows_of(table[i].text), table[i].rows, "row %zu: %s", i, rows_of(table[i].text));
}

Test(csv, quoted_cells)
{
	cr_expect_str_eq(rows_of("a;b\n\"uno\ndos\";\"dijo \"\"sí\"\"\"\n3;4\n"), "1:[a][b] 2:[uno\ndos][dijo \"sí\"] 4:[3][4]");
	cr_expect_str_eq(rows_of("\"a\r\nb\";c\r\n\"d\";e\r\n"), "1:[a\r\nb][c] 3:[d][e]");
	cr_expect_str_eq(rows_of("\"\"\"\";\"\"\"a\"\n"), "1:[\"][\"a]");
}

Test(csv, separator_is_told)
{
	cr_expect_eq(csv_separator(csv_open_bytes(&arena, "x", "a\tb", 3, &err)), '\t');
	cr_expect_eq(csv_separator(csv_open_bytes(&arena, "x", "a,b", 3, &err)), ',');
	cr_expect_eq(csv_separator(csv_open_bytes(&arena, "x", "ab", 2, &err)), ';');
}

Test(csv, encodings)
{
	cr_expect_str_eq(rows_of("nombre;valor\nPe\xF1" "a;\x80\x35\n"), "1:[nombre][valor] 2:[Peña][€5]");
	cr_expect_str_eq(rows_of("Peña;Zúñiga\n"), "1:[Peña][Zúñiga]");
	cr_expect_str_eq(rows_of_n("\xFF\xFE" "a\0;\0", 6), "x.csv: el archivo está en UTF-16; guárdelo como «CSV UTF-8»");
	cr_expect_eq(err.code, ERR_DATA);
	cr_expect_str_eq(rows_of_n("a;\0b\n", 5), "x.csv: no es un archivo de texto; guárdelo desde la hoja de cálculo como «CSV UTF-8»");
}

Test(csv, broken_quotes_tell_the_line)
{
	cr_expect_str_eq(rows_of("a;b\n1;\"sin cerrar\n2;3\n"), "1:[a][b]!x.csv, línea 2: comillas sin cerrar; revise las comillas de esa línea");
	cr_expect_eq(err.code, ERR_DATA);
	cr_expect_str_eq(rows_of("a\n\"Barrio \"La Paz\"\"\n"),
	                 "1:[a]!x.csv, línea 2: sobra texto después de unas comillas; dentro de un texto las comillas se escriben dos veces");
}

Test(csv, after_an_error_nothing_more_comes)
{
	struct csv_reader *r = csv_open_bytes(&arena, "x", "\"a\" b\nc\n", 8, &err);
	struct csv_row row;
	cr_expect_not(csv_next(r, &row, &err));
	cr_expect_eq(err.code, ERR_DATA);
	cr_expect_not(csv_next(r, &row, &err));
	cr_expect_eq(err.code, ERR_NONE);
}

Test(csv, rows_stay_while_others_are_read)
{
	struct csv_reader *r = csv_open_bytes(&arena, "x", "a;b\nc;d\n", 8, &err);
	struct csv_row first, second;
	cr_assert(csv_next(r, &first, &err));
	cr_assert(csv_next(r, &second, &err));
	cr_expect_str_eq(first.cell[1], "b");
	cr_expect_str_eq(second.cell[0], "c");
}

Test(csv, files)
{
	cr_expect_null(csv_open(&arena, "/tmp/no-esta.csv", &err));
	cr_expect_eq(err.code, ERR_NOT_FOUND);
	cr_expect_str_eq(err.text, "/tmp/no-esta.csv: no se puede abrir: no existe; revise el nombre y la carpeta");
	char path[] = "/tmp/test-csv-XXXXXX";
	int fd = mkstemp(path);
	cr_assert_eq(write(fd, "a;b\n", 4), 4);
	close(fd);
	struct csv_reader *r = csv_open(&arena, path, &err);
	struct csv_row row;
	cr_assert_not_null(r);
	cr_assert(csv_next(r, &row, &err));
	cr_expect_eq(row.n, 2);
	unlink(path);
}

/* One cell per argument, written as text. */
static char *written(const char *const *cell, int n, size_t *len)
{
	char *text = NULL;
	FILE *f = open_memstream(&text, len);
	struct csv_writer w;
	csv_begin(&w, f);
	for (int i = 0; i < n; i++)
		csv_text(&w, cell[i]);
	csv_end_row(&w);
	fclose(f);
	return text;
}

Test(csv, what_is_written)
{
	size_t len;
	char *text = NULL;
	FILE *f = open_memstream(&text, &len);
	struct csv_writer w;
	csv_begin(&w, f);
	csv_text(&w, "Peña; Ana");
	csv_text(&w, "dijo \"sí\"");
	csv_plain(&w, "-5");
	csv_text(&w, "-5");
	csv_text(&w, "=2+2");
	csv_text(&w, "@SUM(A1)");
	csv_text(&w, "+57 300");
	csv_text(&w, "\tx");
	csv_text(&w, "\rx");
	csv_text(&w, "'=x");
	csv_text(&w, "'normal");
	csv_text(&w, "a,b");
	csv_text(&w, " borde");
	csv_end_row(&w);
	csv_text(&w, "");
	csv_end_row(&w);
	csv_text(&w, "");
	csv_text(&w, "");
	csv_end_row(&w);
	csv_plain(&w, "1");
	csv_text(&w, "");
	csv_end_row(&w);
	fclose(f);
	cr_expect_str_eq(text, "\xEF\xBB\xBF\"Peña; Ana\";\"dijo \"\"sí\"\"\";-5;'-5;'=2+2;'@SUM(A1);'+57 300;\"'\tx\";\"'\rx\";''=x;'normal;\"a,b\";\" borde\"\r\n"
	                       "\"\"\r\n;\"\"\r\n1;\r\n");
	free(text);
}

Test(csv, export_then_import_loses_nothing)
{
	static const char *const cell[] = {
		"", "=1+1", "'=1+1", "''=1", "'", "''", "'a", "-", "-5", "+", "@", "\t", "\r", "\n", "\r\n", "\nx", "'\n", "\"", "\"\"", "a\"b", ";", "a;b",
		"línea uno\nlínea dos\r\nlínea tres", " ", "  a  ", "Ñáñez", "😀", "'\t=x", "sep=;", "a,b\tc", "=cmd|' /C calc'!A0", ",", "x\ry",
	};
	enum { N = sizeof cell / sizeof cell[0] };
	for (int first = 0; first < N; first++)
		for (int n = 1; n <= 3 && first + n <= N; n++) {
			size_t len;
			char *text = written(cell + first, n, &len);
			struct csv_reader *r = csv_open_bytes(&arena, "x", text, len, &err);
			struct csv_row row;
			/* alone in the first row, other separators would be found inside the quotes only */
			cr_assert(csv_next(r, &row, &err), "%d+%d: %s «%s»", first, n, err.text, text);
			cr_assert_eq(row.n, n, "%d+%d «%s»", first, n, text);
			for (int i = 0; i < n; i++)
				cr_expect_str_eq(row.cell[i], cell[first + i], "%d+%d «%s»", first, n, text);
			cr_expect_not(csv_next(r, &row, &err));
			cr_expect_eq(err.code, ERR_NONE);
			free(text);
		}
}

Test(csv, any_bytes_end)
{
	static const char alphabet[] = ";,\"\n\r\t'= aé\xC3";
	unsigned seed = 99;
	for (int round = 0; round < 20000; round++) {
		char bytes[24];
		size_t n = (size_t)(round % 24);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			bytes[i] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
		}
		struct arena own;
		arena_init(&own);
		struct csv_reader *r = csv_open_bytes(&own, "x", bytes, n, &err);
		cr_assert_not_null(r);
		struct csv_row row;
		int rows = 0;
		while (csv_next(r, &row, &err))
			cr_assert(row.n > 0 && ++rows <= 24);
		arena_done(&own);
	}
}
