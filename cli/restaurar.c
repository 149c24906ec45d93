#include "cli/restaurar.h"
#include "cli/lista.h"

#include "base/date.h"
#include "store/restaurar.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void tell(const char *archivo, const struct restauracion *r)
{
	printf("Restaurado desde %s: %u hogares, %llu operaciones.\n", archivo, r->hogares, (unsigned long long)r->operaciones);
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
		printf("Después del respaldo se habían guardado %llu operaciones, que hay que repetir:\n", (unsigned long long)r->perdidas.total);
	for (int i = 0; i < r->perdidas.n; i++)
		printf("  %s\n", r->perdidas.linea[i]);
	if (r->perdidas.total > (uint64_t)r->perdidas.n)
		printf("  … y %llu más\n", (unsigned long long)(r->perdidas.total - (uint64_t)r->perdidas.n));
}

int restaurar_contar(struct cli *c, const char *archivo, const char *frase)
{
	struct restauracion *r = arena_new(&c->arena, struct restauracion);
	err_clear(&c->err);
	fputs("Comprobando el respaldo y poniéndolo en su lugar…\n", stderr);
	if (!restaurar(cli_store_path(c), archivo, *frase ? frase : NULL, &c->arena, r, &c->err))
		return err_exit_code(&c->err);
	tell(archivo, r);
	return 0;
}

/* On a terminal it is asked; a script says --si. */
static bool confirmed(const char *archivo, const char *almacen)
{
	char answer[16] = "";
	fprintf(stderr, "El respaldo %s tomará el lugar del almacén %s. Lo que hay ahora se aparta y no se borra. Escriba «si» para seguir: ", archivo, almacen);
	return fgets(answer, sizeof answer, stdin) && (strcmp(answer, "si\n") == 0 || strcmp(answer, "sí\n") == 0);
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
		err_set(&c->err, ERR_DENIED, "Hace falta la frase de acceso del respaldo");
		return err_exit_code(&c->err);
	}
	int status = 1;
	if (yes || confirmed(argv[1], cli_store_path(c)))
		status = restaurar_contar(c, argv[1], frase);
	else
		err_set(&c->err, ERR_RULE, "No se restauró nada");
	explicit_bzero(frase, sizeof frase);
	return status;
}

const struct comando comando_restaurar = {
	.name = "restaurar", .args = "ARCHIVO [--si]",
	.help = "pone un respaldo en el lugar del almacén; lo anterior se aparta", .run = run,
};
