#include "mundo.h"

#include "model/alerta.h"
#include "tui/inicio_lista.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_inicio, .init = start, .fini = stop);

Test(screen_inicio, what_to_do_today)
{
	abrir(&m, &screen_inicio, NULL);
	cr_pantalla(&m,
		" Inicio                                                    PRACTICA  22/11/2026\n"
		" Buenas tardes, Marta Restrepo · domingo 22 de noviembre de 2026\n"
		"                             ── Lo que sigue ──\n"
		"   1 En curso             1  > Úsuga Ríos, Rosalba             visita en curso\n"
		"   2 Vencidas             1      Encuadre y autorización de datos\n"
		"   3 Para visitar         2    Zapata Peña, Gloria        vencida hace 10 días\n"
		"   4 En espera            1      Seguimiento: Encuadre y datos al día\n"
		"   5 Por terminar         0    Restrepo Gómez, Elena            primera visita\n"
		"   6 Todas                5      Encuadre y autorización de datos\n"
		"                               Palacios Mosquera, Yolanda     vence en 50 días\n"
		"                                 Plan familiar: Encuadre y datos al día\n"
		"                               Ñáñez Cano, Nubia           desde el 14/12/2026\n"
		"                                 Seguimiento: Encuadre y datos al día\n"
		"\n\n\n\n\n\n\n\n\n\n"
		" Entrar Abrir  Tab Otro lado  F7 Buscar  Ins Registrar  F9 Menú        F1 Ayuda\n");
}

/* Names leave more or less room for when the visit is due; what is said of it is whole, and the step gives way first. */
Test(screen_inicio, when_it_is_due_is_never_cut)
{
	struct agenda agreed = { .estado = AGENDA_PENDIENTE, .dias = 48, .vence = MUNDO_HOY + 42, .acordada = MUNDO_HOY + 4 }, under_way = { .estado = AGENDA_EN_CURSO, .acordada = DATE_NONE };
	const struct { const char *nombre; const struct agenda *agenda; const char *lines; } row[] = {
		{ "Úsuga Ríos, Rosalba", &agreed, "  Úsuga Ríos, Rosalba         acordada 26/11/2026\n    Visita de inicio: Datos del hogar\n" },
		{ "Úsuga Echavarría, Julián Andrés", &agreed, "  Úsuga Echavarría, Julián Andrés\n    vence en 42 días · el 26/11\n" },
		{ "Úsuga Echavarría, Julián Andrés", &under_way, "  Úsuga Echavarría, Julián Andrés\n    visita en curso · Datos del hogar\n" },
	};
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct inicio_renglon r = { .nombre = row[i].nombre, .agenda = row[i].agenda, .paso = "Visita de inicio: Datos del hogar" };
		struct grid g = { 0 };
		grid_init(&g, &m.arena, 2, 49);
		inicio_renglon_draw(&m.app, &g, &r, (struct rect){ 0, 0, 2, 49 }, false);
		cr_expect_str_eq(grid_dump(&g, &m.arena), row[i].lines);
	}
}

/* The number beside a count and the number of rows of its list. */
static int count_of(int digit)
{
	return atoi(linea(&m, 2 + digit) + 24);
}

/* Rows of a list begin with the mark or its room; headings and hints are told by their words. */
static int rows_of_list(void)
{
	static const char *const no_row[] = { "  Nombre", "  Sin terminar", "  No hay nada" };
	int n = 0;
	for (int row = 2; row < m.rows - 2; row++) {
		const char *text = linea(&m, row);
		bool is = strncmp(text, "> ", 2) == 0 || strncmp(text, "  ", 2) == 0;
		for (size_t i = 0; i < sizeof no_row / sizeof *no_row; i++)
			is = is && strncmp(text, no_row[i], strlen(no_row[i])) != 0;
		n += is;
	}
	return n;
}

Test(screen_inicio, each_count_opens_a_list_just_as_long)
{
	struct err err = { 0 };
	struct answers typed;
	answers_init(&typed, &m.arena);
	answers_set(&typed, "barrio", value_text("Popular"));
	cr_assert(borrador_put(m.store, &(struct borrador_clave){ .hogar = m.hogar[ZAPATA], .formulario = "hogar" }, &typed, "Datos del hogar: Zapata", "barrio", &err), "%s", err.text);
	abrir(&m, &screen_inicio, NULL);
	for (int digit = 1; digit <= 6; digit++) {
		int count = count_of(digit);
		teclas(&m, (char[]){ (char)('0' + digit), 0 });
		cr_assert_str_neq(arriba(&m), "inicio");
		cr_expect_eq(rows_of_list(), count, "%d: %d in\n%s", digit, count, pantalla(&m));
		teclas(&m, "<Esc>");
		cr_arriba(&m, "inicio");
	}
	cr_expect_eq(count_of(5), 1);
	cr_expect_eq(count_of(6), FAMILIAS);
}

Test(screen_inicio, the_family_to_attend_first_is_one_key_away)
{
	abrir(&m, &screen_inicio, NULL);
	cr_expect_str_eq(bajo_cursor(&m), "Úsuga Ríos, Rosalba             visita en curso");
	teclas(&m, "<Down>");
	cr_expect_str_eq(bajo_cursor(&m), "Zapata Peña, Gloria        vencida hace 10 días");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogar");
	cr_se_ve(&m, "MS-00003");
	teclas(&m, "<F3>");
	cr_expect_str_eq(bajo_cursor(&m), "Zapata Peña, Gloria        vencida hace 10 días", "the place is kept");
}

Test(screen_inicio, the_other_side)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<Tab>");
	cr_expect(strncmp(bajo_cursor(&m), "1 En curso", 10) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Down><Enter>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Visitas vencidas");
	cr_se_ve(&m, "1 de 5");
}

Test(screen_inicio, search_and_registration_are_one_key_away)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<F7>palacios");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Palacios Mosquera");
	teclas(&m, "<Esc><Esc><Ins>");
	cr_arriba(&m, "registrar");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "inicio");
}

Test(screen_inicio, esc_does_not_leave_the_console)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<Esc><F3>");
	cr_arriba(&m, "inicio");
	cr_expect(!m.app.quit);
	cr_se_ve(&m, "F10");
	teclas(&m, "<F10>");
	cr_expect(m.app.quit);
}

Test(screen_inicio, another_day_other_counts)
{
	abrir(&m, &screen_inicio, NULL);
	mundo_dia(&m, MUNDO_HOY + 60);
	teclas(&m, "<Tab>");
	cr_expect_eq(count_of(2), 2, "%s", pantalla(&m));
	cr_expect_eq(count_of(4), 0);
	cr_se_ve(&m, "jueves 21 de enero de 2027");
}

Test(screen_inicio, changes_of_others_appear)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<Tab>");
	mundo_registrar(&m, "Nelly Arango Ríos", "43210009", "Popular", 1);
	teclas(&m, "<Tick>");
	cr_expect_eq(count_of(6), FAMILIAS, "one's own changes come with what one does");
	mundo_ajeno(&m);
	teclas(&m, "<Tick>");
	cr_expect_eq(count_of(6), FAMILIAS + 1);
	cr_expect_eq(count_of(3), 3);
}

Test(screen_inicio, small_and_large)
{
	abrir(&m, &screen_inicio, NULL);
	tamano(&m, 12, 40);
	cr_se_ve(&m, " 1 En curso      1  2 Vencidas      1");
	cr_se_ve(&m, "> Úsuga Ríos");
	teclas(&m, "<End>");
	cr_expect(strncmp(bajo_cursor(&m), "Ñáñez", strlen("Ñáñez")) == 0, "%s", bajo_cursor(&m));
	tamano(&m, 60, 200);
	cr_se_ve(&m, "Visita de inicio: Encuadre y autorización de datos");
	tamano(&m, 24, 60);
	cr_se_ve(&m, "Lo que sigue");
}

Test(screen_inicio, clicks)
{
	abrir(&m, &screen_inicio, NULL);
	clic(&m, 4, 5);
	cr_arriba(&m, "hogares");
	teclas(&m, "<Esc>");
	clic(&m, 6, 40);
	cr_expect(strncmp(bajo_cursor(&m), "Zapata", 6) == 0, "the second line of a family is of that family");
	clic(&m, 5, 40);
	cr_arriba(&m, "hogar");
}

Test(screen_inicio, read_aloud_it_is_one_thing_after_another)
{
	m.grid.plain = true;
	abrir(&m, &screen_inicio, NULL);
	cr_se_ve(&m, "1 En curso: 1\n");
	cr_se_ve(&m, "> Úsuga Ríos, Rosalba\n     visita en curso · Visita de inicio: Encuadre y autorización de datos");
	teclas(&m, "6");
	cr_se_ve(&m, "> Ñáñez Cano, Nubia. Popular. Seguimiento. desde el 14/12/2026");
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "1  Integrantes 2 personas");
	cr_no_se_ve(&m, "─");
}

static void start_empty(void) { mundo_vacio(&m); }
TestSuite(screen_inicio_vacio, .init = start_empty, .fini = stop);

Test(screen_inicio_vacio, nobody_yet)
{
	abrir(&m, &screen_inicio, NULL);
	cr_se_ve(&m, "Todavía no hay hogares a su nombre");
	cr_expect_eq(count_of(6), 0);
	teclas(&m, "<Enter><Down><Tab><Enter>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Todavía no hay hogares");
	teclas(&m, "<Enter><Down><PgDn><End><Esc>");
	cr_arriba(&m, "inicio");
}

Test(screen_inicio, alerts_are_offered_where_the_programme_has_them)
{
	struct alerta_list some = { 0 };
	struct programa with = *m.programa;
	with.alertas = &some;
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<F9>");
	cr_no_se_ve(&m, "Alertas del hogar elegido");
	teclas(&m, "<Esc><F4>");
	cr_arriba(&m, "inicio");
	m.app.programa = &with;
	teclas(&m, "<F9>");
	cr_se_ve(&m, "Alertas del hogar elegido");
	m.app.programa = m.programa;
}
