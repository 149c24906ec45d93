#pragma once
/* Somebody else changed the family while this person worked on it. Fields that both changed are shown one by one, with who, when, before, now and mine, and each
 * gets a choice; what only one changed has joined by itself and is told. Where a decision about the family as a whole was refused, the same list is only to be
 * looked at. F2 does the act again, with the choices; Esc leaves it undone, and what was typed stays where it was. Opened by the loop. */
#include "tui/familia.h"

struct conflicto_arg { struct familia *familia; enum action action; };      /* action: the one to repeat */
extern const struct screen_ops screen_conflicto;

/* «Ana: Grado que cursa», «Logro 42: Soporte»: what a field is and whose. */
const char *conflicto_nombre(const struct familia *, const struct conflicto_campo *, struct arena *);
/* «Quedó lo que guardó la otra persona: Teléfono»: what was chosen of theirs; NULL: nothing. */
const char *conflicto_cedidos(const struct familia *, const struct conflicto *, struct arena *);
/* «Marta Restrepo cambió también Teléfono y Barrio»: what was kept of theirs; NULL: nothing. */
const char *conflicto_unidos(const struct familia *, const struct conflicto *, struct arena *);
