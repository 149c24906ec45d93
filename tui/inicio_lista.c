#include "tui/inicio_lista.h"

#include "base/text.h"
#include "model/resumen.h"
#include "tui/grupo_vista.h"
#include "tui/screens.h"

#include <string.h>

enum { PROXIMAS = 60 };

static void read_families(struct app *app, struct txn *txn, struct arena *arena, struct inicio_lista *l)
{
	struct filtro activos = FILTRO_TODO;
	struct fila *row;
	activos.activos = true;
	l->n = lista_page(txn, app->programa->ruta, &activos, ORDEN_AGENDA, app->hoy, 0, PROXIMAS, arena, &row, NULL);
	l->titulo = "Lo que sigue";
	l->pasos = true;
	l->renglon = arena_array(arena, struct inicio_renglon, l->n + 1);
	for (int i = 0; i < l->n; i++)
		l->renglon[i] = (struct inicio_renglon){ .nombre = row[i].nombre, .agenda = &row[i].agenda,
			.paso = row[i].siguiente && *row[i].siguiente ? row[i].siguiente : "Abrir el hogar",
			.style = row[i].agenda.estado == AGENDA_VENCIDA ? ST_WARN : ST_DIM, .hogar = row[i].hogar };
}

/* From counters, so that it takes as long with two million families as with two. */
static void read_groups(struct app *app, struct txn *txn, struct arena *arena, struct inicio_lista *l)
{
	static const enum lista_por which[] = { POR_FASE, POR_ALERTA };
	struct grupo g[2] = { 0 };
	int groups = app->programa->alertas ? 2 : 1;
	l->titulo = groups == 2 ? "Por fase y por alerta" : "Por fase";
	for (int k = 0; k < groups; k++)
		grupo_read(app, txn, which[k], arena, &g[k]);
	l->renglon = arena_array(arena, struct inicio_renglon, g[0].n + g[1].n + 1);
	for (int k = 0; k < groups; k++)
		for (int i = 0; i < g[k].n; i++)
			l->renglon[l->n++] = (struct inicio_renglon){ .nombre = g[k].linea[i].nombre, .lado = arena_printf(arena, "%d", g[k].linea[i].valor.hogares),
				.style = ST_NORMAL, .abre = grupo_abre(arena, &g[k], &g[k].linea[i]) };
}

void inicio_lista_read(struct app *app, struct txn *txn, struct arena *arena, struct inicio_lista *l)
{
	*l = (struct inicio_lista){ 0 };
	if (lista_grande(txn, app->programa->ruta, app->hoy))
		read_groups(app, txn, arena, l);
	else
		read_families(app, txn, arena, l);
}

/* The step that follows, without its moment where both are too long. */
static const char *step_text(const struct inicio_renglon *r, int cols)
{
	const char *rest = strstr(r->paso, ": ");
	return text_width(r->paso) > cols && rest ? rest + 2 : r->paso;
}

static const char *reason(const struct app *app, const struct inicio_renglon *r, struct arena *turn, int cols)
{
	return r->agenda ? resumen_agenda_en(turn, r->agenda, app->hoy, cols) : r->lado;
}

/* Below the name: the step, or first the reason, which is whole also where it leaves no room for the step. */
static void draw_step(struct grid *g, const struct inicio_renglon *r, struct rect at, const char *why, struct arena *turn)
{
	int cols = at.cols - 5;
	if (!why) {
		grid_textn(g, at.row + 1, at.col + 4, cols, ST_DIM, step_text(r, cols));
		return;
	}
	const char *both = arena_printf(turn, "%s · %s", why, step_text(r, cols - text_width(why) - 3));
	grid_textn(g, at.row + 1, at.col + 4, cols, r->style, text_width(both) > cols ? why : both);
}

void inicio_renglon_draw(struct app *app, struct grid *g, const struct inicio_renglon *r, struct rect at, bool focus)
{
	struct arena *turn = &app->turn;
	bool step = r->paso && at.rows == 2;
	int room = at.cols - 2, name = text_width(r->nombre), beside = room - name - 2;
	const char *why = reason(app, r, turn, beside);
	bool fits = text_width(why) <= beside && !g->plain;
	if (!step && !fits) {      /* both give way */
		why = reason(app, r, turn, room / 2);
		beside = text_width(why) < room / 2 ? text_width(why) : room / 2;
		name = room - beside - 2;
		fits = true;
	}
	grid_text(g, at.row, at.col, ST_NORMAL, focus ? ">" : " ");
	grid_textn(g, at.row, at.col + 2, fits || name < room ? name : room, focus ? ST_FOCUS : ST_NORMAL, r->nombre);
	if (fits)
		grid_textn(g, at.row, at.col + at.cols - (text_width(why) < beside ? text_width(why) : beside), beside, r->style, why);
	if (step)
		draw_step(g, r, at, fits ? NULL : reason(app, r, turn, at.cols - 5), turn);
	if (focus)
		grid_cursor(g, at.row, at.col + 2);
}
