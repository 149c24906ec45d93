#include "store/numero.h"
#include "base/strbuf.h"
#include "store/posting.h"
#include <stdlib.h>
#include <string.h>

/* A value has a line for each household: its place in the group as a letter from 'a' on, " 123 456 ", and its words. These are differences in digits of
 * six bits, the low ones first: 0x80 + digit ends a number, 0xC0 + digit goes on; so no byte of a word can be taken for a digit or the end of the line. */
enum { INSIDE_MIN = 3, CODE_DIGITS = 4, DIGIT = 6, MORE = 0x40, WORD = 0x80 };

bool numero_is(const char *word, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++) {
		bool digit = word[i] >= '0' && word[i] <= '9';
		if (!digit && (word[i] < 'a' || word[i] > 'z'))
			return false;
		digits += digit;
	}
	return len > 0 && (digits == len || digits >= CODE_DIGITS);
}

struct key numero_key(uint32_t group)
{
	return posting_key(POSTING_HOGARES, group);
}

static void add_words(struct strbuf *b, const uint32_t *words, int n)
{
	uint32_t last = 0;                   /* and one more than the word: a difference is never 0 */

	for (int i = 0; i < n; i++) {
		uint32_t delta = words[i] + 1 - last;
		for (; delta >= 1u << DIGIT; delta >>= DIGIT)
			strbuf_addn(b, &(char){ (char)(WORD | MORE | (delta & (MORE - 1))) }, 1);
		strbuf_addn(b, &(char){ (char)(WORD | delta) }, 1);
		last = words[i] + 1;
	}
}

bool numero_word(struct numero_hogar *h, uint32_t *word)
{
	uint32_t delta = 0;

	if (h->n == 0)
		return false;
	for (int shift = 0; h->n > 0 && shift < 32; shift += DIGIT) {
		uint8_t byte = *h->words++;
		h->n--;
		delta |= (uint32_t)(byte & (MORE - 1)) << shift;
		if (!(byte & MORE))
			break;
	}
	h->last += delta;
	*word = h->last - 1;
	return true;
}

static void add_line(struct strbuf *b, const struct numero_nuevo *h)
{
	if (!*h->numbers && h->n == 0)
		return;
	strbuf_printf(b, "%c", (char)('a' + h->hogar % NUMERO_GROUP));
	if (*h->numbers)
		strbuf_printf(b, " %s ", h->numbers);
	add_words(b, h->word, h->n);
	strbuf_addn(b, "\n", 1);
}

/* The lines that were there and the new ones, in order; a new one takes the place of the old one of its household. */
static void merge_lines(struct strbuf *b, struct span old, const struct numero_nuevo *list, int n)
{
	const uint8_t *end = old.p + old.n;
	int at = 0;

	for (const uint8_t *line = old.p, *stop; line < end && (stop = memchr(line, '\n', (size_t)(end - line))) != NULL; line = stop + 1) {
		uint32_t place = (uint32_t)(*line - 'a');
		while (at < n && list[at].hogar % NUMERO_GROUP < place)
			add_line(b, &list[at++]);
		if (at < n && list[at].hogar % NUMERO_GROUP == place)
			add_line(b, &list[at++]);
		else
			strbuf_addn(b, (const char *)line, (size_t)(stop + 1 - line));
	}
	while (at < n)
		add_line(b, &list[at++]);
}

int numero_put(struct txn *txn, enum table table, const struct numero_nuevo *list, int n)
{
	struct arena scratch;
	struct span old;
	struct strbuf b;
	int same = 1;

	while (same < n && list[same].hogar / NUMERO_GROUP == list[0].hogar / NUMERO_GROUP)
		same++;
	arena_init(&scratch);
	struct key key = numero_key(list[0].hogar / NUMERO_GROUP);
	bool there = table_get(txn, table, key_span(&key), &scratch, &old);
	strbuf_init(&b, &scratch);
	merge_lines(&b, old, list, same);
	if (b.len > 0)
		table_put(txn, table, key_span(&key), span_of(b.text, b.len));
	else if (there)
		table_del(txn, table, key_span(&key));
	arena_done(&scratch);
	return same;
}

static struct numero_hogar line_of(uint32_t first, const uint8_t *line, size_t len)
{
	size_t digits = 1;
	while (digits < len && line[digits] < WORD)
		digits++;
	return (struct numero_hogar){ .hogar = first + (uint32_t)(*line - 'a'), .numbers = (const char *)line + 1, .len = digits - 1, .words = line + digits, .n = len - digits };
}

int numero_split(uint32_t group, struct span value, struct numero_hogar out[NUMERO_GROUP])
{
	int n = 0;
	for (const uint8_t *s = value.p, *end = value.p + value.n, *stop; s < end && n < NUMERO_GROUP; s = stop + 1) {
		stop = memchr(s, '\n', (size_t)(end - s));
		if (!stop)
			break;
		if (stop > s)
			out[n++] = line_of(group * NUMERO_GROUP, s, (size_t)(stop - s));
	}
	return n;
}

bool numero_walk_next(struct walk *w, uint32_t *group)
{
	if (!walk_next(w))
		return false;
	if (w->damaged || w->key.n != 8)
		return txn_fail(w->txn, ERR_DAMAGED, "El índice de búsqueda está dañado. Ejecute «logros verificar» y avise al administrador.");
	*group = span_u32(w->key, 4);
	return true;
}

uint32_t numero_end(struct txn *txn, enum table table)
{
	struct key prefix = key_number(POSTING_HOGARES);
	struct walk w;

	walk_begin(&w, txn, table, key_span(&prefix), WALK_DOWN);
	w.keys_only = true;
	uint32_t end = walk_next(&w) && w.key.n == 8 ? (span_u32(w.key, 4) + 1) * NUMERO_GROUP : 0;
	walk_end(&w);
	return end;
}

static bool any_number(const struct numero_hogar *h, const char *word, size_t lead)
{
	char needle[64];
	size_t n = strlen(word);
	n = n > sizeof needle - 2 ? sizeof needle - 2 : n;
	needle[0] = ' ';
	memcpy(needle + 1, word, n);
	return memmem(h->numbers, h->len, needle + 1 - lead, n + lead) != NULL;
}

bool numero_match(const struct numero_hogar *h, const char *word, bool inside)
{
	if (any_number(h, word, !inside || strlen(word) < INSIDE_MIN))
		return true;
	/* «12» finds the folio 00012 */
	const char *end = h->numbers + h->len;
	for (const char *s = h->numbers; (s = memmem(s, (size_t)(end - s), " 0", 2)) != NULL;) {
		for (s++; s < end && *s == '0'; s++)
			;
		if ((size_t)(end - s) >= strlen(word) && memcmp(s, word, strlen(word)) == 0)
			return true;
	}
	return false;
}
