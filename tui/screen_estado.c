/* The store and the definitions in use: what it is, who is connected, how much there is, which versions. Never where it lies. */
#include "base/date.h"
#include "base/text.h"
#include "model/ruta.h"
#include "model/resumen.h"
#include "store/espacio.h"
#include "store/permiso.h"
#include "store/respaldo_aviso.h"
#include "store/verificado.h"
#include "tui/app.h"
#include "tui/screens.h"
#include "tui/tablero.h"

struct state { struct arena page; struct tablero t; };

static const struct columna columna[] = { { "", 16, 26, 0, false }, { "", 18, 120, 0, false } };

static void add(struct state *st, const char *label, const char *value)
{
	tablero_add(&st->t, (struct renglon){ .de = { 1, st->t.n, 0 }, .style = ST_NORMAL, .texto = { label, value } });
}

static void heading(struct state *st, const char *text)
{
	tablero_add(&st->t, (struct renglon){ .de = { 1, st->t.n, 0 }, .titulo = true, .texto = { text } });
}

static void add_store(struct screen *s)
{
	struct state *st = s->state;
	struct arena *a = &st->page;
	struct store_info info;
	const struct actor *who = store_actor(s->app->store);
	store_info(s->app->store, &info);
	heading(st, info.practica ? "Almacén de práctica: familias inventadas" : "Almacén real");
	add(st, "Oficina", info.oficina);
	add(st, "Hogares", arena_printf(a, "%u", info.hogares));
	add(st, "Operaciones guardadas", arena_printf(a, "%llu", (unsigned long long)info.operaciones));
	add(st, "Espacio usado", arena_printf(a, "%zu de %zu MiB (%zu %%)", info.used_mib, info.map_mib, info.map_mib ? 100 * info.used_mib / info.map_mib : 0));
	add(st, "Formato", arena_printf(a, "%d%s", info.format, info.read_only ? ", abierto solo para leer" : ""));
	heading(st, "Quién está conectado");
	add(st, "Persona", who->nombre);
	add(st, "Cuenta y papel", arena_printf(a, "%s, %s", who->usuario, rol_nombre(who->rol)));
}

static const char *day_or_never(struct arena *a, int64_t when)
{
	char text[DATE_TEXT];
	return when == 0 ? "todavía ninguno" : arena_strdup(a, clock_text(when, text));
}

static void add_safety(struct screen *s)
{
	struct state *st = s->state;
	struct arena *a = &st->page;
	struct respaldo_estado e;
	struct verificado v;
	struct txn txn;
	heading(st, "Respaldos y verificación");
	if (!txn_read(&txn, s->app->store, NULL))
		return;
	bool known = respaldo_estado(&txn, a, &e);
	const char *advice = respaldo_aviso(&txn, a), *tight = espacio_aviso(s->app->store, a);
	txn_abort(&txn);
	if (known) {
		add(st, "Último respaldo", day_or_never(a, e.cuando));
		add(st, "Último ensayo", day_or_never(a, e.ensayo));
	}
	if (verificado_leer(s->app->store, a, &v))
		add(st, "Revisado por completo", arena_printf(a, "%s: %s", day_or_never(a, v.cuando), v.problemas == 0 ? "todo en orden" : v.primero));
	if (tight)
		tablero_add(&st->t, (struct renglon){ .de = { 1, st->t.n, 0 }, .style = ST_WARN, .texto = { "Espacio", tight } });
	if (advice)
		tablero_add(&st->t, (struct renglon){ .de = { 1, st->t.n, 0 }, .style = ST_WARN, .texto = { "Por hacer", advice } });
}

static void add_versions(struct screen *s)
{
	struct state *st = s->state;
	struct arena *a = &st->page;
	const struct programa *p = s->app->programa;
	char day[DATE_TEXT];
	heading(st, "Programa y definiciones");
	add(st, "Programa social", arena_printf(a, "%s, versión %d (%s)", p->nombre, p->version, date_text(p->vigente_desde, day)));
	tablero_add(&st->t, (struct renglon){ .de = { 1, st->t.n, 0 }, .style = ST_NORMAL, .texto = { "Definiciones", "" }, .debajo = p->versiones });
	add(st, "Visitas", arena_printf(a, "cada %s o más; vencidas desde el día %d", p->ruta->bloqueo_dias == 0 ? "día" : resumen_cuantos(a, p->ruta->bloqueo_dias + 1, "día", "días"), p->ruta->vence_dias));
	add(st, "logros", "versión " LOGROS_VERSION);
	add(st, "Hoy", arena_strdup(a, date_long(s->app->hoy, day)));
}

static void lines(struct screen *s)
{
	struct state *st = s->state;
	arena_reset(&st->page);
	tablero_begin(&st->t, &st->page, columna, 2);
	add_store(s);
	add_safety(s);
	add_versions(s);
	tablero_end(&st->t);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)arg;
	(void)err;
	arena_init(&st->page);
	lines(s);
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_draw(&st->t, g, r);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_VOLVER)
		return out_pop();
	if (action == ACTION_TICK)
		lines(s);
	else if (tablero_act(&st->t, action, event) != TABLERO_MOVED)
		return out_stay();
	return out_redraw();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	(void)result;
	(void)err;
	lines(s);
}

static void close(struct screen *s)
{
	struct state *st = s->state;
	arena_done(&st->page);
}

static const struct binding bindings[] = { { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_estado = {
	.name = "estado", .title = "Estado",
	.help = "Qué almacén está abierto, si es de práctica o real, cuánto guarda y cuánto espacio le queda, quién está conectado y con qué versiones del programa y de sus definiciones.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .draw = draw, .act = act, .resume = resume, .close = close,
};
