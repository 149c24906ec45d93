/* Lists of a day that has passed. */
#include "tests/report/oficina.h"
#include "base/date.h"
#include <criterion/criterion.h>
#include <string.h>

static struct oficina o;

static void open_office(void)
{
	oficina_open(&o);
}

static void close_office(void)
{
	oficina_close(&o);
}

TestSuite(pasado, .init = open_office, .fini = close_office, .timeout = 120);

static const char hogares[] = "HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;24/03/2025;Moravia\nA-2;24/03/2025;Moravia\n";
static const char cambiados[] = "HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;24/03/2025;Aranjuez\nA-2;24/03/2025;Moravia\nA-3;24/03/2025;Manrique\n";
static const char gente[] = "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO;TIPO DOCUMENTO;NUMERO DOCUMENTO\n"
	"A-1;Begoña;Nuñez;Mujer;1/2/1990;Jefe;CC;43000001\nA-2;Luz;Ríos;Mujer;1/2/1991;Jefe;CC;43000002\n";
static const char mas_gente[] = "HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO;TIPO DOCUMENTO;NUMERO DOCUMENTO\n"
	"A-1;Begoña;Nuñez;Mujer;1/2/1990;Jefe;CC;43000001\nA-2;Luz;Ríos;Mujer;1/2/1991;Jefe;CC;43000002\nA-3;Ana;Paz;Mujer;1/2/1992;Jefe;CC;43000003\n";

static struct exportar export_to(const char *name, bool pasado, int32_t day, const char **text)
{
	struct err err = { 0 };
	size_t n;
	struct exportar x = { .store = o.store, .programa = o.programa, .hoy = o.hoy, .sensibles = true, .pasado = pasado, .a_fecha = day };
	const char *folder = arena_printf(&o.arena, "%s/%s", o.folder, name);
	cr_assert(exportar_run(&x, folder, &err), "%s", err.text);
	*text = arena_printf(&o.arena, "%s%s", oficina_read(&o, arena_printf(&o.arena, "%s/hogares.csv", folder), &n), oficina_read(&o, arena_printf(&o.arena, "%s/integrantes.csv", folder), &n));
	return x;
}

Test(pasado, the_lists_of_a_day_are_those_that_were_written_that_day)
{
	const char *that_day, *now, *again;
	clock_fix(o.hoy);
	oficina_import(&o, hogares, gente, true);
	cr_assert_eq(export_to("uno", false, 0, &that_day).hogares, 2);
	clock_fix(o.hoy + 4);
	struct importar *im = oficina_import(&o, cambiados, mas_gente, true);
	cr_assert_eq(im->nuevos, 1, "%s", oficina_rejections(&o, im));
	cr_assert_eq(im->cambiados, 1);
	cr_assert_eq(export_to("dos", false, 0, &now).hogares, 3);
	cr_assert(strstr(now, "Aranjuez"));
	cr_assert_eq(export_to("tres", true, o.hoy, &again).hogares, 2);
	cr_expect_str_eq(again, that_day);
	cr_assert_eq(export_to("cuatro", true, o.hoy + 4, &again).hogares, 3);
	cr_expect_str_eq(again, now);
	cr_assert_eq(export_to("cinco", true, o.hoy - 1, &again).hogares, 0, "nobody was registered yet");
}
