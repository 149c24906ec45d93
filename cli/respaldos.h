#pragma once
/* The backups that the console makes by itself: one at the first entry of the day, in a child while the work begins, and one at the end when something was
 * saved since. Not for practice, and not with `respaldo_automatico: no`. */
#include "cli/comando.h"

void respaldos_al_entrar(struct cli *, struct store *);
void respaldos_al_salir(struct cli *, struct store *, int status);
struct respaldo_linea { const char *ruta, *cuando, *contenido; };      /* «22/11/2026 10:42», «118 hogares y 5310 operaciones» */
int respaldos_lista(struct cli *, struct respaldo_linea **);           /* newest first; those whose description can be read */
