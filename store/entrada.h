#pragma once
/* An operation of the journal in bytes. Images hold only the fields that changed: before and after; a new record has nothing before, a removed one
 * (version_despues 0) nothing after. With the version on both sides that is enough to rebuild, undo and verify any record.
 * The hash over the bytes is the next link of the chain, so they are never written anew. Layout: docs/ALMACEN.md. */
#include "store/cadena.h"
#include "store/codec_value.h"
#include "store/diario.h"
#include "store/medicion.h"

struct medida { uint32_t hogar; struct medicion antes, despues; };

struct entrada_full {
	struct entrada e;
	uint8_t previa[SEAL_CHAIN];
	struct id sesion;
	uint32_t medida;                             /* household that the operation measured, 0 none */
	struct medicion medicion_antes, medicion_despues;
	struct medida *otra; int n_otra;             /* further households, each with an image of its own */
};

void medicion_out(struct codec_out *, const struct medicion *);
struct medicion medicion_in(struct codec_in *);

void entrada_out(struct codec_out *, const struct entrada_full *);
/* False: the bytes are not an operation. Images only when asked. `deshecha_por` is not in the bytes. */
bool entrada_in(struct span bytes, bool images, struct arena *, struct entrada_full *);
/* All of them, the first included; in the arena. */
int entrada_medidas(const struct entrada_full *, struct arena *, struct medida **);
bool entrada_get(struct txn *, uint64_t n, bool images, struct arena *, struct entrada_full *);   /* false: none (txn_ok) or damaged (sticky) */
bool entrada_previa(struct txn *, uint64_t n, uint8_t hash[SEAL_CHAIN]);
uint64_t entrada_deshecha_por(struct txn *, uint64_t n);
/* Does it stand in the history of this household (TABLE_DHOGAR)? Read with its images. */
bool entrada_de(const struct entrada *, uint32_t hogar);
bool entrada_rebuild(struct txn *);              /* TABLE_DHOGAR anew, from the journal */

/* The fields of `after` that differ from `before`, as they are in each. */
void entrada_diff(const struct answers *before, const struct answers *after, struct answers *changed_before, struct answers *changed_after);
/* Puts one side of an image into a record's fields; `other` is the side that it replaces. */
void entrada_apply(struct answers *fields, const struct answers *other, const struct answers *side);
