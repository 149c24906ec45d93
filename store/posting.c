#include "store/posting.h"
#include "store/table.h"
#include <string.h>

enum { VARINT_MAX = 5 };

static size_t varint_put(uint8_t *out, uint32_t v)
{
	size_t n = 0;
	for (; v >= 0x80; v >>= 7)
		out[n++] = (uint8_t)(v | 0x80);
	out[n++] = (uint8_t)v;
	return n;
}

static size_t varint_len(uint32_t v)
{
	return v < 1u << 7 ? 1 : v < 1u << 14 ? 2 : v < 1u << 21 ? 3 : v < 1u << 28 ? 4 : 5;
}

/* False: not something that we wrote. */
static bool decode(const uint8_t *p, size_t size, struct posting_block *b)
{
	const uint8_t *end = p + size;
	uint64_t value = 0;
	b->n = 0;
	while (p < end) {
		uint64_t delta = 0;
		for (int shift = 0;; shift += 7) {
			if (p == end || shift > 28)
				return false;
			delta |= (uint64_t)(*p & 0x7F) << shift;
			if (!(*p++ & 0x80))
				break;
		}
		value += delta;
		if (b->n == POSTING_MAX || value > b->upper || (b->n > 0 && delta == 0))
			return false;
		b->item[b->n++] = (uint32_t)value;
	}
	return true;
}

struct key posting_key(uint32_t word, uint32_t upper)
{
	struct key k = key_number(word);
	key_u32(&k, upper);
	return k;
}

void posting_begin(struct walk *w, struct txn *txn, enum table table, uint32_t word, uint32_t from)
{
	struct key prefix = key_number(word), first = posting_key(word, from);
	walk_begin(w, txn, table, key_span(&prefix), WALK_UP);
	walk_from(w, key_span(&first));
}

static bool take(struct walk *w, struct posting_block *b)
{
	b->upper = span_u32(w->key, 4);
	return decode(w->value.p, w->value.n, b) ||
		txn_fail(w->txn, ERR_DAMAGED, "El índice de búsqueda está dañado. Ejecute «logros verificar» y avise al administrador.");
}

static bool step(struct walk *w)
{
	if (!walk_next(w))
		return false;
	return (w->key.n == 8 && !w->damaged) ||
		txn_fail(w->txn, ERR_DAMAGED, "El índice de búsqueda está dañado. Ejecute «logros verificar» y avise al administrador.");
}

bool posting_next(struct walk *w, struct posting_block *b)
{
	return step(w) && take(w, b);
}

void posting_walk(struct walk *w, struct txn *txn, enum table table)
{
	walk_begin(w, txn, table, span_of("", 0), WALK_UP);
}

bool posting_step(struct walk *w, uint32_t *word, struct posting_block *b)
{
	if (!step(w))
		return false;
	*word = span_u32(w->key, 0);
	return *word < POSTING_HOGARES && take(w, b);
}

/* ---- Changing ---- */

static void put_block(struct txn *txn, enum table table, uint32_t word, uint32_t upper, const uint32_t *item, int n)
{
	uint8_t bytes[POSTING_MAX];
	size_t size = 0;
	uint32_t last = 0;
	for (int i = 0; i < n; i++) {
		size += varint_put(bytes + size, item[i] - last);
		last = item[i];
	}
	struct key key = posting_key(word, upper);
	table_put(txn, table, key_span(&key), span_of(bytes, size));
}

/* How many items from the first on fit in so many bytes. */
static int fitting(const uint32_t *item, int n, size_t bytes)
{
	size_t size = 0;
	uint32_t last = 0;
	for (int i = 0; i < n; i++) {
		size += varint_len(item[i] - last);
		if (size > bytes)
			return i;
		last = item[i];
	}
	return n;
}

static size_t encoded_size(const uint32_t *item, int n)
{
	size_t size = 0;
	for (int i = 0; i < n; i++)
		size += varint_len(item[i] - (i ? item[i - 1] : 0));
	return size;
}

/* Households that come in order (import, registration) leave full blocks behind; others leave even ones with room. */
static void put_split(struct txn *txn, enum table table, uint32_t word, uint32_t upper, const uint32_t *item, int n, bool in_order)
{
	size_t size = encoded_size(item, n), pieces = (size + POSTING_MAX - 1) / POSTING_MAX;
	size_t target = in_order || pieces == 1 ? POSTING_MAX : size / pieces + VARINT_MAX;
	while (n > 0) {
		int k = fitting(item, n, target > POSTING_MAX ? POSTING_MAX : target);
		put_block(txn, table, word, k == n ? upper : item[k - 1], item, k);
		item += k;
		n -= k;
	}
}

/* The block and the changes that fall in it, merged. Returns how many changes were taken. */
static int change_block(struct txn *txn, enum table table, const struct posting_change *c, int n, const struct posting_block *b, uint32_t *item)
{
	uint32_t word = c->word, last = b->n ? b->item[b->n - 1] : 0;
	int at = 0, taken = 0, kept = 0;
	bool in_order = b->upper == UINT32_MAX && (b->n == 0 || c->hogar > last);
	for (; taken < n && c[taken].word == word && c[taken].hogar <= b->upper; taken++) {
		while (at < b->n && b->item[at] < c[taken].hogar)
			item[kept++] = b->item[at++];
		if (at < b->n && b->item[at] == c[taken].hogar)
			at++;
		if (c[taken].add)
			item[kept++] = c[taken].hogar;
	}
	while (at < b->n)
		item[kept++] = b->item[at++];
	struct key key = posting_key(word, b->upper);
	if (kept > 0)
		put_split(txn, table, word, b->upper, item, kept, in_order);
	else if (b->n > 0)
		table_del(txn, table, key_span(&key));
	return taken;
}

bool posting_apply(struct txn *txn, enum table table, const struct posting_change *c, int n)
{
	struct arena scratch;
	arena_init(&scratch);
	struct posting_block *b = arena_new(&scratch, struct posting_block);
	uint32_t *item = arena_array(&scratch, uint32_t, POSTING_MAX + n);
	for (int i = 0; i < n && txn_ok(txn);) {
		struct walk w;
		posting_begin(&w, txn, table, c[i].word, c[i].hogar);
		if (!posting_next(&w, b))
			b->n = 0, b->upper = UINT32_MAX;
		walk_end(&w);
		if (txn_ok(txn))
			i += change_block(txn, table, c + i, n - i, b, item);
	}
	arena_done(&scratch);
	return txn_ok(txn);
}
