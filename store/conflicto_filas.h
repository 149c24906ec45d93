#pragma once
/* Rows of a free repeat among what two people changed (conflicto.h). A number is not a row: two people who each add «Deuda 2» mean two debts, so mine goes to the
 * next free number, unless both say the same of it. A row that was there, or that has no free number left, is one thing: where both changed it, all in which it
 * differs waits for a choice. The list of rows joins by itself, except where one of the two says that there are none. Pure, as conflicto.h. */
#include "store/conflicto.h"

/* Before comparing: my new rows that stand where theirs do go to free numbers of my family. */
void filas_mover(const struct dict *, const struct ficha *leida, const struct ficha *ahora, struct ficha *mia);
/* After conflicto_of: rows collide as a whole. Texts and life as there. */
void filas_chocar(const struct dict *, const struct ficha *leida, const struct ficha *ahora, const struct ficha *mia, struct arena *, struct conflicto *);
/* Before conflicto_decidir: who chose a list of rows chose its rows. `ahora`: the stored family. */
void filas_decidir(const struct dict *, const struct conflicto *decidido, const struct ficha *ahora, struct ficha *leida, struct ficha *mia);
/* After conflicto_unir: the list of the joined record has the rows of both. */
void filas_listar(const struct dict *, const struct record *leido, const struct record *ahora, const struct record *mio, struct arena *, struct record *out);
