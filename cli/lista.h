#pragma once
/* The commands, each from its own file `cli/<name>.c`, in the order of the help. A new one: its file and its line here. */
#include "cli/comando.h"

#define COMANDOS(X) \
	X(demo) \
	X(iniciar) \
	X(importar) \
	X(exportar) \
	X(evaluar) \
	X(revisar) \
	X(convertir) \
	X(migrar) \
	X(duplicados) \
	X(verificar) \
	X(respaldar) \
	X(restaurar) \
	X(compactar) \
	X(estado) \
	X(diario) \
	X(deshacer) \
	X(generar)

#define COMANDO_EXTERN(name) extern const struct comando comando_##name;
COMANDOS(COMANDO_EXTERN)
#undef COMANDO_EXTERN
int consola_run(struct cli *);      /* `logros` alone */
