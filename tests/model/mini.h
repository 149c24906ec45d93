#pragma once
/* A whole programme of a few lines, written to a folder of its own, loaded and removed again. A test may put its own text in the place of one file. */
#include "model/evaluacion.h"
#include "model/ruta.h"

enum { MINI_HOY = 20500 };      /* 16/02/2026 */

/* file: "ruta.yaml"; text NULL leaves the file out; file NULL: all as they are. */
const struct programa *mini_load_with(struct arena *, const char *file, const char *text, struct problems *);
/* The same with one passage of a file replaced; it must be there. */
const struct programa *mini_load_edit(struct arena *, const char *file, const char *from, const char *to, struct problems *);
/* As it stands; the test fails when it does not load. */
const struct programa *mini_load(struct arena *);
const char *mini_text(const char *file);

/* A head (María, 35) and a child (Ana, 9); everything the rules ask for is answered and reached but the child's schooling. */
void mini_familia(struct ficha *, struct arena *);
void mini_set(struct ficha *, enum record_kind, uint32_t seq, const char *name, struct value);   /* makes the record when it is not there */
/* An open visit of the moment with these steps done ("a b"). */
void mini_visita(struct ficha *, const char *momento, const char *hechos);
/* Is there a problem of that file whose text holds the words? Its line, 0 when not. */
int mini_problem(const struct problems *, const char *file, const char *words);
