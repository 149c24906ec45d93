#include "tui/conflicto.h"

#include "base/date.h"
#include "base/text.h"
#include "model/regla.h"
#include "tui/por_que.h"
#include "tui/tablero.h"

#include <string.h>

enum { CAMPO = 1, TODO };                  /* what a line is about: a field, id its index; the rule of the review */
enum { NAMES = 3 };                        /* fields that the message names; the rest is counted */
enum eleccion { SIN_ELEGIR, MIO, SUYO };

struct state {
	struct familia *familia;
	enum action action;
	struct arena page;
	struct tablero tablero;
	enum eleccion *eleccion;
};

static const struct columna choices_own[] = { { "Dato", 14, 30, 0, false }, { "Antes", 8, 14, 3, false }, { "Otra consola", 12, 20, 1, false }, { "Aquí", 10, 20, 2, false }, { "Queda", 9, 9, 0, false } };
static const struct columna choices[] = { { "Dato", 14, 30, 0, false }, { "Antes", 8, 14, 3, false }, { "Otra persona", 12, 20, 1, false }, { "Usted", 10, 20, 2, false }, { "Queda", 9, 9, 0, false } };
static const struct columna news[] = { { "Dato", 16, 36, 0, false }, { "Antes", 8, 18, 1, false }, { "Ahora", 12, 24, 0, false } };

static const char *about(const struct familia *f, const struct conflicto_campo *c, struct arena *arena)
{
	const struct record *r = ficha_record(&f->ficha, c->kind, c->seq);
	uint32_t member = c->seq & 0xfff;
	switch (c->kind) {
	case RECORD_INTEGRANTE: return r ? integrante_corto(r, arena) : arena_printf(arena, "Integrante %u", c->seq);
	case RECORD_LOGRO: return member ? arena_printf(arena, "Logro %u, %s", c->seq >> 12, familia_integrante(f, member)) : arena_printf(arena, "Logro %u", c->seq >> 12);
	case RECORD_VISITA: return arena_printf(arena, "Visita %u", c->seq);
	case RECORD_COMPROMISO: return arena_printf(arena, "Compromiso %u", c->seq);
	case RECORD_OPORTUNIDAD: return arena_printf(arena, "Oportunidad %u", c->seq);
	case RECORD_EVALUACION: return "Evaluación";
	case RECORD_HOGAR: case RECORD_KINDS: break;
	}
	return NULL;
}

const char *conflicto_nombre(const struct familia *f, const struct conflicto_campo *c, struct arena *arena)
{
	const struct variable *var = dict_find(&f->app->programa->dict, c->name);
	const struct campo *own = campo_de(c->kind, c->name);
	const char *label = own ? own->label : var ? var->label : c->name, *whose = about(f, c, arena);
	return whose ? arena_printf(arena, "%s: %s", whose, label) : label;
}

const char *conflicto_cedidos(const struct familia *f, const struct conflicto *c, struct arena *arena)
{
	const char *name[NAMES];
	int n = 0, mine = 0;
	for (int i = 0; i < c->n; i++) {
		mine += c->item[i].choca && !c->item[i].suyo;
		if (c->item[i].choca && c->item[i].suyo && n < NAMES)
			name[n++] = conflicto_nombre(f, &c->item[i], arena);
	}
	if (n == 0)
		return NULL;
	return arena_printf(arena, "%s. Quedó lo que guardó la otra persona: %s", mine ? "Guardado como eligió" : "Sin cambios de su parte", enumerar(arena, name, n));
}

const char *conflicto_unidos(const struct familia *f, const struct conflicto *c, struct arena *arena)
{
	static const char own[] = "Usted, en otra consola,";
	const char *name[NAMES + 1], *who = NULL;
	int n = 0, more = 0;
	for (int i = 0; i < c->n; i++) {
		const struct conflicto_campo *it = &c->item[i];
		if (it->choca)
			continue;
		who = who ? who : it->propio ? own : it->quien;
		if (n < NAMES)
			name[n++] = conflicto_nombre(f, it, arena);
		else
			more++;
	}
	if (n == 0)
		return NULL;
	if (more > 0)
		name[n++] = more == 1 ? "un dato más" : arena_printf(arena, "%d datos más", more);
	return arena_printf(arena, "%s cambió mientras tanto %s: se conserva", who ? who : "Otra persona", enumerar(arena, name, n));
}

/* ---- lines ---- */

static bool choosing(const struct state *st)
{
	return st->familia->choque.choques > 0;
}

/* Nobody but the same account, on another console. */
static bool own_only(const struct state *st)
{
	const struct conflicto *c = &st->familia->choque;
	for (int i = 0; i < c->n; i++)
		if (!c->item[i].propio)
			return false;
	return true;
}

static const char *words(const struct state *st, const struct conflicto_campo *c, struct answer a, struct arena *arena)
{
	const char *text = a.hidden || a.value.kind == VALUE_NONE ? "" : por_que_valor(st->familia->app->programa, c->kind, c->name, a.value, arena);
	return *text ? text : "sin respuesta";
}

static const char *signature(const struct conflicto_campo *c, struct arena *arena)
{
	char clock[DATE_TEXT];
	return c->propio ? arena_printf(arena, "usted, en otra consola, %s", clock_text(c->cuando, clock)) : c->quien ? arena_printf(arena, "%s, %s", c->quien, clock_text(c->cuando, clock)) : "otra persona";
}

static void add(struct state *st, int i, bool collides)
{
	const struct conflicto_campo *c = &st->familia->choque.item[i];
	struct arena *a = &st->page;
	const char *other = c->propio ? "la otra" : c->quien ? arena_strndup(a, c->quien, strcspn(c->quien, " ")) : "la otra";
	const char *antes = words(st, c, c->antes, a), *ahora = words(st, c, c->ahora, a), *mio = words(st, c, c->mio, a);
	struct renglon line = { .de = { CAMPO, i, 0 }, .style = !collides ? ST_DIM : st->eleccion[i] == SIN_ELEGIR ? ST_WARN : ST_NORMAL };
	line.texto[0] = conflicto_nombre(st->familia, c, a);
	line.texto[1] = antes;
	line.texto[2] = ahora;
	if (choosing(st)) {
		line.texto[3] = collides ? mio : "";
		line.texto[4] = !collides || st->eleccion[i] == SUYO ? other : st->eleccion[i] == MIO ? "usted" : "[ ] elija";
	}
	line.pie = collides ? arena_printf(a, "Antes: %s. Ahora: %s (%s).\nUsted escribió: %s.", antes, ahora, signature(c, a), mio)
		: arena_printf(a, "Antes: %s. Ahora: %s (%s).", antes, ahora, signature(c, a));
	tablero_add(&st->tablero, line);
}

static void lines(struct state *st)
{
	const struct conflicto *c = &st->familia->choque;
	bool heading = false;
	arena_reset(&st->page);
	tablero_begin(&st->tablero, &st->page, choosing(st) ? own_only(st) ? choices_own : choices : news, choosing(st) ? 5 : 3);
	for (int i = 0; i < c->n; i++)
		if (c->item[i].choca)
			add(st, i, true);
	for (int i = 0; i < c->n; i++) {
		if (c->item[i].choca)
			continue;
		if (!heading)
			tablero_add(&st->tablero, (struct renglon){ .titulo = true, .texto = { choosing(st) ? own_only(st) ? "Solo cambió en la otra consola: se conserva" : "Solo lo cambió la otra persona: se conserva" : "Lo que cambió" } });
		heading = true;
		add(st, i, false);
	}
	tablero_end(&st->tablero);
}

static int missing(const struct state *st)
{
	const struct conflicto *c = &st->familia->choque;
	for (int i = 0; i < c->n; i++)
		if (c->item[i].choca && st->eleccion[i] == SIN_ELEGIR)
			return i;
	return -1;
}

/* ---- the screen ---- */

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct conflicto_arg *from = arg;
	struct state *st = s->state;
	(void)err;
	arena_init(&st->page);
	st->familia = from->familia;
	st->action = from->action;
	st->eleccion = arena_array(&s->arena, enum eleccion, st->familia->choque.n + 1);
	st->tablero.vacio = "";
	lines(st);
	if (!choosing(st) && st->tablero.n > 1)
		tablero_go(&st->tablero, (struct renglon_de){ CAMPO, 0, 0 });
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	const char *head = choosing(st) && own_only(st) ? "Usted, en otra consola, cambió lo mismo que aquí. Elija con cuál dato se queda cada línea; F2 guarda. Nada se ha perdido."
		: choosing(st) ? "Otra persona y usted cambiaron lo mismo. Elija con cuál dato se queda cada línea; F2 guarda. Nada suyo se ha perdido."
		: "La familia cambió mientras usted trabajaba. Revise qué cambió: F2 sigue con lo que iba a hacer, Esc vuelve sin hacerlo.";
	int used = grid_paragraph(g, (struct rect){ r.row, 1, r.rows >= 12 ? 3 : 2, r.cols - 2 }, ST_HEAD, head);
	if (r.rows >= 12)
		used++;
	tablero_draw(&st->tablero, g, (struct rect){ r.row + used, 0, r.rows - used, r.cols });
}

static struct outcome choose(struct state *st, enum eleccion wanted)
{
	const struct renglon *line = tablero_at(&st->tablero);
	const struct conflicto *c = &st->familia->choque;
	if (!line || line->de.tipo != CAMPO || !c->item[line->de.id].choca)
		return out_stay();
	enum eleccion *now = &st->eleccion[line->de.id];
	*now = wanted != SIN_ELEGIR ? wanted : *now == MIO ? SUYO : MIO;
	lines(st);
	return out_redraw();
}

static struct outcome accept(struct screen *s)
{
	struct state *st = s->state;
	struct conflicto *c = &st->familia->choque;
	int first = missing(st);
	if (first >= 0) {
		tablero_go(&st->tablero, (struct renglon_de){ CAMPO, first, 0 });
		app_message(s->app, MESSAGE_WARN, "Falta elegir: ← deja lo de la otra persona, → deja lo suyo");
		return out_redraw();
	}
	for (int i = 0; i < c->n; i++)
		c->item[i].suyo = !c->item[i].choca || st->eleccion[i] == SUYO;
	s->app->decided = choosing(st) ? st->familia : NULL;
	s->app->pending = st->action;
	s->app->again = true;
	return out_pop_ok(0, NULL);
}

static struct outcome leave_it(struct screen *s)
{
	struct state *st = s->state;
	st->familia->mostrada = false;
	app_message(s->app, MESSAGE_INFO, "Sin guardar todavía: lo que usted escribió sigue en borrador o en la pantalla");
	return out_pop();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	switch (action) {
	case ACTION_GUARDAR: return accept(s);
	case ACTION_VOLVER: case ACTION_CANCELAR: return leave_it(s);
	case ACTION_IZQUIERDA: return choose(st, SUYO);
	case ACTION_DERECHA: return choose(st, MIO);
	case ACTION_ABRIR: case ACTION_MARCAR: return choose(st, SIN_ELEGIR);
	default: break;
	}
	switch (tablero_act(&st->tablero, action, event)) {
	case TABLERO_MOVED: return out_redraw();
	case TABLERO_OPEN: return choose(st, SIN_ELEGIR);
	case TABLERO_STAY: break;
	}
	return out_stay();
}

static void close(struct screen *s)
{
	arena_done(&((struct state *)s->state)->page);
}

static const struct binding to_choose[] = {
	{ ACTION_ABRIR, "Cambiar" }, { ACTION_IZQUIERDA, "Lo otro" }, { ACTION_DERECHA, "Lo mío" }, { ACTION_GUARDAR, "Guardar" }, { ACTION_VOLVER, "Dejar sin guardar" }, { ACTION_MENU, NULL }, { 0 },
};
static const struct binding to_review[] = { { ACTION_GUARDAR, "Seguir" }, { ACTION_VOLVER, "Volver sin hacerlo" }, { ACTION_MENU, NULL }, { 0 } };

static const struct binding *bindings(const struct screen *s)
{
	return choosing(s->state) ? to_choose : to_review;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	const struct state *st = s->state;
	return arena_printf(arena, "%s · %s", choosing(st) ? own_only(st) ? "Lo mismo cambió en otra consola" : "Dos personas cambiaron lo mismo" : "La familia cambió", st->familia->folio);
}

const struct screen_ops screen_conflicto = {
	.name = "conflicto", .title = "Cambios de otra persona",
	.help = "Mientras usted trabajaba, otra persona guardó cambios en esta familia. En cada línea está cómo estaba el dato, cómo quedó y qué escribió usted; abajo, quién lo cambió y cuándo. "
		"Con → se queda lo suyo y con ← lo de la otra persona; Entrar pasa de uno a otro. F2 guarda lo elegido. Con Esc no se guarda nada y lo que usted escribió se conserva.",
	.state_size = sizeof(struct state), .bindings = to_choose, .bindings_of = bindings, .open = open, .title_of = title, .draw = draw, .act = act, .close = close,
};
