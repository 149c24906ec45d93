#pragma once
/* Merging two households that are one family. The plan says who is who and where the two differ, with a choice already made for each difference (what is there
 * on one side only, the more complete text, else the more recent) that a person may change; acto_unir does what the plan says, as one operation of the journal.
 *
 * The kept household keeps its number, folio, cogestor, place in the route and línea base. What the other one lived through comes to it in new records
 * that say where they come from (REGISTRO_UNIDO): visits, commitments, opportunities, measurements, confirmed logros, members who were not there.
 * The other one stays as it was, with HOGAR_UNIDO in its record: it leaves lists, counts and search, and its folio finds the kept one.
 * Undone with acto_deshacer as any operation. */
#include "store/acto.h"

struct union_pareja {                      /* a member of the other household */
	uint32_t otra, queda;        /* who it is in the kept one; 0: comes in as a new member */
	const char *parentesco;      /* of a new member, to the head of the kept one; "": to be said */
	bool elegido;                /* by a person */
};
struct union_campo {
	enum record_kind kind;
	uint32_t queda, otra;        /* seq in each */
	const char *campo;           /* LOGRO_ESTADO stands for all that a confirmation says */
	struct value de_queda, de_otra;
	bool toma_otra;              /* the choice */
	const char *porque;          /* of the choice: «más reciente (12/10/2026)», «más completo», «solo está aquí», «usted lo eligió» */
};
struct union_plan {
	struct arena *arena;
	const struct programa *programa;
	struct ficha queda, otra;
	const struct entrada *historia[2]; int n_historia[2];      /* newest first: when each field was written */
	struct union_pareja *pareja; int n_pareja;
	struct union_campo *campo; int n_campo, cap_campo;
	int filas;                   /* rows of free repeats that come over under other numbers */
	int logros;                  /* differences that are logros: then a reason of its own is asked */
};

/* May these two be merged, keeping the first? The sentence says what to do first. */
bool unir_puede(struct txn *, const struct ficha *queda, const struct ficha *otra, struct err *);
/* Which of the two to keep unless somebody says otherwise: the one that is further on its way. */
uint32_t unir_conviene(const struct ficha *, const struct ficha *);
bool unir_plan(struct txn *, const struct programa *, uint32_t queda, uint32_t otra, struct arena *, struct union_plan *, struct err *);
/* Another match for a member; 0: a new member. Differences are computed again, choices that were made stay. False: that person is matched already. */
bool unir_emparejar(struct union_plan *, int pareja, uint32_t queda);
void unir_parentesco(struct union_plan *, int pareja, const char *parentesco);
/* Does each newcomer have a kinship? Else `pareja` is the first without. */
bool unir_completo(const struct union_plan *, int *pareja, struct err *);
void unir_elegir(struct union_plan *, int campo, bool toma_otra);
/* What a person said in an earlier plan of the same two holds in this one: matches, kinship, and choices about answers that are still the same. */
void unir_heredar(struct union_plan *, const struct union_plan *antes);

/* motivo: always; motivo_logros: when plan->logros > 0. `queda` gets the number of the kept household's ficha as it is then. */
bool acto_unir(struct acto *, const struct union_plan *, const char *motivo, const char *motivo_logros, struct ficha *queda, struct err *);
/* They are two families: kept in both, and they are not proposed again unless they become more alike than `puntos`. */
bool acto_distintos(struct acto *, uint32_t a, uint32_t b, int puntos, const char *motivo, struct err *);
/* The points at which these two were found to be two families; -1: nobody has decided. */
int distintos_puntos(const struct answers *hogar, const char *folio);
