#pragma once
/* The filter of the list of households: one line for each thing it can be narrowed by. A new one is a line in filtro_dialog.c. */
#include "store/lista.h"
#include "tui/screen.h"

/* The filter is changed in place when the dialog is accepted; its texts lie in the programme or are literals. It must outlive the dialog. */
struct filtro_arg { struct filtro *filtro; };
extern const struct screen_ops dialog_filtro;
struct filtro filtro_copy(struct arena *, const struct filtro *);
const char *filtro_texto(struct arena *, const struct programa *, const struct filtro *);      /* «fase Así Crecemos · visita vencida»; "" when all are shown */
