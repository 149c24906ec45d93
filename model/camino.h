#pragma once
/* «¿Qué falta?», exactly: every smallest set of changes that takes a household that stays to a cell that promotes, the easiest first.
 * A set is smallest when none of its changes can be left out. The effort of a change is data (promocion.yaml):
 *
 *   esfuerzo: {privacion: 4, logro: 3, compromiso: 1, ingreso: 4, privaciones: {1: 9}, logros: {6: 5}}
 *
 * privacion, logro, compromiso: of any one of them; privaciones, logros: of a particular one, which must be in the catalogue; ingreso: per 100,000 pesos a month, begun ones count whole.
 * All subsets of the deprived variables are looked at (32,768 at most), so the answer does not depend on luck; the first condition adds the
 * cheapest sufficient logros, and the next ones in order of effort. Pure, no clock. */
#include "model/evaluacion.h"

struct oferta;

struct esfuerzo_def {
	int privacion, logro, compromiso, ingreso;
	struct esfuerzo_de { int id, puntos; const char *file; int line, col; } *de_privacion, *de_logro;
	int n_privacion, n_logro;
};
const struct esfuerzo_def *esfuerzo_load(struct arena *, const struct yaml_node *promocion, struct problems *);   /* of the key `esfuerzo`; all 1 when absent */

struct camino {
	int celda;                              /* where it leads */
	int esfuerzo;
	struct cambio *cambio; int n;           /* logros and commitments, deprivations, pesos */
};
/* At most `most`, in order of effort, then of fewer changes. 0 when nothing is missing, or when data are missing first (falta of promocion says which). */
int camino_buscar(const struct evaluacion *, int most, struct arena *, struct camino **out);
/* The offers in force that could bring a change. */
int camino_ofertas(const struct evaluacion *, const struct cambio *, struct arena *, const struct oferta ***out);
