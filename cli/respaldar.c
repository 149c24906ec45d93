#include "cli/lista.h"

#include "base/date.h"
#include "model/resumen.h"
#include "store/respaldo.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

static void say(const char *what, const struct respaldo *r)
{
	printf("%s: %s\n%llu %s, %s.\n", what, r->ruta, (unsigned long long)r->operaciones, r->operaciones == 1 ? "operación" : "operaciones",
		r->completa ? "revisado por completo" : "revisado en parte (el almacén es grande); «--ensayo» lo revisa todo");
}

static int back_up(struct cli *c, struct store *store, const char *carpeta)
{
	struct respaldo_pedido p = { .carpeta = carpeta, .copia = c->config.respaldos_copia, .motivo = "a pedido" };
	struct respaldo r;
	const char *aviso;
	if (!respaldo_hacer(store, &p, &c->arena, &r, &aviso, &c->err))
		return err_exit_code(&c->err);
	say("Respaldo hecho", &r);
	if (aviso)
		cli_decir(stderr, arena_printf(&c->arena, "logros: %s", aviso));
	return 0;
}

static int drill(struct cli *c, struct store *store, const char *carpeta)
{
	struct respaldo r;
	if (!respaldo_ensayar(store, NULL, carpeta, &c->arena, &r, &c->err))
		return err_exit_code(&c->err);
	say("El ensayo salió bien: el respaldo abre y es de este almacén", &r);
	return 0;
}

/* Also without its store: then a backup is what is looked for. */
static int show(struct cli *c, const char *carpeta)
{
	struct arena *arena = &c->arena;
	struct respaldo *list;
	char when[DATE_TEXT];
	int n = respaldo_listar(carpeta, arena, &list);
	if (n == 0 && access(carpeta, R_OK | X_OK) != 0 && errno == EACCES)
		return err_set_sys(&c->err, ERR_DENIED, EACCES, "No se puede leer la carpeta de respaldos %s: %s", carpeta, err_sys_text(EACCES)), err_exit_code(&c->err);
	if (n == 0 && !store_exists(cli_store_path(c)))
		return cli_sin_almacen(c), err_exit_code(&c->err);
	for (int i = 0; i < n; i++)
		if (list[i].legible)
			printf("%s  %s  %u %s  %llu %s  %lld KiB  %s\n", clock_text(list[i].l.cuando, when), list[i].nombre, list[i].l.hogares, list[i].l.hogares == 1 ? "hogar" : "hogares",
				(unsigned long long)list[i].l.operaciones, list[i].l.operaciones == 1 ? "operación" : "operaciones", (long long)(list[i].bytes + 1023) / 1024, list[i].l.motivo);
		else
			printf("%s  no se puede leer\n", list[i].nombre);
	printf(n > 0 ? "%s en %s\n" : "%s en %s; haga el primero con «logros respaldar»\n", resumen_cuantos(arena, n, "respaldo", "respaldos"), carpeta);
	return 0;
}

static int run(struct cli *c, int argc, char **argv)
{
	bool ensayo = cli_flag(&argc, argv, "--ensayo"), lista = cli_flag(&argc, argv, "--lista");
	const char *carpeta = argc > 1 ? argv[1] : c->config.respaldos ? c->config.respaldos : respaldo_carpeta(cli_store_path(c), &c->arena);
	if (argc > 2 || (ensayo && lista))
		return cli_usage(c, "«respaldar» lleva a lo sumo una carpeta, y «--ensayo» o «--lista»");
	if (lista)
		return show(c, carpeta);
	struct store *store = cli_store(c, false);
	if (!store)
		return err_exit_code(&c->err);
	int status = ensayo ? drill(c, store, carpeta) : back_up(c, store, carpeta);
	store_close(store);
	return status;
}

const struct comando comando_respaldar = {
	.name = "respaldar", .args = "[CARPETA] [--ensayo | --lista]",
	.help = "guarda un respaldo sellado; o prueba el último; o los muestra", .run = run,
};
