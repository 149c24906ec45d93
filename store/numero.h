#pragma once
/* What each household holds, by household: its numbers (documents, phones, folio, house numbers, codes) and the numbers of its other words.
 * Numbers are many and nearly all different, so they would swamp a dictionary: they stand only here. The words stand here besides, so that a household is
 * compared with a question by opening one value instead of the postings of every spelling. Eight neighbouring households share one sealed value, under a
 * word number that no word has, in the table of their side (store/busqueda.h): `tpo` or `mpo`. */
#include "store/table.h"

enum { NUMERO_GROUP = 8 };

/* Digits alone, or small letters with four digits or more: ab123456. */
bool numero_is(const char *word, size_t len);

struct numero_hogar {
	uint32_t hogar;
	const char *numbers; size_t len;     /* " 123 456 ": a space on both sides of each; empty when there are none. Not ended by a zero */
	const uint8_t *words; size_t n; uint32_t last;       /* for numero_word */
};
/* What a household holds from now on. numbers: one space between, "" for none. word: ascending. */
struct numero_nuevo { uint32_t hogar; const char *numbers; const uint32_t *word; int n; uint32_t turn; };      /* turn: order of arrival, for who collects them */
/* Takes the place of what was there, for all those at the beginning of the list that share a value; ascending, each once. Returns how many. */
int numero_put(struct txn *, enum table, const struct numero_nuevo *, int n);
/* The next of its words, ascending; false after the last. */
bool numero_word(struct numero_hogar *, uint32_t *word);

/* The households of one value that have something, ascending; they point into the bytes. Returns how many. */
int numero_split(uint32_t group, struct span value, struct numero_hogar out[NUMERO_GROUP]);
struct key numero_key(uint32_t group);       /* group: household / NUMERO_GROUP */
bool numero_walk_next(struct walk *, uint32_t *group);       /* over a prefix of key_number(POSTING_HOGARES); damaged ones are the error of the transaction */
uint32_t numero_end(struct txn *, enum table);               /* no household that has something has a number so high; 0: none has */

/* Does one of the numbers begin with the word, also without its leading zeros; or, `inside`, contain it (3 letters or more)? */
bool numero_match(const struct numero_hogar *, const char *word, bool inside);
