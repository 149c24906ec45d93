#include "cli/lista.h"

#include "cli/inicio.h"

#include "model/resumen.h"
#include "store/migrar_formato.h"
#include "store/verificado.h"

#include <stdio.h>
#include <string.h>

enum { RAPIDO_MS = 2000 };

static void say_rehecho(void)
{
	printf("Se rehizo desde los registros:\n");
	for (int i = 0; migrar_relleno(i); i++)
		printf("  %s\n", migrar_relleno(i));
}

/* What to do about it: indexes are made anew, records come back from a backup only. */
static bool next_step(struct cli *c, const struct verificacion *v, bool mended)
{
	if (c->err.code != ERR_NONE && c->err.code != ERR_DAMAGED)
		return false;
	if (v->problemas > 0 && v->de_indice == v->problemas && !mended)
		return err_set(&c->err, ERR_DAMAGED, "Los registros y el diario están bien; solo hay índices por rehacer: ejecute «logros verificar --rehacer»");
	return err_set(&c->err, ERR_DAMAGED, "El almacén no está íntegro: no escriba más en él y restaure un respaldo con «logros restaurar» («logros respaldar --lista» los muestra)");
}

/* One bad page is found at each of its keys: the same sentence is said once. */
static void say_found(const struct verificacion *v)
{
	for (int i = 0, n; i < v->n; i += n) {
		for (n = 1; i + n < v->n && strcmp(v->hallazgo[i + n].que, v->hallazgo[i].que) == 0; n++)
			continue;
		if (n > 1)
			printf("- %s (%d veces)\n", v->hallazgo[i].que, n);
		else
			printf("- %s\n", v->hallazgo[i].que);
	}
}

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
		err_wrap(&c->err, "No se rehizo nada");
		return err_exit_code(&c->err);
	}
	if (mend)
		say_rehecho();
	bool good = quick ? store_verify_rapido(store, RAPIDO_MS, &c->arena, &v, &c->err) : store_verify(store, &c->arena, &v, &c->err);
	store_close(store);
	if (v.completa)
		verificado_anotar(cli_store_path(c), &v);
	say_found(&v);
	printf("%s y %s revisados; %s%s\n", resumen_cuantos(&c->arena, v.registros, "registro", "registros"), resumen_cuantos(&c->arena, v.operaciones, "operación", "operaciones"),
		resumen_cuantos(&c->arena, v.problemas, "problema", "problemas"), v.completa ? "" : INICIO_PARTE);
	if (!good)
		next_step(c, &v, mend);
	return good ? 0 : err_exit_code(&c->err);
}

const struct comando comando_verificar = { .name = "verificar", .args = "[--rapido | --rehacer]", .help = "comprueba que el almacén esté íntegro", .run = run };
