#pragma once
/* Which tree of LMDB a table lies in, and how its keys stand there; for table*.c and the tests that damage a store.
 * Each table has a tree of its own, but for the journal of a household (dhogar): it lies among the records of that household, behind them, with a mark after its
 * number, so that a save, which writes that page anyway, writes no other one for it. In stores of the formats 1 and 2 it had its own tree. */
#include "store/table.h"

unsigned tree_dbi(const struct store *, enum table);
bool tree_shared(const struct store *, enum table);
struct key tree_key(const struct store *, enum table, struct span key);      /* a key, or a prefix of one, as it stands in the tree */
bool tree_owns(const struct store *, enum table, struct span standing);      /* is this key of the tree one of the table? */
struct key tree_strip(const struct store *, enum table, struct span standing);   /* the key of the table again */
/* Where the neighbours of another table begin or end: the first key of the tree that may be of this table, at or after this foreign one. */
struct key tree_skip(enum table, struct span foreign);
/* The foreign keys around this one begin here: what is before them may be of the table. */
struct key tree_back(enum table, struct span foreign);
