#include "casa.h"
#include "base/rng.h"
#include "store/pack.h"
#include "store/seal.h"
#include "store/table.h"
#include <stdlib.h>
#include <string.h>

static struct pack *pack;

static void begin(void)
{
	pack = pack_new();
}

static void end(void)
{
	pack_free(pack);
}

TestSuite(pack, .init = begin, .fini = end, .timeout = 60);

static bool comes_back(struct span packed, struct span plain)
{
	size_t n = pack_size(packed);
	uint8_t *out = malloc(n == SIZE_MAX ? 1 : n + 1);
	bool same = n == plain.n && pack_open(pack, packed, out, n) && memcmp(out, plain.p, n) == 0;

	free(out);
	return same;
}

Test(pack, what_was_made_small_comes_back_whole)
{
	enum { MOST = 100000 };
	static const char *const words[] = { "documento_tenencia", "fecha_visita", "efectiva", "ñandú", "nombre1", "a" };
	uint8_t *text = malloc(MOST + 32);
	struct rng rng;

	rng_seed(&rng, 3);
	for (int round = 0; round < 200; round++) {
		size_t n = 0, want = (size_t)rng_range(&rng, 64, round % 20 == 0 ? MOST : 3000);
		while (n < want) {
			const char *w = words[rng_range(&rng, 0, 5)];
			memcpy(text + n, w, strlen(w));
			n += strlen(w);
		}
		struct span packed;
		cr_assert(pack_close(pack, span_of(text, n), &packed));
		cr_assert_lt(packed.n, n);
		uint8_t *kept = malloc(packed.n);
		memcpy(kept, packed.p, packed.n);
		cr_assert(comes_back(span_of(kept, packed.n), span_of(text, n)));
		free(kept);
	}
	free(text);
}

Test(pack, what_does_not_become_smaller_is_left_as_it_is)
{
	uint8_t text[200];
	struct span packed;
	struct rng rng;

	rng_seed(&rng, 5);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (uint8_t)rng_range(&rng, 0, 255);
	cr_assert_not(pack_close(pack, span_of(text, sizeof text), &packed));
	cr_assert_not(pack_close(pack, span_of("", 0), &packed));
}

/* Bytes of the format: they must open for ever, so neither dictionary nor frame may change. The same vector stands in docs/ALMACEN.md. */
static const char vector[] = "28b52ffd205f750100534104b7abb32a0e461445518c4d3dbfdd5d140308fcd52531d5cf5b44a7b951d3dcfab5b15e9800501940cbe727";
static const char vector_text[] = "fecha_visita modalidad virtual resultado efectiva documento_tenencia no_tiene compromiso_seguir";

Test(pack, the_documented_vector_opens)
{
	uint8_t packed[(sizeof vector - 1) / 2];

	cr_assert(seal_unhex(packed, sizeof packed, vector));
	cr_assert(comes_back(span_of(packed, sizeof packed), span_of(vector_text, sizeof vector_text - 1)));
}

Test(pack, the_dictionary_is_the_one_of_the_format)
{
	static const char want[] = "512c2a08ea710482d45115d73f5ac250e1d5edbec373519a0a5e657f18b19d3b";
	const char *root = getenv("LOGROS_ROOT");
	uint8_t bytes[1 << 15], sum[SEAL_CHAIN];
	char path[512], hex[2 * SEAL_CHAIN + 1];
	struct seal_sum state;

	snprintf(path, sizeof path, "%s/store/pack_1.zdict", root ? root : ".");
	FILE *f = fopen(path, "rb");
	cr_assert(f, "%s", path);
	size_t n = fread(bytes, 1, sizeof bytes, f);
	fclose(f);
	seal_sum_begin(&state);
	seal_sum_add(&state, span_of(bytes, n));
	seal_sum_end(&state, sum);
	cr_assert_str_eq(seal_hex(hex, sum, sizeof sum), want);
}

Test(pack, foreign_bytes_are_refused)
{
	uint8_t packed[(sizeof vector - 1) / 2], out[4096];
	int refused = 0;

	cr_assert(seal_unhex(packed, sizeof packed, vector));
	for (size_t i = 0; i < sizeof packed; i++) {
		packed[i] ^= 0xff;
		struct span s = span_of(packed, sizeof packed);
		size_t n = pack_size(s);
		refused += n > sizeof out || !pack_open(pack, s, out, n) || n != sizeof vector_text - 1 || memcmp(out, vector_text, n) != 0;
		packed[i] ^= 0xff;
	}
	cr_assert_geq(refused, (int)sizeof packed - 2, "no change goes unseen but in bits that nobody reads");
	cr_assert_eq(pack_size(span_of("", 0)), SIZE_MAX);
	cr_assert_eq(pack_size(span_of("hogar", 5)), SIZE_MAX);
	cr_assert_not(pack_open(pack, span_of(packed, sizeof packed - 1), out, sizeof vector_text - 1), "cut short");
}

/* In the store: a record is packed, a short one is not, and both are read by the same door. */
Test(pack, tables_of_many_words_are_packed_and_others_are_not)
{
	char text[400];
	struct span value;
	struct txn txn;

	casa_open();
	memset(text, 'a', sizeof text);
	struct key fam = key_fam(900, RECORD_HOGAR, 0), few = key_fam(900, RECORD_INTEGRANTE, 1), cnt = key_number(900);
	txn_begin_write(&txn);
	table_put_version(&txn, TABLE_FAM, key_span(&fam), 1, span_of(text, sizeof text));
	table_put_version(&txn, TABLE_FAM, key_span(&few), 1, span_of(text, 20));
	table_put(&txn, TABLE_USUARIO, key_span(&cnt), span_of(text, sizeof text));
	cr_assert(table_get(&txn, TABLE_FAM, key_span(&fam), &casa.arena, &value));
	cr_assert(value.n == sizeof text && memcmp(value.p, text, value.n) == 0);
	cr_assert(table_get(&txn, TABLE_FAM, key_span(&few), &casa.arena, &value) && value.n == 20);
	cr_assert(table_get(&txn, TABLE_USUARIO, key_span(&cnt), &casa.arena, &value) && value.n == sizeof text);
	txn_abort(&txn);
	casa_close();
}
