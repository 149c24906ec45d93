#pragma once
/* Opportunities of a family as lines (those without result first), and what may be chosen to bring a new one: logros, offers that fit, people. */
#include "model/oferta.h"
#include "tui/dialog.h"
#include "tui/tablero_familia.h"

enum { OPORTUNIDAD_ABIERTA = 1, OPORTUNIDAD_CERRADA };      /* seq: opportunity */

extern const struct columna oportunidad_columna[];
enum { OPORTUNIDAD_COLUMNAS = 3 };
#define OPORTUNIDAD_OTRA "otra"                              /* not in the list of offers: its name is written */

void oportunidad_lineas(struct tablero_familia *);
const char *oportunidad_resumen(const struct familia *, struct arena *);
/* Names are the number of the logro («0»: none in particular), the id of the offer, the seq of the member. How many. */
int oportunidad_logros(const struct familia *, struct arena *, const struct option **out);       /* prioritised ones first, then those por alcanzar and sin dato */
int oportunidad_ofertas(const struct familia *, int logro, struct arena *, const struct option **out);
int oportunidad_personas(const struct familia *, int logro, const struct oferta *, struct arena *, const struct option **out);
