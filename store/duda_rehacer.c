/* Hashes and pairs written anew from the records, declared in duda.h; and compared with them, declared in hallazgo.h. */
#include "store/duda_par.h"
#include "store/hallazgo.h"
#include "store/rasgos_memoria.h"
#include "store/registro.h"
#include "store/rehacer.h"
#include <string.h>

static void put_keys(struct txn *txn, const struct ficha *f, struct arena *scratch)
{
	struct rasgos_hogar r;

	if (hogar_unido(&f->hogar.fields))
		return;
	rasgos_hogar_of(f, scratch, &r);
	rasgos_memoria_put(txn, f->num, &r);
	struct hash *key = arena_array(scratch, struct hash, DUDA_CLAVES_HOGAR + DUDA_CLAVES_PERSONA * r.n);
	int n = duda_claves(txn->store, &r, scratch, key);
	for (int i = 0; i < n; i++)
		hash_put(txn, key[i], f->num);
}

/* Pairs are looked for when all keys are there, and all traits in memory. */
bool duda_rebuild(struct txn *txn)
{
	struct arena scratch;
	struct ficha f;
	bool mine = rasgos_memoria_begin(txn->store);

	arena_init(&scratch);
	rehacer_vaciar(txn, TABLE_DUDA);
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t hogar = 0; txn_ok(txn) && (hogar = rehacer_hogar(txn, hogar)) != 0; arena_reset(&scratch)) {
			if (!familia_load(txn, hogar, RECORD_INTEGRANTE, &scratch, &f, NULL))
				continue;
			if (pass == 0)
				put_keys(txn, &f, &scratch);
			else
				duda_update(txn, hogar, &f);
		}
	arena_done(&scratch);
	if (mine)
		rasgos_memoria_end(txn->store);
	return txn_ok(txn);
}

/* ---- verified ---- */

static bool kept(struct check *c, uint32_t a, uint32_t b, struct arena *arena, struct duda_par *p)
{
	struct key k = duda_key(a, b);
	struct walk w;

	*p = (struct duda_par){ 0 };
	walk_begin(&w, c->txn, TABLE_DUDA, key_span(&k), WALK_UP);
	bool found = walk_next(&w) && !w.damaged && duda_in(w.value, arena, p);
	walk_end(&w);
	return found;
}

static void check_pair(struct check *c, const struct ficha *f, const struct rasgos_hogar *mine, uint32_t otro, bool crowded, struct arena *scratch)
{
	struct duda_par should = { 0 }, one, other;
	struct rasgos_hogar theirs;
	struct ficha g;
	bool there = kept(c, f->num, otro, scratch, &one), back = kept(c, otro, f->num, scratch, &other);

	bool alike = familia_load(c->txn, otro, RECORD_INTEGRANTE, scratch, &g, NULL);
	if (alike) {
		rasgos_hogar_of(&g, scratch, &theirs);
		alike = duda_compare(f, mine, &g, &theirs, scratch, &should);
	}
	/* By a key that was crowded when they were saved a pair may rightly have been missed. */
	if (there != back || (there && !alike) || (alike && !there && !crowded)
		|| (there && (one.puntos != other.puntos || one.tipo != other.tipo || one.puntos != should.puntos || one.tipo != should.tipo)))
		hallazgo_indice(c, f->num, "La lista de hogares parecidos no coincide con las fichas: hogares número %u y %u", f->num, otro);
}

/* Each pair once, from its first household. */
void verify_duda(struct check *c, const struct ficha *f, struct arena *scratch)
{
	struct duda_hogares met = { 0 };
	struct rasgos_hogar mine;
	struct key prefix = key_number(f->num);
	struct walk w;

	rasgos_hogar_of(f, scratch, &mine);
	duda_encuentros(c->txn, f->num, &mine, DUDA_SEGURO, scratch, &met);
	int sure = met.n;
	for (walk_begin(&w, c->txn, TABLE_DUDA, key_span(&prefix), WALK_UP); walk_next(&w);)
		if (w.key.n == 8) {
			c->dudas++;
			bool known = false;
			for (int i = 0; i < met.n && !known; i++)
				known = met.item[i] == span_u32(w.key, 4);
			if (!known)
				*ARENA_PUSH(scratch, met.item, met.n, met.cap) = span_u32(w.key, 4);
		}
	walk_end(&w);
	for (int i = 0; i < met.n && txn_ok(c->txn); i++)
		if (met.item[i] > f->num || i >= sure)
			check_pair(c, f, &mine, met.item[i], i >= sure, scratch);
}
