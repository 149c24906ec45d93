#include "store/busqueda.h"
#include "base/strbuf.h"
#include "store/busqueda_state.h"
#include "store/env.h"
#include "store/numero.h"
#include "store/numero_cajon.h"
#include <lmdb.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_MAX = 1 << 20 };         /* changes; a larger transaction writes some of them before its end */

static struct busqueda *open_index(struct store *store)
{
	if (!store->busqueda) {
		struct arena arena;
		arena_init(&arena);
		struct busqueda *b = arena_new(&arena, struct busqueda);
		b->arena = arena;
		arena_init(&b->wait);
		palabras_init(&b->palabras);
		store->busqueda = b;
	}
	return store->busqueda;
}

struct busqueda *busqueda_of(struct txn *txn)
{
	struct busqueda *b = txn_ok(txn) ? open_index(txn->store) : NULL;
	/* Ahead of the store, memory must not be compared with it; nobody else can write meanwhile. */
	return b && (b->ahead || palabras_refresh(&b->palabras, txn)) ? b : NULL;
}

static void drop_waiting(struct busqueda *b)
{
	arena_reset(&b->wait);
	for (int i = 0; i < BUSQUEDA_LADOS; i++)
		b->espera[i] = (struct busqueda_espera){ 0 };
	b->ahead = false;
}

void busqueda_forget(struct store *store)
{
	struct busqueda *b = store->busqueda;
	if (!b)
		return;
	if (b->touched && b->palabras.n > b->n_before)
		palabras_clear(&b->palabras);
	b->touched = false;
	drop_waiting(b);
}

void busqueda_close(struct store *store)
{
	struct busqueda *b = store->busqueda;
	if (!b)
		return;
	store->busqueda = NULL;
	palabras_done(&b->palabras);
	arena_done(&b->wait);
	struct arena arena = b->arena;
	arena_done(&arena);
}

/* ---- The words of a household as two sorted sets ---- */

struct word { const char *text; size_t len; };
struct words { struct word *item; int n, cap; };

static int by_text(const void *a, const void *b)
{
	const struct word *x = a, *y = b;
	int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
	return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* Each word once, in order, as the index cuts it. */
static struct words set_of(struct arena *a, const char *text)
{
	struct words w = { 0 };
	for (const char *s = text ? text : ""; *s;) {
		size_t len = strcspn(s, " ");
		if (len > 0)
			*ARENA_PUSH(a, w.item, w.n, w.cap) = (struct word){ s, len > PALABRA_MAX ? PALABRA_MAX : len };
		s += len + (s[len] == ' ');
	}
	if (w.n > 1)
		qsort(w.item, (size_t)w.n, sizeof *w.item, by_text);
	int kept = 0;
	for (int i = 0; i < w.n; i++)
		if (kept == 0 || by_text(&w.item[kept - 1], &w.item[i]) != 0)
			w.item[kept++] = w.item[i];
	w.n = kept;
	return w;
}

/* The numbers, joined again; the rest stays in the set. */
static char *take_numbers(struct arena *a, struct words *w)
{
	struct strbuf numbers;
	strbuf_init(&numbers, a);
	int kept = 0;
	for (int i = 0; i < w->n; i++) {
		if (!numero_is(w->item[i].text, w->item[i].len)) {
			w->item[kept++] = w->item[i];
			continue;
		}
		if (numbers.len)
			strbuf_addn(&numbers, " ", 1);
		strbuf_addn(&numbers, w->item[i].text, w->item[i].len);
	}
	w->n = kept;
	return numbers.text;
}

static void wait_number(struct busqueda *b, enum busqueda_lado lado, uint32_t number, uint32_t hogar, bool add)
{
	struct busqueda_espera *e = &b->espera[lado];
	struct posting_change c = { .word = number, .hogar = hogar, .turn = (uint32_t)e->n_change, .add = add };
	*ARENA_PUSH(&b->wait, e->change, e->n_change, e->cap_change) = c;
}

static void wait_change(struct busqueda *b, enum busqueda_lado lado, const struct word *w, uint32_t hogar, bool add)
{
	wait_number(b, lado, palabra_number(&b->palabras, w->text, w->len), hogar, add);
}

static void wait_drawers(struct busqueda *b, uint32_t hogar, const char *numbers_before, const char *numbers_after, struct arena *scratch)
{
	uint32_t *before, *after;
	int n = cajones_of(scratch, numbers_before, &before), m = cajones_of(scratch, numbers_after, &after);
	for (int i = 0, j = 0; i < n || j < m;) {
		int order = i == n ? 1 : j == m ? -1 : (before[i] > after[j]) - (before[i] < after[j]);
		if (order != 0)
			wait_number(b, BUSQUEDA_HOGARES, order < 0 ? before[i] : after[j], hogar, order > 0);
		i += order <= 0;
		j += order >= 0;
	}
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* What the household holds from now on, as one value that takes the place of the one before. */
static void wait_casa(struct busqueda *b, enum busqueda_lado lado, uint32_t hogar, const char *numbers, const struct words *w)
{
	struct busqueda_espera *e = &b->espera[lado];
	uint32_t *number = arena_array(&b->wait, uint32_t, w->n + 1);
	for (int i = 0; i < w->n; i++)
		number[i] = palabra_number(&b->palabras, w->item[i].text, w->item[i].len);
	qsort(number, (size_t)w->n, sizeof *number, by_number);
	struct numero_nuevo c = { hogar, arena_strdup(&b->wait, numbers), number, w->n, (uint32_t)e->n_casa };
	*ARENA_PUSH(&b->wait, e->casa, e->n_casa, e->cap_casa) = c;
}

/* The first time in a write transaction: how many words the store has without it. */
static void note_transaction(struct busqueda *b, struct txn *txn)
{
	size_t id = mdb_txn_id(txn->mdb);
	if (!b->touched || b->txn_id != id)
		b->n_before = b->palabras.n;
	b->txn_id = id;
	b->ahead = b->touched = true;
}

bool busqueda_update_in(struct txn *txn, enum busqueda_lado lado, uint32_t hogar, const char *words_before, const char *words_after)
{
	if (!txn_ok(txn) || strcmp(words_before ? words_before : "", words_after ? words_after : "") == 0)
		return txn_ok(txn);
	struct busqueda *b = busqueda_of(txn);
	if (!b)
		return false;
	struct arena scratch;
	arena_init(&scratch);
	struct words before = set_of(&scratch, words_before), after = set_of(&scratch, words_after);
	const char *numbers_before = take_numbers(&scratch, &before), *numbers_after = take_numbers(&scratch, &after);
	bool changed = strcmp(numbers_before, numbers_after) != 0;
	note_transaction(b, txn);
	for (int i = 0, j = 0; i < before.n || j < after.n;) {
		int order = i == before.n ? 1 : j == after.n ? -1 : by_text(&before.item[i], &after.item[j]);
		if (order < 0)
			wait_change(b, lado, &before.item[i], hogar, false);
		else if (order > 0)
			wait_change(b, lado, &after.item[j], hogar, true);
		changed |= order != 0;
		i += order <= 0;
		j += order >= 0;
	}
	if (changed && lado == BUSQUEDA_HOGARES)
		wait_drawers(b, hogar, numbers_before, numbers_after, &scratch);
	if (changed)
		wait_casa(b, lado, hogar, numbers_after, &after);
	arena_done(&scratch);
	return b->espera[lado].n_change < WAIT_MAX || busqueda_flush(txn);
}

bool busqueda_update(struct txn *txn, uint32_t hogar, const char *words_before, const char *words_after)
{
	return busqueda_update_in(txn, BUSQUEDA_HOGARES, hogar, words_before, words_after);
}

/* ---- Writing what waits ---- */

static int by_pair(const void *a, const void *b)
{
	const struct posting_change *x = a, *y = b;
	if (x->word != y->word)
		return x->word > y->word ? 1 : -1;
	if (x->hogar != y->hogar)
		return x->hogar > y->hogar ? 1 : -1;
	return (x->turn > y->turn) - (x->turn < y->turn);
}

/* In order, and of several changes to one pair only the last. */
static int settle(struct posting_change *c, int n)
{
	int kept = 0;
	if (n > 1)
		qsort(c, (size_t)n, sizeof *c, by_pair);
	for (int i = 0; i < n; i++) {
		if (kept > 0 && c[kept - 1].word == c[i].word && c[kept - 1].hogar == c[i].hogar)
			kept--;
		c[kept++] = c[i];
	}
	return kept;
}

enum table busqueda_table(enum busqueda_lado lado)
{
	return lado == BUSQUEDA_MAESTRA ? TABLE_MPO : TABLE_TPO;
}

static int by_casa(const void *a, const void *b)
{
	const struct numero_nuevo *x = a, *y = b;
	return x->hogar != y->hogar ? (x->hogar > y->hogar) - (x->hogar < y->hogar) : (x->turn > y->turn) - (x->turn < y->turn);
}

/* In order, and of several for one household only the last. */
static int settle_casas(struct numero_nuevo *c, int n)
{
	bool sorted = true;
	int kept = 0;
	for (int i = 1; i < n; i++)
		sorted &= c[i - 1].hogar < c[i].hogar;
	if (sorted)
		return n;
	qsort(c, (size_t)n, sizeof *c, by_casa);
	for (int i = 0; i < n; i++) {
		if (kept > 0 && c[kept - 1].hogar == c[i].hogar)
			kept--;
		c[kept++] = c[i];
	}
	return kept;
}

static bool flush_side(struct txn *txn, enum table table, const struct busqueda_espera *e)
{
	int n = settle_casas(e->casa, e->n_casa);
	bool ok = posting_apply(txn, table, e->change, settle(e->change, e->n_change));
	for (int i = 0; ok && i < n; ok = txn_ok(txn))
		i += numero_put(txn, table, e->casa + i, n - i);
	return ok;
}

bool busqueda_flush(struct txn *txn)
{
	struct busqueda *b = txn->store->busqueda;
	if (!txn->write || !txn_ok(txn) || !b || !b->ahead)
		return txn_ok(txn);
	bool ok = palabras_write(&b->palabras, txn);
	for (int lado = 0; ok && lado < BUSQUEDA_LADOS; lado++)
		ok = flush_side(txn, busqueda_table((enum busqueda_lado)lado), &b->espera[lado]);
	if (ok)
		drop_waiting(b);
	return ok;
}

/* ---- Sums for verify ---- */

void busqueda_sum_word(struct busqueda_sum *s, uint32_t hogar, const char *word, size_t len)
{
	uint64_t h = 14695981039346656037u ^ hogar;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)word[i]) * 1099511628211u;
	h = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15);
	s->pairs++;
	s->sum += h ^ h >> 29;
}

void busqueda_sum_add(struct busqueda_sum *s, uint32_t hogar, const char *words)
{
	struct arena scratch;
	arena_init(&scratch);
	struct words w = set_of(&scratch, words);
	for (int i = 0; i < w.n; i++)
		busqueda_sum_word(s, hogar, w.item[i].text, w.item[i].len);
	arena_done(&scratch);
}
