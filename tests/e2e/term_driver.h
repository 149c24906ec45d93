#pragma once
/* Drives the real program in a pseudo-terminal and reads its screen back through libvterm. Waits are for text or for the program's own mark that it
 * waits for a key (LOGROS_MARCA); nothing sleeps for a fixed time. A failing wait prints the whole screen. */
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct term_driver;
/* term: NULL is xterm-256color; keyboard: whose bytes are sent, NULL as term (term_keys.h); env: K=V … NULL */
struct term_start { int rows, cols; const char *term, *keyboard; const char *const *env; };

struct term_driver *term_start(char *const argv[], const struct term_start *);
/* How the terminal answers what the program asks of it. */
enum term_answers { TERM_MUTE, TERM_AT_ONCE, TERM_IN_PIECES };      /* mute as it starts */
void term_answering(struct term_driver *, enum term_answers);
void term_ready(struct term_driver *);                               /* waits for the first picture, whole; or for the end */
/* Keys as written: "Peña<Tab><F2><Ctrl-S><Esc>"; each burst waits until the program is idle again. */
void term_keys(struct term_driver *, const char *keys);
void term_bytes(struct term_driver *, const char *bytes);            /* as they are, then waits */
void term_type(struct term_driver *, const char *bytes);             /* as they are, without waiting */
bool term_wait(struct term_driver *, const char *text);              /* false and the screen on stderr when it does not come */
bool term_gone(struct term_driver *, const char *text);
bool term_has(struct term_driver *, const char *text);
const char *term_screen(struct term_driver *);                       /* lines without trailing blanks; until the next call */
const char *term_line(struct term_driver *, int row);                /* until the next call */
void term_cursor(struct term_driver *, int *row, int *col);
bool term_cursor_shown(struct term_driver *);
bool term_coloured(struct term_driver *);                            /* any cell with a colour other than the terminal's own */
void term_resize(struct term_driver *, int rows, int cols);          /* waits for the new picture */
void term_resize_now(struct term_driver *, int rows, int cols);      /* does not */
const char *term_output(struct term_driver *, size_t *n);            /* every byte the program has sent */
pid_t term_pid(struct term_driver *);
void term_kill(struct term_driver *, int signal);
void term_hang_up(struct term_driver *);                             /* the terminal is closed */
int term_status(struct term_driver *);                               /* waits for the end: exit status, 128 + signal, -1 had to kill; the screen stays */
int term_end(struct term_driver *);                                  /* the same, and everything is freed */
long term_now_ms(void);
