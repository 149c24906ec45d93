#pragma once
/* Words of digits alone (documents, phones, folio, house numbers) for the search. They are many and nearly all different, so they would swamp a dictionary:
 * they stand by household instead, sixteen neighbouring households in one sealed value of table `tpo` under a word number that no word has. */
#include "store/txn.h"

bool numero_is(const char *word, size_t len);
/* The numbers of a household: digits, one space between, "" for none. Replaces what was there. */
bool numero_put(struct txn *, uint32_t hogar, const char *numbers);

/* Visits households in ascending order with their numbers as " 123 456 " (a space on both sides of each). */
struct numero_walk {
	void (*visit)(void *, uint32_t hogar, const char *numbers);
	uint32_t (*next)(void *, uint64_t from);     /* the first household from there on that matters, UINT32_MAX none; NULL: all matter. Others may be visited too */
	const char *digits;                          /* households may be left out where these stand nowhere; NULL: none */
	void *arg;
};
bool numero_walk(struct txn *, const struct numero_walk *);
/* Does one of the numbers contain the word (3 digits or more), begin with it, or do so without leading zeros? */
bool numero_match(const char *numbers, const char *word);
