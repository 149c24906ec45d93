#pragma once
/* A small seeded generator (splitmix64) for practice data and property tests; never for secrets. */
#include <stdint.h>

struct rng { uint64_t state; };
void rng_seed(struct rng *, uint64_t seed);
uint64_t rng_next(struct rng *);
int rng_range(struct rng *, int low, int high);   /* both ends included */
int rng_chance(struct rng *, int percent);        /* 1 or 0 */
