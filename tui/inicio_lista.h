#pragma once
/* The list of the first screen: the families to attend to first with their next step, or, where there are more of them than one person visits,
 * how many there are in each phase and with each alert, with the lists that they open. */
#include "tui/app.h"

struct hogares_arg;
struct inicio_renglon { const char *nombre, *lado, *paso; enum style style; uint32_t hogar; const struct hogares_arg *abre; };      /* a family, or a list */
struct inicio_lista { const char *titulo; struct inicio_renglon *renglon; int n; bool pasos; };      /* pasos: what follows stands below each name */

void inicio_lista_read(struct app *, struct txn *, struct arena *, struct inicio_lista *);
/* One of them in a row, or in two: the reason at the right of the name, or before the step where the name needs the line. */
void inicio_renglon_draw(struct grid *, const struct inicio_renglon *, struct rect, bool focus, struct arena *turn);
