#pragma once
/* A world of its own for each test: an empty HOME, a fixed day and a store. The practice store (seed 7) is made once for the whole run
 * and copied. A real store is made by «iniciar» with WORLD_PHRASE and the account «marta». Every command and console stands at noon of its day. */
#include "term_driver.h"

#define WORLD_DAY "2026-11-20"
#define WORLD_PHRASE "cuatro palabras muy largas"

struct world { char dir[64]; char store[256]; bool real; };
void world_practica(struct world *);
void world_real(struct world *);
void world_nothing(struct world *);               /* no store */
void world_remove(struct world *);

/* NULL or 0: 24 × 80, xterm-256color with its own keyboard, WORLD_DAY, no words, nothing added to the environment. */
struct world_how { int rows, cols; const char *term, *keyboard, *day, *phrase; const char *const *words; const char *const *env; };
struct term_driver *world_console(const struct world *, const struct world_how *);
/* A command without a terminal; output and messages together; its exit status, or 128 + signal. */
int world_run(const struct world *, char *out, size_t size, const char *const words[]);
int world_run_how(const struct world *, char *out, size_t size, const struct world_how *);
#define WORLD_RUN(w, out, ...) world_run(w, out, sizeof out, (const char *const[]){ __VA_ARGS__, NULL })
