#include "cli/lista.h"

#include "cli/importar_maestra.h"
#include "cli/respaldos.h"

#include "base/text.h"
#include "model/resumen.h"
#include "report/importar.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { MOTIVOS = 12 };

static void progress(void *arg, int done, int total)
{
	(void)arg;
	if (done % 50 == 0 || done == total)
		fprintf(stderr, "\r%d de %d hogares%s", done, total, done == total ? "\n" : "");
}

static const char *rows(struct cli *c, int n)
{
	return resumen_cuantos(&c->arena, n, "fila", "filas");
}

static void print_numbers(struct cli *c, const struct importar *im)
{
	const struct archivos *f = &im->archivos;
	const struct { const char *text; int n; } lines[] = {
		{ im->aplicar ? "Hogares nuevos" : "Hogares que entrarían nuevos", im->nuevos },
		{ im->aplicar ? "Hogares actualizados" : "Hogares que se actualizarían", im->cambiados },
		{ "Hogares que ya estaban igual", im->iguales },
		{ "Hogares por corregir", im->rechazados },
	};
	printf("%s: %s · %s: %s\n", f->hogares.nombre, rows(c, f->hogares.n), f->integrantes.nombre, rows(c, f->integrantes.n));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		printf("%7d  %s\n", lines[i].n, lines[i].text);
}

static void print_unused(const struct tabla *t)
{
	for (int i = 0; i < t->n_col; i++)
		if (t->col[i].sin_uso && *t->col[i].titulo)
			printf("%s: la columna «%s» no se usa: %s\n", t->nombre, t->col[i].titulo, t->col[i].sin_uso);
}

static void print_reasons(struct cli *c, const struct importar *im)
{
	const struct rechazos *r = &im->archivos.rechazos;
	const struct tabla *tables[] = { &im->archivos.hogares, &im->archivos.integrantes };
	struct motivo *m;
	int n = rechazos_motivos(r, &c->arena, &m);
	if (n > 0)
		printf("Por qué:\n");
	for (int i = 0; i < n && i < MOTIVOS; i++) {
		const struct rechazo *e = m[i].ejemplo;
		printf("%7d  %s\n         por ejemplo %s, línea %d", m[i].n, m[i].clave, e->tabla->nombre, e->tabla->fila[e->fila].line);
		if (e->col >= 0)
			printf(", columna «%s», «%s»", e->tabla->col[e->col].titulo, text_clean(&c->arena, tabla_cell(e->tabla, e->fila, e->col), TEXT_ONE_LINE));
		printf("%s%s\n", strstr(m[i].clave, e->motivo) ? "" : ": ", strstr(m[i].clave, e->motivo) ? "" : e->motivo);
	}
	if (n > MOTIVOS)
		printf("         y %s más\n", resumen_cuantos(&c->arena, n - MOTIVOS, "motivo", "motivos"));
	for (int i = 0; i < 2; i++)
		if (rechazos_filas(r, tables[i]) > 0)
			printf("Por corregir de %s: %s, en %s\n", tables[i]->nombre, rows(c, rechazos_filas(r, tables[i])), rechazos_path(tables[i], &c->arena));
}

static void print_csv(const struct importar *im)
{
	printf("medida;cantidad\nnuevos;%d\ncambiados;%d\niguales;%d\nrechazados;%d\n", im->nuevos, im->cambiados, im->iguales, im->rechazados);
}

static int finish(struct cli *c, const struct importar *im, bool csv)
{
	char lote[ID_TEXT];
	if (csv) {
		print_csv(im);
	} else {
		print_numbers(c, im);
		print_unused(&im->archivos.hogares);
		print_unused(&im->archivos.integrantes);
		print_reasons(c, im);
		if (!im->aplicar)
			printf("Esto fue un ensayo: no se guardó nada. Para guardar, repita la orden con --aplicar.\n");
		if (im->parecidos > 0)
			printf("%d de los nuevos se %s a otra familia registrada: revíselos con «logros duplicados» o en la consola, en «Parecidos»\n", im->parecidos, im->parecidos == 1 ? "parece" : "parecen");
		if (im->aplicar && im->nuevos + im->cambiados > 0)
			printf("Lote %s. Para deshacerlo todo: logros deshacer --lote %s\n", id_text(im->lote, lote), lote);
	}
	bool pending = im->archivos.rechazos.n > 0;
	return pending ? err_exit_code(&(struct err){ .code = ERR_DATA }) : 0;
}

static int run(struct cli *c, int argc, char **argv)
{
	if (cli_flag(&argc, argv, "--maestra"))
		return importar_maestra(c, argc, argv);
	struct importar im = { .arena = &c->arena, .hoy = c->hoy, .aplicar = cli_flag(&argc, argv, "--aplicar"), .avance = isatty(STDERR_FILENO) ? progress : NULL };
	bool csv = cli_flag(&argc, argv, "--csv");
	if (argc != 3)
		return cli_usage(c, "«importar» lleva dos archivos: el de hogares y el de integrantes");
	im.programa = cli_programa(c);
	im.store = im.programa ? cli_store(c, false) : NULL;
	if (!im.store)
		return err_exit_code(&c->err);
	bool good = (!im.aplicar || respaldos_antes(c, im.store, "antes de importar")) && importar_run(&im, argv[1], argv[2], &c->err);
	store_close(im.store);
	if (good)
		return finish(c, &im, csv);
	if (im.aplicar && im.nuevos + im.cambiados > 0)
		err_wrap(&c->err, "Se guardaron %d hogares y después se detuvo; al repetir la orden sigue donde quedó", im.nuevos + im.cambiados);
	return err_exit_code(&c->err);
}

const struct comando comando_importar = {
	.name = "importar", .args = "HOGARES.csv INTEGRANTES.csv [--aplicar] [--csv] | --maestra BASE.csv [--csv] | --maestra --quitar [CARGA] [--aplicar]",
	.help = "lee los listados de la oficina (sin --aplicar solo cuenta y explica) o carga la base maestra", .run = run,
};
