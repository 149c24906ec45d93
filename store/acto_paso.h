#pragma once
/* Marking a step of the open visit inside an edit: alone (acto_visita_paso), or together with the form that ends it (acto_guardar_paso). For the acts only. */
#include "store/edicion.h"

/* Order is enforced, and what the step needs must be there; judged over the ficha with this edit in it. False: err says in words what is missing, and
 * nothing was marked. */
bool paso_marcar(struct edicion *, const char *paso, bool hecho, struct err *);
