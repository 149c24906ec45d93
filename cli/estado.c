/* How a store is at this moment, without opening any family: for who looks after it. */
#include "cli/lista.h"

#include "store/lector.h"

#include <stdio.h>

static void print_writer(struct cli *c, struct store *store)
{
	struct escritor who;
	if (store_escritor(store, &c->arena, &who))
		printf("Guardando ahora: %s, proceso %d, desde hace %d s\n", who.nombre ? who.nombre : "otra sesión", who.pid, who.segundos);
	else
		puts("Guardando ahora: nadie");
}

static bool print_readers(struct cli *c, struct store *store)
{
	struct lector *reader;
	int reading = 0, n = store_lectores(store, &c->arena, &reader);
	if (n < 0)
		return err_set(&c->err, ERR_IO, "No se puede leer la tabla de lectores del almacén");
	for (int i = 0; i < n; i++)
		reading += reader[i].leyendo;
	printf("Lecturas en curso: %d\n", reading);
	for (int i = 0; i < n; i++)
		if (reader[i].leyendo)
			printf("- proceso %d\n", reader[i].pid);
	return true;
}

static int run(struct cli *c, int argc, char **argv)
{
	struct store_info info;
	(void)argv;
	if (argc > 1)
		return cli_usage(c, "«estado» no lleva más palabras");
	struct store *store = cli_store(c, true);
	if (!store)
		return err_exit_code(&c->err);
	store_info(store, &info);
	printf("Almacén: %s, de %s\nHogares: %u\nOperaciones: %llu\nEspacio: %zu de %zu MiB\n", info.practica ? "de práctica" : "real", info.oficina, info.hogares,
		(unsigned long long)info.operaciones, info.used_mib, info.map_mib);
	print_writer(c, store);
	bool good = print_readers(c, store);
	store_close(store);
	return good ? 0 : err_exit_code(&c->err);
}

const struct comando comando_estado = { .name = "estado", .args = "", .help = "dice cómo está el almacén: hogares, espacio, quién guarda y quién lee en este momento", .run = run };
