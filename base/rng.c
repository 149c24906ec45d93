#include "base/rng.h"

void rng_seed(struct rng *r, uint64_t seed)
{
	r->state = seed;
}

uint64_t rng_next(struct rng *r)
{
	uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

int rng_range(struct rng *r, int low, int high)
{
	if (high <= low)
		return low;
	uint64_t span = (uint64_t)((int64_t)high - low) + 1;
	/* The uneven rest at the top is thrown away, so that every number is equally likely. */
	uint64_t top = UINT64_MAX - UINT64_MAX % span;
	uint64_t x;
	do
		x = rng_next(r);
	while (x >= top);
	return (int)(low + (int64_t)(x % span));
}

int rng_chance(struct rng *r, int percent)
{
	return rng_range(r, 1, 100) <= percent;
}
