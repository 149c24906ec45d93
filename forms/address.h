#pragma once
/* Colombian urban addresses in one spelling: «Cra 42 b # 107-35 int 201» → «KR 42B # 107-35 INT 201».
 * via number[letters] [BIS] [cardinal] # number[letters] [BIS] [cardinal] - plate [cardinal] [INT|APTO|PISO|BLOQUE|CASA what]
 * The signs # and - may be missing. The normal form of a normal form is itself. NULL for every other text (rural, free). */
#include "base/arena.h"

const char *address_normalise(const char *text, struct arena *);
