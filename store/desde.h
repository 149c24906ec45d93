#pragma once
/* Since when an alert holds: the family is taken back in the journal, operation by operation, and measured at each with the rules of today.
 * What changed without an operation (a birthday) is found between two of them, to the day. */
#include "model/alerta.h"
#include "model/evaluacion.h"
#include "store/txn.h"

struct desde {
	int32_t fecha;               /* it has held on every day from this one on; DATE_NONE: the journal does not reach that far */
	const char *accion;          /* the operation that brought it, as in the journal; NULL: time did */
};
/* For each of the n alerts found in the evaluation of today, in their order; the list lies in the arena. False: sticky error. */
bool desde_alertas(struct txn *, const struct evaluacion *, const struct alerta_hallada *, int n, struct arena *, const struct desde **out);
