#pragma once
/* The filter of the list of households: one line for each thing it can be narrowed by. A new one is a line in filtro_dialog.c. */
#include "store/lista.h"
#include "tui/screen.h"

/* The filter is changed in place when the dialog is accepted, with its texts in the arena; both must outlive the dialog. */
struct filtro_arg { struct filtro *filtro; struct arena *arena; };
extern const struct screen_ops dialog_filtro;
struct filtro filtro_copy(struct arena *, const struct filtro *);
const char *filtro_texto(struct arena *, struct app *, const struct filtro *);      /* «fase Así Crecemos · visita vencida»; "" when all are shown */
