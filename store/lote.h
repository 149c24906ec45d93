#pragma once
/* Operations that were made as one act over many commits (an import, a migration) carry the same id, and are undone as one: household by household, at most
 * 200 records per commit, newest operation first. It is looked at first, as an import is: which households something later stands in the way of. What was
 * undone already is passed over, so an undoing that was cut short goes on when it is repeated. The undoing is a batch itself and can be undone. */
#include "model/diferencias.h"
#include "store/acto_deshacer.h"

struct lote_traba { uint32_t hogar; const char *folio, *nombre, *porque; };      /* porque: what stands in the way, in words; of a family
 * that the actor may not change nothing but that it is there: no folio */
struct lote_deshacer {
	/* given */
	struct store *store;
	const struct programa *programa;
	int32_t hoy;
	struct id lote;
	const char *motivo;
	bool aplicar;                /* else it is only looked at */
	bool lo_posible;             /* apply although some stay; else nothing is undone when one is in the way */
	bool comparar;               /* when it is looked at: what the undoing changes in the evaluation of each household, too */
	struct arena *arena;         /* until it is over */
	/* found */
	int hechos, total;           /* households gone over: once to look, once more to undo */
	bool terminado;
	int operaciones, hogares;    /* of the batch that stand */
	int deshechas;               /* now (when looking: that could be) */
	struct lote_traba *traba; int n_traba;
	struct diferencias_suma cambios;     /* compared: of the households that are there before and after … */
	int salen, vuelven;          /* … and how many of the others leave the store or come back to it */
	struct deshacer_efecto unico;        /* of a batch about one household: that one, before and after */
	struct id nuevo;             /* batch of the undoing */
	struct obra *obra;           /* its own */
};
/* False: it failed (ERR_NOT_FOUND: no such batch; ERR_CONFLICT: something is in the way and lo_posible was not given; nothing was undone then). */
bool lote_deshacer(struct lote_deshacer *, struct err *);
/* The same in steps, each of one commit at most, until `terminado`: who shows how far it is, and may stop in between. */
bool lote_comenzar(struct lote_deshacer *, struct err *);
bool lote_seguir(struct lote_deshacer *, struct err *);

/* Its operations, ascending. Any account may count them; who undoes needs the right on each household. */
int lote_operaciones(struct txn *, struct id lote, struct arena *, uint64_t **out);

/* The batches in the journal, newest first: what the first operation of each says. For who may read all families; otherwise those of the account. */
struct lote_resumen { struct id id; uint64_t primera, ultima; int operaciones; int64_t cuando; const char *usuario, *nombre, *accion; };
bool lote_lista(struct store *, struct arena *, struct lote_resumen **out, int *n, struct err *);
