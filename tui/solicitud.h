#pragma once
/* A household that is being registered: what was typed for it and for each person, kept together as one durable draft of household 0.
 * Texts are kept as typed (drafts of forms); what they amount to is computed when it is shown or saved. */
#include "store/acto.h"
#include "tui/app.h"

struct solicitud {
	struct app *app;
	struct arena *arena;                    /* of the screen */
	uint32_t seq;                           /* of its draft; 0: nothing has been kept yet */
	struct borrador_mio mio;
	uint32_t maestra;                       /* the row of the base maestra that it comes from; 0: none */
	struct answers hogar;                   /* as typed */
	struct answers *persona; int n, cap;    /* as typed, in order */
};
/* What has been typed, read as answers. */
struct solicitud_vista {
	struct answers hogar, *persona; int n;
	int falta_hogar, *falta;                /* questions to answer or to correct */
	int jefes;
	const char *nombre;                     /* of the head or the first person; "" */
};

void solicitud_init(struct solicitud *, struct app *, struct arena *);
void solicitud_cerrar(struct solicitud *);
/* Begins with what the base maestra says of the household and its head. */
bool solicitud_de_maestra(struct solicitud *, uint32_t num, struct err *);
bool solicitud_load(struct solicitud *, uint32_t seq, const char **campo, struct err *);      /* ERR_NOT_FOUND: finished or discarded meanwhile */
/* Durable. Where another console of the account goes on with the same registration, this one becomes a registration of its own, and it is said. */
bool solicitud_keep(struct solicitud *, const char *campo, struct err *);
void solicitud_leer(const struct solicitud *, struct arena *, struct solicitud_vista *);
int solicitud_nueva(struct solicitud *);                                                       /* a person more; its place */
void solicitud_quitar(struct solicitud *, int persona);
void solicitud_jefe(struct solicitud *, int persona);                                          /* this one and nobody else; who was has no kinship then */
bool solicitud_registrar(struct solicitud *, struct ficha *out, struct err *);                 /* registers and ends the draft, in one transaction */
/* Everybody entered but one, for the form of that one; -1: everybody. */
struct scope solicitud_scope(const struct solicitud_vista *, const struct app *, int sin, struct arena *);
