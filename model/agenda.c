#include "model/agenda.h"
#include "model/campos.h"
#include <string.h>

/* States in which nobody visits any more. A moment may bear one of them (the closing session of a promoted family): while it lasts the route goes on. */
static const char *const finales[] = { "promovido", "cierre_administrativo", "retiro", "no_localizado", "traslado", "fallecimiento" };

bool agenda_cerrada(const struct momento *momento, const char *estado, int32_t cierre)
{
	if (cierre != DATE_NONE)
		return true;
	if (momento && momento->estado && !strcmp(momento->estado, estado))
		return false;
	for (size_t i = 0; i < sizeof finales / sizeof *finales; i++)
		if (!strcmp(finales[i], estado))
			return true;
	return false;
}

void agenda_de(const struct ruta *ruta, const struct agenda_hechos *h, int32_t today, struct agenda *out)
{
	*out = (struct agenda){ .desde = today, .vence = DATE_NONE, .dias = -1, .acordada = h->proxima };
	if (h->ultima != DATE_NONE) {
		out->dias = today > h->ultima ? (int)(today - h->ultima) : 0;
		out->vence = h->ultima + ruta->vence_dias;
		if (out->acordada != DATE_NONE && out->acordada <= h->ultima)
			out->acordada = DATE_NONE;      /* that visit has been made */
	}
	if (h->cerrada) {
		*out = (struct agenda){ .estado = AGENDA_CERRADA, .desde = DATE_NONE, .vence = DATE_NONE, .dias = out->dias, .acordada = DATE_NONE };
		return;
	}
	bool espera = h->ultima != DATE_NONE && out->dias <= ruta->bloqueo_dias && !h->exento;
	if (h->abierta)
		out->estado = AGENDA_EN_CURSO;
	else if (h->ultima != DATE_NONE && out->dias >= ruta->vence_dias)
		out->estado = AGENDA_VENCIDA;
	else if (espera)
		out->estado = AGENDA_BLOQUEADA;
	else
		out->estado = AGENDA_PENDIENTE;
	if (out->estado == AGENDA_BLOQUEADA)
		out->desde = h->ultima + ruta->bloqueo_dias + 1;
}

void agenda_of(const struct ruta *ruta, const struct answers *hogar, int32_t today, struct agenda *out)
{
	const struct momento *momento = ruta_actual(ruta, hogar);
	struct agenda_hechos h = {
		.cerrada = agenda_cerrada(momento, answers_text(hogar, HOGAR_ESTADO), answers_date(hogar, HOGAR_CIERRE)),
		.exento = momento && momento->exento,
		.abierta = answers_int(hogar, HOGAR_VISITA_ABIERTA, 0) > 0,
		.ultima = answers_date(hogar, HOGAR_ULTIMA_VISITA),
		.proxima = answers_date(hogar, HOGAR_PROXIMA),
	};
	agenda_de(ruta, &h, today, out);
}

const char *agenda_estado_nombre(enum agenda_estado estado)
{
	static const char *const nombre[] = {
		[AGENDA_EN_CURSO] = "En curso",
		[AGENDA_VENCIDA] = "Vencida",
		[AGENDA_PENDIENTE] = "Pendiente",
		[AGENDA_BLOQUEADA] = "En espera",
		[AGENDA_CERRADA] = "Cerrada",
	};
	return (size_t)estado < sizeof nombre / sizeof *nombre ? nombre[estado] : "";
}
