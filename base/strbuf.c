#include "base/strbuf.h"
#include "base/text.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { FIRST = 64 };

void strbuf_init(struct strbuf *b, struct arena *arena)
{
	*b = (struct strbuf){ .arena = arena, .text = arena_alloc(arena, FIRST), .cap = FIRST };
}

void strbuf_clear(struct strbuf *b)
{
	b->len = 0;
	b->text[0] = '\0';
}

void strbuf_reserve(struct strbuf *b, size_t more)
{
	if (more < b->cap - b->len)
		return;
	size_t cap = b->cap;
	while (cap - b->len <= more)
		cap *= 2;
	b->text = arena_grow(b->arena, b->text, b->cap, cap);
	b->cap = cap;
}

void strbuf_addn(struct strbuf *b, const char *s, size_t n)
{
	strbuf_reserve(b, n);
	memcpy(b->text + b->len, s, n);
	b->len += n;
	b->text[b->len] = '\0';
}

void strbuf_add(struct strbuf *b, const char *s)
{
	strbuf_addn(b, s, strlen(s));
}

void strbuf_add_code(struct strbuf *b, uint32_t code_point)
{
	char bytes[4];
	strbuf_addn(b, bytes, text_encode(code_point, bytes));
}

void strbuf_printf(struct strbuf *b, const char *fmt, ...)
{
	va_list args;
	va_start(args, fmt);
	int n = vsnprintf(b->text + b->len, b->cap - b->len, fmt, args);
	va_end(args);
	if (n < 0) {
		b->text[b->len] = '\0';
		return;
	}
	if ((size_t)n >= b->cap - b->len) {
		strbuf_reserve(b, (size_t)n);
		va_start(args, fmt);
		vsnprintf(b->text + b->len, b->cap - b->len, fmt, args);
		va_end(args);
	}
	b->len += (size_t)n;
}
