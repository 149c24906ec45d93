#include "tui/widget.h"

#include <criterion/criterion.h>
#include <string.h>

static struct list_view v;
static const struct rect shown = { 3, 0, 5, 20 };

static bool does(enum action action)
{
	return list_view_act(&v, action, &(struct event){ .kind = EV_KEY }, shown);
}

static bool click(int row, int col)
{
	return list_view_act(&v, ACTION_CLICK, &(struct event){ .kind = EV_MOUSE, .row = row, .col = col }, shown);
}

#define cr_at(want_at, want_top) do { cr_expect_eq(v.at, want_at, "at %d", v.at); cr_expect_eq(v.top, want_top, "top %d", v.top); } while (0)

Test(widget_list, the_chosen_one_stays_in_sight)
{
	v = (struct list_view){ 0 };
	list_view_size(&v, 12, 5);
	cr_at(0, 0);
	for (int i = 0; i < 5; i++)
		does(ACTION_ABAJO);
	cr_at(5, 1);
	does(ACTION_FIN);
	cr_at(11, 7);
	does(ACTION_ABAJO);
	cr_at(11, 7);
	does(ACTION_PAG_ARRIBA);
	cr_at(6, 6);
	does(ACTION_INICIO);
	cr_at(0, 0);
	does(ACTION_ARRIBA);
	cr_at(0, 0);
}

Test(widget_list, a_list_that_shrinks_keeps_its_place_as_near_as_it_can)
{
	v = (struct list_view){ .at = 11, .top = 7 };
	list_view_size(&v, 9, 5);
	cr_at(8, 4);
	list_view_size(&v, 3, 5);
	cr_at(2, 0);
	list_view_size(&v, 0, 5);
	cr_at(0, 0);
	does(ACTION_ABAJO);
	cr_at(0, 0);
	list_view_size(&v, 4, 0);
	cr_expect_eq(v.rows, 1, "never without a row");
}

Test(widget_list, a_larger_window_shows_more)
{
	v = (struct list_view){ .at = 11, .top = 7 };
	list_view_size(&v, 12, 20);
	cr_at(11, 0);
}

Test(widget_list, clicks_choose_what_is_under_them)
{
	v = (struct list_view){ .top = 4, .at = 4 };
	list_view_size(&v, 7, 5);
	cr_expect_eq(v.top, 2);
	cr_expect(click(5, 3));
	cr_expect_eq(v.at, 4);
	cr_expect(!click(2, 3), "above");
	cr_expect(!click(8, 3), "below");
	cr_expect(!click(5, 20), "beside");
	list_view_size(&v, 3, 5);
	cr_expect(!click(7, 3), "no line there");
	cr_expect_eq(v.at, 2);
}

Test(widget_list, other_actions_are_not_for_it)
{
	v = (struct list_view){ .n = 3, .rows = 3 };
	cr_expect(!does(ACTION_ABRIR));
	cr_expect(!does(ACTION_INSERT));
}

static const char *bar(struct arena *arena, int n, int top)
{
	struct grid g = { 0 };
	char *out;
	grid_init(&g, arena, 5, 2);
	v = (struct list_view){ .n = n, .top = top, .at = top, .rows = 5 };
	list_view_scrollbar(&v, &g, grid_rect(&g));
	out = grid_dump(&g, arena);
	return out;
}

Test(widget_list, the_scrollbar_says_where)
{
	struct arena arena;
	arena_init(&arena);
	cr_expect_str_eq(bar(&arena, 5, 0), "\n\n\n\n\n");
	cr_expect_str_eq(bar(&arena, 10, 0), " █\n █\n ░\n ░\n ░\n");
	cr_expect_str_eq(bar(&arena, 10, 5), " ░\n ░\n ░\n █\n █\n");
	cr_expect_str_eq(bar(&arena, 2003848, 2003843), " ░\n ░\n ░\n ░\n █\n");
	arena_done(&arena);
}
