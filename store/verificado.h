#pragma once
/* The last verification of the whole store: done by `logros verificar`, or in the background by a console that could only look at a part when it was opened
 * (a child at idle priority, which ends with it). Its outcome is kept in the file `verificado`, for Estado and for the next who enters. */
#include "store/verify.h"

struct verificado { int64_t cuando; uint64_t operaciones; int problemas; const char *primero; };
bool verificado_leer(const struct store *, struct arena *, struct verificado *);       /* false: never, or not understood */
bool verificado_reciente(const struct store *);            /* all was in order less than a day ago */
void verificado_anotar(const char *almacen, const struct verificacion *);
/* Starts the child, unless all was in order less than a day ago; its number, or -1. It looks at one moment of the store, which keeps what is saved
 * meanwhile from taking the place of old pages: so not longer than half an hour. */
int verificado_en_fondo(struct store *);
void verificado_terminar(struct store *, int pid);       /* at the end of work: it holds a session */
