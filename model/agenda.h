#pragma once
/* When a family may and must be visited. One function decides for list, badge, screen and report. */
#include "model/ficha.h"
#include "model/ruta.h"

enum agenda_estado { AGENDA_EN_CURSO, AGENDA_VENCIDA, AGENDA_PENDIENTE, AGENDA_BLOQUEADA, AGENDA_CERRADA };
/* en curso: a visit is open; vencida: from day 90; pendiente: may be visited now; bloqueada: until `desde`; cerrada: the route has ended */

struct agenda {
	enum agenda_estado estado;
	int32_t desde;        /* first day on which a visit may open (last + bloqueo + 1), or the present one */
	int32_t vence;        /* day from which it is overdue; DATE_NONE when there is no visit yet */
	int dias;             /* since the last effective visit, -1 never */
	int32_t acordada;     /* agreed with the family, DATE_NONE */
};
/* From the household record alone, so that lists need nothing else. */
void agenda_of(const struct ruta *, const struct answers *hogar, int32_t today, struct agenda *);
const char *agenda_estado_nombre(enum agenda_estado);
