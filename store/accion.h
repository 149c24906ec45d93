#pragma once
/* What an operation did, in the words that the history shows: «registrar_hogar» → «Registró el hogar». The one list of names for struct op:
 * an act that saves under a name which is not here is refused. A new action is one line in accion.c. */
#include <stdbool.h>

struct accion { const char *nombre, *texto; };
int accion_lista(const struct accion **out);         /* all of them, ascending by name; returns how many */
const char *accion_label(const char *nombre);        /* the name itself when unknown: written by a newer version */
bool accion_known(const char *nombre);
