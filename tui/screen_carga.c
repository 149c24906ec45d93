/* Loading a file into the base maestra, a batch at a time while no key waits; Space pauses, Esc stops, and the same file goes on another day. */
#include "base/text.h"
#include "report/maestra.h"
#include "tui/app.h"
#include "tui/screens.h"

#include <inttypes.h>
#include <time.h>

struct state {
	struct maestra_importar im;
	bool pausa, detenida;                /* detenida: an error was said; Enter tries again */
	int64_t comienzo;
};

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->im = (struct maestra_importar){ .store = s->app->store, .arena = &s->arena, .path = arena_strdup(&s->arena, ((const struct carga_arg *)arg)->path), .hoy = s->app->hoy };
	st->comienzo = now_ms();
	if (maestra_abrir(&st->im, err))
		return true;
	maestra_cerrar(&st->im);
	return false;
}

/* Others get the write gate in between. */
static enum work work(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	if (st->pausa || st->detenida || st->im.carga.terminada)
		return WORK_NONE;
	st->detenida = !maestra_seguir(&st->im, err);
	nanosleep(&(struct timespec){ .tv_nsec = MAESTRA_PAUSA_MS * 1000000L }, NULL);
	return WORK_SHOW;
}

static const char *state_text(const struct state *st, struct arena *arena)
{
	const struct maestra_carga *c = &st->im.carga;
	uint64_t done = c->posicion - st->im.desde, rest = c->tamano - c->posicion;
	if (c->terminada)
		return "Terminada. Esc vuelve a la lista.";
	if (st->detenida)
		return "Se detuvo; lo cargado está a salvo. Entrar intenta de nuevo, Esc vuelve y otro día sigue donde quedó.";
	if (st->pausa)
		return "En pausa. Espacio sigue.";
	if (done == 0)
		return "Cargando…";
	int64_t left = (int64_t)(rest * (uint64_t)(now_ms() - st->comienzo) / done / 1000);
	if (left < 2)
		return "Cargando: ya casi termina.";
	return left >= 120 ? arena_printf(arena, "Cargando: faltan unos %" PRId64 " minutos.", (left + 30) / 60) : arena_printf(arena, "Cargando: faltan unos %" PRId64 " segundos.", left);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	const struct state *st = s->state;
	const struct maestra_carga *c = &st->im.carga;
	const struct maestra_cuentas *n = &c->cuentas;
	const struct { const char *text; uint64_t n; } lines[] = {
		{ "filas leídas", n->leidas }, { "nuevas", n->nuevas }, { "con cambios", n->cambiadas }, { "ya estaban igual", n->iguales }, { "de hogares ya registrados", n->visitadas },
		{ "por corregir", n->rechazadas },
	};
	int row = r.row, end = r.row + r.rows;
	grid_printf(g, row++, 1, ST_HEAD, "%s: %d %%", c->archivo, c->tamano ? (int)(c->posicion * 100 / c->tamano) : 100);
	row += r.rows > 12;
	for (size_t i = 0; i < sizeof lines / sizeof *lines && row < end; i++)
		grid_printf(g, row++, 1, ST_NORMAL, "%10" PRIu64 "  %s", lines[i].n, lines[i].text);
	row += r.rows > 12;
	row += grid_paragraph(g, (struct rect){ row, 1, end - row, r.cols - 2 }, ST_NORMAL, state_text(st, &s->app->turn));
	if (n->rechazadas > 0 && row < end)
		row += grid_paragraph(g, (struct rect){ row, 1, end - row, r.cols - 2 }, ST_NORMAL, arena_printf(&s->app->turn, "Las filas por corregir quedan en %s", st->im.rechazos_path));
	if (*st->im.sin_uso && row < end)
		grid_paragraph(g, (struct rect){ row, 1, end - row, r.cols - 2 }, ST_DIM, arena_printf(&s->app->turn, "Columnas que no se usan: %s", st->im.sin_uso));
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	switch (action) {
	case ACTION_VOLVER: case ACTION_CANCELAR:
		if (st->im.carga.terminada)
			return out_pop_ok(0, "");
		app_message(s->app, MESSAGE_INFO, "La carga se detuvo sin perder nada: con el mismo archivo sigue donde quedó");
		return out_pop();
	case ACTION_ABRIR:
		st->detenida = false;
		return st->im.carga.terminada ? out_pop_ok(0, "") : out_redraw();
	case ACTION_MARCAR:
		st->pausa = !st->pausa;
		return out_redraw();
	case ACTION_INSERT:
		if (event->kind != EV_CHAR || event->code != ' ')
			return out_stay();
		st->pausa = !st->pausa;
		return out_redraw();
	default: return out_stay();
	}
}

static void close(struct screen *s)
{
	maestra_cerrar(&((struct state *)s->state)->im);
}

static const struct binding running[] = { { ACTION_VOLVER, "Detener y volver" }, { ACTION_MARCAR, "Pausa (o Espacio)" }, { 0 } },
	paused[] = { { ACTION_MARCAR, "Seguir (o Espacio)" }, { ACTION_VOLVER, "Detener y volver" }, { 0 } },
	stopped[] = { { ACTION_ABRIR, "Intentar de nuevo" }, { ACTION_VOLVER, "Volver" }, { 0 } }, finished[] = { { ACTION_VOLVER, "Volver a la lista" }, { 0 } };

static const struct binding *bindings_of(const struct screen *s)
{
	const struct state *st = s->state;
	return st->im.carga.terminada ? finished : st->detenida ? stopped : st->pausa ? paused : running;
}

const struct screen_ops screen_carga = {
	.name = "carga", .title = "Cargar la base maestra",
	.help = "El archivo se carga por partes, mientras los demás siguen trabajando. Espacio hace una pausa y sigue. Esc detiene: lo cargado queda, y con el mismo archivo la carga sigue donde quedó. "
		"Las filas que hay que corregir quedan en un archivo aparte, con su línea y el motivo.",
	.state_size = sizeof(struct state), .bindings_of = bindings_of, .open = open, .draw = draw, .act = act, .work = work, .close = close,
};
