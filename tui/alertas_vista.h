#pragma once
/* The alerts of a family as lines, by priority, then those that cannot be told; and the «¿por qué?» of each, with what to do. Whoever may not see
 * reserved ones sees neither them nor how many they are. */
#include "store/desde.h"
#include "tui/tablero_familia.h"

enum { ALERTAS_HALLADA = 1, ALERTAS_POR_SABER };      /* id: index in the list */

struct alertas_vista {
	struct tablero_familia t;                     /* first: see tablero_familia.h */
	struct alerta_hallada *hallada, *por_saber; int n_hallada, n_por_saber;
	const struct desde *desde;                    /* of each found; NULL: it could not be read */
};

enum { ALERTAS_COLUMNAS = 3 };
extern const struct columna alertas_columna[ALERTAS_COLUMNAS];
void alertas_lineas(struct tablero_familia *);
bool alertas_hay(const struct familia *);                                    /* does the programme look for any */
const char *alertas_resumen(const struct familia *, struct arena *);         /* «2 por atender; 3 por saber» */
bool alertas_por_que(const struct alertas_vista *, const struct renglon_de *, const char **title, struct trace *);
