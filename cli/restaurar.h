#pragma once
/* What `logros restaurar` and the screen of a damaged store do: a backup takes the place of the store, told line by line. */
#include "cli/comando.h"

/* frase: "" for a practice store. The exit status. */
int restaurar_contar(struct cli *, const char *archivo, const char *frase);
