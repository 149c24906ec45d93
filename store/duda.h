#pragma once
/* Pairs of households that may be one family, or that one person may be in twice, for somebody to decide. TABLE_DUDA follows from the records alone and is
 * kept in the write transaction, once per touched household, like rows and hashes: what can be decided is in the list as soon as it is saved.
 *
 * Nobody is compared with everybody. People meet under keyed hashes in TABLE_HASH (DUDA_*): day of birth (day and month in either order) with the
 * initials as they sound; names as they sound, in any order; telephone; number of the document. Only those who meet are compared (store/semejanza.h); a key
 * that more than DUDA_BLOQUE households share tells nobody apart and is passed over. A save that changes nothing of what is compared costs nothing but to see that.
 *
 * A pair is there when the two are alike, none of them is promoted or became part of another one, their routes have not both ended, and nobody has decided at
 * these or more points that they are two families (HOGAR_DISTINTOS, acto_distintos). */
#include "store/lista.h"
#include "store/semejanza.h"

/* Hashes and pairs of all households anew, for a store that has none yet. */
bool duda_rebuild(struct txn *);

/* ---- the list ---- */

struct duda {
	uint32_t a, b;                       /* a < b */
	enum semejanza_tipo tipo;
	int puntos;
	bool ajena;                          /* one of them is accompanied by somebody else: only `propia` may be shown, and the coordination decides */
	struct fila fila[2];                 /* of a and b; when ajena only the own one, in [0] */
	const char **linea; int n_linea;     /* why, in words: who is alike to whom, best first */
};
/* Pairs that the actor may know of, most alike first; as lista_page. */
int duda_page(struct txn *, const struct ruta *, int32_t hoy, int desde, int n, struct arena *, struct duda **out, int *total);
/* For who goes through all of them: which pairs there are, in the order of the list, found and sorted once; duda_get then reads each, in transactions as
 * short as one likes, and is false for one that went meanwhile. */
struct duda_lugar { uint32_t a, b; };
int duda_todas(struct txn *, const struct ruta *, int32_t hoy, struct arena *, struct duda_lugar **out);
int duda_count(struct txn *, const struct ruta *, int32_t hoy);      /* the same number as the list has rows */
int duda_con_par(struct txn *, const uint32_t *hogar, int n);         /* how many of these stand in a pair, whoever may see it */
bool duda_get(struct txn *, const struct ruta *, uint32_t a, uint32_t b, int32_t hoy, struct arena *, struct duda *);
