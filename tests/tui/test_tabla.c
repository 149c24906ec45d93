#include "tui/tabla.h"

#include <criterion/criterion.h>

static const struct columna columna[] = { { "Nombre", 10, 20, 0, false }, { "Edad", 4, 4, 1, true }, { "Barrio", 8, 12, 2, false } };
static const char *const row[] = { "Ana Restrepo Gómez", "9", "Popular" };
static struct arena arena;
static struct grid g;

static void start(void) { arena_init(&arena); }
static void stop(void) { arena_done(&arena); }
TestSuite(tabla, .init = start, .fini = stop);

static const char *drawn(int cols, bool focus)
{
	struct tabla t = tabla_fit(columna, 3, cols);
	grid_init(&g, &arena, 2, cols);
	tabla_titulos(&t, &g, 0, 0);
	tabla_fila(&t, &g, 1, 0, ST_NORMAL, focus, row);
	return grid_dump(&g, &arena);
}

Test(tabla, room_for_all)
{
	cr_expect_str_eq(drawn(60, true), "  Nombre               Edad Barrio\n> Ana Restrepo Gómez      9 Popular\n");
	cr_expect_eq(g.cursor_row, 1);
	cr_expect_eq(g.cursor_col, 2);
	cr_expect_eq(g.cell[60 + 2].style, ST_FOCUS);
	cr_expect_eq(g.cell[60 + 30].style, ST_NORMAL, "only the first column: a move repaints little");
}

Test(tabla, what_matters_least_goes_first)
{
	cr_expect_str_eq(drawn(26, false), "  Nombre     Edad Barrio\n  Ana Restr…    9 Popular\n");
	cr_expect_str_eq(drawn(25, false), "  Nombre             Edad\n  Ana Restrepo Gómez    9\n");
	cr_expect_str_eq(drawn(16, false), "  Nombre\n  Ana Restrepo …\n");
}

Test(tabla, what_always_stands_there_gives_way_too)
{
	cr_expect_str_eq(drawn(9, false), "  Nombre\n  Ana Re…\n");
}

Test(tabla, linear_mode_reads_as_a_sentence)
{
	struct tabla t = tabla_fit(columna, 3, 60);
	g = (struct grid){ .plain = true };
	grid_init(&g, &arena, 2, 60);
	tabla_titulos(&t, &g, 0, 0);
	tabla_fila(&t, &g, 1, 0, ST_NORMAL, true, row);
	cr_expect_str_eq(grid_dump(&g, &arena), "\n> Ana Restrepo Gómez. 9. Popular\n");
	g.plain = false;
}

Test(tabla, every_width_fits)
{
	for (int cols = 12; cols <= 200; cols++) {
		struct tabla t = tabla_fit(columna, 3, cols);
		int used = TABLA_MARCA, shown = 0;
		for (int i = 0; i < 3; i++)
			used += t.ancho[i] + (t.ancho[i] > 0 && shown++ > 0);
		cr_expect(used <= cols, "%d of %d", used, cols);
	}
}
