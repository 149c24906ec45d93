#include "base/text.h"
#include "base/strbuf.h"
#include <string.h>
#include <utf8proc.h>

/* One code point of strict UTF-8 at s, where `n` bytes may be read: its length, or 0. */
static size_t decode_strict(const unsigned char *s, size_t n, uint32_t *code)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned char c = s[0];
	size_t len = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
	if (len == 0 || len > n)
		return 0;
	uint32_t x = len == 1 ? c : c & (0x7Fu >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		x = x << 6 | (s[i] & 0x3Fu);
	}
	if (len > 1 && (x < least[len] || x > 0x10FFFF || (x >= 0xD800 && x <= 0xDFFF)))
		return 0;
	*code = x;
	return len;
}

uint32_t text_decode(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	if (*p < 0x80) {
		*s += *p != 0;
		return *p;
	}
	uint32_t code;
	size_t len = decode_strict(p, 4, &code);   /* the NUL at the end stops it: it is no continuation byte */
	*s += len ? len : 1;
	return len ? code : TEXT_BAD;
}

size_t text_encode(uint32_t code, char out[4])
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = TEXT_BAD;
	size_t len = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	for (size_t i = len; --i > 0; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3F));
	out[0] = (char)((0xF00u >> len & 0xFF) | code);
	return len;
}

bool text_valid(const char *bytes, size_t n)
{
	const unsigned char *s = (const unsigned char *)bytes;
	for (size_t at = 0; at < n;) {
		uint32_t code;
		size_t len = decode_strict(s + at, n - at, &code);
		if (len == 0 || code == 0)
			return false;
		at += len;
	}
	return true;
}

size_t text_next(const char *s, size_t at)
{
	const char *p = s + at;
	if (!*p)
		return at;
	if ((unsigned char)p[0] < 0x80 && (unsigned char)p[1] < 0x80 && p[0] != '\r')
		return at + 1;
	utf8proc_int32_t state = 0;
	uint32_t before = text_decode(&p);
	for (;;) {
		const char *here = p;
		uint32_t code = text_decode(&p);
		if (code == 0 || utf8proc_grapheme_break_stateful((utf8proc_int32_t)before, (utf8proc_int32_t)code, &state))
			return (size_t)(here - s);
		before = code;
	}
}

/* From a place where a letter surely begins (ASCII, or the start) forward again: letters can only be cut from the left. */
size_t text_prev(const char *s, size_t at)
{
	if (at == 0)
		return 0;
	size_t from = at - 1;
	while (from > 0 && ((unsigned char)s[from] >= 0x80 || s[from] == '\n'))
		from--;
	for (;;) {
		size_t next = text_next(s, from);
		if (next >= at || next == from)
			return from;
		from = next;
	}
}

int text_code_width(uint32_t code)
{
	if (code < 0x300)
		return code >= 0x20 && (code < 0x7F || code >= 0xA0);
	return utf8proc_charwidth((utf8proc_int32_t)code);
}

int text_width_n(const char *s, size_t n)
{
	int width = 0;
	for (const char *end = s + n; s < end && *s;)
		width += text_code_width(text_decode(&s));
	return width;
}

int text_width(const char *s)
{
	int width = 0;
	while (*s) {
		bool plain = *s >= 0x20 && *s < 0x7F;      /* most are: one byte, one column */
		width += plain ? 1 : text_code_width(text_decode(&s));
		s += plain;
	}
	return width;
}

size_t text_fit(const char *s, int columns, int *used)
{
	size_t at = 0;
	int width = 0;
	while (s[at]) {
		size_t next = text_next(s, at);
		int more = text_width_n(s + at, next - at);
		if (width + more > columns)
			break;
		width += more;
		at = next;
	}
	if (used)
		*used = width;
	return at;
}

/* One line of the wrapped text from s, which ends before `end`: its length and, in *rest, where the next one begins. */
static size_t wrap_line(const char *s, const char *end, int columns, const char **rest)
{
	int width = 0;
	const char *p = s, *word = s, *stop = s;     /* stop: end of the last whole word that fitted; word: where the next one begins */
	while (p < end) {
		size_t step = text_next(p, 0);
		if (*p == ' ') {
			if (p > s && p[-1] != ' ')
				stop = p;
			word = p + 1;
		}
		int more = text_width_n(p, step);
		if (width + more > columns && *p != ' ')
			break;
		width += more;
		p += step;
	}
	if (p >= end)
		stop = word = end;
	else if (stop == s)      /* a word longer than the line is cut between letters */
		stop = word = p > s ? p : p + text_next(p, 0);
	*rest = word;
	while (stop > s && stop[-1] == ' ')
		stop--;
	return (size_t)(stop - s);
}

int text_wrap(struct arena *a, const char *s, int columns, struct text_line **out)
{
	struct text_line *line = NULL;
	int n = 0, cap = 0;
	do {
		const char *end = strchrnul(s, '\n');
		const char *p = s;
		do {
			const char *start = p;
			size_t len = wrap_line(p, end, columns < 1 ? 1 : columns, &p);
			*ARENA_PUSH(a, line, n, cap) = (struct text_line){ .start = start, .len = len };
		} while (p < end);
		s = *end ? end + 1 : end;
	} while (*s);
	*out = line;
	return n;
}

char *text_from_cp1252(struct arena *a, const char *bytes, size_t n)
{
	static const uint16_t high[32] = {
		0x20AC, TEXT_BAD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, TEXT_BAD, 0x017D, TEXT_BAD,
		TEXT_BAD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, TEXT_BAD, 0x017E, 0x0178,
	};
	struct strbuf b;
	strbuf_init(&b, a);
	strbuf_reserve(&b, n + n / 8);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];
		if (c >= 0x80 && c < 0xA0)
			strbuf_add_code(&b, high[c - 0x80]);
		else
			strbuf_add_code(&b, c ? c : TEXT_BAD);
	}
	return b.text;
}
