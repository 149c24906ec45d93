#pragma once
/* The history of one answer, or of a whole record of a family: when it changed, who did it, what it was and what it became. A screen opens it with
 *	return historia_campo(app, &(struct historia_campo_arg){ .hogar = num, .kind = RECORD_INTEGRANTE, .seq = seq, .campo = name });
 * on ACTION_HISTORIA (Ctrl-X), which its bindings then name. */
#include "tui/app.h"
#include "model/record.h"

struct historia_campo_arg { uint32_t hogar; enum record_kind kind; uint32_t seq; const char *campo; };      /* campo NULL: everything about the record */
struct outcome historia_campo(struct app *, const struct historia_campo_arg *);
extern const struct screen_ops screen_historia_campo;
