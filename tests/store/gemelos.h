#pragma once
/* Households by chance with known duplicates, for the measure of the list of pairs: families registered a second time with the errors of data entry, people who
 * are in two households, and those who only look alike: siblings, cousins, twins, father and son of one name, neighbours at one address, people of the same
 * name. The same seed gives the same households. All people are invented; names are drawn as unevenly as they are given. */
#include "casa.h"
#include "base/rng.h"

enum gemelo { GEMELO_NADIE, GEMELO_FAMILIA, GEMELO_PERSONA, GEMELO_HERMANOS, GEMELO_PRIMOS, GEMELO_MELLIZOS, GEMELO_PADRE, GEMELO_VECINOS, GEMELO_HOMONIMOS, GEMELOS };
enum { GEMELO_GENTE = 8 };

struct gente { const char *nombre1, *nombre2, *apellido1, *apellido2, *sexo, *tipo, *parentesco; char documento[16]; int32_t nacio; };
struct casita { struct gente gente[GEMELO_GENTE]; int n; char telefono[16], direccion[64]; const char *barrio; };
/* What a household is to the earlier one that it was made from. */
struct parejas { uint32_t de, num; enum gemelo que; };
struct gemelos { struct arena *arena; struct rng rng; struct casita *casita; struct parejas *hecho; int n, cap; uint64_t documento; };

void gemelos_init(struct gemelos *, struct arena *, uint64_t seed);
/* So many households of nobody else, and for each hundred of them 15 second registrations, 5 people twice and 6 of each kind that only looks alike. */
void gemelos_make(struct gemelos *, int n);
void gemelos_store(struct gemelos *);            /* writes them into the store of casa, 200 per commit, and gives each its number */
const char *gemelo_nombre(enum gemelo);
/* Did they come from one another, and how? */
enum gemelo gemelos_de(const struct gemelos *, uint32_t a, uint32_t b);
