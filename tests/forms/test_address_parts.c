#include "forms/address_parts.h"

#include "forms/address.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;

static void start(void) { arena_init(&arena); }
static void end(void) { arena_done(&arena); }
TestSuite(address_parts, .init = start, .fini = end);

Test(address_parts, there_and_back)
{
	static const struct { const char *text; struct address_parts parts; } cases[] = {
		{ "Cra 42 b # 107-35 int 201", { "KR", "42B", "107", "35", "INT 201" } },
		{ "Calle 45 A sur No 23 B bis - 12 este apto 3", { "CL", "45A SUR", "23B BIS", "12 ESTE", "APTO 3" } },
		{ "dg 5 # 4-1", { "DG", "5", "4", "1", "" } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct address_parts p;
		const struct address_parts *w = &cases[i].parts;
		cr_assert(address_split(cases[i].text, &arena, &p), "%s", cases[i].text);
		cr_expect_str_eq(p.via, w->via);
		cr_expect_str_eq(p.number, w->number);
		cr_expect_str_eq(p.crossing, w->crossing);
		cr_expect_str_eq(p.plate, w->plate);
		cr_expect_str_eq(p.complement, w->complement);
		const char *joined = address_join(&p, &arena);
		cr_assert_not_null(joined);
		cr_expect_str_eq(joined, address_normalise(cases[i].text, &arena));
	}
}

Test(address_parts, what_is_no_address)
{
	struct address_parts p;
	cr_expect_not(address_split("Vereda La Loma, finca El Recuerdo", &arena, &p));
	cr_expect_str_eq(p.via, "");
	cr_expect_null(address_join(&(struct address_parts){ "KR", "42", "", "35", "" }, &arena));
	cr_expect_null(address_join(&(struct address_parts){ "KR", "cuarenta", "1", "35", "" }, &arena));
	cr_expect_null(address_join(&(struct address_parts){ "KR", "42", "1", "35", "al lado" }, &arena));
	const struct address_via *via;
	int n = address_vias(&via);
	for (int i = 0; i < n; i++)
		cr_expect(address_join(&(struct address_parts){ via[i].code, "1", "2", "3", "" }, &arena) && via[i].name, "%s", via[i].code);
}
