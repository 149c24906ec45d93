#pragma once
/* The search index: which households hold a word (name, document, phone, address, folio). Sealed like all else: keys are numbers of words and of
 * households, never words. Tables: `tok` number of the first word of a block → sealed words, only ever appended;
 * `tpo` (word number, upper bound of the block) → sealed household numbers, and sealed numbers of neighbouring households (store/numero.h). The dictionary is held in memory by the store handle
 * (`struct busqueda *`, NULL at open), read at the first use, and reads only what is new when another process has added words.
 * Changes wait in memory until busqueda_flush: txn_commit calls it before it commits, txn_abort calls busqueda_forget.
 * Errors become the sticky error of the transaction. */
#include "store/txn.h"


/* The words of a household changed: all its words before and all after (members, address, phones, folio together, since a word may come from several),
 * folded by text_fold, one space between, NULL or "" for none; repeats do not matter. Only the difference is written; equal texts cost nothing. */
bool busqueda_update(struct txn *, uint32_t hogar, const char *words_before, const char *words_after);
bool busqueda_flush(struct txn *);           /* writes what waits; nothing to do in a read transaction */
void busqueda_forget(struct store *);        /* the write transaction was aborted: drops what waits */
void busqueda_close(struct store *);         /* releases the memory; store_close calls it */

/* Households that hold every word of the text, in any order, ascending, each once; in the caller's arena. Returns how many (0 for a text without words).
 * A word is found exact, as the beginning, from 3 letters on inside; numbers also without leading zeros and with thousands points.
 * When that finds nothing, words of 4 letters or more are tried as they sound and with one letter wrong, missing, too many or swapped.
 * In a write transaction it sees what waits. It knows no permissions: the lists filter. */
int busqueda_query(struct txn *, const char *text, struct arena *, uint32_t **hogares);

/* For verify: the same pairs (word, household) give the same sum, in any order. One adds what the records say, the other reads the index. */
struct busqueda_sum { uint64_t pairs, sum; };
void busqueda_sum_add(struct busqueda_sum *, uint32_t hogar, const char *words);
bool busqueda_sum_read(struct txn *, struct busqueda_sum *);
