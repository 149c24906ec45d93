#include "report/jsonw.h"
#include <string.h>

enum { ROOM = 16 * 1024, INDENT = 2 };

void jsonw_init(struct jsonw *w, struct arena *arena, bool indent)
{
	*w = (struct jsonw){ .indent = indent, .first = true };
	strbuf_init(&w->out, arena);
	strbuf_reserve(&w->out, ROOM);
}

static void new_line(struct jsonw *w)
{
	static const char blanks[] = "                                ";
	size_t n = (size_t)w->depth * INDENT;

	strbuf_addn(&w->out, "\n", 1);
	for (; n >= sizeof blanks; n -= sizeof blanks - 1)
		strbuf_addn(&w->out, blanks, sizeof blanks - 1);
	strbuf_addn(&w->out, blanks, n);
}

/* What cannot stand between quotes as it is. */
static void add_escaped(struct strbuf *out, unsigned char c)
{
	static const char plain[] = "\"\\\n\t\r\b\f", letter[] = "\"\\ntrbf";
	const char *at = strchr(plain, c);

	if (at && c)
		strbuf_printf(out, "\\%c", letter[at - plain]);
	else
		strbuf_printf(out, "\\u%04x", c);
}

static void add_quoted(struct strbuf *out, const char *text)
{
	strbuf_addn(out, "\"", 1);
	for (;;) {
		size_t n = 0;
		while ((unsigned char)text[n] >= ' ' && text[n] != '"' && text[n] != '\\' && text[n] != 0x7F)
			n++;
		strbuf_addn(out, text, n);
		if (!text[n])
			break;
		add_escaped(out, (unsigned char)text[n]);
		text += n + 1;
	}
	strbuf_addn(out, "\"", 1);
}

static void begin(struct jsonw *w, const char *key)
{
	if (!w->first)
		strbuf_addn(&w->out, ",", 1);
	if (w->indent && w->depth > 0)
		new_line(w);
	w->first = false;
	if (!key)
		return;
	/* Keys are our own words: nothing in them to escape. */
	strbuf_addn(&w->out, "\"", 1);
	strbuf_add(&w->out, key);
	strbuf_addn(&w->out, "\": ", w->indent ? 3 : 2);
}

static void open_one(struct jsonw *w, const char *key, const char *bracket)
{
	begin(w, key);
	strbuf_addn(&w->out, bracket, 1);
	w->depth++;
	w->first = true;
}

static void close_one(struct jsonw *w, const char *bracket)
{
	w->depth--;
	if (w->indent && !w->first)
		new_line(w);
	strbuf_addn(&w->out, bracket, 1);
	w->first = false;
}

void jsonw_object(struct jsonw *w, const char *key)
{
	open_one(w, key, "{");
}

void jsonw_object_end(struct jsonw *w)
{
	close_one(w, "}");
}

void jsonw_array(struct jsonw *w, const char *key)
{
	open_one(w, key, "[");
}

void jsonw_array_end(struct jsonw *w)
{
	close_one(w, "]");
}

void jsonw_text(struct jsonw *w, const char *key, const char *text)
{
	begin(w, key);
	if (text)
		add_quoted(&w->out, text);
	else
		strbuf_add(&w->out, "null");
}

/* Most of what goes out is numbers: written from behind, without a format. */
void jsonw_int(struct jsonw *w, const char *key, int64_t n)
{
	char digits[24], *end = digits + sizeof digits, *at = end;
	uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (n < 0)
		*--at = '-';
	begin(w, key);
	strbuf_addn(&w->out, at, (size_t)(end - at));
}

void jsonw_bool(struct jsonw *w, const char *key, bool yes)
{
	begin(w, key);
	strbuf_add(&w->out, yes ? "true" : "false");
}

void jsonw_null(struct jsonw *w, const char *key)
{
	jsonw_text(w, key, NULL);
}
