/* The search index read as a whole, for verify; declared in busqueda.h. */
#include "store/busqueda_state.h"
#include "store/numero_cajon.h"
#include <string.h>

static void sum_digits(struct busqueda_sum *s, const struct numero_hogar *h)
{
	const char *end = h->numbers + h->len;
	for (const char *at = h->numbers, *stop; at < end; at = stop) {
		for (stop = at; stop < end && *stop != ' '; stop++)
			;
		if (stop > at)
			busqueda_sum_word(s, h->hogar, at, (size_t)(stop - at));
		else
			stop++;
	}
}

static void sum_number(struct busqueda_sum *s, uint32_t hogar, uint32_t number)
{
	busqueda_sum_word(s, hogar, (const char *)&number, sizeof number);
}

static void sum_drawers(struct busqueda_sum *s, const struct numero_hogar *h, struct arena *scratch)
{
	uint32_t *drawer;
	const char *numbers = h->len > 1 ? arena_strndup(scratch, h->numbers + 1, h->len - 2) : "";
	for (int n = cajones_of(scratch, numbers, &drawer); n > 0; n--)
		sum_number(s, h->hogar, drawer[n - 1]);
}

/* What the values by household say: their numbers go to both sums, their words and drawers to the second. */
static bool sum_casas(struct txn *txn, enum table table, const struct palabras *p, struct busqueda_sum *s, struct busqueda_sum *by_casa, bool *good)
{
	struct arena scratch;
	arena_init(&scratch);
	struct key prefix = key_number(POSTING_HOGARES);
	struct numero_hogar line[NUMERO_GROUP];
	uint32_t group, word;
	struct walk w;

	for (walk_begin(&w, txn, table, key_span(&prefix), WALK_UP); numero_walk_next(&w, &group);) {
		int n = numero_split(group, w.value, line);
		*good &= n > 0 && line[0].hogar / NUMERO_GROUP == group && line[n - 1].hogar / NUMERO_GROUP == group;
		for (int i = 0; i < n; i++) {
			sum_digits(s, &line[i]);
			sum_digits(by_casa, &line[i]);
			if (table == TABLE_TPO)
				sum_drawers(by_casa, &line[i], &scratch);
			while (numero_word(&line[i], &word)) {
				size_t len = 0;
				const char *text = word < (uint32_t)p->n ? palabra_text(p, (int)word, &len) : "";
				busqueda_sum_word(by_casa, line[i].hogar, text, len);
			}
		}
		arena_reset(&scratch);
	}
	walk_end(&w);
	arena_done(&scratch);
	return txn_ok(txn);
}

/* The postings, of words and of drawers. */
static bool sum_postings(struct txn *txn, enum table table, const struct palabras *p, struct busqueda_sum *words, struct busqueda_sum *drawers)
{
	struct posting_block *block = arena_new(&txn->arena, struct posting_block);
	uint32_t number, before = 0, upper = 0;
	bool first = true, found = true;                   /* each household in the block where it is looked for */
	struct walk w;

	for (posting_walk(&w, txn, table); posting_step(&w, &number, block); before = number, upper = block->upper, first = false) {
		found &= first || number != before || block->n == 0 || block->item[0] > upper;
		for (int k = 0; k < block->n; k++) {
			size_t len = 0;
			const char *word = number < (uint32_t)p->n ? palabra_text(p, (int)number, &len) : NULL;
			if (word)
				busqueda_sum_word(words, block->item[k], word, len);
			else
				sum_number(drawers, block->item[k], number);
		}
	}
	walk_end(&w);
	return found;
}

/* Of format 1, or of nobody: it is never read. */
static bool of_before(struct txn *txn, enum table table)
{
	struct key prefix = key_number(POSTING_HOGARES + 1);
	struct walk w;

	walk_begin(&w, txn, table, key_span(&prefix), WALK_UP);
	w.keys_only = true;
	bool found = walk_next(&w);
	walk_end(&w);
	return found;
}

bool busqueda_sum_read_in(struct txn *txn, enum busqueda_lado lado, struct busqueda_sum *s)
{
	enum table table = busqueda_table(lado);
	struct busqueda_sum by_casa = { 0 }, drawers = { 0 };

	*s = (struct busqueda_sum){ 0 };
	struct busqueda *b = busqueda_flush(txn) ? busqueda_of(txn) : NULL;
	if (!b)
		return false;
	bool good = !of_before(txn, table);
	good &= sum_postings(txn, table, &b->palabras, s, &drawers) && palabras_unicas(&b->palabras);
	if (!sum_casas(txn, table, &b->palabras, s, &by_casa, &good))
		return false;
	if (!good || s->pairs + drawers.pairs != by_casa.pairs || s->sum + drawers.sum != by_casa.sum)
		s->pairs = UINT64_MAX;
	return true;
}

bool busqueda_sum_read(struct txn *txn, struct busqueda_sum *s)
{
	return busqueda_sum_read_in(txn, BUSQUEDA_HOGARES, s);
}
