#include "store/cambio_orden.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct lugar { struct answer_change change; int rank, at; };

/* Where the question first stands. */
static int rank_of(const struct programa *p, const char *name)
{
	int rank = 0;

	for (int f = 0; f < p->n_form; f++)
		for (int s = 0; s < p->form[f]->n; s++)
			for (int i = 0; i < p->form[f]->section[s].n; i++, rank++) {
				const struct variable *var = p->form[f]->section[s].field[i].var;
				if (var && strcmp(var->name, name) == 0)
					return rank;
			}
	return INT_MAX;
}

static int by_rank(const void *a, const void *b)
{
	const struct lugar *x = a, *y = b;

	return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : (x->at > y->at) - (x->at < y->at);
}

void cambio_ordenar(const struct programa *p, struct answer_change *change, int n, struct arena *scratch)
{
	if (!p || n < 2)
		return;
	struct lugar *list = arena_array(scratch, struct lugar, n);
	for (int i = 0; i < n; i++)
		list[i] = (struct lugar){ change[i], rank_of(p, change[i].name), i };
	qsort(list, (size_t)n, sizeof *list, by_rank);
	for (int i = 0; i < n; i++)
		change[i] = list[i].change;
}
