#pragma once
/* Before a change of who lives in a household is accepted: what it changes in logros, IPM, income and matrix. The act itself is done on a copy of the
 * family, in a transaction that is given up, so that what is shown is what would be kept and a refusal is told first. */
#include "tui/familia.h"
#include "tui/flujo.h"

/* Asks with the differences as the next question of the flow; a refusal of the act ends it, and err says why. `act` is the one to try, on the copy. */
struct outcome cambio_preguntar(struct familia *, struct flujo *, const char *title, const char *yes,
	bool (*act)(struct acto *, struct ficha *, const void *arg, struct err *), const void *arg, struct err *);
