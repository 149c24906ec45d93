#pragma once
/* What a change of a household changes in its evaluation: who joins or leaves moves which logros apply, the IPM, the income and the cell. Both evaluations
 * are of the same programme; shown before a change of composition is accepted. Pure. */
#include "model/evaluacion.h"

enum diferencia_que {
	DIFERENCIA_EMPIEZA,          /* a logro begins to apply to the household, or may */
	DIFERENCIA_TERMINA,          /* it does not apply any more */
	DIFERENCIA_ESTADO,           /* it applied and applies; its state is another */
	DIFERENCIA_PERSONA,          /* logros that begin or cease to be counted for one person */
	DIFERENCIA_PRIVACION,        /* a variable of the IPM */
	DIFERENCIA_IPM, DIFERENCIA_INGRESO, DIFERENCIA_CONDICION, DIFERENCIA_CELDA,
};
struct diferencia { enum diferencia_que que; int id; uint32_t integrante; const char *texto, *comun; };      /* id: logro, variable, condition (0 to 2), cell after;
 * comun: in words that other households may have in common with it */

/* In the order of the enum; 0 when nothing differs. */
int evaluacion_diferencias(const struct evaluacion *before, const struct evaluacion *after, struct arena *, struct diferencia **out);
/* The same as lines under headings; with none, one line that says so. */
void diferencias_explain(const struct diferencia *, int n, struct trace *);

/* Of many households: in how many each difference is found. Begun with the arena alone. */
struct diferencia_suma { enum diferencia_que que; int id; const char *comun; int hogares, ultimo; };      /* ultimo: the household that was counted last, from 1 */
struct diferencias_suma { struct arena *arena; struct diferencia_suma *item; int n, cap, hogares, cambian; };      /* cambian: households with any */
void diferencias_sumar(struct diferencias_suma *, const struct diferencia *, int n);      /* those of one household, copied */
void diferencias_suma_explain(struct diferencias_suma *, struct trace *);      /* orders them first */
