#pragma once
/* Drafts that another console of the same account may be writing too (store/borrador_mio.h): what became of both is said in the message line. */
#include "store/borrador_mio.h"
#include "tui/app.h"

bool borrador_console(struct app *, const struct borrador_clave *, const struct answers *, const char *titulo, const char *campo, struct borrador_mio *, struct err *);
void borrador_dejado(struct app *);          /* a screen is left with its draft */
void borrador_quedo(struct app *, const struct borrador_mio *);          /* after an act that ended the draft */
