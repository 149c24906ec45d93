#include "base/text.h"
#include "tui/widget.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct text_area a;
static struct grid g;

static void start(void)
{
	arena_init(&arena);
	text_area_init(&a, &arena, "", 0);
	g = (struct grid){ 0 };
	grid_init(&g, &arena, 3, 10);
}
static void stop(void) { arena_done(&arena); }
TestSuite(widget_area, .init = start, .fini = stop);

static bool does(enum action action)
{
	return text_area_act(&a, action, &(struct event){ .kind = EV_KEY });
}

static void type(const char *text)
{
	while (*text) {
		struct event letter = { .kind = EV_CHAR };
		letter.code = text_decode(&text);
		text_area_act(&a, ACTION_INSERT, &letter);
	}
}

static const char *drawn(void)
{
	grid_clear(&g);
	text_area_draw(&a, &g, grid_rect(&g), true);
	return grid_dump(&g, &arena);
}

Test(widget_area, enter_is_a_new_line)
{
	type("uno");
	does(ACTION_ABRIR);
	type("dos");
	cr_expect_str_eq(a.text, "uno\ndos");
	cr_expect_str_eq(drawn(), "uno\ndos\n\n");
	cr_expect_eq(g.cursor_row, 1);
	cr_expect_eq(g.cursor_col, 3);
}

Test(widget_area, the_cursor_follows_a_new_line_at_the_end)
{
	type("uno");
	does(ACTION_ABRIR);
	drawn();
	cr_expect_eq(g.cursor_row, 1);
	cr_expect_eq(g.cursor_col, 0);
}

Test(widget_area, words_wrap)
{
	type("la familia vive aquí");
	cr_expect_str_eq(drawn(), "la familia\nvive aquí\n\n");
}

Test(widget_area, up_and_down_keep_the_column)
{
	text_area_init(&a, &arena, "abcdef\nxy\nuvwxyz", 0);
	drawn();
	does(ACTION_IZQUIERDA);
	does(ACTION_ARRIBA);
	drawn();
	cr_expect_eq(g.cursor_row, 1);
	cr_expect_eq(g.cursor_col, 2);
	does(ACTION_ARRIBA);
	drawn();
	cr_expect_eq(g.cursor_row, 0);
	cr_expect_eq(g.cursor_col, 5, "the column where the movement began");
	does(ACTION_ABAJO);
	does(ACTION_ABAJO);
	drawn();
	cr_expect_eq(g.cursor_col, 5);
}

Test(widget_area, home_and_end_of_the_line)
{
	text_area_init(&a, &arena, "abc\ndefg", 0);
	drawn();
	does(ACTION_INICIO);
	cr_expect_eq(a.cursor, 4);
	does(ACTION_FIN);
	cr_expect_eq(a.cursor, 8);
	does(ACTION_ARRIBA);
	does(ACTION_FIN);
	cr_expect_eq(a.cursor, 3);
}

Test(widget_area, erasing)
{
	text_area_init(&a, &arena, "año\nnuevo", 0);
	a.cursor = strlen("año\n");
	does(ACTION_BORRAR);
	cr_expect_str_eq(a.text, "añonuevo");
	a.cursor = 1;
	does(ACTION_SUPRIMIR);
	cr_expect_str_eq(a.text, "aonuevo");
	does(ACTION_VACIAR);
	cr_expect_str_eq(a.text, "");
	cr_expect(!does(ACTION_BORRAR));
	cr_expect(!does(ACTION_SUPRIMIR));
}

Test(widget_area, an_accent_typed_after_its_letter_joins_it)
{
	type("mari\u0301a");
	cr_expect_str_eq(a.text, "maría");
}

Test(widget_area, paste_keeps_lines_and_drops_control)
{
	text_area_act(&a, ACTION_INSERT, &(struct event){ .kind = EV_PASTE, .text = "uno\r\ndos\x1b[2J\u202e" });
	cr_expect_str_eq(a.text, "uno\ndos[2J");
}

Test(widget_area, blanks_can_be_typed)
{
	type("a  b ");
	cr_expect_str_eq(a.text, "a  b ");
}

Test(widget_area, it_stops_at_its_limit)
{
	text_area_init(&a, &arena, "", 5);
	type("Ñañez de");
	cr_expect(a.len <= 5);
	cr_expect(text_valid(a.text, a.len), "whole letters only");
}

Test(widget_area, long_text_grows_and_scrolls)
{
	for (int i = 0; i < 200; i++)
		type("palabra ");
	cr_expect_eq(a.len, 1600);
	drawn();
	cr_expect_eq(g.cursor_row, 2);
	does(ACTION_PAG_ARRIBA);
	drawn();
	cr_expect_eq(g.cursor_row, 0);
}
