#include "cli/practica.h"

#include "base/date.h"

/* The practice caseload: every stage of the route, some overdue, some blocked, some promotable, some one step short.
 *	families, visits, visits after the plan, last visit (days ago), well-being, … */
static const struct destino caseload[] = {
	{ 9, 0, 0, 2, 40, 15, 40, .pasos = 0 },                                       /* registered, never visited */
	{ 4, 1, 0, 0, 1, 15, 40, .abierta = true, .pasos = 1 }, { 2, 1, 0, 0, 2, 15, 40, .abierta = true, .pasos = 3 },
	{ 9, 1, 0, 4, 70, 15, 45, .pasos = 0 },                                       /* línea base to do */
	{ 4, 2, 0, 0, 2, 15, 45, .abierta = true, .pasos = 2 }, { 4, 2, 0, 0, 3, 15, 45, .abierta = true, .pasos = 6 },
	{ 5, 2, 0, 3, 26, 15, 50, .pasos = 0 }, { 6, 2, 0, 30, 80, 15, 50, .pasos = 0 }, { 4, 2, 0, 95, 150, 15, 50, .pasos = 0 },     /* plan to do */
	{ 8, 3, 0, 4, 27, 20, 55, .pasos = 0 }, { 8, 3, 0, 30, 85, 20, 55, .pasos = 0 },                                              /* plan just agreed */
	{ 10, 5, 0, 3, 27, 25, 60, .pasos = 0 }, { 12, 6, 0, 30, 88, 25, 60, .pasos = 0 }, { 8, 5, 0, 91, 170, 25, 60, .pasos = 0 },   /* following */
	{ 4, 7, 0, 0, 2, 25, 60, .abierta = true, .pasos = 3 },
	{ 8, 6, 0, 5, 60, 96, 100, .falta_uno = true, .pasos = 0 },                     /* one step short */
	{ 10, 6, 0, 5, 80, 96, 100, .pasos = 0 },                                      /* promotable: validation to do */
	{ 3, 7, 1, 0, 2, 96, 100, .abierta = true, .pasos = 8 },
	{ 4, 6, 1, 10, 60, 80, 84, .pobre = true, .pasos = 0 },                         /* validated, and stay */
	{ 6, 7, 1, 3, 40, 96, 100, .pasos = 0 },                                       /* promotion visit to do */
	{ 4, 8, 2, 3, 30, 96, 100, .pasos = 0 },                                       /* closing session to do */
	{ 8, 9, 3, 10, 300, 96, 100, .pasos = 0 },                                     /* promoted */
	{ 2, 4, 0, 60, 200, 25, 50, .cierre = "retiro", .pasos = 0 }, { 2, 3, 0, 60, 200, 25, 50, .cierre = "traslado", .pasos = 0 }, { 1, 2, 0, 90, 200, 25, 50, .cierre = "no_localizado", .pasos = 0 },
};

bool practica_llenar(struct store *store, const struct programa *programa, uint64_t seed, int32_t hoy, int *familias, struct err *err)
{
	struct arena arena;
	struct txn txn;
	bool good = txn_write(&txn, store, err);
	if (!good)
		return false;
	arena_init(&arena);
	*familias = 0;
	id_seed(seed + 1);
	/* Taken in turns, so that neighbours in the list are not all alike. */
	for (int round = 0, more = 1; good && more; round++) {
		more = 0;
		for (size_t i = 0; good && i < sizeof caseload / sizeof *caseload; i++) {
			if (round >= caseload[i].familias)
				continue;
			more = 1;
			struct acto acto = { .txn = &txn, .programa = programa, .hoy = hoy, .arena = &arena };
			uint64_t family = seed * 1000 + (uint64_t)*familias + 1;
			int tipo = (*familias * 7 + round) % vida_tipos();
			good = practica_familia(&acto, family, tipo, &caseload[i], err);
			*familias += good;
			arena_reset(&arena);
		}
	}
	id_seed(0);
	arena_done(&arena);
	if (good)
		return txn_commit(&txn, err);
	txn_abort(&txn);
	return false;
}
