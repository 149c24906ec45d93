#pragma once
/* The option --a-fecha AAAA-MM-DD, with which commands look at families as they were at the end of a day. */
#include "cli/comando.h"

/* Takes it out of argv; *pasado tells whether it was there. False: it is no date, or one of the future (said). */
bool cli_pasado(struct cli *, int *argc, char **argv, bool *pasado, int32_t *a_fecha);
