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
/* The same in two steps, for who keeps the facts and not the record: what decides, without a date of today, and the decision. */
struct agenda_hechos { bool cerrada, exento, abierta; int32_t ultima, proxima; };      /* dates: last effective visit, agreed visit; DATE_NONE */
bool agenda_cerrada(const struct momento *, const char *estado, int32_t cierre);       /* of the household; its present moment, which may be NULL */
void agenda_de(const struct ruta *, const struct agenda_hechos *, int32_t today, struct agenda *);
const char *agenda_estado_nombre(enum agenda_estado);
