#pragma once
/* What is wrong in a file that a person wrote: all of it at once, with position. Printed as `file:line:column: reason`;
 * line 0 means the file as a whole (`file: reason`). File and text are cleaned for the terminal and copied. */
#include "base/arena.h"
#include <stdio.h>

struct problem { const char *file; int line, col; const char *text; };
struct problems { struct arena *arena; struct problem *item; int n, cap; };

void problems_init(struct problems *, struct arena *);
void problem_add(struct problems *, const char *file, int line, int col, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void problems_print(const struct problems *, FILE *);   /* in order of file, line, column */
