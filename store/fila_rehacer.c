/* Rows written anew from records and journal, declared in fila.h. A row whose records or measurement cannot be read whole stays as it is, if it opens. */
#include "store/fila.h"
#include "store/rehacer.h"
#include "store/registro.h"
#include "store/user.h"

bool fila_medida_ultima(struct txn *txn, uint32_t hogar, struct arena *arena, struct medicion *m)
{
	struct key prefix = key_hogar(hogar);
	bool found = false, sure = true;
	struct walk w, one;

	*m = (struct medicion){ 0 };
	for (walk_begin(&w, txn, TABLE_DHOGAR, key_span(&prefix), WALK_DOWN); sure && !found && walk_next(&w);) {
		struct key k = key_diario(span_dhogar(w.key));
		struct entrada_full f;
		struct medida *list;
		walk_begin(&one, txn, TABLE_DIARIO, key_span(&k), WALK_UP);
		sure = walk_next(&one) && !one.damaged && entrada_in(one.value, false, arena, &f);
		walk_end(&one);
		for (int n = sure ? entrada_medidas(&f, arena, &list) : 0; n > 0 && !found; n--)
			if ((found = list[n - 1].hogar == hogar))
				*m = list[n - 1].despues;
	}
	walk_end(&w);
	return sure;
}

static bool opens(struct txn *txn, uint32_t account, uint32_t hogar, struct arena *arena, struct fila_base *b)
{
	struct key k = key_fila(account, hogar);
	struct walk w;

	walk_begin(&w, txn, TABLE_FILA, key_span(&k), WALK_UP);
	bool good = walk_next(&w) && !w.damaged && fila_in(w.value, arena, b);
	walk_end(&w);
	return good;
}

uint32_t fila_de_alguien(struct txn *txn, uint32_t hogar, struct arena *arena, struct fila_base *b)
{
	struct walk w;
	uint32_t found = 0;

	walk_begin(&w, txn, TABLE_USUARIO, span_of("", 0), WALK_UP);
	w.keys_only = true;
	while (found == 0 && walk_next(&w))
		if (w.key.n == 4 && opens(txn, span_u32(w.key, 0), hogar, arena, b))
			found = span_u32(w.key, 0);
	walk_end(&w);
	return found;
}

/* Under which account the household has its row; 0: it is in no list. */
static uint32_t make_row(struct txn *txn, uint32_t hogar, struct arena *scratch)
{
	struct fila_base old, now;
	struct medicion m;
	int damaged = 0;
	struct ficha f;

	bool loaded = familia_load(txn, hogar, RECORD_INTEGRANTE, scratch, &f, &damaged);
	if (loaded && hogar_unido(&f.hogar.fields))
		return 0;
	uint32_t account = loaded ? cuenta_number(txn, answers_text(&f.hogar.fields, HOGAR_COGESTOR)) : 0;
	if (account == 0)
		return fila_de_alguien(txn, hogar, scratch, &old);
	bool sure = fila_medida_ultima(txn, hogar, scratch, &m), there = (!sure || damaged > 0) && opens(txn, account, hogar, scratch, &old);
	if (there && damaged > 0)
		return account;
	fila_base_of(&f, there ? &old.medicion : &m, scratch, &now);
	fila_put(txn, account, hogar, &now, scratch);
	return account;
}

struct puesto { uint32_t hogar, account; };
struct puestos { struct arena arena; struct puesto *item; int n, cap; };

static uint32_t account_of(const struct puestos *all, uint32_t hogar)
{
	int low = 0, high = all->n;

	while (low < high) {
		int middle = low + (high - low) / 2;
		if (all->item[middle].hogar < hogar)
			low = middle + 1;
		else
			high = middle;
	}
	return low < all->n && all->item[low].hogar == hogar ? all->item[low].account : 0;
}

bool fila_rebuild_all(struct txn *txn)
{
	struct puestos all = { .n = 0 };
	struct arena scratch;
	struct walk w;

	arena_init(&all.arena);
	arena_init(&scratch);
	for (uint32_t hogar = 0; txn_ok(txn) && (hogar = rehacer_hogar(txn, hogar)) != 0; arena_reset(&scratch)) {
		uint32_t account = make_row(txn, hogar, &scratch);
		if (account != 0)
			*ARENA_PUSH(&all.arena, all.item, all.n, all.cap) = (struct puesto){ hogar, account };
	}
	walk_begin(&w, txn, TABLE_FILA, span_of("", 0), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		if (w.key.n != 8 || account_of(&all, span_u32(w.key, 4)) != span_u32(w.key, 0))
			table_del(txn, TABLE_FILA, w.key);
	walk_end(&w);
	arena_done(&scratch);
	arena_done(&all.arena);
	return txn_ok(txn);
}
