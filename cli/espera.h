#pragma once
/* Something long in a command: Esc, Ctrl-C, a hang-up or a closing of the session ask it to stop, and it stops where nothing is lost; the space bar pauses. */
#include <stdbool.h>
#include <stdint.h>
#include <termios.h>

struct espera { bool keys, show, paused, stop; struct termios was; int64_t began, shown; };
void espera_begin(struct espera *, const char *teclas);      /* what the keys do, said at once when there are keys; or NULL */
bool espera_stop(struct espera *);               /* asked to stop? */
bool espera_pause(struct espera *);              /* the same; while it is paused it waits here, with nothing of the store open */
bool espera_turn(struct espera *, int after_ms); /* is it time to show how far it is? Not before it has lasted so long */
void espera_end(struct espera *);
int64_t espera_ms(const struct espera *);        /* since the beginning */
