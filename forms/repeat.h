#pragma once
/* A free repeat as it is kept: beside the other answers of its record, so that journal, drafts, conflicts, undo and files need no special case.
 * The variable of the repeat holds the numbers of its rows as a set («1 3»); the answer to question `q` in row 3 is the answer `q.3`.
 * A row that is taken out loses its answers; its number is given again to the next new one. The set with none means «there are none»;
 * no set means that nobody said which rows there are, so rules take it as sin dato; rows with answers are then a part of them. */
#include "forms/answers.h"
#include "forms/dict.h"

enum { REPEAT_MOST = 60, REPEAT_USUAL = 12 };      /* rows that `max` may allow, and those without it */

bool variable_is_repeat(const struct variable *);
/* The question of LEVEL_FILA in a row; NULL outside of 1…max. */
const struct variable *repeat_field(const struct variable *, int row);
/* Is the row there: listed, or with an answer (a file may bring one without the list)? Hidden ones count when `hidden`. */
bool repeat_has(const struct repeat *, const struct answers *, int row, bool hidden);
/* Is it known which rows there are? Only the set itself says so. */
bool repeat_known(const struct repeat *, const struct answers *);
const char *repeat_row_name(const struct repeat *, int row, struct arena *);      /* «Deuda 2» */
