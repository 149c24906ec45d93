#pragma once
/* Rules of logros, IPM and income: compiled without facts, since the facts of model/hecho.h are computed from what these rules decide,
 * and explained inside a longer trace. */
#include "base/yaml.h"
#include "forms/expr.h"

/* A rule that must be yes or no and reads only answers. NULL when absent (a problem if required) or wrong. */
const struct expr *regla_compile(struct arena *, const struct dict *, const struct yaml_node *map, const char *key, enum level, bool required,
				 struct problems *);
/* yaml_text copied into the arena; NULL when absent. */
const char *regla_texto(struct arena *, const struct yaml_node *map, const char *key, bool required, struct problems *);
/* expr_test whose lines begin at `depth` of the trace. */
enum tri regla_trace(const struct expr *, const struct scope *, struct trace *, int depth);
enum tri tri_and(enum tri, enum tri);
const char *tri_nombre(enum tri);               /* "sí", "no", "sin dato" */
/* «Ana», «Ana y Luis», «Ana, Luis y María». */
const char *enumerar(struct arena *, const char *const *name, int n);
/* How sure a definition is, as the screens say it: «por confirmar (certeza media)»; NULL when it is certain, or says nothing. A letter reads as a word. */
const char *certeza_aviso(struct arena *, const char *certeza);
/* «Ruta por confirmar (certeza media): La cadencia es de este programa», the note only if there is one; NULL when it is certain. */
const char *certeza_frase(struct arena *, const char *que, const char *certeza, const char *nota);
/* The same as a line of a trace; nothing when it is certain. */
void certeza_trace(struct trace *, int depth, const char *que, const char *certeza, const char *nota);
/* «de Ana», «del hogar». */
const char *con_de(struct arena *, const char *words);
