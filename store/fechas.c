#include "store/fechas.h"
#include "base/date.h"
#include "store/diario.h"
#include <stdlib.h>
#include <string.h>

struct fecha { enum record_kind kind; uint32_t seq; const char *campo; int32_t dia; int orden; };
struct fechas { struct fecha *item; int n, cap; };

static int same_place(const struct fecha *a, const struct fecha *b)
{
	int order = (int)a->kind - (int)b->kind;

	if (order == 0)
		order = a->seq < b->seq ? -1 : a->seq > b->seq;
	return order ? order : strcmp(a->campo, b->campo);
}

static int by_place(const void *a, const void *b)
{
	const struct fecha *x = a, *y = b;
	int order = same_place(x, y);

	return order ? order : x->orden - y->orden;
}

static void add(struct fechas *f, const struct imagen *m, int32_t day, int order, struct arena *arena)
{
	for (int i = 0; i < m->despues.n; i++)
		*ARENA_PUSH(arena, f->item, f->n, f->cap) = (struct fecha){ m->kind, m->seq, m->despues.item[i].name, day, order };
}

const struct fechas *fechas_leer(struct txn *txn, uint32_t hogar, struct arena *arena)
{
	struct fechas *f = arena_new(arena, struct fechas);
	struct entrada *entrada;
	int total = 0, kept = 0;

	diario_hogar(txn, hogar, 0, 0, false, arena, &entrada, &total);
	int n = total > 0 ? diario_hogar(txn, hogar, 0, total, true, arena, &entrada, NULL) : 0;
	for (int i = 0; i < n; i++)
		for (int k = 0; k < entrada[i].n_imagen; k++)
			if (entrada[i].imagen[k].hogar == hogar)
				add(f, &entrada[i].imagen[k], entrada[i].fecha, i, arena);
	if (f->n > 0)
		qsort(f->item, (size_t)f->n, sizeof *f->item, by_place);
	for (int i = 0; i < f->n; i++)      /* the newest of each stands first */
		if (kept == 0 || same_place(&f->item[kept - 1], &f->item[i]) != 0)
			f->item[kept++] = f->item[i];
	f->n = kept;
	return txn_ok(txn) ? f : NULL;
}

static int place_of(const void *key, const void *item)
{
	return same_place(key, item);
}

int32_t fechas_de(const struct fechas *f, enum record_kind kind, uint32_t seq, const char *campo)
{
	const struct fecha key = { .kind = kind, .seq = seq, .campo = campo };
	const struct fecha *found = f->n ? bsearch(&key, f->item, (size_t)f->n, sizeof key, place_of) : NULL;

	return found ? found->dia : DATE_NONE;
}
