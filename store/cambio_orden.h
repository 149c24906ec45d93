#pragma once
/* In which order the answers of a change are told: as the forms of the programme ask them, form by form; what no form asks comes behind, by name. */
#include "forms/answers.h"
#include "model/programa.h"

/* programa NULL: they stay as they are. */
void cambio_ordenar(const struct programa *, struct answer_change *, int n, struct arena *scratch);
