#pragma once
/* Integrity of a household as a whole: what no single question can see (docs/FUENTES.md 7.5). Errors must be put right; warnings deserve a second look.
 * Limits of each answer are those of the dictionary (constraint, min, max, choices) and are checked here again for what came by import. */
#include "forms/dict.h"
#include "model/ficha.h"

struct hallazgo {
	bool error;                  /* false: a warning */
	uint32_t integrante;         /* seq of the member concerned; 0: the household */
	const char *texto;           /* one Spanish sentence: what and what to do */
	const char *variable;        /* where to correct it */
};

/* Errors first, then warnings; household before members. How many; the list lies in the arena. */
int ficha_validate(const struct ficha *, const struct dict *, int32_t on, struct arena *, struct hallazgo **out);
