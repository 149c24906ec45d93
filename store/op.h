#pragma once
/* The operation under way and the rest of what a write transaction keeps until its commit; for the files of store/ only. */
#include "store/cadena.h"
#include "store/entrada.h"
#include "store/registro.h"

struct censo;
struct columna_pagina;
struct tocado;
struct vista;

struct op_state {
	struct arena arena;                  /* of the operation under way, emptied by op_end */
	struct cabeza cabeza;                /* of the journal, with the operations of this transaction */
	uint64_t committed;                  /* last operation before this transaction */
	bool in_op, force;                   /* force: leaves an entry although no record changed */
	struct op op;
	struct id id;
	uint64_t deshace;                    /* the operation that this one undoes */
	struct imagen *imagen; int n_imagen, cap_imagen;      /* antes and despues hold all fields until op_end */
	struct medida *medida; int n_medida, cap_medida;      /* of households that it measured, or took away with their measurement */
	struct vista *vista;                 /* rows as this transaction sees them, store/vista.h */
	struct columna_pagina *columna;      /* the page that is being changed, store/columna.h */
	struct censo *censo;                 /* counters as they will be, store/censo.h */
	struct tocado *tocado; int n_tocado, cap_tocado;      /* store/indice.h */
};

bool op_begin_forced(struct txn *, const struct op *);      /* of the store itself: needs no actor, leaves its entry in any case */
bool op_state_init(struct txn *);            /* at the begin of a write transaction */
void op_state_done(struct txn *);
/* Before the commit: rows, indexes, counters, search, head of the journal. */
bool op_flush(struct txn *);
void op_medida(struct op_state *, uint32_t hogar, const struct medicion *);      /* as fila_medicion; not known: none any more */
/* Writes a record without asking for its version or permission (undo). NULL fields: removes it. */
void op_restore(struct txn *, const struct registro *stored_or_null, const struct record *, bool remove);
