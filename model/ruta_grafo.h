#pragma once
/* The route as a graph: what must hold between its moments, so that no family gets stuck or lost. Only the reader of ruta.yaml uses it. */
#include "model/ruta.h"

/* Problems: `sigue` to a moment that does not exist or to itself, a moment where nobody arrives, one from which the route never ends,
 * and a condition that could only come true by leaving the moment it holds back. */
void ruta_grafo_check(struct arena *, const struct dict *, const struct ruta *, struct problems *);

/* The fact that an act of `al_salir` makes true; NULL: none. */
const char *acto_hecho(const char *acto);
