#include "tui/familia.h"

#include "base/text.h"
#include "model/resumen.h"
#include "store/fechas.h"
#include "store/diario.h"
#include "store/permiso.h"
#include "tui/conflicto.h"

#include <stdio.h>
#include <string.h>

static uint64_t last_operation(struct txn *txn, uint32_t hogar, struct arena *arena, struct entrada *out)
{
	struct entrada *e;
	int total;
	if (diario_hogar(txn, hogar, 0, 1, false, arena, &e, &total) != 1)
		return 0;
	*out = *e;
	return e->n;
}

static bool load(struct familia *f, struct err *err)
{
	struct txn txn;
	struct entrada last;
	if (!txn_read(&txn, f->app->store, err))
		return false;
	bool found = ficha_load(&txn, f->num, &f->arena, &f->ficha, &f->danados);
	if (found) {
		f->n_borrador = borrador_list(&txn, f->num, false, &f->arena, &f->borrador);
		f->hasta = last_operation(&txn, f->num, &f->arena, &last);
	}
	struct err why = txn.err;
	txn_abort(&txn);
	if (!found) {
		*err = why;
		if (err->code == ERR_NONE)
			err_set(err, ERR_NOT_FOUND, "Ese hogar ya no está: vuelva a la lista");
	}
	return found;
}

static const char *situation(struct familia *f)
{
	struct arena *a = &f->arena;
	char day[DATE_TEXT];
	const struct agenda *g = &f->agenda;
	switch (g->estado) {
	case AGENDA_EN_CURSO: return "visita en curso";
	case AGENDA_VENCIDA: return arena_printf(a, "visita vencida: %s desde la última", resumen_cuantos(a, g->dias, "día", "días"));
	case AGENDA_BLOQUEADA: return arena_printf(a, "próxima visita desde el %s", date_text(g->desde, day));
	case AGENDA_CERRADA: return arena_printf(a, "terminado el %s", date_text(answers_date(&f->ficha.hogar.fields, HOGAR_CIERRE), day));
	case AGENDA_PENDIENTE:
		if (g->dias <= 0)
			return g->dias < 0 ? "sin visitas todavía" : "se puede visitar: la última fue hoy";
		return arena_printf(a, "se puede visitar: %s desde la última", resumen_cuantos(a, g->dias, "día", "días"));
	}
	return "";
}

/* The day agreed with the family is told in every situation, also while a visit is going on. */
static const char *when_text(struct familia *f)
{
	int32_t agreed = f->agenda.acordada;
	const char *now = situation(f);
	char day[DATE_TEXT];
	if (agreed == DATE_NONE)
		return now;
	return f->agenda.estado == AGENDA_EN_CURSO ? arena_printf(&f->arena, "%s · acordada: %s", now, date_text(agreed, day))
		: arena_printf(&f->arena, "acordada: %s · %s", date_text(agreed, day), now);
}

/* `shown`: the family as a conflict showed it, instead of the one in the store; what others did since then is noticed when the act is repeated. */
/* A member of the scope by index; -1: the household. What the journal does not tell has no day. */
static int32_t said_on(const struct variable *var, int me, void *arg)
{
	struct familia *f = arg;
	const struct record **active;
	struct err err = { 0 };
	struct txn txn;
	if (!f->fechas) {
		if (!txn_read(&txn, f->app->store, &err))
			return DATE_NONE;
		f->fechas = fechas_leer(&txn, f->num, &f->arena);
		txn_abort(&txn);
	}
	if (!f->fechas || var->level == LEVEL_VISITA)
		return DATE_NONE;
	if (me < 0)
		return fechas_de(f->fechas, RECORD_HOGAR, 0, var->name);
	return me < ficha_activos(&f->ficha, &active) ? fechas_de(f->fechas, RECORD_INTEGRANTE, active[me]->seq, var->name) : DATE_NONE;
}

static bool read_family(struct familia *f, const struct ficha *shown, struct err *err)
{
	f->borrador = NULL;
	f->fechas = NULL;
	f->n_borrador = f->danados = 0;
	if (!load(f, err))
		return false;
	if (shown)
		ficha_copy(&f->ficha, &f->arena, shown);
	f->ev = model_evaluate(f->app->programa, &f->ficha, f->app->hoy, &f->arena);
	struct scope *scope = (struct scope *)&f->ev->scope;      /* what is shown of it tells the days of its facts */
	scope->dicho = said_on;
	scope->dicho_arg = f;
	ruta_posicion(f->ev, &f->arena, &f->pos);
	agenda_of(f->app->programa->ruta, &f->ficha.hogar.fields, f->app->hoy, &f->agenda);
	f->cuando = when_text(f);
	f->nombre = ficha_nombre(&f->ficha, &f->arena);
	f->folio = answers_text(&f->ficha.hogar.fields, HOGAR_FOLIO);
	if (f->danados > 0)
		app_message(f->app, MESSAGE_WARN, "%s de este hogar no se %s leer; lo demás se puede usar. Avise y revise los respaldos",
			resumen_cuantos(&f->app->turn, f->danados, "registro", "registros"), f->danados == 1 ? "puede" : "pueden");
	return true;
}

/* A household that cannot be read now stays on the screen as it was. What lies in the ficha points at it, so it is read where it will stay. */
static bool reload(struct familia *f, const struct ficha *shown, struct err *err)
{
	struct familia before = *f;
	arena_init(&f->arena);
	if (read_family(f, shown, err)) {
		arena_done(&before.arena);
		return true;
	}
	arena_done(&f->arena);
	*f = before;
	return false;
}

bool familia_reload(struct familia *f, struct err *err)
{
	bool shown = f->mostrada;
	f->mostrada = false;
	return shown || reload(f, NULL, err);
}

bool familia_open(struct familia *f, struct app *app, uint32_t num, struct err *err)
{
	*f = (struct familia){ .app = app, .num = num };
	arena_init(&f->arena);
	arena_init(&f->de_choque);
	if (!familia_reload(f, err)) {
		familia_close(f);
		return false;
	}
	app->hogar = num;
	return true;
}

void familia_close(struct familia *f)
{
	arena_done(&f->de_choque);
	arena_done(&f->arena);
}

bool familia_para_cambiar(const struct familia *f, struct err *err)
{
	return app_para_guardar(f->app, err) && permiso_dicho(f->app->store, PERMISO_ESCRIBIR, answers_text(&f->ficha.hogar.fields, HOGAR_COGESTOR), err);
}

bool familia_begin(struct familia *f, struct jornada *j, struct err *err)
{
	*j = (struct jornada){ .familia = f };
	if (!app_para_guardar(f->app, err) || !txn_write(&j->txn, f->app->store, err))
		return false;
	j->acto = (struct acto){ .txn = &j->txn, .programa = f->app->programa, .hoy = f->app->hoy, .arena = &f->arena, .decidido = f->app->decided == f ? &f->choque : NULL };
	return true;
}

/* Keeps what others changed and lets the loop ask; false: it is no conflict. */
static bool collided(struct jornada *j, const struct err *err)
{
	struct familia *f = j->familia;
	f->mostrada = false;
	if (err->code != ERR_CONFLICT || !j->acto.actual || j->acto.conflicto.n == 0)
		return false;
	struct arena fresh;
	arena_init(&fresh);      /* the choices of the attempt before may lie in the old one */
	conflicto_copy(&f->choque, &fresh, &j->acto.conflicto);
	arena_done(&f->de_choque);
	f->de_choque = fresh;
	f->app->conflict = f;
	return true;
}

/* What was kept of theirs goes to the message. */
static void tell_kept(struct jornada *j)
{
	struct familia *f = j->familia;
	const char *kept = conflicto_unidos(f, &j->acto.conflicto, &f->app->turn), *given = j->acto.decidido ? conflicto_cedidos(f, j->acto.decidido, &f->app->turn) : NULL;
	f->mostrada = false;
	if (kept)
		app_note(f->app, kept);
	if (given)      /* what the act says of itself would name what was given up */
		app_note_alone(f->app, given);
}

bool familia_end(struct jornada *j, bool ok, struct err *err)
{
	struct familia *f = j->familia;
	struct err again = { 0 };
	ok = ok && txn_commit(&j->txn, err);
	bool conflict = !ok && collided(j, err);
	if (ok)
		tell_kept(j);
	txn_abort(&j->txn);
	if (!reload(f, conflict ? j->acto.actual : NULL, ok ? err : &again))
		return false;
	f->mostrada = conflict;
	return ok;
}

struct ficha *familia_copia(struct jornada *j)
{
	struct arena *turn = &j->familia->app->turn;
	struct ficha *copy = arena_new(turn, struct ficha);
	j->acto.arena = turn;
	ficha_copy(copy, turn, &j->familia->ficha);
	return copy;
}

bool familia_end_copia(struct jornada *j, bool ok, struct err *err)
{
	ok = ok && txn_commit(&j->txn, err);
	if (ok)
		tell_kept(j);
	else
		collided(j, err);
	txn_abort(&j->txn);
	return ok;
}

void familia_aviso(const struct familia *f, char out[FAMILIA_AVISO])
{
	struct entrada last;
	struct txn txn;
	struct err ignored = { 0 };
	char clock[DATE_TEXT], today[DATE_TEXT];
	*out = 0;
	if (!txn_read(&txn, f->app->store, &ignored))
		return;
	uint64_t n = last_operation(&txn, f->num, &f->app->turn, &last);
	txn_abort(&txn);
	if (n <= f->hasta)
		return;
	const char *when = clock_text(last.cuando, clock);
	size_t day = strlen(date_text(f->app->hoy, today));
	if (strncmp(when, today, day) == 0)
		snprintf(out, FAMILIA_AVISO, "%s cambió esta familia a las %s", last.nombre, when + day + strspn(when + day, " "));
	else
		snprintf(out, FAMILIA_AVISO, "%s cambió esta familia el %s", last.nombre, when);
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

void familia_ultima_visita(const struct familia *f, struct answers *out)
{
	for (int i = f->ficha.visita.n - 1; i >= 0; i--)
		if (strcmp(answers_text(&f->ficha.visita.item[i].fields, VISITA_ESTADO), "cerrada") == 0 && !registro_unido(&f->ficha.visita.item[i])) {
			answers_copy(out, &f->ficha.visita.item[i].fields);
			return;
		}
}

const char *familia_integrante(const struct familia *f, uint32_t seq)
{
	const struct record *r = seq ? ficha_record(&f->ficha, RECORD_INTEGRANTE, seq) : NULL;
	return r ? integrante_corto(r, (struct arena *)&f->arena) : "El hogar";
}

static int index_of(const struct ficha *f, uint32_t seq)
{
	const struct record **activo;
	int n = ficha_activos(f, &activo);
	for (int i = 0; i < n; i++)
		if (activo[i]->seq == seq)
			return i;
	return -1;
}

bool familia_scope(const struct familia *f, enum level level, uint32_t seq, struct scope *scope, struct err *err)
{
	const struct record *visita = ficha_visita_abierta(&f->ficha);
	*scope = f->ev->scope;
	scope->visita = visita ? &visita->fields : NULL;
	scope->me = level == LEVEL_INTEGRANTE ? index_of(&f->ficha, seq) : -1;
	return level != LEVEL_INTEGRANTE || scope->me >= 0
		|| err_set(err, ERR_NOT_FOUND, "Esa persona ya no hace parte del hogar: si dejó algo escrito de ella, descártelo con Ctrl-D en Por terminar");
}
