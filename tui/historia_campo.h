#pragma once
/* The history of one answer, or of a whole record of a family: when it changed, who did it, what it was and what it became. A screen opens it with
 *	return historia_campo(app, &(struct historia_campo_arg){ .hogar = num, .kind = RECORD_INTEGRANTE, .seq = seq, .campo = name });
 * on ACTION_HISTORIA (Ctrl-X), which its bindings then name. */
#include "tui/familia.h"

struct historia_campo_arg { uint32_t hogar; enum record_kind kind; uint32_t seq; const char *campo; };      /* campo NULL: everything about the record */
struct outcome historia_campo(struct app *, const struct historia_campo_arg *);
/* Of a question of a form, where its answer lies; of a row of a repeat, all of its record. item -1: the household; seq: the member that the form is about, or 0. */
struct outcome historia_de_pregunta(const struct familia *, const struct form *, int item, uint32_t seq);
extern const struct screen_ops screen_historia_campo;
