#include "mundo.h"

#include <criterion/criterion.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_hogares, .init = start, .fini = stop);

Test(screen_hogares, all_of_them)
{
	abrir(&m, &screen_hogares, NULL);
	cr_pantalla(&m,
		" Hogares                                                   PRACTICA  22/11/2026\n"
		" Buscar:                                                              5 hogares\n"
		"  Nombre                   Barrio        Momento          Visita\n"
		"> Ñáñez Cano, Nubia        Popular       Seguimiento      desde el 14/12/2026\n"
		"  Palacios Mosquera, Yola… La Avanzada   Plan familiar    vence en 50 días\n"
		"  Restrepo Gómez, Elena    Popular       Visita de inicio primera visita\n"
		"  Úsuga Ríos, Rosalba      Santo Domingo Visita de inicio visita en curso\n"
		"  Zapata Peña, Gloria      Granizal      Seguimiento      vencida hace 10 días\n"
		"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
		" Entrar Abrir  F3 Volver  Ctrl-B Filtros  Ins Registrar  F9 Menú       F1 Ayuda\n");
}

/* What is typed, and the only family that remains. */
Test(screen_hogares, search_as_you_type)
{
	static const struct { const char *typed, *found; } cases[] = {
		{ "nanez", "Ñáñez Cano, Nubia" }, { "ÑÁÑEZ", "Ñáñez Cano, Nubia" }, { "usuga", "Úsuga Ríos, Rosalba" }, { "gomez elena", "Restrepo Gómez, Elena" },
		{ "elena gomez restrepo", "Restrepo Gómez, Elena" }, { "43210003", "Zapata Peña, Gloria" }, { "43.210.003", "Zapata Peña, Gloria" }, { "ms-00005", "Palacios Mosquera" },
		{ "rosalba rios", "Úsuga Ríos, Rosalba" }, { "mosquera", "Palacios Mosquera" },
	};
	abrir(&m, &screen_hogares, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		teclas(&m, cases[i].typed);
		cr_expect(strncmp(linea(&m, 3) + 2, cases[i].found, strlen(cases[i].found)) == 0, "«%s»:\n%s", cases[i].typed, pantalla(&m));
		cr_se_ve(&m, "1 de 5");
		teclas(&m, "<Ctrl-K>");
		cr_se_ve(&m, "5 hogares");
	}
}

Test(screen_hogares, a_member_is_found_by_the_name_of_the_family)
{
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "mateo restrepo");
	cr_se_ve(&m, "> Restrepo Gómez, Elena");
}

/* Another person, or a number that the row does not show; a row that shows it says nothing more. */
Test(screen_hogares, why_a_family_is_found)
{
	static const struct { const char *typed, *why; } cases[] = {
		{ "mateo restrepo", "Coincide: Mateo Restrepo" }, { "matheo", "Coincide: Mateo Restrepo" }, { "matteho", "Coincide: Mateo Restrepo" }, { "43210003", "Coincide: Gloria Zapata Peña, documento 43210003" }, { "3001234567", "Coincide: teléfono 300" },
	};
	abrir(&m, &screen_hogares, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		teclas(&m, cases[i].typed);
		cr_se_ve(&m, cases[i].why);
		teclas(&m, "<Ctrl-K>");
		cr_no_se_ve(&m, "Coincide");
	}
	teclas(&m, "restrepo elena");
	cr_no_se_ve(&m, "Coincide");
	teclas(&m, " mateo");
	cr_se_ve(&m, "Coincide: Mateo Restrepo");
}

Test(screen_hogares, letters_go_to_the_line_and_arrows_to_the_list)
{
	abrir(&m, &screen_hogares, NULL);
	cr_expect_eq(m.grid.cursor_row, 1, "it begins in the line");
	teclas(&m, "<Down><Down>");
	cr_expect_str_eq(bajo_cursor(&m), "Restrepo Gómez, Elena    Popular       Visita de inicio primera visita");
	teclas(&m, "107");
	cr_expect_eq(m.grid.cursor_row, 1);
	cr_se_ve(&m, "5 de 5");
	teclas(&m, "<Left><Left>x");
	cr_se_ve(&m, "Buscar: 1x07");
}

Test(screen_hogares, esc_gives_the_place_back_and_then_leaves)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "6<Down><Down><Down>zapata");
	cr_se_ve(&m, "1 de 5");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "> Úsuga");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
}

Test(screen_hogares, the_search_is_kept_when_coming_back_from_a_family)
{
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "107-35<Down><Down><Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "MS-00001");
	teclas(&m, "<F3>");
	cr_se_ve(&m, "Buscar: 107-35");
	cr_se_ve(&m, "5 de 5");
	cr_se_ve(&m, "> Restrepo");
}

Test(screen_hogares, filters)
{
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "<Ctrl-B>");
	cr_arriba(&m, "filtro");
	teclas(&m, "<Enter>crecemos<Enter>");
	cr_se_ve(&m, "Así Crecemos");
	teclas(&m, "<F2>");
	cr_se_ve(&m, "Filtros: fase: Así Crecemos");
	cr_se_ve(&m, "3 de 5");
	teclas(&m, "<Ctrl-B><End><Enter>vencida<Enter><F2>");
	cr_se_ve(&m, "fase: Así Crecemos · visita: Vencida");
	cr_se_ve(&m, "1 de 5");
	cr_se_ve(&m, "Zapata");
	teclas(&m, "<Enter><Esc>");
	cr_se_ve(&m, "1 de 5");
	teclas(&m, "<Ctrl-B><End><Del><Esc>");
	cr_se_ve(&m, "1 de 5");
	teclas(&m, "<Ctrl-B><Ctrl-K><F2>");
	cr_se_ve(&m, "5 hogares");
	cr_no_se_ve(&m, "Filtros:");
}

Test(screen_hogares, filter_by_comuna_and_state)
{
	mundo_poner(&m, m.hogar[ZAPATA], "comuna", value_choice("05001_02"));
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "<Ctrl-B><Down><Down><Down><Enter>santa cruz<Enter><F2>");
	cr_se_ve(&m, "comuna: 02 Santa Cruz");
	cr_se_ve(&m, "1 de 5");
	teclas(&m, "<Ctrl-B><Down><Down><Enter>vinculado<Enter><F2>");
	cr_se_ve(&m, "Ningún hogar cumple los filtros");
	cr_se_ve(&m, "0 de 5");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogares");
}

Test(screen_hogares, nothing_found_says_what_to_do)
{
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "qwertyuiop");
	cr_se_ve(&m, "Ningún hogar coincide");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Ctrl-N");
	teclas(&m, "<Ctrl-N>");
	cr_arriba(&m, "registrar");
	cr_se_ve(&m, "Buscar: qwertyuiop");
}

static void many(int n)
{
	for (int i = 0; i < n; i++)
		mundo_registrar(&m, arena_printf(&m.arena, "Persona%c Familia%c", 'a' + i / 26, 'a' + i % 26), arena_printf(&m.arena, "5000%04d", i), "Aranjuez", 1);
}

Test(screen_hogares, a_long_list_is_read_page_by_page)
{
	many(70);
	abrir(&m, &screen_hogares, NULL);
	cr_se_ve(&m, "75 hogares");
	teclas(&m, "<Home><PgDn><PgDn>");
	const char *there = arena_strdup(&m.arena, bajo_cursor(&m));
	cr_expect(*there);
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Zapata", 6) == 0, "%s", pantalla(&m));
	teclas(&m, "<Home>");
	for (int i = 0; i < 38; i++)
		teclas(&m, "<Down>");
	cr_expect_str_eq(bajo_cursor(&m), there, "one at a time or by pages, it is the same list");
	for (int i = 0; i < 74; i++) {
		teclas(&m, i % 2 ? "<Up>" : "<Down>");
		cr_expect(*bajo_cursor(&m), "an empty row:\n%s", pantalla(&m));
	}
	tamano(&m, 60, 80);
	int rows = 0;
	for (int row = 3; row < 58; row++)
		rows += strlen(linea(&m, row)) > 10;
	cr_expect_eq(rows, 55, "%s", pantalla(&m));
}

Test(screen_hogares, changes_of_others_appear_and_the_chosen_family_stays_chosen)
{
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "<Down><Down>");
	mundo_registrar(&m, "Beatriz Arango Ríos", "43210009", "Popular", 1);
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_se_ve(&m, "6 hogares");
	cr_se_ve(&m, "  Arango Ríos, Beatriz");
	cr_expect(strncmp(bajo_cursor(&m), "Restrepo", 8) == 0, "%s", bajo_cursor(&m));
}

Test(screen_hogares, small_and_large)
{
	abrir(&m, &screen_hogares, NULL);
	tamano(&m, 12, 40);
	cr_se_ve(&m, "> Ñáñez Cano, Nubia  desde");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "Visita");
	teclas(&m, "<Esc>");
	tamano(&m, 30, 200);
	cr_se_ve(&m, "Documento");
	cr_se_ve(&m, "Seguimiento: Encuadre y datos al día");
	cr_se_ve(&m, "MS-00004");
}

Test(screen_hogares, filters_by_what_was_measured_and_by_the_agreed_day)
{
	mundo_poner(&m, m.hogar[ZAPATA], HOGAR_PROXIMA, value_date(MUNDO_HOY + 3));
	mundo_poner(&m, m.hogar[PALACIOS], HOGAR_PROXIMA, value_date(MUNDO_HOY));
	abrir(&m, &screen_hogares, NULL);
	teclas(&m, "<Ctrl-B><End><Up><Enter>7 dias<Enter><F2>");
	cr_se_ve(&m, "Filtros: acordada: En los próximos 7 días");
	cr_se_ve(&m, "2 de 5");
	teclas(&m, "<Ctrl-B><End><Up><Enter>hoy<Enter><F2>");
	cr_se_ve(&m, "1 de 5");
	cr_se_ve(&m, "Palacios");
	teclas(&m, "<Ctrl-B><Ctrl-K><Down><Down><Down><Down><Enter>por determinar<Enter><F2>");
	cr_se_ve(&m, "matriz: Por determinar");
	cr_se_ve(&m, "5 de 5");
	teclas(&m, "<Ctrl-B><Ctrl-K><End><Up><Up><Enter>12 <Enter>");
	cr_se_ve(&m, "Infancia sin trabajo");
	teclas(&m, "<Esc><Ctrl-B>");
	cr_no_se_ve(&m, "Cogestor(a)  ");
	cr_no_se_ve(&m, "Infancia sin trabajo");
	teclas(&m, "<Esc>");
}

/* The same rows in a store that keeps none in memory; End goes to the last of them. */
Test(screen_hogares, a_large_list_is_read_page_by_page)
{
	many(70);
	((struct actor *)store_actor(m.store))->rol = ROL_COORDINADOR;
	lista_limite(m.store, 60);
	abrir(&m, &screen_hogares, NULL);
	cr_se_ve(&m, "Hogares, por cogestor(a) y folio");
	cr_se_ve(&m, "75 hogares");
	teclas(&m, "<Home><PgDn><PgDn>");
	const char *there = arena_strdup(&m.arena, bajo_cursor(&m));
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Familia", 7) == 0, "%s", pantalla(&m));
	teclas(&m, "<Home>");
	for (int i = 0; i < 38; i++)
		teclas(&m, "<Down>");
	cr_expect_str_eq(bajo_cursor(&m), there);
	teclas(&m, "familia");
	cr_se_ve(&m, "> Familiaa, Personaa");
	cr_se_ve(&m, "70 de 75");      /* counted while no key waited */
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Familia", 7) == 0, "%s", pantalla(&m));
	cr_se_ve(&m, "70 de 75");
	teclas(&m, "<Ctrl-B>");
	cr_se_ve(&m, "Cogestor(a)");
}

/* Who answers for others sees on the oldest screen which family it is, of whom, in which moment and when it is due; a folio is never cut. */
Test(screen_hogares, the_coordination_sees_folio_and_day)
{
	mundo_poner(&m, m.hogar[PALACIOS], HOGAR_PROXIMA, value_date(MUNDO_HOY + 40));
	((struct actor *)store_actor(m.store))->rol = ROL_COORDINADOR;
	tamano(&m, 24, 80);
	abrir(&m, &screen_hogares, NULL);
	cr_se_ve(&m, "Momento");
	cr_se_ve(&m, "Visita");
	cr_se_ve(&m, "MS-00005 Marta Restrepo");
	cr_se_ve(&m, "acordada 01/01/2027");
	mundo_poner(&m, m.hogar[ZAPATA], HOGAR_FOLIO, value_text("MED-2026-00001"));
	abrir(&m, &screen_hogares, NULL);
	cr_se_ve(&m, "MED-2026-00001 Marta Restrepo");
	cr_se_ve(&m, "vencida hace 10 días");
	tamano(&m, 40, 120);
	cr_se_ve(&m, "MED-2026-00001 Marta Restrepo");
	cr_se_ve(&m, "Momento");
	cr_se_ve(&m, "Barrio");
}
