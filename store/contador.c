#include "store/contador.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/fila.h"
#include "store/hash.h"
#include "store/indice.h"
#include "store/permiso.h"
#include "store/rehacer.h"
#include "store/user.h"
#include <limits.h>
#include <string.h>

enum { CONTADOR_ITEMS = 3 };

struct key contador_key(const struct store *s, uint32_t account, const char *fase, const char *estado, struct arena *arena)
{
	const char *both = arena_printf(arena, "%s %s", fase, estado);
	struct hash h = hash_of(s, HASH_CONTADOR, span_of(both, strlen(both)));
	struct key k = key_number(account);

	key_bytes(&k, h.b, sizeof h.b);
	return k;
}

bool contador_in(struct span value, struct arena *arena, struct conteo *c)
{
	struct codec_in in;

	codec_in_init(&in, value, arena);
	if (codec_in_array(&in) != CONTADOR_ITEMS)
		in.bad = true;
	c->fase = codec_in_text(&in);
	c->estado = codec_in_text(&in);
	c->hogares = (int)codec_in_uint(&in, INT_MAX);
	return codec_in_end(&in) && c->fase && c->estado;
}

static void put(struct txn *txn, const struct key *k, const struct conteo *c, struct arena *arena)
{
	struct codec_out out;

	codec_out_init(&out, arena);
	codec_array(&out, CONTADOR_ITEMS);
	codec_text(&out, c->fase);
	codec_text(&out, c->estado);
	codec_uint(&out, (uint64_t)c->hogares);
	table_put(txn, TABLE_CNT, key_span(k), codec_bytes_of(&out));
}

void contador_add(struct txn *txn, uint32_t account, const char *fase, const char *estado, int change)
{
	struct key k = contador_key(txn->store, account, fase, estado, &txn->arena);
	struct conteo c = { .fase = fase, .estado = estado };
	struct span value;

	if (table_get(txn, TABLE_CNT, key_span(&k), &txn->arena, &value) && !contador_in(value, &txn->arena, &c))
		txn_fail(txn, ERR_DAMAGED, "Un contador del tablero no se entiende; ejecute «logros verificar»");
	c.hogares += change;
	if (c.hogares <= 0) {
		table_del(txn, TABLE_CNT, key_span(&k));
		return;
	}
	put(txn, &k, &c, &txn->arena);
}

/* Rows come account by account. */
struct cuentas { struct arena arena; uint32_t account; struct conteo *item; int n, cap; };

static void count(struct cuentas *all, const struct answers *hogar)
{
	const char *fase = answers_text(hogar, HOGAR_FASE), *estado = answers_text(hogar, HOGAR_ESTADO);

	for (int i = 0; i < all->n; i++)
		if (strcmp(all->item[i].fase, fase) == 0 && strcmp(all->item[i].estado, estado) == 0) {
			all->item[i].hogares++;
			return;
		}
	*ARENA_PUSH(&all->arena, all->item, all->n, all->cap) = (struct conteo){ .fase = arena_strdup(&all->arena, fase), .estado = arena_strdup(&all->arena, estado), .hogares = 1 };
}

static void put_account(struct txn *txn, struct cuentas *all)
{
	for (int i = 0; i < all->n; i++) {
		struct key k = contador_key(txn->store, all->account, all->item[i].fase, all->item[i].estado, &all->arena);
		put(txn, &k, &all->item[i], &all->arena);
	}
	arena_reset(&all->arena);
	*all = (struct cuentas){ .arena = all->arena };
}

static void clear(struct txn *txn)
{
	struct walk w;

	walk_begin(&w, txn, TABLE_CNT, span_of("", 0), WALK_UP);
	w.keys_only = true;
	while (walk_next(&w))
		if (w.key.n != 4 + HASH_LEN || span_u32(w.key, 0) != 0)
			table_del(txn, TABLE_CNT, w.key);
	walk_end(&w);
}

bool contador_rebuild(struct txn *txn)
{
	uint64_t done = 0, total = table_count(txn, TABLE_FILA);
	struct cuentas all = { .account = 0 };
	struct fila_base row;
	struct arena scratch;
	struct walk w;

	clear(txn);
	arena_init(&all.arena);
	arena_init(&scratch);
	for (walk_begin(&w, txn, TABLE_FILA, span_of("", 0), WALK_UP); rehacer_avanza(txn, done++, total) && walk_next(&w); arena_reset(&scratch)) {
		uint32_t account = w.key.n == 8 ? span_u32(w.key, 0) : 0;
		if (account != all.account)
			put_account(txn, &all);
		all.account = account;
		if (account != 0 && !w.damaged && fila_in(w.value, &scratch, &row))
			count(&all, &row.hogar);
	}
	walk_end(&w);
	put_account(txn, &all);
	arena_done(&scratch);
	arena_done(&all.arena);
	return txn_ok(txn);
}

int lista_conteos(struct txn *txn, struct arena *arena, struct conteo **out)
{
	bool all = permiso_all(txn->store, PERMISO_LEER);
	struct key prefix = key_number(txn->store->account);
	struct cuenta cuenta = { 0 };
	struct walk w;
	int n = 0, cap = 0;

	*out = NULL;
	if (!indice_flush(txn) || (!all && !permiso_hogar(txn->store, PERMISO_LEER, txn->store->actor.usuario)))
		return 0;
	struct key first = key_number(all ? 1 : txn->store->account);      /* before it: the census */
	walk_begin(&w, txn, TABLE_CNT, all ? span_of("", 0) : key_span(&prefix), WALK_UP);
	walk_from(&w, key_span(&first));
	while (walk_next(&w)) {
		struct conteo c = { 0 };
		uint32_t account = w.key.n > 4 ? span_u32(w.key, 0) : 0;
		if (account != cuenta.n && !cuenta_get(txn, account, arena, &cuenta))
			cuenta = (struct cuenta){ .n = account, .usuario = "" };
		if (w.damaged || !contador_in(w.value, arena, &c)) {
			txn_fail(txn, ERR_DAMAGED, "Un contador del tablero está dañado; ejecute «logros verificar»");
			break;
		}
		c.cogestor = cuenta.usuario;
		*ARENA_PUSH(arena, *out, n, cap) = c;
	}
	walk_end(&w);
	return n;
}
