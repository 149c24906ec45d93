#pragma once
/* Households by what they are, in words, each with the list that it opens and that is just as long: for the first screen of a large office and for the board. */
#include "store/lista.h"
#include "tui/app.h"

struct grupo_linea { const char *nombre; struct lista_valor valor; struct filtro filtro; };
struct grupo { const char *titulo, *uno; struct grupo_linea *linea; int n; };      /* uno: «Fase», for the title of a list */

/* In the order of the route where there is one, else by id. Reserved alerts only for who accompanies all of these families. In the arena. */
void grupo_read(struct app *, struct txn *, enum lista_por, struct arena *, struct grupo *);
struct hogares_arg;
/* What opens the list of a line. */
const struct hogares_arg *grupo_abre(struct arena *, const struct grupo *, const struct grupo_linea *);
