#include "cli/lista.h"

#include "store/migrar_formato.h"
#include "store/verificado.h"

#include <stdio.h>

enum { RAPIDO_MS = 2000 };

/* What the console asks of its child before it opens anything: the last line says whether something was left out. */
static int run(struct cli *c, int argc, char **argv)
{
	struct verificacion v = { 0 };
	bool quick = cli_flag(&argc, argv, "--rapido"), mend = cli_flag(&argc, argv, "--rehacer");
	(void)argv;
	if (argc > 1 || (quick && mend))
		return cli_usage(c, "«verificar» lleva a lo sumo «--rapido» o «--rehacer»");
	struct store *store = cli_store(c, !mend);
	if (!store)
		return err_exit_code(&c->err);
	if (mend && !migrar_rehacer(store, &c->err)) {
		store_close(store);
		return err_exit_code(&c->err);
	}
	bool good = quick ? store_verify_rapido(store, RAPIDO_MS, &c->arena, &v, &c->err) : store_verify(store, &c->arena, &v, &c->err);
	store_close(store);
	if (v.completa)
		verificado_anotar(cli_store_path(c), &v);
	for (int i = 0; i < v.n; i++)
		printf("- %s\n", v.hallazgo[i].que);
	printf("%d registros y %d operaciones revisados; %d problemas%s\n", v.registros, v.operaciones, v.problemas, v.completa ? "" : "; falta una parte");
	if (!good && c->err.code == ERR_NONE)
		err_set(&c->err, ERR_DAMAGED, "El almacén no está íntegro: no escriba más en él y avise para restaurar un respaldo");
	return good ? 0 : err_exit_code(&c->err);
}

const struct comando comando_verificar = { .name = "verificar", .args = "[--rapido | --rehacer]", .help = "comprueba que el almacén esté íntegro", .run = run };
