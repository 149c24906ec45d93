#pragma once
/* Undo as people do it, as diario_deshacer; where later changes stand, next step and measurement are worked out anew, and what would leave a family less
 * sound than it is (no head, a document of somebody else) is refused with ERR_RULE. Fichas in memory are old after it: load them again. */
#include "store/acto.h"

bool acto_deshacer(struct acto *, uint64_t n, const char *motivo, struct err *);
bool acto_deshacer_lote(struct acto *, uint64_t n, const char *motivo, struct id lote, struct err *);      /* as one of many */
/* What it would change: done in this transaction, which the caller gives up. Each household that it touches, before and after (NULL: it is not there), in the
 * arena of the act; refused as the undoing would be. */
struct deshacer_efecto { uint32_t hogar; const struct ficha *antes, *despues; };
bool acto_deshacer_efecto(struct acto *, uint64_t n, struct deshacer_efecto **out, int *n_out, struct err *);
