#pragma once
/* What can be decided about a whole family from its screen: the next visit, another moment of the route, the end of the accompaniment.
 * Each asks, names the family, and does nothing until it is accepted. */
#include "tui/familia.h"
#include "tui/flujo.h"

bool hogar_acto(struct screen *, struct familia *, struct flujo *, enum action, const struct event *, struct outcome *, struct err *);   /* false: not an action of these */
void hogar_por_que(const struct familia *, struct trace *);      /* why the family is in this moment and what is missing to go on */
