/* A family registered twice: told by the command, compared and joined in the console, found by either folio, and undone. */
#include "journey.h"

#include <stdio.h>
#include <string.h>

#define cr_says(out, text) cr_expect(strstr(out, text) != NULL, "«%s» is missing in:\n%s", text, out)

static void twice(struct world *w)
{
	char out[8192], h[200], i[200];
	world_real(w);
	snprintf(h, sizeof h, "%s/hogares.csv", w->dir);
	snprintf(i, sizeof i, "%s/integrantes.csv", w->dir);
	FILE *f = fopen(h, "w");
	fputs("HOGAR;FECHA INGRESO;NOMBRE BARRIO;DIRECCION\nA-1;18/11/2026;Moravia;CR 50 # 80-12\nA-2;19/11/2026;Moravia;CR 50 # 80-12 INT 201\nA-3;19/11/2026;Popular;CL 1 # 2-3\n", f);
	fclose(f);
	f = fopen(i, "w");
	fputs("HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEGUNDO APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO;TIPO DOC;NUMERO DE DOCUMENTO\n"
		"A-1;Begoña;Núñez;Villa;Mujer;3/2/1990;Jefe;CC;43555111\nA-2;Vegoña;Nuñes;Billa;Mujer;2/3/1990;Jefe;CC;43555121\nA-3;Luz;Ríos;Villa;Mujer;1/2/1970;Jefe;CC;43777888\n", f);
	fclose(f);
	cr_assert_eq(WORLD_RUN(w, out, "importar", h, i, "--aplicar"), 0, "%s", out);
	cr_says(out, "2 de los nuevos se parecen a otra familia registrada: revíselos con «logros duplicados»");
}

Test(duplicados, for_people_spreadsheets_and_programs)
{
	struct world w;
	char out[8192];
	twice(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados"), 0, "%s", out);
	cr_says(out, "MS-00001 Núñez Villa, Begoña · MS-00002 Nuñes Billa, Vegoña (misma familia)");
	cr_says(out, "documentos iguales salvo un número");
	cr_says(out, "con el día y el mes cambiados");
	cr_says(out, "1 par por revisar");
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados", "--csv"), 0, "%s", out);
	cr_says(out, "puntos;tipo;folio_a;nombre_a;folio_b;nombre_b;razones\r\n");
	cr_says(out, "misma_familia;MS-00001;");
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados", "--json"), 0, "%s", out);
	cr_says(out, "\"tipo\":\"misma_familia\"");
	cr_says(out, "\"b\":{\"folio\":\"MS-00002\"");
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados", "--csv", "--json"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados", "todos"), 64, "%s", out);
	world_remove(&w);
}

Test(duplicados, joined_and_undone_in_the_console)
{
	struct world w;
	char out[8192];
	twice(&w);
	struct term_driver *t = journey_open(&w, NULL);
	cr_wait(t, "7 Parecidos            1");
	term_keys(t, "7");
	cr_wait(t, "documentos iguales salvo un");
	term_keys(t, "<Enter>");
	cr_wait(t, "Queda MS-00001");
	term_keys(t, "<F2>Misma mujer, dos jornadas<Enter>");
	cr_wait(t, "El hogar MS-00002 pasa a ser parte del MS-00001");
	term_keys(t, "<Right><Enter>");
	cr_wait(t, "Unidos: la familia sigue en el hogar MS-00001");
	journey_inicio(t);
	cr_not(t, "Parecidos");
	journey_hogar(t, "MS-00002");
	cr_wait(t, "MS-00001");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	t = journey_open(&w, NULL);
	journey_hogar(t, "MS-00001");
	term_keys(t, "8");
	cr_wait(t, "Unió dos hogares que eran la misma familia");
	term_keys(t, "<Ctrl-Z>");
	term_keys(t, "<Right><Enter>");
	term_keys(t, "Eran dos hermanas<Enter>");
	journey_inicio(t);
	cr_wait(t, "7 Parecidos            1");
	journey_quit(t);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "duplicados"), 0, "%s", out);
	cr_says(out, "1 par por revisar");
	world_remove(&w);
}
