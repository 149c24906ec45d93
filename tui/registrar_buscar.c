/* Step 1: is the family here already? */
#include "base/text.h"
#include "model/resumen.h"
#include "tui/maestra_vista.h"
#include "tui/registrar.h"
#include "tui/screens.h"

#include <string.h>

enum { MINIMO = 3, MOSTRAR = 50 };

static const struct columna columna[] = {
	{ "Nombre", 26, 36, 0, false }, { "Documento", 11, 13, 1, false }, { "Barrio", 14, 20, 2, false }, { "Dirección", 18, 30, 3, false }, { "Visita", 20, 40, 4, false },
};
enum { COLUMNAS = sizeof columna / sizeof *columna };

static int letters(const char *text)
{
	int n = 0;
	for (size_t at = 0; text[at]; at = text_next(text, at))
		n += text[at] != ' ';
	return n;
}

static bool enough(const struct registrar *st)
{
	return letters(st->linea.text) >= MINIMO;
}

static void search(struct screen *s, struct err *err)
{
	struct registrar *st = s->state;
	struct filtro f = FILTRO_TODO;
	struct borrador *draft;
	struct txn txn;
	if (!txn_read(&txn, s->app->store, err))
		return;
	arena_reset(&st->page);
	f.texto = st->linea.text;
	st->n_fila = st->total = 0;
	if (enough(st))
		st->n_fila = lista_page(&txn, s->app->programa->ruta, &f, ORDEN_NOMBRE, s->app->hoy, 0, MOSTRAR, &st->page, &st->fila, &st->total);
	st->aviso = "";
	st->por_terminar = borrador_list(&txn, 0, false, &st->page, &draft);
	st->list.at = st->list.top = 0;
	st->list.n = st->n_fila + enough(st);
	if (txn_commit(&txn, err) && enough(st) && st->total == 0)
		st->aviso = maestra_aviso(s->app, st->linea.text, &st->page);
}

static void enter(struct screen *s, const char *campo, struct err *err)
{
	struct registrar *st = s->state;
	(void)campo;
	st->linea.max_letters = 60;
	st->escribe = true;
	search(s, err);
}

static const char *found_text(const struct registrar *st, struct arena *arena)
{
	if (!enough(st))
		return st->por_terminar ? arena_printf(arena, "Hay %s: véalos en Inicio, «Por terminar».", resumen_cuantos(arena, st->por_terminar, "registro sin terminar", "registros sin terminar")) : "";
	if (st->total == 0)
		return arena_printf(arena, "Nadie coincide con esas palabras.%s", st->aviso);
	const char *n = resumen_cuantos(arena, st->total, "hogar coincide. ¿Es este?", "hogares coinciden. ¿Es alguno de estos?");
	return st->total > st->n_fila ? arena_printf(arena, "%s Escriba más para acortar la lista.", n) : n;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct registrar *st = s->state;
	struct arena *turn = &s->app->turn;
	int row = r.row;
	if (r.rows > 8)
		row += grid_paragraph(g, (struct rect){ row, 1, 2, r.cols - 2 }, ST_NORMAL, "Antes de registrar, busque a la jefa o al jefe por nombre o documento.") + 1;
	int line_row = row++;
	grid_paragraph(g, (struct rect){ row, 1, 1, r.cols - 2 }, ST_HEAD, found_text(st, turn));
	row++;
	struct tabla t = tabla_fit(columna, COLUMNAS, r.cols - 1);
	st->room = (struct rect){ row, 0, r.row + r.rows - row, r.cols };
	list_view_size(&st->list, st->list.n, st->room.rows);
	for (int i = 0; i < st->list.rows && st->list.top + i < st->list.n; i++) {
		int at = st->list.top + i;
		bool focus = at == st->list.at;
		if (at < st->n_fila) {
			const struct fila *f = &st->fila[at];
			tabla_fila(&t, g, row + i, 0, ST_NORMAL, focus, (const char *const[]){ f->nombre, f->documento, f->barrio, f->direccion, resumen_agenda(turn, &f->agenda, s->app->hoy) });
			continue;
		}
		grid_text(g, row + i, 0, ST_NORMAL, focus ? ">" : " ");
		grid_textn(g, row + i, 2, r.cols - 4, focus ? ST_FOCUS : ST_HEAD, st->n_fila ? "Ninguno es: registrar un hogar nuevo" : "Registrar un hogar nuevo");
		if (focus)
			grid_cursor(g, row + i, 2);
	}
	list_view_scrollbar(&st->list, g, st->room);
	int used = 1 + grid_text(g, line_row, 1, ST_LABEL, "Buscar: "), room = r.cols - used - 2;
	line_edit_draw(&st->linea, g, line_row, used, room < 40 ? room : 40, st->escribe || st->list.n == 0);
	if (!enough(st) && r.rows > 8)
		grid_paragraph(g, (struct rect){ row, 1, 2, r.cols - 2 }, ST_DIM, "Escriba al menos tres letras del nombre, o el número del documento.");
}

static struct outcome choose(struct screen *s, struct err *err)
{
	const struct registrar *st = s->state;
	if (!enough(st)) {
		app_message(s->app, MESSAGE_INFO, "Escriba primero al menos tres letras del nombre, o el documento");
		return out_redraw();
	}
	if (st->list.at < st->n_fila)
		return push_hogar(s->app, &screen_hogar, st->fila[st->list.at].hogar);
	registrar_ir(s, PASO_HOGAR, NULL, err);
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct registrar *st = s->state;
	int was = st->list.at;
	switch (action) {
	case ACTION_TICK: search(s, err); return out_redraw();
	case ACTION_VOLVER: return out_pop();
	case ACTION_REPETIR: return out_push(&screen_maestra, arena_copy(&s->app->turn, &(struct maestra_arg){ st->linea.text }, sizeof(struct maestra_arg)));
	case ACTION_ABRIR: return choose(s, err);
	case ACTION_NUEVO: case ACTION_GUARDAR:
		st->list.at = st->list.n - 1;
		return choose(s, err);
	case ACTION_INSERT: case ACTION_BORRAR: case ACTION_SUPRIMIR: case ACTION_VACIAR: case ACTION_DESHACER: case ACTION_IZQUIERDA: case ACTION_DERECHA:
		if (!line_edit_act(&st->linea, action, event))
			return out_stay();
		st->escribe = true;
		search(s, err);
		return out_redraw();
	default:
		if (!list_view_act(&st->list, action, event, st->room))
			return out_stay();
		st->escribe = false;
		return action == ACTION_CLICK && st->list.at == was ? choose(s, err) : out_redraw();
	}
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	(void)result;
	search(s, err);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Abrir o registrar" }, { ACTION_VOLVER, NULL }, { ACTION_NUEVO, "Ninguno es: registrar" }, { ACTION_MENU, NULL }, { ACTION_VACIAR, "Vaciar la búsqueda" }, { ACTION_REPETIR, "Base maestra: por visitar" }, { 0 },
};

const struct registrar_ops registrar_paso_buscar = { .titulo = "1 Buscar", .bindings = bindings, .enter = enter, .draw = draw, .act = act, .resume = resume };
