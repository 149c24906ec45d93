#pragma once
/* Light rows in bytes, and what follows from them: hashes, words, counts. Only for store/maestra*.c. Layout: docs/ALMACEN.md. */
#include "store/hash.h"
#include "store/maestra.h"
#include "store/maestra_carga.h"

struct maestra_fila {
	struct maestra m;
	struct span antes;                   /* the row as it was before the load m.carga changed it, in bytes; empty: that load brought it */
};
struct span maestra_out(const struct maestra_fila *, struct arena *);
bool maestra_in(uint32_t num, struct span, struct arena *, struct maestra_fila *);
bool maestra_read(struct txn *, uint32_t num, struct arena *, struct maestra_fila *);      /* no permission is asked */
void maestra_write(struct txn *, const struct maestra_fila *, struct arena *);

/* What the indexes must hold for a row. */
struct maestra_terminos { const char *words; struct hash hash[2]; int n; };
bool maestra_terminos(struct txn *, const struct maestra *, struct arena *, struct maestra_terminos *);
/* The words that tell whose a row is and whether it was visited; an account that has none yet must have been given its number before. */
const char *maestra_marcas(struct txn *, const struct maestra *, struct arena *);
struct hash maestra_hash_clave(const struct store *, const struct maestra *, struct arena *);
/* The indexes from one row to the other; NULL: there was none, there is none any more. */
void maestra_indice(struct txn *, const struct maestra *antes, const struct maestra *despues, struct arena *);

struct maestra_estado { struct maestra_total total; uint32_t cargas; struct maestra_carga carga; };     /* carga: the last one */
bool maestra_estado_get(struct txn *, struct arena *, struct maestra_estado *);      /* all zero before the first load */
void maestra_estado_put(struct txn *, const struct maestra_estado *, struct arena *);
