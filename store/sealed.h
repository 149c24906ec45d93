#pragma once
/* A value on its way into a table and out of it: packed where that makes it smaller, sealed, and back. For table*.c. */
#include "store/table.h"

struct seal_where;
/* The text to be sealed, which is the value itself or lies in the store's working memory until the next call; `where` then says whether it is packed. */
struct span sealed_text(struct store *, struct span value, struct seal_where *where);
/* False: damaged, moved, or of another store. The value lies in the arena. */
bool sealed_open(struct store *, enum table, struct span key, struct span sealed, struct arena *, struct span *value, uint32_t *version);
