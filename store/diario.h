#pragma once
/* The journal: one entry per operation, with before- and after-images, author, reason and the hash of the entry before. Read here;
 * written only by op_end. History screens, undo and the feed for exchange come from it. */
#include "store/txn.h"

/* antes and despues hold the fields that the operation changed, not the others. New: nothing before. Removed (by undo): version_despues 0, nothing after. */
struct imagen { enum record_kind kind; uint32_t hogar, seq, version_antes, version_despues; struct id id; struct answers antes, despues; bool nuevo; };
struct entrada {
	uint64_t n;                  /* sequence, from 1 without gaps */
	struct id id;
	struct id lote;              /* of the operations made as one act; zero: alone */
	int64_t cuando; int32_t fecha;
	const char *usuario, *nombre, *accion, *motivo, *detalle;
	uint32_t hogar;
	uint64_t deshace;            /* the operation that this one undoes; 0 none */
	uint64_t deshecha_por;       /* 0: stands, maybe because it was done again */
	struct imagen *imagen; int n_imagen;
};
/* Operations of a household, newest first, from position `desde`; images only when asked. Returns how many. */
int diario_hogar(struct txn *, uint32_t hogar, int desde, int n, bool imagenes, struct arena *, struct entrada **out, int *total);
/* The history of one field, or with campo NULL of one record: the operations that changed it, newest first, each with one image that holds nothing else. */
int diario_campo(struct txn *, uint32_t hogar, enum record_kind, uint32_t seq, const char *campo, struct arena *, struct entrada **out);
bool diario_get(struct txn *, uint64_t n, struct arena *, struct entrada *);
uint64_t diario_last(struct txn *);
/* A new operation that puts back the images from before; refused, with the reason, when a field it changed holds something else by now (ERR_CONFLICT names who,
 * what and when) or when it is undone already (ERR_RULE). One that was undone and done again is undone once more. People undo through acto_deshacer. */
bool diario_deshacer(struct txn *, uint64_t n, const char *motivo, struct err *);
/* May it be undone now? Reads only, as far as fields and permissions go; what the rules of the family say is asked when it is done. */
bool diario_deshacer_puede(struct txn *, uint64_t n, struct err *);
