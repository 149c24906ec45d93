#include "cli/lista.h"

#include "store/compactar.h"

#include <stdio.h>
#include <stdlib.h>

static int run(struct cli *c, int argc, char **argv)
{
	const char *mapa = cli_option(&argc, argv, "--mapa");
	struct compactacion done;
	char *end = NULL;
	unsigned long mib = mapa ? strtoul(mapa, &end, 10) : 0;
	if (argc > 1 || (mapa && (*mapa < '0' || *mapa > '9' || *end || mib == 0)))
		return cli_usage(c, "«compactar» lleva a lo sumo «--mapa» con el tamaño máximo en MiB");
	struct store *store = cli_store(c, false);
	if (!store)
		return err_exit_code(&c->err);
	bool good = compactar(store, mib, &done, &c->err);
	store_close(store);
	if (!good)
		return err_exit_code(&c->err);
	printf("El almacén pasó de %lld a %lld KiB.\n", (long long)done.antes / 1024, (long long)done.despues / 1024);
	return 0;
}

const struct comando comando_compactar = {
	.name = "compactar", .args = "[--mapa MiB]",
	.help = "quita el espacio sin uso del almacén, o cambia su tamaño máximo; a solas", .run = run,
};
