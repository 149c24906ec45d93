#pragma once
/* Words of digits alone (documents, phones, folio, house numbers) for the search. They are many and nearly all different, so they would swamp a dictionary:
 * they stand by household instead, sixteen neighbouring households in one sealed value of table `tpo` under a word number that no word has. */
#include "store/txn.h"

bool numero_is(const char *word, size_t len);
/* The numbers of a household: digits, one space between, "" for none. Replaces what was there. */
bool numero_put(struct txn *, uint32_t hogar, const char *numbers);

/* Visits households in ascending order from `desde`, with their numbers as " 123 456 " (a space on both sides of each); ends when `visit` answers 0.
 * A positive answer is the household from which to go on. */
typedef uint32_t numero_visit(void *, uint32_t hogar, const char *numbers);
bool numero_walk(struct txn *, uint32_t desde, numero_visit *, void *);
/* Does one of the numbers contain the word (3 digits or more), begin with it, or do so without leading zeros? */
bool numero_match(const char *numbers, const char *word);
