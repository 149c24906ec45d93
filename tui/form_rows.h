#pragma once
/* The rows of a free repeat under the keys: add one, take one out after asking, say that there are none. For form_view only. */
#include "tui/form_view.h"

bool form_rows_at(const struct form_view *);                              /* is the cursor on the line where rows are added? */
/* Each gives the item for the cursor, -1 when there is nothing to do (said in the message line). */
int form_rows_add(struct form_view *);
int form_rows_type(struct form_view *, uint32_t letter);                  /* on that line: blank adds, n says that there are none */
int form_rows_unsay(struct form_view *);                                  /* on that line: what was said is taken back */
bool form_rows_ask_out(struct form_view *, struct outcome *out);          /* asks whether the row with the cursor goes; false: the cursor is in no row */
int form_rows_out(struct form_view *, int item);                          /* it goes */
const char *form_rows_hint(const struct form_view *, struct arena *);
