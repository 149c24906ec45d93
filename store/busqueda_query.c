/* Questions to the search index. Words are resolved to numbers of the dictionary; their households are sets of bits, the rarest word first, so that the
 * common ones read only the blocks where somebody is left. */
#include "base/text.h"
#include "store/busqueda_state.h"
#include "store/numero.h"
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 16, TOLERANT_MIN = 4 };

struct bits { uint64_t *word; size_t n; struct arena *arena; };

struct query_word {
	const char *text;
	bool number;
	uint32_t *match; int n;              /* in the dictionary */
};

struct query {
	struct txn *txn;
	struct busqueda *index;
	struct arena *scratch;
	struct query_word word[WORDS_MAX];
	int n;
};

static void bits_set(struct bits *b, uint32_t i)
{
	size_t at = i >> 6;
	if (at >= b->n) {
		size_t want = b->n ? b->n : 64;
		while (want <= at)
			want *= 2;
		b->word = arena_grow(b->arena, b->word, b->n * sizeof *b->word, want * sizeof *b->word);
		b->n = want;
	}
	b->word[at] |= UINT64_C(1) << (i & 63);
}

static bool bits_has(const struct bits *b, uint32_t i)
{
	return i >> 6 < b->n && (b->word[i >> 6] >> (i & 63) & 1);
}

/* The first member from `from` on; UINT32_MAX: none. No household has that number. */
static uint32_t bits_next(const struct bits *b, uint64_t from)
{
	size_t at = (size_t)(from >> 6);
	if (at >= b->n)
		return UINT32_MAX;
	uint64_t w = b->word[at] & ~UINT64_C(0) << (from & 63);
	while (w == 0) {
		if (++at == b->n)
			return UINT32_MAX;
		w = b->word[at];
	}
	return (uint32_t)(at << 6) + (uint32_t)__builtin_ctzll(w);
}

/* Points and commas that only part the thousands of a number go: people copy «1.037.123.456» from a document. */
static char *join_thousands(struct arena *a, const char *text)
{
	char *copy = arena_strdup(a, text), *to = copy;
	for (const char *s = copy; *s; s++) {
		bool between = s > copy && (*s == '.' || *s == ',') && strchr("0123456789", s[-1]);
		if (between && strspn(s + 1, "0123456789") == 3)
			continue;
		*to++ = *s;
	}
	*to = '\0';
	return copy;
}

static bool known_word(const struct query *q, const char *word)
{
	for (int i = 0; i < q->n; i++)
		if (strcmp(q->word[i].text, word) == 0)
			return true;
	return false;
}

static void split(struct query *q, const char *text)
{
	char *folded = text_fold(q->scratch, join_thousands(q->scratch, text)), *rest = folded;
	for (char *w; q->n < WORDS_MAX && (w = strsep(&rest, " ")) != NULL;) {
		w[strnlen(w, PALABRA_MAX)] = '\0';
		if (*w && !known_word(q, w))
			q->word[q->n++] = (struct query_word){ .text = w, .number = numero_is(w, strlen(w)) };
	}
}

static bool tolerant(const struct query_word *w)
{
	return strlen(w->text) >= TOLERANT_MIN && strpbrk(w->text, "0123456789") == NULL;
}

static int by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static void join_matches(struct query *q, struct query_word *w, const uint32_t *more, int n)
{
	uint32_t *all = arena_array(q->scratch, uint32_t, w->n + n);
	if (w->n)
		memcpy(all, w->match, sizeof *all * (size_t)w->n);
	if (n)
		memcpy(all + w->n, more, sizeof *all * (size_t)n);
	qsort(all, (size_t)(w->n + n), sizeof *all, by_number);
	int kept = 0;
	for (int i = 0; i < w->n + n; i++)
		if (kept == 0 || all[kept - 1] != all[i])
			all[kept++] = all[i];
	w->match = all;
	w->n = kept;
}

/* False: a word that nobody has. */
static bool resolve(struct query *q, bool tolerate)
{
	struct palabras *p = &q->index->palabras;
	for (int i = 0; i < q->n; i++) {
		struct query_word *w = &q->word[i];
		w->n = palabras_containing(p, w->text, strlen(w->text), q->scratch, &w->match);
		if (tolerant(w) && (tolerate || w->n == 0)) {
			uint32_t *like;
			int n = palabras_like(p, w->text, q->scratch, &like);
			join_matches(q, w, like, n);
		}
		if (w->n == 0 && !w->number)
			return false;
	}
	return true;
}

/* Words before numbers, and the word with the fewest spellings first. */
static int by_effort(const void *a, const void *b)
{
	const struct query_word *x = a, *y = b;
	if (x->number != y->number)
		return x->number ? 1 : -1;
	return (x->n > y->n) - (x->n < y->n);
}

/* Adds to `to` the households of a word; of `among` only, when it is given, and then only the blocks where one of them may be are read. */
static void households_of(struct query *q, uint32_t word, const struct bits *among, struct bits *to)
{
	struct posting_block b;
	uint64_t from = among ? bits_next(among, 0) : 0;
	while (from < UINT32_MAX) {
		struct walk w;
		posting_begin(&w, q->txn, word, (uint32_t)from);
		from = UINT32_MAX;
		while (posting_next(&w, &b)) {
			for (int i = 0; i < b.n; i++)
				if (!among || bits_has(among, b.item[i]))
					bits_set(to, b.item[i]);
			if (among) {
				from = bits_next(among, (uint64_t)b.upper + 1);
				break;
			}
		}
		walk_end(&w);
	}
}

struct number_search { const char *word; const struct bits *among; struct bits *to; };

static void visit_numbers(void *arg, uint32_t hogar, const char *numbers)
{
	struct number_search *s = arg;
	if ((!s->among || bits_has(s->among, hogar)) && numero_match(numbers, s->word))
		bits_set(s->to, hogar);
}

static uint32_t next_among(void *arg, uint64_t from)
{
	const struct number_search *s = arg;
	return bits_next(s->among, from);
}

static struct bits narrow(struct query *q, const struct query_word *w, const struct bits *among)
{
	struct bits to = { .arena = q->scratch };
	for (int i = 0; i < w->n && txn_ok(q->txn); i++)
		households_of(q, w->match[i], among, &to);
	struct number_search s = { w->text, among, &to };
	if (w->number)
		numero_walk(q->txn, &(struct numero_walk){ .visit = visit_numbers, .next = among ? next_among : NULL, .digits = w->text, .arg = &s });
	return to;
}

static int collect(const struct bits *b, struct arena *a, uint32_t **out)
{
	int n = 0;
	for (size_t i = 0; i < b->n; i++)
		n += __builtin_popcountll(b->word[i]);
	*out = n ? arena_array(a, uint32_t, n) : NULL;
	uint32_t h = bits_next(b, 0);
	for (int i = 0; i < n; i++, h = bits_next(b, (uint64_t)h + 1))
		(*out)[i] = h;
	return n;
}

static int evaluate(struct query *q, struct arena *a, uint32_t **out)
{
	qsort(q->word, (size_t)q->n, sizeof *q->word, by_effort);
	struct bits found = narrow(q, &q->word[0], NULL);
	for (int i = 1; i < q->n && txn_ok(q->txn); i++)
		found = narrow(q, &q->word[i], &found);
	*out = NULL;
	return txn_ok(q->txn) ? collect(&found, a, out) : 0;
}

static bool any_tolerant(const struct query *q)
{
	for (int i = 0; i < q->n; i++)
		if (tolerant(&q->word[i]))
			return true;
	return false;
}

int busqueda_query(struct txn *txn, const char *text, struct arena *a, uint32_t **hogares)
{
	*hogares = NULL;
	struct arena scratch;
	arena_init(&scratch);
	struct query q = { .txn = txn, .scratch = &scratch };
	split(&q, text ? text : "");
	int n = 0;
	if (q.n > 0 && busqueda_flush(txn) && (q.index = busqueda_of(txn)) != NULL) {
		if (resolve(&q, false))
			n = evaluate(&q, a, hogares);
		if (n == 0 && txn_ok(txn) && any_tolerant(&q) && resolve(&q, true))
			n = evaluate(&q, a, hogares);
	}
	arena_done(&scratch);
	return n;
}
