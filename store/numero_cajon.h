#pragma once
/* Drawers: the numbers of households by how they begin, so that a document or a telephone is found while it is typed. A drawer is a word number that no word
 * of the dictionary has; its postings stand with those of the words. Numbers of five digits or more share one by their first five, shorter ones have their
 * own; codes with letters share one by their first four. A number with leading zeros stands also where it would without them. Not for the base maestra. */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

#define CAJON_FIRST UINT32_C(0xC0000000)
#define CAJON_END UINT32_C(0xC0020000)

/* The drawers of numbers with one space between; ascending, each once. */
int cajones_of(struct arena *, const char *numbers, uint32_t **out);
/* The drawers where a number that begins so may stand, ascending; *exact: each household there has one. -1: too many, or not by drawers. */
int cajones_beginning(struct arena *, const char *word, uint32_t **out, bool *exact);
