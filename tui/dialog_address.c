/* An address in its parts: way, its number, the crossing, the plate, what is inside. What comes out is shown as it is being filled in. */
#include "base/text.h"
#include "forms/address_parts.h"
#include "tui/app.h"
#include "tui/dialog.h"
#include "tui/widget.h"

#include <string.h>

enum part { VIA, NUMBER, CROSSING, PLATE, COMPLEMENT, PARTS };
enum { LABEL = 16 };

static const struct { const char *label, *hint; } parts[PARTS] = {
	[VIA] = { "Vía", "← → cambian" }, [NUMBER] = { "Número", "42, 42B, 45A SUR" }, [CROSSING] = { "Cruce (#)", "107, 23B" }, [PLATE] = { "Placa", "35" },
	[COMPLEMENT] = { "Interior", "INT 201, APTO 3, PISO 2" },
};

struct state { const char *title; int via, at; struct line_edit line[PARTS]; const char *problem, *before; bool warned; };

/* All parts as they are typed, whole or not. */
static const char *written(const struct state *st, struct arena *arena)
{
	return arena_printf(arena, "%d|%s|%s|%s|%s", st->via, st->line[NUMBER].text, st->line[CROSSING].text, st->line[PLATE].text, st->line[COMPLEMENT].text);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	const struct text_arg *from = arg;
	struct state *st = s->state;
	struct address_parts p;
	const struct address_via *via;
	(void)err;
	st->title = arena_strdup(&s->arena, from->title);
	address_split(from->current ? from->current : "", &s->arena, &p);
	for (int i = address_vias(&via) - 1; i >= 0; i--)
		if (strcmp(via[i].code, p.via) == 0)
			st->via = i;
	const char *const text[PARTS] = { [NUMBER] = p.number, [CROSSING] = p.crossing, [PLATE] = p.plate, [COMPLEMENT] = p.complement };
	for (int i = NUMBER; i < PARTS; i++) {
		st->line[i].max_letters = i == COMPLEMENT ? 60 : 20;      /* TORRE 3 APTO 201 BL B */
		line_edit_set(&st->line[i], text[i]);
	}
	st->before = written(st, &s->arena);
	return true;
}

static const char *joined(const struct state *st, struct arena *arena)
{
	const struct address_via *via;
	address_vias(&via);
	return address_join(&(struct address_parts){ .via = via[st->via].code, .number = st->line[NUMBER].text, .crossing = st->line[CROSSING].text, .plate = st->line[PLATE].text,
		.complement = st->line[COMPLEMENT].text }, arena);
}

static void draw(const struct screen *s, struct grid *g, struct rect room)
{
	struct state *st = s->state;
	const struct address_via *via;
	struct arena arena;
	int cols = room.cols < 60 ? room.cols - 4 : 56;
	address_vias(&via);
	arena_init(&arena);
	struct rect r = dialog_frame(g, PARTS + 3, cols, st->title);
	for (int i = 0; i < PARTS; i++) {
		bool focus = i == st->at;
		grid_textn(g, r.row + i, r.col, LABEL - 1, focus ? ST_SELECTED : ST_LABEL, parts[i].label);
		if (i == VIA) {
			int n = grid_text(g, r.row, r.col + LABEL, focus ? ST_FOCUS : ST_INPUT, via[st->via].name);
			if (focus)
				grid_cursor(g, r.row, r.col + LABEL);
			grid_textn(g, r.row, r.col + LABEL + n + 2, r.cols - LABEL - n - 2, ST_DIM, parts[i].hint);
			continue;
		}
		int room_for = r.cols - LABEL < 22 ? r.cols - LABEL : 22;
		line_edit_draw(&st->line[i], g, r.row + i, r.col + LABEL, room_for, focus);
		if (r.cols - LABEL - room_for > text_width(parts[i].hint))
			grid_text(g, r.row + i, r.col + LABEL + room_for + 1, ST_DIM, parts[i].hint);
	}
	const char *whole = joined(st, &arena);
	grid_textn(g, r.row + PARTS + 1, r.col, r.cols, st->problem ? ST_ERROR : ST_NORMAL, st->problem ? st->problem : whole ? whole : "");
	grid_textn(g, r.row + PARTS + 2, r.col, r.cols, ST_DIM, r.cols >= 44 ? "Entrar siguiente · F2 acepta · Esc vuelve" : "F2 acepta · Esc vuelve");
	arena_done(&arena);
}

static struct outcome accept(struct screen *s)
{
	struct state *st = s->state;
	const char *whole = joined(st, &s->arena);
	if (whole)
		return out_pop_ok(0, whole);
	st->problem = "Falta una parte, o no es un número: 42, 42B, 45A SUR";
	for (int i = NUMBER; i < COMPLEMENT; i++)
		if (!st->line[i].text[0]) {
			st->at = i;
			st->problem = arena_printf(&s->arena, "Falta: %s", parts[i].label);
			break;
		}
	return out_redraw();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	const struct address_via *via;
	int n = address_vias(&via);
	(void)err;
	/* As in a text: what was typed is not lost by one key. */
	bool asks = action == ACTION_VOLVER && !st->warned && strcmp(st->before, written(st, &s->app->turn)) != 0;
	st->warned = asks;
	if (asks) {
		app_message(s->app, MESSAGE_WARN, "Lo escrito está sin aceptar: F2 lo acepta; Esc otra vez vuelve sin guardarlo");
		return out_redraw();
	}
	bool space = action == ACTION_INSERT && event->kind == EV_CHAR && event->code == ' ';
	switch (action) {
	case ACTION_VOLVER: case ACTION_CANCELAR: return out_pop();
	case ACTION_GUARDAR: return accept(s);
	case ACTION_ABRIR:
		if (st->at == COMPLEMENT)
			return accept(s);
		st->at++;
		return out_redraw();
	case ACTION_SIGUIENTE: case ACTION_ABAJO: st->at = (st->at + 1) % PARTS; return out_redraw();
	case ACTION_ANTERIOR: case ACTION_ARRIBA: st->at = (st->at + PARTS - 1) % PARTS; return out_redraw();
	default: break;
	}
	st->problem = NULL;
	if (st->at != VIA)
		return line_edit_act(&st->line[st->at], action, event) ? out_redraw() : out_stay();
	if (action == ACTION_IZQUIERDA || action == ACTION_DERECHA || space)
		st->via = (st->via + (action == ACTION_IZQUIERDA ? n - 1 : 1)) % n;
	else if (action == ACTION_INSERT && event->kind == EV_CHAR)
		for (int i = 1; i <= n; i++) {
			int k = (st->via + i) % n;
			if ((uint32_t)(unsigned char)via[k].name[0] == (event->code & ~0x20u)) {
				st->via = k;
				break;
			}
		}
	return out_redraw();
}

/* Whole, or as far as it was filled in. */
static void writing(const struct screen *s, struct arena *arena, struct writing *w)
{
	const struct state *st = s->state;
	const struct address_via *via;
	const char *text = joined(st, arena);
	address_vias(&via);
	if (!text && (st->line[NUMBER].text[0] || st->line[CROSSING].text[0] || st->line[PLATE].text[0] || st->line[COMPLEMENT].text[0]))
		text = arena_printf(arena, "%s %s # %s-%s %s", via[st->via].code, st->line[NUMBER].text, st->line[CROSSING].text, st->line[PLATE].text, st->line[COMPLEMENT].text);
	*w = (struct writing){ st->title, "", text_clean(arena, text ? text : "", TEXT_ONE_LINE) };
}

static const struct binding bindings[] = { { ACTION_GUARDAR, "Aceptar" }, { ACTION_ABRIR, "Siguiente" }, { ACTION_VOLVER, "Volver sin cambiar" }, { ACTION_ANTERIOR, "Anterior" }, { 0 } };

const struct screen_ops dialog_address = {
	.name = "direccion", .title = "Dirección", .help = "Llene cada parte y pase con Entrar; F2 acepta. Si la dirección no sigue este orden (una vereda, un inquilinato), vuelva con Esc y escríbala como es.",
	.state_size = sizeof(struct state), .bindings = bindings, .dialog = true, .types = true, .open = open, .draw = draw, .act = act, .writing = writing,
};
