#pragma once
/* Rows of a free repeat when two households become one: a number is not a row, «Deuda 1» of one and of the other are two debts. Rows of the other record that the
 * kept one does not have come to it under free numbers; a row that both have the same stays once; the list of rows follows. */
#include "base/err.h"
#include "forms/dict.h"
#include "model/record.h"

/* Is this an answer about rows: their list, a question of a row, the reason of its warning? */
bool unir_es_fila(const struct dict *, const char *campo);
/* Rows that would come over. */
int unir_filas_nuevas(const struct dict *, const struct record *queda, const struct record *otra);
/* Is there anything for unir_filas to put? */
bool unir_filas_hay(const struct dict *, const struct record *queda, const struct record *otra);
/* Puts them; a repeat that has no room for all of them is refused, in words. `queda` may change before a refusal. */
bool unir_filas(const struct dict *, struct record *queda, const struct record *otra, struct err *);
