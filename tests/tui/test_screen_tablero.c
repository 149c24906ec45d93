#include "mundo.h"
#include "store/lista.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct mundo m;
static void start(void) { mundo_open(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_tablero, .init = start, .fini = stop);

/* Marta now coordinates as well. */
static void coordinator(int limit)
{
	((struct actor *)store_actor(m.store))->rol = ROL_COORDINADOR;
	lista_limite(m.store, limit);
}

Test(screen_tablero, households_by_what_they_are)
{
	abrir(&m, &screen_inicio, NULL);
	teclas(&m, "<F8>");
	cr_arriba(&m, "tablero");
	cr_pantalla(&m,
		" Tablero: hogares                                          PRACTICA  22/11/2026\n"
		"  Hogares                                                         Cuántos\n"
		"> Por fase\n"
		"  Así Estamos                                                           2\n"
		"  Así Crecemos                                                          3\n"
		"  Por momento\n"
		"  Visita de inicio                                                      2\n"
		"  Plan familiar                                                         1\n"
		"  Seguimiento                                                           2\n"
		"  Por estado\n"
		"  En plan familiar                                                      1\n"
		"  En seguimiento                                                        2\n"
		"  Vinculado                                                             2\n"
		"  Por comuna o localidad\n"
		"  01 Popular                                                            5\n"
		"  Por celda de la matriz\n"
		"  Celda por determinar                                                  5\n"
		"\n\n\n\n\n\n"
		" Entrar Ver la lista  F3 Volver  Tab Otra hoja                         F1 Ayuda\n");
	teclas(&m, "<Down><Down><Enter>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Fase: Así Crecemos");
	cr_se_ve(&m, "3 de 5");
	teclas(&m, "<Esc>");
	cr_arriba(&m, "tablero");
	cr_expect(strncmp(bajo_cursor(&m), "Así Crecemos", 12) == 0, "%s", bajo_cursor(&m));
}

/* The number at the end of the line under the cursor. */
static int number_here(void)
{
	const char *line = bajo_cursor(&m), *last = line + strlen(line);
	while (last > line && last[-1] >= '0' && last[-1] <= '9')
		last--;
	return *last ? atoi(last) : -1;
}

static int rows_of_list(void)
{
	int n = 0;
	for (int row = 2; row < m.rows - 1; row++)
		n += (strncmp(linea(&m, row), "> ", 2) == 0 || strncmp(linea(&m, row), "  ", 2) == 0) && strncmp(linea(&m, row), "  Nombre", 8) != 0 &&
			strncmp(linea(&m, row), "  Ningún", 8) != 0;
	return n;
}

/* Small and large: each number of the board opens a list just as long. */
Test(screen_tablero, each_number_is_the_length_of_its_list)
{
	for (int limit = 0; limit < 2; limit++) {
		lista_limite(m.store, limit);
		abrir(&m, &screen_tablero, NULL);
		teclas(&m, "<Down>");
		int seen = 0;
		for (int i = 0; i < 16; i++) {
			int n = number_here();
			if (n >= 0) {
				teclas(&m, "<Enter>");
				cr_arriba(&m, "hogares");
				cr_expect_eq(rows_of_list(), n, "%s", pantalla(&m));
				teclas(&m, "<Esc>");
				seen++;
			}
			teclas(&m, "<Down>");
		}
		cr_expect_geq(seen, 9);
		teclas(&m, "<Esc>");
	}
}

Test(screen_tablero, logros_of_any_filter)
{
	abrir(&m, &screen_tablero, NULL);
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "Tablero: logros");
	cr_se_ve(&m, "Todos los hogares");
	cr_se_ve(&m, "5 hogares, 5 con logros conocidos");
	cr_se_ve(&m, "Alcanzado");
	teclas(&m, "12");
	cr_expect(strncmp(bajo_cursor(&m), "12 ", 3) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Ctrl-B><Enter>estamos<Enter><F2>");
	cr_se_ve(&m, "Filtros: fase: Así Estamos");
	cr_se_ve(&m, "2 hogares, 2 con logros conocidos");
	teclas(&m, "<Enter>");
	cr_arriba(&m, "hogares");
	cr_se_ve(&m, "Logro 12 por alcanzar");
}

Test(screen_tablero, cogestores_for_who_coordinates_them)
{
	abrir(&m, &screen_tablero, NULL);
	teclas(&m, "<Tab><Tab>");
	cr_se_ve(&m, "Tablero: hogares");
	coordinator(0);
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "Tablero: cogestores");
	cr_se_ve(&m, "Para visitar");
	cr_expect(strncmp(bajo_cursor(&m), "Marta Restrepo", 14) == 0, "%s", bajo_cursor(&m));
	teclas(&m, "<Enter>");
	cr_se_ve(&m, "Cogestor(a): Marta Restrepo");
	cr_se_ve(&m, "5 de 5");
}

Test(screen_tablero, a_large_office_begins_with_its_groups)
{
	coordinator(1);
	abrir(&m, &screen_inicio, NULL);
	cr_se_ve(&m, "Por fase");
	cr_se_ve(&m, "> Así Estamos");
	cr_no_se_ve(&m, "Restrepo Gómez");
	teclas(&m, "<Down><Enter>");
	cr_se_ve(&m, "Fase: Así Crecemos, por cogestor(a) y folio");
	cr_se_ve(&m, "3 de 5");
	cr_se_ve(&m, "Marta Restrepo");
	teclas(&m, "zapata");
	cr_se_ve(&m, "1 de 5");
	cr_se_ve(&m, "> Zapata Peña, Gloria");
}

Test(screen_tablero, small_and_without_anybody)
{
	abrir(&m, &screen_tablero, NULL);
	tamano(&m, 12, 40);
	cr_se_ve(&m, "Así Crecemos");
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "> Identificación");
	mundo_close(&m);
	mundo_vacio(&m);
	abrir(&m, &screen_tablero, NULL);
	cr_se_ve(&m, "Todavía no hay hogares");
}

static void start_alone(void)
{
	mundo_close(&m);      /* that of the suite */
	mundo_vacio(&m);
	mundo_registrar(&m, "Elena Restrepo Gómez", "43210001", "Popular", 2);
	abrir(&m, &screen_inicio, NULL);
}

Test(screen_tablero, one_household_is_said_in_the_singular, .init = start_alone)
{
	abrir(&m, &screen_tablero, NULL);
	teclas(&m, "<Tab>");
	cr_se_ve(&m, "1 hogar, 1 con logros conocidos");
}
