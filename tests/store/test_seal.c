#include "store/seal.h"
#include <criterion/criterion.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct seal *seal_a, *seal_b, *seal_p;

static void keys(void)
{
	uint8_t dek[SEAL_KEY];
	struct err err = { 0 };

	cr_assert(seal_init(&err));
	for (int i = 0; i < SEAL_KEY; i++)
		dek[i] = (uint8_t)i;
	seal_a = seal_new(dek, false, &err);
	seal_p = seal_new(dek, true, &err);
	dek[31] ^= 1;
	seal_b = seal_new(dek, false, &err);
	cr_assert(seal_a && seal_b && seal_p);
}

static void wipe(void)
{
	seal_free(seal_a);
	seal_free(seal_b);
	seal_free(seal_p);
}

TestSuite(seal, .init = keys, .fini = wipe, .timeout = 60);

static const char text[] = "María Elena Restrepo Gómez, cédula 43.111.222";

struct box { struct key key; struct seal_where where; uint8_t sealed[512], out[512]; size_t n; struct span plain; };

static void box_init(struct box *b, size_t n)
{
	b->key = key_fam(7, RECORD_INTEGRANTE, 2);
	b->where = (struct seal_where){ .table = 0, .version = 3, .key = key_span(&b->key) };
	b->n = seal_size(n);
	cr_assert_leq(b->n, sizeof b->sealed);
	seal_close(seal_a, &b->where, span_of(text, n), b->sealed);
}

static bool opens(struct box *b, const struct seal *s)
{
	return seal_open(s, &b->where, span_of(b->sealed, b->n), b->out, &b->plain);
}

Test(seal, every_length_comes_back_and_hides_within_its_step)
{
	struct box b;

	for (size_t n = 0; n < sizeof text; n++) {
		box_init(&b, n);
		cr_assert(opens(&b, seal_a));
		cr_assert_eq(b.plain.n, n);
		cr_assert(n == 0 || memcmp(b.plain.p, text, n) == 0);
		cr_assert_eq(b.n, SEAL_HEAD + SEAL_STEP + SEAL_TAG);
	}
	cr_assert_eq(seal_size(63), SEAL_HEAD + 64 + SEAL_TAG);
	cr_assert_eq(seal_size(64), SEAL_HEAD + 128 + SEAL_TAG);
}

Test(seal, nothing_of_the_text_is_in_the_bytes)
{
	struct box b;

	box_init(&b, sizeof text);
	for (size_t i = 0; i + 4 <= b.n; i++)
		for (size_t j = 0; j + 4 <= sizeof text; j++)
			cr_assert(memcmp(b.sealed + i, text + j, 4) != 0);
}

Test(seal, each_byte_changed_is_refused)
{
	struct box b;

	box_init(&b, sizeof text);
	for (size_t i = 0; i < b.n; i++) {
		b.sealed[i] ^= 0x40;
		cr_assert_not(opens(&b, seal_a), "byte %zu", i);
		b.sealed[i] ^= 0x40;
	}
	cr_assert(opens(&b, seal_a));
	for (size_t n = b.n; n-- > 0;) {
		b.n = n;
		cr_assert_not(opens(&b, seal_a), "length %zu", n);
	}
}

Test(seal, a_value_opens_only_where_it_was_put)
{
	struct box b;
	uint32_t version;

	box_init(&b, sizeof text);
	cr_assert_not(opens(&b, seal_b), "another key");
	cr_assert_not(opens(&b, seal_p), "a practice store");
	b.where.table = 1;
	cr_assert_not(opens(&b, seal_a), "another table");
	b.where.table = 0;
	b.key.b[7]++;
	cr_assert_not(opens(&b, seal_a), "another record");
	b.key.b[7]--;
	b.key.n--;
	b.where.key = key_span(&b.key);
	cr_assert_not(opens(&b, seal_a), "a shorter key");
	b.key.n++;
	b.where.key = key_span(&b.key);
	cr_assert(seal_version(span_of(b.sealed, b.n), &version) && version == 3);
	b.sealed[6]++;
	cr_assert_not(opens(&b, seal_a), "another version");
	b.sealed[6]--;
	cr_assert(opens(&b, seal_a));
}

/* The same vector stands in docs/ALMACEN.md: bytes of the first format must open for ever. */
Test(seal, the_documented_vector_opens)
{
	static const char hex[] =
		"01000100000003ef3a3e6401c5149d368108af083a0024ccabb73f91da50ee9047edaeb2a10fe4c5b311f766086c3499f3f5ecb16301db2127b2dbd2ae31f7f48d8a5ee856a333b5d587cd630e44cfce78a1cdba0715388026c63f9052ea493e092313e46013ac11f43243cb842650";
	uint8_t sealed[(sizeof hex - 1) / 2], out[sizeof sealed];
	struct key k = key_fam(7, RECORD_INTEGRANTE, 2);
	struct seal_where where = { .table = 0, .key = key_span(&k) };
	struct span plain;

	cr_assert(seal_unhex(sealed, sizeof sealed, hex));
	cr_assert(seal_open(seal_a, &where, span_of(sealed, sizeof sealed), out, &plain));
	cr_assert_eq(plain.n, 5);
	cr_assert(memcmp(plain.p, "hogar", 5) == 0);
}

Test(seal, packed_and_plain_are_not_taken_for_each_other)
{
	struct box b;

	box_init(&b, 5);
	cr_assert_not(seal_packed(span_of(b.sealed, b.n)));
	b.sealed[0] = 2;
	cr_assert_not(opens(&b, seal_a));
	b.where.packed = true;
	seal_close(seal_a, &b.where, span_of(text, 5), b.sealed);
	cr_assert(seal_packed(span_of(b.sealed, b.n)));
	cr_assert(opens(&b, seal_a));
	b.sealed[0] = 1;
	cr_assert_not(opens(&b, seal_a));
	b.sealed[0] = 3;
	cr_assert_not(opens(&b, seal_a), "a version that nobody knows");
}

static int compare(const void *x, const void *y)
{
	return memcmp(x, y, 8);
}

Test(seal, a_nonce_is_never_used_twice)
{
	const int N = getenv("NOCHE") ? 1000000 : 100000;
	uint64_t *seen = malloc(sizeof *seen * (size_t)N);
	struct box b;

	b.key = key_fam(1, RECORD_HOGAR, 0);
	b.where = (struct seal_where){ .key = key_span(&b.key) };
	for (int i = 0; i < N; i++) {
		seal_close(seal_a, &b.where, span_of("", 0), b.sealed);
		memcpy(&seen[i], b.sealed + 7, 8);
	}
	qsort(seen, (size_t)N, 8, compare);
	for (int i = 1; i < N; i++)
		cr_assert_neq(seen[i], seen[i - 1]);
	free(seen);
}

Test(seal, hashes_depend_on_key_domain_and_text)
{
	uint8_t a[HASH_LEN], b[HASH_LEN];

	seal_hash(seal_a, 'd', "43111222", 8, a);
	seal_hash(seal_a, 'd', "43111222", 8, b);
	cr_assert(memcmp(a, b, sizeof a) == 0);
	seal_hash(seal_b, 'd', "43111222", 8, b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
	seal_hash(seal_a, 'f', "43111222", 8, b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
	seal_hash(seal_a, 'd', "43111223", 8, b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
}

Test(seal, links_depend_on_number_and_bytes)
{
	uint8_t a[SEAL_CHAIN], b[SEAL_CHAIN];

	seal_chain(seal_a, 1, span_of("x", 1), a);
	seal_chain(seal_a, 2, span_of("x", 1), b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
	seal_chain(seal_a, 1, span_of("y", 1), b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
	seal_chain(seal_b, 1, span_of("x", 1), b);
	cr_assert(memcmp(a, b, sizeof a) != 0);
}

Test(seal, the_passphrase_and_only_it_opens_the_key)
{
	uint8_t dek[SEAL_KEY], got[SEAL_KEY];
	struct seal_wrap w;
	struct err err = { 0 };

	seal_random(dek, sizeof dek);
	cr_assert(seal_wrap(&w, dek, "la frase de la oficina", false, &err));
	cr_assert_eq(w.ops, 3);
	cr_assert_eq(w.mem_kib, 65536);
	cr_assert(seal_unwrap(&w, got, "la frase de la oficina", false, &err));
	cr_assert(memcmp(dek, got, sizeof dek) == 0);
	cr_assert_not(seal_unwrap(&w, got, "la frase de la Oficina", false, &err));
	cr_assert_eq(err.code, ERR_DENIED);
	cr_assert_not(seal_unwrap(&w, got, "la frase de la oficina", true, &err), "a real key in a practice store");
	w.mem_kib = 1024;
	cr_assert_not(seal_unwrap(&w, got, "la frase de la oficina", false, &err), "weakened parameters");
	cr_assert_eq(err.code, ERR_DAMAGED);
}

/* What is published about the building blocks, asked of the library that is linked. */
Test(seal, published_vectors_hold)
{
	static const char plain[] = "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
	static const char sealed[] = "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
		"2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49";
	static const char blake[] = "10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568";
	uint8_t key[64], nonce[24], ad[12], out[sizeof plain - 1 + 16], hash[64];
	char hex[2 * sizeof out + 1];
	unsigned long long n;

	for (int i = 0; i < 32; i++)
		key[i] = (uint8_t)(0x80 + i);
	for (int i = 0; i < 24; i++)
		nonce[i] = (uint8_t)(0x40 + i);
	cr_assert(seal_unhex(ad, sizeof ad, "50515253c0c1c2c3c4c5c6c7"));
	/* draft-irtf-cfrg-xchacha-03, A.3.1 */
	crypto_aead_xchacha20poly1305_ietf_encrypt(out, &n, (const uint8_t *)plain, sizeof plain - 1, ad, sizeof ad, NULL, nonce, key);
	cr_assert_eq(n, sizeof out);
	cr_assert_str_eq(seal_hex(hex, out, sizeof out), sealed);
	/* BLAKE2 known answers: keyed, nothing hashed */
	for (int i = 0; i < 64; i++)
		key[i] = (uint8_t)i;
	crypto_generichash(hash, sizeof hash, NULL, 0, key, sizeof key);
	cr_assert_str_eq(seal_hex(hex, hash, sizeof hash), blake);
}

/* ---- Streams, for backups ---- */

struct stream { uint8_t head[SEAL_STREAM_HEAD], piece[2][64]; size_t n[2]; };

/* The vector of docs/ALMACEN.md: two pieces, «hogar» with the associated data LOGROSR1, and «fin». */
static void stream_of_the_document(struct stream *s)
{
	s->n[0] = 5 + SEAL_STREAM_MORE;
	s->n[1] = 3 + SEAL_STREAM_MORE;
	cr_assert(seal_unhex(s->head, sizeof s->head, "21c1363940afb544a904573462a8ef543a4262e4758cfac0"));
	cr_assert(seal_unhex(s->piece[0], s->n[0], "97b0ac501e2d6f01401c3b01cbe3068b09f7daf52654"));
	cr_assert(seal_unhex(s->piece[1], s->n[1], "9da38ec20cb87b3204051d6586394d8f98f82a28"));
}

static bool stream_opens(const struct stream *s, const struct seal *key, bool ends)
{
	struct seal_stream st;
	uint8_t out[64];
	bool last = false;

	return seal_stream_open(&st, key, s->head) && seal_stream_get(&st, span_of(s->piece[0], s->n[0]), span_of("LOGROSR1", 8), out, &last) && !last &&
		memcmp(out, "hogar", 5) == 0 && (!ends || (seal_stream_get(&st, span_of(s->piece[1], s->n[1]), span_of("", 0), out, &last) && last));
}

Test(seal, the_documented_stream_opens_and_nothing_else_does)
{
	struct stream good, s;

	stream_of_the_document(&good);
	cr_assert(stream_opens(&good, seal_a, true));
	cr_assert_not(stream_opens(&good, seal_b, true), "another key");
	for (size_t i = 0; i < sizeof good.head; i++) {
		s = good;
		s.head[i] ^= 1;
		cr_assert_not(stream_opens(&s, seal_a, false), "head %zu", i);
	}
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < good.n[k]; i++) {
			s = good;
			s.piece[k][i] ^= 0x80;
			cr_assert_not(stream_opens(&s, seal_a, true), "piece %d byte %zu", k, i);
		}
	s = good;
	memcpy(s.piece[0], good.piece[1], sizeof s.piece[0]);
	s.n[0] = good.n[1];
	cr_assert_not(stream_opens(&s, seal_a, false), "a piece left out");
}
