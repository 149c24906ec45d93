/* What people type: ñ and accents in every way a keyboard sends them, pasted text, Escape in odd places, bytes that are no text. */
#include "journey.h"

#include <stdio.h>
#include <string.h>

#define PASTE(text) "\033[200~" text "\033[201~"

static struct term_driver *at_field(struct world *w, const char *label)
{
	world_practica(w);
	struct term_driver *t = journey_open(w, NULL);
	term_keys(t, "<F7><Enter>");
	cr_wait(t, "1  Integrantes");
	term_keys(t, "<Ctrl-E>");
	cr_wait(t, "Vinculación");
	journey_field(t, label);
	term_keys(t, "<Ctrl-K>");
	return t;
}

#define cr_value(t, expected) do { char value[256]; cr_expect_str_eq(journey_value(t, value), expected, "%s", term_screen(t)); } while (0)

Test(texto, enie_y_tildes)
{
	struct world w;
	struct term_driver *t = at_field(&w, "Cómo llegar");
	term_bytes(t, "Ñandú pingüino añejo ÁÉÍÓÚ");
	cr_value(t, "Ñandú pingüino añejo ÁÉÍÓÚ");
	/* A letter and its accent apart, as some systems send them; one Backspace takes both away. */
	term_bytes(t, "\013n\xCC\x83u e\xCC\x81l u\xCC\x88");
	cr_value(t, "ñu él ü");
	term_keys(t, "<Backspace><Backspace>");
	cr_value(t, "ñu él");
	/* The bytes of a letter may come apart on a slow line, and the program waits between them; what has no end is left out. */
	term_keys(t, "<Ctrl-K>");
	term_bytes(t, "Pe\xC3");
	cr_value(t, "Pe");
	term_bytes(t, "\xB1");
	cr_value(t, "Peñ");
	term_bytes(t, "a\xE2\x82");
	term_bytes(t, "\xC3");
	term_bytes(t, "\xB3");
	cr_value(t, "Peñaó");
	term_keys(t, "<Left><Left><Left><Del>n");
	cr_value(t, "Penaó");
	term_keys(t, "<Ctrl-Z>");
	journey_quit(t);
	world_remove(&w);
}

/* Whole words, in one piece, without their line ends acting as Enter. */
Test(texto, pegado)
{
	struct world w;
	char label[256];
	struct term_driver *t = at_field(&w, "Cómo llegar");
	term_bytes(t, PASTE("Por la cancha\r\nde Moravia,\tcasa 3\r"));
	cr_expect_str_eq(journey_label(t, label), "Cómo llegar", "%s", term_screen(t));
	cr_value(t, "Por la cancha de Moravia, casa 3");
	term_keys(t, "<Ctrl-K>");
	term_bytes(t, PASTE("\x1b[31mrojo\x07 e\xCC\x81l \xE2\x80\xAEvuelta"));
	cr_expect(term_has(t, "rojo él"), "%s", term_screen(t));
	cr_expect(!term_has(t, "\x07"));
	term_keys(t, "<F2>");
	cr_wait(t, "Guardado");
	journey_quit(t);
	world_remove(&w);
}

Test(texto, pegado_en_la_busqueda)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	char first[64], second[64], text[200], line[300];
	int row, col;
	term_keys(t, "<F7><Down><Up>");
	term_cursor(t, &row, &col);
	/* «> Apellido Apellido, Nombre …» */
	snprintf(line, sizeof line, "%s", term_line(t, row));
	cr_assert_eq(sscanf(line, "> %63s %63[^, ]", first, second), 2, "%s", line);
	snprintf(text, sizeof text, "\033[200~%s\n%s\n\033[201~", second, first);
	term_bytes(t, text);
	snprintf(text, sizeof text, "Buscar: %s %s", second, first);
	cr_wait(t, text);
	snprintf(text, sizeof text, "%s %s,", first, second);
	cr_expect(term_has(t, text), "%s", term_screen(t));
	journey_quit(t);
	world_remove(&w);
}

/* A paste whose end never comes does not hold the console. */
Test(texto, pegado_sin_final)
{
	struct world w;
	struct term_driver *t = at_field(&w, "Cómo llegar");
	term_type(t, "\033[200~a medias");
	cr_wait(t, "a medias");
	term_keys(t, "<Enter><F2>");
	cr_wait(t, "Guardado");
	journey_quit(t);
	world_remove(&w);
}

/* A paste of 200 kB: cut to what the field takes, and the console goes on. */
Test(texto, pegado_enorme)
{
	struct world w;
	static char big[200001];
	struct term_driver *t = at_field(&w, "Cómo llegar");
	memset(big, 'x', sizeof big - 1);
	term_type(t, "\033[200~");
	term_type(t, big);
	term_bytes(t, "\033[201~");
	term_keys(t, "<F1>");
	cr_wait(t, "Ayuda: ");
	term_keys(t, "<Esc>");
	journey_quit(t);
	world_remove(&w);
}

/* Esc goes back one step, wherever; twice in a row, before a letter, within a sequence that does not end. */
Test(texto, escape_en_todas_partes)
{
	struct world w;
	struct term_driver *t = at_field(&w, "Cómo llegar");
	term_keys(t, "a medio<Esc>");
	cr_wait(t, "1  Integrantes");
	term_keys(t, "<Ctrl-E>");
	cr_wait(t, "Continúa donde lo dejó");
	cr_value(t, "a medio");
	term_keys(t, "<F4>");
	cr_wait(t, "F2 acepta");
	term_keys(t, " y más<Esc>");
	cr_wait(t, "Esc otra vez vuelve");
	term_keys(t, "<Esc>");
	cr_gone(t, "F2 acepta");
	cr_value(t, "a medio");
	term_keys(t, "<Esc><Esc>");
	cr_wait(t, "Buscar:");
	char all[128];
	snprintf(all, sizeof all, "%s", strstr(term_line(t, 1), "  "));
	cr_assert(strstr(all, " hogares"));
	term_keys(t, "zapata");
	cr_assert(strcmp(all, strstr(term_line(t, 1), "  ")) != 0);
	term_keys(t, "<Esc>");
	cr_expect_str_eq(strstr(term_line(t, 1), "  "), all, "%s", term_screen(t));
	term_keys(t, "<Esc>");
	cr_wait(t, "Lo que sigue");
	term_keys(t, "<Esc><Esc><Esc>");
	cr_wait(t, "Para salir de la consola pulse F10");
	term_keys(t, "<F9>");
	cr_wait(t, "Qué se puede hacer aquí");
	term_keys(t, "<Esc>");
	cr_gone(t, "Qué se puede hacer aquí");
	/* Beginnings of sequences that no key sends: they are not typed as letters and end nothing. */
	term_keys(t, "<F7>");
	term_bytes(t, "\033[99;99");
	term_bytes(t, "\033O");
	term_keys(t, "<F1>");
	cr_wait(t, "Ayuda: ");
	term_keys(t, "<Esc>");
	journey_quit(t);
	world_remove(&w);
}

/* Bytes that are no UTF-8, every control letter, NUL: nothing ends and the store stays whole. */
Test(texto, bytes_sueltos)
{
	struct world w;
	char out[4096];
	struct term_driver *t = at_field(&w, "Cómo llegar");
	static const char *const odd[] = { "\xff\xfe", "\xC3(", "\xE2\x82", "\xF0\x9F\x98\x80", "\x01\x05\x06\x08", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x1c\x1d\x1e\x1f" };
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		term_type(t, odd[i]);
		term_keys(t, "a");
	}
	term_keys(t, "<F1>");
	cr_wait(t, "Ayuda: ");
	term_keys(t, "<F10>");
	cr_expect_eq(term_end(t), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}

/* What a record holds cannot speak to the terminal: text from a file is cleaned on its way in and on its way out. */
Test(texto, datos_con_secuencias)
{
	struct world w;
	char out[4096], h[200], i[200];
	size_t n;
	world_real(&w);
	snprintf(h, sizeof h, "%s/hogares.csv", w.dir);
	snprintf(i, sizeof i, "%s/integrantes.csv", w.dir);
	FILE *f = fopen(h, "w");
	fputs("HOGAR;FECHA INGRESO;NOMBRE BARRIO;COMO LLEGAR\nA-1;20/11/2026;Mora\x1b[2Jvia;\x1b]0;titulo\x07Por la \xE2\x80\xAE" "cancha\n", f);
	fclose(f);
	f = fopen(i, "w");
	fputs("HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO\nA-1;Be\x1b[31mgoña;Nuñez;Mujer;1/2/1990;Jefe\n", f);
	fclose(f);
	int status = WORLD_RUN(&w, out, "importar", h, i, "--aplicar");
	cr_assert(status == 0 || status == 65, "%d: %s", status, out);
	if (status == 0) {
		struct term_driver *t = journey_open(&w, NULL);
		term_keys(t, "<Enter><Ctrl-E>");
		const char *all = term_output(t, &n);
		cr_expect_null(strstr(all, "\033]0;titulo"));
		cr_expect_null(strstr(all, "\xE2\x80\xAE"));
		cr_expect_null(strstr(all, "Mora\033[2J"));
		journey_quit(t);
	}
	world_remove(&w);
}
