#pragma once
/* Logros: definitions (logros.yaml) and their state for a family. The number of logros, their ages and rules are data.
 *
 * logros.yaml: catalogo: JUNTOS-45 / version / vigente_desde / fuente / certeza / nota ("numeración reconstruida")
 *   dimensiones: [{id: 1, nombre: Identificación}, …]
 *   logros:
 *     - {id: 9, dimension: 3, enunciado: "Niños y adolescentes de 5 a 17 años sin terminar el ciclo escolar asisten al colegio", corto: "Asistencia escolar de 5 a 17",
 *        ambito: integrante, agrega: todos, aplica_si: "${edad} >= 5 and ${edad} <= 17 and ${grado} < 11", alcanzado_si: "${estudia}",
 *        verificacion: [D, M], sector: "Secretaría de Educación", certeza: A, privacion: no, pendiente: "Que {nombre} asista al colegio"}
 *
 * Rules of the roll-up (docs/FUENTES.md 0.4): nobody applies → no aplica; `todos`: all applicable reached; `alguno`: one is enough;
 * a person without the answer makes it sin dato, never alcanzado (todos); with `alguno`, one known reached decides.
 * A doubt about whether it applies is sin dato too. */
#include "forms/expr.h"
#include "model/ficha.h"

enum logro_estado { LOGRO_SIN_DATO, LOGRO_ALCANZADO, LOGRO_POR_ALCANZAR, LOGRO_NO_APLICA, LOGRO_ESTADOS };
enum logro_agrega { AGREGA_TODOS, AGREGA_ALGUNO };

struct dimension { int id; const char *nombre; };
struct logro_def {
	int id, dimension;
	const char *enunciado, *corto, *pendiente;
	bool por_integrante;
	enum logro_agrega agrega;
	const struct expr *aplica_si, *alcanzado_si;      /* aplica_si NULL: always */
	const char *verificacion, *sector, *certeza, *fuente, *nota;   /* verificacion: letters "D,R" */
	bool privacion;                                   /* among those that point to deprivations (MEDELLÍN-41) */
};
struct logro_catalogo {
	const char *nombre, *nota, *fuente; int version; int32_t vigente_desde;
	struct dimension *dimension; int n_dimension;
	struct logro_def *logro; int n;                   /* in order of id */
};
const struct logro_catalogo *logro_catalogo_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);
const struct logro_def *logro_find(const struct logro_catalogo *, int id);
const char *dimension_nombre(const struct logro_catalogo *, int id);

/* The state for one subject: a member, or the household (integrante NULL). */
struct logro_sujeto {
	const struct record *integrante;
	uint32_t seq;                          /* of the member, 0 household */
	enum logro_estado calculado;           /* what the rule says today */
	enum logro_estado base;                /* línea base; SIN_DATO with base_fecha DATE_NONE: not frozen */
	int32_t base_fecha;
	enum logro_estado vigente;             /* the confirmed one where there is one, else the computed */
	bool confirmado, revisar;              /* revisar: the rule has changed its mind since it was confirmed */
	const struct record *registro;         /* RECORD_LOGRO or NULL */
};
struct logro_resultado {
	const struct logro_def *def;
	struct logro_sujeto *sujeto; int n;    /* members to whom it applies or may apply; or the household */
	enum logro_estado calculado, base, vigente;
	int prioridad;                         /* 0: not in the plan */
	int pendientes;                        /* subjects por alcanzar */
	bool motivo;                           /* por alcanzar with a cause outside the programme for each pending subject */
};
/* All logros for a family on the date of the scope, in order of the catalogue; returns how many. The scope is the one of the ficha (ficha_scope);
 * its facts are not read. «No aplica» is never overridden by a confirmed state. */
int logro_evaluate(const struct logro_catalogo *, const struct ficha *, const struct scope *, struct arena *, struct logro_resultado **out);
/* The roll-up alone, from how many subjects are in each state. With `todos` one known por alcanzar decides, as one alcanzado does with `alguno`. */
enum logro_estado logro_reunir(enum logro_agrega, const int cuenta[LOGRO_ESTADOS]);
const char *logro_estado_nombre(enum logro_estado);    /* "Por alcanzar" */
const char *logro_estado_clave(enum logro_estado);     /* "por_alcanzar" */
char logro_estado_letra(enum logro_estado);            /* A P - ? */
enum logro_estado logro_estado_find(const char *clave);
/* The whole «¿por qué?» of a logro for a subject, or of its roll-up (sujeto NULL). */
void logro_explain(const struct logro_resultado *, const struct logro_sujeto *, const struct scope *, struct trace *);
