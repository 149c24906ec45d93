#pragma once
/* The list of the first screen: the families to attend to first with their next step, or, where there are more of them than one person visits,
 * how many there are in each phase and with each alert, with the lists that they open. */
#include "tui/app.h"

struct hogares_arg;
/* A family with its visits and its step, or a list with what stands beside its name. */
struct inicio_renglon { const char *nombre, *lado, *paso; const struct agenda *agenda; enum style style; uint32_t hogar; const struct hogares_arg *abre; };
struct inicio_lista { const char *titulo; struct inicio_renglon *renglon; int n; bool pasos; };      /* pasos: what follows stands below each name */

void inicio_lista_read(struct app *, struct txn *, struct arena *, struct inicio_lista *);
/* One of them in a row, or in two: the reason at the right of the name, or where the name needs the line before the step, or alone if both do not go in. */
void inicio_renglon_draw(struct app *, struct grid *, const struct inicio_renglon *, struct rect, bool focus);
