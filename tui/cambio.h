#pragma once
/* Before a change of who lives in a household is accepted, and before an act is undone or done again: what it changes in logros, IPM, income and matrix. The
 * act itself is done on copies, in a transaction that is given up, so that what is shown is what would be kept and a refusal is told first. */
#include "store/acto_deshacer.h"
#include "tui/familia.h"
#include "tui/flujo.h"

/* Asks with the differences as the next question of the flow; a refusal of the act ends it, and err says why. `act` is the one to try, on the copy. */
struct outcome cambio_preguntar(struct familia *, struct flujo *, const char *title, const char *yes,
	bool (*act)(struct acto *, struct ficha *, const void *arg, struct err *), const void *arg, struct err *);

/* For acts about other households than the one of a screen: the lines of each, under its name, and the question with all lines. */
void cambio_lineas(const struct app *, const struct deshacer_efecto *, int n, struct trace *);
void cambio_debajo(struct trace *, int from);      /* the lines from there on stand one step further in */
struct outcome cambio_leer(struct app *, struct flujo *, const char *title, const char *yes, const struct trace *);
/* Undoing or doing again: `lines` already says what. */
struct outcome cambio_deshacer(struct app *, struct flujo *, uint64_t n, const char *title, struct trace *lines, struct err *);
