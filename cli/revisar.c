#include "cli/lista.h"
#include "cli/migraciones.h"

#include "base/date.h"
#include "model/oferta.h"
#include "store/acto_salida.h"

#include <stdio.h>

/* The actions named by `al_salir` are done by the store, which the model does not know; so they are checked here. */
static int check_salidas(const struct programa *p, struct problems *problems)
{
	for (int i = 0; i < p->ruta->n; i++)
		for (int k = 0; k < p->ruta->fase[i].n; k++) {
			const struct momento *m = &p->ruta->fase[i].momento[k];
			for (int a = 0; a < m->n_al_salir; a++)
				if (!salida_known(m->al_salir[a]))
					problem_add(problems, "ruta.yaml", 0, 0, "al salir de «%s»: la acción «%s» no existe", m->nombre, m->al_salir[a]);
		}
	return problems->n;
}

/* Without the rows of free repeats, which nobody wrote. */
static int variables(const struct programa *p)
{
	int n = 0;
	for (int i = 0; i < p->dict.n_var; i++)
		n += p->dict.var[i].row == 0;
	return n;
}

static int run(struct cli *c, int argc, char **argv)
{
	struct problems problems;
	(void)argv;
	if (argc > 1)
		return cli_usage(c, "«revisar» no lleva más palabras; el programa se elige con --programa");
	const struct programa *p = cli_programa(c);
	if (!p)
		return err_exit_code(&c->err);
	problems_init(&problems, &c->arena);
	const struct migration **list;
	int n_migration;
	cli_migraciones(c, p, &list, &n_migration, &problems);
	if (check_salidas(p, &problems) > 0) {
		problems_print(&problems, stderr);
		err_set(&c->err, ERR_CONFIG, "Las definiciones tienen %d %s", problems.n, problems.n == 1 ? "problema" : "problemas");
		return err_exit_code(&c->err);
	}
	printf("%s: definiciones completas\n", p->nombre);
	printf("  %d variables, %d listas de opciones, %d formularios\n", variables(p), p->dict.n_list, p->n_form);
	printf("  %d logros en %d dimensiones, %d variables del IPM, %d líneas de ingreso, %d ofertas\n", p->logros->n, p->logros->n_dimension, p->ipm->n, p->ingreso->n_linea, p->ofertas->n);
	if (n_migration > 0)
		printf("  %d %s de respuestas, para «logros migrar»\n", n_migration, n_migration == 1 ? "migración" : "migraciones");
	printf("  versiones: %s\n", p->versiones);
	return 0;
}

const struct comando comando_revisar = { .name = "revisar", .args = "[--programa NOMBRE]", .help = "revisa todas las definiciones del programa", .run = run };
