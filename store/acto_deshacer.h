#pragma once
/* Undo as people do it, as diario_deshacer; where later changes stand, next step and measurement are worked out anew, and what would leave a family less
 * sound than it is (no head, a document of somebody else) is refused with ERR_RULE. Fichas in memory are old after it: load them again. */
#include "store/acto.h"

bool acto_deshacer(struct acto *, uint64_t n, const char *motivo, struct err *);
bool acto_deshacer_lote(struct acto *, uint64_t n, const char *motivo, struct id lote, struct err *);      /* as one of many */
