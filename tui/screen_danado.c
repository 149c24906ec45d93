/* A store that does not hold together, before anything of it is opened: what was found, what still works, and the backups. It decides nothing itself:
 * the choice goes back to who opened it. */
#include "tui/danado.h"
#include "tui/dialog.h"
#include "tui/tablero.h"

enum { DE_TEXTO = 1, DE_REHACER, DE_LEER, DE_SALIR, DE_RESPALDO };

struct state { struct tablero t; const struct danado_arg *arg; int respaldo; };

static const struct columna columna[] = { { "", 18, 40, 0, false }, { "", 16, 120, 0, false } };

static void heading(struct state *st, const char *text)
{
	tablero_add(&st->t, (struct renglon){ .titulo = true, .texto = { text } });
}

static void sentence(struct state *st, const char *text, enum style style)
{
	tablero_add(&st->t, (struct renglon){ .de = { DE_TEXTO, st->t.n, 0 }, .style = style, .texto = { text } });
}

static void add_findings(struct state *st)
{
	for (int i = 0; i < st->arg->n; i++)
		sentence(st, st->arg->hallazgo[i], ST_NORMAL);
}

static void add_backups(struct state *st)
{
	heading(st, "Respaldos, del más reciente al más antiguo");
	for (int i = 0; i < st->arg->n_respaldo; i++)
		tablero_add(&st->t, (struct renglon){ .de = { DE_RESPALDO, i, 0 }, .codigo = i + 1, .style = ST_NORMAL,
			.texto = { st->arg->respaldo[i].cuando, st->arg->respaldo[i].contenido },
			.pie = "Entrar lo pone en el lugar del almacén. Lo que hay ahora se aparta y no se borra; se muestra qué se había guardado después." });
	if (st->arg->n_respaldo == 0)
		sentence(st, "No hay respaldos en este equipo. Si los guarda en otro lugar, use «logros restaurar» con el nombre del archivo.", ST_NORMAL);
}

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	st->arg = arg;
	st->arg->eleccion->que = DANADO_SALIR;
	tablero_begin(&st->t, &s->arena, columna, 2);
	heading(st, "Qué pasó");
	sentence(st, st->arg->indices ? "Los datos de las familias están bien. Algunas listas o índices no coinciden con ellos, y se rehacen sin perder nada."
		: "El almacén tiene daños y no se abrió, para no empeorarlos. Lo que se escriba ahora podría perderse.", ST_WARN);
	if (!st->arg->indices)
		add_findings(st);
	heading(st, "Qué puede hacer");
	if (st->arg->indices)
		tablero_add(&st->t, (struct renglon){ .de = { DE_REHACER, 0, 0 }, .style = ST_NORMAL, .texto = { "Rehacer los índices", "antes se guarda un respaldo" },
			.pie = "Las demás consolas deben estar cerradas. Si tarda, dice cuánto lleva; se puede detener con Esc y repetir otro día." });
	tablero_add(&st->t, (struct renglon){ .de = { DE_LEER, 0, 0 }, .style = ST_NORMAL, .texto = { "Consultar en modo lectura", "sin guardar nada; lo dañado se avisa" } });
	tablero_add(&st->t, (struct renglon){ .de = { DE_SALIR, 0, 0 }, .style = ST_NORMAL, .texto = { "Salir", "y avisar a quien da soporte" } });
	if (st->arg->indices) {
		heading(st, "Qué se encontró");
		add_findings(st);
	}
	add_backups(st);
	tablero_end(&st->t);
	tablero_go(&st->t, (struct renglon_de){ st->arg->indices ? DE_REHACER : DE_LEER, 0, 0 });
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_draw(&st->t, g, r);
}

static struct outcome ask(struct screen *s, int which)
{
	struct state *st = s->state;
	const struct danado_respaldo *r = &st->arg->respaldo[which];
	struct confirm_arg arg = { .title = "Restaurar un respaldo", .yes = "Restaurar" };
	arg.text = arena_printf(&s->app->turn, "El respaldo del %s, con %s, tomará el lugar del almacén. Lo que hay ahora se aparta en una carpeta y no se borra. "
		"Las demás consolas deben estar cerradas.", r->cuando, r->contenido);
	st->respaldo = which;
	return out_push(&dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome choose(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t);
	if (!line)
		return out_stay();
	switch (line->de.tipo) {
	case DE_RESPALDO: return ask(s, line->de.id);
	case DE_REHACER: st->arg->eleccion->que = DANADO_REHACER; return out_quit();
	case DE_LEER: st->arg->eleccion->que = DANADO_LEER; return out_quit();
	case DE_SALIR: return out_quit();
	default: return out_stay();
	}
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (action == ACTION_ABRIR)
		return choose(s);
	if (action == ACTION_VOLVER)
		return out_quit();
	enum tablero_said said = tablero_act(&st->t, action, event);
	return said == TABLERO_OPEN ? choose(s) : said == TABLERO_MOVED ? out_redraw() : out_stay();
}

static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	(void)err;
	if (!result->ok)
		return;
	*st->arg->eleccion = (struct danado_eleccion){ .que = DANADO_RESTAURAR, .respaldo = st->respaldo };
	s->app->quit = true;
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Elegir" }, { ACTION_VOLVER, "Salir" }, { 0 } };

const struct screen_ops screen_danado = {
	.name = "danado", .title = "El almacén necesita atención",
	.help = "Antes de abrir el almacén se revisó, y algo en él está dañado. Puede consultarlo sin guardar nada, o poner en su lugar un respaldo: lo que hay ahora se aparta y no se borra. "
		"Si solo son listas o índices, se ofrece rehacerlos: no se pierde nada.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .draw = draw, .act = act, .resume = resume,
};
