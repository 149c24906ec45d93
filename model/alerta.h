#pragma once
/* Alerts (alertas.yaml): what is found in a household, or in one of its members, that a sector should attend to soon (docs/FUENTES.md 5.4).
 * alertas.yaml: version / vigente_desde / fuente / alertas:
 *   - {id: A03, nombre: "Niñez por escolarizar", por_integrante: "${edad} >= 5 and ${edad} <= 16 and not(${estudia})", sector: "Secretaría de Educación", prioridad: 2}
 *   - {id: A07, nombre: …, si: "${riesgo_fisico}", sector: …, prioridad: 1, reservada: si, certeza: media, hacer: "the next step, in words", nota: …}
 * si: a rule about the household; por_integrante: about each member; with both, both must hold. The rules may read facts (model/hecho.h).
 * prioridad: 1 to be attended at once, 2 in the days that follow, 3 within the plan.
 * reservada: neither the alert nor its reasons are for lists, reports or people without the permission for reserved answers; who shows it decides. */
#include "base/yaml.h"
#include "forms/expr.h"

struct alerta {
	const char *id, *nombre, *sector;
	const char *certeza, *nota, *hacer;       /* NULL: not given */
	const struct expr *si, *por_integrante;   /* one of them at least */
	bool reservada;
	int prioridad;
	const char *file; int line, col;
};
struct alerta_list { const struct alerta *item; int n; int version; int32_t vigente_desde; const char *fuente, *certeza; };   /* by priority, then as written */

const struct alerta_list *alerta_load(struct arena *, const struct dict *, const struct yaml_node *, struct problems *);
const struct alerta *alerta_find(const struct alerta_list *, const char *id);

/* Does it hold: of one member (index in the scope), or of the household (-1) */
enum tri alerta_test(const struct alerta *, const struct scope *, int integrante);

struct alerta_hallada {
	const struct alerta *alerta;
	int integrante;                           /* index in the scope; -1: the household as a whole */
	struct trace porque;                      /* the facts that decided; of a doubt, the data that are missing */
};
/* The alerts that hold in the scope, by priority; one per member of whom it holds. Returns how many; the list may be NULL (a programme without alerts). */
int alerta_evaluate(const struct alerta_list *, const struct scope *, struct arena *, struct alerta_hallada **);
/* Those that may hold and cannot be told, because an answer is missing: neither found nor discarded. */
int alerta_por_saber(const struct alerta_list *, const struct scope *, struct arena *, struct alerta_hallada **);
/* «A03 A07»: the codes of the alerts that hold, each once, sorted, one blank between them; "" when there is none. Reserved ones only when asked for.
 * Of an evaluation: alerta_ids(e->programa->alertas, &e->scope, …). */
const char *alerta_ids(const struct alerta_list *, const struct scope *, bool reservadas, struct arena *);
