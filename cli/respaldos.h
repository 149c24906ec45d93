#pragma once
/* The backups that nobody asks for: one at the first entry of the day, in a child while the work begins, one at the end when something was
 * saved since, and one before an import. Not for practice, and not with `respaldo_automatico: no`. */
#include "cli/comando.h"

void respaldos_al_entrar(struct cli *, struct store *);
void respaldos_al_salir(struct cli *, struct store *, int status);
/* Before something that changes many families. False: there is no backup, and cli->err says why; the work does not begin. */
bool respaldos_antes(struct cli *, struct store *, const char *motivo);
struct respaldo_linea { const char *ruta, *cuando, *contenido; };      /* «22/11/2026 10:42», «118 hogares y 5310 operaciones» */
int respaldos_lista(struct cli *, struct respaldo_linea **);           /* newest first; those whose description can be read */
