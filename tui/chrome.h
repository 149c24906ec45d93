#pragma once
/* What stands around every screen: title bar with PRACTICA and the date, message line, key bar; and the help and the menu made from the bindings. */
#include "tui/app.h"
#include "tui/dialog.h"

enum action chrome_bar_action(const struct app *, int row, int col);              /* which slot of the key bar was clicked; ACTION_NONE elsewhere */
const struct view_arg *chrome_help(struct app *, const struct screen *);          /* in the arena of the turn */
const struct binding *screen_bindings(const struct screen *);
extern const struct screen_ops screen_acciones;                                   /* F9: all actions of the screen below, to read and to run */
