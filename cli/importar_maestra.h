#pragma once
/* The part of `logros importar` that loads the base maestra, or takes a load of it back: `--maestra ARCHIVO.csv`, `--maestra --quitar [CARGA] [--aplicar]`. */
#include "cli/comando.h"

int importar_maestra(struct cli *, int argc, char **argv);
