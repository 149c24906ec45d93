#pragma once
/* An edit of a family in memory that becomes one operation: acts change records of the ficha through here, and edicion_save writes those that were
 * touched, with the next step in words and the numbers that lists show. For the acts only.
 *
 * The ficha may be older than the store: another session changed the family meanwhile. Then an act says which of three it is:
 *	edicion_al_dia    it needs nothing of what was read (marks, additions): it begins with the family as it is now
 *	edicion_unir      it writes what somebody typed (called by edicion_check and edicion_save): fields that only one side changed join, those that both changed
 *	                  are a conflict (store/conflicto.h), which the caller shows and answers with acto.decidido
 *	edicion_firme     it decides about the family as a whole: refused, with what changed, until somebody has looked at it
 * In all of them acto.conflicto tells what the others changed, and the ficha ends as the store has it. */
#include "store/acto.h"

struct toque { enum record_kind kind; uint32_t seq; bool nuevo; struct answers antes; };      /* antes: before the edit */
struct edicion {
	struct acto *acto;
	struct ficha *ficha;
	const struct ficha *leida, *actual;   /* as it was read, and as it stands in the store; NULL: the ficha is both */
	bool ajena;                           /* others changed the family since it was read */
	bool unida;                           /* the ficha is the stored family with this edit in it */
	struct toque *toque; int n, cap;
	struct borrador_clave borrador;       /* draft that ends with this operation; formulario NULL: none */
	struct id lote;                       /* made as one act over many commits: the same in all of them; zero: alone */
	bool neutra;                          /* touches nothing that rules read: the evaluation from before still holds */
};

/* Refused when the route of the household has ended. */
bool edicion_begin(struct edicion *, struct acto *, struct ficha *, struct err *);
/* The same for one whose route may have ended: edicion_abierta is asked by the caller. */
bool edicion_begin_any(struct edicion *, struct acto *, struct ficha *, struct err *);
bool edicion_abierta(const struct ficha *, struct err *);
/* ERR_CONFLICT, with who and when, if anything of the family changed since the ficha was loaded. */
bool edicion_firme(struct edicion *, struct err *);
/* Before the first change of the edit: the ficha becomes what the store has, and what the act looks at is looked at there. Refused when the route has ended. */
bool edicion_al_dia(struct edicion *, struct err *);
/* After the last one. ERR_CONFLICT when both changed a field. Pointers to records of the ficha end. */
bool edicion_unir(struct edicion *, struct err *);

/* The record of the ficha to change; a new one when there is none yet. The pointer holds until the next call. */
struct record *edicion_record(struct edicion *, enum record_kind, uint32_t seq);
struct record *edicion_hogar(struct edicion *);
/* Replaces the answers when they differ. */
void edicion_answers(struct edicion *, enum record_kind, uint32_t seq, const struct answers *);
uint32_t edicion_next_seq(const struct edicion *, enum record_kind);

/* The integrity of the family as a whole: refuses what this edit would break, not what was wrong before. */
bool edicion_check(struct edicion *, struct err *);
bool edicion_save(struct edicion *, const char *accion, const char *motivo, const char *detalle, struct err *);
/* Puts what was touched, with the next step and the numbers of lists, into the operation under way: for acts that change several households in one. */
bool edicion_put(struct edicion *);

/* Is there something in the text besides blanks? NULL: no. */
bool texto_dado(const char *);
/* The text as an answer; blanks alone are none. */
struct value texto_valor(const char *);
