#include "cli/lista.h"

#include "base/date.h"
#include "cli/pasado.h"
#include "model/resumen.h"
#include "report/exportar.h"

#include <stdio.h>
#include <unistd.h>

static void progress(void *arg, int done, int total)
{
	(void)arg;
	fprintf(stderr, "\r%d de %d hogares%s", done, total, done == total ? "\n" : "");
}

static int run(struct cli *c, int argc, char **argv)
{
	const char *folder = cli_option(&argc, argv, "--carpeta");
	struct exportar x = { .hoy = c->hoy, .sensibles = cli_flag(&argc, argv, "--sensibles"), .avance = isatty(STDERR_FILENO) ? progress : NULL };
	if (!cli_pasado(c, &argc, argv, &x.pasado, &x.a_fecha))
		return 64;
	if (argc != 1)
		return cli_usage(c, "«exportar» no lleva más palabras; la carpeta se indica con --carpeta");
	x.programa = cli_programa(c);
	x.store = x.programa ? cli_store(c, true) : NULL;
	if (!x.store)
		return err_exit_code(&c->err);
	folder = folder ? folder : ".";
	bool good = exportar_run(&x, folder, &c->err);
	store_close(x.store);
	if (!good)
		return err_exit_code(&c->err);
	char day[DATE_TEXT];
	if (x.pasado)
		printf("Como estaban el %s:\n", date_text(x.a_fecha, day));
	printf("%s en %s/hogares.csv\n%s en %s/integrantes.csv\n", resumen_cuantos(&c->arena, x.hogares, "hogar", "hogares"), folder,
		resumen_cuantos(&c->arena, x.integrantes, "integrante", "integrantes"), folder);
	if (x.sensibles)
		printf("Los archivos llevan datos sensibles y no están sellados: guárdelos en un lugar protegido y bórrelos cuando ya no los necesite.\n");
	if (x.danados > 0)
		return err_set(&c->err, ERR_DAMAGED, "%s no se %s abrir y %s en los archivos; ejecute «logros verificar»", resumen_cuantos(&c->arena, x.danados, "registro", "registros"),
			x.danados == 1 ? "pudo" : "pudieron", x.danados == 1 ? "falta" : "faltan"), err_exit_code(&c->err);
	return 0;
}

const struct comando comando_exportar = {
	.name = "exportar", .args = "[--carpeta DIR] [--sensibles] [--a-fecha AAAA-MM-DD]",
	.help = "escribe hogares.csv e integrantes.csv, que «importar» vuelve a leer; con --a-fecha, como estaban ese día", .run = run,
};
