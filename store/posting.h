#pragma once
/* Postings: the households that hold a word, as sealed blocks of delta varints in table `tpo` (`mpo`: rows of the base maestra). The key of a block is its word and an upper bound of its
 * households (the last one: UINT32_MAX), so that the block that covers a household is the first one from (word, household) on, and stays so when it changes. */
#include "store/table.h"

enum { POSTING_MAX = 900 };          /* bytes of a block before sealing, so at most as many households */
#define POSTING_HOGARES (UINT32_MAX - 1)   /* word number under which store/numero.h keeps its values; UINT32_MAX was that of format 1 */

struct key posting_key(uint32_t word, uint32_t upper);

struct posting_change { uint32_t word, hogar, turn; bool add; };       /* turn: order of arrival */
/* Changes in order of word and household, one for each pair at most. */
bool posting_apply(struct txn *, enum table, const struct posting_change *, int n);

/* The blocks of a word from the one that covers `from` on. */
struct posting_block { uint32_t upper; uint32_t item[POSTING_MAX]; int n; };
void posting_begin(struct walk *, struct txn *, enum table, uint32_t word, uint32_t from);
/* All blocks of all words, up to those of store/numero.h. */
void posting_walk(struct walk *, struct txn *, enum table);
bool posting_step(struct walk *, uint32_t *word, struct posting_block *);
bool posting_next(struct walk *, struct posting_block *);       /* false: no more, or an error (txn_ok tells) */
