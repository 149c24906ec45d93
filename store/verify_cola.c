/* The end of the journal, declared in hallazgo.h: what a cut or a file that was put back would take away, in a few milliseconds. */
#include "store/cadena.h"
#include "store/entrada.h"
#include "store/env.h"
#include "store/hallazgo.h"
#include <string.h>

enum { LAST = 500 };

/* Backwards: each operation holds the hash of the one before it, so the hash that is due is known before the operation is read. */
static void check_back(struct check *c, const struct cabeza *head, struct arena *scratch)
{
	uint8_t due[SEAL_CHAIN], got[SEAL_CHAIN];
	uint64_t n = head->n;
	struct entrada_full f;
	struct walk w;

	memcpy(due, head->hash, sizeof due);
	for (walk_begin(&w, c->txn, TABLE_DIARIO, span_of("", 0), WALK_DOWN); n > 0 && head->n - n < LAST && walk_next(&w); n--, arena_reset(scratch)) {
		if (w.key.n != 8 || span_u64(w.key, 0) != n) {
			hallazgo_add(c, "El final del diario no está completo: falta la operación %llu", (unsigned long long)n);
			break;
		}
		if (w.damaged) {
			verify_damaged(c, TABLE_DIARIO, w.key);
			break;
		}
		seal_chain(c->txn->store->seal, n, w.value, got);
		if (memcmp(got, due, sizeof due) != 0 || !entrada_in(w.value, false, scratch, &f)) {
			hallazgo_add(c, "La cadena del diario se rompe en la operación %llu", (unsigned long long)n);
			break;
		}
		memcpy(due, f.previa, sizeof due);
		c->v->operaciones++;
	}
	if (n > 0 && head->n - n < LAST && c->v->problemas == 0 && txn_ok(c->txn))
		hallazgo_add(c, "El final del diario no está completo: falta la operación %llu", (unsigned long long)n);
	walk_end(&w);
}

void verify_cola(struct check *c)
{
	struct arena scratch;
	struct cabeza head;

	if (!cabeza_get(c->txn, &head))
		return;
	arena_init(&scratch);
	check_back(c, &head, &scratch);
	arena_done(&scratch);
	c->v->operaciones = 0;                   /* counted by who reads all of them */
	if (txn_ok(c->txn) && !ancla_holds(c->txn))
		hallazgo_add(c, "El almacén es más antiguo que su ancla, o es otro: es una copia anterior o perdió su final");
}
