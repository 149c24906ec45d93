#include "cli/comando.h"

#include "cli/lista.h"

#include <string.h>

#define COMANDO_REF(name) &comando_##name,
static const struct comando *const list[] = { COMANDOS(COMANDO_REF) };

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
