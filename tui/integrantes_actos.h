#pragma once
/* What can be decided about one person of a household: leaving it, coming back, being its head. Each asks first. */
#include "tui/familia.h"
#include "tui/flujo.h"

bool integrante_acto(struct screen *, struct familia *, struct flujo *, const struct record *who, enum action, const struct event *, struct outcome *, struct err *);   /* false: not an action of these */
bool integrante_activo(const struct record *);
