#pragma once
/* A CSV file of any size, read a piece at a time: the memory is that of one row. Separator ; , tab or | found from the first line, BOM, UTF-8 or
 * Windows-1252 cell by cell, quoted fields with line ends and doubled quotes. The first row is the heading. A place in it can be kept and taken up again:
 * the byte at which the next row begins. Only regular files; what grows or shrinks meanwhile ends in an error or at its end, never in a signal. */
#include "base/csv.h"
#include <stdint.h>

enum { CSV_FILA_MAX = 1 << 20 };     /* bytes of a row: more means that a quote was left open */

struct csv_flujo;                    /* in the arena */
struct csv_flujo *csv_flujo_open(struct arena *, const char *path, struct csv_row *titulos, struct err *);     /* the heading lies in the arena */
void csv_flujo_close(struct csv_flujo *);
/* The cells are good until the next call. False at the end (err->code ERR_NONE) or on an error; empty rows are left out. */
bool csv_flujo_next(struct csv_flujo *, struct csv_row *, struct err *);
uint64_t csv_flujo_posicion(const struct csv_flujo *);
uint64_t csv_flujo_tamano(const struct csv_flujo *);
uint64_t csv_flujo_linea(const struct csv_flujo *);          /* of the next row, from 1 */
bool csv_flujo_seek(struct csv_flujo *, uint64_t posicion, uint64_t linea, struct err *);
/* The next bytes of the file as they are, from its beginning, for a fingerprint; 0 at the end, and then the rows begin again; -1 on an error. */
long csv_flujo_bytes(struct csv_flujo *, void *buffer, size_t size, struct err *);
