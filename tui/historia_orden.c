#include "tui/historia_orden.h"

const struct entrada *historia_entrada(const struct entrada *list, int n, uint64_t which)
{
	for (int i = 0; i < n; i++)
		if (list[i].n == which)
			return &list[i];
	return NULL;
}

/* Something done, or done again: not an undoing. */
static bool forward(const struct entrada *list, int n, const struct entrada *e)
{
	bool yes = true;
	for (; e && e->deshace; e = historia_entrada(list, n, e->deshace))
		yes = !yes;
	return yes;
}

const struct entrada *historia_en_pie(const struct entrada *list, int n)
{
	for (int i = 0; i < n; i++)
		if (list[i].deshecha_por == 0 && forward(list, n, &list[i]))
			return &list[i];
	return NULL;
}

const struct entrada *historia_deshecha(const struct entrada *list, int n)
{
	for (int i = 0; i < n; i++) {
		if (list[i].deshecha_por == 0 && !forward(list, n, &list[i]))
			return &list[i];
		if (!list[i].deshace)
			return NULL;
	}
	return NULL;
}
