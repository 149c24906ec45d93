#include "cli/comando.h"

#include "cli/lista.h"

#include <string.h>

/* Every command, in the order of the help. A new one: its file, its line in lista.h and here. */
static const struct comando *const list[] = {
	&comando_demo, &comando_iniciar, &comando_importar, &comando_exportar, &comando_evaluar, &comando_revisar, &comando_convertir, &comando_verificar,
};

const struct comando *const *comandos(int *n)
{
	*n = sizeof list / sizeof *list;
	return list;
}

const struct comando *comando_find(const char *name)
{
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i]->name, name) == 0)
			return list[i];
	return NULL;
}
