#pragma once
/* What screens show of the base maestra. */
#include "store/maestra.h"
#include "tui/app.h"

/* All that a row says, for a dialog. Lines lie in the arena. */
int maestra_lineas(const struct maestra *, struct arena *, struct trace_line **out);
const char *maestra_estado_texto(const struct maestra *);                /* «Por visitar» */
/* « En la base maestra hay 3: véalos con F5.» when somebody there answers to these words and still waits for a visit; "" else. The key is that of the caller's binding. */
const char *maestra_aviso(struct app *, const char *text, struct arena *);
