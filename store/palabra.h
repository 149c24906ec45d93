#pragma once
/* The dictionary of the search: a word has a number, from 0 without gaps, given when it first appears and never changed.
 * In memory all words stand in one text in order of their numbers, "\nana\nrestrepo\n": one scan finds beginnings and insides.
 * In the store: table `tok`, number of the first word of a block → sealed piece of that text. Numbers and codes are not here: store/numero.h. */
#include "store/txn.h"

enum { PALABRA_MAX = 60 };           /* bytes; what is longer is cut, here and in a query alike */

struct palabras {
	struct arena arena;
	char *text; size_t len, cap;         /* begins with '\n'; every word ends with one */
	uint32_t *at; int n, cap_at;         /* where each word begins */
	uint32_t *slot; uint32_t n_slot;     /* open hash table of number + 1 */
	char *sound; size_t sound_len, sound_cap;      /* text_phonetic of each word, filled when first needed */
	uint32_t *sound_at; int n_sound, cap_sound;
	int written;                         /* words that stand in the store */
	int last_block;                      /* number of the first word of its last block */
};

void palabras_init(struct palabras *);
void palabras_done(struct palabras *);
void palabras_clear(struct palabras *);

/* Reads what the store has and memory has not; begins anew when they disagree (an aborted transaction had added words). */
bool palabras_refresh(struct palabras *, struct txn *);
uint32_t palabra_number(struct palabras *, const char *word, size_t len);        /* a new number when unknown */
const char *palabra_text(const struct palabras *, int number, size_t *len);      /* ends with '\n' */
bool palabras_unicas(const struct palabras *);                                   /* for verify: each word has one number */
bool palabras_write(struct palabras *, struct txn *);                             /* the words that are not yet in the store */

/* Numbers of the words that contain `word` (from 3 bytes on) or begin with it; ascending. */
int palabras_containing(const struct palabras *, const char *word, size_t len, struct arena *, uint32_t **out);
/* Numbers of those that sound like it, or begin so, or differ by one letter (wrong, missing, too many, swapped). */
int palabras_like(struct palabras *, const char *word, struct arena *, uint32_t **out);
/* Numbers of those that differ by two letters at most (wrong, missing or too many). */
int palabras_far(const struct palabras *, const char *word, struct arena *, uint32_t **out);
bool palabra_parecida(const char *word, const char *other, int most);      /* so many letters wrong, missing or too many at most; folded words */
