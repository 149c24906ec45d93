#include "forms/expr_span.h"

/* A bound as a number that may be infinite: INT64_MIN and INT64_MAX behave as −∞ and +∞. Overflow clears `good`. */

static bool infinite(int64_t n)
{
	return n == INT64_MIN || n == INT64_MAX;
}

static int64_t infinity(bool minus)
{
	return minus ? INT64_MIN : INT64_MAX;
}

static int64_t bound_add(int64_t a, int64_t b, int64_t none, bool *good)
{
	int64_t out;
	if (infinite(a) || infinite(b))
		return none;
	if (__builtin_add_overflow(a, b, &out) || infinite(out))
		*good = false;
	return out;
}

static int64_t bound_mul(int64_t a, int64_t b, bool *good)
{
	int64_t out;
	if (a == 0 || b == 0)
		return 0;
	if (infinite(a) || infinite(b))
		return infinity((a < 0) != (b < 0));
	if (__builtin_mul_overflow(a, b, &out) || infinite(out))
		*good = false;
	return out;
}

static int64_t bound_div(int64_t a, int64_t b, bool *good)
{
	(void)good;
	if (infinite(b))
		return 0;
	if (infinite(a))
		return infinity((a < 0) != (b < 0));
	return a / b;
}

/* The range of a monotone operation is that of its corners. */
static struct span corners(struct span a, struct span b, int64_t (*op)(int64_t, int64_t, bool *))
{
	bool good = true;
	const int64_t at[] = { op(a.lo, b.lo, &good), op(a.lo, b.hi, &good), op(a.hi, b.lo, &good), op(a.hi, b.hi, &good) };
	struct span out = { at[0], at[0] };
	for (int i = 1; i < 4; i++)
		out = span_hull(out, span_of(at[i]));
	return good ? out : span_any();
}

struct span span_hull(struct span a, struct span b)
{
	return (struct span){ a.lo < b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi };
}

struct span span_neg(struct span s)
{
	return (struct span){ infinite(s.hi) ? infinity(s.hi > 0) : -s.hi, infinite(s.lo) ? infinity(s.lo > 0) : -s.lo };
}

struct span span_add(struct span a, struct span b)
{
	bool good = true;
	struct span out = { bound_add(a.lo, b.lo, INT64_MIN, &good), bound_add(a.hi, b.hi, INT64_MAX, &good) };
	return good ? out : span_any();
}

struct span span_sub(struct span a, struct span b)
{
	return span_add(a, span_neg(b));
}

struct span span_mul(struct span a, struct span b)
{
	return corners(a, b, bound_mul);
}

static bool may_be_zero(struct span s)
{
	return s.lo <= 0 && s.hi >= 0;
}

struct span span_div(struct span a, struct span b)
{
	return may_be_zero(b) ? span_any() : corners(a, b, bound_div);
}

struct span span_mod(struct span a, struct span b)
{
	if (may_be_zero(b))
		return span_any();
	if (span_known(a) && span_known(b))
		return span_of(a.lo % b.lo);
	if (b.hi < 0)
		b = span_neg(b);
	int64_t most = infinite(b.hi) ? INT64_MAX : b.hi - 1;
	struct span out = { a.lo >= 0 ? 0 : infinite(most) ? INT64_MIN : -most, a.hi <= 0 ? 0 : most };
	if (a.lo > out.lo && a.lo < 0)
		out.lo = a.lo;
	if (a.hi < out.hi && a.hi > 0)
		out.hi = a.hi;
	return out;
}

struct span span_min(struct span a, struct span b)
{
	return (struct span){ a.lo < b.lo ? a.lo : b.lo, a.hi < b.hi ? a.hi : b.hi };
}

struct span span_max(struct span a, struct span b)
{
	return (struct span){ a.lo > b.lo ? a.lo : b.lo, a.hi > b.hi ? a.hi : b.hi };
}

enum tri span_equal(struct span a, struct span b)
{
	if (a.hi < b.lo || b.hi < a.lo)
		return TRI_NO;
	return span_known(a) && span_known(b) ? TRI_YES : TRI_UNKNOWN;
}

enum tri span_less(struct span a, struct span b)
{
	if (a.hi < b.lo)
		return TRI_YES;
	return a.lo >= b.hi ? TRI_NO : TRI_UNKNOWN;
}
