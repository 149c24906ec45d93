/* Every function key does its work in every terminal, with the bytes that the terminal really sends; and the keys of a keyboard without them do the same. */
#include "journey.h"

#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

struct terminal { char term[20], keyboard[20]; };
/* The fourth but one is PuTTY as it is delivered: it says xterm and sends its own bytes. */
static struct terminal terminals[] = {
	{ "xterm-256color", "xterm" }, { "xterm", "xterm" }, { "linux", "linux" }, { "vt220", "vt220" }, { "putty", "putty" }, { "xterm", "putty" },
	{ "screen", "xterm" }, { "tmux-256color", "xterm" },
};
enum { TERMINALS = sizeof terminals / sizeof *terminals };

static void press(struct term_driver *t, const char *key, const char *shows)
{
	term_keys(t, key);
	cr_assert(term_wait(t, shows), "%s did not show «%s»:\n%s", key, shows, term_screen(t));
}

static struct term_driver *open_with(struct world *w, const struct terminal *at)
{
	world_practica(w);
	return journey_open(w, &(struct world_how){ .term = at->term, .keyboard = at->keyboard });
}

ParameterizedTestParameters(teclas, funciones)
{
	return cr_make_param_array(struct terminal, terminals, TERMINALS);
}

ParameterizedTest(struct terminal *at, teclas, funciones)
{
	struct world w;
	char label[256];
	struct term_driver *t = open_with(&w, at);
	press(t, "<F1>", "Ayuda: Inicio");
	press(t, "<F3>", "Lo que sigue");
	press(t, "<F9>", "Qué se puede hacer aquí");
	term_keys(t, "<F12>");
	cr_gone(t, "Qué se puede hacer aquí");
	journey_momento(t, "Seguimiento", "Pendiente");
	press(t, "<F11>", "¿Dónde está en la ruta?");
	term_keys(t, "<F3>");
	press(t, "<Ctrl-E>", "Vinculación");
	press(t, "<F5>", "No hay un dato anterior para repetir");
	term_keys(t, "<F6>");
	cr_assert_str_eq(journey_label(t, label), "Departamento");
	press(t, "<F4>", "Escriba para buscar");
	term_keys(t, "<F12>");
	cr_gone(t, "Escriba para buscar");
	press(t, "<F2>", "Guardado 20/11/2026");
	term_keys(t, "v");
	press(t, "<F8>", "Primero abra la visita: F2");
	journey_quit(t);
	world_remove(&w);
}

ParameterizedTestParameters(teclas, movimiento)
{
	return cr_make_param_array(struct terminal, terminals, TERMINALS);
}

static int row_of(struct term_driver *t)
{
	int row, col;
	term_cursor(t, &row, &col);
	return row;
}

ParameterizedTest(struct terminal *at, teclas, movimiento)
{
	struct world w;
	char value[256];
	struct term_driver *t = open_with(&w, at);
	term_keys(t, "<F7><Down>");
	int first = row_of(t);
	term_keys(t, "<Down><Down>");
	cr_expect_eq(row_of(t), first + 2, "%s", term_screen(t));
	term_keys(t, "<Up>");
	cr_expect_eq(row_of(t), first + 1);
	term_keys(t, "<Home>");
	cr_expect_eq(row_of(t), first - 1);
	term_keys(t, "<PgDn>");
	cr_expect(row_of(t) > first);
	term_keys(t, "<End>");
	snprintf(value, sizeof value, "%.200s", term_line(t, row_of(t)));
	term_keys(t, "<Down>");
	cr_expect_str_eq(term_line(t, row_of(t)), value, "not the last one: %s", term_screen(t));
	term_keys(t, "<PgUp><Home><Enter><Ctrl-E><Down><Down><Down><Tab>");
	/* In a text: to the beginning, one letter on, take one away on each side. */
	journey_field(t, "Dirección");
	term_keys(t, "<Ctrl-K>abcdef<Home><Right><Del><Right><Backspace><End>z<Left>y");
	cr_expect_str_eq(journey_value(t, value), "adefyz", "%s", term_screen(t));
	term_keys(t, "<BackTab>");
	cr_expect_str_eq(journey_label(t, value), "Barrio o vereda");
	journey_quit(t);
	world_remove(&w);
}

/* Ctrl-letters and Alt-digits, for who has no function keys or whose terminal keeps them for itself. */
Test(teclas, gemelas)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	press(t, "<Alt-1>", "Ayuda: Inicio");
	press(t, "<Alt-3>", "Lo que sigue");
	press(t, "<Ctrl-O>", "Qué se puede hacer aquí");
	press(t, "<Alt-3>", "Lo que sigue");
	press(t, "<Alt-9>", "Qué se puede hacer aquí");
	press(t, "<Esc>", "Lo que sigue");
	press(t, "<Ctrl-F>", "Buscar:");
	press(t, "<Alt-3>", "Lo que sigue");
	press(t, "<Alt-7>", "Buscar:");
	press(t, "<Enter>", "1  Integrantes");
	press(t, "<Ctrl-P>", "¿Dónde está en la ruta?");
	term_keys(t, "<Esc>");
	press(t, "<Ctrl-E>", "Vinculación");
	press(t, "<Ctrl-R>", "No hay un dato anterior para repetir");
	char label[256];
	term_keys(t, "<Ctrl-G>");
	cr_expect_str_eq(journey_label(t, label), "Departamento");
	term_keys(t, "<Alt-6>");
	cr_expect_str_eq(journey_label(t, label), "Teléfono principal");
	term_keys(t, "<BackTab><BackTab><Alt-6><BackTab>");
	term_keys(t, "<Ctrl-G>");
	press(t, "<Ctrl-S>", "Guardado 20/11/2026");
	press(t, "<Ctrl-E>", "Vinculación");
	press(t, "<Alt-2>", "Guardado 20/11/2026");
	term_keys(t, "<Alt-0>");
	cr_assert_eq(term_end(t), 0);
	t = journey_open(&w, NULL);
	term_keys(t, "<Ctrl-Q>");
	cr_assert_eq(term_end(t), 0);
	world_remove(&w);
}
