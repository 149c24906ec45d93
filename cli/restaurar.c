#include "cli/restaurar.h"
#include "cli/lista.h"

#include "base/date.h"
#include "model/resumen.h"
#include "store/restaurar.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *contents(struct cli *c, const struct restauracion *r)
{
	return arena_printf(&c->arena, "%s, %s", resumen_cuantos(&c->arena, (int)r->hogares, "hogar", "hogares"), resumen_cuantos(&c->arena, (int)r->operaciones, "operación", "operaciones"));
}

static void tell(struct cli *c, const char *archivo, const struct restauracion *r)
{
	printf("Restaurado desde %s: %s.\n", archivo, contents(c, r));
	if (r->aviso)
		fprintf(stderr, "logros: el almacén quedó restaurado, con un aviso: %s\n", r->aviso);
	if (!r->apartado)
		return;
	printf("Lo que había quedó en %s; no se borra.\n", r->apartado);
	if (!r->perdidas.sabidas)
		puts("No se pudo leer qué se había guardado después del respaldo: revise con cada persona lo de esos días.");
	else if (r->perdidas.total == 0)
		puts("Después del respaldo no se había guardado nada más.");
	else
		printf(r->perdidas.total == 1 ? "Después del respaldo se había guardado %s, que hay que repetir:\n" : "Después del respaldo se habían guardado %s, que hay que repetir:\n",
			resumen_cuantos(&c->arena, (int)r->perdidas.total, "operación", "operaciones"));
	for (int i = 0; i < r->perdidas.n; i++)
		printf("  %s\n", r->perdidas.linea[i]);
	if (r->perdidas.total > (uint64_t)r->perdidas.n)
		printf("  … y %llu más\n", (unsigned long long)(r->perdidas.total - (uint64_t)r->perdidas.n));
}

/* What is missing since the backup. */
static const char *missing(struct cli *c, const struct restauracion *r)
{
	if (!r->apartado || (r->perdidas.sabidas && r->perdidas.total == 0))
		return "Después de él no se había guardado nada más";
	if (!r->perdidas.sabidas)
		return "No se pudo leer qué se había guardado después: revise con cada persona lo de esos días";
	if (r->perdidas.total == 1)
		return "Después de él se había guardado 1 operación, que falta y hay que repetir";
	return arena_printf(&c->arena, "Después de él se habían guardado %llu operaciones, que faltan y hay que repetir", (unsigned long long)r->perdidas.total);
}

int restaurar_contar(struct cli *c, const char *archivo, const char *frase, const char **dicho)
{
	struct restauracion *r = arena_new(&c->arena, struct restauracion);
	err_clear(&c->err);
	fputs("Comprobando el respaldo y poniéndolo en su lugar…\n", stderr);
	if (!restaurar(cli_store_path(c), archivo, *frase ? frase : NULL, &c->arena, r, &c->err))
		return err_exit_code(&c->err);
	tell(c, archivo, r);
	const char *slash = strrchr(archivo, '/');
	if (dicho)
		*dicho = arena_printf(&c->arena, "El almacén quedó restaurado con el respaldo %s (%s). %s", slash ? slash + 1 : archivo, contents(c, r), missing(c, r));
	return 0;
}

/* On a terminal it is asked; a script says --si. */
static bool confirmed(struct cli *c, const char *archivo, const struct respaldo_lineas *l)
{
	char answer[16] = "", when[DATE_TEXT];
	fprintf(stderr, "El respaldo %s, de %s, del %s, con %s, tomará el lugar del almacén %s. Lo que hay ahora se aparta y no se borra. Escriba «si» para seguir: ", archivo,
		l->almacen.oficina, clock_text(l->cuando, when), resumen_cuantos(&c->arena, (int)l->hogares, "hogar", "hogares"), cli_store_path(c));
	bool said = fgets(answer, sizeof answer, stdin) != NULL;
	if (!strchr(answer, '\n'))
		fputs("\n", stderr);
	return said && (strcmp(answer, "si\n") == 0 || strcmp(answer, "sí\n") == 0);
}

static int run(struct cli *c, int argc, char **argv)
{
	bool yes = cli_flag(&argc, argv, "--si");
	char frase[CLI_FRASE] = "";
	struct respaldo_lineas l;
	if (argc != 2)
		return cli_usage(c, "«restaurar» lleva el archivo del respaldo");
	if (!archivo_lineas(argv[1], &c->arena, &l, &c->err))
		return err_exit_code(&c->err);
	if (!l.almacen.practica && !cli_passphrase("Frase de acceso del respaldo: ", frase, sizeof frase)) {
		err_set(&c->err, ERR_DENIED, "Hace falta la frase de acceso del respaldo: ejecute la orden en una terminal y escríbala");
		return err_exit_code(&c->err);
	}
	int status = 1;
	if (yes || confirmed(c, argv[1], &l)) {
		status = restaurar_contar(c, argv[1], frase, NULL);
		while (status != 0 && cli_frase_mala(c) && cli_passphrase("Frase de acceso del respaldo: ", frase, sizeof frase))
			status = restaurar_contar(c, argv[1], frase, NULL);
	} else
		err_set(&c->err, ERR_RULE, "No se restauró nada: se sigue escribiendo «si», o con la opción --si");
	explicit_bzero(frase, sizeof frase);
	return status;
}

const struct comando comando_restaurar = {
	.name = "restaurar", .args = "ARCHIVO [--si]",
	.help = "pone un respaldo en el lugar del almacén; lo anterior se aparta", .run = run,
};
