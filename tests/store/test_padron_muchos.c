/* Pages of lists with many households, as the coordination turns them: with LOGROS_PADRON=500000 in the environment it prints how long each key takes.
 * Rows, columns and census alone: lists open no records. */
#include "casa.h"
#include "base/rng.h"
#include "store/contador.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/marca.h"
#include "store/op.h"
#include <lmdb.h>
#include <stdlib.h>
#include <time.h>

enum { POCOS_HOGARES = 6400, CUENTAS = 3, LOTE = 20000, PAGINA = 20, VECES = 9 };

TestSuite(padron_muchos, .init = casa_open, .fini = casa_close, .timeout = 900);

static int many(void)
{
	const char *asked = getenv("LOGROS_PADRON");

	return asked ? atoi(asked) : POCOS_HOGARES;
}

static void one(struct txn *txn, struct rng *r, uint32_t hogar, struct arena *scratch)
{
	static const char *const estados[] = { "seguimiento", "seguimiento", "seguimiento", "plan", "promovido" }, *const comunas[] = { "c01", "c02", "c03", "c04", "c05", "c06", "c07", "c08" };
	struct fila_base b = { .nombre = arena_printf(scratch, "Zapata %06u, María", hogar), .documento = arena_printf(scratch, "43%06u", hogar), .integrantes = 4,
		.medicion = { .known = true, .alcanzados = rng_range(r, 0, 45), .celda = rng_range(r, 0, 9) } };
	uint32_t account = 1 + hogar % CUENTAS;

	for (int k = 1; k <= 45; k++)
		medicion_logro_set(&b.medicion, k, (enum logro_estado)rng_range(r, 0, 3));
	if (rng_chance(r, 3))
		snprintf(b.medicion.alertas, sizeof b.medicion.alertas, "A03");
	answers_init(&b.hogar, scratch);
	answers_set(&b.hogar, HOGAR_FOLIO, value_text(arena_printf(scratch, "MS-%06u", hogar)));
	answers_set(&b.hogar, HOGAR_ESTADO, value_choice(estados[rng_range(r, 0, 4)]));
	answers_set(&b.hogar, HOGAR_FASE, value_text(rng_chance(r, 50) ? "asi_crecemos" : "asi_estamos"));
	answers_set(&b.hogar, HOGAR_MOMENTO, value_text("seguimiento"));
	answers_set(&b.hogar, "comuna", value_choice(comunas[rng_range(r, 0, 7)]));
	if (rng_chance(r, 90))
		answers_set(&b.hogar, HOGAR_ULTIMA_VISITA, value_date(HOY - rng_range(r, 0, 300)));
	if (rng_chance(r, 10))
		answers_set(&b.hogar, HOGAR_PROXIMA, value_date(HOY + rng_range(r, -5, 40)));
	fila_put(txn, account, hogar, &b, scratch);
	marca_update(txn, hogar, &(struct listado){ 0, "" }, account, &b.hogar, &b.medicion);
}

static void furnish(int n)
{
	struct arena scratch;
	struct rng r;

	rng_seed(&r, 5);
	arena_init(&scratch);
	for (uint32_t hogar = 1; hogar <= (uint32_t)n;) {
		struct txn txn;
		txn_begin_write(&txn);
		for (int i = 0; i < LOTE && hogar <= (uint32_t)n; i++, hogar++, arena_reset(&scratch))
			one(&txn, &r, hogar, &scratch);
		cr_assert(marca_flush(&txn));
		txn_end(&txn);
	}
	arena_done(&scratch);
	struct txn txn;
	txn_begin_write(&txn);
	cr_assert(contador_rebuild(&txn));
	txn_end(&txn);
}

static const struct pedido { const char *name; struct filtro f; } list[] = {
	{ "todas", FILTRO_TODO }, { "fase", { .agenda = -1, .celda = -1, .fase = "asi_crecemos" } }, { "comuna", { .agenda = -1, .celda = -1, .comuna = "c03" } },
	{ "vencidas", { .agenda = AGENDA_VENCIDA, .celda = -1 } }, { "activas", { .agenda = -1, .celda = -1, .activos = true } },
	{ "semana", { .agenda = -1, .celda = -1, .plazo = PLAZO_SEMANA } }, { "cogestora", { .agenda = -1, .celda = -1, .cogestor = "jlopez" } },
	{ "alerta", { .agenda = -1, .celda = -1, .alerta = "A03" } }, { "fase+comuna", { .agenda = -1, .celda = -1, .fase = "asi_crecemos", .comuna = "c03" } },
	{ "celda+vencidas", { .agenda = AGENDA_VENCIDA, .celda = 4 } }, { "logro", { .agenda = -1, .celda = -1, .logro = 7, .logro_estado = LOGRO_POR_ALCANZAR } },
};

static double ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* An operation without a record is enough: the view follows the journal. */
static void save_of_somebody_else(void)
{
	struct op op = { .accion = "cambiar", .detalle = "x", .hogar = 7 };
	struct txn txn;

	txn_begin_write(&txn);
	op_begin_forced(&txn, &op);
	op_end(&txn);
	txn_end(&txn);
}

struct vuelta { enum lista_orden orden; int desde, dados, total; bool fresco, otra; };

static double turn(struct vuelta *v, const struct filtro *f)
{
	double best = 1e9;

	for (int i = 0; i < VECES; i++) {
		struct arena arena;
		struct fila *row;
		struct txn txn;
		bool exact;
		arena_init(&arena);
		if (v->fresco)
			lista_limite(casa.store, 0);         /* as at the first look of a day */
		if (v->otra)
			save_of_somebody_else();
		double start = ms();
		txn_begin_read(&txn);
		v->dados = lista_hojear(&txn, casa.ruta, f, v->orden, HOY, v->desde, PAGINA, &arena, &row, &v->total, &exact);
		txn_end(&txn);
		double took = ms() - start;
		best = took < best ? took : best;
		arena_done(&arena);
	}
	return best;
}

Test(padron_muchos, each_key_is_answered)
{
	static const char *const ordenes[] = { "nombre", "agenda", "folio" };
	int n = many();

	if (n > POCOS_HOGARES)
		cr_assert_eq(mdb_env_set_mapsize(casa.store->env, (casa.store->almacen.map_mib = 2048) << 20), 0);
	furnish(n);
	casa_login("acano");
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		for (enum lista_orden o = ORDEN_NOMBRE; o <= ORDEN_FOLIO; o++) {
			struct vuelta first = { .orden = o, .fresco = true }, down = { .orden = o, .desde = PAGINA }, end = { .orden = o };
			double a = turn(&first, &list[i].f), b = turn(&down, &list[i].f);
			cr_assert_gt(first.total, PAGINA, "%s", list[i].name);
			cr_assert_eq(first.dados, PAGINA);
			end.desde = first.total - PAGINA;
			double c = turn(&end, &list[i].f), d = turn(&down, &list[i].f);
			struct vuelta after = { .orden = o, .otra = true };
			double e = turn(&after, &list[i].f);
			end.otra = true;
			double g = turn(&end, &list[i].f);
			cr_assert_eq(end.dados, PAGINA);
			cr_assert_eq(end.total, first.total);
			if (n != POCOS_HOGARES)
				printf("%-14s %-7s %7d: first of all %6.2f, down %6.2f, End %6.2f, up %6.2f; after a save: first %6.2f, End %6.2f ms\n", list[i].name, ordenes[o], first.total, a, b, c, d, e, g);
		}
}

/* Every page of a list by day, turned one after the other, is that of rows in memory. */
Test(padron_muchos, by_day_the_pages_are_those_of_a_small_store)
{
	enum { HOJA = 700 };

	furnish(POCOS_HOGARES);
	casa_login("acano");
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct arena arena;
		struct fila *row, *large;
		struct txn txn;
		bool exact;
		int n, total, all;
		arena_init(&arena);
		lista_limite(casa.store, 2 * POCOS_HOGARES);
		txn_begin_read(&txn);
		n = lista_page(&txn, casa.ruta, &list[i].f, ORDEN_AGENDA, HOY, 0, POCOS_HOGARES, &arena, &row, &all);
		txn_end(&txn);
		cr_assert_eq(n, all);
		lista_limite(casa.store, 1);
		txn_begin_read(&txn);
		for (int at = 0; at < all; at += HOJA) {
			int given = lista_hojear(&txn, casa.ruta, &list[i].f, ORDEN_AGENDA, HOY, at, HOJA, &arena, &large, &total, &exact);
			cr_assert_eq(total, all, "%s", list[i].name);
			cr_assert_eq(given, all - at < HOJA ? all - at : HOJA);
			for (int k = 0; k < given; k++)
				cr_assert_eq(large[k].hogar, row[at + k].hogar, "%s: row %d", list[i].name, at + k);
		}
		cr_expect_eq(lista_hojear(&txn, casa.ruta, &list[i].f, ORDEN_AGENDA, HOY, all, HOJA, &arena, &large, &total, &exact), 0);
		txn_end(&txn);
		arena_done(&arena);
	}
}

static void move_to(uint32_t hogar, const char *estado, const char *comuna)
{
	struct op op = { .accion = "cambiar", .detalle = "x", .hogar = hogar };
	struct medicion m = { 0 };
	struct answers h;
	struct txn txn;

	txn_begin_write(&txn);
	answers_init(&h, &txn.arena);
	answers_set(&h, HOGAR_ESTADO, value_choice(estado));
	answers_set(&h, "comuna", value_choice(comuna));
	op_begin_forced(&txn, &op);
	fila_put(&txn, 1, hogar, &(struct fila_base){ .hogar = h, .nombre = "Ruiz", .documento = "", .medicion = m }, &txn.arena);
	marca_update(&txn, hogar, &(struct listado){ 0, "" }, 1, &h, &m);
	op_end(&txn);
	txn_end(&txn);
}

static int found(const char *estado, const char *comuna, uint32_t *hogar)
{
	struct filtro f = FILTRO_TODO;
	struct fila *row;
	struct txn txn;
	int total, n;

	f.estado = estado;
	f.comuna = comuna;
	txn_begin_read(&txn);
	n = lista_page(&txn, casa.ruta, &f, ORDEN_AGENDA, HOY, 0, PAGINA, &casa.arena, &row, &total);
	txn_end(&txn);
	cr_assert_eq(n, total);
	*hogar = n > 0 ? row[n - 1].hogar : 0;
	return n;
}

/* The marks stay in memory while others save: a household that changes, one far behind the last, a word that no code had. */
Test(padron_muchos, what_others_save_is_seen_at_the_next_key)
{
	uint32_t hogar;

	furnish(POCOS_HOGARES);
	casa_login("acano");
	cr_assert_eq(found("retiro", NULL, &hogar), 0);
	move_to(6, "retiro", "c01");
	cr_assert_eq(found("retiro", NULL, &hogar), 1);
	cr_assert_eq(hogar, 6);
	move_to(3 * POCOS_HOGARES, "retiro", "c77");
	cr_assert_eq(found("retiro", "c77", &hogar), 1);
	cr_assert_eq(hogar, 3 * POCOS_HOGARES);
	move_to(6, "seguimiento", "c77");
	cr_assert_eq(found("retiro", NULL, &hogar), 1);
	cr_assert_eq(found("seguimiento", "c77", &hogar), 1);
	cr_assert_eq(hogar, 6);
}

/* Codes that mean something else: all is read again. */
Test(padron_muchos, a_census_made_anew_is_noticed)
{
	uint32_t hogar;
	struct txn txn;

	furnish(POCOS_HOGARES);
	move_to(6, "retiro", "c99");
	casa_login("acano");
	cr_assert_eq(found("retiro", "c99", &hogar), 1);
	txn_begin_write(&txn);
	cr_assert(listas_rebuild(&txn));
	txn_end(&txn);
	move_to(3, "retiro", "c99");
	cr_assert_eq(found("retiro", "c99", &hogar), 2);
	move_to(9, "plan", "c99");
	cr_assert_eq(found("retiro", "c99", &hogar), 2);
	cr_assert_eq(found("plan", "c99", &hogar), 1);
}
