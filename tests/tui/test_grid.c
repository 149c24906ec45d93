#include "tui/grid.h"

#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct grid g;

static void start(void)
{
	arena_init(&arena);
	g = (struct grid){ 0 };
	grid_init(&g, &arena, 4, 10);
}
static void stop(void) { arena_done(&arena); }
TestSuite(grid, .init = start, .fini = stop);

#define cr_grid(expected) cr_expect_str_eq(grid_dump(&g, &arena), expected, "\n%s", grid_dump(&g, &arena))

Test(grid, text_is_measured_in_columns_not_bytes)
{
	cr_expect_eq(grid_text(&g, 0, 0, ST_NORMAL, "Ñáñez"), 5);
	cr_expect_eq(grid_text(&g, 1, 0, ST_NORMAL, "漢字"), 4);
	cr_expect_eq(grid_text(&g, 2, 0, ST_NORMAL, "n\u0303o"), 2, "a letter and its mark are one column");
	cr_grid("Ñáñez\n漢字\nn\u0303o\n\n");
}

Test(grid, nothing_is_drawn_outside)
{
	grid_text(&g, -1, 0, ST_NORMAL, "no");
	grid_text(&g, 4, 0, ST_NORMAL, "no");
	grid_text(&g, 0, -2, ST_NORMAL, "abcd");
	grid_text(&g, 1, 8, ST_NORMAL, "wxyz");
	grid_text(&g, 2, 10, ST_NORMAL, "no");
	grid_fill(&g, (struct rect){ -5, -5, 100, 3 }, ST_NORMAL);
	cr_grid("cd\n        wx\n\n\n");
}

Test(grid, what_does_not_fit_says_so)
{
	cr_expect_eq(grid_textn(&g, 0, 0, 6, ST_NORMAL, "Restrepo"), 6);
	cr_expect_eq(grid_textn(&g, 1, 0, 6, ST_NORMAL, "Ríos"), 6, "filled with blanks");
	grid_textn(&g, 2, 0, 4, ST_NORMAL, "漢字漢字");
	g.ascii = true;
	grid_textn(&g, 3, 0, 6, ST_NORMAL, "Restrepo");
	cr_grid("Restr…\nRíos\n漢…\nRestr>\n");
	cr_expect_eq(grid_textn(&g, 0, 0, 0, ST_NORMAL, "x"), 0);
}

Test(grid, half_of_a_wide_letter_is_never_painted)
{
	grid_text(&g, 0, 0, ST_NORMAL, "漢字");
	grid_text(&g, 0, 1, ST_NORMAL, "x");
	grid_text(&g, 1, 0, ST_NORMAL, "漢字");
	grid_text(&g, 1, 2, ST_NORMAL, "x");
	grid_text(&g, 2, 9, ST_NORMAL, "漢");
	cr_grid(" x字\n漢x\n\n\n");
}

Test(grid, control_and_direction_characters_become_a_point)
{
	grid_text(&g, 0, 0, ST_NORMAL, "a\x1b[31m");
	grid_text(&g, 1, 0, ST_NORMAL, "a\u202eb\u200bc");
	cr_grid("a·[31m\na·b·c\n\n\n");
}

Test(grid, right_box_rule_bar)
{
	grid_box(&g, (struct rect){ 0, 0, 3, 10 }, ST_NORMAL, "Sí");
	grid_right(&g, 1, 9, ST_NORMAL, "fin");
	grid_bar(&g, 3, 0, 10, 1, 3, ST_NORMAL);
	cr_grid("┌─ Sí ───┐\n│     fin│\n└────────┘\n███░░░░░░░\n");
}

Test(grid, a_bar_shows_little_and_almost_all)
{
	grid_bar(&g, 0, 0, 10, 1, 1000, ST_NORMAL);
	grid_bar(&g, 1, 0, 10, 999, 1000, ST_NORMAL);
	grid_bar(&g, 2, 0, 10, 1000, 1000, ST_NORMAL);
	grid_bar(&g, 3, 0, 10, 0, 0, ST_NORMAL);
	cr_grid("█░░░░░░░░░\n█████████░\n██████████\n░░░░░░░░░░\n");
}

Test(grid, paragraph_wraps_by_words_within_its_rows)
{
	cr_expect_eq(grid_paragraph(&g, (struct rect){ 0, 1, 2, 8 }, ST_NORMAL, "María vive en Popular"), 2);
	cr_grid(" María\n vive en\n\n\n");
}

Test(grid, a_title_that_does_not_fit_says_that_there_is_more)
{
	grid_rule(&g, 0, 0, 10, ST_NORMAL, "Plan familiar");
	grid_box(&g, (struct rect){ 1, 0, 2, 10 }, ST_NORMAL, "Deshacer todo");
	cr_grid("── Plan …\n┌─ Des… ─┐\n└────────┘\n\n");
}

Test(grid, linear_mode_has_no_boxes)
{
	g.plain = true;
	grid_box(&g, (struct rect){ 0, 0, 3, 10 }, ST_NORMAL, "Hogar");
	grid_rule(&g, 3, 0, 10, ST_NORMAL, "Plan");
	cr_grid("  Hogar\n\n\nPlan\n");
}

Test(grid, the_cursor_stays_inside)
{
	cr_expect(!g.cursor_set);
	grid_cursor(&g, 99, -3);
	cr_expect(g.cursor_set && g.cursor_visible);
	cr_expect_eq(g.cursor_row, 3);
	cr_expect_eq(g.cursor_col, 0);
}

Test(grid, a_new_style_keeps_the_letters)
{
	grid_text(&g, 0, 0, ST_NORMAL, "Ana");
	grid_style(&g, (struct rect){ 0, 0, 1, 2 }, ST_FOCUS);
	cr_grid("Ana\n\n\n\n");
	cr_expect_eq(g.cell[1].style, ST_FOCUS);
	cr_expect_eq(g.cell[2].style, ST_NORMAL);
}
