#pragma once
/* A store as text: everything that the account which is in can see of it, one line each, in a fixed order. Golden files of old formats
 * are compared with the text that the program of their time wrote. */
#include "base/strbuf.h"
#include "store/store.h"

void muestra_of(struct store *, struct strbuf *);
