#pragma once
/* Two consoles of one account write one draft, each the fields that it changes. A console knows the draft by its stamp and by what it wrote or read last; when another
 * one has written since, the two are joined field by field, so that neither loses what was typed. Where both typed in one field what was typed last stands, and is told. */
#include "store/borrador.h"

struct borrador_mio {
	struct arena arena;              /* of this struct */
	uint64_t sello;                  /* of the draft as this console knows it; 0: of none */
	struct answers campos;           /* what it had written, or read */
	const struct answers *final;     /* what is being saved, for borrador_terminar; NULL: campos */
	bool aparte;                     /* not to be joined: borrador_escribir is refused with ERR_CONFLICT, borrador_terminar leaves what another one wrote */
	const char *campo;               /* borrador_escribir: both typed in this field … */
	const char *otro;                /* … and the other one this text; NULL: no field */
	bool juntos;                     /* it has something of another console, whoever wrote it last */
	bool quedo;                      /* borrador_terminar left what another console wrote and nobody has saved */
};
/* A draft is being written from now on; `campos`: what it has without a change, `draft`: what was read of it, or NULL. Zeroed before the first call. */
void borrador_mio_abrir(struct borrador_mio *, const struct answers *campos, const struct borrador *draft);
void borrador_mio_cerrar(struct borrador_mio *);

/* For borrador_escribir, and for a screen whose draft without a change is no draft. */
void borrador_unir(struct borrador_mio *, const struct answers *suyo, const struct answers *mio, struct answers *out);
void borrador_mio_escrito(struct borrador_mio *, const struct answers *campos, uint64_t sello);
