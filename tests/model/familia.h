#pragma once
/* A family and a dictionary for the tests of the model, written as text. All people are invented. */
#include "base/yaml.h"
#include "model/ficha.h"

struct familia {
	struct arena arena;
	struct problems problems;
	struct dict dict;
	struct ficha ficha;
};

void familia_start(struct familia *, const char *variables_yaml);        /* the test fails when the dictionary is wrong */
void familia_start_real(struct familia *);                               /* with the dictionary of programs/common */
const struct yaml_node *familia_file(struct familia *, const char *path); /* below programs/ */
void familia_done(struct familia *);
const struct yaml_node *familia_yaml(struct familia *, const char *text);
/* «zona=u; edad=30; activo=no»: read with the type of the variable, or of the program's own field; `=` alone takes the answer away, `*` refuses it. */
void familia_hogar(struct familia *, const char *answers);
void familia_integrante(struct familia *, uint32_t seq, const char *answers);
void familia_put(struct familia *, enum record_kind, uint32_t seq, const char *answers);
struct scope familia_scope(struct familia *, const char *iso_date);
int32_t dia(const char *iso_date);
bool familia_problema(const struct familia *, const char *words);        /* is there a problem with these words? */
bool trace_has(const struct trace *, const char *words);
