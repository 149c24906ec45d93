/* The board of an office: its households by phase, moment, state, commune, cell and alert, each with its list; by cogestor; and its logros, for any filter. */
#include "base/text.h"
#include "model/resumen.h"
#include "tui/app.h"
#include "tui/filtro_dialog.h"
#include "tui/grupo_vista.h"
#include "tui/screens.h"
#include "tui/tablero.h"

#include <string.h>

enum hoja { HOJA_HOGARES, HOJA_COGESTORES, HOJA_LOGROS, HOJAS };
enum { GRUPOS = 6, LOGRO = GRUPOS + 1 };        /* kinds of lines: those of group i are i + 1 */
static const enum lista_por por[GRUPOS] = { POR_FASE, POR_MOMENTO, POR_ESTADO, POR_ALERTA, POR_COMUNA, POR_CELDA };
static const char *const titulo[HOJAS] = { "Tablero: hogares", "Tablero: cogestores", "Tablero: logros" };

static const struct columna columna_hogares[] = { { "Hogares", 24, 60, 0, false }, { "Cuántos", 8, 10, 0, true } };
static const struct columna columna_cogestores[] = {
	{ "Cogestor(a)", 18, 50, 0, false }, { "Hogares", 8, 10, 0, true }, { "Vencidas", 8, 10, 1, true }, { "Para visitar", 12, 12, 2, true }, { "En curso", 8, 10, 3, true },
};
static const struct columna columna_logros[] = {
	{ "Logro", 20, 60, 0, false }, { "Alcanzado", 9, 10, 0, true }, { "Por alcanzar", 12, 12, 0, true }, { "No aplica", 9, 10, 1, true }, { "Sin dato", 8, 10, 2, true },
};
static const struct { const struct columna *columna; int n; } columnas[HOJAS] = { { columna_hogares, 2 }, { columna_cogestores, 5 }, { columna_logros, 5 } };

struct state {
	struct arena page;
	struct tablero t;
	enum hoja hoja;
	struct filtro filtro;                /* of the logros */
	struct grupo grupo[GRUPOS];          /* the first alone where it is about cogestores */
	const char *pie;
};

static const char *number(struct state *st, int n)
{
	return arena_printf(&st->page, "%d", n);
}

static void group_lines(struct screen *s, struct txn *txn, int i, enum lista_por what)
{
	struct state *st = s->state;
	struct grupo *g = &st->grupo[i];
	grupo_read(s->app, txn, what, &st->page, g);
	if (g->n > 0 && what != POR_COGESTOR)
		tablero_add(&st->t, (struct renglon){ .de = { i + 1, -1, 0 }, .titulo = true, .texto = { g->titulo } });
	for (int k = 0; k < g->n; k++) {
		const struct lista_valor *v = &g->linea[k].valor;
		struct renglon line = { .de = { i + 1, k, 0 }, .style = ST_NORMAL, .texto = { g->linea[k].nombre, number(st, v->hogares) } };
		if (what == POR_COGESTOR) {
			line.texto[2] = number(st, v->vencidas);
			line.texto[3] = number(st, v->pendientes);
			line.texto[4] = number(st, v->en_curso);
		}
		tablero_add(&st->t, line);
	}
}

static void logro_lines(struct screen *s, struct txn *txn)
{
	struct state *st = s->state;
	const struct logro_catalogo *c = s->app->programa->logros;
	struct logro_conteo *n = arena_new(&st->page, struct logro_conteo);
	if (!lista_logros(txn, s->app->programa->ruta, &st->filtro, s->app->hoy, n))
		return;
	st->pie = arena_printf(&st->page, "%s, %d con logros conocidos", resumen_cuantos(&st->page, n->hogares, "hogar", "hogares"), n->medidos);
	for (int d = 0; d < c->n_dimension; d++) {
		tablero_add(&st->t, (struct renglon){ .de = { LOGRO, -1 - d, 0 }, .titulo = true, .texto = { c->dimension[d].nombre } });
		for (int i = 0; i < c->n; i++) {
			const struct logro_def *def = &c->logro[i];
			if (def->dimension != c->dimension[d].id || def->id > MEDICION_LOGROS)
				continue;
			const int *e = n->estado[def->id];
			tablero_add(&st->t, (struct renglon){ .de = { LOGRO, def->id, 0 }, .style = ST_NORMAL, .codigo = def->id, .pie = def->enunciado,
				.texto = { arena_printf(&st->page, "%d %s", def->id, def->corto), number(st, e[LOGRO_ALCANZADO]), number(st, e[LOGRO_POR_ALCANZAR]),
					number(st, e[LOGRO_NO_APLICA]), number(st, e[LOGRO_SIN_DATO]) } });
		}
	}
}

static bool reload(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	arena_reset(&st->page);
	tablero_begin(&st->t, &st->page, columnas[st->hoja].columna, columnas[st->hoja].n);
	st->t.vacio = "Todavía no hay hogares en este tablero.";
	st->pie = NULL;
	if (st->hoja == HOJA_LOGROS)
		logro_lines(s, &txn);
	else if (st->hoja == HOJA_COGESTORES)
		group_lines(s, &txn, 0, POR_COGESTOR);
	else
		for (int i = 0; i < GRUPOS; i++)
			group_lines(s, &txn, i, por[i]);
	tablero_end(&st->t);
	return txn_commit(&txn, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)arg;
	arena_init(&st->page);
	st->filtro = (struct filtro)FILTRO_TODO;
	return reload(s, err);
}

static const char *title(const struct screen *s, struct arena *arena)
{
	(void)arena;
	return titulo[((const struct state *)s->state)->hoja];
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	if (st->hoja == HOJA_LOGROS) {
		const char *filters = filtro_texto(&s->app->turn, s->app, &st->filtro);
		const char *words = *filters ? arena_printf(&s->app->turn, "Filtros: %s", filters) : "Todos los hogares";
		grid_textn(g, r.row, 1, r.cols - 2, ST_HEAD, words);
		if (st->pie && text_width(words) + 4 + text_width(st->pie) < r.cols)
			grid_right(g, r.row, r.cols - 1, ST_DIM, st->pie);
		r.row++;
		r.rows--;
	}
	tablero_draw(&st->t, g, r);
}

/* The list that a line stands for, just as long as its number says: of a logro, that of the families in which it is to be reached. */
static struct outcome open_line(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t);
	if (!line || line->titulo)
		return out_stay();
	if (line->de.tipo != LOGRO) {
		const struct grupo *g = &st->grupo[line->de.tipo - 1];
		return out_push(&screen_hogares, grupo_abre(&s->app->turn, g, &g->linea[line->de.id]));
	}
	struct hogares_arg arg = { .filtro = st->filtro, .title = arena_printf(&s->app->turn, "Logro %d por alcanzar", line->de.id) };
	arg.filtro.logro = line->de.id;
	arg.filtro.logro_estado = LOGRO_POR_ALCANZAR;
	return out_push(&screen_hogares, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome turn_to(struct screen *s, int by, struct err *err)
{
	struct state *st = s->state;
	do
		st->hoja = (enum hoja)(((int)st->hoja + by + HOJAS) % HOJAS);
	while (st->hoja == HOJA_COGESTORES && !lista_de_todos(s->app->store));
	st->t.at = st->t.top = 0;
	reload(s, err);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	switch (action) {
	case ACTION_TICK: reload(s, err); return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_ABRIR: return open_line(s);
	case ACTION_SIGUIENTE: case ACTION_DERECHA: return turn_to(s, 1, err);
	case ACTION_ANTERIOR: case ACTION_IZQUIERDA: return turn_to(s, -1, err);
	case ACTION_FILTRAR:
		if (st->hoja != HOJA_LOGROS)
			turn_to(s, st->hoja == HOJA_HOGARES ? -1 : 1, err);
		return out_push(&dialog_filtro, arena_copy(&s->app->turn, &(struct filtro_arg){ &st->filtro, &s->arena }, sizeof(struct filtro_arg)));
	default: break;
	}
	switch (tablero_act(&st->t, action, event)) {
	case TABLERO_OPEN: return open_line(s);
	case TABLERO_MOVED: return out_redraw();
	case TABLERO_STAY: break;
	}
	return out_stay();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	(void)result;
	reload(s, err);
}

static void close(struct screen *s)
{
	arena_done(&((struct state *)s->state)->page);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Ver la lista" }, { ACTION_VOLVER, NULL }, { ACTION_SIGUIENTE, "Otra hoja" }, { ACTION_FILTRAR, "Filtrar los logros" }, { ACTION_MENU, NULL }, { 0 },
};

const struct screen_ops screen_tablero = {
	.name = "tablero", .title = "Tablero",
	.help = "Cuántos hogares hay de cada clase. Entrar muestra la lista de los que cuenta el renglón. Tab pasa de los hogares a los cogestores (para quien los coordina) "
		"y a los logros: en cuántos hogares está alcanzado cada uno y en cuántos por alcanzar, según lo último que se guardó en cada familia. "
		"Ctrl-B filtra los logros por fase, comuna, cogestor, alerta y demás; escriba el número de un logro para ir a él.",
	.state_size = sizeof(struct state), .bindings = bindings,
	.open = open, .title_of = title, .draw = draw, .act = act, .resume = resume, .close = close,
};
