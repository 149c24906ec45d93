#pragma once
/* The terminal: the only file that includes curses, the only read of keys, the only paint. Waits in ppoll with the signals unblocked only there.
 * Restores the terminal on every way out; clears the last screen, which holds a family's data. Function keys of PuTTY, xterm, Linux, vt220, tmux are taught. */
#include "base/err.h"
#include "tui/event.h"
#include "tui/grid.h"

struct term_options { const char *tema; bool raton, lector; };
bool term_open(const struct term_options *, struct err *);     /* ERR_USAGE without a terminal */
void term_close(void);                                          /* may be called twice, and from a crash handler */
/* Next event, or EV_TICK after timeout_ms (-1: for ever). EV_HANGUP when the session goes or SIGTERM/SIGHUP comes. */
bool term_next(struct event *, int timeout_ms);
bool term_pending(void);                                        /* input is waiting: do not paint yet */
void term_size(int *rows, int *cols);
void term_draw(const struct grid *);
void term_beep(void);
int term_signal(void);                                          /* the signal that ended it, 0 */
