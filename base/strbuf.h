#pragma once
/* A growing text in an arena; `text` is always a valid C string. */
#include "base/arena.h"
#include <stdint.h>

struct strbuf {
	struct arena *arena;
	char *text;
	size_t len, cap;
};

void strbuf_init(struct strbuf *, struct arena *);
void strbuf_clear(struct strbuf *);
void strbuf_reserve(struct strbuf *, size_t more);      /* room for so many bytes more, and the end */
void strbuf_add(struct strbuf *, const char *);
void strbuf_addn(struct strbuf *, const char *, size_t);
void strbuf_add_code(struct strbuf *, uint32_t code_point);
void strbuf_printf(struct strbuf *, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
