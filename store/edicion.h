#pragma once
/* An edit of a family in memory that becomes one operation: acts change records of the ficha through here, and edicion_save writes those that were
 * touched, with the next step in words and the numbers that lists show. For the acts only.
 *
 * The ficha may be older than the store: another session changed other records of the family meanwhile. Plain edits go on (the store refuses only the
 * records that both changed) and the ficha ends as the store has it; acts that decide about the family as a whole ask edicion_firme first. */
#include "store/acto.h"

struct toque { enum record_kind kind; uint32_t seq; bool nuevo; struct answers antes; };      /* antes: before the edit */
struct edicion {
	struct acto *acto;
	struct ficha *ficha;
	const struct ficha *actual;           /* the family as it stands in the store; NULL: as in the ficha */
	struct toque *toque; int n, cap;
	struct borrador_clave borrador;       /* draft that ends with this operation; formulario NULL: none */
	bool neutra;                          /* touches nothing that rules read: the evaluation from before still holds */
	bool revisada;                        /* edicion_check was asked: what others changed meanwhile is checked as well */
};

/* Refused when the route of the household has ended. */
bool edicion_begin(struct edicion *, struct acto *, struct ficha *, struct err *);
/* The same for one whose route may have ended: edicion_abierta is asked by the caller. */
bool edicion_begin_any(struct edicion *, struct acto *, struct ficha *, struct err *);
bool edicion_abierta(const struct ficha *, struct err *);
/* ERR_CONFLICT, with who and when, if anything of the family changed since the ficha was loaded. */
bool edicion_firme(struct edicion *, struct err *);

/* The record of the ficha to change; a new one when there is none yet. The pointer holds until the next call. */
struct record *edicion_record(struct edicion *, enum record_kind, uint32_t seq);
struct record *edicion_hogar(struct edicion *);
/* Replaces the answers when they differ. */
void edicion_answers(struct edicion *, enum record_kind, uint32_t seq, const struct answers *);
uint32_t edicion_next_seq(const struct edicion *, enum record_kind);

/* The integrity of the family as a whole: refuses what this edit would break, not what was wrong before. */
bool edicion_check(struct edicion *, struct err *);
bool edicion_save(struct edicion *, const char *accion, const char *motivo, const char *detalle, struct err *);

/* Is there something in the text besides blanks? NULL: no. */
bool texto_dado(const char *);
