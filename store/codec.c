#include "store/codec.h"
#include <cbor.h>
#include <string.h>

enum { HEAD_MAX = 9, FIRST_CAP = 512, DEPTH_MAX = 16 };

void codec_out_init(struct codec_out *o, struct arena *arena)
{
	*o = (struct codec_out){ .arena = arena };
}

struct span codec_bytes_of(const struct codec_out *o)
{
	return span_of(o->b, o->n);
}

static uint8_t *room(struct codec_out *o, size_t n)
{
	if (o->cap - o->n < n) {
		size_t cap = o->cap ? o->cap * 2 : FIRST_CAP;
		while (cap - o->n < n)
			cap *= 2;
		o->b = arena_grow(o->arena, o->b, o->cap, cap);
		o->cap = cap;
	}
	return o->b + o->n;
}

void codec_map(struct codec_out *o, size_t pairs)
{
	o->n += cbor_encode_map_start(pairs, room(o, HEAD_MAX), HEAD_MAX);
}

void codec_array(struct codec_out *o, size_t items)
{
	o->n += cbor_encode_array_start(items, room(o, HEAD_MAX), HEAD_MAX);
}

void codec_uint(struct codec_out *o, uint64_t v)
{
	o->n += cbor_encode_uint(v, room(o, HEAD_MAX), HEAD_MAX);
}

void codec_int(struct codec_out *o, int64_t v)
{
	if (v >= 0)
		codec_uint(o, (uint64_t)v);
	else
		o->n += cbor_encode_negint((uint64_t)(-1 - v), room(o, HEAD_MAX), HEAD_MAX);
}

void codec_bool(struct codec_out *o, bool v)
{
	o->n += cbor_encode_bool(v, room(o, HEAD_MAX), HEAD_MAX);
}

void codec_null(struct codec_out *o)
{
	o->n += cbor_encode_null(room(o, HEAD_MAX), HEAD_MAX);
}

void codec_undef(struct codec_out *o)
{
	o->n += cbor_encode_undef(room(o, HEAD_MAX), HEAD_MAX);
}

/* libcbor's decoder refuses the tags 6 to 20. */
void codec_tag(struct codec_out *o, uint64_t number)
{
	o->n += cbor_encode_tag(number, room(o, HEAD_MAX), HEAD_MAX);
}

void codec_raw(struct codec_out *o, struct span item)
{
	uint8_t *to = room(o, item.n);

	if (item.n)
		memcpy(to, item.p, item.n);
	o->n += item.n;
}

void codec_text_n(struct codec_out *o, const char *text, size_t n)
{
	o->n += cbor_encode_string_start(n, room(o, HEAD_MAX), HEAD_MAX);
	codec_raw(o, span_of(text, n));
}

void codec_text(struct codec_out *o, const char *text)
{
	if (text)
		codec_text_n(o, text, strlen(text));
	else
		codec_null(o);
}

void codec_blob(struct codec_out *o, const void *bytes, size_t n)
{
	o->n += cbor_encode_bytestring_start(n, room(o, HEAD_MAX), HEAD_MAX);
	codec_raw(o, span_of(bytes, n));
}

/* One step of libcbor's decoder. */
enum item_kind { ITEM_BAD, ITEM_UINT, ITEM_NEG, ITEM_BLOB, ITEM_TEXT, ITEM_ARRAY, ITEM_MAP, ITEM_TAG, ITEM_BOOL, ITEM_NULL, ITEM_UNDEF };
struct item { enum item_kind kind; uint64_t num; const uint8_t *bytes; };

static void got(void *to, enum item_kind kind, uint64_t num, const uint8_t *bytes)
{
	*(struct item *)to = (struct item){ .kind = kind, .num = num, .bytes = bytes };
}

static void on_uint8(void *to, uint8_t v) { got(to, ITEM_UINT, v, NULL); }
static void on_uint16(void *to, uint16_t v) { got(to, ITEM_UINT, v, NULL); }
static void on_uint32(void *to, uint32_t v) { got(to, ITEM_UINT, v, NULL); }
static void on_uint64(void *to, uint64_t v) { got(to, ITEM_UINT, v, NULL); }
static void on_neg8(void *to, uint8_t v) { got(to, ITEM_NEG, v, NULL); }
static void on_neg16(void *to, uint16_t v) { got(to, ITEM_NEG, v, NULL); }
static void on_neg32(void *to, uint32_t v) { got(to, ITEM_NEG, v, NULL); }
static void on_neg64(void *to, uint64_t v) { got(to, ITEM_NEG, v, NULL); }
static void on_blob(void *to, cbor_data p, size_t n) { got(to, ITEM_BLOB, n, p); }
static void on_text(void *to, cbor_data p, size_t n) { got(to, ITEM_TEXT, n, p); }
static void on_array(void *to, size_t n) { got(to, ITEM_ARRAY, n, NULL); }
static void on_map(void *to, size_t n) { got(to, ITEM_MAP, n, NULL); }
static void on_tag(void *to, uint64_t n) { got(to, ITEM_TAG, n, NULL); }
static void on_bool(void *to, bool v) { got(to, ITEM_BOOL, v, NULL); }
static void on_null(void *to) { got(to, ITEM_NULL, 0, NULL); }
static void on_undef(void *to) { got(to, ITEM_UNDEF, 0, NULL); }
/* Never written by us: indefinite lengths, floating point. */
static void on_other(void *to) { got(to, ITEM_BAD, 0, NULL); }
static void on_float(void *to, float v) { (void)v; on_other(to); }
static void on_double(void *to, double v) { (void)v; on_other(to); }

static const struct cbor_callbacks callbacks = {
	.uint8 = on_uint8, .uint16 = on_uint16, .uint32 = on_uint32, .uint64 = on_uint64,
	.negint8 = on_neg8, .negint16 = on_neg16, .negint32 = on_neg32, .negint64 = on_neg64,
	.byte_string = on_blob, .byte_string_start = on_other, .string = on_text, .string_start = on_other,
	.array_start = on_array, .indef_array_start = on_other, .map_start = on_map, .indef_map_start = on_other,
	.tag = on_tag, .boolean = on_bool, .null = on_null, .undefined = on_undef, .indef_break = on_other,
	.float2 = on_float, .float4 = on_float, .float8 = on_double,
};

void codec_in_init(struct codec_in *in, struct span bytes, struct arena *arena)
{
	*in = (struct codec_in){ .p = bytes.p, .end = bytes.p + bytes.n, .arena = arena };
}

bool codec_in_end(const struct codec_in *in)
{
	return !in->bad && in->p == in->end;
}

static struct item next(struct codec_in *in)
{
	struct item item = { .kind = ITEM_BAD };

	if (in->bad || in->p >= in->end) {
		in->bad = true;
		return item;
	}
	size_t left = (size_t)(in->end - in->p);
	struct cbor_decoder_result r = cbor_stream_decode(in->p, left, &callbacks, &item);
	if (r.status != CBOR_DECODER_FINISHED || r.read > left)
		item.kind = ITEM_BAD;
	/* An array cannot have more items than bytes are left, a map not more than half. */
	left -= r.read <= left ? r.read : left;
	if ((item.kind == ITEM_ARRAY && item.num > left) || (item.kind == ITEM_MAP && item.num > left / 2))
		item.kind = ITEM_BAD;
	if (item.kind == ITEM_BAD) {
		in->bad = true;
		item.num = 0;
		return item;
	}
	in->p += r.read;
	return item;
}

static struct item want(struct codec_in *in, enum item_kind kind)
{
	struct item item = next(in);

	if (item.kind != kind) {
		in->bad = true;
		item.num = 0;
	}
	return item;
}

enum codec_kind codec_in_kind(const struct codec_in *in)
{
	static const enum codec_kind major[] = { CODEC_INT, CODEC_INT, CODEC_BLOB, CODEC_TEXT, CODEC_ARRAY, CODEC_MAP, CODEC_TAG };

	if (in->bad || in->p >= in->end)
		return CODEC_BAD;
	if (*in->p >> 5 < 7)
		return major[*in->p >> 5];
	struct codec_in ahead = *in;
	struct item item = next(&ahead);
	return item.kind == ITEM_BOOL ? CODEC_BOOL : item.kind == ITEM_NULL ? CODEC_NULL : item.kind == ITEM_UNDEF ? CODEC_UNDEF : CODEC_BAD;
}

uint64_t codec_in_tag(struct codec_in *in)
{
	return want(in, ITEM_TAG).num;
}

size_t codec_in_map(struct codec_in *in)
{
	return (size_t)want(in, ITEM_MAP).num;
}

size_t codec_in_array(struct codec_in *in)
{
	return (size_t)want(in, ITEM_ARRAY).num;
}

uint64_t codec_in_uint(struct codec_in *in, uint64_t max)
{
	uint64_t v = want(in, ITEM_UINT).num;

	if (v > max)
		in->bad = true;
	return in->bad ? 0 : v;
}

int64_t codec_in_int(struct codec_in *in)
{
	struct item item = next(in);

	if ((item.kind != ITEM_UINT && item.kind != ITEM_NEG) || item.num > INT64_MAX) {
		in->bad = true;
		return 0;
	}
	return item.kind == ITEM_UINT ? (int64_t)item.num : -1 - (int64_t)item.num;
}

bool codec_in_bool(struct codec_in *in)
{
	return want(in, ITEM_BOOL).num != 0;
}

const char *codec_in_text(struct codec_in *in)
{
	struct item item = next(in);

	if (item.kind == ITEM_NULL)
		return NULL;
	if (item.kind != ITEM_TEXT || (item.num > 0 && memchr(item.bytes, 0, (size_t)item.num))) {
		in->bad = true;
		return "";
	}
	return arena_strndup(in->arena, (const char *)item.bytes, (size_t)item.num);
}

void codec_in_blob(struct codec_in *in, void *out, size_t n)
{
	struct item item = want(in, ITEM_BLOB);

	memset(out, 0, n);
	if (in->bad || item.num != n)
		in->bad = true;
	else
		memcpy(out, item.bytes, n);
}

static void skip(struct codec_in *in, int depth)
{
	struct item item = next(in);
	uint64_t inside = item.kind == ITEM_TAG ? 1 : item.kind == ITEM_ARRAY ? item.num : item.kind == ITEM_MAP ? 2 * item.num : 0;

	if (inside > 0 && depth == 0)
		in->bad = true;
	for (; inside > 0 && !in->bad; inside--)
		skip(in, depth - 1);
}

struct span codec_in_skip(struct codec_in *in)
{
	const uint8_t *from = in->p;

	skip(in, DEPTH_MAX);
	return in->bad ? span_of("", 0) : span_of(from, (size_t)(in->p - from));
}
