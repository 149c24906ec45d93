#include "model/agenda.h"
#include "model/campos.h"
#include <string.h>

/* States in which nobody visits any more. A moment may bear one of them (the closing session of a promoted family): while it lasts the route goes on. */
static const char *const finales[] = { "promovido", "cierre_administrativo", "retiro", "no_localizado", "traslado", "fallecimiento" };

static bool cerrada(const struct answers *hogar, const struct momento *momento)
{
	if (answers_date(hogar, HOGAR_CIERRE) != DATE_NONE)
		return true;
	const char *estado = answers_text(hogar, HOGAR_ESTADO);
	if (momento && momento->estado && !strcmp(momento->estado, estado))
		return false;
	for (size_t i = 0; i < sizeof finales / sizeof *finales; i++)
		if (!strcmp(finales[i], estado))
			return true;
	return false;
}

void agenda_of(const struct ruta *ruta, const struct answers *hogar, int32_t today, struct agenda *out)
{
	const struct momento *momento = ruta_actual(ruta, hogar);
	int32_t ultima = answers_date(hogar, HOGAR_ULTIMA_VISITA);
	*out = (struct agenda){ .desde = today, .vence = DATE_NONE, .dias = -1, .acordada = answers_date(hogar, HOGAR_PROXIMA) };
	if (ultima != DATE_NONE) {
		out->dias = today > ultima ? (int)(today - ultima) : 0;
		out->vence = ultima + ruta->vence_dias;
		if (out->acordada != DATE_NONE && out->acordada <= ultima)
			out->acordada = DATE_NONE;      /* that visit has been made */
	}
	if (cerrada(hogar, momento)) {
		*out = (struct agenda){ .estado = AGENDA_CERRADA, .desde = DATE_NONE, .vence = DATE_NONE, .dias = out->dias, .acordada = DATE_NONE };
		return;
	}
	bool espera = ultima != DATE_NONE && out->dias <= ruta->bloqueo_dias && !(momento && momento->exento);
	if (answers_int(hogar, HOGAR_VISITA_ABIERTA, 0) > 0)
		out->estado = AGENDA_EN_CURSO;
	else if (ultima != DATE_NONE && out->dias >= ruta->vence_dias)
		out->estado = AGENDA_VENCIDA;
	else if (espera)
		out->estado = AGENDA_BLOQUEADA;
	else
		out->estado = AGENDA_PENDIENTE;
	if (out->estado == AGENDA_BLOQUEADA)
		out->desde = ultima + ruta->bloqueo_dias + 1;
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
