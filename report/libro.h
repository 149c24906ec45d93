#pragma once
/* A workbook as sheets of text cells: .xlsx (libzip and expat), or one .csv in the way XLSForm writes several sheets into it: a row with the sheet's
 * name in the first column, then its rows with the first column empty. Read whole into the arena; limits: 16 MiB unpacked a part, 64 sheets,
 * 20,000 rows, 100 columns. Formulas count by the value that was saved with them. */
#include "base/arena.h"
#include "base/err.h"

struct hoja { const char *nombre; const char ***celda; int *linea; int n, cap, columnas; };      /* celda[row][column]; linea[row]: where it stands, from 1 */
struct libro { struct arena *arena; struct hoja *hoja; int n, cap; };

bool libro_open(struct libro *, struct arena *, const char *path, struct err *);
const struct hoja *libro_hoja(const struct libro *, const char *nombre);           /* NULL: there is none; case does not matter */
/* Column of a heading in the first row, also as «label::Español (es)» for "label"; -1 none. */
int hoja_columna(const struct hoja *, const char *nombre);
const char *hoja_texto(const struct hoja *, int row, int column);                  /* "" outside and for -1 */
/* For the two readers. */
struct hoja *libro_add(struct libro *, const char *nombre);
void hoja_row(struct libro *, struct hoja *, const char *const *cell, int n, int linea);
bool libro_xlsx(struct libro *, const char *path, struct err *);
