#pragma once
/* Is the registration of a household complete? Read from the forms named in `registro:` of programa.yaml. */
#include "model/programa.h"

/* Every required question that is relevant has an answer, for the household and each member of the scope; «no quiso responder» is an answer. */
bool registro_completo(const struct programa *, const struct scope *);
