#pragma once
/* What `logros restaurar` and the screen of a damaged store do: a backup takes the place of the store, told line by line. */
#include "cli/comando.h"

/* frase: "" for a practice store. dicho: the same in a sentence, for the first screen afterwards; may be NULL. The exit status. */
int restaurar_contar(struct cli *, const char *archivo, const char *frase, const char **dicho);
