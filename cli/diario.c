/* The journal on the command line: what was done, the batches, the feed for other offices and its check. */
#include "cli/lista.h"

#include "base/date.h"
#include "model/resumen.h"
#include "report/json_envio.h"
#include "store/accion.h"
#include "store/cambio.h"
#include "store/envio.h"
#include "store/lote.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PER_TXN = 200, NUMBER_DIGITS = 18 };

static bool number(struct cli *c, const char *text, const char *option, uint64_t *out)
{
	*out = 0;
	if (!text)
		return true;
	size_t n = strspn(text, "0123456789");
	if (n > 0 && n <= NUMBER_DIGITS && !text[n] && (*out = strtoull(text, NULL, 10)) > 0)
		return true;
	cli_usage(c, "«%s» no es un número de operación; la primera es la 1, y va así: %s 1", text, option);
	return false;
}

static void progress(void *arg, uint64_t n, uint64_t last)
{
	(void)arg;
	fprintf(stderr, "\r%llu de %llu operaciones%s", (unsigned long long)n, (unsigned long long)last, n == last ? "\n" : "");
}

static int feed(struct cli *c, struct store *store, uint64_t from, uint64_t to)
{
	struct envio_escribir w = { .store = store, .salida = stdout, .desde = from, .hasta = to, .avance = isatty(STDERR_FILENO) && !isatty(STDOUT_FILENO) ? progress : NULL };
	return envio_escribir(&w, &c->err) ? 0 : err_exit_code(&c->err);
}

/* A page of operations in words, one line each. */
static bool list_some(struct cli *c, struct store *store, uint64_t from, uint64_t to)
{
	struct arena arena;
	struct envio v;
	struct txn txn;
	char when[DATE_TEXT];
	if (!txn_read(&txn, store, &c->err))
		return false;
	arena_init(&arena);
	for (uint64_t n = from; n <= to && envio_get(&txn, n, &arena, &v); n++, arena_reset(&arena))
		printf("%8llu  %s  %-24s %s%s%s\n", (unsigned long long)n, clock_text(v.e.cuando, when), v.e.nombre, entrada_titulo(&v.e, &arena), v.e.motivo && *v.e.motivo ? ". Motivo: " : "",
			v.e.motivo ? v.e.motivo : "");
	arena_done(&arena);
	return txn_commit(&txn, &c->err);
}

static int list(struct cli *c, struct store *store, uint64_t from, uint64_t to)
{
	struct store_info info;
	store_info(store, &info);
	uint64_t last = to && to < info.operaciones ? to : info.operaciones;
	if (from > last)
		printf("No hay operaciones desde la %llu%s: la última es la %llu\n", (unsigned long long)from, to ? " hasta la que se pidió" : "", (unsigned long long)info.operaciones);
	for (uint64_t n = from ? from : 1; n <= last; n += PER_TXN)
		if (!list_some(c, store, n, last - n < PER_TXN ? last : n + PER_TXN - 1))
			return err_exit_code(&c->err);
	return 0;
}

static int batches(struct cli *c, struct store *store)
{
	struct lote_resumen *l;
	char when[DATE_TEXT], id[ID_TEXT];
	int n;
	if (!lote_lista(store, &c->arena, &l, &n, &c->err))
		return err_exit_code(&c->err);
	for (int i = 0; i < n; i++)
		printf("%s  %s  %-24s %7d  %s\n", id_text(l[i].id, id), clock_text(l[i].cuando, when), l[i].nombre, l[i].operaciones, accion_label(l[i].accion));
	if (n == 0)
		printf("No hay lotes en el diario.\n");
	return 0;
}

/* Feeds one after the other, as they were written. */
static int check(struct cli *c, struct store *store, int n, char **path)
{
	struct envio_revisar r = { .store = store };
	for (int i = 0; i < n && !r.porque; i++) {
		FILE *f = fopen(path[i], "re");
		if (!f)
			return err_set_sys(&c->err, errno == ENOENT ? ERR_NOT_FOUND : ERR_IO, errno, "%s: no se puede abrir: %s", path[i], err_sys_text(errno)), err_exit_code(&c->err);
		bool read = envio_revisar(&r, f, &c->err);
		fclose(f);
		if (!read)
			return err_exit_code(&c->err);
		if (r.porque)
			err_set(&c->err, ERR_DATA, "%s, línea %d: la operación %llu no sirve: %s", path[i], r.linea, (unsigned long long)r.primera_mala, r.porque);
	}
	if (r.porque)
		return err_exit_code(&c->err);
	if (r.operaciones == 0)
		printf("El envío está vacío.\n");
	else
		printf("%s de «%s», de la %llu a la %llu, sin faltar ninguna y en orden%s\n", resumen_cuantos(&c->arena, (int)r.operaciones, "operación", "operaciones"), r.oficina, (unsigned long long)r.desde, (unsigned long long)r.hasta,
			store ? "; son las de este almacén" : "");
	return 0;
}

static int run_check(struct cli *c, int argc, char **argv)
{
	bool against = cli_flag(&argc, argv, "--contra-almacen");
	if (argc < 2)
		return cli_usage(c, "«diario --comprobar» lleva los archivos del envío, en orden");
	struct store *store = against ? cli_store(c, true) : NULL;
	if (against && !store)
		return err_exit_code(&c->err);
	int status = check(c, store, argc - 1, argv + 1);
	store_close(store);
	return status;
}

static int run(struct cli *c, int argc, char **argv)
{
	uint64_t from, to;
	if (cli_flag(&argc, argv, "--comprobar"))
		return run_check(c, argc, argv);
	const char *desde = cli_option(&argc, argv, "--desde"), *hasta = cli_option(&argc, argv, "--hasta");
	bool json = cli_flag(&argc, argv, "--json"), lotes = cli_flag(&argc, argv, "--lotes");
	if (!number(c, desde, "--desde", &from) || !number(c, hasta, "--hasta", &to))
		return 64;
	if (argc != 1 || (!lotes && !desde))
		return cli_usage(c, "«diario» lleva --desde N, --lotes o --comprobar ARCHIVO");
	struct store *store = cli_store(c, true);
	if (!store)
		return err_exit_code(&c->err);
	int status = lotes ? batches(c, store) : json ? feed(c, store, from, to) : list(c, store, from, to);
	store_close(store);
	return status;
}

const struct comando comando_diario = {
	.name = "diario", .args = "--desde N [--hasta M] [--json] | --lotes | --comprobar ENVIO.jsonl… [--contra-almacen]",
	.help = "lo que se ha hecho, en orden; con --json, el envío para otra oficina", .run = run,
};
