#include "tui/familia.h"

#include "base/text.h"
#include "model/resumen.h"

#include <string.h>

static bool load(struct familia *f, struct err *err)
{
	struct txn txn;
	if (!txn_read(&txn, f->app->store, err))
		return false;
	bool found = ficha_load(&txn, f->num, &f->arena, &f->ficha, &f->danados);
	if (found)
		f->n_borrador = borrador_list(&txn, f->num, false, &f->arena, &f->borrador);
	struct err why = txn.err;
	txn_abort(&txn);
	if (!found) {
		*err = why;
		if (err->code == ERR_NONE)
			err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está: vuelva a la lista");
	}
	return found;
}

static const char *when_text(struct familia *f)
{
	struct arena *a = &f->arena;
	char day[DATE_TEXT];
	const struct agenda *g = &f->agenda;
	switch (g->estado) {
	case AGENDA_EN_CURSO: return "visita en curso";
	case AGENDA_VENCIDA: return arena_printf(a, "visita vencida: %d días desde la última", g->dias);
	case AGENDA_BLOQUEADA: return arena_printf(a, "próxima visita desde el %s", date_text(g->desde, day));
	case AGENDA_CERRADA: return arena_printf(a, "terminado el %s", date_text(answers_date(&f->ficha.hogar.fields, HOGAR_CIERRE), day));
	case AGENDA_PENDIENTE:
		if (g->dias <= 0)
			return g->dias < 0 ? "sin visitas todavía" : "se puede visitar: la última fue hoy";
		return arena_printf(a, "se puede visitar: %s desde la última", resumen_cuantos(a, g->dias, "día", "días"));
	}
	return "";
}

static bool read_family(struct familia *f, struct err *err)
{
	f->borrador = NULL;
	f->n_borrador = f->danados = 0;
	if (!load(f, err))
		return false;
	f->ev = model_evaluate(f->app->programa, &f->ficha, f->app->hoy, &f->arena);
	ruta_posicion(f->ev, &f->arena, &f->pos);
	agenda_of(f->app->programa->ruta, &f->ficha.hogar.fields, f->app->hoy, &f->agenda);
	f->cuando = when_text(f);
	f->nombre = ficha_nombre(&f->ficha, &f->arena);
	f->folio = answers_text(&f->ficha.hogar.fields, HOGAR_FOLIO);
	if (f->danados > 0)
		app_message(f->app, MESSAGE_WARN, "%d registros de este hogar no se pueden leer; lo demás se puede usar. Avise y revise los respaldos", f->danados);
	return true;
}

/* A household that cannot be read now stays on the screen as it was. What lies in the ficha points at it, so it is read where it will stay. */
bool familia_reload(struct familia *f, struct err *err)
{
	struct familia before = *f;
	arena_init(&f->arena);
	if (read_family(f, err)) {
		arena_done(&before.arena);
		return true;
	}
	arena_done(&f->arena);
	*f = before;
	return false;
}

bool familia_open(struct familia *f, struct app *app, uint32_t num, struct err *err)
{
	*f = (struct familia){ .app = app, .num = num };
	arena_init(&f->arena);
	if (familia_reload(f, err))
		return true;
	arena_done(&f->arena);
	return false;
}

void familia_close(struct familia *f)
{
	arena_done(&f->arena);
}

bool familia_begin(struct familia *f, struct jornada *j, struct err *err)
{
	*j = (struct jornada){ .familia = f };
	if (!txn_write(&j->txn, f->app->store, err))
		return false;
	j->acto = (struct acto){ .txn = &j->txn, .programa = f->app->programa, .hoy = f->app->hoy, .arena = &f->arena };
	return true;
}

bool familia_end(struct jornada *j, bool ok, struct err *err)
{
	struct err again = { 0 };
	if (ok)
		ok = txn_commit(&j->txn, err);
	else
		txn_abort(&j->txn);
	if (!familia_reload(j->familia, ok ? err : &again))
		return false;
	return ok;
}

/* The names of the phases where there is room, else the last word of each («Estamos»), so that the whole route is always there. */
static const char *phase_name(const struct fase *fase, bool whole)
{
	const char *last = strrchr(fase->nombre, ' ');
	return whole || !last ? fase->nombre : last + 1;
}

static void draw_phases(const struct familia *f, struct grid *g, int row, int cols)
{
	const struct ruta *ruta = f->app->programa->ruta;
	int col = 1, needed = 0, here = f->pos.fase ? f->pos.fase->orden : -1;
	bool ended = f->agenda.estado == AGENDA_CERRADA;
	for (int i = 0; i < ruta->n; i++)
		needed += 5 + text_width(ruta->fase[i].nombre);
	bool whole = needed <= cols;
	const char *between = !whole || g->plain ? " " : needed + 5 * (ruta->n - 1) <= cols ? "  ──  " : " ";
	for (int i = 0; i < ruta->n; i++) {
		const char *mark = ended || i < here ? "[x]" : i == here ? "[>]" : "[ ]";
		enum style style = !ended && i == here ? ST_HEAD : ST_DIM;
		col += i ? grid_text(g, row, col, ST_DIM, between) : 0;
		col += grid_text(g, row, col, style, mark);
		col += whole ? grid_text(g, row, col, style, " ") : 0;
		col += grid_text(g, row, col, style, phase_name(&ruta->fase[i], whole));
	}
}

int familia_header(const struct familia *f, struct grid *g, struct rect r)
{
	const struct answers *h = &f->ficha.hogar.fields;
	const char *estado = campo_choice_label("estado_hogar", answers_text(h, HOGAR_ESTADO));
	grid_textn(g, r.row, 1, r.cols - 2 - text_width(f->folio), ST_HEAD, f->nombre);
	grid_right(g, r.row, r.cols - 1, ST_DIM, f->folio);
	draw_phases(f, g, r.row + 1, r.cols);
	enum style style = f->agenda.estado == AGENDA_VENCIDA ? ST_WARN : ST_NORMAL;
	int col = 1 + grid_text(g, r.row + 2, 1, style, f->pos.momento ? f->pos.momento->nombre : estado);
	col += grid_text(g, r.row + 2, col, ST_DIM, " · ");
	grid_textn(g, r.row + 2, col, r.cols - 1 - col, style, f->cuando);
	return 3;
}

const char *familia_integrante(const struct familia *f, uint32_t seq)
{
	const struct record *r = seq ? ficha_record(&f->ficha, RECORD_INTEGRANTE, seq) : NULL;
	return r ? integrante_corto(r, (struct arena *)&f->arena) : "El hogar";
}
