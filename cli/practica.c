#include "cli/practica.h"

#include "base/date.h"

/* The caseload of each cogestor: every stage of the route, some overdue, some blocked, some promotable, some one step short.
 *	families, visits, visits after the plan, last visit (days ago), well-being, steps of an open visit */
static const struct destino destinos[] = {
	{ "registrada, sin visita", 9, 0, 0, 2, 40, 15, 40, .pasos = 0 },
	{ "inicio en curso", 4, 1, 0, 1, 3, 15, 40, 1, .abierta = true, .borrador = true }, { "inicio a punto de cerrar", 2, 1, 0, 0, 2, 15, 40, 3, .abierta = true },
	{ "línea base por hacer", 8, 1, 0, 4, 70, 15, 45, .pasos = 0 },
	{ "línea base en curso", 4, 2, 0, 1, 4, 15, 45, 2, .abierta = true, .borrador = true }, { "línea base avanzada", 4, 2, 0, 0, 3, 15, 45, 6, .abierta = true },
	{ "plan en espera", 5, 2, 0, 3, 26, 12, 30, .pasos = 0 }, { "plan por hacer", 6, 2, 0, 30, 80, 12, 30, .pasos = 0 }, { "plan vencido", 4, 2, 0, 95, 150, 12, 30, .pasos = 0 },
	{ "plan en curso", 2, 3, 0, 1, 3, 20, 50, 2, .abierta = true, .borrador = true },
	{ "plan acordado, en espera", 7, 3, 0, 4, 27, 20, 55, .pasos = 0 }, { "plan acordado, por visitar", 7, 3, 0, 30, 85, 20, 55, .pasos = 0 },
	{ "seguimiento en espera", 9, 4, 0, 3, 27, 25, 60, .pasos = 0 }, { "seguimiento por visitar", 10, 5, 0, 30, 88, 25, 60, .pasos = 0 }, { "seguimiento vencido", 8, 4, 0, 91, 170, 25, 60, .pasos = 0 },
	{ "seguimiento en curso", 4, 5, 0, 1, 3, 25, 60, 3, .abierta = true, .borrador = true },
	{ "a un paso de la validación", 6, 5, 0, 5, 60, 96, 100, 0, .falta_uno = true },
	{ "validación por hacer", 8, 5, 0, 5, 80, 96, 100, .pasos = 0 }, { "validación en curso", 3, 6, 1, 0, 2, 96, 100, 8, .abierta = true },
	{ "validada, permanece", 4, 5, 1, 10, 60, 80, 84, 0, .pobre = true },
	{ "promoción por hacer", 5, 6, 1, 3, 40, 96, 100, .pasos = 0 }, { "cierre por hacer", 4, 7, 2, 3, 30, 96, 100, .pasos = 0 },
	{ "promovida", 7, 8, 3, 10, 300, 96, 100, .pasos = 0 },
	{ "retiro", 2, 4, 0, 60, 200, 25, 50, 0, .cierre = "retiro" }, { "traslado", 2, 3, 0, 60, 200, 25, 50, 0, .cierre = "traslado" },
	{ "no localizada", 1, 2, 0, 90, 200, 25, 50, 0, .cierre = "no_localizado" }, { "cierre administrativo", 1, 5, 1, 20, 90, 80, 84, 0, .pobre = true, .cierre = "cierre_administrativo" },
	{ "fallecimiento", 1, 4, 0, 40, 120, 25, 50, 0, .sola = true, .cierre = "fallecimiento" },
};
static const struct destino otros[] = {
	{ "de otra cuenta, sin visita", 1, 0, 0, 2, 20, 15, 40, .pasos = 0 }, { "de otra cuenta, línea base", 1, 1, 0, 4, 40, 15, 45, .pasos = 0 }, { "de otra cuenta, plan", 1, 2, 0, 30, 80, 15, 50, .pasos = 0 },
	{ "de otra cuenta, seguimiento", 2, 4, 0, 30, 100, 25, 60, .pasos = 0 }, { "de otra cuenta, en curso", 1, 3, 0, 1, 2, 20, 50, 2, .abierta = true, .borrador = true },
};

const struct destino *practica_destinos(int *n)
{
	*n = sizeof destinos / sizeof *destinos;
	return destinos;
}

/* Kinds of families in turns; for who lives alone the next such kind. */
static int next_tipo(const struct practica *p, const struct destino *d)
{
	int tipo = p->familias % vida_tipos();
	return d->sola ? 0 : tipo;
}

/* Taken in turns, so that neighbours in the list are not all alike. */
static bool families(struct practica *p, struct txn *txn, const struct destino *list, int n, struct err *err)
{
	struct arena arena;
	bool good = true, more = true;
	arena_init(&arena);
	for (int round = 0; good && more; round++) {
		more = false;
		for (int i = 0; good && i < n; i++) {
			if (round >= list[i].familias)
				continue;
			more = true;
			good = practica_familia(p, txn, &arena, next_tipo(p, &list[i]), &list[i], err);
			arena_reset(&arena);
		}
	}
	arena_done(&arena);
	return good;
}

static bool drafts(struct practica *p, struct err *err)
{
	for (int i = 0; i < p->n_pendiente; i++) {
		const struct pendiente *d = &p->pendiente[i];
		clock_fix(d->dia);
		if (!borrador_put(p->store, &d->clave, &d->campos, d->titulo, d->campo, err))
			return false;
	}
	p->n_pendiente = 0;
	return true;
}

/* One transaction for the families of an account, and its drafts. */
static bool caseload(struct practica *p, const char *account, const struct destino *list, int n, struct err *err)
{
	struct txn txn;
	if (!store_login(p->store, account, err) || !txn_write(&txn, p->store, err))
		return false;
	if (families(p, &txn, list, n, err))
		return txn_commit(&txn, err) && drafts(p, err);
	txn_abort(&txn);
	return false;
}

static bool accounts(struct store *store, struct err *err)
{
	return store_user_put(store, "practica", "Cogestora de práctica", ROL_COGESTOR, err) && store_user_put(store, "practica2", "Cogestor de práctica", ROL_COGESTOR, err)
		&& store_user_put(store, "coordinacion", "Coordinación de práctica", ROL_COORDINADOR, err);
}

bool practica_llenar(struct store *store, const struct programa *programa, uint64_t seed, int32_t hoy, int *familias, struct err *err)
{
	struct practica p = { .store = store, .programa = programa, .seed = seed, .hoy = hoy };
	arena_init(&p.arena);
	nombres_init(&p.nombres);
	id_seed(seed + 1);
	bool good = accounts(store, err) && caseload(&p, "practica", destinos, sizeof destinos / sizeof *destinos, err)
		&& caseload(&p, "practica2", otros, sizeof otros / sizeof *otros, err) && store_login(store, "practica", err);
	id_seed(0);
	*familias = p.familias;
	nombres_done(&p.nombres);
	arena_done(&p.arena);
	return good;
}
