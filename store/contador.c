#include "store/contador.h"
#include "store/codec.h"
#include "store/env.h"
#include "store/hash.h"
#include "store/indice.h"
#include "store/permiso.h"
#include "store/user.h"
#include <limits.h>
#include <string.h>

enum { CONTADOR_ITEMS = 3 };

static struct key counter_key(struct txn *txn, uint32_t account, const char *fase, const char *estado)
{
	const char *both = arena_printf(&txn->arena, "%s %s", fase, estado);
	struct hash h = hash_of(txn->store, HASH_CONTADOR, span_of(both, strlen(both)));
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

void contador_add(struct txn *txn, uint32_t account, const char *fase, const char *estado, int change)
{
	struct key k = counter_key(txn, account, fase, estado);
	struct conteo c = { .fase = fase, .estado = estado };
	struct span value;
	struct codec_out out;

	if (table_get(txn, TABLE_CNT, key_span(&k), &txn->arena, &value) && !contador_in(value, &txn->arena, &c))
		txn_fail(txn, ERR_DAMAGED, "Un contador del tablero no se entiende; ejecute «logros verificar»");
	c.hogares += change;
	if (c.hogares <= 0) {
		table_del(txn, TABLE_CNT, key_span(&k));
		return;
	}
	codec_out_init(&out, &txn->arena);
	codec_array(&out, CONTADOR_ITEMS);
	codec_text(&out, fase);
	codec_text(&out, estado);
	codec_uint(&out, (uint64_t)c.hogares);
	table_put(txn, TABLE_CNT, key_span(&k), codec_bytes_of(&out));
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
