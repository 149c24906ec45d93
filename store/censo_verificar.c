/* A second census beside the one of the store, and whether both say the same; declared in censo.h, for verify. */
#include "store/censo.h"
#include <string.h>

struct censo *censo_nuevo(const struct censo *codes, struct arena *arena)
{
	struct censo *c = arena_new(arena, struct censo);

	*c = (struct censo){ .arena = arena, .aparte = true, .situacion = codes->situacion, .n_situacion = codes->n_situacion };
	for (int i = 0; i < codes->n_comuna; i++)
		*ARENA_PUSH(arena, c->comuna, c->n_comuna, c->cap_comuna) = (struct censo_valor){ .id = codes->comuna[i].id };
	return c;
}

static bool same_values(const struct censo_valor *a, int n, const struct censo_valor *b, int m)
{
	for (int i = 0; i < n; i++) {
		int there = 0;
		for (int k = 0; k < m; k++)
			if (strcmp(b[k].id, a[i].id) == 0)
				there = b[k].n;
		if (a[i].n != there)
			return false;
	}
	return true;
}

static bool same_series(struct censo_serie a, struct censo_serie b)
{
	int i = 0, j = 0;

	for (;; i++, j++) {
		while (i < a.n && a.item[i].n == 0)
			i++;
		while (j < b.n && b.item[j].n == 0)
			j++;
		if (i == a.n || j == b.n)
			return i == a.n && j == b.n;
		if (a.item[i].dia != b.item[j].dia || a.item[i].n != b.item[j].n)
			return false;
	}
}

bool censo_igual(struct txn *txn, struct censo *a, struct censo *b)
{
	bool same = a->medidos == b->medidos && memcmp(a->celda, b->celda, sizeof a->celda) == 0 &&
		same_values(a->comuna, a->n_comuna, b->comuna, b->n_comuna) && same_values(b->comuna, b->n_comuna, a->comuna, a->n_comuna) &&
		same_values(a->alerta, a->n_alerta, b->alerta, b->n_alerta) && same_values(b->alerta, b->n_alerta, a->alerta, a->n_alerta);

	for (int i = 0; same && i <= a->n_situacion; i++)
		for (unsigned m = 0; same && m < CENSO_MARCAS; m++) {
			const struct censo_grupo *x = censo_grupo(txn, a, (uint16_t)i, m), *y = censo_grupo(txn, b, (uint16_t)i, m);
			same = x && y && x->hogares == y->hogares && same_series(x->ultima, y->ultima) && same_series(x->proxima, y->proxima);
		}
	return same;
}
