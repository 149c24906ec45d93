#pragma once
/* Stores of any size for measurements: the invented families of the practice store (cli/practica.h), each copied many times as another family. A copy
 * keeps the answers, the visits and the plan, and with them its numbers; names, documents, folio, address, telephones and cogestor are its own.
 * The same seed gives the same store. Documents and telephones are out of every assigned range, as in the practice store. */
#include "base/rng.h"
#include "model/ficha.h"
#include "store/lista.h"

/* A family to copy, with its row; both in the arena that moldes_load was given. */
struct molde_familia { struct ficha ficha; struct fila fila; };
struct moldes {
	struct molde_familia *item; int n;
	int *of_state[8], n_of_state[8];               /* by the states of `peso` in generar_copia.c */
	const char **dado[2]; int n_dado[2];            /* given names: 0 men, 1 women */
	const struct choice_list *comuna;
	int32_t hoy;
};
bool moldes_load(struct moldes *, struct store *, const struct programa *, int32_t hoy, struct arena *, struct err *);
/* The family to copy for a household: `visitadas` of a hundred have had visits and stand all along the route, the others wait for the first. */
const struct molde_familia *molde_pick(const struct moldes *, struct rng *, int visitadas);
/* Gives a copied ficha its own identity. n: of the family among all, from 0. */
void molde_renombrar(const struct moldes *, struct ficha *, struct rng *, uint32_t n);
