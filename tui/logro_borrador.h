#pragma once
/* What is being written about a logro, durable after each field: a draft with the fields of its record. */
#include "tui/screens.h"
#include "tui/tablero_familia.h"

enum { LOGRO_DATOS = 5 };
extern const char *const logro_dato[LOGRO_DATOS];      /* names of the fields, in the order of the screen */

/* The values as typed; texts "" where there is nothing. valor NULL: nothing is written any more. */
bool logro_borrador_poner(struct tablero_familia *, const struct logro_arg *, const char *const valor[LOGRO_DATOS], struct err *);
/* False: there is none. The family goes back to how the draft's author had read it, so that saving meets what others changed since. */
bool logro_borrador_leer(struct tablero_familia *, const struct logro_arg *, const char *valor[LOGRO_DATOS], struct arena *);
