#pragma once
/* Headings of a base maestra; only for report/maestra*.c. */
#include "report/maestra.h"

enum { MAESTRA_NOMBRE_ENTERO = MAESTRA_CAMPOS };     /* a column with the whole name of the head */

int maestra_columna_campo(struct arena *, const char *title);        /* enum maestra_campo, MAESTRA_NOMBRE_ENTERO, or -1: not used */
void maestra_partir_nombre(const char *name, struct arena *, const char *out[4]);    /* two given names, two surnames; "" where there is none */
