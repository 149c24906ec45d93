#include "cli/espera.h"
#include "cli/generar.h"
#include "cli/lista.h"
#include "cli/practica.h"

#include "base/date.h"
#include "model/resumen.h"
#include "store/hash.h"
#include "store/rasgos_memoria.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CARGA = 140, JUNTAS = 16, MAPA_POR_HOGAR = 32, CALLA_MS = 2000 };       /* households of a cogestor; KiB of map for each household, journal included */

struct generador {
	struct cli *cli;
	struct store *store;
	const struct programa *programa;
	int visitadas;                       /* of a hundred households, those that have had a visit */
	struct moldes moldes;
	struct rng rng;
	uint32_t hechos, total;
	struct espera espera;
};

static void progress(struct generador *g)
{
	if (!espera_turn(&g->espera, CALLA_MS))
		return;
	int64_t left = g->hechos ? espera_ms(&g->espera) * (int64_t)(g->total - g->hechos) / (int64_t)g->hechos : 0;
	fprintf(stderr, "\r\033[K%u de %u hogares; faltan unos %lld s · Esc detiene", g->hechos, g->total, (long long)(left / 1000));
}

static void put_list(struct txn *txn, struct record_list *list, uint32_t num)
{
	for (int i = 0; i < list->n; i++) {
		list->item[i].hogar = num;
		list->item[i].version = 0;
		list->item[i].id = id_new();
		record_put(txn, &list->item[i]);
	}
}

/* All records of a household in one operation: they arrive together, as from another office. */
static bool household(struct generador *g, struct txn *txn, struct arena *arena)
{
	const struct molde_familia *from = molde_pick(&g->moldes, &g->rng, g->visitadas);
	struct ficha f;
	uint32_t num = store_next_hogar(txn);
	ficha_copy(&f, arena, &from->ficha);
	molde_renombrar(&g->moldes, &f, &g->rng, g->hechos + (uint32_t)g->moldes.n);
	answers_set(&f.hogar.fields, HOGAR_FOLIO, value_text(arena_printf(arena, "%s-%0*u", g->programa->prefijo, FOLIO_DIGITS, num)));
	answers_set(&f.hogar.fields, HOGAR_COGESTOR, value_text(store_actor(g->store)->usuario));
	struct op op = { .accion = "importar_hogar", .detalle = ficha_nombre(&f, arena), .hogar = num, .fecha = g->cli->hoy };
	struct record_list hogar = { .item = &f.hogar, .n = 1 }, *const lists[] = { &hogar, &f.integrante, &f.logro, &f.visita, &f.compromiso, &f.oportunidad, &f.evaluacion };
	if (!op_begin(txn, &op))
		return false;
	for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
		put_list(txn, lists[k], num);
	fila_medida(txn, num, &from->fila.medicion);
	return op_end(txn);
}

static const char *account_name(struct arena *arena, uint32_t account)
{
	return arena_printf(arena, "cogestor%05u", account);
}

/* Before anybody enters, as when a store begins. */
static bool accounts(struct store *store, uint32_t households, struct err *err)
{
	uint32_t n = (households + CARGA - 1) / CARGA;
	struct arena arena;
	arena_init(&arena);
	struct store_user *u = arena_array(&arena, struct store_user, n);
	for (uint32_t i = 0; i < n; i++)
		u[i] = (struct store_user){ account_name(&arena, i + 1), arena_printf(&arena, "Cogestora inventada %u", i + 1), ROL_COGESTOR };
	bool good = store_users_put(store, u, (int)n, err);
	arena_done(&arena);
	return good;
}

/* The households of one cogestor. */
static bool caseload(struct generador *g, struct txn *txn, uint32_t account)
{
	struct arena arena;
	arena_init(&arena);
	bool good = store_login(g->store, account_name(&arena, account), &g->cli->err);
	for (int i = 0; good && i < CARGA && g->hechos < g->total; i++, g->hechos++) {
		arena_reset(&arena);
		good = household(g, txn, &arena);
	}
	arena_done(&arena);
	return good;
}

/* Of several cogestores in one transaction, which is durable before the next begins: nobody else waits for a store that is being made. */
static bool caseloads(struct generador *g, uint32_t *account)
{
	struct txn txn;
	if (!txn_write(&txn, g->store, &g->cli->err))
		return false;
	bool good = true;
	for (int i = 0; good && i < JUNTAS && g->hechos < g->total; i++)
		good = caseload(g, &txn, ++*account);
	return txn_commit(&txn, &g->cli->err) && good;
}

static bool fill(struct generador *g)
{
	struct cli *c = g->cli;
	struct arena arena;
	arena_init(&arena);
	bool good = store_login(g->store, "coordinacion", &c->err) && moldes_load(&g->moldes, g->store, g->programa, c->hoy, &arena, &c->err);
	espera_begin(&g->espera, NULL);
	for (uint32_t account = 0; good && g->hechos < g->total;) {
		good = caseloads(g, &account);
		progress(g);
		if (good && espera_stop(&g->espera))
			good = err_set(&c->err, ERR_SIGNAL, "Se detuvo antes de terminar; no quedó nada hecho. Repita la orden cuando quiera");
	}
	espera_end(&g->espera);
	arena_done(&arena);
	return good;
}

static bool make(struct generador *g, const struct store_options *options, uint64_t seed)
{
	struct cli *c = g->cli;
	int few = 0;
	if (!store_create(options, &c->err) || !store_open(&g->store, options, &c->err))
		return false;
	rng_seed(&g->rng, seed);
	rasgos_memoria_begin(g->store);
	bool good = accounts(g->store, g->total, &c->err) && practica_llenar(g->store, g->programa, seed, c->hoy, &few, &c->err);
	clock_fix(c->config.fecha);
	g->total = g->total > (uint32_t)few ? g->total - (uint32_t)few : 0;
	good = good && fill(g);
	g->hechos += (uint32_t)few;
	store_close(g->store);
	return good;
}

static bool generate(struct generador *g, size_t map_mib, uint64_t seed)
{
	struct cli *c = g->cli;
	struct store_options options = { .path = practica_al_lado(c->almacen, &c->arena), .practica = true, .oficina = "Oficina de práctica", .programa = g->programa->id, .map_mib = map_mib };
	if (access(c->almacen, F_OK) == 0)
		return err_set(&c->err, ERR_CREATE, "Ya existe «%s»: diga con --almacen una carpeta nueva", c->almacen);
	if (!practica_posible(g->programa, &c->err) || !practica_en_su_lugar(options.path, c->almacen, make(g, &options, seed), &c->err))
		return false;
	fprintf(stderr, "Almacén de práctica con %s en %s\n", resumen_cuantos(&c->arena, (int)g->hechos, "familia inventada", "familias inventadas"), c->almacen);
	return true;
}

static bool number(const char *text, unsigned long long min, unsigned long long max, unsigned long long *out)
{
	char *end;
	*out = strtoull(text, &end, 10);
	return *text >= '0' && *text <= '9' && !*end && *out >= min && *out <= max;
}

static int run(struct cli *c, int argc, char **argv)
{
	const char *seed_text = cli_option(&argc, argv, "--semilla"), *map_text = cli_option(&argc, argv, "--mapa"),
		*visited_text = cli_option(&argc, argv, "--visitadas");
	unsigned long long n, seed = 2026, map = 0, visited = 44;
	if (argc != 2 || !number(argv[1], 1, 4000000, &n))
		return cli_usage(c, "«generar» pide cuántas familias (de 1 a 4.000.000): logros --almacen CARPETA generar 5000");
	if ((seed_text && !number(seed_text, 0, UINT64_MAX, &seed)) || (map_text && !number(map_text, 16, 1 << 20, &map)))
		return cli_usage(c, "--semilla y --mapa (en MiB) son números");
	if (visited_text && !number(visited_text, 0, 100, &visited))
		return cli_usage(c, "--visitadas dice cuántas familias de cada cien han tenido visitas: de 0 a 100");
	if (!c->almacen)
		return cli_usage(c, "diga con --almacen en qué carpeta nueva va el almacén");
	const struct programa *programa = cli_programa(c);
	if (!programa)
		return err_exit_code(&c->err);
	if (map == 0 && n * MAPA_POR_HOGAR / 1024 > 4096)
		map = n * MAPA_POR_HOGAR / 1024;
	struct generador g = { .cli = c, .programa = programa, .total = (uint32_t)n, .visitadas = (int)visited };
	return generate(&g, map, seed) ? 0 : err_exit_code(&c->err);
}

const struct comando comando_generar = {
	.name = "generar", .args = "FAMILIAS [--visitadas DE_CADA_CIEN] [--semilla N] [--mapa MiB]",
	.help = "crea un almacén de práctica del tamaño que se pida, para medir", .run = run,
};
