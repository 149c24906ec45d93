#include "tui/tablero.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct columna columna[] = { { "Cosa", 10, 40, 0, false }, { "Estado", 8, 8, 1, false } };
static struct arena arena, frame;
static struct grid g;
static struct tablero t;

static void lines(int n, bool foot)
{
	tablero_begin(&t, &arena, columna, 2);
	tablero_add(&t, (struct renglon){ .titulo = true, .texto = { "Grupo" } });
	for (int i = 1; i <= n; i++)
		tablero_add(&t, (struct renglon){ .de = { 1, i, 0 }, .codigo = i, .texto = { arena_printf(&arena, "cosa %d", i), "bien" }, .pie = foot ? arena_printf(&arena, "Sobre la cosa %d.", i) : NULL });
	tablero_end(&t);
}

static const char *shown(int rows, int cols)
{
	arena_reset(&frame);
	grid_init(&g, &frame, rows, cols);
	tablero_draw(&t, &g, grid_rect(&g));
	return grid_dump(&g, &frame);
}

static enum tablero_said press(enum action action)
{
	return tablero_act(&t, action, &(struct event){ .kind = EV_KEY });
}

static enum tablero_said type(char letter)
{
	return tablero_act(&t, ACTION_INSERT, &(struct event){ .kind = EV_CHAR, .code = (uint32_t)letter });
}

static void start(void)
{
	arena_init(&arena);
	arena_init(&frame);
	g = (struct grid){ 0 };
	t = (struct tablero){ 0 };
}
static void stop(void)
{
	arena_done(&arena);
	arena_done(&frame);
}
TestSuite(tablero, .init = start, .fini = stop);

Test(tablero, headings_columns_and_the_foot_of_the_line)
{
	lines(2, true);
	press(ACTION_ABAJO);
	cr_assert_str_eq(shown(14, 30),
		"  Cosa              Estado\n"
		"  Grupo\n"
		"> cosa 1            bien\n"
		"  cosa 2            bien\n"
		"\n\n\n\n\n\n"
		"──────────────────────────────\n"
		" Sobre la cosa 1.\n\n\n");
	cr_expect(g.cursor_set && g.cursor_row == 2 && g.cursor_col == 2);
}

/* Whatever the height, the line with the cursor and the hardware cursor are in sight. */
Test(tablero, the_cursor_is_never_out_of_sight)
{
	lines(30, true);
	for (int rows = 3; rows <= 40; rows += 3)
		for (int i = 0; i < 31; i++) {
			t.at = i;
			shown(rows, 40);
			cr_expect(g.cursor_set && g.cursor_row < rows, "rows %d, line %d", rows, i);
			cr_expect_str_eq(g.cell[g.cursor_row * g.cols].text, ">", "rows %d, line %d", rows, i);
		}
}

Test(tablero, the_heading_comes_with_its_first_line)
{
	lines(30, false);
	press(ACTION_FIN);
	shown(8, 40);
	for (int i = 0; i < 29; i++)
		press(ACTION_ARRIBA);
	cr_expect_eq(t.at, 1);
	cr_expect(strncmp(shown(8, 40), "  Grupo", 7) == 0, "%s", shown(8, 40));
}

Test(tablero, what_does_not_fit_across_is_wrapped)
{
	tablero_begin(&t, &arena, columna, 2);
	tablero_add(&t, (struct renglon){ .de = { 1, 1, 0 }, .texto = { "una frase que no cabe en un solo renglón" }, .debajo = "y otra debajo que tampoco cabe entera" });
	tablero_end(&t);
	cr_assert_str_eq(shown(6, 26),
		"> una frase que no cabe\n"
		"  en un solo renglón\n"
		"      y otra debajo que\n"
		"      tampoco cabe entera\n\n\n");
}

/* Heights of more than one row: every row of every line can be brought into sight, and a click finds its line. */
Test(tablero, lines_of_several_rows)
{
	tablero_begin(&t, &arena, columna, 2);
	for (int i = 1; i <= 6; i++)
		tablero_add(&t, (struct renglon){ .de = { 1, i, 0 }, .texto = { arena_printf(&arena, "cosa %d", i), "bien" }, .debajo = "uno\ndos" });
	tablero_end(&t);
	press(ACTION_FIN);
	cr_assert_str_eq(shown(7, 30), "      dos                    ░\n  cosa 5            bien     ░\n      uno                    ░\n      dos                    ░\n> cosa 6            bien     ░\n      uno                    █\n      dos                    █\n");
	cr_expect_eq(tablero_act(&t, ACTION_CLICK, &(struct event){ .kind = EV_MOUSE, .row = 2, .col = 3 }), TABLERO_MOVED);
	cr_expect_eq(tablero_at(&t)->de.id, 5);
	shown(7, 30);
	cr_expect_eq(tablero_act(&t, ACTION_CLICK, &(struct event){ .kind = EV_MOUSE, .row = 1, .col = 3 }), TABLERO_OPEN);
	cr_expect_eq(tablero_act(&t, ACTION_CLICK, &(struct event){ .kind = EV_MOUSE, .row = 9, .col = 3 }), TABLERO_STAY);
}

Test(tablero, the_cursor_stays_with_what_the_line_is_about)
{
	lines(9, false);
	tablero_go(&t, (struct renglon_de){ 1, 7, 0 });
	tablero_begin(&t, &arena, columna, 2);
	for (int i = 5; i <= 9; i++)
		tablero_add(&t, (struct renglon){ .de = { 1, i, 0 }, .texto = { "x", "y" } });
	tablero_end(&t);
	cr_expect_eq(tablero_at(&t)->de.id, 7);
	tablero_begin(&t, &arena, columna, 2);
	tablero_add(&t, (struct renglon){ .de = { 1, 1, 0 }, .texto = { "x", "y" } });
	tablero_end(&t);
	cr_expect_eq(tablero_at(&t)->de.id, 1, "what it was about has gone: a line near it");
}

Test(tablero, numbers_typed_go_to_their_line)
{
	lines(25, false);
	cr_expect_eq(type('2'), TABLERO_MOVED);
	cr_expect_eq(tablero_at(&t)->de.id, 2);
	type('4');
	cr_expect_eq(tablero_at(&t)->de.id, 24, "2 and 4 are 24");
	type('3');
	cr_expect_eq(tablero_at(&t)->de.id, 3, "there is no 243");
	press(ACTION_ABAJO);
	type('1');
	cr_expect_eq(tablero_at(&t)->de.id, 1, "a move begins a new number");
	cr_expect_eq(type('x'), TABLERO_STAY);
}

Test(tablero, sections_and_ends)
{
	lines(4, false);
	tablero_add(&t, (struct renglon){ .titulo = true, .texto = { "Otro grupo" } });
	tablero_add(&t, (struct renglon){ .de = { 1, 9, 0 }, .texto = { "última", "bien" } });
	press(ACTION_SECCION);
	cr_expect_str_eq(tablero_at(&t)->texto[0], "Otro grupo");
	press(ACTION_SECCION);
	cr_expect_str_eq(tablero_at(&t)->texto[0], "Grupo");
	press(ACTION_ARRIBA);
	cr_expect_eq(t.at, 0);
	press(ACTION_FIN);
	press(ACTION_ABAJO);
	cr_expect_str_eq(tablero_at(&t)->texto[0], "última");
}

Test(tablero, without_lines_it_says_so)
{
	tablero_begin(&t, &arena, columna, 2);
	t.vacio = "No hay nada.";
	tablero_end(&t);
	cr_assert_str_eq(shown(3, 30), "  No hay nada.\n\n\n");
	cr_expect(g.cursor_set);
	cr_expect_eq(press(ACTION_ABAJO), TABLERO_STAY);
	cr_expect_null(tablero_at(&t));
}

/* The first column wraps beside the others, under its own beginning. */
Test(tablero, the_first_column_wraps)
{
	tablero_begin(&t, &arena, columna, 2);
	tablero_add(&t, (struct renglon){ .de = { 1, 1, 0 }, .texto = { "   · Abrir una cuenta de ahorros", "vence" } });
	tablero_add(&t, (struct renglon){ .de = { 1, 2, 0 }, .texto = { "otra", "bien" } });
	tablero_end(&t);
	cr_assert_str_eq(shown(6, 34),
		">    · Abrir una cuenta vence\n"
		"     de ahorros\n"
		"  otra                  bien\n\n\n\n");
	press(ACTION_ABAJO);
	shown(6, 34);
	cr_expect_eq(g.cursor_row, 2);
}

/* For a screen reader a line is one sentence, without rules, columns or bars. */
Test(tablero, linear_mode)
{
	g.plain = true;
	lines(30, true);
	press(ACTION_ABAJO);
	const char *text = shown(14, 40);
	cr_expect(strstr(text, "> cosa 1. bien\n"), "%s", text);
	cr_expect(!strstr(text, "─") && !strstr(text, "░") && !strstr(text, "█"), "%s", text);
}
