#pragma once
/* An act that asks several things in a row. Each answer is kept and the loop is asked to perform the same action again, since resume() can push nothing:
 *	act():    flujo_enter(&st->flujo, action, event) and then, by st->flujo.n, push the next dialog or do the act and flujo_end()
 *	resume(): flujo_take(&st->flujo, s->app, result)
 * Leaving any of the dialogs leaves the act as a whole. */
#include "tui/app.h"

enum { FLUJO_MAX = 5 };
struct flujo {
	enum action action; int n; bool asking; struct result dado[FLUJO_MAX];
	bool dialogo;                                           /* what is or was being asked is a dialog, not a screen that saves by itself */
	struct { enum action action; int n; struct result dado[FLUJO_MAX]; } hecho;      /* the one that ended last: it may have to be done again (EV_AGAIN) */
	struct { enum action action; uint32_t de; int n; const char *texto[FLUJO_MAX]; } dicho;      /* of the one that was refused last */
};

void flujo_enter(struct flujo *, enum action, const struct event *);
struct outcome flujo_ask(struct flujo *, const struct screen_ops *dialog, const void *arg);
bool flujo_take(struct flujo *, struct app *, const struct result *);      /* false: nothing was being asked */
void flujo_end(struct flujo *);
/* After flujo_end: what was typed for an act that was not done is what its dialogs begin with the next time, about the same thing (`de`); a done one leaves nothing. */
void flujo_hecho(struct flujo *, uint32_t de, bool ok);
const char *flujo_dicho(const struct flujo *, uint32_t de, int at);      /* NULL: nothing */
