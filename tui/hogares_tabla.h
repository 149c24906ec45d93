#pragma once
/* How a household stands in a list: its columns, wide to narrow. Who sees families of others sees whose they are. */
#include "store/lista.h"
#include "tui/app.h"
#include "tui/tabla.h"

/* For these households; until the end of the turn. */
struct tabla hogares_tabla(struct app *, const struct fila *, int n, int cols);
/* Instead of rows. aviso: what the base maestra has of such a search; todos: how many there are without filter. */
const char *hogares_vacio(struct arena *, const char *aviso, int todos, const char *buscado);
void hogares_fila(struct app *, struct grid *, const struct tabla *, int row, const struct fila *, enum lista_orden, bool focus);
