#pragma once
/* Integers of which only bounds may be known: lo ≤ x ≤ hi. INT64_MIN and INT64_MAX stand for «no bound», so they are never values.
 * What overflows is unknown. Truth values are spans within 0..1. */
#include "forms/expr.h"

struct span { int64_t lo, hi; };

static inline struct span span_of(int64_t n) { return (struct span){ n, n }; }
static inline struct span span_any(void) { return (struct span){ INT64_MIN, INT64_MAX }; }
static inline bool span_known(struct span s) { return s.lo == s.hi; }
static inline struct span span_bool(enum tri t) { return t == TRI_UNKNOWN ? (struct span){ 0, 1 } : span_of(t == TRI_YES); }
static inline enum tri span_tri(struct span s) { return s.lo != s.hi ? TRI_UNKNOWN : s.lo ? TRI_YES : TRI_NO; }
static inline enum tri tri_not(enum tri t) { return t == TRI_UNKNOWN ? t : t == TRI_YES ? TRI_NO : TRI_YES; }

struct span span_neg(struct span);
struct span span_add(struct span, struct span);
struct span span_sub(struct span, struct span);
struct span span_mul(struct span, struct span);
struct span span_div(struct span, struct span);     /* towards zero; unknown when the divisor may be 0 */
struct span span_mod(struct span, struct span);     /* with the sign of the dividend; likewise */
struct span span_hull(struct span, struct span);    /* one or the other */
struct span span_min(struct span, struct span);
struct span span_max(struct span, struct span);
enum tri span_equal(struct span, struct span);
enum tri span_less(struct span, struct span);
