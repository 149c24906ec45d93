/* The window changes under the hands: while typing, in a dialog, many times a second, too small and back. */
#include "family.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Where a field with letters that have not been left stands on the screen. */
static void at_address(struct term_driver *t)
{
	term_keys(t, "<F7><Enter>");
	cr_wait(t, "1  Integrantes");
	term_keys(t, "<Ctrl-E>");
	journey_field(t, "Cómo llegar");
	term_bytes(t, "\013Por la ca");
}

Test(ventana, cambia_mientras_se_escribe)
{
	struct world w;
	char value[256];
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	at_address(t);
	term_resize(t, 30, 110);
	term_bytes(t, "ncha de m");
	cr_expect(term_has(t, "Por la cancha de m"), "%s", term_screen(t));
	term_resize(t, 12, 40);
	term_bytes(t, "icro, ");
	cr_expect(term_has(t, "Por la cancha de micro,"), "%s", term_screen(t));
	term_resize(t, 8, 30);
	cr_expect(term_has(t, "Ventana muy pequeña"), "%s", term_screen(t));
	cr_expect(term_has(t, "nada se pierde"), "%s", term_screen(t));
	term_bytes(t, "casa verde");
	term_resize(t, 24, 80);
	cr_expect_str_eq(journey_value(t, value), "Por la cancha de micro, casa verde", "%s", term_screen(t));
	term_keys(t, "<Enter>");
	cr_expect_str_eq(journey_label(t, value), "Estrato", "%s", term_screen(t));
	term_keys(t, "<F2>");
	cr_wait(t, "Guardado");
	term_keys(t, "<Ctrl-E>");
	cr_wait(t, "Por la cancha de micro, casa verde");
	journey_quit(t);
	world_remove(&w);
}

/* The last letter of every line, the key bar on the last line and the cursor inside, at any size. */
Test(ventana, cada_tamano_se_dibuja_entero)
{
	static const struct { int rows, cols; } sizes[] = { { 24, 80 }, { 25, 80 }, { 12, 40 }, { 10, 40 }, { 24, 59 }, { 24, 60 }, { 14, 70 }, { 40, 132 }, { 60, 200 }, { 11, 200 }, { 60, 41 } };
	struct world w;
	int row, col;
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	static const char *const ways[] = { "", "<F7>", "<Enter>", "v", "<Esc>2", "<Enter>", "<Esc>3", "<Esc>6", "<Esc>7", "<Esc>8", "<Esc><Ctrl-E>", "<F1>", "<Esc><F9>" };
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		term_keys(t, ways[i]);
		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
			term_resize(t, sizes[k].rows, sizes[k].cols);
			cr_expect(strstr(term_line(t, sizes[k].rows - 1), "F1 Ayuda"), "%s at %d×%d:\n%s", ways[i], sizes[k].rows, sizes[k].cols, term_screen(t));
			cr_expect(strstr(term_line(t, 0), "PRACTICA"), "%s at %d×%d:\n%s", ways[i], sizes[k].rows, sizes[k].cols, term_screen(t));
			term_cursor(t, &row, &col);
			cr_expect(row > 0 && row < sizes[k].rows && col < sizes[k].cols, "%s at %d×%d: cursor at %d,%d:\n%s", ways[i], sizes[k].rows, sizes[k].cols, row, col, term_screen(t));
		}
	}
	journey_quit(t);
	world_remove(&w);
}

/* Two hundred changes without waiting, with letters between: the screen is the one of the last size, and no letter is lost. */
Test(ventana, tormenta)
{
	struct world w;
	char value[256], letter[2] = "a", typed[64] = "Por la ca";
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	at_address(t);
	for (int i = 0; i < 200; i++) {
		term_resize_now(t, 12 + i % 31, 40 + i * 7 % 90);
		if (i % 10 == 0) {
			letter[0] = (char)('a' + i / 10);
			term_type(t, letter);
			strcat(typed, letter);
		}
		nanosleep(&(struct timespec){ .tv_nsec = 1000000L }, NULL);
	}
	term_resize(t, 24, 80);
	term_resize(t, 24, 81);
	term_resize(t, 24, 80);
	cr_expect_str_eq(journey_value(t, value), typed, "%s", term_screen(t));
	term_keys(t, "<F1>");
	cr_wait(t, "Ayuda: ");
	term_keys(t, "<Esc><F2>");
	cr_wait(t, "Guardado");
	journey_quit(t);
	world_remove(&w);
}

/* SIGTERM while the window is being dragged: quick, with the letters kept. */
Test(ventana, tormenta_y_fin)
{
	struct world w;
	char value[256];
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	at_address(t);
	for (int i = 0; i < 50; i++)
		term_resize_now(t, 12 + i % 20, 40 + i % 50);
	long from = term_now_ms();
	term_kill(t, SIGTERM);
	cr_expect_eq(term_end(t), 75);
	cr_expect_lt(term_now_ms() - from, 3000);
	t = journey_open(&w, NULL);
	term_keys(t, "5");
	cr_assert(journey_line(t, "Datos del hogar", NULL), "%s", term_screen(t));
	term_keys(t, "<Enter>");
	cr_wait(t, "Continúa donde lo dejó");
	cr_expect_str_eq(journey_value(t, value), "Por la ca", "%s", term_screen(t));
	journey_quit(t);
	world_remove(&w);
}
