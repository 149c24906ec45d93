#include "store/palabra.h"
#include "base/text.h"
#include "store/table.h"
#include <string.h>

enum { BLOCK_MAX = 900, SLOT_FIRST = 1024, INSIDE_MIN = 3, LIKE_MIN = 4, FAR = 2 };

void palabras_init(struct palabras *p)
{
	*p = (struct palabras){ .last_block = -1 };
	arena_init(&p->arena);
	palabras_clear(p);
}

void palabras_done(struct palabras *p)
{
	arena_done(&p->arena);
}

static void text_add(struct arena *a, char **text, size_t *len, size_t *cap, const char *bytes, size_t n)
{
	if (*len + n > *cap) {
		size_t want = *cap ? *cap : 4096;
		while (want < *len + n)
			want *= 2;
		*text = arena_grow(a, *text, *cap, want);
		*cap = want;
	}
	memcpy(*text + *len, bytes, n);
	*len += n;
}

void palabras_clear(struct palabras *p)
{
	arena_reset(&p->arena);
	*p = (struct palabras){ .arena = p->arena, .last_block = -1, .n_slot = SLOT_FIRST };
	p->slot = arena_array(&p->arena, uint32_t, p->n_slot);
	text_add(&p->arena, &p->text, &p->len, &p->cap, "\n", 1);
}

static size_t word_len(const struct palabras *p, int i)
{
	size_t end = i + 1 < p->n ? p->at[i + 1] : p->len;
	return end - p->at[i] - 1;
}

static uint32_t hash(const char *word, size_t len)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)word[i]) * 16777619u;
	return h ^ h >> 15;
}

/* The slot where the word stands or would stand. */
static uint32_t *slot_of(const struct palabras *p, const char *word, size_t len)
{
	for (uint32_t at = hash(word, len);; at++) {
		uint32_t *s = &p->slot[at & (p->n_slot - 1)];
		if (*s == 0)
			return s;
		int i = (int)(*s - 1);
		if (word_len(p, i) == len && memcmp(p->text + p->at[i], word, len) == 0)
			return s;
	}
}

static void widen(struct palabras *p)
{
	p->n_slot *= 2;
	p->slot = arena_array(&p->arena, uint32_t, p->n_slot);
	for (int i = 0; i < p->n; i++)
		*slot_of(p, p->text + p->at[i], word_len(p, i)) = (uint32_t)i + 1;
}

static uint32_t append(struct palabras *p, const char *word, size_t len)
{
	if ((uint32_t)p->n >= p->n_slot / 2)
		widen(p);
	uint32_t *slot = slot_of(p, word, len);
	uint32_t at = (uint32_t)p->len;
	text_add(&p->arena, &p->text, &p->len, &p->cap, word, len);
	text_add(&p->arena, &p->text, &p->len, &p->cap, "\n", 1);
	*ARENA_PUSH(&p->arena, p->at, p->n, p->cap_at) = at;
	*slot = (uint32_t)p->n;
	return (uint32_t)p->n - 1;
}

uint32_t palabra_number(struct palabras *p, const char *word, size_t len)
{
	len = len > PALABRA_MAX ? PALABRA_MAX : len;
	uint32_t known = *slot_of(p, word, len);
	return known ? known - 1 : append(p, word, len);
}

const char *palabra_text(const struct palabras *p, int number, size_t *len)
{
	*len = word_len(p, number);
	return p->text + p->at[number];
}

bool palabras_unicas(const struct palabras *p)
{
	for (int i = 0; i < p->n; i++)
		if (*slot_of(p, p->text + p->at[i], word_len(p, i)) != (uint32_t)i + 1)
			return false;
	return true;
}

/* Compares what a block holds with memory and takes what is new. False: they disagree. */
static bool take_block(struct palabras *p, uint32_t first, const char *bytes, size_t n)
{
	if (first > (uint32_t)p->n)
		return false;
	uint32_t i = first;
	for (const char *s = bytes, *end = bytes + n, *stop; s < end; s = stop + 1, i++) {
		stop = memchr(s, '\n', (size_t)(end - s));
		if (!stop)
			return false;
		size_t len = (size_t)(stop - s);
		if (i == (uint32_t)p->n)
			append(p, s, len);
		else if (word_len(p, (int)i) != len || memcmp(p->text + p->at[i], s, len) != 0)
			return false;
	}
	p->last_block = (int)first;
	p->written = (int)i;
	return true;
}

bool palabras_refresh(struct palabras *p, struct txn *txn)
{
	for (int attempt = 0; attempt < 2; attempt++) {
		struct walk w;
		struct key from = key_number(p->last_block < 0 ? 0 : (uint32_t)p->last_block);
		bool same = true;
		int before = p->n;
		p->written = 0;
		walk_begin(&w, txn, TABLE_TOK, span_of("", 0), WALK_UP);
		walk_from(&w, key_span(&from));
		while (same && walk_next(&w))
			same = w.key.n == 4 && !w.damaged && take_block(p, span_u32(w.key, 0), (const char *)w.value.p, w.value.n);
		walk_end(&w);
		if (!txn_ok(txn))
			return false;
		if (same && p->written == p->n && p->n >= before)
			return true;
		palabras_clear(p);
	}
	return txn_fail(txn, ERR_DAMAGED, "El índice de búsqueda está dañado. Ejecute «logros verificar» y avise al administrador.");
}

static bool write_block(struct palabras *p, struct txn *txn, int first, int end)
{
	size_t from = p->at[first], to = end < p->n ? p->at[end] : p->len;
	struct key key = key_number((uint32_t)first);
	table_put(txn, TABLE_TOK, key_span(&key), span_of(p->text + from, to - from));
	p->last_block = first;
	p->written = end;
	return txn_ok(txn);
}

bool palabras_write(struct palabras *p, struct txn *txn)
{
	while (p->written < p->n) {
		int first = p->last_block < 0 ? 0 : p->last_block, end = p->written;
		while (end < p->n && p->at[end] + word_len(p, end) + 1 - p->at[first] <= BLOCK_MAX)
			end++;
		if (end == p->written) {
			p->last_block = p->written;
			continue;
		}
		if (!write_block(p, txn, first, end))
			return false;
	}
	return true;
}

/* ---- Finding ---- */

struct found { struct arena *arena; uint32_t *item; int n, cap; };

static void found_add(struct found *f, int i)
{
	if (f->n == 0 || f->item[f->n - 1] != (uint32_t)i)
		*ARENA_PUSH(f->arena, f->item, f->n, f->cap) = (uint32_t)i;
}

/* The word in which a place of the text lies; it is word `low` or a later one, and likely a near one. */
static int word_at(const struct palabras *p, uint32_t place, int low)
{
	int step = 8, high = low;
	for (; high < p->n && p->at[high] <= place; step *= 2) {
		low = high;
		high = p->n - high > step ? high + step : p->n;
	}
	while (high - low > 1) {
		int mid = low + (high - low) / 2;
		if (p->at[mid] <= place)
			low = mid;
		else
			high = mid;
	}
	return low;
}

int palabras_containing(const struct palabras *p, const char *word, size_t len, struct arena *a, uint32_t **out)
{
	char needle[PALABRA_MAX + 1] = "\n";
	struct found f = { .arena = a };
	len = len > PALABRA_MAX ? PALABRA_MAX : len;
	size_t lead = len < INSIDE_MIN;
	memcpy(needle + lead, word, len);
	const char *end = p->text + p->len;
	for (const char *s = p->text; p->n > 0 && (s = memmem(s, (size_t)(end - s), needle, lead + len)) != NULL;) {
		int i = word_at(p, (uint32_t)((size_t)(s - p->text) + lead), f.n ? (int)f.item[f.n - 1] : 0);
		found_add(&f, i);
		s = p->text + p->at[i] + word_len(p, i);
	}
	*out = f.item;
	return f.n;
}

static void fill_sounds(struct palabras *p)
{
	struct arena scratch;
	arena_init(&scratch);
	while (p->n_sound < p->n) {
		int i = p->n_sound;
		const char *sound = text_phonetic(&scratch, arena_strndup(&scratch, p->text + p->at[i], word_len(p, i)));
		uint32_t at = (uint32_t)p->sound_len;
		text_add(&p->arena, &p->sound, &p->sound_len, &p->sound_cap, sound, strlen(sound) + 1);
		*ARENA_PUSH(&p->arena, p->sound_at, p->n_sound, p->cap_sound) = at;
		if (i % 1024 == 0)
			arena_reset(&scratch);
	}
	arena_done(&scratch);
}

/* At most one letter wrong, missing, too many, or two neighbours swapped. */
static bool within_one(const char *a, size_t la, const char *b, size_t lb)
{
	if (la > lb + 1 || lb > la + 1)
		return false;
	while (la > 0 && lb > 0 && *a == *b)
		a++, b++, la--, lb--;
	while (la > 0 && lb > 0 && a[la - 1] == b[lb - 1])
		la--, lb--;
	return (la <= 1 && lb <= 1) || (la == 2 && lb == 2 && a[0] == b[1] && a[1] == b[0]);
}

int palabras_like(struct palabras *p, const char *word, struct arena *a, uint32_t **out)
{
	struct found f = { .arena = a };
	const char *sound = text_phonetic(a, word);
	size_t len = strlen(word), sounds = strlen(sound);
	fill_sounds(p);
	for (int i = 0; i < p->n; i++) {
		const char *other = p->sound + p->sound_at[i];
		size_t others = (i + 1 < p->n ? p->sound_at[i + 1] : (uint32_t)p->sound_len) - p->sound_at[i] - 1;
		bool same = *other == *sound && (others == sounds || (others > sounds && sounds >= LIKE_MIN)) && memcmp(other, sound, sounds) == 0;
		if (same || within_one(word, len, p->text + p->at[i], word_len(p, i)) || (sounds >= LIKE_MIN && within_one(sound, sounds, other, others)))
			found_add(&f, i);
	}
	*out = f.item;
	return f.n;
}

/* Edit distance by Myers (1999) in the form of Hyyrö (2001): a column of the table as two words of bits. The word has at most PALABRA_MAX < 64 letters. */
static bool within(const uint64_t letters[256], size_t m, const char *text, size_t n, int most)
{
	uint64_t up = ~UINT64_C(0), down = 0, last = UINT64_C(1) << (m - 1);
	int score = (int)m;

	for (size_t i = 0; i < n; i++) {
		uint64_t equal = letters[(uint8_t)text[i]], vertical = equal | down;
		uint64_t diagonal = (((equal & up) + up) ^ up) | equal;
		uint64_t more = down | ~(diagonal | up), less = up & diagonal;
		score += ((more & last) != 0) - ((less & last) != 0);
		more = more << 1 | 1;
		up = less << 1 | ~(vertical | more);
		down = more & vertical;
	}
	return score <= most;
}

static void letters_of(const char *word, size_t m, uint64_t letters[256])
{
	memset(letters, 0, 256 * sizeof *letters);
	for (size_t i = 0; i < m; i++)
		letters[(uint8_t)word[i]] |= UINT64_C(1) << i;
}

bool palabra_parecida(const char *word, const char *other, int most)
{
	uint64_t letters[256];
	size_t m = strnlen(word, PALABRA_MAX);

	letters_of(word, m, letters);
	return m > 0 && within(letters, m, other, strnlen(other, PALABRA_MAX), most);
}

int palabras_far(const struct palabras *p, const char *word, struct arena *a, uint32_t **out)
{
	struct found f = { .arena = a };
	uint64_t letters[256];
	size_t m = strnlen(word, PALABRA_MAX);

	letters_of(word, m, letters);
	for (int i = 0; m > FAR && i < p->n; i++) {
		size_t n = word_len(p, i);
		if (n + FAR >= m && n <= m + FAR && within(letters, m, p->text + p->at[i], n, FAR))
			found_add(&f, i);
	}
	*out = f.item;
	return f.n;
}
