#pragma once
/* What must hold before an edit of a family is kept (docs/FUENTES.md 7.5). An edit answers for what it breaks, not for what was wrong before:
 * an old error elsewhere in the family stops nobody from saving a form. Sentences go to `err` with ERR_RULE. */
#include "store/edicion.h"

/* Errors of ficha_validate that were not there before the edit. */
bool revision_familia(struct edicion *, struct err *);
/* A document that this edit gives to an active member belongs to nobody active in another household that is still on its route. */
bool revision_documentos(struct edicion *, struct err *);
