#pragma once
/* What every reader of definitions needs from a map of YAML: lists of numbers and texts, and rules compiled where they stand.
 * All results live in the arena; what is wrong goes to `problems` with its place. */
#include "base/yaml.h"
#include "forms/expr.h"

/* Lists: how many items were right; 0 when the key is absent. A single scalar counts as a list of one. */
int lectura_enteros(struct arena *, const struct yaml_node *map, const char *key, const int **out, struct problems *);
int lectura_textos(struct arena *, const struct yaml_node *map, const char *key, const char *const **out, struct problems *);
/* A rule that must be yes or no; NULL when the key is absent or the rule is wrong. One that reads a retired variable, also through a calculation, is a problem. */
const struct expr *lectura_regla(struct arena *, const struct dict *, const struct yaml_node *map, const char *key, enum level, struct problems *);
/* yaml_int within limits; `otherwise` when absent or wrong. */
int lectura_entero(const struct yaml_node *map, const char *key, bool required, int low, int high, int otherwise, struct problems *);
/* An identifier: required, small letters, digits and «_». NULL when wrong. */
const char *lectura_id(const struct yaml_node *map, const char *key, struct problems *);
