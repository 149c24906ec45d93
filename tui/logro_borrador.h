#pragma once
/* What is being written about a logro, durable after each field: a draft with the fields of its record. */
#include "tui/familia.h"
#include "tui/screens.h"

enum { LOGRO_DATOS = 5 };
extern const char *const logro_dato[LOGRO_DATOS];      /* names of the fields, in the order of the screen */

/* The values as typed; texts "" where there is nothing. */
bool logro_borrador_poner(const struct familia *, const struct logro_arg *, const char *const valor[LOGRO_DATOS], struct err *);
bool logro_borrador_quitar(const struct familia *, const struct logro_arg *, struct err *);
/* False: there is none. The family goes back to how the draft's author had read it, so that saving meets what others changed since. */
bool logro_borrador_leer(struct familia *, const struct logro_arg *, const char *valor[LOGRO_DATOS], struct arena *);
