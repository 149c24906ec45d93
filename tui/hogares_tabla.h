#pragma once
/* How a household stands in a list: its columns, wide to narrow. Who sees families of others sees whose they are. */
#include "store/lista.h"
#include "tui/app.h"
#include "tui/tabla.h"

struct tabla hogares_tabla(const struct app *, int cols);
void hogares_fila(struct app *, struct grid *, const struct tabla *, int row, const struct fila *, bool focus);
