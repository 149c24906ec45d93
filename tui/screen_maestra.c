/* The base maestra: households known from a list and still to be visited. The first ones show at each letter; the rest are counted while no key waits. */
#include "base/text.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/maestra_lista.h"
#include "tui/maestra_vista.h"
#include "tui/screens.h"
#include "tui/tabla.h"
#include "tui/widget.h"

#include <string.h>

struct state {
	struct line_edit linea;
	bool escribe;                        /* the cursor stands in the search line */
	struct maestra_lista lista;
	struct list_view list;
	struct rect room;
	enum { NADA, DETALLE, ARCHIVO } pregunta;
	const char *archivo;                 /* of the load that was asked for */
	uint32_t vista;                      /* the household of DETALLE: rows may shift below the cursor meanwhile */
};

static const struct columna columna[] = {
	{ "Nombre", 24, 36, 0, false }, { "Dirección", 18, 30, 3, false }, { "Barrio", 12, 20, 2, false }, { "Documento", 11, 13, 4, false },
	{ "Teléfono", 11, 13, 5, false }, { "Estado", 11, 11, 1, false },
};
enum { COLUMNAS = sizeof columna / sizeof *columna };

static bool search(struct screen *s, int want, struct err *err)
{
	struct state *st = s->state;
	st->lista.texto = st->linea.text;
	bool ok = maestra_lista_buscar(&st->lista, want, st->list.top, st->list.rows, err);
	st->list.n = st->lista.n;
	return ok;
}

static enum work work(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	enum work done = maestra_lista_work(&st->lista, st->list.rows, err);
	st->list.n = st->lista.n;
	return done;
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct maestra_arg *from = arg;
	maestra_lista_init(&st->lista, s->app);
	line_edit_set(&st->linea, from && from->texto ? from->texto : "");
	st->linea.max_letters = 60;
	st->escribe = true;
	return search(s, 0, err);
}

/* ---- Drawing ---- */

static const char *empty_text(const struct state *st)
{
	return st->lista.total.filas == 0 ? "La base maestra todavía no está cargada. Cárguela con F4, o con «logros importar --maestra archivo.csv»."
		: !st->lista.hasta.fin ? "Buscando…"
		: st->linea.text[0] ? "Nadie coincide con esas palabras. Borre letras, o cambie con Ctrl-B cuáles se muestran."
		: "No hay hogares de estos. Cambie con Ctrl-B cuáles se muestran.";
}

static void draw_row(const struct screen *s, struct grid *g, const struct tabla *t, int row, int at)
{
	const struct state *st = s->state;
	const struct maestra *m = maestra_lista_at(&st->lista, at);
	const char *phone = !m ? "" : *m->campo[MAESTRA_TELEFONO] ? m->campo[MAESTRA_TELEFONO] : m->campo[MAESTRA_CELULAR];
	const char *text[COLUMNAS] = { "", "", "", "", "", at < st->lista.desde || at >= st->lista.desde + st->lista.n_fila ? "" : "Ya no está" };
	if (m)
		memcpy(text, (const char *[]){ maestra_nombre(m, &s->app->turn), m->campo[MAESTRA_DIRECCION], m->campo[MAESTRA_BARRIO], m->campo[MAESTRA_DOCUMENTO], phone, maestra_estado_texto(m) }, sizeof text);
	tabla_fila(t, g, row, 0, m && m->hogar ? ST_DIM : ST_NORMAL, at == st->list.at, text);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena *turn = &s->app->turn;
	const char *count = maestra_lista_cuenta(&st->lista, turn);
	int row = r.row, label = 1 + grid_text(g, row, 1, ST_LABEL, "Buscar: "), line_row = row++, line_cols = r.cols - label - text_width(count) - 3;
	struct tabla t = tabla_fit(columna, COLUMNAS, r.cols - 1);
	if (r.rows > 8)
		tabla_titulos(&t, g, row++, 0);
	st->room = (struct rect){ row, 0, r.row + r.rows - row, r.cols };
	list_view_size(&st->list, st->lista.n, st->room.rows);
	for (int i = 0; i < st->room.rows && st->list.top + i < st->lista.n; i++)
		draw_row(s, g, &t, row + i, st->list.top + i);
	if (st->lista.n == 0)
		grid_paragraph(g, (struct rect){ row, 2, st->room.rows, r.cols - 4 }, ST_NORMAL, empty_text(st));
	list_view_scrollbar(&st->list, g, st->room);
	grid_right(g, line_row, r.cols - 1, ST_DIM, count);
	line_edit_draw(&st->linea, g, line_row, label, line_cols < 34 ? line_cols : 34, st->escribe || st->lista.n == 0);
}

/* ---- Acts ---- */

static struct outcome register_row(struct screen *s, uint32_t num)
{
	return out_push(&screen_registrar, arena_copy(&s->app->turn, &(struct registrar_arg){ .maestra = num }, sizeof(struct registrar_arg)));
}

/* What was read and accepted, and none other; another account may have registered it while it was read. */
static struct outcome register_seen(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct maestra m;
	struct txn txn;
	uint32_t num = st->vista;
	st->vista = 0;
	if (!txn_read(&txn, s->app->store, err))
		return out_redraw();
	bool there = maestra_get(&txn, num, &s->app->turn, &m);
	txn_abort(&txn);
	return there && m.hogar ? push_hogar(s->app, &screen_hogar, m.hogar) : register_row(s, num);
}

static struct outcome open_chosen(struct screen *s, bool at_once)
{
	struct state *st = s->state;
	struct arena *turn = &s->app->turn;
	const struct maestra *m = maestra_lista_at(&st->lista, st->list.at);
	if (!m) {
		app_message(s->app, MESSAGE_INFO, "No hay un hogar elegido");
		return out_redraw();
	}
	if (m->hogar)
		return push_hogar(s->app, &screen_hogar, m->hogar);
	if (at_once)
		return register_row(s, m->num);
	struct view_arg view = { .title = "De la base maestra", .yes = "Registrar este hogar" };
	struct trace_line *line;
	view.n = maestra_lineas(m, turn, &line);
	view.line = line;
	st->pregunta = DETALLE;
	st->vista = m->num;
	return out_push(&dialog_view, arena_copy(turn, &view, sizeof view));
}

static struct outcome load_file(struct screen *s)
{
	struct state *st = s->state;
	static const struct line_arg ask = { .title = "Cargar la base maestra", .text = "Nombre del archivo CSV, con su carpeta. Si ya se cargó una parte, sigue donde quedó.", .required = true };
	if (st->archivo) {
		struct carga_arg arg = { .path = st->archivo };
		st->archivo = NULL;
		return out_push(&screen_carga, arena_copy(&s->app->turn, &arg, sizeof arg));
	}
	st->pregunta = ARCHIVO;
	return out_push(&dialog_line, &ask);
}

static struct outcome move(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	int was = st->list.at;
	if (!list_view_act(&st->list, action, event, st->room))
		return out_stay();
	maestra_lista_leer(&st->lista, st->list.at + st->list.rows >= st->lista.n ? MAESTRA_PAGINA : 0, st->list.top, st->list.rows, err);
	st->list.n = st->lista.n;
	if (action == ACTION_CLICK && was == st->list.at && !st->escribe)
		return open_chosen(s, false);
	st->escribe = false;
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	static const enum maestra_cuales next[] = { [MAESTRA_PENDIENTES] = MAESTRA_VISITADAS, [MAESTRA_VISITADAS] = MAESTRA_TODAS, [MAESTRA_TODAS] = MAESTRA_PENDIENTES };
	struct state *st = s->state;
	char was[LINE_MAX_BYTES];
	switch (action) {
	case ACTION_TICK: search(s, st->lista.n, err); return out_redraw();
	case ACTION_ABRIR: return open_chosen(s, false);
	case ACTION_NUEVO: return st->vista ? register_seen(s, err) : open_chosen(s, true);
	case ACTION_ELEGIR: return load_file(s);
	case ACTION_BUSCAR: st->escribe = true; return out_redraw();
	case ACTION_FILTRAR:
		st->lista.cuales = next[st->lista.cuales];
		break;
	case ACTION_VOLVER:
		if (!st->linea.text[0])
			return out_pop();
		line_edit_set(&st->linea, "");
		break;
	case ACTION_INSERT: case ACTION_BORRAR: case ACTION_SUPRIMIR: case ACTION_VACIAR: case ACTION_DESHACER: case ACTION_IZQUIERDA: case ACTION_DERECHA:
		strcpy(was, st->linea.text);
		if (!line_edit_act(&st->linea, action, event))
			return out_stay();
		st->escribe = true;
		if (strcmp(was, st->linea.text) == 0)
			return out_redraw();
		break;
	default: return move(s, action, event, err);
	}
	st->list.at = st->list.top = 0;
	search(s, 0, err);
	return out_redraw();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (result->ok && st->pregunta == DETALLE)
		s->app->pending = ACTION_NUEVO;
	else
		st->vista = 0;
	if (result->ok && st->pregunta == ARCHIVO) {
		st->archivo = result->text;
		s->app->pending = ACTION_ELEGIR;
	}
	st->pregunta = NADA;
	search(s, st->lista.n, err);
}

static void close(struct screen *s)
{
	maestra_lista_done(&((struct state *)s->state)->lista);
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Ver" }, { ACTION_VOLVER, NULL }, { ACTION_NUEVO, "Registrar este hogar" }, { ACTION_FILTRAR, "Cuáles" }, { ACTION_MENU, NULL },
	{ ACTION_ELEGIR, "Cargar un archivo" }, { ACTION_BUSCAR, "A la línea de búsqueda" }, { ACTION_VACIAR, "Vaciar la búsqueda" }, { 0 },
};

const struct screen_ops screen_maestra = {
	.name = "maestra", .title = "Base maestra",
	.help = "Los hogares de la base maestra: los que la ciudad conoce y todavía no se han visitado. Escriba nombres, documento, dirección, barrio o teléfono, en cualquier orden. "
		"Entrar muestra lo que se sabe; Ins o Ctrl-N registra el hogar con esos datos ya escritos, y queda como registrado en la base. "
		"Ctrl-B cambia entre los que faltan por visitar, los registrados y todos. F4 carga un archivo CSV.",
	.state_size = sizeof(struct state), .bindings = bindings, .types = true,
	.open = open, .draw = draw, .act = act, .resume = resume, .work = work, .close = close,
};
