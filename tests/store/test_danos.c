/* Damaged files, eleven kinds. What the console does at its start is done here: a child opens and verifies, and what it says good about is read as a whole
 * and compared. Nothing wrong may be unseen, and nothing may reach the parent but words. NOCHE: ten times as many. */
#include "casa.h"
#include "muestra.h"
#include "store/compactar.h"
#include "store/env.h"
#include "store/hijo.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096, SECTOR = 512, HEADER = 16 };
#ifdef __SANITIZE_ADDRESS__
enum { TRIALS = 8 };
#else
enum { TRIALS = 100 };
#endif

static struct { uint8_t *good, *old, *bytes; size_t n, n_old, size; const char *text; uint64_t seed; int more; } lab;      /* more: families beside three */

static char *slurp(const char *path, size_t *n)
{
	struct stat st;
	int fd = open(path, O_RDONLY);

	cr_assert(fd >= 0 && fstat(fd, &st) == 0);
	char *bytes = arena_alloc(&casa.arena, (size_t)st.st_size + 2 * PAGE);
	cr_assert_eq(read(fd, bytes, (size_t)st.st_size), st.st_size);
	close(fd);
	*n = (size_t)st.st_size;
	return bytes;
}

static void close_here(void)
{
	store_close(casa.store);
	casa.store = NULL;
}

static void begin(void)
{
	struct strbuf text;

	casa_open();
	casa_familia("Zapata", "71");
	casa_familia("Zuluaga", "72");
	close_here();
	lab.old = (uint8_t *)slurp(casa_file("data.mdb"), &lab.n_old);
	struct store_options o = casa_options(true);
	cr_assert(store_open(&casa.store, &o, NULL));
	casa_login("mrestrepo");
	casa_familia("Ruiz", "73");
	for (int i = 0; i < lab.more; i++)
		casa_familia("Vélez", arena_printf(&casa.arena, "74%03d", i));
	casa_must_set(1, RECORD_HOGAR, 0, "barrio", value_text("El Pinal"));
	strbuf_init(&text, &casa.arena);
	muestra_of(casa.store, &text);
	lab.text = text.text;
	/* few pages that nobody uses: nearly every harm meets something */
	cr_assert(compactar(casa.store, 0, &(struct compactacion){ 0 }, NULL));
	strbuf_clear(&text);
	muestra_of(casa.store, &text);
	lab.text = text.text;
	close_here();
	lab.good = (uint8_t *)slurp(casa_file("data.mdb"), &lab.n);
	lab.bytes = arena_alloc(&casa.arena, (lab.n > lab.n_old ? lab.n : lab.n_old) + 2 * PAGE);
	lab.seed = 20261122;
}

static void begin_large(void)
{
	lab.more = 120;
	begin();
}

TestSuite(danos, .init = begin, .fini = casa_close, .timeout = 600);
TestSuite(danos_muchos, .init = begin_large, .fini = casa_close, .timeout = 600);

static size_t by_chance(size_t n)
{
	lab.seed ^= lab.seed << 13;
	lab.seed ^= lab.seed >> 7;
	lab.seed ^= lab.seed << 17;
	return (size_t)(lab.seed % n);
}

/* ---- Kinds of damage, done to lab.bytes ---- */

static size_t page(void)
{
	return by_chance(lab.n / PAGE) * PAGE;
}

static void a_bit(void)
{
	lab.bytes[by_chance(lab.n)] ^= (uint8_t)(1 << by_chance(8));
}

static void a_bit_of_a_header(void)
{
	lab.bytes[page() + by_chance(HEADER)] ^= (uint8_t)(1 << by_chance(8));
}

static void a_sector_of_zeros(void)
{
	memset(lab.bytes + by_chance(lab.n / SECTOR) * SECTOR, 0, SECTOR);
}

static void a_sector_of_garbage(void)
{
	uint8_t *at = lab.bytes + by_chance(lab.n / SECTOR) * SECTOR;

	for (int i = 0; i < SECTOR; i++)
		at[i] = (uint8_t)by_chance(256);
}

static void a_page_of_zeros(void)
{
	memset(lab.bytes + page(), 0, PAGE);
}

static void two_pages_exchanged(void)
{
	size_t a = page(), b = page();

	memcpy(lab.bytes + a, lab.good + b, PAGE);
	memcpy(lab.bytes + b, lab.good + a, PAGE);
}

static void a_page_in_the_place_of_another(void)
{
	memcpy(lab.bytes + page(), lab.good + page(), PAGE);
}

static void a_cut(void)
{
	lab.size = by_chance(lab.n);
}

static void a_byte_of_a_meta_page(void)
{
	lab.bytes[by_chance(2) * PAGE + by_chance(HEADER + 136)] ^= (uint8_t)(1 + by_chance(255));
}

static void garbage_behind_the_end(void)
{
	lab.size = lab.n + 1 + by_chance(2 * PAGE - 1);
	for (size_t i = lab.n; i < lab.size; i++)
		lab.bytes[i] = (uint8_t)by_chance(256);
}

static void an_older_copy(void)
{
	memcpy(lab.bytes, lab.old, lab.n_old);
	lab.size = lab.n_old;
}

static const struct kind { const char *name; void (*harm)(void); } kinds[] = {
	{ "a bit", a_bit }, { "a bit of a header", a_bit_of_a_header }, { "a sector of zeros", a_sector_of_zeros }, { "a sector of garbage", a_sector_of_garbage },
	{ "a page of zeros", a_page_of_zeros }, { "two pages exchanged", two_pages_exchanged }, { "a page in the place of another", a_page_in_the_place_of_another },
	{ "a cut", a_cut }, { "a byte of a meta page", a_byte_of_a_meta_page }, { "garbage behind the end", garbage_behind_the_end }, { "an older copy", an_older_copy },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* ---- A trial ---- */

struct trial { bool verify, verified, same; };

static bool look(void *arg, struct err *err)
{
	struct store_options o = casa_options(true);
	struct trial *t = arg;
	struct verificacion v;
	struct strbuf text;
	struct store *s;

	o.read_only = true;
	if (!store_open(&s, &o, err))
		return false;
	if (t->verify && !store_verify(s, &casa.arena, &v, err))
		return false;
	t->verified = true;
	if (!store_login(s, "mrestrepo", err))
		return false;
	strbuf_init(&text, &casa.arena);
	muestra_of(s, &text);
	t->same = strcmp(text.text, lab.text) == 0;
	store_close(s);
	return true;
}

enum outcome { SAME, SAID, CHILD_DIED, UNSEEN, OUTCOMES };

static enum outcome try(const struct kind *k, bool verify)
{
	struct trial t = { .verify = verify };
	struct err err = { 0 };

	memcpy(lab.bytes, lab.good, lab.n);
	lab.size = lab.n;
	k->harm();
	int fd = open(casa_file("data.mdb"), O_WRONLY | O_TRUNC);
	cr_assert(fd >= 0);
	cr_assert_eq(write(fd, lab.bytes, lab.size), (ssize_t)lab.size);
	close(fd);
	if (hijo_run(NULL, look, &t, sizeof t, 60, &err))
		return t.same ? SAME : UNSEEN;
	if (err.code == ERR_BUSY) {
		printf("%s: it came to no end\n", k->name);
		return UNSEEN;
	}
	cr_assert(*err.text, "%s: the words are missing", k->name);
	if (t.verified && verify) {
		printf("%s: verified, then: %s\n", k->name, err.text);
		return UNSEEN;
	}
	return err.sys > 0 && err.code == ERR_DAMAGED ? CHILD_DIED : SAID;
}

Test(danos, of_eleven_kinds_none_is_unseen_and_none_reaches_the_parent)
{
	int trials = TRIALS * (getenv("NOCHE") ? 10 : 1);

	for (int k = 0; k < KINDS; k++) {
		int n[OUTCOMES] = { 0 };
		for (int i = 0; i < trials; i++)
			n[try(&kinds[k], true)]++;
		printf("%-32s same %d, said %d, child died %d, unseen %d\n", kinds[k].name, n[SAME], n[SAID], n[CHILD_DIED], n[UNSEEN]);
		cr_expect_eq(n[UNSEEN], 0, "%s: %d of %d unseen", kinds[k].name, n[UNSEEN], trials);
	}
}

/* Among many pages keys stand where a search leads back to: the look must come to an end. */
Test(danos_muchos, pages_in_wrong_places_end_the_look)
{
	int trials = TRIALS * (getenv("NOCHE") ? 10 : 1);

	for (int k = 0; k < KINDS; k++) {
		int n[OUTCOMES] = { 0 };
		if (kinds[k].harm != two_pages_exchanged && kinds[k].harm != a_page_in_the_place_of_another)
			continue;
		for (int i = 0; i < trials; i++)
			n[try(&kinds[k], true)]++;
		printf("%-32s same %d, said %d, child died %d, unseen %d\n", kinds[k].name, n[SAME], n[SAID], n[CHILD_DIED], n[UNSEEN]);
		cr_expect_eq(n[UNSEEN], 0, "%s: %d of %d unseen", kinds[k].name, n[UNSEEN], trials);
	}
}

Test(danos, without_verification_an_older_copy_is_unseen)
{
	cr_assert_eq(try(&kinds[KINDS - 1], false), UNSEEN, "the control: this trial must fail");
	cr_assert_eq(try(&kinds[KINDS - 1], true), SAID);
}
