#include "store/busqueda.h"
#include "base/rng.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "store/palabra.h"
#include "store/table.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct arena arena;
static struct store *store;
static char folder[] = "/tmp/busqueda-XXXXXX", path[64];

static struct store *open_again(void)
{
	struct err err = { 0 };
	struct store *s = NULL;
	cr_assert(store_open(&s, &(struct store_options){ .path = path, .practica = true }, &err), "%s", err.text);
	return s;
}

static void open_store(void)
{
	struct err err = { 0 };
	arena_init(&arena);
	cr_assert(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/almacen", folder);
	cr_assert(store_create(&(struct store_options){ .path = path, .practica = true, .map_mib = 512, .oficina = "prueba", .programa = "prueba" }, &err), "%s", err.text);
	store = open_again();
}

static void close_store(void)
{
	char command[128];
	store_close(store);
	arena_done(&arena);
	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	(void)!system(command);
}

TestSuite(busqueda, .init = open_store, .fini = close_store);

static void begin(struct txn *txn)
{
	struct err err = { 0 };
	cr_assert(txn_write(txn, store, &err), "%s", err.text);
}

static void commit(struct txn *txn)
{
	struct err err = { 0 };
	cr_assert(txn_commit(txn, &err), "%s", err.text);
}

static void put(uint32_t hogar, const char *before, const char *after)
{
	struct txn txn;
	begin(&txn);
	cr_assert(busqueda_update(&txn, hogar, text_fold(&arena, before), text_fold(&arena, after)));
	commit(&txn);
}

/* "2 5 9", to compare in one line. */
static const char *ask(const char *text)
{
	struct txn txn;
	struct err err = { 0 };
	uint32_t *found;
	struct strbuf b;
	strbuf_init(&b, &arena);
	cr_assert(txn_read(&txn, store, &err), "%s", err.text);
	int n = busqueda_query(&txn, text, &arena, &found);
	cr_assert(txn_ok(&txn), "%s", txn.err.text);
	txn_abort(&txn);
	for (int i = 0; i < n; i++)
		strbuf_printf(&b, "%s%u", i ? " " : "", found[i]);
	return b.text;
}

static void families(void)
{
	struct txn txn;
	begin(&txn);
	static const struct { uint32_t hogar; const char *words; } rows[] = {
		{ 1, "MS-00001 María Elena Restrepo Gómez 43567890 José Restrepo 1037123456 CL 63A 130 12 Popular 3001234567" },
		{ 2, "MS-00002 Ana Lucía González Muñoz 1020304050 KR 42B 107 35 Santa Cruz 3109876543" },
		{ 5, "MS-00005 Wilmar Yepes Hoyos 71234567 Andrés Yepes 1040506070 Villa Hermosa" },
		{ 9, "MS-00012 Rosalba Rodríguez Vélez 21345678 Mariana Vélez Rodríguez 1001002003 Popular 3001112233" },
		{ 300, "MS-00300 Keliy Ibargüen Peña AB123456 Robledo" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_assert(busqueda_update(&txn, rows[i].hogar, "", text_fold(&arena, rows[i].words)));
	commit(&txn);
}

Test(busqueda, questions_find_their_households)
{
	families();
	static const struct { const char *question, *answer; } rows[] = {
		{ "restrepo", "1" },
		{ "RESTREPO", "1" },
		{ "Gómez", "1" },
		{ "gomez", "1" },
		{ "MUÑOZ", "2" },
		{ "munoz", "2" },
		{ "peña", "300" },
		{ "ibarguen", "300" },
		{ "popular", "1 9" },
		{ "pop", "1 9" },
		{ "r", "1 9 300" },                     /* the beginning only: not Andrés */
		{ "an", "2 5" },
		{ "odrig", "9" },                       /* inside a word */
		{ "ana", "2 9" },                       /* Mariana too */
		{ "gomez restrepo maria", "1" },
		{ "maria gomez restrepo", "1" },
		{ "velez popular", "9" },
		{ "restrepo velez", "" },
		{ "  restrepo,   (maria) ", "1" },
		{ "gonsales", "2" },
		{ "gonzales lucia", "2" },
		{ "munos", "2" },
		{ "jepes", "5" },
		{ "llepes oyos", "5" },
		{ "rodriges", "9" },
		{ "velas", "9" },                       /* one letter wrong */
		{ "resterpo", "1" },                    /* two swapped */
		{ "restepo", "1" },
		{ "restreppo", "1" },
		{ "restrepo gonsales", "" },
		{ "kely", "300" },
		{ "zz", "" },
		{ "xyzw", "" },
		{ "1037123456", "1" },
		{ "1.037.123.456", "1" },
		{ "1037", "1" },
		{ "123456", "1 5 300" },                /* inside a document, at its beginning, and inside a passport */
		{ "ab123456", "300" },
		{ "ab12", "300" },
		{ "b1234", "300" },
		{ "300123", "1" },
		{ "300 123 4567", "1" },
		{ "3001", "1 9" },
		{ "ms-00012", "9" },
		{ "ms-12", "1 9" },                     /* the folio without its zeros; and the house number */
		{ "ms-5", "5" },
		{ "00012", "9" },
		{ "12 popular", "1 9" },
		{ "63a", "1" },
		{ "63", "1" },
		{ "42b 107", "2" },
		{ "107 35", "2" },
		{ "velez 2003", "9" },
		{ "velez 4568", "" },
		{ "", "" },
		{ " -- ", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		cr_expect_str_eq(ask(rows[i].question), rows[i].answer, "«%s» gave [%s], not [%s]", rows[i].question, ask(rows[i].question), rows[i].answer);
}

Test(busqueda, what_is_removed_is_not_found_any_more)
{
	families();
	const char *old = "MS-00001 María Elena Restrepo Gómez 43567890 José Restrepo 1037123456 CL 63A 130 12 Popular 3001234567";
	put(1, old, "MS-00001 María Elena Gómez 43567890 Robledo");
	cr_expect_str_eq(ask("restrepo"), "");
	cr_expect_str_eq(ask("1037123456"), "");
	cr_expect_str_eq(ask("popular"), "9");
	cr_expect_str_eq(ask("robledo"), "1 300");
	cr_expect_str_eq(ask("43567890"), "1");
	put(1, "MS-00001 María Elena Gómez 43567890 Robledo", "");
	cr_expect_str_eq(ask("gomez"), "");
	cr_expect_str_eq(ask("43567890"), "");
	cr_expect_str_eq(ask("robledo"), "300");
	put(1, "", "restrepo");
	cr_expect_str_eq(ask("restrepo"), "1", "a word keeps its number when it comes back");
}

Test(busqueda, several_changes_of_one_household_in_a_transaction)
{
	struct txn txn;
	uint32_t *found;
	begin(&txn);
	cr_assert(busqueda_update(&txn, 7, NULL, "rios 555"));
	cr_assert(busqueda_update(&txn, 7, "rios 555", "lagos"));
	cr_assert(busqueda_update(&txn, 7, "lagos", "rios lagos lagos 777"));
	cr_expect_eq(busqueda_query(&txn, "lagos", &arena, &found), 1, "the transaction sees what waits");
	cr_assert(busqueda_update(&txn, 7, "rios lagos 777", "rios 777"));
	commit(&txn);
	cr_expect_str_eq(ask("rios"), "7");
	cr_expect_str_eq(ask("lagos"), "");
	cr_expect_str_eq(ask("555"), "");
	cr_expect_str_eq(ask("777"), "7");
}

Test(busqueda, an_aborted_transaction_leaves_nothing)
{
	struct txn txn;
	families();
	begin(&txn);
	cr_assert(busqueda_update(&txn, 6, NULL, "zapata 888"));
	cr_assert(busqueda_flush(&txn));
	cr_assert(busqueda_update(&txn, 6, "zapata 888", "zapata cano 888"));
	txn_abort(&txn);
	cr_expect_str_eq(ask("zapata"), "");
	cr_expect_str_eq(ask("888"), "");
	put(8, "", "arango");
	cr_expect_str_eq(ask("arango"), "8", "its word took the number that «zapata» had for a moment");
	cr_expect_str_eq(ask("zapata"), "");
}

Test(busqueda, a_new_handle_reads_the_dictionary)
{
	families();
	store_close(store);
	store = open_again();
	cr_expect_str_eq(ask("gonsales"), "2");
	put(11, "", "restrepo nuevo");
	cr_expect_str_eq(ask("restrepo"), "1 11");
	store_close(store);
	store = open_again();
	cr_expect_str_eq(ask("restrepo nuevo"), "11");
}

/* What another process does to the store is seen by this one's dictionary: here its memory is set back to before. */
Test(busqueda, words_of_another_process_are_taken_up)
{
	struct palabras mine;
	struct txn txn;
	struct err err = { 0 };
	uint32_t *found;
	palabras_init(&mine);
	families();
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(palabras_refresh(&mine, &txn));
	txn_abort(&txn);
	int before = mine.n;
	cr_assert_gt(before, 20);
	cr_expect_eq(palabras_containing(&mine, "zuluaga", 7, &arena, &found), 0);
	put(20, "", "zuluaga restrepo");
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(palabras_refresh(&mine, &txn));
	cr_expect_eq(mine.n, before + 1);
	cr_expect_eq(palabras_containing(&mine, "zuluaga", 7, &arena, &found), 1);
	palabra_number(&mine, "nunca", 5);
	cr_assert(palabras_refresh(&mine, &txn));
	cr_expect_eq(mine.n, before + 1, "a word that never reached the store is dropped");
	txn_abort(&txn);
	palabras_done(&mine);
}

Test(busqueda, no_word_can_be_read_in_the_file)
{
	families();
	put(30, "", "abracadabra 98765432109");
	store_close(store);
	char command[160];
	snprintf(command, sizeof command, "grep -qaiE 'abracadabra|restrepo|98765432109|gonzalez' '%s'/data.mdb", path);
	cr_expect_neq(system(command), 0);
	snprintf(command, sizeof command, "test -s '%s'/data.mdb", path);
	cr_expect_eq(system(command), 0);
	store = open_again();
}

Test(busqueda, long_words_are_cut_alike)
{
	char word[200], longer[400];
	memset(word, 'a', 90);
	word[90] = '\0';
	memset(longer, '7', 90);
	longer[90] = '\0';
	snprintf(longer + 90, sizeof longer - 90, " %s", word);
	put(3, "", longer);
	cr_expect_str_eq(ask(word), "3");
	cr_expect_str_eq(ask(longer), "3");
}

/* Against a plain list of words: thousands of random changes, then every word asked. */
enum { HOUSES = 3000, VOCABULARY = 60 };

static const char *word_name(int i)
{
	return arena_printf(&arena, "%s%c%c", i % 3 ? "na" : "lo", 'a' + i / 26, 'a' + i % 26);
}

static const char *words_of(uint64_t mask)
{
	struct strbuf b;
	strbuf_init(&b, &arena);
	for (int i = 0; i < VOCABULARY; i++)
		if (mask >> i & 1)
			strbuf_printf(&b, "%s%s", b.len ? " " : "", word_name(i));
	return b.text;
}

Test(busqueda, the_same_as_a_plain_list, .timeout = 120)
{
	static uint64_t has[HOUSES + 1];
	struct rng rng;
	struct txn txn;
	rng_seed(&rng, 7);
	for (int round = 0; round < 12; round++) {
		begin(&txn);
		for (int i = 0; i < 1500; i++) {
			uint32_t h = (uint32_t)rng_range(&rng, 1, HOUSES);
			/* the first words are held by nearly everybody, so their blocks split; the last ones by few */
			uint64_t after = rng_next(&rng) & (rng_next(&rng) | 7);
			if (rng_chance(&rng, 20))
				after = 0;
			cr_assert(busqueda_update(&txn, h, words_of(has[h]), words_of(after)));
			has[h] = after;
		}
		commit(&txn);
		arena_reset(&arena);
	}
	struct err err = { 0 };
	cr_assert(txn_read(&txn, store, &err));
	struct busqueda_sum kept, expected = { 0 };
	for (uint32_t h = 1; h <= HOUSES; h++)
		busqueda_sum_add(&expected, h, words_of(has[h]));
	cr_assert(busqueda_sum_read(&txn, &kept));
	cr_expect_eq(kept.pairs, expected.pairs);
	cr_expect_eq(kept.sum, expected.sum);
	for (int i = 0; i < VOCABULARY; i++) {
		uint64_t mask = UINT64_C(1) << i | UINT64_C(1) << (i * 7 % VOCABULARY);
		uint32_t *found;
		int n = busqueda_query(&txn, words_of(mask), &arena, &found), at = 0;
		for (uint32_t h = 1; h <= HOUSES; h++)
			if ((has[h] & mask) == mask)
				cr_assert(at < n && found[at++] == h, "word %d household %u", i, h);
		cr_assert_eq(at, n, "word %d", i);
	}
	txn_abort(&txn);
}

Test(busqueda, sums_tell_a_missing_and_a_foreign_pair)
{
	struct busqueda_sum a = { 0 }, b = { 0 };
	struct txn txn;
	struct err err = { 0 };
	families();
	put(40, "", "uno dos 33");
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(busqueda_sum_read(&txn, &a));
	txn_abort(&txn);
	put(40, "uno dos 33", "uno 33");
	put(41, "", "dos");
	cr_assert(txn_read(&txn, store, &err));
	cr_assert(busqueda_sum_read(&txn, &b));
	txn_abort(&txn);
	cr_expect_eq(a.pairs, b.pairs);
	cr_expect_neq(a.sum, b.sum);
	struct busqueda_sum x = { 0 }, y = { 0 };
	busqueda_sum_add(&x, 1, "uno dos 3 dos");
	busqueda_sum_add(&y, 1, "3 dos uno");
	cr_expect_eq(x.pairs, 3);
	cr_expect(x.pairs == y.pairs && x.sum == y.sum);
}

Test(busqueda, a_damaged_block_is_an_error_and_no_wrong_answer)
{
	struct txn txn;
	families();
	begin(&txn);
	struct walk w;
	walk_begin(&w, &txn, TABLE_TPO, span_of("", 0), WALK_UP);
	cr_assert(walk_next(&w));
	struct key key = w.here;
	walk_end(&w);
	table_put(&txn, TABLE_TPO, key_span(&key), span_of("\xff\xff\xff", 3));
	commit(&txn);
	struct err err = { 0 };
	uint32_t *found;
	cr_assert(txn_read(&txn, store, &err));
	cr_expect_eq(busqueda_query(&txn, "63a", &arena, &found), 0);
	cr_expect_eq(txn.err.code, ERR_DAMAGED);
	txn_abort(&txn);
}

/* ---- Speed: printed, not judged ---- */

static const char *const given[] = { "maria", "jose", "luz", "carlos", "ana", "juan", "luis", "gloria", "jorge", "sandra", "andres", "diana", "wilmar", "yuliana", "keliy", "rosalba" };
static const char *const family[] = { "gomez", "rodriguez", "gonzalez", "restrepo", "munoz", "zapata", "cardona", "arango", "velez", "mosquera", "palacios", "giraldo", "ramirez", "perez", "zuluaga", "osorio" };

static const char *pick(struct rng *r, const char *const *list, int n)
{
	/* some are common, some rare, and some unique */
	int i = rng_range(r, 0, rng_range(r, 0, n - 1));
	return rng_chance(r, 6) ? arena_printf(&arena, "%s%c%c%c", list[i], 'a' + rng_range(r, 0, 25), 'a' + rng_range(r, 0, 25), 'a' + rng_range(r, 0, 25)) : list[i];
}

static const char *generated(struct rng *r, uint32_t h)
{
	struct strbuf b;
	strbuf_init(&b, &arena);
	strbuf_printf(&b, "ms %05u cl %d %d %d 30%08d", h, rng_range(r, 1, 130), rng_range(r, 1, 130), rng_range(r, 1, 99), rng_range(r, 0, 99999999));
	for (int m = rng_range(r, 1, 7); m > 0; m--)
		strbuf_printf(&b, " %s %s %s %d", pick(r, given, 16), pick(r, family, 16), pick(r, family, 16), 1000000000 + rng_range(r, 0, 99999999));
	return b.text;
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

Test(busqueda, twenty_thousand_households, .timeout = 300)
{
	enum { N = 20000, PER_COMMIT = 54 };
	struct rng rng;
	rng_seed(&rng, 3);
	double start = seconds(), longest = 0;
	for (uint32_t h = 1; h <= N;) {
		struct txn txn;
		double from = seconds();
		begin(&txn);
		for (int i = 0; i < PER_COMMIT && h <= N; i++, h++)
			cr_assert(busqueda_update(&txn, h, NULL, generated(&rng, h)));
		commit(&txn);
		arena_reset(&arena);
		longest = seconds() - from > longest ? seconds() - from : longest;
	}
	printf("busqueda: %d households indexed in %.2f s, the longest of %d commits %.1f ms\n", N, seconds() - start, N / PER_COMMIT, longest * 1e3);
	store_close(store);
	store = open_again();
	static const char *const questions[] = { "maria", "gomez", "gomez mar", "rod jor gonz", "zuluaga keliy", "odrig", "gonsales", "gonsales maira", "g", "1000", "10001234", "300 123", "ms 12345" };
	for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
		struct txn txn;
		struct err err = { 0 };
		uint32_t *found = NULL;
		int n = 0;
		double from = seconds();
		for (int k = 0; k < 3; k++) {
			from = seconds();
			cr_assert(txn_read(&txn, store, &err));
			n = busqueda_query(&txn, questions[i], &arena, &found);
			txn_abort(&txn);
		}
		printf("busqueda: %-16s %6d found in %8.3f ms\n", questions[i], n, (seconds() - from) * 1e3);
		for (int k = 1; k < n; k++)
			cr_assert_lt(found[k - 1], found[k]);
	}
	cr_expect(strstr(ask("ms 12345"), "12345"));
}
