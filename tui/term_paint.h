#pragma once
/* The picture on the terminal, painted by curses: what each style looks like, and how much of the last picture the next one changes. Part of the terminal (term.h):
 * works between newterm and endwin. Owns its copy of the last picture. */
#include "tui/grid.h"

void term_paint_open(const char *tema);         /* after newterm */
int term_paint_show(const struct grid *);       /* cells that changed */
void term_paint_close(void);
