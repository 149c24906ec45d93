#include "base/rng.h"
#include <criterion/criterion.h>
#include <limits.h>

/* First values of splitmix64 from seed 1234567, as its author published them. */
Test(rng, known_sequence)
{
	struct rng r;
	rng_seed(&r, 1234567);
	static const uint64_t expected[] = { 6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u };
	for (int i = 0; i < 4; i++)
		cr_expect_eq(rng_next(&r), expected[i]);
}

Test(rng, range_covers_both_ends_and_nothing_else)
{
	struct rng r;
	rng_seed(&r, 1);
	int seen[7] = { 0 };
	for (int i = 0; i < 7000; i++) {
		int x = rng_range(&r, -3, 3);
		cr_assert(x >= -3 && x <= 3);
		seen[x + 3]++;
	}
	for (int i = 0; i < 7; i++)
		cr_expect(seen[i] > 800 && seen[i] < 1200, "%d came %d times", i - 3, seen[i]);
	cr_expect_eq(rng_range(&r, 5, 5), 5);
	cr_expect_eq(rng_range(&r, 5, 4), 5);
	for (int i = 0; i < 100; i++)
		rng_range(&r, INT_MIN, INT_MAX);
}

Test(rng, chance)
{
	struct rng r;
	rng_seed(&r, 9);
	int hits = 0;
	for (int i = 0; i < 10000; i++) {
		cr_assert_eq(rng_chance(&r, 0), 0);
		cr_assert_eq(rng_chance(&r, 100), 1);
		hits += rng_chance(&r, 30);
	}
	cr_expect(hits > 2800 && hits < 3200, "%d", hits);
}
