#pragma once
/* Somebody new being entered: the registration form of a member, in a family that exists or is in the making, with whom it might be already.
 * It owns no store but to look for matches; the screen keeps the draft and saves. */
#include "store/borrador_mio.h"
#include "store/lista.h"
#include "tui/form_view.h"

struct persona {
	struct app *app;
	struct arena arena;                    /* of this person; emptied when the next one is opened */
	struct form form;
	struct form_view view;
	struct borrador_mio mio;               /* the draft as this console knows it */
	uint32_t hogar;                        /* of the family, whose own members are no matches; 0: not registered yet */
	char mirado[256];                      /* who it was when matches were last looked for */
	struct parecido *parecido; int n;
	bool asking, other;                    /* other: the user said it is somebody else */
	uint32_t ver;                          /* household of the match to look at */
};

/* family: the other members; a head is proposed when there is none among them. */
void persona_open(struct persona *, struct app *, const struct scope *family, uint32_t hogar, const struct answers *draft, const char *campo);      /* draft: of this one alone */
void persona_close(struct persona *);
bool persona_changed(struct persona *, struct answers *draft);          /* true: `draft` (initialised) is what there is to keep */
void persona_kept(struct persona *, const struct answers *draft);        /* it is durable now */
void persona_answers(const struct persona *, struct answers *);         /* final ones, into initialised answers */
bool persona_otro_jefe(struct persona *);                                /* there would be two heads: says so in the message line */
bool persona_mismo_documento(struct persona *);                          /* a number belongs to one person, whatever its kind: says so likewise */
/* Looks for matches when document, names or birth date have changed, and says so in the message line. */
bool persona_mirar(struct persona *, const struct answers *hogar, struct err *);
bool persona_dudosa(const struct persona *);                             /* matches that the user has not answered */
struct outcome persona_preguntar(struct persona *);                      /* which of them it is, or none */
bool persona_resume(struct persona *, const struct result *);            /* true: the answer was for this; then other or ver is set, or neither */
