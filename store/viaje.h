#pragma once
/* Time travel: a family as it was after an operation of the journal, or at the end of a day, with the versions and ids that its records had. The records of
 * today are taken back image by image; where one of them does not open, the family is made forward from its first operation instead. Exact in both
 * directions, undoings and doings again included. What is rebuilt is for reading: whatever is put with its versions is refused as a conflict. */
#include "store/txn.h"

/* The last operation about the household that was written down by the end of that day (local date); 0: none yet. */
uint64_t viaje_hasta(struct txn *, uint32_t hogar, int32_t fecha);
/* False: it was not there then (ERR_NOT_FOUND), not permitted, or failed: the sticky error says so. Everything lies in the arena. */
bool viaje_ficha(struct txn *, uint32_t hogar, uint64_t n, struct arena *, struct ficha *);
/* The same with viaje_hasta. */
bool viaje_ficha_en(struct txn *, uint32_t hogar, int32_t fecha, struct arena *, struct ficha *);
/* Numbers of households that the journal knows, also those that are not there any more, ascending, after this one; as many as fit. */
int viaje_hogares(struct txn *, uint32_t despues_de, uint32_t *out, int max);
