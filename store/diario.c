#include "store/diario.h"
#include "store/deshacer.h"
#include "store/env.h"
#include "store/op.h"
#include <string.h>

uint64_t diario_last(struct txn *txn)
{
	struct cabeza head;

	if (txn->op)
		return txn->op->cabeza.n;
	return cabeza_get(txn, &head) ? head.n : 0;
}

static void undone(struct txn *txn, struct entrada *e)
{
	e->deshecha_por = deshacer_vigente(txn, e->n) ? 0 : entrada_deshecha_por(txn, e->n);
}

/* A household that was undone has no owner any more: then its author sees what was done with it. */
static bool may_see(struct txn *txn, const struct entrada *e)
{
	if (e->hogar == 0)
		return permiso_check(txn, PERMISO_CUENTAS, txn->store->actor.usuario);
	const char *owner = familia_owner(txn, e->hogar, &txn->arena);
	return permiso_check(txn, PERMISO_LEER, owner ? owner : e->usuario);
}

bool diario_get(struct txn *txn, uint64_t n, struct arena *arena, struct entrada *out)
{
	struct entrada_full f;

	if (!entrada_get(txn, n, true, arena, &f) || !may_see(txn, &f.e))
		return false;
	*out = f.e;
	undone(txn, out);
	return txn_ok(txn);
}

int diario_hogar(struct txn *txn, uint32_t hogar, int desde, int n, bool imagenes, struct arena *arena, struct entrada **out, int *total)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct walk w;
	int at = 0, got = 0;

	*out = arena_array(arena, struct entrada, n > 0 ? n : 1);
	if (total)
		*total = 0;
	if (!familia_check(txn, hogar, PERMISO_LEER))
		return 0;
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); walk_next(&w); at++) {
		if (at < desde || got >= n)
			continue;
		if (!entrada_get(txn, span_dhogar(w.key), imagenes, arena, &f))
			break;
		undone(txn, &f.e);
		(*out)[got++] = f.e;
	}
	walk_end(&w);
	if (total)
		*total = at;
	return got;
}

static void keep_field(struct answers *side, const char *campo, struct arena *arena)
{
	const struct answer *a = campo ? answers_find(side, campo) : NULL;
	struct answers only;

	answers_init(&only, arena);
	if (!campo)
		answers_copy(&only, side);
	else if (a)
		answers_put(&only, a);
	*side = only;
}

/* The image of the record, with this field only; NULL: the operation did not change it. */
static struct imagen *image_of(const struct entrada *e, enum record_kind kind, uint32_t hogar, uint32_t seq, const char *campo, struct arena *arena)
{
	for (int i = 0; i < e->n_imagen; i++) {
		const struct imagen *m = &e->imagen[i];
		if (m->hogar != hogar || m->kind != kind || m->seq != seq || (campo && !answers_find(&m->antes, campo) && !answers_find(&m->despues, campo)))
			continue;
		struct imagen *only = arena_copy(arena, m, sizeof *m);
		keep_field(&only->antes, campo, arena);
		keep_field(&only->despues, campo, arena);
		return only;
	}
	return NULL;
}

int diario_campo(struct txn *txn, uint32_t hogar, enum record_kind kind, uint32_t seq, const char *campo, struct arena *arena, struct entrada **out)
{
	struct key prefix = key_hogar(hogar);
	struct entrada_full f;
	struct arena scratch;
	int n = 0, cap = 0;
	struct walk w;

	*out = NULL;
	if (!familia_check(txn, hogar, PERMISO_LEER))
		return 0;
	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); walk_next(&w); arena_reset(&scratch)) {
		struct imagen *only;
		if (!entrada_get(txn, span_dhogar(w.key), true, &scratch, &f) || !(only = image_of(&f.e, kind, hogar, seq, campo, arena)))
			continue;
		if (!entrada_get(txn, f.e.n, false, arena, &f))
			break;
		f.e.imagen = only;
		f.e.n_imagen = 1;
		undone(txn, &f.e);
		*ARENA_PUSH(arena, *out, n, cap) = f.e;
	}
	walk_end(&w);
	arena_done(&scratch);
	return n;
}
