#pragma once
/* What must hold between the files of a programme: names that one file uses and another defines. Only programa_load uses it.
 * A definition that did not load is NULL here and has told its own problems; nothing is asked of it. */
#include "base/yaml.h"
#include "model/programa.h"

void programa_cruce_check(const struct programa *, const struct yaml_node *programa_yaml, struct problems *);
