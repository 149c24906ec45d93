#pragma once
/* Where the questions of a form stand for a width: computed at each drawing, so a resize needs nothing. */
#include "tui/form_view.h"

int form_layout_item_at(const struct form_view *, int row);      /* item under a row of the screen, -1 none */
