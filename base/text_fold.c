/* Forms of a text for searching and ordering. */
#include "base/strbuf.h"
#include "base/text.h"
#include <string.h>
#include <utf8proc.h>

enum { PARTS_MAX = 24 };        /* the longest decomposition of one code point has 18 */

static bool is_letter_or_digit(utf8proc_int32_t code)
{
	utf8proc_category_t c = utf8proc_category(code);
	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) || (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO);
}

static bool is_mark(utf8proc_int32_t code)
{
	utf8proc_category_t c = utf8proc_category(code);
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_MC || c == UTF8PROC_CATEGORY_ME;
}

static bool plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static inline void put(struct strbuf *b, char c)
{
	if (b->len + 1 >= b->cap)
		strbuf_reserve(b, 1);
	b->text[b->len++] = c;
	b->text[b->len] = '\0';
}

static void gap(struct strbuf *b)
{
	if (b->len > 0 && b->text[b->len - 1] != ' ')
		put(b, ' ');
}

/* Lower case and taken apart: letters, digits and marks one by one to `each`; everything else is a 0. */
static void take_apart(const char *s, void (*each)(void *, uint32_t), void *arg)
{
	for (uint32_t code; (code = text_decode(&s)) != 0;) {
		if (code < 0x80) {
			unsigned char c = (unsigned char)(code >= 'A' && code <= 'Z' ? code | 0x20 : code);
			each(arg, plain(c) ? c : 0);
			continue;
		}
		utf8proc_int32_t part[PARTS_MAX];
		int class = 0;
		utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)code, part, PARTS_MAX,
		                                             (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD), &class);
		for (utf8proc_ssize_t i = 0; i < n && i < PARTS_MAX; i++)
			each(arg, is_letter_or_digit(part[i]) || is_mark(part[i]) ? (uint32_t)part[i] : 0);
	}
}

static void fold_one(void *arg, uint32_t code)
{
	struct strbuf *b = arg;
	if (code == 0)
		gap(b);
	else if (code < 0x80)
		put(b, (char)code);
	else if (!is_mark((utf8proc_int32_t)code))
		strbuf_add_code(b, code);
}

static void trim_end(struct strbuf *b)
{
	if (b->len > 0 && b->text[b->len - 1] == ' ')
		b->text[--b->len] = '\0';
}

char *text_fold(struct arena *a, const char *s)
{
	struct strbuf b;
	strbuf_init(&b, a);
	strbuf_reserve(&b, strlen(s));
	take_apart(s, fold_one, &b);
	trim_end(&b);
	return b.text;
}

/* A key is the letters, and behind a \1 one weight per letter for its accent, when there is any accent at all.
 * ñ is n and a byte above every ASCII letter, so it stands after nz and before o. */
struct sort {
	struct strbuf letter, accent;
	size_t last_accent;     /* length of `accent` up to the last one that counts */
};

enum { NO_ACCENT = 0x20, AFTER_Z = 0x7F, TILDE = 0x303 };

static void sort_one(void *arg, uint32_t code)
{
	struct sort *k = arg;
	if (code == 0) {
		gap(&k->letter);
	} else if (code < 0x80) {
		put(&k->letter, (char)code);
	} else if (!is_mark((utf8proc_int32_t)code)) {
		strbuf_add_code(&k->letter, code);
	} else if (k->letter.len == 0) {
		return;
	} else if (code == TILDE && k->letter.text[k->letter.len - 1] == 'n') {
		put(&k->letter, AFTER_Z);
	} else if (k->accent.len > 0) {
		k->accent.text[k->accent.len - 1] = (char)(NO_ACCENT + 1 + (code & 0x3F));
		k->last_accent = k->accent.len;
	}
	while (k->accent.len < k->letter.len)
		put(&k->accent, NO_ACCENT);
}

char *text_sort_key(struct arena *a, const char *s)
{
	struct sort k = { 0 };
	strbuf_init(&k.letter, a);
	strbuf_init(&k.accent, a);
	take_apart(s, sort_one, &k);
	trim_end(&k.letter);
	if (k.last_accent > 0) {
		strbuf_addn(&k.letter, "\1", 1);
		strbuf_addn(&k.letter, k.accent.text, k.last_accent);
	}
	return k.letter.text;
}

char *text_upper(struct arena *a, const char *s)
{
	struct strbuf b;
	strbuf_init(&b, a);
	strbuf_reserve(&b, strlen(s));
	for (uint32_t code; (code = text_decode(&s)) != 0;)
		strbuf_add_code(&b, (uint32_t)utf8proc_toupper((utf8proc_int32_t)code));
	return b.text;
}
