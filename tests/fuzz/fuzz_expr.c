/* Any bytes as a rule: the first one says where it stands (level, visit, `.`), the rest is its text. What compiles is evaluated on a family, on one
 * of which half is known, and on one of which nothing is known. */
#include "tests/fuzz/fuzz.h"
#include "forms/expr.h"
#include <stdio.h>
#include <string.h>

enum { MEMBERS = 3 };

/* The same people with fewer answers. */
struct doubt { struct answers hogar, integrante[MEMBERS]; const struct answers *list[MEMBERS]; };

static void doubt_init(struct doubt *d, struct scope *scope, struct arena *a, int keep_one_of)
{
	const struct answers *from[MEMBERS + 1] = { scope->hogar, scope->integrante[0], scope->integrante[1], scope->integrante[2] };
	struct answers *to[MEMBERS + 1] = { &d->hogar, &d->integrante[0], &d->integrante[1], &d->integrante[2] };

	for (int i = 0; i <= MEMBERS; i++) {
		answers_init(to[i], a);
		for (int k = 0; keep_one_of && k < from[i]->n; k += keep_one_of)
			answers_put(to[i], &from[i]->item[k]);
	}
	for (int i = 0; i < MEMBERS; i++)
		d->list[i] = &d->integrante[i];
	scope->hogar = &d->hogar;
	scope->integrante = d->list;
}

static struct value eval(const struct expr *e, const struct scope *scope, struct arena *a)
{
	struct trace trace;

	trace_init(&trace, a);
	struct value plain = expr_eval(e, scope, NULL), traced = expr_eval(e, scope, &trace);
	fuzz_must(value_equal(plain, traced), "with and without reasons it differs: %s", expr_source(e));
	fuzz_must(expr_test(e, scope, NULL) == expr_test(e, scope, &trace), "test with and without reasons differs: %s", expr_source(e));
	return plain;
}

/* What asks whether something is known, or takes one answer for another, may change its mind when more is known. */
static bool monotone(const char *text)
{
	static const char *const words[] = { "answered", "known", "coalesce", "ingreso", "once", "autonomo", "propio" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strstr(text, words[i]))
			return false;
	return true;
}

static void try_scope(const struct expr *e, const struct scope *scope, struct arena *a, const char *text)
{
	struct doubt half, none;
	struct scope some = *scope, nothing = *scope;

	doubt_init(&half, &some, a, 2);
	doubt_init(&none, &nothing, a, 0);
	struct value known = eval(e, scope, a), partly = eval(e, &some, a), blind = eval(e, &nothing, a);
	if (!monotone(text))
		return;
	fuzz_must(!value_known(partly) || value_equal(partly, known), "decided with half the answers, otherwise with all: %s", text);
	fuzz_must(!value_known(blind) || value_equal(blind, partly), "decided knowing nothing, otherwise with half: %s", text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const enum expr_type self[] = { EXPR_ANY, EXPR_INT, EXPR_TEXT, EXPR_DATE };
	const struct dict *dict = &fuzz_programa()->dict;
	struct arena arena;
	struct problems problems;
	struct scope scope;

	if (n == 0)
		return 0;
	arena_init(&arena);
	problems_init(&problems, &arena);
	const char *text = fuzz_text(&arena, bytes + 1, n - 1);
	const struct expr_where where = {
		.file = "fuzz.yaml", .line = 1, .col = 1, .level = (enum level)(bytes[0] & 3), .visita = bytes[0] & 4, .self = self[bytes[0] >> 3 & 3],
	};
	ficha_scope(fuzz_ficha(), dict, FUZZ_HOY, &arena, &scope);
	fuzz_must(scope.n_integrante == MEMBERS, "the example family has %d members", scope.n_integrante);
	scope.self = where.self == EXPR_INT ? value_int(7) : where.self == EXPR_TEXT ? value_text("CL 1") : where.self == EXPR_DATE ? value_date(FUZZ_HOY - 1) : value_none();
	const struct expr *e = expr_compile(&arena, dict, text, &where, &problems);
	fuzz_must(e || problems.n > 0, "neither an expression nor a problem: %s", text);
	if (e && problems.n == 0)
		for (scope.me = where.level == LEVEL_INTEGRANTE ? 0 : -1; scope.me < (where.level == LEVEL_INTEGRANTE ? MEMBERS : 0); scope.me++)
			try_scope(e, &scope, &arena, text);
	arena_done(&arena);
	return 0;
}
