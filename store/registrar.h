#pragma once
/* Registration as the acts share it: acto_registrar and the import make the same household. For the acts only. */
#include "store/edicion.h"

bool hogar_registrar(struct acto *, const struct answers *hogar, const struct answers *integrante, int n, const char *accion, struct ficha *, struct err *);
void hogar_poner(struct edicion *, uint32_t seq, const struct answers *);
/* The member, active or not, that these answers speak of: by document, else by names and birth date. NULL: nobody yet. */
struct record *registrado(const struct ficha *, const struct answers *);
