/* Every operation on spans against all numbers in them: what comes out must hold every result, and be no wider than needed where that is cheap. */
#include "forms/expr_span.h"
#include <criterion/criterion.h>

enum { LEAST = -5, MOST = 5 };

struct operation {
	const char *name;
	struct span (*span)(struct span, struct span);
	int64_t (*one)(int64_t, int64_t);
	bool exact;
};

static int64_t add(int64_t a, int64_t b) { return a + b; }
static int64_t sub(int64_t a, int64_t b) { return a - b; }
static int64_t mul(int64_t a, int64_t b) { return a * b; }
static int64_t divide(int64_t a, int64_t b) { return a / b; }
static int64_t mod(int64_t a, int64_t b) { return a % b; }
static int64_t least(int64_t a, int64_t b) { return a < b ? a : b; }
static int64_t most(int64_t a, int64_t b) { return a > b ? a : b; }

static const struct operation operations[] = {
	{ "+", span_add, add, true }, { "-", span_sub, sub, true }, { "*", span_mul, mul, true }, { "div", span_div, divide, true },
	{ "mod", span_mod, mod, false }, { "min", span_min, least, true }, { "max", span_max, most, true },
};

static bool holds(struct span s, int64_t n)
{
	return s.lo <= n && n <= s.hi;
}

static void check(const struct operation *op, struct span a, struct span b)
{
	bool divides = op->one == divide || op->one == mod;
	struct span out = op->span(a, b), real = { INT64_MAX, INT64_MIN };
	if (divides && holds(b, 0)) {
		cr_assert(out.lo == INT64_MIN && out.hi == INT64_MAX, "what may be divided by zero is unknown");
		return;
	}
	for (int64_t x = a.lo; x <= a.hi; x++) {
		for (int64_t y = b.lo; y <= b.hi; y++) {
			int64_t n = op->one(x, y);
			cr_assert(holds(out, n), "%jd %s %jd", (intmax_t)x, op->name, (intmax_t)y);
			real.lo = least(real.lo, n);
			real.hi = most(real.hi, n);
		}
	}
	if (op->exact || (span_known(a) && span_known(b)))
		cr_assert(out.lo == real.lo && out.hi == real.hi, "[%jd,%jd] %s [%jd,%jd]", (intmax_t)a.lo, (intmax_t)a.hi, op->name, (intmax_t)b.lo, (intmax_t)b.hi);
}

Test(expr_span, operations_hold_every_result)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		for (int64_t al = LEAST; al <= MOST; al++)
			for (int64_t ah = al; ah <= MOST; ah++)
				for (int64_t bl = LEAST; bl <= MOST; bl++)
					for (int64_t bh = bl; bh <= MOST; bh++)
						check(&operations[i], (struct span){ al, ah }, (struct span){ bl, bh });
	}
}

/* An open end stands for all that lies beyond: a finite stretch of it must be held too. */
Test(expr_span, open_ends_hold_every_result)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
		const struct operation *op = &operations[i];
		for (int64_t edge = LEAST; edge <= MOST; edge++)
			for (int64_t b = LEAST; b <= MOST; b++)
				for (int open = 0; open < 4; open++) {
					struct span one = span_of(b);
					struct span far = open % 2 ? (struct span){ edge, INT64_MAX } : (struct span){ INT64_MIN, edge };
					struct span x = open < 2 ? far : one, y = open < 2 ? one : far;
					if ((op->one == divide || op->one == mod) && holds(y, 0))
						continue;
					struct span out = op->span(x, y);
					for (int64_t n = 0; n < 40; n++) {
						int64_t v = open % 2 ? edge + n : edge - n;
						int64_t r = open < 2 ? op->one(v, b) : op->one(b, v);
						cr_assert(holds(out, r), "%s edge %jd with %jd (%d), %jd", op->name, (intmax_t)edge, (intmax_t)b, open, (intmax_t)v);
					}
				}
	}
}

Test(expr_span, overflow_is_unknown)
{
	const struct span big = span_of(INT64_MAX - 1), small = span_of(INT64_MIN + 1), two = span_of(2);
	const struct span out[] = { span_add(big, big), span_add(big, span_of(1)), span_sub(small, two), span_mul(big, two), span_mul(small, two), span_mul(big, span_of(-3)) };
	for (size_t i = 0; i < sizeof out / sizeof *out; i++)
		cr_expect(out[i].lo == INT64_MIN && out[i].hi == INT64_MAX, "%zu", i);
	cr_expect_eq(span_neg(small).lo, INT64_MAX, "the largest bound is no value");
	cr_expect_eq(span_mul(span_any(), span_of(0)).hi, 0, "zero times whatever it is");
}

Test(expr_span, comparison_is_sure_or_unknown)
{
	for (int64_t al = LEAST; al <= MOST; al++)
		for (int64_t ah = al; ah <= MOST; ah++)
			for (int64_t bl = LEAST; bl <= MOST; bl++)
				for (int64_t bh = bl; bh <= MOST; bh++) {
					bool less = false, not_less = false, same = false, other = false;
					for (int64_t x = al; x <= ah; x++)
						for (int64_t y = bl; y <= bh; y++) {
							*(x < y ? &less : &not_less) = true;
							*(x == y ? &same : &other) = true;
						}
					struct span a = { al, ah }, b = { bl, bh };
					cr_assert_eq(span_less(a, b), less && not_less ? TRI_UNKNOWN : less ? TRI_YES : TRI_NO);
					cr_assert_eq(span_equal(a, b), same && other ? TRI_UNKNOWN : same ? TRI_YES : TRI_NO);
				}
	cr_expect_eq(span_less(span_any(), span_any()), TRI_UNKNOWN);
	cr_expect_eq(span_equal(span_any(), span_of(0)), TRI_UNKNOWN);
}
