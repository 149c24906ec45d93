#pragma once
/* Sealing: XChaCha20-Poly1305, keyed BLAKE2b, Argon2id. The only file that uses libsodium; nothing invented here. Format and test vector: docs/ALMACEN.md.
 * One data key per store; four subkeys from it (values, journal chain, hashes in keys, backups), all in locked memory.
 * A sealed value: seal version u8 (2: its text is packed, store/pack.h) · key id u16 · record version u32 · nonce 24 · ciphertext (padded to steps of 64) · tag 16. */
#include "base/err.h"
#include "store/key.h"
#include <stdbool.h>

enum { SEAL_KEY = 32, SEAL_CHAIN = 32, SEAL_SALT = 16, SEAL_NONCE = 24, SEAL_TAG = 16, SEAL_HEAD = 1 + 2 + 4 + SEAL_NONCE, SEAL_STEP = 64 };

struct seal;                                              /* the keys of an open store */
bool seal_init(struct err *);
struct seal *seal_new(const uint8_t dek[SEAL_KEY], bool practica, struct err *);
void seal_free(struct seal *);                            /* wipes */

struct seal_where { uint8_t table; uint32_t version; struct span key; bool packed; };   /* what a value is bound to */
size_t seal_size(size_t plain);                           /* bytes of the sealed value */
void seal_close(const struct seal *, const struct seal_where *, struct span plain, uint8_t *out);
/* out holds sealed.n bytes; true: *plain lies in it. False: damaged, moved, another key or kind of store. Neither `where->version` nor
 * `where->packed` is asked: they are read from the value. */
bool seal_open(const struct seal *, const struct seal_where *, struct span sealed, uint8_t *out, struct span *plain);
bool seal_version(struct span sealed, uint32_t *version); /* not checked until the value opens */
bool seal_packed(struct span sealed);                     /* likewise */

/* Hashes that stand in keys: equal texts of one domain give equal hashes, and nothing else can be read from them. */
void seal_hash(const struct seal *, char domain, const void *, size_t, uint8_t out[HASH_LEN]);
/* A link of the journal: over its number and its bytes, which hold the hash of the link before. */
void seal_chain(const struct seal *, uint64_t n, struct span bytes, uint8_t out[SEAL_CHAIN]);

/* A stream of sealed pieces, for backups (crypto_secretstream): pieces that are changed, exchanged, left out or cut off at the end do not open.
 * Associated data may go with any piece and must be the same when it is opened. */
enum { SEAL_STREAM_HEAD = 24, SEAL_STREAM_MORE = 17 };      /* bytes at the beginning; bytes that a piece grows by */
struct seal_stream { uint64_t state[8]; };                  /* to be wiped at the end */
void seal_stream_begin(struct seal_stream *, const struct seal *, uint8_t head[SEAL_STREAM_HEAD]);
void seal_stream_put(struct seal_stream *, struct span plain, struct span associated, bool last, uint8_t *out);
bool seal_stream_open(struct seal_stream *, const struct seal *, const uint8_t head[SEAL_STREAM_HEAD]);
bool seal_stream_get(struct seal_stream *, struct span sealed, struct span associated, uint8_t *out, bool *last);
/* The fingerprint of a file, BLAKE2b-256 without a key. */
struct seal_sum { uint8_t state[384 + 64]; };               /* may lie anywhere, and stays there from begin to end */
void seal_sum_begin(struct seal_sum *);
void seal_sum_add(struct seal_sum *, struct span);
void seal_sum_end(struct seal_sum *, uint8_t out[SEAL_CHAIN]);

/* The data key, wrapped by a passphrase. The parameters are kept beside it, so that they can be raised later. */
struct seal_wrap { uint64_t ops, mem_kib; uint8_t salt[SEAL_SALT], box[SEAL_NONCE + SEAL_KEY + SEAL_TAG]; };
bool seal_wrap(struct seal_wrap *, const uint8_t dek[SEAL_KEY], const char *passphrase, bool practica, struct err *);
#define SEAL_FRASE_MALA "La frase de acceso no abre este almacén"      /* how ERR_DENIED of seal_unwrap begins: who asked for it may ask again */
bool seal_unwrap(const struct seal_wrap *, uint8_t dek[SEAL_KEY], const char *passphrase, bool practica, struct err *);   /* ERR_DENIED: another passphrase */
void seal_random(void *, size_t);
void seal_wipe(void *, size_t);
char *seal_hex(char *out, const uint8_t *, size_t);       /* out: 2n+1 bytes */
bool seal_unhex(uint8_t *out, size_t n, const char *hex); /* exactly n bytes */
