#include "cli/lista.h"

#include "store/verify.h"

#include <stdio.h>

static int run(struct cli *c, int argc, char **argv)
{
	struct verificacion v = { 0 };
	(void)argv;
	if (argc > 1)
		return cli_usage(c, "«verificar» no lleva más palabras");
	struct store *store = cli_store(c, true);
	if (!store)
		return err_exit_code(&c->err);
	bool good = store_verify(store, &c->arena, &v, &c->err);
	store_close(store);
	for (int i = 0; i < v.n; i++)
		printf("- %s\n", v.hallazgo[i].que);
	printf("%d registros y %d operaciones revisados; %d problemas\n", v.registros, v.operaciones, v.problemas);
	if (!good && c->err.code == ERR_NONE)
		err_set(&c->err, ERR_DAMAGED, "El almacén no está íntegro: no escriba más en él y avise para restaurar un respaldo");
	return good ? 0 : err_exit_code(&c->err);
}

const struct comando comando_verificar = { .name = "verificar", .args = "", .help = "comprueba que el almacén esté íntegro", .run = run };
