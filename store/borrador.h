#pragma once
/* Drafts: each field is durable when it is left. One per account, household, form and subject; not reported data, so not in the journal; sealed like all else.
 * A draft is deleted in the transaction that saves what it held; one draft never overwrites another, nor what another console of the account wrote in it
 * (store/borrador_mio.h). */
#include "store/txn.h"

struct borrador_clave {
	uint32_t hogar;              /* 0: a household that is being registered; then seq tells several apart */
	const char *formulario;
	uint32_t seq;                /* member for forms of one member, else 0 */
};
#define BORRADOR_EN_VENTANA "ventana/"      /* forms of that beginning: what somebody who may read the family was writing in a window, in this field: */
#define VENTANA_TEXTO "texto"
struct borrador { struct borrador_clave clave; struct answers campos; const char *titulo; const char *campo; int64_t guardado; uint64_t sello; };
#define BORRADOR_ANTES "__antes"              /* in the name of a field: what the question had for an answer when it was read */
struct borrador_mio;
/* campo: the field where the cursor was (name or name@row). titulo: what lists show («Registrar hogar: Restrepo…»). */
/* No fields: there is no draft any more. Whatever is there is written over; by borrador_escribir only what this console has changed. */
bool borrador_put(struct store *, const struct borrador_clave *, const struct answers *, const char *titulo, const char *campo, struct err *);
bool borrador_escribir(struct store *, const struct borrador_clave *, const struct answers *, const char *titulo, const char *campo, struct borrador_mio *, struct err *);
bool borrador_get(struct txn *, const struct borrador_clave *, struct arena *, struct borrador *);   /* false: none */
bool borrador_quitar(struct store *, const struct borrador_clave *, struct err *);                    /* in a transaction of its own, also where there is no room for anything more */
/* What was written is saved in this transaction: the draft ends, but for what another console wrote in it. mio NULL: as borrador_del. */
void borrador_terminar(struct txn *, const struct borrador_clave *, struct borrador_mio *);
void borrador_del(struct txn *, const struct borrador_clave *);                                       /* in a write transaction */
int borrador_list(struct txn *, uint32_t hogar_or_all, bool all, struct arena *, struct borrador **out);   /* of the actor, newest first */
/* A draft of anybody about this household, without its answers, but for texts in windows: before it is joined to another one or goes. */
bool borrador_ajeno(struct txn *, uint32_t hogar, struct arena *, struct borrador *out);
/* Household of each draft of the actor, ascending, one number per draft (0: a registration): for badges. */
int borrador_hogares(struct txn *, struct arena *, uint32_t **hogares);
