#pragma once
/* Bytes of the store: CBOR (RFC 8949), definite lengths only. The only file that uses libcbor. Writers never fail; readers keep an error (`bad`)
 * and then give zeros and "", so the caller asks once, at the end. Texts lie in the arena of the reader, spans point into its bytes.
 * How answers are written: store/codec_value.h. */
#include "base/arena.h"
#include "store/key.h"
#include <stdbool.h>

struct codec_out { struct arena *arena; uint8_t *b; size_t n, cap; };
void codec_out_init(struct codec_out *, struct arena *);
struct span codec_bytes_of(const struct codec_out *);
void codec_map(struct codec_out *, size_t pairs);
void codec_array(struct codec_out *, size_t items);
void codec_tag(struct codec_out *, uint64_t);               /* belongs to the next item */
void codec_uint(struct codec_out *, uint64_t);
void codec_int(struct codec_out *, int64_t);
void codec_bool(struct codec_out *, bool);
void codec_null(struct codec_out *);
void codec_undef(struct codec_out *);                       /* keeps the place of something absent */
void codec_text(struct codec_out *, const char *or_null);
void codec_text_n(struct codec_out *, const char *, size_t);
void codec_blob(struct codec_out *, const void *, size_t);
void codec_raw(struct codec_out *, struct span items);      /* as codec_in_skip gave them */

struct codec_in { const uint8_t *p, *end; struct arena *arena; bool bad; };
enum codec_kind { CODEC_BAD, CODEC_INT, CODEC_BLOB, CODEC_TEXT, CODEC_ARRAY, CODEC_MAP, CODEC_TAG, CODEC_BOOL, CODEC_NULL, CODEC_UNDEF };
void codec_in_init(struct codec_in *, struct span bytes, struct arena *);
bool codec_in_end(const struct codec_in *);                 /* all was read and nothing was wrong */
enum codec_kind codec_in_kind(const struct codec_in *);     /* of the next item, which stays */
size_t codec_in_map(struct codec_in *);                     /* pairs; never more than the bytes left could hold */
size_t codec_in_array(struct codec_in *);
uint64_t codec_in_tag(struct codec_in *);
uint64_t codec_in_uint(struct codec_in *, uint64_t max);
int64_t codec_in_int(struct codec_in *);
bool codec_in_bool(struct codec_in *);
const char *codec_in_text(struct codec_in *);               /* NULL for null */
void codec_in_blob(struct codec_in *, void *out, size_t n); /* exactly n bytes */
struct span codec_in_skip(struct codec_in *);               /* one item of any kind, with all inside it */
