#include "base/text.h"
#include "tui/widget.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

static struct line_edit e;
static struct arena arena;
static struct grid g;

static void start(void)
{
	e = (struct line_edit){ 0 };
	arena_init(&arena);
	g = (struct grid){ 0 };
	grid_init(&g, &arena, 1, 12);
}
static void stop(void) { arena_done(&arena); }
TestSuite(widget_line, .init = start, .fini = stop);

static bool does(enum action action)
{
	return line_edit_act(&e, action, &(struct event){ .kind = EV_KEY });
}

static void type(const char *text)
{
	while (*text) {
		struct event letter = { .kind = EV_CHAR };
		letter.code = text_decode(&text);
		line_edit_act(&e, ACTION_INSERT, &letter);
	}
}

static bool paste(const char *text)
{
	return line_edit_act(&e, ACTION_INSERT, &(struct event){ .kind = EV_PASTE, .text = text });
}

static const char *drawn(bool focus)
{
	grid_clear(&g);
	line_edit_draw(&e, &g, 0, 0, 12, focus);
	return grid_dump(&g, &arena);
}

Test(widget_line, letters_go_in_at_the_cursor)
{
	type("Mría");
	does(ACTION_INICIO);
	does(ACTION_DERECHA);
	type("a");
	cr_expect_str_eq(e.text, "María");
	cr_expect_eq(e.cursor, 2);
}

Test(widget_line, the_cursor_moves_by_letters)
{
	line_edit_set(&e, "Ñañ");
	cr_expect(does(ACTION_IZQUIERDA));
	cr_expect_eq(e.cursor, strlen("Ña"));
	does(ACTION_BORRAR);
	cr_expect_str_eq(e.text, "Ññ");
	does(ACTION_SUPRIMIR);
	cr_expect_str_eq(e.text, "Ñ");
	cr_expect(!does(ACTION_DERECHA));
	cr_expect(!does(ACTION_SUPRIMIR));
}

Test(widget_line, an_accent_typed_after_its_letter_joins_it)
{
	type("mari\u0301a");
	cr_expect_str_eq(e.text, "maría");
	does(ACTION_BORRAR);
	does(ACTION_BORRAR);
	cr_expect_str_eq(e.text, "mar");
}

Test(widget_line, blanks_one_at_a_time)
{
	type("Ana ");
	cr_expect_str_eq(e.text, "Ana ");
	type("María");
	cr_expect_str_eq(e.text, "Ana María");
	does(ACTION_INICIO);
	type(" ");
	cr_expect_str_eq(e.text, "Ana María", "a line does not begin with a blank");
}

Test(widget_line, a_blank_in_the_middle)
{
	line_edit_set(&e, "AnaMaría");
	e.cursor = 3;
	type(" ");
	cr_expect_str_eq(e.text, "Ana María");
	cr_expect_eq(e.cursor, 4);
}

Test(widget_line, paste_is_cleaned_and_becomes_one_line)
{
	cr_expect(paste("  Calle 10\n# 20-30\t\x1b[31m\u202e "));
	cr_expect(!strchr(e.text, '\n') && !strchr(e.text, '\x1b') && !strstr(e.text, "\u202e"), "«%s»", e.text);
	cr_expect(strncmp(e.text, "Calle 10 # 20-30", 16) == 0, "«%s»", e.text);
	cr_expect(!paste("\n\t "), "nothing is nothing");
}

Test(widget_line, limits_hold)
{
	char big[3000];
	e.max_letters = 5;
	type("Ñañez de");
	cr_expect_str_eq(e.text, "Ñañez");
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = 0;
	e.max_letters = 0;
	cr_expect(!paste(big));
	line_edit_set(&e, big);
	cr_expect_eq(strlen(e.text), LINE_MAX_BYTES - 1);
	cr_expect(!paste("y"));
}

static bool digits(const void *arg, uint32_t code)
{
	(void)arg;
	return code < 128 && isdigit((int)code);
}

Test(widget_line, a_filter_keeps_what_the_field_takes)
{
	e.accepts = digits;
	type("4a3");
	cr_expect_str_eq(e.text, "43");
	paste("210.001");
	cr_expect_str_eq(e.text, "43210001");
}

Test(widget_line, undo_goes_back_and_forth)
{
	type("Ana");
	does(ACTION_VACIAR);
	cr_expect_str_eq(e.text, "");
	cr_expect(does(ACTION_DESHACER));
	cr_expect_str_eq(e.text, "Ana");
	does(ACTION_DESHACER);
	cr_expect_str_eq(e.text, "");
	line_edit_set(&e, "Luis");
	cr_expect(!does(ACTION_DESHACER), "nothing to undo in a line that was just set");
}

Test(widget_line, emptying_an_empty_line_is_nothing)
{
	cr_expect(!does(ACTION_VACIAR));
	cr_expect(!does(ACTION_BORRAR));
	cr_expect(!does(ACTION_ABAJO), "arrows up and down are not for a line");
}

Test(widget_line, it_scrolls_with_marks_where_it_goes_on)
{
	line_edit_set(&e, "abcdefghijklmnop");
	cr_expect_str_eq(drawn(true), "<ghijklmnop\n");
	cr_expect_eq(g.cursor_col, 11);
	does(ACTION_INICIO);
	cr_expect_str_eq(drawn(true), "abcdefghijk>\n");
	cr_expect_eq(g.cursor_col, 0);
	cr_expect_str_eq(drawn(false), "abcdefghijk>\n");
}

Test(widget_line, the_cursor_is_never_outside_its_room)
{
	line_edit_set(&e, "漢字漢字漢字漢字");
	for (size_t at = 0;; at = text_next(e.text, at)) {
		e.cursor = at;
		drawn(true);
		cr_expect(g.cursor_col >= 0 && g.cursor_col < 12, "at %zu: %d", at, g.cursor_col);
		if (!e.text[at])
			break;
	}
}

Test(widget_line, a_passphrase_is_not_shown)
{
	e.masked = true;
	type("clavé");
	cr_expect_str_eq(drawn(true), "*****\n");
	cr_expect_eq(g.cursor_col, 5);
}
