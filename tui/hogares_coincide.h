#pragma once
/* Why a household is among those that were found, where its row does not show it: another person of it, or a number that the row leaves out. Worked out for the chosen
 * one while no key waits. What the row shows explains itself; what only a very different spelling finds is not explained. */
#include "store/lista.h"
#include "tui/app.h"

struct hogares_coincide { struct arena arena; uint32_t hogar; const char *texto, *dice; };      /* of which question; zeroed: of none */
/* True: what it says is another now. fila NULL: nobody is chosen. */
bool hogares_coincide(struct app *, struct hogares_coincide *, const struct fila *, const char *texto);
void hogares_coincide_cerrar(struct hogares_coincide *);
