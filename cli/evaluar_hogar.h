#pragma once
/* A part of the command «evaluar»: one household of the store instead of a file. */
#include "cli/comando.h"

struct evaluar_hogar { const char *folio; bool razones, reservadas, lineas, pasado; int32_t a_fecha; };
int evaluar_hogar(struct cli *, const struct evaluar_hogar *);      /* exit status */
