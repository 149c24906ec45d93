#pragma once
/* Drives the real program in a pseudo-terminal and reads its screen back through libvterm. Waits are for text or for the program's own mark that it
 * waits for a key (LOGROS_MARCA); nothing sleeps for a fixed time. A failing wait prints the whole screen. */
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct term_driver;
struct term_start { int rows, cols; const char *term; const char *const *env; };     /* env: K=V … NULL */

struct term_driver *term_start(char *const argv[], const struct term_start *);
/* Keys as written: "Peña<Tab><F2><Ctrl-S><Esc>"; each burst waits until the program is idle again. */
void term_keys(struct term_driver *, const char *keys);
void term_bytes(struct term_driver *, const char *bytes);            /* as they are, then waits */
void term_type(struct term_driver *, const char *bytes);             /* as they are, without waiting */
bool term_wait(struct term_driver *, const char *text);              /* false and the screen on stderr after 10 s */
bool term_gone(struct term_driver *, const char *text);
bool term_has(struct term_driver *, const char *text);
const char *term_screen(struct term_driver *);                       /* until the next call */
void term_cursor(struct term_driver *, int *row, int *col);
void term_resize(struct term_driver *, int rows, int cols);
unsigned long term_bytes_in(struct term_driver *);                   /* painted so far */
pid_t term_pid(struct term_driver *);
void term_kill(struct term_driver *, int signal);
void term_hang_up(struct term_driver *);                             /* the terminal is closed */
int term_end(struct term_driver *);                                  /* waits for the end; exit status, 128 + signal, -1 had to kill */

/* A world of its own: an empty HOME, a fixed day, and a practice store of a fixed seed. */
struct world { char dir[64]; char store[96]; };
void world_make(struct world *, bool practica);
void world_remove(struct world *);
struct term_driver *world_console(const struct world *, int rows, int cols, const char *term);
int world_run(const struct world *, char *out, size_t size, const char *const args[]);     /* a command; its output and exit status */
#define WORLD_DAY "2026-11-20"
