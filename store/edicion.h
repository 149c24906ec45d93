#pragma once
/* An edit of a family in memory that becomes one operation: acts change records of the ficha through here, and edicion_save writes those that were
 * touched, with the next step in words and the numbers that lists show. For the acts only. */
#include "store/acto.h"

struct edicion {
	struct acto *acto;
	struct ficha *ficha;
	struct { enum record_kind kind; uint32_t seq; } *tocado;
	int n, cap;
	struct borrador_clave borrador;       /* draft that ends with this operation; formulario NULL: none */
	struct id id;                         /* of the operation; zero: a new one */
};

void edicion_begin(struct edicion *, struct acto *, struct ficha *);
/* The record of the ficha to change; a new one when there is none yet. The pointer holds until the next call. */
struct record *edicion_record(struct edicion *, enum record_kind, uint32_t seq);
struct record *edicion_hogar(struct edicion *);
/* Replaces the answers when they differ. */
void edicion_answers(struct edicion *, enum record_kind, uint32_t seq, const struct answers *);
bool edicion_save(struct edicion *, const char *accion, const char *motivo, const char *detalle, struct err *);
/* The household must exist and still be on its route. */
bool edicion_abierta(const struct ficha *, struct err *);
