#pragma once
/* The programmes as they are shipped, for tests, and families whose forms are filled by rote. All people are invented. */
#include "model/evaluacion.h"
#include "model/ruta.h"
#include "tests/model/familia.h"

#define PROGRAMAS_HOY "2026-06-30"

const char *programas_dir(struct arena *);
/* Starts the family over the dictionary of the programme; the test fails, with every problem told, when it does not load. */
const struct programa *programas_load(struct familia *, const char *id);
/* Fills what is empty in all forms of a moment, in the order of its steps: with sí, the first choice and the least number, or with no, the last and the
 * greatest. Answers about the visit go to the open one, if there is one. */
void programas_llenar(struct familia *, const struct programa *, const char *momento, bool yes);
