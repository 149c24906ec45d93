#pragma once
/* The terminal: the only read of keys. What is shown is in term_paint.c, what keys send in term_keys.c; these three alone include curses. Waits in ppoll with the signals unblocked only there.
 * Restores the terminal on every way out; clears the last screen, which holds a family's data. Function keys of PuTTY, xterm, Linux, vt220, tmux are taught. */
#include "base/err.h"
#include "tui/event.h"
#include "tui/grid.h"

struct term_options { const char *tema; bool raton, lector; };
bool term_open(const struct term_options *, struct err *);     /* ERR_USAGE without a terminal */
void term_close(void);                                          /* may be called twice, and from a crash handler */
/* Next event, or EV_TICK after timeout_ms (-1: for ever); EV_NONE: the picture that term_busy held back may go out. EV_HANGUP when the session goes or SIGTERM/SIGHUP comes. */
bool term_next(struct event *, int timeout_ms);
bool term_busy(void);                                           /* input is waiting, or the line still carries the last picture (pace.h): do not paint yet */
void term_settle(void);                                         /* at the end: what the terminal still answers shall not be typed into what comes next */
void term_size(int *rows, int *cols);
void term_draw(const struct grid *);
void term_beep(void);
int term_signal(void);                                          /* the signal that ended it, 0 */
