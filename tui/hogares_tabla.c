#include "tui/hogares_tabla.h"

#include "base/text.h"
#include "model/resumen.h"

enum { NOMBRE, PERSONAS, BARRIO, MOMENTO, AGENDA, SIGUIENTE, TELEFONO, DOCUMENTO, FOLIO, COGESTOR, COLUMNAS };      /* the last for who sees families of others */
enum { FOLIO_MAX = 18 };
static const struct columna propias[COGESTOR] = {
	[NOMBRE] = { "Nombre", 24, 36, 0, false }, [PERSONAS] = { "Pers.", 5, 5, 4, true }, [BARRIO] = { "Barrio", 13, 20, 3, false },
	[MOMENTO] = { "Momento", 16, 20, 2, false }, [AGENDA] = { "Visita", 21, 50, 0, false }, [SIGUIENTE] = { "Sigue", 24, 40, 6, false },
	[TELEFONO] = { "Teléfono", 12, 12, 7, false }, [DOCUMENTO] = { "Documento", 11, 13, 8, false }, [FOLIO] = { "Folio", 8, 8, 5, false },
};
/* Who answers for others asks first which family, of whom, in which moment and when it is due. */
static const struct columna de_todos[COLUMNAS] = {
	[NOMBRE] = { "Nombre", 18, 36, 0, false }, [PERSONAS] = { "Pers.", 5, 5, 5, true }, [BARRIO] = { "Barrio", 12, 14, 4, false },
	[MOMENTO] = { "Momento", 11, 20, 2, false }, [AGENDA] = { "Visita", 20, 50, 0, false }, [SIGUIENTE] = { "Sigue", 24, 40, 6, false },
	[TELEFONO] = { "Teléfono", 12, 12, 7, false }, [DOCUMENTO] = { "Documento", 11, 13, 8, false }, [FOLIO] = { "Folio", 8, 8, 1, false }, [COGESTOR] = { "Cogestor(a)", 14, 24, 1, false },
};

/* A folio that is cut names another family, so its column is as wide as the longest of these. */
struct tabla hogares_tabla(struct app *app, const struct fila *fila, int n, int cols)
{
	bool all = lista_de_todos(app->store);
	struct columna *list = arena_array(&app->turn, struct columna, COLUMNAS);
	for (int i = 0; i < (all ? COLUMNAS : COGESTOR); i++)
		list[i] = all ? de_todos[i] : propias[i];
	for (int i = 0; i < n; i++) {
		int width = text_width(fila[i].folio);
		if (width > list[FOLIO].min && width <= FOLIO_MAX)
			list[FOLIO].min = list[FOLIO].max = width;
	}
	return tabla_fit(list, all ? COLUMNAS : COGESTOR, cols);
}

void hogares_fila(struct app *app, struct grid *g, const struct tabla *t, int row, const struct fila *f, enum lista_orden orden, bool focus)
{
	struct arena *turn = &app->turn;
	const struct momento *momento = ruta_momento(app->programa->ruta, f->momento);
	bool ended = f->agenda.estado == AGENDA_CERRADA;
	enum style style = f->agenda.estado == AGENDA_VENCIDA ? ST_WARN : ended ? ST_DIM : ST_NORMAL;
	const char *text[COLUMNAS] = {
		[NOMBRE] = f->nombre, [PERSONAS] = arena_printf(turn, "%d", f->integrantes), [BARRIO] = f->barrio,
		[MOMENTO] = momento && !ended ? momento->nombre : campo_choice_label("estado_hogar", f->estado),
		[AGENDA] = (orden == ORDEN_ACORDADA ? resumen_acordada_en : resumen_agenda_en)(turn, &f->agenda, app->hoy, t->ancho[AGENDA]), [SIGUIENTE] = f->siguiente, [TELEFONO] = f->telefono, [DOCUMENTO] = f->documento,
		[FOLIO] = f->folio, [COGESTOR] = t->n > COGESTOR ? resumen_persona(turn, store_user_name(app->store, f->cogestor, turn), t->ancho[COGESTOR]) : NULL,
	};
	tabla_fila(t, g, row, 0, style, focus, text);
}

const char *hogares_vacio(struct arena *arena, const char *aviso, int todos, const char *buscado)
{
	return *aviso ? arena_printf(arena, "Ningún hogar coincide.%s", aviso) : todos == 0 ? "Todavía no hay hogares a su nombre. Registre el primero con Ins o Ctrl-N."
		: *buscado ? "Ningún hogar coincide. Borre letras, quite filtros con Ctrl-B, o registre uno nuevo con Ins o Ctrl-N."
		: "Ningún hogar cumple los filtros. Cámbielos con Ctrl-B.";
}
