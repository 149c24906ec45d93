#pragma once
/* Keys of the tables: numbers in big-endian order, so that neighbours in the tree are neighbours in the household; never a name,
 * a document number or a date. Layout of each table: docs/ALMACEN.md. */
#include "model/record.h"
#include <stddef.h>
#include <stdint.h>

enum { KEY_MAX = 64, HASH_LEN = 16 };

struct span { const uint8_t *p; size_t n; };
struct key { uint8_t b[KEY_MAX]; size_t n; };

static inline struct span span_of(const void *p, size_t n) { return (struct span){ .p = p, .n = n }; }
static inline struct span key_span(const struct key *k) { return span_of(k->b, k->n); }

/* Built piece by piece; a piece that does not fit is a mistake of the program and ends it. */
void key_init(struct key *);
void key_u8(struct key *, uint8_t);
void key_u24(struct key *, uint32_t);
void key_u32(struct key *, uint32_t);
void key_u64(struct key *, uint64_t);
void key_bytes(struct key *, const void *, size_t);

uint32_t span_u24(struct span, size_t at);          /* the caller has checked the length */
uint32_t span_u32(struct span, size_t at);
uint64_t span_u64(struct span, size_t at);

struct key key_hogar(uint32_t hogar);                                     /* prefix of all records of a household, and of dhogar */
struct key key_fam(uint32_t hogar, enum record_kind, uint32_t seq);       /* 8 bytes */
struct key key_diario(uint64_t n);
enum { DHOGAR_MARCA = 8 };                                               /* bytes of the hash of an operation's id, behind its number */
struct key key_dhogar(uint32_t hogar, uint64_t n);                        /* where operations of the household from n on begin */
uint64_t span_dhogar(struct span);                                        /* number of the operation; 0: the key is not one of dhogar */
struct key key_fila(uint32_t owner, uint32_t hogar);
struct key key_number(uint32_t);                                          /* usuario; prefix by owner */
enum meta { META_CABEZA = 1, META_HOGAR, META_CARGA, META_RESPALDO, META_ENSAYO, META_LISTAS };
struct key key_meta(enum meta);
