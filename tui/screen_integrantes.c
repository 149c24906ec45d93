/* The people of a household: who they are, what each still has to reach, who joins and who leaves. */
#include "base/text.h"
#include "forms/field_type.h"
#include "tui/dialog.h"
#include "tui/historia_campo.h"
#include "tui/integrantes_actos.h"
#include "tui/screens.h"
#include "tui/tabla.h"
#include "tui/widget.h"

enum { NOMBRE, EDAD, PARENTESCO, DOCUMENTO, LOGROS, COLUMNAS };
static const struct columna columna[COLUMNAS] = {
	[NOMBRE] = { "Nombre", 23, 36, 0, false }, [EDAD] = { "Edad", 4, 4, 0, true }, [PARENTESCO] = { "Parentesco", 21, 30, 1, false },
	[DOCUMENTO] = { "Documento", 13, 18, 3, false }, [LOGROS] = { "Por alcanzar", 12, 12, 2, true },
};

struct state {
	struct familia familia;
	struct arena page;
	const struct record **fila; int n;       /* active ones first */
	int *pendientes;                         /* logros still to reach, of each */
	struct list_view list;
	struct rect room;
	struct flujo flujo;
};

static int pending(const struct evaluacion *ev, uint32_t seq, struct trace *names)
{
	int n = 0;
	for (int i = 0; i < ev->n_logro; i++)
		for (int k = 0; k < ev->logro[i].n; k++) {
			const struct logro_sujeto *who = &ev->logro[i].sujeto[k];
			if (who->seq != seq || who->vigente != LOGRO_POR_ALCANZAR)
				continue;
			n++;
			if (names)
				trace_add(names, 1, "%d. %s", ev->logro[i].def->id, ev->logro[i].def->enunciado);
		}
	return n;
}

static void reload(struct screen *s)
{
	struct state *st = s->state;
	const struct record_list *all = &st->familia.ficha.integrante;
	arena_reset(&st->page);
	st->fila = arena_array(&st->page, const struct record *, all->n + 1);
	st->pendientes = arena_array(&st->page, int, all->n + 1);
	st->n = 0;
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < all->n; i++)
			if (integrante_activo(&all->item[i]) == (pass == 0)) {
				st->pendientes[st->n] = pending(st->familia.ev, all->item[i].seq, NULL);
				st->fila[st->n++] = &all->item[i];
			}
	list_view_size(&st->list, st->n, st->list.rows);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	arena_init(&st->page);
	if (!familia_open(&st->familia, s->app, ((const struct hogar_arg *)arg)->hogar, err))
		return false;
	st->list.rows = 20;
	reload(s);
	return true;
}

static const char *title(const struct screen *s, struct arena *arena)
{
	return arena_printf(arena, "Integrantes · %s", ((const struct state *)s->state)->familia.nombre);
}

static const char *field(const struct screen *s, const struct record *r, const char *name)
{
	return variable_format(dict_find(&s->app->programa->dict, name), answers_get(&r->fields, name), &s->app->turn);
}

static void draw_row(const struct screen *s, struct grid *g, const struct tabla *t, int row, int i)
{
	const struct state *st = s->state;
	const struct record *r = st->fila[i];
	struct arena *turn = &s->app->turn;
	int age = integrante_edad(r, s->app->hoy);
	const char *gone = arena_printf(turn, "retirado: %s", campo_choice_label("motivo_retiro", answers_text(&r->fields, INTEGRANTE_MOTIVO)));
	const char *text[COLUMNAS] = {
		[NOMBRE] = integrante_nombre(r, turn), [EDAD] = age < 0 ? "?" : arena_printf(turn, "%d", age), [PARENTESCO] = integrante_activo(r) ? field(s, r, "parentesco") : gone,
		[DOCUMENTO] = arena_printf(turn, "%s %s", text_upper(turn, answers_text(&r->fields, "tipo_documento")), field(s, r, "numero_documento")),
		[LOGROS] = integrante_activo(r) ? arena_printf(turn, "%d", st->pendientes[i]) : "",
	};
	tabla_fila(t, g, row, 0, integrante_activo(r) ? ST_NORMAL : ST_DIM, i == st->list.at, text);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	int row = r.row;
	if (r.rows >= 14)
		row += familia_header(&st->familia, g, r) + 1;
	struct tabla t = tabla_fit(columna, COLUMNAS, r.cols - 1);
	tabla_titulos(&t, g, row++, 0);
	st->room = (struct rect){ row, 0, r.row + r.rows - row, r.cols };
	list_view_size(&st->list, st->n, st->room.rows);
	for (int i = 0; i < st->list.rows && st->list.top + i < st->n; i++)
		draw_row(s, g, &t, row + i, st->list.top + i);
	list_view_scrollbar(&st->list, g, st->room);
}

static struct outcome edit(struct screen *s, const struct record *r)
{
	const struct state *st = s->state;
	struct formulario_arg arg = { .hogar = st->familia.num, .formulario = s->app->programa->registro_integrante->name, .seq = r->seq };
	if (integrante_activo(r))
		return out_push(&screen_formulario, arena_copy(&s->app->turn, &arg, sizeof arg));
	app_message(s->app, MESSAGE_INFO, "Esta persona está retirada: con Ctrl-D vuelve al hogar y entonces se puede cambiar");
	return out_redraw();
}

static struct outcome explain(struct screen *s, const struct record *r)
{
	const struct state *st = s->state;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	trace_add(&lines, 0, "Por alcanzar");
	if (pending(st->familia.ev, r->seq, &lines) == 0)
		trace_add(&lines, 1, "Nada: todo lo que le corresponde está alcanzado o aún no tiene dato.");
	struct view_arg arg = { .title = integrante_nombre(r, &s->app->turn), .line = lines.line, .n = lines.n };
	return out_push(&dialog_view, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	const struct record *r = st->n > 0 ? st->fila[st->list.at] : NULL;
	struct outcome out;
	if (r && integrante_acto(s, &st->familia, &st->flujo, r, action, event, &out, err)) {
		reload(s);
		return out;
	}
	switch (action) {
	case ACTION_TICK:
		if (!familia_reload(&st->familia, err))
			return out_pop();
		reload(s);
		return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	case ACTION_NUEVO: return push_hogar(s->app, &screen_integrante, st->familia.num);
	case ACTION_ABRIR: case ACTION_EDITAR: return r ? edit(s, r) : out_stay();
	case ACTION_POR_QUE: return r ? explain(s, r) : out_stay();
	case ACTION_HISTORIA: return r ? historia_campo(s->app, &(struct historia_campo_arg){ .hogar = st->familia.num, .kind = RECORD_INTEGRANTE, .seq = r->seq }) : out_stay();
	default:
		if (!list_view_act(&st->list, action, event, st->room))
			return out_stay();
		return action == ACTION_CLICK && was == st->list.at ? edit(s, r) : out_redraw();
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (!flujo_take(&st->flujo, s->app, result))
		familia_reload(&st->familia, err);
	reload(s);
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	familia_close(&st->familia);
	arena_done(&st->page);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Cambiar" }, { ACTION_NUEVO, "Agregar" }, { ACTION_GUARDAR, "Listo" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { ACTION_QUITAR, "Retirar" },
	{ ACTION_MARCAR, "Elegir como jefa o jefe" }, { ACTION_POR_QUE, "Qué le falta por alcanzar" }, { ACTION_HISTORIA, "Historia de sus datos" }, { 0 },
};

const struct screen_ops screen_integrantes = {
	.name = "integrantes", .title = "Integrantes",
	.help = "Las personas del hogar. Entrar cambia los datos de la elegida, Ins agrega a alguien, Ctrl-D retira a quien ya no vive en el hogar (con motivo y fecha; sus datos se conservan) "
		"o lo trae de vuelta. Antes de aceptarlo se muestra qué cambia en logros, IPM, ingreso y celda. F8 elige a la jefa o el jefe, que es siempre una sola persona. «Por alcanzar» cuenta los logros de cada quien que están pendientes. F2 da el paso por terminado y vuelve.",
	.state_size = sizeof(struct state), .bindings = bindings,
	.open = open, .title_of = title, .draw = draw, .act = act, .resume = resume, .close = close,
};
