#include "cli/pasado.h"

#include "base/date.h"

bool cli_pasado(struct cli *c, int *argc, char **argv, bool *pasado, int32_t *a_fecha)
{
	const char *text = cli_option(argc, argv, "--a-fecha");
	*pasado = text != NULL;
	*a_fecha = text ? cli_fecha(text) : DATE_NONE;
	if (!text || (*a_fecha != DATE_NONE && *a_fecha <= c->hoy))
		return true;
	cli_usage(c, *a_fecha == DATE_NONE ? "«%s» no es una fecha; escriba --a-fecha AAAA-MM-DD o DD/MM/AAAA" : "%s todavía no ha llegado: --a-fecha mira un día que ya pasó, o el de hoy", text);
	return false;
}
