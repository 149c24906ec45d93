#pragma once
/* Rows of an import that wait for a correction: where, why, and the files in which the office gets them back. */
#include "report/tabla.h"

struct rechazo {
	const struct tabla *tabla;
	int fila, col;               /* col -1: the row as a whole */
	const char *clave;           /* what rejections of the same kind have in common; NULL: the row only waits for another one of its household */
	const char *motivo;          /* one Spanish sentence */
};
struct rechazos { struct arena *arena; struct rechazo *item; int n, cap; };

void rechazo_add(struct rechazos *, const struct tabla *, int fila, int col, const char *clave, const char *fmt, ...) __attribute__((format(printf, 6, 7)));
bool rechazo_has(const struct rechazos *, const struct tabla *, int fila, int col, int desde);     /* among those from `desde` on */

/* Kinds of reasons, the most frequent first, each with its first example. */
struct motivo { const char *clave; int n; const struct rechazo *ejemplo; };
int rechazos_motivos(const struct rechazos *, struct arena *, struct motivo **out);
int rechazos_filas(const struct rechazos *, const struct tabla *);                /* how many rows */
/* <file>.rechazos.csv beside the file: linea, columna, motivo and the row as it came; ready to be corrected and imported again.
 * Without rejected rows an old one is removed. */
const char *rechazos_path(const struct tabla *, struct arena *);
bool rechazos_write(const struct rechazos *, const struct tabla *, struct arena *, struct err *);
