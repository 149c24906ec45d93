#pragma once
/* The search index: which households hold a word (name, document, phone, address, folio). Sealed like all else: keys are numbers of words and of
 * households, never words. Tables: `tok` number of the first word of a block → sealed words, only ever appended;
 * `tpo` (word number, upper bound of the block) → sealed household numbers, and what each household holds (store/numero.h); `mpo` likewise for the light
 * rows of the base maestra. The dictionary is held in memory by the store handle (`struct busqueda *`, NULL at open), read at the first use, and reads only what is new when another process has added words.
 * Changes wait in memory until busqueda_flush: txn_commit calls it before it commits, txn_abort calls busqueda_forget.
 * Errors become the sticky error of the transaction. */
#include "store/txn.h"

/* The words of a household changed: all its words before and all after (members, address, phones, folio together, since a word may come from several),
 * folded by text_fold, one space between, NULL or "" for none; repeats do not matter. Only the difference is written; equal texts cost nothing. */
bool busqueda_update(struct txn *, uint32_t hogar, const char *words_before, const char *words_after);
bool busqueda_flush(struct txn *);           /* writes what waits; nothing to do in a read transaction */
void busqueda_forget(struct store *);        /* the write transaction was aborted: drops what waits */
void busqueda_close(struct store *);         /* releases the memory; store_close calls it */

/* Two sides share the dictionary: the households of the store, and the light rows of the base maestra (store/maestra.h). */
enum busqueda_lado { BUSQUEDA_HOGARES, BUSQUEDA_MAESTRA, BUSQUEDA_LADOS };
bool busqueda_update_in(struct txn *, enum busqueda_lado, uint32_t numero, const char *words_before, const char *words_after);

/* Questions, answered in pieces: a page costs what its households cost, not what the word has. A household answers when it holds every word of the text,
 * in any order. A word is found exact, as the beginning, from 3 letters on inside; numbers by their beginning, also without leading zeros and with thousands
 * points. When nobody in the store answers, words of 4 letters or more are tried as they sound and with one letter wrong, missing, too many or swapped, and
 * numbers of 3 digits or more inside; then, from 6 letters on, words with two letters wrong. It knows no permissions:
 * the lists filter, and say with busqueda_de whose households are asked, so that those of others do not decide how loosely words are taken. In a write transaction it sees what waits.
 *
 *	struct busqueda_lugar at = { 0 };                        // may be kept from one transaction to the next: where a page ended
 *	struct pregunta *p = busqueda_begin(txn, BUSQUEDA_HOGARES, text, arena);
 *	while (!at.fin && n < 50)
 *		n += busqueda_next(p, &at, hogar + n, 50 - n);   // ascending; each call does a few milliseconds of work at most, so it may give none
 *	at = (struct busqueda_lugar){ 0 };
 *	while (!at.fin) n += busqueda_count(p, &at);             // the exact count, likewise in slices */
struct pregunta;                             /* in the arena, as long as the transaction */
struct busqueda_lugar {
	uint32_t desde;                      /* households before this one have been seen */
	int nivel;                           /* 0 as written, 1 as it sounds or inside a number, 2 with two letters wrong */
	bool alguno, fin;                    /* somebody answered so far; nothing more to come */
};
struct pregunta *busqueda_begin(struct txn *, enum busqueda_lado, const char *text, struct arena *);   /* never NULL; a text without words has no answers */
/* Before the first answer: only those that hold one of these words of the index as well; they are no words of a text. */
void busqueda_solo(struct pregunta *, const char *const *words, int n);
/* Before the first answer, of households: only those with a row under this account answer; 0: all. «The store» above is then what this account has. */
void busqueda_de(struct pregunta *, uint32_t account);
int busqueda_next(struct pregunta *, struct busqueda_lugar *, uint32_t *hogar, int n);
uint32_t busqueda_count(struct pregunta *, struct busqueda_lugar *);
/* Does this household answer, at the level of `lugar`? For a list that is shorter than the answer: the level is settled by busqueda_nivel. */
bool busqueda_has(struct pregunta *, const struct busqueda_lugar *, uint32_t hogar);
/* The level at which somebody in the store answers (for busqueda_has); false: nobody does. */
bool busqueda_nivel(struct pregunta *, struct busqueda_lugar *);

/* Households that have this very text as document or folio, at once, by keyed hash: a typed document need not wait for the slices. Returns how many. */
int busqueda_exactos(struct pregunta *, uint32_t *hogar, int n);

/* All of them at once, ascending, in the caller's arena: for small answers. Returns how many. */
int busqueda_query(struct txn *, const char *text, struct arena *, uint32_t **hogares);
int busqueda_query_de(struct txn *, uint32_t account, const char *text, struct arena *, uint32_t **hogares);     /* as busqueda_de */

/* Writes the index of the households anew from their records: after a change of the words or of their layout. */
bool busqueda_rebuild(struct txn *);
/* The dictionary too, and with it both sides; for who is alone in the store. */
bool busqueda_rebuild_all(struct txn *);

/* For verify: the same pairs (word, household) give the same sum, in any order. One adds what the records say, the other reads the index. */
struct busqueda_sum { uint64_t pairs, sum; };
void busqueda_sum_add(struct busqueda_sum *, uint32_t hogar, const char *words);
bool busqueda_sum_read(struct txn *, struct busqueda_sum *);             /* pairs UINT64_MAX: its two halves, by word and by household, do not agree */
bool busqueda_sum_read_in(struct txn *, enum busqueda_lado, struct busqueda_sum *);
