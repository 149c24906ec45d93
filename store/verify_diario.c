/* The journal, declared in hallazgo.h: no gap, each link, the head, the anchors outside. */
#include "store/cadena.h"
#include "store/dhogar.h"
#include "store/env.h"
#include "store/hallazgo.h"
#include "store/hash.h"
#include "store/rehacer.h"
#include <stdlib.h>
#include <string.h>

enum { HOGARES_MAX = 1 << 24 };      /* two megabytes of bits, and only when something is missing */

static int by_number(const void *a, const void *b)
{
	const struct ancla *x = a, *y = b;

	return (x->n > y->n) - (x->n < y->n);
}

struct chain {
	uint64_t n;                              /* last operation that was read */
	uint8_t hash[SEAL_CHAIN];                /* of it */
	bool known;                              /* false after an operation that does not open: the next link cannot be judged */
	struct ancla *ancla; int n_ancla, at;
};

static void check_anchors(struct check *c, struct chain *chain)
{
	for (; chain->at < chain->n_ancla && chain->ancla[chain->at].n <= chain->n; chain->at++)
		if (chain->ancla[chain->at].n == chain->n && chain->known && memcmp(chain->ancla[chain->at].hash, chain->hash, SEAL_CHAIN) != 0)
			hallazgo_add(c, "La operación %llu no es la que anotó el ancla: el almacén fue reemplazado por otro o por una copia anterior", (unsigned long long)chain->n);
}

static bool has_hash(struct check *c, enum hash_domain domain, struct span what, uint64_t n)
{
	struct hash h = hash_of(c->txn->store, domain, what);
	struct key k;

	key_init(&k);
	key_bytes(&k, h.b, sizeof h.b);
	key_u64(&k, n);
	return table_has(c->txn, TABLE_HASH, key_span(&k));
}

/* Afterwards nobody takes the gap in the index for a gap in the records. */
static void check_household(struct check *c, uint32_t hogar, const struct entrada *e)
{
	if (hogar == 0 || dhogar_tiene(c->txn, hogar, e))
		return;
	hallazgo_indice(c, hogar, "La operación %llu no está en la historia del hogar número %u", (unsigned long long)e->n, hogar);
	if (!c->sin_historia.n)
		c->sin_historia = bits_new(c->arena, 0, HOGARES_MAX);
	if (hogar < HOGARES_MAX)
		bits_set(&c->sin_historia, hogar);
}

static void check_indexes(struct check *c, const struct entrada *e)
{
	uint64_t n = e->n;
	struct key undone = key_diario(e->deshace);

	bool alone = dhogar_suelta(c->txn, e);
	if (alone && hash_find_number(c->txn, HASH_OPERACION, span_of(e->id.b, sizeof e->id.b)) != n)
		hallazgo_indice(c, 0, "La operación %llu no está en su índice", (unsigned long long)n);
	c->sueltas += (uint64_t)alone + id_given(e->lote) + (e->deshace != 0);
	if (id_given(e->lote) && !has_hash(c, HASH_LOTE, span_of(e->lote.b, sizeof e->lote.b), n))
		hallazgo_indice(c, 0, "La operación %llu no está en el índice de su lote", (unsigned long long)n);
	if (e->deshace != 0 && !has_hash(c, HASH_DESHACE, key_span(&undone), n))
		hallazgo_indice(c, 0, "La operación %llu deshace la %llu y no está en su índice", (unsigned long long)n, (unsigned long long)e->deshace);
	check_household(c, e->hogar, e);
	for (int i = 0; i < e->n_imagen; i++)
		if (e->imagen[i].hogar != (i == 0 ? e->hogar : e->imagen[i - 1].hogar))
			check_household(c, e->imagen[i].hogar, e);
}

static void check_entry(struct check *c, struct chain *chain, struct walk *w, struct arena *scratch)
{
	struct store *s = c->txn->store;
	struct entrada_full f;
	uint64_t n = span_u64(w->key, 0), before = chain->n;

	if (n != chain->n + 1)
		hallazgo_add(c, "Faltan operaciones en el diario: después de la %llu sigue la %llu", (unsigned long long)chain->n, (unsigned long long)n);
	bool good = !w->damaged && entrada_in(w->value, true, scratch, &f);
	if (good && chain->known && (n != chain->n + 1 || memcmp(f.previa, chain->hash, SEAL_CHAIN) != 0))
		hallazgo_add(c, "La cadena del diario se rompe en la operación %llu", (unsigned long long)n);
	if (w->damaged)
		verify_damaged(c, TABLE_DIARIO, w->key);
	else if (!good)
		hallazgo_add(c, "La operación %llu del diario no se entiende", (unsigned long long)n);
	chain->n = n;
	chain->known = !w->damaged;
	if (chain->known)
		seal_chain(s->seal, n, w->value, chain->hash);
	check_anchors(c, chain);
	c->ilegible |= !good || n != before + 1;
	f.e.n = n;
	if (good)
		check_indexes(c, &f.e);
}

void verify_diario(struct check *c)
{
	struct chain chain = { .known = true };
	struct cabeza head;
	struct arena scratch;
	struct walk w;

	if (!cabeza_get(c->txn, &head))
		return;
	chain.n_ancla = ancla_list(c->txn, c->arena, &chain.ancla);
	if (chain.n_ancla > 1)
		qsort(chain.ancla, (size_t)chain.n_ancla, sizeof *chain.ancla, by_number);
	arena_init(&scratch);
	for (walk_begin(&w, c->txn, TABLE_DIARIO, span_of("", 0), WALK_UP); !hallazgo_tarde(c) && rehacer_avanza(c->txn, chain.n, 2 * head.n) && walk_next(&w); arena_reset(&scratch))
		if (w.key.n == 8)
			check_entry(c, &chain, &w, &scratch);
	walk_end(&w);
	arena_done(&scratch);
	if (c->cortada)
		return;
	if (chain.n != head.n || (chain.known && memcmp(chain.hash, head.hash, SEAL_CHAIN) != 0))
		hallazgo_add(c, "El diario termina en la operación %llu y su cabeza dice %llu", (unsigned long long)chain.n, (unsigned long long)head.n);
	if (chain.at < chain.n_ancla)
		hallazgo_add(c, "El ancla conoce la operación %llu y el diario termina en la %llu: el almacén es una copia anterior o perdió su final",
			(unsigned long long)chain.ancla[chain.n_ancla - 1].n, (unsigned long long)chain.n);
}
