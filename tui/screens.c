#include "tui/screens.h"

#include "tui/app.h"
#include "tui/historia_campo.h"

#include <string.h>

static const struct screen_ops *const list[] = {
	&screen_inicio, &screen_tablero, &screen_hogares, &screen_borradores, &screen_registrar, &screen_hogar, &screen_integrantes, &screen_integrante,
	&screen_visita, &screen_formulario, &screen_logros, &screen_logro, &screen_plan, &screen_oportunidades, &screen_evaluacion, &screen_alertas,
	&screen_validacion, &screen_visitas, &screen_historia, &screen_historia_campo, &screen_operacion, &screen_pasado, &screen_duplicados, &screen_unir, &screen_estado, &screen_maestra, &screen_carga,
};

const struct screen_ops *screen_find(const char *name)
{
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (strcmp(list[i]->name, name) == 0)
			return list[i];
	return NULL;
}

struct outcome push_hogar(struct app *app, const struct screen_ops *ops, uint32_t hogar)
{
	struct hogar_arg arg = { .hogar = hogar };
	return out_push(ops, arena_copy(&app->turn, &arg, sizeof arg));
}
