#include "tui/borrador_consola.h"

#include <string.h>

/* «barrio», «vacunas@i5», «2/nombre1»: the question, in words. */
static const char *question(struct app *app, const char *campo)
{
	const char *slash = strchr(campo, '/'), *name = slash ? slash + 1 : campo;
	const struct variable *var = dict_find(&app->programa->dict, arena_strndup(&app->turn, name, strcspn(name, "@")));
	return var ? var->label : "este dato";
}

bool borrador_console(struct app *app, const struct borrador_clave *k, const struct answers *campos, const char *titulo, const char *campo, struct borrador_mio *mio, struct err *err)
{
	if (!borrador_escribir(app->store, k, campos, titulo, campo, mio, err))
		return false;
	if (mio->campo)
		app_note(app, arena_printf(&app->turn, "En otra consola de su cuenta se escribió «%s» en «%s»: quedó lo que escribió aquí", mio->otro, question(app, mio->campo)));
	return true;
}

void borrador_dejado(struct app *app)
{
	app_message(app, MESSAGE_INFO, "Lo escrito quedó en «Por terminar»: continúe cuando quiera desde Inicio");
}

void borrador_quedo(struct app *app, const struct borrador_mio *mio)
{
	if (mio->quedo)
		app_note(app, "Lo que escribió en otra consola sigue en «Por terminar»");
}
