#pragma once
/* What leaving a moment does (`al_salir` of ruta.yaml), inside the edit of the act that leaves it. One line each in acto_salida.c. */
#include "store/edicion.h"

struct salida {
	struct edicion *e;
	const struct evaluacion *now;
	const struct momento *de, *a;         /* a: NULL where the route ends */
	int32_t dia;                          /* on which it happened: that of the visit, which may be written down later */
};
bool salida_apply(struct salida *, struct err *);
void momento_enter(struct edicion *, const struct momento *);
bool salida_known(const char *name);      /* for `logros revisar` */

/* Keeps the numbers of an evaluation for good. The pointer holds until the next change of the ficha. */
struct record *salida_congelar(struct edicion *, const struct evaluacion *, const char *tipo);
/* The route ends: what still lies in drafts could not be saved any more. */
bool salida_sin_borradores(struct acto *, const struct ficha *, struct err *);
/* Leaving the validation: its decision stands, and is still what the rules say (acto_validar.c). */
bool validacion_al_salir(struct salida *, struct err *);
