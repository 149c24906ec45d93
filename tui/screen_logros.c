/* The board of logros: all of them by dimension, how they were and how they are, and for whom. */
#include "base/text.h"
#include "tui/logros_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct logros *b = s->state;
	b->abierto = arena_array(&s->arena, bool, s->app->programa->logros->n + 1);
	b->t.tablero.columna = logros_columna;
	b->t.tablero.columnas = LOGROS_COLUMNAS;
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, logros_lineas, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct logros *b = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&b->t, g, r, logros_resumen(b, &arena));
	arena_done(&arena);
}

static const struct logro_resultado *logro_at(const struct logros *b)
{
	const struct renglon *line = tablero_at(&b->t.tablero);
	return line && line->de.tipo != LOGROS_DIMENSION ? evaluacion_logro(b->t.familia.ev, line->de.id) : NULL;
}

static const struct logro_sujeto *subject_at(const struct logros *b, const struct logro_resultado *r)
{
	const struct renglon *line = tablero_at(&b->t.tablero);
	for (int i = 0; line->de.tipo == LOGROS_SUJETO && i < r->n; i++)
		if (r->sujeto[i].seq == line->de.seq)
			return &r->sujeto[i];
	return NULL;
}

static struct outcome unfold(struct screen *s, bool unfolded)
{
	struct logros *b = s->state;
	const struct logro_resultado *r = logro_at(b);
	if (!r || !r->def->por_integrante)
		return out_stay();
	if (unfolded && r->n == 0)
		app_message(s->app, MESSAGE_INFO, "Hoy no aplica a nadie del hogar. Ctrl-P dice por qué");
	b->abierto[r->def - s->app->programa->logros->logro] = unfolded;
	if (!unfolded)
		tablero_go(&b->t.tablero, (struct renglon_de){ LOGROS_LOGRO, r->def->id, 0 });
	tablero_familia_lineas(&b->t);
	return out_redraw();
}

static struct outcome open_at(struct screen *s)
{
	struct logros *b = s->state;
	const struct logro_resultado *r = logro_at(b);
	if (!r)
		return out_stay();
	const struct logro_sujeto *who = subject_at(b, r);
	if (!who && r->def->por_integrante)
		return unfold(s, !b->abierto[r->def - s->app->programa->logros->logro]);
	struct logro_arg arg = { .hogar = b->t.familia.num, .logro = r->def->id, .integrante = who ? who->seq : 0 };
	return out_push(&screen_logro, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome why(struct screen *s)
{
	struct logros *b = s->state;
	const struct logro_resultado *r = logro_at(b);
	struct trace lines;
	if (!r)
		return out_stay();
	trace_init(&lines, &s->app->turn);
	logro_explain(r, subject_at(b, r), &b->t.familia.ev->scope, &lines);
	return por_que(s->app, arena_printf(&s->app->turn, "¿Por qué? %d. %s", r->def->id, r->def->corto), &lines);
}

static struct outcome prioritise(struct screen *s, struct err *err)
{
	struct logros *b = s->state;
	struct familia *f = &b->t.familia;
	struct jornada j;
	const struct logro_resultado *r = logro_at(b);
	if (!r) {
		app_message(s->app, MESSAGE_INFO, "Lleve el cursor al logro que la familia quiere priorizar");
		return out_redraw();
	}
	bool yes = r->prioridad == 0;
	const struct logro_def *def = r->def;
	if (familia_begin(f, &j, err))
		tablero_familia_end(&b->t, &j, acto_logro_priorizar(&j.acto, &f->ficha, def->id, yes, err),
			arena_printf(&s->app->turn, yes ? "«%s» entra al plan familiar" : "«%s» sale del plan familiar", def->corto), err);
	return out_redraw();
}

static struct outcome next_filter(struct screen *s)
{
	struct logros *b = s->state;
	b->filtro = (enum logros_filtro)((b->filtro + 1) % LOGROS_FILTROS);
	tablero_familia_lineas(&b->t);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct logros *b = s->state;
	struct outcome out;
	if (tablero_familia_act(&b->t, &action, event, &out, err))
		return out;
	switch (action) {
	case ACTION_ABRIR: return open_at(s);
	case ACTION_DERECHA: return unfold(s, true);
	case ACTION_IZQUIERDA: return unfold(s, false);
	case ACTION_POR_QUE: return why(s);
	case ACTION_MARCAR: return prioritise(s, err);
	case ACTION_FILTRAR: return next_filter(s);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Abrir" }, { ACTION_GUARDAR, "Listo" }, { ACTION_POR_QUE, NULL }, { ACTION_FILTRAR, NULL }, { ACTION_MARCAR, "Priorizar" }, { ACTION_VOLVER, NULL },
	{ ACTION_MENU, NULL }, { ACTION_SECCION, "Siguiente dimensión" }, { ACTION_DERECHA, "Mostrar a cada persona" }, { ACTION_IZQUIERDA, "Recoger la lista de personas" }, { 0 },
};

const struct screen_ops screen_logros = {
	.name = "logros", .title = "Logros",
	.help = "Los logros de la familia por dimensión. LB es cómo estaba en la línea base y Hoy cómo está: A alcanzado, P por alcanzar, - no aplica, ? sin dato. "
		"Faltan: cuántas personas de las que aplica lo tienen por alcanzar. Plan: su lugar en el plan familiar. Conf: sí cuando lo confirmó; ver, cuando los datos cambiaron después. "
		"El estado sale de las respuestas: con Entrar se confirma o se cambia, y Ctrl-P dice por qué. En un logro de personas, Entrar muestra a cada una. "
		"Ctrl-B deja ver solo los que están por alcanzar o sin dato. Escriba un número para ir a ese logro. F2 da por revisado el tablero y vuelve.",
	.state_size = sizeof(struct logros), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
