#include "model/record.h"
#include <criterion/criterion.h>

Test(record, is_new_with_its_own_id)
{
	struct arena arena;
	struct record a, b;

	arena_init(&arena);
	record_init(&a, &arena, RECORD_VISITA, 7, 3);
	record_init(&b, &arena, RECORD_VISITA, 7, 3);
	cr_expect_eq(a.kind, RECORD_VISITA);
	cr_expect_eq(a.hogar, 7u);
	cr_expect_eq(a.seq, 3u);
	cr_expect_eq(a.version, 0u);
	cr_expect_eq(a.fields.n, 0);
	cr_expect_not(id_equal(a.id, b.id));
	arena_done(&arena);
}

Test(record, copy_shares_nothing)
{
	struct arena from, to;
	struct record r, copy;

	arena_init(&from);
	arena_init(&to);
	record_init(&r, &from, RECORD_HOGAR, 1, 0);
	answers_set(&r.fields, "folio", value_text("MS-00012"));
	record_copy(&copy, &to, &r);
	answers_set(&r.fields, "folio", value_text("MS-00099"));
	arena_done(&from);
	cr_expect_str_eq(answers_text(&copy.fields, "folio"), "MS-00012");
	answers_set(&copy.fields, "programa", value_text("juntos"));
	cr_expect_eq(copy.fields.n, 2);
	arena_done(&to);
}

Test(record, copy_onto_itself)
{
	struct arena arena;
	struct record r;

	arena_init(&arena);
	record_init(&r, &arena, RECORD_HOGAR, 1, 0);
	answers_set(&r.fields, "folio", value_text("MS-00012"));
	record_copy(&r, &arena, &r);
	cr_expect_str_eq(answers_text(&r.fields, "folio"), "MS-00012");
	arena_done(&arena);
}

Test(record, kinds_have_names)
{
	cr_expect_str_eq(record_kind_name(RECORD_HOGAR), "hogar");
	cr_expect_str_eq(record_kind_name(RECORD_EVALUACION), "evaluacion");
	cr_expect_str_eq(record_kind_name(RECORD_KINDS), "");
	for (int a = RECORD_HOGAR; a < RECORD_KINDS; a++)
		for (int b = RECORD_HOGAR; b < a; b++)
			cr_expect_str_neq(record_kind_name((enum record_kind)a), record_kind_name((enum record_kind)b));
}
