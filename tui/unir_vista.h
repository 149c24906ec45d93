#pragma once
/* The lines of the comparison of two households that may become one: who is who, and where they differ, with the choice made so far. */
#include "store/unir.h"
#include "tui/flujo.h"
#include "tui/tablero.h"

enum unir_renglon { UNIR_HOGARES = 1, UNIR_PAREJA, UNIR_CAMPO };      /* renglon_de.tipo; id: position in the plan */
enum { UNIR_COLUMNAS = 4 };
const struct columna *unir_columnas(void);
void unir_lineas(const struct app *, const struct union_plan *, struct tablero *, struct arena *);
/* May it be asked for? Else the cursor stands where something is to be said first. */
bool unir_lista(const struct union_plan *, struct tablero *, struct err *);
/* What happens, in one sentence, and what it changes in the household that stays, before it is done. */
struct outcome unir_preguntar(struct app *, struct flujo *, const struct union_plan *, const struct ficha *kept);
