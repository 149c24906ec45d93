#include "store/seal.h"
#include <sodium.h>
#include <string.h>

enum { SEAL_PLAIN = 1, SEAL_PACKED = 2, KEY_ID = 1, AD_MAX = 9 + 1 + 1 + 4 + KEY_MAX };
enum { SUB_RECORDS = 1, SUB_CHAIN = 2, SUB_HASH = 3, SUB_BACKUP = 4 };

_Static_assert(SEAL_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "key");
_Static_assert(SEAL_NONCE == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, "nonce");
_Static_assert(SEAL_TAG == crypto_aead_xchacha20poly1305_ietf_ABYTES, "tag");
_Static_assert(SEAL_SALT == crypto_pwhash_SALTBYTES, "salt");
_Static_assert(SEAL_KEY == crypto_kdf_KEYBYTES, "kdf");

static const char context[crypto_kdf_CONTEXTBYTES + 1] = "logros/1";
static const char label[] = "logros/1|";           /* begins the associated data of everything but packed values */
static const char label_packed[] = "logros/2|";

_Static_assert(sizeof label == sizeof label_packed, "one length of associated data");

struct seal {
	uint8_t records[SEAL_KEY], chain[SEAL_KEY], hash[SEAL_KEY], backup[SEAL_KEY];
	uint8_t kind;                              /* 'p' practice, 'r' real */
};

bool seal_init(struct err *err)
{
	if (sodium_init() < 0)
		return err_set(err, ERR_INTERNAL, "No se puede preparar el sellado de los datos en este equipo; avise a soporte");
	return true;
}

static uint8_t kind_letter(bool practica)
{
	return practica ? 'p' : 'r';
}

struct seal *seal_new(const uint8_t dek[SEAL_KEY], bool practica, struct err *err)
{
	struct seal *s = sodium_malloc(sizeof *s);

	if (!s) {
		err_set(err, ERR_INTERNAL, "No hay memoria protegida para la llave; cierre otros programas y vuelva a entrar");
		return NULL;
	}
	crypto_kdf_derive_from_key(s->records, sizeof s->records, SUB_RECORDS, context, dek);
	crypto_kdf_derive_from_key(s->chain, sizeof s->chain, SUB_CHAIN, context, dek);
	crypto_kdf_derive_from_key(s->hash, sizeof s->hash, SUB_HASH, context, dek);
	crypto_kdf_derive_from_key(s->backup, sizeof s->backup, SUB_BACKUP, context, dek);
	s->kind = kind_letter(practica);
	sodium_mprotect_readonly(s);
	return s;
}

void seal_free(struct seal *s)
{
	sodium_free(s);
}

static size_t padded(size_t n)
{
	return (n / SEAL_STEP + 1) * SEAL_STEP;
}

size_t seal_size(size_t plain)
{
	return SEAL_HEAD + padded(plain) + SEAL_TAG;
}

/* logros/1| or logros/2| · kind · table · version · key */
static size_t associated(const struct seal *s, const struct seal_where *w, uint32_t version, bool packed, uint8_t out[AD_MAX])
{
	struct key k;

	key_init(&k);
	key_u8(&k, s->kind);
	key_u8(&k, w->table);
	key_u32(&k, version);
	memcpy(out, packed ? label_packed : label, sizeof label - 1);
	memcpy(out + sizeof label - 1, k.b, k.n);
	memcpy(out + sizeof label - 1 + k.n, w->key.p, w->key.n);
	return sizeof label - 1 + k.n + w->key.n;
}

void seal_close(const struct seal *s, const struct seal_where *w, struct span plain, uint8_t *out)
{
	uint8_t ad[AD_MAX], *body = out + SEAL_HEAD;
	size_t n_ad = associated(s, w, w->version, w->packed, ad), n_pad = padded(plain.n);
	struct key head;

	key_init(&head);
	key_u8(&head, w->packed ? SEAL_PACKED : SEAL_PLAIN);
	key_u8(&head, KEY_ID >> 8);
	key_u8(&head, KEY_ID & 0xff);
	key_u32(&head, w->version);
	memcpy(out, head.b, head.n);
	randombytes_buf(out + head.n, SEAL_NONCE);
	if (plain.n)
		memcpy(body, plain.p, plain.n);
	sodium_pad(&n_pad, body, plain.n, SEAL_STEP, n_pad);
	crypto_aead_xchacha20poly1305_ietf_encrypt(body, NULL, body, n_pad, ad, n_ad, NULL, out + head.n, s->records);
}

bool seal_version(struct span sealed, uint32_t *version)
{
	if (sealed.n < SEAL_HEAD + SEAL_STEP + SEAL_TAG || (sealed.p[0] != SEAL_PLAIN && sealed.p[0] != SEAL_PACKED))
		return false;
	*version = span_u32(sealed, 3);
	return true;
}

bool seal_packed(struct span sealed)
{
	return sealed.n > 0 && sealed.p[0] == SEAL_PACKED;
}

bool seal_open(const struct seal *s, const struct seal_where *w, struct span sealed, uint8_t *out, struct span *plain)
{
	uint8_t ad[AD_MAX];
	uint32_t version;
	unsigned long long n = 0;
	size_t n_plain = 0;

	if (!seal_version(sealed, &version) || sealed.p[1] != KEY_ID >> 8 || sealed.p[2] != (KEY_ID & 0xff))
		return false;
	size_t n_ad = associated(s, w, version, seal_packed(sealed), ad);
	if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, sealed.p + SEAL_HEAD, sealed.n - SEAL_HEAD, ad, n_ad,
	    sealed.p + SEAL_HEAD - SEAL_NONCE, s->records) != 0)
		return false;
	if (sodium_unpad(&n_plain, out, (size_t)n, SEAL_STEP) != 0)
		return false;
	*plain = span_of(out, n_plain);
	return true;
}

void seal_hash(const struct seal *s, char domain, const void *bytes, size_t n, uint8_t out[HASH_LEN])
{
	crypto_generichash_state h;
	uint8_t d = (uint8_t)domain;

	crypto_generichash_init(&h, s->hash, sizeof s->hash, HASH_LEN);
	crypto_generichash_update(&h, &d, 1);
	crypto_generichash_update(&h, bytes, n);
	crypto_generichash_final(&h, out, HASH_LEN);
}

void seal_chain(const struct seal *s, uint64_t n, struct span bytes, uint8_t out[SEAL_CHAIN])
{
	crypto_generichash_state h;
	struct key number = key_diario(n);

	crypto_generichash_init(&h, s->chain, sizeof s->chain, SEAL_CHAIN);
	crypto_generichash_update(&h, number.b, number.n);
	crypto_generichash_update(&h, bytes.p, bytes.n);
	crypto_generichash_final(&h, out, SEAL_CHAIN);
}

_Static_assert(SEAL_STREAM_HEAD == crypto_secretstream_xchacha20poly1305_HEADERBYTES, "stream head");
_Static_assert(SEAL_STREAM_MORE == crypto_secretstream_xchacha20poly1305_ABYTES, "stream piece");
_Static_assert(sizeof(struct seal_stream) >= sizeof(crypto_secretstream_xchacha20poly1305_state), "stream state");
_Static_assert(sizeof(struct seal_sum) >= sizeof(crypto_generichash_state) + 64, "sum state");

void seal_stream_begin(struct seal_stream *st, const struct seal *s, uint8_t head[SEAL_STREAM_HEAD])
{
	crypto_secretstream_xchacha20poly1305_init_push((crypto_secretstream_xchacha20poly1305_state *)st, head, s->backup);
}

void seal_stream_put(struct seal_stream *st, struct span plain, struct span ad, bool last, uint8_t *out)
{
	crypto_secretstream_xchacha20poly1305_push((crypto_secretstream_xchacha20poly1305_state *)st, out, NULL, plain.p, plain.n, ad.p, ad.n,
		last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

bool seal_stream_open(struct seal_stream *st, const struct seal *s, const uint8_t head[SEAL_STREAM_HEAD])
{
	return crypto_secretstream_xchacha20poly1305_init_pull((crypto_secretstream_xchacha20poly1305_state *)st, head, s->backup) == 0;
}

bool seal_stream_get(struct seal_stream *st, struct span sealed, struct span ad, uint8_t *out, bool *last)
{
	unsigned char tag = 0;

	if (sealed.n < SEAL_STREAM_MORE || crypto_secretstream_xchacha20poly1305_pull((crypto_secretstream_xchacha20poly1305_state *)st, out, NULL, &tag,
	    sealed.p, sealed.n, ad.p, ad.n) != 0)
		return false;
	*last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return true;
}

/* The library asks for steps of 64. */
static crypto_generichash_state *sum_state(struct seal_sum *sum)
{
	return (crypto_generichash_state *)(((uintptr_t)sum->state + 63) & ~(uintptr_t)63);
}

void seal_sum_begin(struct seal_sum *sum)
{
	crypto_generichash_init(sum_state(sum), NULL, 0, SEAL_CHAIN);
}

void seal_sum_add(struct seal_sum *sum, struct span bytes)
{
	crypto_generichash_update(sum_state(sum), bytes.p, bytes.n);
}

void seal_sum_end(struct seal_sum *sum, uint8_t out[SEAL_CHAIN])
{
	crypto_generichash_final(sum_state(sum), out, SEAL_CHAIN);
}

enum { KDF_OPS = 3, KDF_MEM_KIB = 64 * 1024, KDF_OPS_MIN = 2, KDF_MEM_MIN_KIB = 19 * 1024, KDF_OPS_MAX = 64, KDF_MEM_MAX_KIB = 1024 * 1024 };

static const char wrap_text[] = "envoltura|1|";

static size_t wrap_associated(uint8_t out[AD_MAX], bool practica)
{
	size_t n = sizeof label - 1;

	memcpy(out, label, n);
	memcpy(out + n, wrap_text, sizeof wrap_text - 1);
	n += sizeof wrap_text - 1;
	out[n++] = kind_letter(practica);
	return n;
}

static bool key_of_passphrase(const struct seal_wrap *w, const char *passphrase, uint8_t kek[SEAL_KEY], struct err *err)
{
	if (w->ops < KDF_OPS_MIN || w->ops > KDF_OPS_MAX || w->mem_kib < KDF_MEM_MIN_KIB || w->mem_kib > KDF_MEM_MAX_KIB)
		return err_set(err, ERR_DAMAGED, "almacen.txt pide un cálculo de llave fuera de lo permitido; recupere el archivo de un respaldo");
	if (crypto_pwhash(kek, SEAL_KEY, passphrase, strlen(passphrase), w->salt, w->ops, (size_t)w->mem_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
		return err_set(err, ERR_INTERNAL, "No hay memoria para calcular la llave (%u MiB); cierre otros programas y vuelva a entrar", (unsigned)(w->mem_kib / 1024));
	return true;
}

bool seal_wrap(struct seal_wrap *w, const uint8_t dek[SEAL_KEY], const char *passphrase, bool practica, struct err *err)
{
	uint8_t kek[SEAL_KEY], ad[AD_MAX];

	w->ops = KDF_OPS;
	w->mem_kib = KDF_MEM_KIB;
	randombytes_buf(w->salt, sizeof w->salt);
	randombytes_buf(w->box, SEAL_NONCE);
	bool ok = key_of_passphrase(w, passphrase, kek, err);
	if (ok)
		crypto_aead_xchacha20poly1305_ietf_encrypt(w->box + SEAL_NONCE, NULL, dek, SEAL_KEY, ad, wrap_associated(ad, practica), NULL, w->box, kek);
	sodium_memzero(kek, sizeof kek);
	return ok;
}

bool seal_unwrap(const struct seal_wrap *w, uint8_t dek[SEAL_KEY], const char *passphrase, bool practica, struct err *err)
{
	uint8_t kek[SEAL_KEY], ad[AD_MAX];

	bool ok = key_of_passphrase(w, passphrase, kek, err);
	if (ok && crypto_aead_xchacha20poly1305_ietf_decrypt(dek, NULL, NULL, w->box + SEAL_NONCE, SEAL_KEY + SEAL_TAG, ad, wrap_associated(ad, practica), w->box, kek) != 0)
		ok = err_set(err, ERR_DENIED, SEAL_FRASE_MALA "; escríbala de nuevo (distingue mayúsculas, tildes y espacios)");
	sodium_memzero(kek, sizeof kek);
	return ok;
}

void seal_random(void *out, size_t n)
{
	randombytes_buf(out, n);
}

void seal_wipe(void *p, size_t n)
{
	sodium_memzero(p, n);
}

char *seal_hex(char *out, const uint8_t *bytes, size_t n)
{
	return sodium_bin2hex(out, 2 * n + 1, bytes, n);
}

bool seal_unhex(uint8_t *out, size_t n, const char *hex)
{
	size_t got = 0;
	const char *end = NULL;

	return sodium_hex2bin(out, n, hex, strlen(hex), NULL, &got, &end) == 0 && got == n && *end == '\0';
}
