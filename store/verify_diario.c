/* The journal, declared in hallazgo.h: no gap, each link, the head, the anchors outside. */
#include "store/cadena.h"
#include "store/dhogar.h"
#include "store/env.h"
#include "store/hallazgo.h"
#include "store/hash.h"
#include <stdlib.h>
#include <string.h>

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

static bool in_batch(struct check *c, struct id lote, uint64_t n)
{
	struct hash h = hash_of(c->txn->store, HASH_LOTE, span_of(lote.b, sizeof lote.b));
	struct key k;

	key_init(&k);
	key_bytes(&k, h.b, sizeof h.b);
	key_u64(&k, n);
	return table_has(c->txn, TABLE_HASH, key_span(&k));
}

static void check_entry(struct check *c, struct chain *chain, struct walk *w, struct arena *scratch)
{
	struct store *s = c->txn->store;
	struct entrada_full f;
	uint64_t n = span_u64(w->key, 0);

	if (n != chain->n + 1)
		hallazgo_add(c, "Faltan operaciones en el diario: después de la %llu sigue la %llu", (unsigned long long)chain->n, (unsigned long long)n);
	bool good = !w->damaged && entrada_in(w->value, false, scratch, &f);
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
	if (!good)
		return;
	f.e.n = n;
	c->sueltas += dhogar_suelta(c->txn, &f.e);
	if (!dhogar_tiene(c->txn, &f.e))
		hallazgo_indice(c, 0, "La operación %llu no está en su índice", (unsigned long long)n);
	if (id_given(f.e.lote)) {
		c->sueltas++;
		if (!in_batch(c, f.e.lote, n))
			hallazgo_indice(c, 0, "La operación %llu no está en el índice de su lote", (unsigned long long)n);
	}
	if (f.e.deshace != 0) {
		c->sueltas++;
		if (entrada_deshecha_por(c->txn, f.e.deshace) == 0)
			hallazgo_indice(c, 0, "La operación %llu deshace la %llu y no está en su índice", (unsigned long long)n, (unsigned long long)f.e.deshace);
	}
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
	for (walk_begin(&w, c->txn, TABLE_DIARIO, span_of("", 0), WALK_UP); !hallazgo_tarde(c) && walk_next(&w); arena_reset(&scratch))
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
