/* The base maestra by command: loaded, stopped by a signal, gone on with, taken back. */
#include "journey.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define cr_says(out, text) cr_expect(strstr(out, text) != NULL, "«%s» is missing in:\n%s", text, out)

enum { FILAS = 30000 };

static void write_file(const struct world *w, char path[200])
{
	snprintf(path, 200, "%s/base.csv", w->dir);
	FILE *f = fopen(path, "w");
	cr_assert(f);
	fputs("ficha;nombre;documento;direccion;barrio;telefono\n", f);
	for (int i = 0; i < FILAS; i++)
		fprintf(f, "T%06d;Persona Nombre%d Apellido%d;%d;KR %d # 20 - 30;Lucero;30%08d\n", i, i % 97, i % 1009, 5000000 + i, i % 200, i * 37 % 100000000);
	cr_assert_eq(fclose(f), 0);
}

Test(maestra_ordenes, se_carga_se_repite_y_se_quita)
{
	struct world w;
	char out[8192], path[200];
	world_practica(&w);
	write_file(&w, path);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path), 0, "%s", out);
	cr_says(out, "30.000  Filas nuevas");
	cr_says(out, "La base maestra tiene ahora 30.000 hogares");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path, "--csv"), 0, "%s", out);
	cr_says(out, "nuevas;0\n");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path), 0, "%s", out);
	cr_says(out, "no se hizo nada");
	cr_expect_null(strstr(out, "Filas nuevas"), "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", "--quitar"), 0, "%s", out);
	cr_says(out, "Filas que se quitarían: 30.000;");
	cr_says(out, "Esto fue un ensayo: no se guardó nada.");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path), 0, "%s", out);
	cr_says(out, "La base maestra tiene ahora 30.000 hogares");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", "--quitar", "--aplicar"), 0, "%s", out);
	cr_says(out, "Carga 1. Filas quitadas: 30.000;");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", "--quitar"), 0, "%s", out);
	cr_says(out, "no hay filas por quitar");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", "--quitar", "todas"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra"), 64, "%s", out);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", "/no/esta.csv"), 65, "%s", out);
	cr_says(out, "No se pudo abrir");
	world_remove(&w);
}

/* What has slipped out of its columns is for whoever sent the file to mend. */
Test(maestra_ordenes, una_fila_corrida_y_un_documento_sin_numeros_se_devuelven)
{
	struct world w;
	char out[8192], path[200], command[700];
	world_practica(&w);
	snprintf(path, sizeof path, "%s/base.csv", w.dir);
	FILE *f = fopen(path, "w");
	cr_assert(f);
	fputs("ficha;nombre;documento;direccion\nA1;Ana Ruiz;43000001;KR 1 # 2 - 3\nA2;Luz;Ríos;43000002;KR 1 # 2 - 4\nA3;Eva Paz;abc;KR 1 # 2 - 5\nA4;Ema Gil;AB1234;KR 1 # 2 - 6;\n", f);
	cr_assert_eq(fclose(f), 0);
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path), 65, "%s", out);
	cr_says(out, "2  Filas nuevas");
	cr_says(out, "2  Filas por corregir");
	snprintf(command, sizeof command, "grep -q '^3;.*más celdas que el encabezado' '%s.rechazos.csv' && grep -q '^4;.*no tiene números' '%s.rechazos.csv'", path, path);
	cr_expect_eq(system(command), 0, "%s", command);
	world_remove(&w);
}

/* Ctrl-C while it works, until it is done all the same. */
Test(maestra_ordenes, detenida_sigue_donde_quedo)
{
	struct world w;
	char out[8192], path[200], command[700];
	int rounds = 0, status = 0, stopped = 0;
	world_practica(&w);
	write_file(&w, path);
	do {
		snprintf(command, sizeof command, "timeout -s INT 0.%d '%s' --almacen '%s' --usuario practica importar --maestra '%s' >'%s/salida' 2>&1", 3 + rounds % 4, getenv("LOGROS_BIN"), w.store, path, w.dir);
		status = system(command);
		stopped += WIFEXITED(status) && WEXITSTATUS(status) == 124;
	} while (++rounds < 60 && !(WIFEXITED(status) && WEXITSTATUS(status) == 0));
	cr_expect_gt(stopped, 0, "it was never stopped: the test says nothing");
	cr_expect_eq(WORLD_RUN(&w, out, "importar", "--maestra", path), 0, "%s", out);
	cr_says(out, "ya está cargado (carga 1)");
	cr_says(out, "La base maestra tiene ahora 30.000 hogares");
	cr_expect_eq(WORLD_RUN(&w, out, "verificar"), 0, "%s", out);
	world_remove(&w);
}
