/* Step 3: the people of the household, one of them the head; F2 registers. */
#include "base/text.h"
#include "forms/field_type.h"
#include "tui/registrar.h"
#include "tui/screens.h"

static const struct columna columna[] = {
	{ "Nombre", 22, 36, 0, false }, { "Edad", 4, 4, 3, true }, { "Parentesco", 21, 30, 1, false }, { "Documento", 10, 16, 4, false }, { "Datos", 14, 14, 2, false },
};
enum { COLUMNAS = sizeof columna / sizeof *columna };

/* Rows: the household, each person, «add». */
static int rows_of(const struct registrar *st)
{
	return st->solicitud.n + 2;
}

static void enter(struct screen *s, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	(void)campo;
	(void)err;
	arena_reset(&st->page);
	solicitud_leer(&st->solicitud, &st->page, &st->vista);
	st->list.at = rows_of(st) - 1;
	list_view_size(&st->list, rows_of(st), st->list.rows);
}

static const char *missing(int n, struct arena *arena)
{
	return n == 0 ? "completo" : n == 1 ? "falta 1 dato" : arena_printf(arena, "faltan %d datos", n);
}

/* What keeps the household from being registered, in words; NULL: nothing. `row`: where to put it right. */
static const char *obstacle(const struct registrar *st, int *row)
{
	*row = 0;
	if (st->vista.falta_hogar)
		return "A los datos del hogar les falta algo: Entrar los abre";
	for (int i = 0; i < st->vista.n; i++) {
		*row = i + 1;
		if (st->vista.falta[i])
			return "A esta persona le faltan datos: Entrar la abre";
	}
	*row = rows_of(st) - 1;
	if (st->vista.n == 0)
		return "Falta registrar a las personas, empezando por la jefa o el jefe";
	*row = 1;
	if (st->vista.jefes == 0)
		return "Falta decir quién es la jefa o el jefe: elija a la persona y pulse F8";
	if (st->vista.jefes > 1)
		return "Hay más de una jefa o jefe: elija a quien lo es y pulse F8";
	return NULL;
}

static void draw_person(const struct screen *s, struct grid *g, const struct tabla *t, int row, int i, bool focus)
{
	const struct registrar *st = s->state;
	struct arena *turn = &s->app->turn;
	const struct dict *dict = &s->app->programa->dict;
	const struct answers *a = &st->vista.persona[i];
	struct record who = { .kind = RECORD_INTEGRANTE, .seq = (uint32_t)i + 1, .fields = *a };
	int age = integrante_edad(&who, s->app->hoy);
	const char *text[] = { integrante_nombre(&who, turn), age < 0 ? "?" : arena_printf(turn, "%d", age),
		variable_format(dict_find(dict, "parentesco"), answers_get(a, "parentesco"), turn), variable_format(dict_find(dict, "numero_documento"), answers_get(a, "numero_documento"), turn),
		missing(st->vista.falta[i], turn) };
	tabla_fila(t, g, row, 0, st->vista.falta[i] ? ST_WARN : ST_NORMAL, focus, text);
}

static void draw_action(struct grid *g, int row, int cols, bool focus, const char *text)
{
	grid_text(g, row, 0, ST_NORMAL, focus ? ">" : " ");
	grid_textn(g, row, 2, cols - 4, focus ? ST_FOCUS : ST_NORMAL, text);
	if (focus)
		grid_cursor(g, row, 2);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct registrar *st = s->state;
	struct arena *turn = &s->app->turn;
	int where, foot = r.rows > 8 ? 2 : 1;
	struct tabla t = tabla_fit(columna, COLUMNAS, r.cols - 1);
	tabla_titulos(&t, g, r.row, 0);
	st->room = (struct rect){ r.row + 1, 0, r.rows - 1 - foot, r.cols };
	list_view_size(&st->list, rows_of(st), st->room.rows);
	for (int i = 0; i < st->list.rows && st->list.top + i < st->list.n; i++) {
		int at = st->list.top + i, row = st->room.row + i;
		bool focus = at == st->list.at;
		if (at == 0)
			draw_action(g, row, r.cols, focus, arena_printf(turn, "Datos del hogar: %s", missing(st->vista.falta_hogar, turn)));
		else if (at <= st->vista.n)
			draw_person(s, g, &t, row, at - 1, focus);
		else
			draw_action(g, row, r.cols, focus, st->vista.n ? "Agregar otra persona (Ins)" : "Agregar a la jefa o el jefe (Ins)");
	}
	list_view_scrollbar(&st->list, g, st->room);
	const char *why = obstacle(st, &where);
	grid_paragraph(g, (struct rect){ r.row + r.rows - foot, 1, foot, r.cols - 2 }, why ? ST_DIM : ST_HEAD, why ? why : "Todo está completo: F2 registra el hogar. Si falta alguien, agréguelo primero.");
}

static struct outcome finish(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	struct ficha f;
	const char *why = obstacle(st, &st->list.at);
	if (why) {
		app_message(s->app, MESSAGE_WARN, "%s", why);
		return out_redraw();
	}
	if (!solicitud_registrar(&st->solicitud, &f, err))
		return out_redraw();
	app_message(s->app, MESSAGE_OK, "Hogar registrado: %s, folio %s", ficha_nombre(&f, &s->app->turn), answers_text(&f.hogar.fields, HOGAR_FOLIO));
	return out_replace(&screen_hogar, arena_copy(&s->app->turn, &(struct hogar_arg){ f.num }, sizeof(struct hogar_arg)));
}

static struct outcome open_row(struct screen *s, int row, struct err *err)
{
	struct registrar *st = s->state;
	if (row == 0)
		registrar_ir(s, PASO_HOGAR, NULL, err);
	else
		registrar_ir_persona(s, row <= st->vista.n ? row - 1 : solicitud_nueva(&st->solicitud), NULL, err);
	return out_redraw();
}

static struct outcome change(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	int row = st->list.at;
	if (solicitud_keep(&st->solicitud, "", err))
		enter(s, NULL, err);
	st->list.at = row;
	return out_redraw();
}

static struct outcome ask_remove(struct screen *s, int person)
{
	struct registrar *st = s->state;
	struct record who = { .kind = RECORD_INTEGRANTE, .seq = (uint32_t)person + 1, .fields = st->vista.persona[person] };
	struct confirm_arg arg = { .title = "Quitar a una persona", .yes = "Quitar", .text = arena_printf(&s->app->turn, "Se quita a %s de este registro, con lo que se escribió de esta persona.", integrante_nombre(&who, &s->app->turn)) };
	st->quitando = person;
	return out_push(&dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct registrar *st = s->state;
	int row = st->list.at;
	bool person = row > 0 && row <= st->vista.n;
	switch (action) {
	case ACTION_VOLVER: return registrar_dejar(s, err);
	case ACTION_GUARDAR: return finish(s, err);
	case ACTION_ABRIR: case ACTION_EDITAR: return open_row(s, row, err);
	case ACTION_NUEVO: return open_row(s, rows_of(st) - 1, err);
	case ACTION_QUITAR: case ACTION_SUPRIMIR: return person ? ask_remove(s, row - 1) : out_stay();
	case ACTION_MARCAR:
		if (!person)
			return out_stay();
		solicitud_jefe(&st->solicitud, row - 1);
		return change(s, err);
	default:
		if (!list_view_act(&st->list, action, event, st->room))
			return out_stay();
		return action == ACTION_CLICK && row == st->list.at ? open_row(s, row, err) : out_redraw();
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct registrar *st = s->state;
	if (st->quitando >= 0 && result->ok) {
		solicitud_quitar(&st->solicitud, st->quitando);
		change(s, err);
	}
	st->quitando = -1;
}

static const struct binding bindings[] = {
	{ ACTION_GUARDAR, "Registrar el hogar" }, { ACTION_VOLVER, NULL }, { ACTION_NUEVO, "Agregar" }, { ACTION_MARCAR, "Es jefa o jefe" }, { ACTION_MENU, NULL },
	{ ACTION_ABRIR, "Cambiar lo elegido" }, { ACTION_QUITAR, "Quitar a la persona" }, { 0 },
};

const struct registrar_ops registrar_paso_personas = { .titulo = "3 Personas", .bindings = bindings, .enter = enter, .draw = draw, .act = act, .resume = resume };
