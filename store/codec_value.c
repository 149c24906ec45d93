#include "store/codec_value.h"
#include <limits.h>
#include <string.h>

enum { TAG_DATE = 100, TAG_CHOICE = 39, TAG_SET = 258 };

/* "a b" as ["a", "b"]; "" as []. */
static void set_out(struct codec_out *o, const char *text)
{
	size_t n = *text ? 1 : 0;

	for (const char *s = text; *s; s++)
		n += *s == ' ';
	codec_tag(o, TAG_SET);
	codec_array(o, n);
	for (; n > 0; n--) {
		size_t len = strcspn(text, " ");
		codec_text_n(o, text, len);
		text += len + 1;
	}
}

static void value_out(struct codec_out *o, struct value v)
{
	const char *text = v.text ? v.text : "";

	switch (v.kind) {
	case VALUE_NONE: codec_undef(o); break;
	case VALUE_REFUSED: codec_null(o); break;
	case VALUE_BOOL: codec_bool(o, v.num != 0); break;
	case VALUE_INT: codec_int(o, v.num); break;
	case VALUE_DATE: codec_tag(o, TAG_DATE); codec_int(o, v.num); break;
	case VALUE_TEXT: codec_text(o, text); break;
	case VALUE_CHOICE: codec_tag(o, TAG_CHOICE); codec_text(o, text); break;
	case VALUE_SET: set_out(o, text); break;
	}
}

void codec_answer(struct codec_out *o, const struct answer *a)
{
	if (a->version == 0 && !a->hidden) {
		value_out(o, a->value);
		return;
	}
	codec_array(o, 3);
	value_out(o, a->value);
	codec_uint(o, a->version);
	codec_bool(o, a->hidden);
}

void codec_answers(struct codec_out *o, const struct answers *a)
{
	codec_map(o, (size_t)a->n);
	for (int i = 0; i < a->n; i++) {
		codec_text(o, a->item[i].name);
		codec_answer(o, &a->item[i]);
	}
}

static const char *text_in(struct codec_in *in)
{
	const char *text = codec_in_text(in);

	if (!text)
		in->bad = true;
	return text ? text : "";
}

static struct value set_in(struct codec_in *in)
{
	struct codec_in ahead = *in;
	size_t n = codec_in_array(in), size = codec_in_skip(&ahead).n;
	char *text = arena_alloc(in->arena, size + 1), *to = text;

	for (size_t i = 0; i < n && !in->bad; i++) {
		const char *name = text_in(in);
		if (i > 0)
			*to++ = ' ';
		to = stpcpy(to, name);
	}
	return value_set(text);
}

static int32_t day_in(struct codec_in *in)
{
	int64_t day = codec_in_int(in);

	if (day <= INT32_MIN || day > INT32_MAX)
		in->bad = true;
	return in->bad ? 0 : (int32_t)day;
}

static struct value tagged_in(struct codec_in *in)
{
	switch (codec_in_tag(in)) {
	case TAG_DATE: return value_date(day_in(in));
	case TAG_CHOICE: return (struct value){ .kind = VALUE_CHOICE, .text = text_in(in) };
	case TAG_SET: return set_in(in);
	}
	in->bad = true;
	return value_none();
}

static struct value value_in(struct codec_in *in)
{
	switch (codec_in_kind(in)) {
	case CODEC_UNDEF: codec_in_skip(in); return value_none();
	case CODEC_NULL: codec_in_skip(in); return (struct value){ .kind = VALUE_REFUSED };
	case CODEC_BOOL: return value_bool(codec_in_bool(in));
	case CODEC_INT: return value_int(codec_in_int(in));
	case CODEC_TEXT: return (struct value){ .kind = VALUE_TEXT, .text = text_in(in) };
	case CODEC_TAG: return tagged_in(in);
	case CODEC_BAD:
	case CODEC_BLOB:
	case CODEC_ARRAY:
	case CODEC_MAP: break;
	}
	in->bad = true;
	return value_none();
}

struct answer codec_in_answer(struct codec_in *in)
{
	struct answer a = { 0 };

	if (codec_in_kind(in) != CODEC_ARRAY) {
		a.value = value_in(in);
		return a;
	}
	if (codec_in_array(in) != 3)
		in->bad = true;
	a.value = value_in(in);
	a.version = (uint16_t)codec_in_uint(in, UINT16_MAX);
	a.hidden = codec_in_bool(in);
	return a;
}

/* Names come in order, so each goes to the end; what is out of order was not written by us. */
void codec_in_answers(struct codec_in *in, struct answers *a)
{
	size_t n = codec_in_map(in);
	struct arena *own = in->arena;

	in->arena = a->arena;
	if (n > INT_MAX)
		in->bad = true;
	else if (n > 0) {
		a->item = arena_array(a->arena, struct answer, n);
		a->cap = (int)n;
	}
	for (; n > 0 && !in->bad; n--) {
		const char *name = text_in(in);
		struct answer item = codec_in_answer(in);
		item.name = name;
		if (a->n > 0 && strcmp(a->item[a->n - 1].name, name) >= 0)
			in->bad = true;
		else if (item.value.kind != VALUE_NONE)
			a->item[a->n++] = item;
	}
	in->arena = own;
}
