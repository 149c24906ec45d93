/* The door for text from outside: what may stay, and in which form. */
#include "base/strbuf.h"
#include "base/text.h"
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { MARKS_MAX = 4 };

static utf8proc_category_t category(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code);
}

static bool is_mark(uint32_t code)
{
	if (code < 0x300)
		return false;
	utf8proc_category_t c = category(code);
	return c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME || c == UTF8PROC_CATEGORY_MC;
}

static bool ends_line(uint32_t code)
{
	return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

bool text_code_hidden(uint32_t code)
{
	if (code < 0x300)
		return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD;
	if (code == 0x34F || (code >= 0x115F && code <= 0x1160) || code == 0x2028 || code == 0x2029 || code == 0x3164 || code == 0xFFA0)
		return true;
	if ((code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0000 && code <= 0xE0FFF) || (code & 0xFFFE) == 0xFFFE)
		return true;
	return category(code) == UTF8PROC_CATEGORY_CF;
}

static bool is_blank(uint32_t code)
{
	return code == ' ' || code == 0xA0 || (code >= 0x1680 && category(code) == UTF8PROC_CATEGORY_ZS);
}

/* Blanks, line ends and hidden marks; true when a code point needs the normal form worked out. */
static bool sift(struct strbuf *out, const char *s, enum text_lines lines)
{
	bool compose = false, gap = false;
	for (uint32_t code; (code = text_decode(&s)) != 0;) {
		if (code == '\r' && *s == '\n')
			continue;
		if (lines == TEXT_ONE_LINE && (ends_line(code) || code == '\t')) {
			gap = true;
			continue;
		}
		if (ends_line(code))
			code = '\n';
		else if (code == '\t' || is_blank(code))
			code = ' ';
		else if (text_code_hidden(code))
			continue;
		if (gap && code != ' ' && out->len > 0 && out->text[out->len - 1] != ' ')
			strbuf_add(out, " ");
		if (code != ' ')
			gap = false;
		else if (gap)
			continue;
		compose |= code >= 0x300;
		strbuf_add_code(out, code);
	}
	return compose;
}

static void compose_nfc(struct arena *a, struct strbuf *b)
{
	utf8proc_uint8_t *nfc = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)b->text, (utf8proc_ssize_t)b->len, &nfc,
	                                  (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
	if (n < 0) {
		arena_alloc(a, SIZE_MAX);    /* its input is well-formed: only memory can be missing, and the arena knows how to end */
		return;
	}
	strbuf_clear(b);
	bool base = false;      /* a mark without a letter would hang on the cell beside the field */
	int marks = 0;
	for (const char *from = (const char *)nfc, *s = from; *from; from = s) {
		uint32_t code = text_decode(&s);
		if (!is_mark(code)) {
			base = code != '\n';
			marks = 0;
		} else if (!base || ++marks > MARKS_MAX) {
			continue;
		}
		strbuf_addn(b, from, (size_t)(s - from));
	}
	free(nfc);
}

/* Most texts are Latin letters that need nothing but their ends trimmed. */
static bool clean_already(const char *s)
{
	for (uint32_t code; (code = text_decode(&s)) != 0;)
		if (code >= 0x300 || code == 0xA0 || text_code_hidden(code))
			return false;
	return true;
}

char *text_clean(struct arena *a, const char *s, enum text_lines lines)
{
	if (clean_already(s)) {
		if (lines == TEXT_MANY_LINES)
			return arena_strdup(a, s);
		s += strspn(s, " ");
		size_t n = strlen(s);
		while (n > 0 && s[n - 1] == ' ')
			n--;
		return arena_strndup(a, s, n);
	}
	struct strbuf b;
	strbuf_init(&b, a);
	strbuf_reserve(&b, strlen(s));
	if (sift(&b, s, lines))
		compose_nfc(a, &b);
	if (lines == TEXT_MANY_LINES)
		return b.text;
	while (b.len > 0 && b.text[b.len - 1] == ' ')
		b.text[--b.len] = '\0';
	return b.text + strspn(b.text, " ");
}
