#pragma once
/* Opens the screen of a family as it was (screen_pasado.c). */
#include "tui/tablero_familia.h"

struct outcome pasado(struct app *, uint32_t hogar, uint64_t n, int32_t fecha);      /* after operation n; n 0: at the end of the day */
struct outcome pasado_en_una_fecha(struct tablero_familia *);                        /* asks for the day first, in the flujo of the board */
