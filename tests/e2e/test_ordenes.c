/* The commands that need no terminal: what they say, what they leave behind, and their exit status. */
#include "journey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOGARES = 1000, INTEGRANTES = 3799 };

static const char *root(void)
{
	const char *path = getenv("LOGROS_ROOT");
	return path ? path : ".";
}

/* A copy, since the rows to be corrected are written beside the file. */
static void take_examples(const struct world *w)
{
	char command[700];
	snprintf(command, sizeof command, "cp '%s/ejemplos/hogares.csv' '%s/ejemplos/integrantes.csv' '%s/ejemplos/hogar.json' '%s'", root(), root(), root(), w->dir);
	cr_assert_eq(system(command), 0);
}

static const char *in(const struct world *w, const char *name, char out[200])
{
	snprintf(out, 200, "%s/%s", w->dir, name);
	return out;
}

#define cr_says(out, text) cr_expect(strstr(out, text) != NULL, "«%s» is missing in:\n%s", text, out)

Test(ordenes, revisar)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "revisar"), 0, "%s", out);
	cr_says(out, "Medellín Solidaria: definiciones completas");
	cr_says(out, "45 logros en 9 dimensiones");
	cr_expect_eq(WORLD_RUN(&w, out, "revisar", "--programa", "no_existe"), 78, "%s", out);
	cr_says(out, "no_existe");
	cr_expect_eq(WORLD_RUN(&w, out, "revisar", "algo"), 64, "%s", out);
	world_remove(&w);
}

/* Every problem of a definition is told at once, with file, line and column. */
Test(ordenes, revisar_con_errores)
{
	struct world w;
	char out[8192], command[700], dir[200];
	world_nothing(&w);
	snprintf(command, sizeof command, "cp -r '%s/programs' '%s' && sed -i 's/${jefes} = 1/${jefs} = 1/; s/^    lema:/    lemma:/' '%s/programs/medellin-solidaria/ruta.yaml'", root(), w.dir, w.dir);
	cr_assert_eq(system(command), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "--definiciones", in(&w, "programs", dir), "revisar"), 78, "%s", out);
	cr_says(out, "ruta.yaml:");
	cr_says(out, "jefs");
	cr_says(out, "lemma");
	cr_expect_null(strstr(out, "definiciones completas"));
	world_remove(&w);
}

Test(ordenes, importar_ensaya_y_aplica)
{
	struct world w;
	char out[8192], h[200], i[200];
	world_real(&w);
	take_examples(&w);
	in(&w, "hogares.csv", h);
	in(&w, "integrantes.csv", i);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, i), 0, "%s", out);
	cr_expect_eq(journey_number(out, "hogares.csv: "), HOGARES);
	cr_expect_eq(journey_number(out, "integrantes.csv: "), INTEGRANTES);
	cr_says(out, "1000  Hogares que entrarían nuevos");
	cr_says(out, "Esto fue un ensayo: no se guardó nada.");
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(journey_number(out, ""), 0, "the rehearsal wrote: %s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar"), 0, "%s", out);
	cr_says(out, "1000  Hogares nuevos");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--aplicar", h, i), 0, "%s", out);
	cr_says(out, "1000  Hogares que ya estaban igual");
	cr_says(out, "   0  Hogares nuevos");
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(journey_number(out, ""), HOGARES + INTEGRANTES, "%s", out);
	cr_says(out, "0 problemas");
	world_remove(&w);
}

Test(ordenes, verificar_rehace_los_indices_y_dice_cuales)
{
	struct world w;
	char out[8192];
	world_practica(&w);
	for (int again = 0; again < 2; again++) {
		cr_expect_eq(WORLD_RUN(&w, out, "verificar", "--rehacer"), 0, "%s", out);
		cr_says(out, "Se rehizo desde los registros y el diario:");
		cr_says(out, "el índice de documentos");
		cr_says(out, "0 problemas");
	}
	world_remove(&w);
}

Test(ordenes, importar_csv_y_errores)
{
	struct world w;
	char out[8192], h[200], i[200];
	world_real(&w);
	in(&w, "hogares.csv", h);
	in(&w, "integrantes.csv", i);
	FILE *f = fopen(h, "w");
	fputs("HOGAR;FECHA INGRESO;NOMBRE BARRIO\nA-1;20/11/2026;Moravia\nA-2;31/02/2026;Moravia\n", f);
	fclose(f);
	f = fopen(i, "w");
	fputs("HOGAR;PRIMER NOMBRE;PRIMER APELLIDO;SEXO;FECHA NACIMIENTO;PARENTESCO\nA-1;Begoña;Nuñez;Mujer;1/2/1990;Jefe\nA-2;Luz;Ríos;Mujer;1/2/1990;Jefe\n", f);
	fclose(f);
	int status = WORLD_RUN(&w, out, "importar", h, i, "--aplicar");
	cr_expect_eq(status, 65, "%d: %s", status, out);
	cr_says(out, "31/02/2026");
	cr_says(out, "línea 3");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, "/no/hay"), 65, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h), 64, "%s", out);
	world_remove(&w);
}

Test(ordenes, exportar_e_importar_no_cambia_nada)
{
	struct world w;
	char out[8192], h[200], i[200], dir[200];
	world_practica(&w);
	in(&w, "hogares.csv", h);
	in(&w, "integrantes.csv", i);
	cr_assert_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", w.dir, "--sensibles"), 0, "%s", out);
	long families = journey_number(out, ""), people = journey_number(strchr(out, '\n') + 1, "");
	cr_says(out, "sensibles");
	cr_expect_gt(families, 100);
	cr_expect_gt(people, families);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", h, i, "--aplicar", "--csv"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "nuevos;"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "cambiados;"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "rechazados;"), 0, "%s", out);
	cr_expect_eq(journey_number(out, "iguales;"), families, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "exportar", "--carpeta", in(&w, "hogares.csv/x", dir)), 73, "%s", out);
	world_remove(&w);
}

Test(ordenes, evaluar)
{
	struct world w;
	static char out[262144];
	char file[200];
	world_nothing(&w);
	take_examples(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", in(&w, "hogar.json", file)), 0, "%s", out);
	cr_says(out, "\"folio\": \"MS-00231\"");
	cr_says(out, "\"fecha\": \"2026-11-20\"");
	cr_says(out, "\"alcanzado\": ");
	cr_expect_eq(journey_number(out, "\"sin_dato\": ") + journey_number(out, "\"alcanzado\": ") + journey_number(out, "\"por_alcanzar\": ") + journey_number(out, "\"no_aplica\": "), 45, "%.400s", out);
	cr_says(out, "promocion");
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "/no/hay.json"), 65, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar"), 64, "%s", out);
	FILE *f = fopen(file, "w");
	fputs("{\"hogar\": {\"municipio\": \"05001\",}}\n", f);
	fclose(f);
	int status = WORLD_RUN(&w, out, "evaluar", file);
	cr_expect_eq(status, 65, "%d: %s", status, out);
	cr_says(out, "hogar.json");
	world_remove(&w);
}

/* In a line of its own, for programs, a household of the store as well as one of a file. */
Test(ordenes, evaluar_un_hogar_en_una_linea)
{
	struct world w;
	static char out[262144];
	world_practica(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00020", "--lineas"), 0, "%.400s", out);
	cr_says(out, "\"folio\":\"MS-00020\"");
	cr_expect(strchr(out, '\n') && !strchr(out, '\n')[1], "more than a line: %.400s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "evaluar", "--hogar", "MS-00020"), 0, "%.400s", out);
	cr_says(out, "\"folio\": \"MS-00020\"");
	world_remove(&w);
}

/* A store of any size for measurements is as whole as one that people filled, and is plainly a practice store. */
Test(ordenes, generar)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "generar", "400", "--visitadas", "30"), 0, "%s", out);
	cr_says(out, "Almacén de práctica con 400 familias inventadas");
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_says(out, "0 problemas");
	cr_expect_eq(WORLD_RUN(&w, out, "--usuario", "coordinacion", "exportar", "--carpeta", w.dir), 0, "%s", out);
	cr_says(out, "400 hogares");
	cr_expect_eq(WORLD_RUN(&w, out, "generar", "10"), 73, "an existing store stays: %s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "generar", "muchas"), 64, "%s", out);
	world_remove(&w);
}

Test(ordenes, la_practica_dice_para_que_programa_existe)
{
	static const char *const programs[] = { "juntos", "tropa-social" };
	struct world w;
	char out[4096];
	world_nothing(&w);
	for (int i = 0; i < 2; i++) {
		cr_expect_eq(WORLD_RUN(&w, out, "--programa", programs[i], "generar", "10"), 78, "%s", out);
		cr_says(out, "La práctica existe para medellin-solidaria");
		cr_expect_neq(access(w.store, F_OK), 0, "a folder stays");
		cr_expect_eq(WORLD_RUN(&w, out, "--programa", programs[i], "demo", "--solo-crear"), 78, "%s", out);
		cr_says(out, "La práctica existe para medellin-solidaria");
	}
	cr_expect_eq(WORLD_RUN(&w, out, "generar", "10"), 0, "nothing is in the way: %s", out);
	world_remove(&w);
}

Test(ordenes, uso)
{
	struct world w;
	char out[8192];
	world_nothing(&w);
	cr_expect_eq(WORLD_RUN(&w, out, "--help"), 0, "%s", out);
	for (const char *const *name = (const char *const[]){ "demo", "iniciar", "importar", "exportar", "evaluar", "revisar", "verificar", "--fecha", NULL }; *name; name++)
		cr_says(out, *name);
	cr_expect_eq(WORLD_RUN(&w, out, "--version"), 0);
	cr_expect_eq(strncmp(out, "logros ", 7), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "--no-existe"), 64);
	cr_says(out, "la opción «--no-existe» no existe");
	cr_expect_eq(WORLD_RUN(&w, out, "bailar"), 64);
	cr_says(out, "la orden «bailar» no existe");
	cr_expect_eq(WORLD_RUN(&w, out, "verificar", "todo"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "demo", "--nada"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "revisar", "--programa"), 64, "%s", out);
	cr_says(out, "le falta su valor");
	for (const char *const *word = (const char *const[]){ "--almacen", "--usuario", "--config", "--fecha", NULL }; *word; word++) {
		cr_expect_eq(WORLD_RUN(&w, out, *word, "--sin-color", "verificar"), 64, "%s: %s", *word, out);
		cr_says(out, "le falta su valor");
	}
	world_remove(&w);
}

Test(ordenes, fecha_equivocada)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	for (const char *const *day = (const char *const[]){ "2026-02-30", "20/13/2026", "hoy", "", NULL }; *day; day++) {
		int status = world_run_how(&w, out, sizeof out, &(struct world_how){ .day = *day, .words = (const char *const[]){ "revisar", NULL } });
		cr_expect_eq(status, 64, "%s: %d: %s", *day, status, out);
		cr_says(out, "escríbala como 2026-11-22");
	}
	world_remove(&w);
}

Test(ordenes, almacen_que_no_esta)
{
	struct world w;
	char out[4096];
	world_nothing(&w);
	int status = WORLD_RUN(&w, out, "verificar");
	cr_expect_eq(status, 65, "%d: %s", status, out);
	cr_says(out, "No hay un almacén en «");
	cr_says(out, "logros iniciar");
	struct term_driver *t = world_console(&w, NULL);
	status = term_status(t);
	cr_expect_eq(status, 65, "%d", status);
	cr_expect(term_has(t, "No hay un almacén en «"), "%s", term_screen(t));
	term_end(t);
	world_remove(&w);
}

Test(ordenes, configuracion_con_errores)
{
	struct world w;
	char out[4096], file[200];
	world_practica(&w);
	FILE *f = fopen(in(&w, "config.yaml", file), "w");
	fputs("programa: medellin-solidaria\ntemas: claro\nraton: quizas\n", f);
	fclose(f);
	int status = WORLD_RUN(&w, out, "--config", file, "verificar");
	cr_expect_eq(status, 78, "%d: %s", status, out);
	cr_says(out, "config.yaml:2:1");
	cr_says(out, "config.yaml:3:");
	cr_says(out, "temas");
	world_remove(&w);
}

Test(ordenes, un_almacen_danado_se_dice)
{
	struct world w;
	char out[8192], command[700];
	world_practica(&w);
	cr_assert_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_says(out, "0 problemas");
	/* Bytes in the middle of the file, as a bad disk leaves them. */
	snprintf(command, sizeof command, "for at in 600 1200 1800 2400; do head -c 64 /dev/zero | tr '\\0' '\\252' | dd of='%s/data.mdb' bs=4096 seek=$at conv=notrunc 2>/dev/null; done", w.store);
	cr_assert_eq(system(command), 0);
	int status = WORLD_RUN(&w, out, "verificar");
	cr_expect(status != 0 && status < 128, "%d: %s", status, out);
	world_remove(&w);
}
