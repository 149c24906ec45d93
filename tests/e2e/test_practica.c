/* Every screen of the practice says PRACTICA, names its keys on the last line, and holds the cursor on what is chosen; a real store never says it. */
#include "family.h"

#include <stdio.h>
#include <string.h>

/* The way to each screen and dialog from the start, back with Esc as often as it is deep. focus: the words under the cursor. */
struct way { const char *keys, *shows, *focus; };
static const struct way ways[] = {
	{ "", "Lo que sigue", NULL },
	{ "<Tab>", "1 En curso", "1 En curso" },
	{ "<Tab><F1>", "Ayuda: Inicio", NULL },
	{ "<F9>", "Qué se puede hacer aquí", "Abrir" },
	{ "1", "Filtros: visita: En curso", NULL },
	{ "6", "Buscar:", "" },
	{ "5", "Sin terminar", NULL },
	{ "<F7><Down>", "Buscar:", NULL },
	{ "<F7><Ctrl-B>", "Filtrar la lista", "Fase" },
	{ "<F7><Ctrl-B><Enter>", "Escriba para buscar", "> Cualquiera" },
	{ "<Ctrl-N>", "1 Buscar", "" },
	{ "<Ctrl-N>88888888<Enter>", "2 Datos del hogar", "20/11/2026" },
	{ "<F6>", "Estado", NULL },
	{ "<F7><Enter>", "1  Integrantes", NULL },
};

static const struct way of_family[] = {
	{ "v", "Visita", NULL }, { "1", "Parentesco", NULL }, { "1<Ins>", "Primer nombre", "" }, { "1<Enter>", "Primer nombre", NULL }, { "2", "A alcanzado", NULL }, { "2<Down><Enter><Down><Enter>", "Cómo se supo", "Estado" },
	{ "3", "Plan familiar", NULL }, { "4", "Visitas", NULL }, { "5", "Oportunidades", NULL }, { "6", "[Resumen]", NULL }, { "6<Tab>", "[IPM]", NULL }, { "6<Tab><Tab>", "[Ingreso]", NULL },
	{ "6<Tab><Tab><Tab>", "[Qué falta]", NULL }, { "6<Tab><Tab><Tab><Tab>", "[Registradas]", NULL }, { "7", "Lo que debe estar", NULL }, { "8", "operaciones", NULL }, { "8<Enter>", "Operación", NULL },
	{ "9", "Sin terminar", NULL }, { "<Ctrl-E>", "Vinculación", NULL }, { "<Ctrl-E><Tab><F4>", "Escriba para buscar", "> " }, { "<Ctrl-P>", "¿Dónde está en la ruta?", NULL },
	{ "<F4>", "Próxima visita", NULL }, { "<Ctrl-D>", "¿Por qué termina el acompañamiento", "> " }, { "<F6>", "", NULL }, { "2<Ctrl-P>", "¿Por qué?", NULL },
};

/* From the cursor to the end of its line. */
static const char *under_cursor(struct term_driver *t)
{
	int row, col;
	term_cursor(t, &row, &col);
	const char *line = term_line(t, row);
	for (int n = 0; *line && n < col; n++)
		for (line++; ((unsigned char)*line & 0xC0) == 0x80; line++)
			;
	return line;
}

static void check(struct term_driver *t, const struct way *way, bool practica)
{
	int row, col;
	cr_assert(term_wait(t, way->shows), "%s: «%s» did not come:\n%s", way->keys, way->shows, term_screen(t));
	bool says = strstr(term_line(t, 0), "PRACTICA") != NULL;
	cr_expect_eq(says, practica, "%s:\n%s", way->keys, term_screen(t));
	cr_expect(strstr(term_line(t, 23), "F1 Ayuda"), "%s:\n%s", way->keys, term_screen(t));
	term_cursor(t, &row, &col);
	cr_expect(row > 0, "%s: the cursor is in the title:\n%s", way->keys, term_screen(t));
	if (way->focus)
		cr_expect(strncmp(under_cursor(t), way->focus, strlen(way->focus)) == 0, "%s: under the cursor «%s», not «%s»:\n%s", way->keys, under_cursor(t), way->focus, term_screen(t));
}

/* What is chosen has the mark «>» or is the field that is being filled: the cursor is on that line. */
static void on_the_chosen_line(struct term_driver *t, const struct way *way)
{
	int row, col;
	term_cursor(t, &row, &col);
	for (int i = 1; i < 23; i++)
		if (term_line(t, i)[0] == '>')
			cr_expect_eq(i, row, "%s: the cursor is on line %d, the mark on %d:\n%s", way->keys, row, i, term_screen(t));
}

static void walk(struct term_driver *t, const struct way *list, size_t n, const char *home, bool practica)
{
	for (size_t i = 0; i < n; i++) {
		term_keys(t, list[i].keys);
		check(t, &list[i], practica);
		if (!term_has(t, "┌─") && !term_has(t, "Buscar:"))      /* in a search the cursor is where the letters go */
			on_the_chosen_line(t, &list[i]);
		for (int back = 0; back < 6 && !strstr(term_screen(t), home); back++)
			term_keys(t, "<Esc>");
		while (term_has(t, "┌─"))
			term_keys(t, "<Esc>");
		cr_assert(term_wait(t, home), "%s did not lead back:\n%s", list[i].keys, term_screen(t));
	}
}

#define COUNT(list) (sizeof list / sizeof *list)

Test(practica, cada_pantalla_lo_dice)
{
	struct world w;
	world_practica(&w);
	struct term_driver *t = journey_open(&w, NULL);
	walk(t, ways, COUNT(ways), "Lo que sigue", true);
	journey_momento(t, "Seguimiento", "En curso");
	walk(t, of_family, COUNT(of_family), "1  Integrantes", true);
	journey_quit(t);
	world_remove(&w);
}

Test(practica, un_almacen_real_no_lo_dice)
{
	struct world w;
	world_real(&w);
	struct term_driver *t = journey_open(&w, NULL);
	family_register(t);
	family_visita_inicio(t);
	walk(t, of_family, COUNT(of_family), "1  Integrantes", false);
	journey_quit(t);
	world_remove(&w);
}
