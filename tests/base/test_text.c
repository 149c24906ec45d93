#include "base/text.h"
#include <criterion/criterion.h>
#include <stdlib.h>
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

TestSuite(text, .init = open_arena, .fini = close_arena);

Test(text, decoding_is_strict_and_always_moves_on)
{
	const char *s = "añ€😀";
	cr_expect_eq(text_decode(&s), 'a');
	cr_expect_eq(text_decode(&s), 0xF1);
	cr_expect_eq(text_decode(&s), 0x20AC);
	cr_expect_eq(text_decode(&s), 0x1F600);
	cr_expect_eq(text_decode(&s), 0);
	cr_expect_eq(text_decode(&s), 0);
	static const char *const wrong[] = {
		"\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF0\x80\x80\xAF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
		"\xFF", "\xE2\x82", "\xF0\x9F\x98", "\xC3(",
	};
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		const char *p = wrong[i];
		cr_expect_eq(text_decode(&p), TEXT_BAD, "row %zu", i);
		cr_expect_eq(p, wrong[i] + 1, "row %zu", i);
		cr_expect_not(text_valid(wrong[i], strlen(wrong[i])), "row %zu", i);
	}
	cr_expect(text_valid("Ñáñez €😀\n", strlen("Ñáñez €😀\n")));
	cr_expect(text_valid("", 0));
	cr_expect_not(text_valid("a\0b", 3));
	cr_expect_not(text_valid("ñ", 1));
}

Test(text, every_code_point_goes_and_comes_back)
{
	for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0x11000 ? 1 : 97) {
		char bytes[5] = { 0 };
		size_t n = text_encode(code, bytes);
		const char *s = bytes;
		uint32_t expected = code >= 0xD800 && code <= 0xDFFF ? (uint32_t)TEXT_BAD : code;
		cr_assert_eq(text_decode(&s), expected, "U+%04X", code);
		cr_assert_eq(s, bytes + n);
	}
	char bytes[4];
	cr_expect_eq(text_encode(0x110000, bytes), 3);
}

Test(text, letters_forward_and_back)
{
	static const struct { const char *text; size_t at[8]; } rows[] = {
		{ "Ñu", { 0, 2, 3 } },
		{ "n\u0303u", { 0, 3, 4 } },
		{ "a\u0301\u0323\u0308z", { 0, 7, 8 } },
		{ "字a", { 0, 3, 4 } },
		{ "\u0301a", { 0, 2, 3 } },
		{ "a\nb", { 0, 1, 2, 3 } },
		{ "a\r\nb\n", { 0, 1, 3, 4, 5 } },
		{ "\xFF\xC3x", { 0, 1, 2, 3 } },
		{ "🇨🇴🇨🇴", { 0, 8, 16 } },
		{ "a e\u0301 i", { 0, 1, 2, 5, 6, 7 } },
		{ "áéí", { 0, 2, 4, 6 } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t at = 0;
		int k = 0;
		for (; rows[i].text[at]; k++) {
			cr_expect_eq(at, rows[i].at[k], "row %zu, letter %d at %zu", i, k, at);
			at = text_next(rows[i].text, at);
		}
		cr_expect_eq(at, strlen(rows[i].text));
		cr_expect_eq(text_next(rows[i].text, at), at);
		for (; k > 0; k--) {
			at = text_prev(rows[i].text, at);
			cr_expect_eq(at, rows[i].at[k - 1], "row %zu back, letter %d at %zu", i, k - 1, at);
		}
		cr_expect_eq(text_prev(rows[i].text, 0), 0);
	}
}

Test(text, widths_in_columns)
{
	cr_expect_eq(text_width(""), 0);
	cr_expect_eq(text_width("Peña"), 4);
	cr_expect_eq(text_width("Pen\u0303a"), 4);
	cr_expect_eq(text_width("字字"), 4);
	cr_expect_eq(text_width("\xFF"), 1);
	cr_expect_eq(text_width("█░▒─"), 4);
	cr_expect_eq(text_width_n("Peña", 3), 3);
	cr_expect_eq(text_code_width('\n'), 0);
	cr_expect_eq(text_code_width(0x9B), 0);
	int used = -1;
	cr_expect_eq(text_fit("a字b", 2, &used), 1);
	cr_expect_eq(used, 1);
	cr_expect_eq(text_fit("a字b", 3, &used), 4);
	cr_expect_eq(used, 3);
	cr_expect_eq(text_fit("n\u0303n\u0303", 1, NULL), 3);
	cr_expect_eq(text_fit("abc", 0, &used), 0);
	cr_expect_eq(text_fit("abc", 99, &used), 3);
	cr_expect_eq(used, 3);
}

Test(text, cleaning_what_comes_in)
{
	static const struct { const char *raw, *one, *many; } rows[] = {
		{ "Peña", "Peña", "Peña" },
		{ "Pen\u0303a", "Peña", "Peña" },
		{ "  Ana María\t\n", "Ana María", "  Ana María \n" },
		{ "a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd" },
		{ "a \t\n b", "a b", "a  \n b" },
		{ "a  b", "a  b", "a  b" },
		{ "\x1B[2Jhola\x07", "[2Jhola", "[2Jhola" },
		{ "a\u202Eb\u2066c\u200Bd\u200De\uFEFFf\u061Cg\u00ADh", "abcdefgh", "abcdefgh" },
		{ "a\U000E0041b\uFE0Fc\u034Fd", "abcd", "abcd" },
		{ "a\u00A0b\u2003c\u3000d", "a b c d", "a b c d" },
		{ "a\u2028b\xC2\x85" "c\vd", "a b c d", "a\nb\nc\nd" },
		{ "a\xFF" "b", "a\uFFFDb", "a\uFFFDb" },
		{ "\u0301a", "a", "a" },
		{ "x\n\u0301\u0302a", "x \u0301\u0302a", "x\na" },
		{ "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306y", "z\u0300\u0301\u0302\u0303y", "z\u0300\u0301\u0302\u0303y" },
		{ "", "", "" },
		{ "\n\t ", "", "\n  " },
		{ "a\uFFFE\U0001FFFFb", "ab", "ab" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		cr_expect_str_eq(text_clean(&arena, rows[i].raw, TEXT_ONE_LINE), rows[i].one, "row %zu: «%s»", i, text_clean(&arena, rows[i].raw, TEXT_ONE_LINE));
		cr_expect_str_eq(text_clean(&arena, rows[i].raw, TEXT_MANY_LINES), rows[i].many, "row %zu", i);
	}
}

Test(text, cleaning_twice_changes_nothing)
{
	static const char *const raw[] = { "  n\u0303 \u0301\u0302 a\u0301\u0301\u0301\u0301\u0301\u0301", "\xED\xA0\x80 e\u0301\n\n x", "ﬁ ½ \u1112\u1161\u11AB" };
	for (size_t i = 0; i < 3; i++)
		for (int lines = TEXT_ONE_LINE; lines <= TEXT_MANY_LINES; lines++) {
			const char *once = text_clean(&arena, raw[i], (enum text_lines)lines);
			cr_expect_str_eq(text_clean(&arena, once, (enum text_lines)lines), once);
			cr_expect(text_valid(once, strlen(once)));
		}
}

Test(text, a_thousand_marks_become_four)
{
	char raw[2 * 1000 + 3] = "z";
	for (int i = 0; i < 1000; i++)
		strcat(raw + 2 * i, "\u0316");
	const char *clean = text_clean(&arena, raw, TEXT_ONE_LINE);
	cr_expect_eq(strlen(clean), 9);
}

Test(text, wrapping)
{
	static const struct { const char *text; int columns; const char *lines[6]; } rows[] = {
		{ "", 10, { "" } },
		{ "una casa", 10, { "una casa" } },
		{ "una casa", 8, { "una casa" } },
		{ "una casa", 7, { "una", "casa" } },
		{ "una casa grande", 8, { "una casa", "grande" } },
		{ "una casa ", 8, { "una casa" } },
		{ "una   casa", 4, { "una", "casa" } },
		{ "a\nb", 10, { "a", "b" } },
		{ "a\n\nb", 10, { "a", "", "b" } },
		{ "a\n", 10, { "a" } },
		{ "\n", 10, { "" } },
		{ "ñandúes", 3, { "ñan", "dúe", "s" } },
		{ "yo ñandúes", 4, { "yo", "ñand", "úes" } },
		{ "字字字", 5, { "字字", "字" } },
		{ "字", 1, { "字" } },
		{ "n\u0303n\u0303", 1, { "n\u0303", "n\u0303" } },
		{ "ab", 0, { "a", "b" } },
		{ "  sangría de dos", 9, { "  sangría", "de dos" } },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct text_line *line;
		int n = text_wrap(&arena, rows[i].text, rows[i].columns, &line), expected = 0;
		while (expected < 6 && rows[i].lines[expected])
			expected++;
		cr_expect_eq(n, expected, "row %zu: %d lines", i, n);
		for (int k = 0; k < n && k < expected; k++)
			cr_expect_str_eq(arena_strndup(&arena, line[k].start, line[k].len), rows[i].lines[k], "row %zu line %d", i, k);
	}
}

Test(text, wrapping_loses_no_letter)
{
	const char *s = "El hogar se compromete a inscribir a Ñáñez   en el jardín;\n supercalifragilístico, y 字字 también.";
	for (int columns = 1; columns < 60; columns++) {
		struct text_line *line;
		int n = text_wrap(&arena, s, columns, &line);
		size_t letters = 0, expected = 0;
		for (int k = 0; k < n; k++) {
			cr_expect(text_width_n(line[k].start, line[k].len) <= (columns < 2 ? 2 : columns), "columns %d line %d", columns, k);
			for (size_t i = 0; i < line[k].len; i++)
				letters += line[k].start[i] != ' ';
		}
		for (const char *p = s; *p; p++)
			expected += *p != ' ' && *p != '\n';
		cr_expect_eq(letters, expected, "columns %d", columns);
	}
}

Test(text, windows_1252)
{
	cr_expect_str_eq(text_from_cp1252(&arena, "Pe\xF1" "a \x80 \x93" "a\x94 \x81", 12), "Peña € “a” \uFFFD");
	cr_expect_str_eq(text_from_cp1252(&arena, "a\0b", 3), "a\uFFFDb");
	cr_expect_str_eq(text_from_cp1252(&arena, "", 0), "");
	for (int c = 1; c < 256; c++) {
		char byte = (char)c;
		const char *s = text_from_cp1252(&arena, &byte, 1);
		cr_assert(text_valid(s, strlen(s)) && *s);
	}
}
