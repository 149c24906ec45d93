#pragma once
/* Records in bytes and in the tree of a household; no permissions here. What a newer version wrote beside the fields is kept (`extra`)
 * and goes back with the record. Layout: docs/ALMACEN.md. */
#include "store/codec.h"
#include "store/permiso.h"
#include "store/table.h"

struct registro {
	struct record record;
	uint64_t n;                       /* operation that wrote it */
	struct span extra; size_t n_extra;
};
bool registro_in(struct span key, uint32_t version, struct span value, struct arena *, struct registro *);
bool registro_get(struct txn *, uint32_t hogar, enum record_kind, uint32_t seq, struct arena *, struct registro *);   /* false: absent, or sticky error */
void registro_put(struct txn *, const struct registro *, struct arena *scratch);
void registro_del(struct txn *, const struct record *);

/* Records of a household of the kinds up to `last`, in order; damaged ones are counted. False: the household's own record is not there. */
bool familia_load(struct txn *, uint32_t hogar, enum record_kind last, struct arena *, struct ficha *, int *damaged);
int integrantes_load(struct txn *, uint32_t hogar, struct arena *, struct record **);      /* the members alone; damaged ones are left out */
/* The account that owns the household, in the arena; NULL: there is no such household, or an error. */
const char *familia_owner(struct txn *, uint32_t hogar, struct arena *);
/* May the actor do this with the household? False with a sticky error: ERR_NOT_FOUND, ERR_DENIED. */
bool familia_check(struct txn *, uint32_t hogar, enum permiso);
