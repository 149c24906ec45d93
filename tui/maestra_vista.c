#include "tui/maestra_vista.h"

#include "base/date.h"
#include "report/maestra.h"

enum { MIRAR = 12 };                 /* slices of a search that a list may wait for */

const char *maestra_estado_texto(const struct maestra *m)
{
	return m->hogar ? "Registrado" : "Por visitar";
}

int maestra_lineas(const struct maestra *m, struct arena *arena, struct trace_line **out)
{
	struct trace t;
	char day[DATE_TEXT];
	trace_init(&t, arena);
	trace_add(&t, 0, "%s · %s", maestra_nombre(m, arena), maestra_estado_texto(m));
	for (int i = 0; i < MAESTRA_CAMPOS; i++) {
		int32_t born = i == MAESTRA_NACIMIENTO ? date_parse_iso(m->campo[i]) : DATE_NONE;
		if (*m->campo[i] && (i < MAESTRA_NOMBRE1 || i > MAESTRA_APELLIDO2))
			trace_add(&t, 1, "%s: %s", maestra_campo_label((enum maestra_campo)i), born == DATE_NONE ? m->campo[i] : date_text(born, day));
	}
	*out = t.line;
	return t.n;
}

const char *maestra_aviso(struct app *app, const char *text, struct arena *arena)
{
	struct busqueda_lugar at = { 0 };
	struct maestra_total total;
	struct txn txn;
	uint32_t n = 0;
	if (!txn_read(&txn, app->store, NULL))
		return "";
	if (maestra_total(&txn, &total) && total.filas > 0) {
		struct pregunta *p = maestra_preguntar(&txn, text, MAESTRA_PENDIENTES, &txn.arena);
		for (int i = 0; i < MIRAR && !at.fin; i++)
			n += busqueda_count(p, &at);
	}
	bool ok = txn_ok(&txn);
	txn_abort(&txn);
	if (!ok || n == 0)
		return "";
	return arena_printf(arena, " En la base maestra hay %u%s: véalos con %s.", n, at.fin ? "" : " o más", keymap_key(app->keymap, ACTION_REPETIR));
}
