#pragma once
/* What leaving a moment does (`al_salir` of ruta.yaml), inside the edit of the act that leaves it. One line each in acto_salida.c. */
#include "store/edicion.h"

bool salida_apply(struct edicion *, const struct evaluacion *, const struct momento *, struct err *);
void momento_enter(struct edicion *, const struct momento *);
bool salida_known(const char *name);      /* for `logros revisar` */
