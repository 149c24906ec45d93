#pragma once
/* What people write lasts before they accept it or leave the field: it becomes durable when nobody has typed for a second, on a hang-up, and before the console locks.
 * A screen with drafts keeps it in its own (keep_writing); else, in a dialog, it is a draft of its own, under the household, the screen and the words of the dialog, and the same dialog goes on
 * from it the next time. That draft ends when the act that asked is done, or when the dialog is left on purpose; a refused act leaves it.
 * Called by the loop alone. */
#include "tui/app.h"

void writing_begin(struct app *);                        /* a dialog has just been opened */
void writing_keep(struct app *);                         /* all that is being written now */
void writing_end(struct app *, bool accepted);           /* the dialog on top is about to end */
void writing_turn(struct app *);                         /* the turn is over: what was written for acts that are done is dropped */
