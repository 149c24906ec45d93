/* Logros of many households at once, declared in lista.h: per page of columns one mask of those that pass the filter, and bits counted under it. */
#include "store/columna.h"
#include "store/criba.h"
#include "store/indice.h"
#include "store/permiso.h"
#include "store/env.h"

enum { WORDS = COLUMNA_PLANO / 8 };
typedef void count_page(const struct columna_pagina *, const uint64_t mask[WORDS], struct logro_conteo *);

/* Both bits of a state under the mask; sin dato is what remains of the mask. */
static inline __attribute__((always_inline)) void count_with(const struct columna_pagina *p, const uint64_t mask[WORDS], struct logro_conteo *to)
{
	for (int k = 0; k < p->logros; k++) {
		int n[LOGRO_ESTADOS] = { 0 };
		for (int w = 0; w < WORDS; w++) {
			uint64_t low = p->plano[k][0][w] & mask[w], high = p->plano[k][1][w] & mask[w];
			n[1] += __builtin_popcountll(low & ~high);
			n[2] += __builtin_popcountll(high & ~low);
			n[3] += __builtin_popcountll(low & high);
		}
		for (int e = 1; e < LOGRO_ESTADOS; e++)
			to->estado[k + 1][e] += n[e];
	}
}

static void count_plain(const struct columna_pagina *p, const uint64_t mask[WORDS], struct logro_conteo *to)
{
	count_with(p, mask, to);
}

/* Old office machines lack the instruction, so the choice is made where it runs. */
#ifdef __x86_64__
__attribute__((target("popcnt"))) static void count_popcnt(const struct columna_pagina *p, const uint64_t mask[WORDS], struct logro_conteo *to)
{
	count_with(p, mask, to);
}

static count_page *best(void)
{
	return __builtin_cpu_supports("popcnt") ? count_popcnt : count_plain;
}
#else
static count_page *best(void)
{
	return count_plain;
}
#endif

static int mask_of(const struct criba *c, const struct columna_pagina *p, struct logro_conteo *to, uint64_t mask[WORDS])
{
	int measured = 0;

	for (int w = 0; w < WORDS; w++)
		mask[w] = 0;
	for (int i = 0; i < COLUMNA_HOGARES; i++) {
		bool known = marca_medida(p->marca[i]);
		struct agenda agenda;
		struct marca m;
		if (!criba_bytes(c, p->marca[i], p->n * COLUMNA_HOGARES + (uint32_t)i) || (c->filtro->logro && !known))
			continue;
		if (c->filtro->logro && columna_logro(p, i, c->filtro->logro) != c->filtro->logro_estado)
			continue;
		if (c->con_agenda) {
			columna_marca(p, i, &m);
			if (!criba_visita(c, &m, &agenda))
				continue;
		}
		to->hogares++;
		measured += known;
		mask[i / 64] |= (uint64_t)known << i % 64;
	}
	to->medidos += measured;
	return measured;
}

bool lista_logros(struct txn *txn, const struct ruta *ruta, const struct filtro *f, int32_t hoy, struct logro_conteo *out)
{
	struct columna_pagina *p = arena_new(&txn->arena, struct columna_pagina);
	const struct store *s = txn->store;
	count_page *count = best();
	struct arena scratch;
	struct censo *censo;
	struct criba c;

	*out = (struct logro_conteo){ 0 };
	if (!indice_flush(txn) || (!permiso_hogar(s, PERMISO_LEER, s->actor.usuario) && !permiso_all(s, PERMISO_LEER)) || !(censo = censo_get(txn, &txn->arena)))
		return false;
	criba_init(&c, txn, ruta, f, hoy);
	criba_codes(&c, txn, censo);
	criba_found(&c, txn);
	arena_init(&scratch);
	for (uint32_t n = 0; !c.nadie && columna_siguiente(txn, &n) && columna_read(txn, p, n, COLUMNA_MARCAS | (f->logro ? COLUMNA_LOGROS : 0u), &scratch); n++, arena_reset(&scratch)) {
		uint64_t mask[WORDS];
		if (mask_of(&c, p, out, mask) > 0 && columna_read(txn, p, n, COLUMNA_LOGROS, &scratch))
			count(p, mask, out);
	}
	arena_done(&scratch);
	for (int k = 1; k <= MEDICION_LOGROS; k++)
		out->estado[k][LOGRO_SIN_DATO] = out->medidos - out->estado[k][LOGRO_ALCANZADO] - out->estado[k][LOGRO_POR_ALCANZAR] - out->estado[k][LOGRO_NO_APLICA];
	return txn_ok(txn);
}
