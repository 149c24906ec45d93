#include "tui/tablero_familia.h"

enum { CON_REGLA = 12 };      /* rows from which the rule with the summary has room */

void tablero_familia_lineas(struct tablero_familia *t)
{
	tablero_begin(&t->tablero, &t->familia.arena, t->tablero.columna, t->tablero.columnas);
	t->lineas(t);
	tablero_end(&t->tablero);
}

bool tablero_familia_open(struct screen *s, uint32_t hogar, void (*lineas)(struct tablero_familia *), struct err *err)
{
	struct tablero_familia *t = s->state;
	t->screen = s;
	t->lineas = lineas;
	if (!familia_open(&t->familia, s->app, hogar, err))
		return false;
	tablero_familia_lineas(t);
	return true;
}

bool tablero_familia_reload(struct tablero_familia *t, struct err *err)
{
	bool ok = familia_reload(&t->familia, err);
	tablero_familia_lineas(t);
	return ok;
}

bool tablero_familia_end(struct tablero_familia *t, struct jornada *j, bool ok, const char *said, struct err *err)
{
	flujo_end(&t->flujo);
	ok = familia_end(j, ok, err);
	tablero_familia_lineas(t);
	if (ok && said)
		app_message(t->screen->app, MESSAGE_OK, "%s", said);
	return ok;
}

bool tablero_familia_act(struct tablero_familia *t, enum action *action, const struct event *event, struct outcome *out, struct err *err)
{
	*out = out_redraw();
	if (*action == ACTION_VOLVER) {
		*out = out_pop();
		return true;
	}
	if (*action == ACTION_TICK) {
		if (t->quieta)
			familia_aviso(&t->familia, t->ajeno);
		else
			tablero_familia_reload(t, err);
		return true;
	}
	switch (tablero_act(&t->tablero, *action, event)) {
	case TABLERO_MOVED: return true;
	case TABLERO_OPEN: *action = ACTION_ABRIR; break;
	case TABLERO_STAY: break;
	}
	*out = out_stay();
	return false;
}

void tablero_familia_draw(struct tablero_familia *t, struct grid *g, struct rect r, const char *rule)
{
	int used = familia_header(&t->familia, g, r);
	if (rule && r.rows >= CON_REGLA)
		grid_rule(g, r.row + used++, 0, r.cols, ST_DIM, rule);
	tablero_draw(&t->tablero, g, (struct rect){ r.row + used, 0, r.rows - used, r.cols });
}

void tablero_familia_resume(struct screen *s, const struct result *result, struct err *err)
{
	struct tablero_familia *t = s->state;
	bool goes_on = flujo_take(&t->flujo, s->app, result) && t->flujo.n > 0 && t->flujo.dialogo;
	if (!goes_on && !t->quieta)      /* between the dialogs of one act the family stays as it was shown; a form that was filled has changed it */
		tablero_familia_reload(t, err);
}

void tablero_familia_close(struct screen *s)
{
	struct tablero_familia *t = s->state;
	borrador_mio_cerrar(&t->mio);
	familia_close(&t->familia);
}

const char *tablero_familia_notice(const struct screen *s, struct arena *arena)
{
	return arena_strdup(arena, ((const struct tablero_familia *)s->state)->ajeno);
}

const char *tablero_familia_title(const struct screen *s, struct arena *arena)
{
	const struct tablero_familia *t = s->state;
	return arena_printf(arena, "%s · %s", s->ops->title, t->familia.folio);
}
