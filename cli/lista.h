#pragma once
/* The commands, each from its own file. */
#include "cli/comando.h"

extern const struct comando comando_demo, comando_iniciar, comando_importar, comando_exportar, comando_evaluar, comando_revisar, comando_convertir, comando_verificar;
int consola_run(struct cli *);      /* `logros` alone */
