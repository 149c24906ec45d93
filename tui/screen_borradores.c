/* What was written and not yet saved: forms half filled, households half registered. */
#include "base/date.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/familia.h"
#include "tui/screens.h"
#include "tui/tabla.h"
#include "tui/widget.h"

#include <string.h>

struct state {
	struct arena page;
	uint32_t hogar; bool todos;
	struct borrador *item; int n;
	struct list_view list;
	struct rect room;
	bool asking;
};

static const struct columna columna[] = { { "Sin terminar", 30, 90, 0, false }, { "Última vez", 16, 16, 1, false } };

static bool reload(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return false;
	arena_reset(&st->page);
	st->n = borrador_list(&txn, st->hogar, st->todos, &st->page, &st->item);
	list_view_size(&st->list, st->n, st->list.rows);
	return txn_commit(&txn, err);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct hogar_arg *of = arg;
	arena_init(&st->page);
	st->todos = !of;
	st->hogar = of ? of->hogar : 0;
	st->list.rows = s->app->rows > 0 ? s->app->rows : 24;
	return reload(s, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct tabla t = tabla_fit(columna, 2, r.cols - 1);
	char clock[DATE_TEXT];
	tabla_titulos(&t, g, r.row, 0);
	st->room = (struct rect){ r.row + 1, 0, r.rows - 1, r.cols };
	list_view_size(&st->list, st->n, st->room.rows);
	for (int i = 0; i < st->room.rows && st->list.top + i < st->n; i++) {
		const struct borrador *b = &st->item[st->list.top + i];
		tabla_fila(&t, g, st->room.row + i, 0, ST_NORMAL, st->list.top + i == st->list.at, (const char *const[]){ b->titulo, clock_text(b->guardado, clock) });
	}
	if (st->n == 0)
		grid_paragraph(g, (struct rect){ st->room.row, 2, st->room.rows, r.cols - 4 }, ST_NORMAL, "No hay nada por terminar: todo lo escrito está guardado.");
	list_view_scrollbar(&st->list, g, st->room);
}

/* As in the visit: a form that is finished ends the step that asks for it. NULL: none does. */
static const char *step_of(struct screen *s, const struct borrador_clave *k)
{
	struct familia f;
	struct err ignored = { 0 };
	const char *step = NULL;
	if (!familia_open(&f, s->app, k->hogar, &ignored))
		return NULL;
	for (int i = 0; ficha_visita_abierta(&f.ficha) && !step && i < f.pos.n_paso; i++) {
		const struct paso *paso = f.pos.paso[i].paso;
		if (f.pos.paso[i].estado == PASO_ABIERTO && paso->formulario && strcmp(paso->formulario, k->formulario) == 0)
			step = paso->id;      /* of the programme, which stays */
	}
	familia_close(&f);
	return step;
}

/* Each kind of draft goes on where it was being written. */
static struct outcome go_on(struct screen *s)
{
	struct state *st = s->state;
	const struct programa *programa = s->app->programa;
	if (st->n == 0)
		return out_stay();
	const struct borrador_clave *k = &st->item[st->list.at].clave;
	int logro;
	enum borrador_clase kind = borrador_clase(k, &logro);
	if (k->hogar == 0 && kind == BORRADOR_FORMULARIO)
		return out_push(&screen_registrar, arena_copy(&s->app->turn, &(struct registrar_arg){ .borrador = k->seq }, sizeof(struct registrar_arg)));
	if (k->seq == 0 && strcmp(k->formulario, programa->registro_integrante->name) == 0)
		return push_hogar(s->app, &screen_integrante, k->hogar);
	switch (kind) {
	case BORRADOR_LOGRO: return out_push(&screen_logro, arena_copy(&s->app->turn, &(struct logro_arg){ k->hogar, logro, k->seq }, sizeof(struct logro_arg)));
	case BORRADOR_COMPROMISO: return push_hogar(s->app, &screen_plan, k->hogar);
	case BORRADOR_VENTANA:
		app_message(s->app, MESSAGE_INFO, "Al abrir otra vez la ventana donde lo escribía, ahí sigue: «%s»", answers_text(&st->item[st->list.at].campos, VENTANA_TEXTO));
		return k->hogar != 0 ? push_hogar(s->app, &screen_hogar, k->hogar) : out_redraw();
	case BORRADOR_FORMULARIO: break;
	}
	struct formulario_arg arg = { .hogar = k->hogar, .formulario = k->formulario, .seq = k->seq, .paso = step_of(s, k) };
	return out_push(&screen_formulario, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome ask_discard(struct screen *s)
{
	struct state *st = s->state;
	if (st->n == 0)
		return out_stay();
	struct confirm_arg arg = { .title = "Descartar lo escrito", .yes = "Descartar" };
	arg.text = arena_printf(&s->app->turn, "«%s» se descarta y no se puede recuperar. Lo que ya estaba guardado no cambia.", st->item[st->list.at].titulo);
	st->asking = true;
	return out_push(&dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (st->asking && result->ok && borrador_quitar(s->app->store, &st->item[st->list.at].clave, err))
		app_message(s->app, MESSAGE_OK, "Descartado");
	st->asking = false;
	reload(s, err);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	switch (action) {
	case ACTION_TICK: reload(s, err); return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_ABRIR: return go_on(s);
	case ACTION_QUITAR: case ACTION_SUPRIMIR: return ask_discard(s);
	default:
		if (!list_view_act(&st->list, action, event, st->room))
			return out_stay();
		return action == ACTION_CLICK && was == st->list.at ? go_on(s) : out_redraw();
	}
}

static void close(struct screen *s)
{
	arena_done(&((struct state *)s->state)->page);
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Continuar" }, { ACTION_VOLVER, NULL }, { ACTION_QUITAR, "Descartar" }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_borradores = {
	.name = "borradores", .title = "Por terminar",
	.help = "Lo que se escribió y aún no se ha guardado con F2. Nada de esto cuenta todavía en los datos del hogar. Entrar continúa donde se dejó; lo que quedó «sin aceptar» está en la ventana donde se escribía; Ctrl-D lo descarta, y pregunta antes.",
	.state_size = sizeof(struct state), .bindings = bindings,
	.open = open, .draw = draw, .act = act, .resume = resume, .close = close,
};
