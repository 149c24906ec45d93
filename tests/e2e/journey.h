#pragma once
/* What the journeys share: opening a console, going to a family, filling a form by the words on the screen, comparing whole screens.
 * Every helper ends the test with the screen in the message when the program shows something else. */
#include "world.h"

#include <criterion/criterion.h>

/* Words that must, or must not, be on the screen. */
#define cr_wait(t, text) cr_assert(term_wait(t, text), "«%s» did not come:\n%s", text, term_screen(t))
#define cr_gone(t, text) cr_assert(term_gone(t, text), "«%s» stayed:\n%s", text, term_screen(t))
#define cr_not(t, text) cr_assert(!term_has(t, text), "«%s» is on the screen:\n%s", text, term_screen(t))
/* The whole screen, given as lines without trailing blanks. With UPDATE in the environment (the test program run by hand) the actual one is printed. */
#define cr_screen(t, expected) journey_screen(t, expected, __FILE__, __LINE__)
void journey_screen(struct term_driver *, const char *expected, const char *file, int line);

/* A console that shows its first screen. */
struct term_driver *journey_open(const struct world *, const struct world_how *);
/* F10 and the end with status 0. */
void journey_quit(struct term_driver *);
/* From the first screen to the family with that folio, document or name, which must be one. */
void journey_hogar(struct term_driver *, const char *words);
/* From the first screen to the first family of the list that is in that moment («Plan familiar»); visita: also in that situation («En curso»), or NULL. */
void journey_momento(struct term_driver *, const char *momento, const char *visita);
/* The line of the cursor, until the next look at the screen. */
const char *journey_cursor(struct term_driver *);
/* In a list or on a board: down from the first line to one that has the words and passes the test (NULL: any). */
bool journey_line(struct term_driver *, const char *words, bool (*test)(const char *line));
/* Back to the first screen from wherever, with F3. */
void journey_inicio(struct term_driver *);

/* A field by the beginning of its label, and the keys to type in it. Of several with the same label each is used once and the last one for all the rest;
 * a field that is not named is passed over. The form is left at its last field, not saved. Labels are cut at 39 columns on the screen. */
struct dato { const char *label, *keys; };
void journey_fill(struct term_driver *, const struct dato *);
/* The same, then F2; each question «¿Está bien este dato?» gets a reason. `until` is on the screen that follows. */
void journey_save(struct term_driver *, const struct dato *, const char *until);
/* Every field of the open form, from the first to the last: how many. The cursor ends on the last. */
struct visto { char label[128], value[128]; };
int journey_read(struct term_driver *, struct visto *out, int max);
/* Label of the field that has the cursor, "" when none has. */
const char *journey_label(struct term_driver *, char out[256]);
/* The text shown in the field that has the cursor. */
const char *journey_value(struct term_driver *, char out[256]);

/* On to the field whose label begins so; it must come before the end of the form. */
void journey_field(struct term_driver *, const char *label);

/* The number that follows some words of an output; -1 when they are not there. */
long journey_number(const char *text, const char *before);
