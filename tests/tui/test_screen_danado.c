#include "mundo.h"

#include "tui/danado.h"

#include <criterion/criterion.h>

static struct mundo m;
static struct danado_eleccion choice;
static const char *const found[] = { "El archivo de datos está tan dañado que el proceso que lo revisaba se detuvo." };
static const struct danado_respaldo backups[] = { { "21/11/2026 17:40", "118 hogares y 5310 operaciones" }, { "20/11/2026 17:35", "117 hogares y 5298 operaciones" } };

static void start(void) { mundo_vacio(&m); }
static void stop(void) { mundo_close(&m); }
TestSuite(screen_danado, .init = start, .fini = stop);

static void open_with(int n)
{
	static struct danado_arg arg;
	choice = (struct danado_eleccion){ .que = DANADO_LEER };
	arg = (struct danado_arg){ .hallazgo = found, .n = 1, .respaldo = backups, .n_respaldo = n, .eleccion = &choice };
	abrir(&m, &screen_danado, &arg);
}

Test(screen_danado, what_happened_what_works_and_the_backups)
{
	open_with(2);
	cr_se_ve(&m, "El almacén necesita atención");
	cr_se_ve(&m, "tiene daños y no se abrió");
	cr_se_ve(&m, "el proceso que lo revisaba se detuvo");
	cr_se_ve(&m, "> Consultar en modo lectura");
	cr_se_ve(&m, "21/11/2026 17:40");
	cr_se_ve(&m, "117 hogares y 5298 operaciones");
	cr_assert_eq(choice.que, DANADO_SALIR, "nothing is chosen until somebody chooses");
	tamano(&m, 12, 40);
	cr_se_ve(&m, "> Consultar en modo");
}

Test(screen_danado, without_a_backup_it_says_where_else_to_look)
{
	open_with(0);
	teclas(&m, "<End>");
	cr_se_ve(&m, "No hay respaldos en este equipo");
	cr_se_ve(&m, "con el nombre del archivo");
}

Test(screen_danado, reading_and_leaving_are_chosen_by_enter)
{
	open_with(2);
	teclas(&m, "<Enter>");
	cr_assert(m.app.quit);
	cr_assert_eq(choice.que, DANADO_LEER);
	m.app.quit = false;
	open_with(2);
	teclas(&m, "<F3>");
	cr_assert(m.app.quit);
	cr_assert_eq(choice.que, DANADO_SALIR);
}

Test(screen_danado, a_backup_is_put_in_place_only_after_a_yes)
{
	open_with(2);
	teclas(&m, "2<Enter>");
	cr_se_ve(&m, "El respaldo del 20/11/2026 17:35, con 117 hogares");
	teclas(&m, "<Enter>");
	cr_assert_not(m.app.quit, "No is what Enter means at first");
	cr_assert_eq(choice.que, DANADO_SALIR);
	teclas(&m, "<Enter><Right><Enter>");
	cr_assert(m.app.quit);
	cr_assert_eq(choice.que, DANADO_RESTAURAR);
	cr_assert_eq(choice.respaldo, 1);
}

/* What follows from records is not a reason to go back to a backup. */
Test(screen_danado, indexes_alone_are_made_anew)
{
	static struct danado_arg arg;
	arg = (struct danado_arg){ .hallazgo = found, .n = 1, .indices = true, .respaldo = backups, .n_respaldo = 2, .eleccion = &choice };
	abrir(&m, &screen_danado, &arg);
	cr_se_ve(&m, "Los datos de las familias están bien");
	cr_se_ve(&m, "> Rehacer los índices");
	teclas(&m, "<Enter>");
	cr_assert(m.app.quit);
	cr_assert_eq(choice.que, DANADO_REHACER);
	tamano(&m, 12, 40);
	open_with(2);
	cr_no_se_ve(&m, "Rehacer los índices");
}
