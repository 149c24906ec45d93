#include "store/busqueda.h"
#include "base/strbuf.h"
#include "store/busqueda_state.h"
#include "store/env.h"
#include "store/numero.h"
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
	b->change = NULL;
	b->numbers = NULL;
	b->n_change = b->cap_change = b->n_numbers = b->cap_numbers = 0;
	b->ahead = false;
}

void busqueda_forget(struct store *store)
{
	struct busqueda *b = store->busqueda;
	if (!b)
		return;
	if (b->touched)
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

/* The words of digits alone, joined again; the rest stays in the set. */
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

static void wait_change(struct busqueda *b, const struct word *w, uint32_t hogar, bool add)
{
	struct posting_change c = { .word = palabra_number(&b->palabras, w->text, w->len), .hogar = hogar, .turn = (uint32_t)b->n_change, .add = add };
	*ARENA_PUSH(&b->wait, b->change, b->n_change, b->cap_change) = c;
}

bool busqueda_update(struct txn *txn, uint32_t hogar, const char *words_before, const char *words_after)
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
	b->ahead = b->touched = true;
	for (int i = 0, j = 0; i < before.n || j < after.n;) {
		int order = i == before.n ? 1 : j == after.n ? -1 : by_text(&before.item[i], &after.item[j]);
		if (order < 0)
			wait_change(b, &before.item[i], hogar, false);
		else if (order > 0)
			wait_change(b, &after.item[j], hogar, true);
		i += order <= 0;
		j += order >= 0;
	}
	if (strcmp(numbers_before, numbers_after) != 0)
		*ARENA_PUSH(&b->wait, b->numbers, b->n_numbers, b->cap_numbers) = (struct busqueda_numbers){ hogar, arena_strdup(&b->wait, numbers_after) };
	arena_done(&scratch);
	return b->n_change < WAIT_MAX || busqueda_flush(txn);
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

bool busqueda_flush(struct txn *txn)
{
	struct busqueda *b = txn->store->busqueda;
	if (!txn->write || !txn_ok(txn) || !b || !b->ahead)
		return txn_ok(txn);
	bool ok = palabras_write(&b->palabras, txn) && posting_apply(txn, b->change, settle(b->change, b->n_change));
	for (int i = 0; ok && i < b->n_numbers; i++)
		ok = numero_put(txn, b->numbers[i].hogar, b->numbers[i].numbers);
	if (ok)
		drop_waiting(b);
	return ok;
}

/* ---- Sums for verify ---- */

static void sum_word(struct busqueda_sum *s, uint32_t hogar, const char *word, size_t len)
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
		sum_word(s, hogar, w.item[i].text, w.item[i].len);
	arena_done(&scratch);
}

static void sum_numbers(void *arg, uint32_t hogar, const char *numbers)
{
	for (const char *s = numbers + 1; *s;) {
		size_t len = strcspn(s, " ");
		sum_word(arg, hogar, s, len);
		s += len + 1;
	}
}

bool busqueda_sum_read(struct txn *txn, struct busqueda_sum *s)
{
	*s = (struct busqueda_sum){ 0 };
	struct busqueda *b = busqueda_flush(txn) ? busqueda_of(txn) : NULL;
	struct posting_block *block = b ? arena_new(&txn->arena, struct posting_block) : NULL;
	for (int i = 0; b && i < b->palabras.n && txn_ok(txn); i++) {
		size_t len;
		const char *word = palabra_text(&b->palabras, i, &len);
		struct walk w;
		posting_begin(&w, txn, (uint32_t)i, 0);
		while (posting_next(&w, block))
			for (int k = 0; k < block->n; k++)
				sum_word(s, block->item[k], word, len);
		walk_end(&w);
	}
	return b && numero_walk(txn, &(struct numero_walk){ .visit = sum_numbers, .arg = s });
}
