/* Search in pieces: the same answers as all at once, whatever the size of the pieces; two letters wrong; and, with LOGROS_BUSCA_N households in the environment,
 * the times on a large store (printed, not judged). */
#include "base/rng.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "casa.h"
#include "store/busqueda.h"
#include "store/palabra.h"
#include "store/table.h"
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

TestSuite(busqueda_paginas, .init = casa_open, .fini = casa_close);

static void put(struct txn *txn, uint32_t hogar, const char *before, const char *after)
{
	struct arena a;
	arena_init(&a);
	cr_assert(busqueda_update(txn, hogar, text_fold(&a, before), text_fold(&a, after)), "%s", txn->err.text);
	arena_done(&a);
}

static uint32_t names_of(struct strbuf *b, const uint32_t *hogar, int n)
{
	strbuf_clear(b);
	for (int i = 0; i < n; i++)
		strbuf_printf(b, "%s%u", i ? " " : "", hogar[i]);
	return (uint32_t)n;
}

/* All pages of a question, of this size, as "2 5 9". */
static const char *pages(struct txn *txn, const char *text, int size, int *nivel)
{
	struct busqueda_lugar at = { 0 };
	struct strbuf b;
	uint32_t *all = arena_array(&casa.arena, uint32_t, 100000);
	int n = 0;

	strbuf_init(&b, &casa.arena);
	struct pregunta *p = busqueda_begin(txn, BUSQUEDA_HOGARES, text, &casa.arena);
	while (!at.fin) {
		/* each page by a question of its own, as in another transaction */
		if (n % 3 == 0)
			p = busqueda_begin(txn, BUSQUEDA_HOGARES, text, &casa.arena);
		int got = busqueda_next(p, &at, all + n, size);
		cr_assert_leq(got, size);
		n += got;
		cr_assert_lt(n, 90000);
	}
	if (nivel)
		*nivel = at.nivel;
	names_of(&b, all, n);
	return b.text;
}

static int counted(struct txn *txn, const char *text)
{
	struct busqueda_lugar at = { 0 };
	struct pregunta *p = busqueda_begin(txn, BUSQUEDA_HOGARES, text, &casa.arena);
	uint32_t n = 0;

	while (!at.fin)
		n += busqueda_count(p, &at);
	return (int)n;
}

Test(busqueda_paginas, two_letters_wrong_after_all_else)
{
	struct txn txn;
	static const struct { const char *text, *answer; int nivel; } rows[] = {
		{ "restrepo", "1", 0 },
		{ "restepo", "1", 0 },                  /* nobody writes it so: tried as it sounds at once */
		{ "rastepo", "1", 0 },                  /* two letters */
		{ "rastapu", "", 0 },                   /* four: a word that nobody has, however it is taken */
		{ "valderrama", "9", 0 },
		{ "balderramo", "9", 0 },
		{ "valdarramo", "9", 0 },
		{ "gomez valderrama", "", 2 },
		{ "gemas", "", 0 },                     /* five letters: one wrong at most */
		{ "marina", "4", 0 },
		{ "mariana", "5", 0 },
		{ "mariana 777", "4", 1 },              /* Mariana has another telephone; Marina that one */
		{ "777", "4", 0 },
		{ "75", "5", 0 },
		{ "7", "4 5", 0 },
		{ "456", "9", 0 },
		{ "56", "", 0 },
		{ "90123", "6", 1 },                    /* inside */
		{ "3009012345", "6", 0 },
		{ "30090", "6", 0 },
		{ "300901", "6", 0 },
		{ "300902", "", 1 },
		{ "3009 cano", "6", 0 },
		{ "ab12", "6", 0 },
		{ "ab1299", "", 1 },
		{ "b1234", "6", 1 },
		{ "00000", "", 1 },
		{ "", "", 0 },
	};
	txn_begin_write(&txn);
	put(&txn, 1, "", "Ana Restrepo Gómez 123");
	put(&txn, 9, "", "Luz Valderrama 456");
	put(&txn, 4, "", "Marina Yepes 777");
	put(&txn, 5, "", "Mariana Yepes 00075");
	put(&txn, 6, "", "Olga Cano 3009012345 ab12345 8 17");
	txn_end(&txn);
	txn_begin_read(&txn);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int nivel;
		cr_expect_str_eq(pages(&txn, rows[i].text, 50, &nivel), rows[i].answer, "«%s» gave [%s]", rows[i].text, pages(&txn, rows[i].text, 50, NULL));
		cr_expect_eq(nivel, rows[i].nivel, "«%s» at level %d", rows[i].text, nivel);
		int n = *rows[i].answer != '\0';
		for (const char *a = rows[i].answer; *a; a++)
			n += *a == ' ';
		cr_expect_eq(counted(&txn, rows[i].text), n, "«%s»", rows[i].text);
	}
	txn_abort(&txn);
}

enum { HOUSES = 12000, WORDS = 40 };

static const char *text_of(struct arena *a, uint64_t mask, uint32_t number)
{
	struct strbuf b;
	strbuf_init(&b, a);
	for (int i = 0; i < WORDS; i++)
		if (mask >> i & 1)
			strbuf_printf(&b, "%spal%c%c", b.len ? " " : "", 'a' + i / 26, 'a' + i % 26);
	if (number)
		strbuf_printf(&b, " %u", number);
	return b.text;
}

/* Word i is held by one household in 2^(i/4): from nearly all to nearly none, so that each way of answering is taken. */
static uint64_t random_words(struct rng *r)
{
	uint64_t mask = 0;
	for (int i = 0; i < WORDS; i++)
		mask |= (uint64_t)(rng_range(r, 0, (1 << i / 4) - 1) == 0) << i;
	return mask;
}

static uint64_t has[HOUSES + 1];

static void fill(void)
{
	struct rng r;
	struct txn txn;
	struct arena a;

	arena_init(&a);
	rng_seed(&r, 5);
	for (uint32_t h = 1; h <= HOUSES;) {
		txn_begin_write(&txn);
		for (int i = 0; i < 3000 && h <= HOUSES; i++, h++) {
			has[h] = h % 7 ? random_words(&r) : 0;
			cr_assert(busqueda_update(&txn, h, "", has[h] ? text_of(&a, has[h], 1000000 + h) : ""));
			arena_reset(&a);
		}
		txn_end(&txn);
	}
	arena_done(&a);
}

Test(busqueda_paginas, pieces_of_any_size_are_the_whole, .timeout = 120)
{
	static const uint64_t masks[] = { 1, 1 | 1 << 4, UINT64_C(1) << 8, 1 << 8 | 1 << 9, 1 << 3 | 1 << 20, 1 << 20, UINT64_C(1) << 30, UINT64_C(1) << 30 | 1, UINT64_C(1) << 39,
		UINT64_C(1) << 39 | 1 << 20 | 2, 1 << 12 | 1 << 13 | 1 << 14, UINT64_C(1) << 36 | UINT64_C(1) << 37 };
	struct txn txn;

	fill();
	txn_begin_read(&txn);
	for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
		struct strbuf want;
		int n = 0;
		strbuf_init(&want, &casa.arena);
		for (uint32_t h = 1; h <= HOUSES; h++)
			if ((has[h] & masks[i]) == masks[i])
				strbuf_printf(&want, "%s%u", n++ ? " " : "", h);
		const char *text = text_of(&casa.arena, masks[i], 0);
		static const int sizes[] = { 1, 7, 50, 90000 };
		for (size_t k = n > 3000; k < sizeof sizes / sizeof *sizes; k++)
			cr_assert(n == 0 || strcmp(pages(&txn, text, sizes[k], NULL), want.text) == 0, "«%s» in pieces of %d", text, sizes[k]);
		cr_assert(n == 0 || counted(&txn, text) == n, "«%s»: %d, not %d", text, counted(&txn, text), n);
		struct busqueda_lugar at;
		struct pregunta *p = busqueda_begin(&txn, BUSQUEDA_HOGARES, text, &casa.arena);
		bool some = busqueda_nivel(p, &at);
		for (uint32_t h = 1; n > 0 && some && h <= HOUSES; h += 13)
			cr_assert_eq(busqueda_has(p, &at, h), (has[h] & masks[i]) == masks[i], "«%s», %u", text, h);
	}
	cr_expect_eq(counted(&txn, "palaa 10000"), counted(&txn, "10000 palaa"));
	cr_expect_str_eq(pages(&txn, "1011999", 50, NULL), "11999");
	cr_expect_str_eq(pages(&txn, "11999", 50, NULL), "11999");
	txn_abort(&txn);
}

/* ---- The two sides are apart ---- */

Test(busqueda_paginas, the_base_maestra_has_its_own_answers)
{
	struct txn txn;
	uint32_t hogar[4];
	struct busqueda_sum sum;

	txn_begin_write(&txn);
	put(&txn, 1, "", "Ana Restrepo 123");
	cr_assert(busqueda_update_in(&txn, BUSQUEDA_MAESTRA, 7, "", "restrepo luz 456"));
	txn_end(&txn);
	txn_begin_read(&txn);
	struct busqueda_lugar at = { 0 };
	cr_expect_eq(busqueda_next(busqueda_begin(&txn, BUSQUEDA_MAESTRA, "restrepo", &casa.arena), &at, hogar, 4), 1);
	cr_expect_eq(hogar[0], 7);
	cr_expect_str_eq(pages(&txn, "restrepo", 50, NULL), "1");
	cr_assert(busqueda_sum_read(&txn, &sum));
	cr_expect_eq(sum.pairs, 3);
	cr_assert(busqueda_sum_read_in(&txn, BUSQUEDA_MAESTRA, &sum));
	cr_expect_eq(sum.pairs, 3);
	txn_abort(&txn);
	/* planted: a value by household that the postings know nothing of */
	txn_begin_write(&txn);
	struct key k;
	key_init(&k);
	key_u32(&k, UINT32_MAX - 1);
	key_u32(&k, 0);
	table_put(&txn, TABLE_MPO, key_span(&k), span_of("h 456 \x80\n", 8));
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_assert(busqueda_sum_read_in(&txn, BUSQUEDA_MAESTRA, &sum));
	cr_expect_eq(sum.pairs, UINT64_MAX);
	txn_abort(&txn);
}

Test(busqueda_paginas, written_anew_from_the_records)
{
	struct txn txn;
	struct walk w;

	casa_familia("Restrepo", "1001");
	uint32_t second = casa_familia("Palacios", "1002");
	txn_begin_write(&txn);
	walk_begin(&w, &txn, TABLE_TPO, span_of("", 0), WALK_UP);
	cr_assert(walk_next(&w));
	struct key k = w.here;
	walk_end(&w);
	cr_assert(table_del(&txn, TABLE_TPO, key_span(&k)));
	put(&txn, 77, "", "nadie es");
	txn_end(&txn);
	CASA_DAMAGED("índice de búsqueda");
	txn_begin_write(&txn);
	cr_assert(busqueda_rebuild(&txn), "%s", txn.err.text);
	txn_end(&txn);
	txn_begin_read(&txn);
	cr_expect_str_eq(pages(&txn, "palacios", 50, NULL), arena_printf(&casa.arena, "%u", second));
	cr_expect_str_eq(pages(&txn, "nadie", 50, NULL), "");
	txn_abort(&txn);
	CASA_VERIFY();
}

/* ---- Times ---- */

static double ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* A word of a Zipf-like list: the first ones are common, and behind them stands a long tail of made-up ones. */
static void some_word(struct strbuf *b, struct rng *r, const char *const *list, int n)
{
	static const char *const piece[] = { "ma", "ri", "lo", "sa", "go", "men", "dez", "que", "ta", "ber", "zul", "ca", "pi", "no", "ya", "ro" };
	if (rng_chance(r, 4)) {
		for (int i = rng_range(r, 3, 4); i > 0; i--)
			strbuf_add(b, piece[rng_range(r, 0, 15)]);
		return;
	}
	strbuf_add(b, list[rng_range(r, 0, rng_range(r, 0, n - 1))]);
}

static const char *family_text(struct arena *a, struct rng *r, uint32_t h)
{
	static const char *const given[] = { "maria", "jose", "luz", "carlos", "ana", "juan", "luis", "gloria", "jorge", "sandra", "andres", "diana", "wilmar", "yuliana", "keliy", "rosalba",
		"marta", "pedro", "elena", "oscar", "salome", "mateo", "camila", "daniel", "mariana", "samuel", "isabel", "hernan", "edilma", "omar" };
	static const char *const family[] = { "gomez", "rodriguez", "gonzalez", "restrepo", "munoz", "zapata", "cardona", "arango", "velez", "mosquera", "palacios", "giraldo", "ramirez",
		"perez", "zuluaga", "osorio", "martinez", "marin", "hoyos", "yepes", "quintero", "castano", "duque", "rios", "montoya", "agudelo", "henao", "jaramillo", "correa", "ospina" };
	struct strbuf b;
	strbuf_init(&b, a);
	strbuf_printf(&b, "ms %07u cl %d %d %d 30%08d", h, rng_range(r, 1, 130), rng_range(r, 1, 130), rng_range(r, 1, 99), rng_range(r, 0, 99999999));
	for (int m = rng_range(r, 1, 6); m > 0; m--) {
		for (int k = 0; k < 3; k++) {
			strbuf_add(&b, " ");
			some_word(&b, r, k == 0 ? given : family, 30);
		}
		strbuf_printf(&b, " %d", 1000000000 + rng_range(r, 0, 99999999));
	}
	return b.text;
}

static void build(uint32_t n)
{
	struct rng r;
	struct arena a;
	double start = ms();
	arena_init(&a);
	rng_seed(&r, 3);
	for (uint32_t h = 1; h <= n;) {
		struct txn txn;
		txn_begin_write(&txn);
		for (int i = 0; i < 40000 && h <= n; i++, h++) {
			cr_assert(busqueda_update(&txn, h, "", family_text(&a, &r, h)));
			arena_reset(&a);
		}
		txn_end(&txn);
	}
	arena_done(&a);
	printf("busqueda: %u households indexed in %.1f s\n", n, (ms() - start) / 1e3);
}

/* In the place of the usual one, with room for two million. */
static void large_store(void)
{
	struct err err = { 0 };
	store_close(casa.store);
	snprintf(casa.path, sizeof casa.path, "%s/grande", casa.folder);
	cr_assert(store_create(&(struct store_options){ .path = casa.path, .practica = true, .map_mib = 16384, .oficina = "prueba", .programa = "prueba" }, &err), "%s", err.text);
	cr_assert(store_open(&casa.store, &(struct store_options){ .path = casa.path, .practica = true }, &err), "%s", err.text);
	cr_assert(store_user_put(casa.store, "mrestrepo", "Marta Restrepo", ROL_COGESTOR, &err));
	cr_assert(store_login(casa.store, "mrestrepo", &err));
}

static void ask_timed(const char *text)
{
	struct txn txn;
	double first = 1e9, all = 1e9, cold = 0;
	int n = 0, slices = 0;
	uint32_t total = 0, hogar[50];

	for (int k = 0; k < 5; k++) {
		struct busqueda_lugar at = { 0 };
		double from = ms();
		txn_begin_read(&txn);
		struct pregunta *p = busqueda_begin(&txn, BUSQUEDA_HOGARES, text, &casa.arena);
		for (n = 0; n < 50 && !at.fin;)
			n += busqueda_next(p, &at, hogar + n, 50 - n);
		double page = ms() - from;
		cold = k == 0 ? page : cold;
		first = page < first ? page : first;
		at = (struct busqueda_lugar){ 0 };
		from = ms();
		for (total = 0, slices = 0; !at.fin; slices++)
			total += busqueda_count(p, &at);
		all = ms() - from < all ? ms() - from : all;
		txn_abort(&txn);
		arena_reset(&casa.arena);
	}
	double whole = ms();
	txn_begin_read(&txn);
	uint32_t *every;
	int full = busqueda_query(&txn, text, &casa.arena, &every);
	whole = ms() - whole;
	txn_abort(&txn);
	cr_expect_eq(full, (int)total, "«%s»", text);
	arena_reset(&casa.arena);
	printf("busqueda: %-16s first page %2d in %8.3f ms (first time %8.3f), count %7u in %8.3f ms, %d slices, all in %8.3f ms\n", text, n, first, cold, total, all, slices, whole);
}

Test(busqueda_paginas, times_on_a_large_store, .timeout = 900)
{
	const char *asked = getenv("LOGROS_BUSCA_N");
	uint32_t n = asked ? (uint32_t)atoi(asked) : 2000;
	static const char *const questions[] = { "gomez", "gomez mar", "rod jor gonz", "zuluaga salome", "keliy", "odrig", "gonsales", "guntzaleds", "g", "mar", "a", "1000", "10001234", "300 123", "ms 12345",
		"maria 3001", "xavier zzz" };
	struct txn txn;

	large_store();
	build(n);
	casa_reopen();
	struct mallinfo2 before = mallinfo2();
	double from = ms();
	txn_begin_read(&txn);
	busqueda_begin(&txn, BUSQUEDA_HOGARES, "x", &casa.arena);
	txn_abort(&txn);
	struct mallinfo2 after = mallinfo2();
	printf("busqueda: dictionary read in %.1f ms, %.1f KB of memory\n", ms() - from, (double)(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd) / 1024);
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
		ask_timed(questions[i]);
	after = mallinfo2();
	printf("busqueda: with the sounds %.1f KB\n", (double)(after.uordblks + after.hblkhd - before.uordblks - before.hblkhd) / 1024);
}
