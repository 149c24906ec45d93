#pragma once
/* Postings: the households that hold a word, as sealed blocks of delta varints in table `tpo`. The key of a block is its word and an upper bound of its
 * households (the last one: UINT32_MAX), so that the block that covers a household is the first one from (word, household) on, and stays so when it changes. */
#include "store/table.h"

enum { POSTING_MAX = 900 };          /* bytes of a block before sealing, so at most as many households */
#define POSTING_NUMBERS UINT32_MAX   /* word number under which store/numero.h keeps its values */

struct key posting_key(uint32_t word, uint32_t upper);

struct posting_change { uint32_t word, hogar, turn; bool add; };       /* turn: order of arrival */
/* Changes in order of word and household, one for each pair at most. */
bool posting_apply(struct txn *, const struct posting_change *, int n);

/* The blocks of a word from the one that covers `from` on. */
struct posting_block { uint32_t upper; uint32_t item[POSTING_MAX]; int n; };
void posting_begin(struct walk *, struct txn *, uint32_t word, uint32_t from);
bool posting_next(struct walk *, struct posting_block *);       /* false: no more, or an error (txn_ok tells) */
