#include "tui/hogares_tabla.h"

#include "model/resumen.h"

enum { NOMBRE, PERSONAS, BARRIO, MOMENTO, AGENDA, SIGUIENTE, TELEFONO, DOCUMENTO, FOLIO, COGESTOR, COLUMNAS };      /* the last for who sees families of others */
static const struct columna columna[COLUMNAS] = {
	[NOMBRE] = { "Nombre", 24, 36, 0, false }, [PERSONAS] = { "Pers.", 5, 5, 4, true }, [BARRIO] = { "Barrio", 13, 20, 3, false },
	[MOMENTO] = { "Momento", 16, 20, 2, false }, [AGENDA] = { "Visita", 21, 50, 0, false }, [SIGUIENTE] = { "Sigue", 24, 40, 6, false },
	[TELEFONO] = { "Teléfono", 12, 12, 7, false }, [DOCUMENTO] = { "Documento", 11, 13, 8, false }, [FOLIO] = { "Folio", 8, 9, 5, false }, [COGESTOR] = { "Cogestor(a)", 14, 24, 1, false },
};

struct tabla hogares_tabla(const struct app *app, int cols)
{
	return tabla_fit(columna, lista_de_todos(app->store) ? COLUMNAS : COGESTOR, cols);
}

void hogares_fila(struct app *app, struct grid *g, const struct tabla *t, int row, const struct fila *f, bool focus)
{
	struct arena *turn = &app->turn;
	const struct momento *momento = ruta_momento(app->programa->ruta, f->momento);
	bool ended = f->agenda.estado == AGENDA_CERRADA;
	enum style style = f->agenda.estado == AGENDA_VENCIDA ? ST_WARN : ended ? ST_DIM : ST_NORMAL;
	const char *text[COLUMNAS] = {
		[NOMBRE] = f->nombre, [PERSONAS] = arena_printf(turn, "%d", f->integrantes), [BARRIO] = f->barrio,
		[MOMENTO] = momento && !ended ? momento->nombre : campo_choice_label("estado_hogar", f->estado),
		[AGENDA] = resumen_agenda(turn, &f->agenda, app->hoy), [SIGUIENTE] = f->siguiente, [TELEFONO] = f->telefono, [DOCUMENTO] = f->documento,
		[FOLIO] = f->folio, [COGESTOR] = t->n > COGESTOR ? store_user_name(app->store, f->cogestor, turn) : NULL,
	};
	tabla_fila(t, g, row, 0, style, focus, text);
}
