/* One logro for one person or the household: what the answers say, what the cogestor confirms, with how it was established and its evidence. */
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/logro_borrador.h"
#include "tui/logros_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

#include <string.h>

enum { SOBRE = 1, CAMPO };                             /* lines to read; fields to fill, id: */
enum dato { ESTADO, COMO, SOPORTE, MOTIVO, OBSERVACION, CAMPOS };
static const char SEGUN_DATOS[] = "segun_datos";

struct state {
	struct tablero_familia t;
	struct logro_arg arg;
	const char *valor[CAMPOS];                     /* choices by name, texts as they are; "" empty */
	bool escribe;                                  /* the draft has what is being written in the dialog of a field */
};

static const struct { const char *nombre, *lista, *ayuda; } campo[CAMPOS] = {
	[ESTADO] = { "Estado", "estado_logro", "Entrar lo cambia. «Según los datos» deja que decidan las respuestas de los formularios." },
	[COMO] = { "Cómo se supo", "como_logro", "Si lo dice la familia, si usted vio un soporte o si llegó por una oportunidad." },
	[SOPORTE] = { "Soporte", NULL, "Lo que vio: carné, certificado, recibo, foto… Hace falta para dejarlo como verificado." },
	[MOTIVO] = { "Motivo", "motivo_logro", "Solo si está por alcanzar y la causa es ajena al programa; pide una observación." },
	[OBSERVACION] = { "Observación", NULL, "Lo que convenga recordar de este logro. Entrar la escribe." },
};

static const struct logro_resultado *logro(const struct state *st)
{
	return evaluacion_logro(st->t.familia.ev, st->arg.logro);
}

/* NULL: today it does not apply to this person. */
static const struct logro_sujeto *subject(const struct state *st)
{
	const struct logro_resultado *r = logro(st);
	for (int i = 0; i < r->n; i++)
		if (r->sujeto[i].seq == st->arg.integrante)
			return &r->sujeto[i];
	return NULL;
}

static void add_about(struct state *st, int id, const char *label, const char *value, const char *below)
{
	tablero_add(&st->t.tablero, (struct renglon){ .de = { SOBRE, id, 0 }, .texto = { label, value }, .debajo = below, .style = ST_NORMAL, .pie = "Entrar o Ctrl-P explica por qué." });
}

static const char *shown_value(const struct state *st, enum dato i)
{
	if (i == ESTADO && strcmp(st->valor[i], SEGUN_DATOS) == 0)
		return "Según los datos";
	if (!*st->valor[i])
		return i == MOTIVO ? "ninguno" : "por llenar";
	return campo[i].lista ? campo_choice_label(campo[i].lista, st->valor[i]) : "";
}

static void lineas(struct tablero_familia *t)
{
	struct state *st = (struct state *)t;
	struct arena *a = &t->familia.arena;
	const struct logro_resultado *r = logro(st);
	const struct logro_sujeto *who = subject(st);
	char day[DATE_TEXT];
	const char *with = logros_verificacion(r->def->verificacion, a);
	tablero_add(&t->tablero, (struct renglon){ .titulo = true, .debajo = r->def->enunciado,
		.pie = arena_printf(a, "%s%s%s%s", r->def->sector ? "Quién ayuda: " : "", r->def->sector ? r->def->sector : "", *with ? "\nSe verifica con: " : "", with),
		.texto = { arena_printf(a, "%d. %s · %s", r->def->id, r->def->corto, familia_integrante(&t->familia, st->arg.integrante)) } });
	add_about(st, 0, "Según los datos", who ? logros_estado(who->calculado, a) : logros_estado(LOGRO_NO_APLICA, a), logros_por_que(&t->familia, r, who));
	if (who && who->base_fecha != DATE_NONE)
		add_about(st, 1, "Línea base", arena_printf(a, "%s (%s)", logros_estado(who->base, a), date_text(who->base_fecha, day)), NULL);
	if (who && who->revisar)
		add_about(st, 2, "Conviene revisarlo", "los datos cambiaron después de confirmarlo", NULL);
	for (int i = 0; i < CAMPOS; i++)
		tablero_add(&t->tablero, (struct renglon){ .de = { CAMPO, i, 0 }, .texto = { campo[i].nombre, shown_value(st, (enum dato)i) }, .style = ST_NORMAL,
			.debajo = !campo[i].lista && *st->valor[i] ? st->valor[i] : NULL, .pie = campo[i].ayuda });
}

static const struct columna columna[] = { { "", 18, 20, 0, false }, { "", 14, 60, 0, false } };

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->arg = *(const struct logro_arg *)arg;
	if (!logro_find(s->app->programa->logros, st->arg.logro))
		return err_set(err, ERR_NOT_FOUND, "El logro %d no está en el catálogo", st->arg.logro);
	for (int i = 0; i < CAMPOS; i++)
		st->valor[i] = "";
	st->t.tablero.columna = columna;
	st->t.tablero.columnas = 2;
	if (!tablero_familia_open(s, st->arg.hogar, lineas, err))
		return false;
	const struct logro_sujeto *who = subject(st);
	for (int i = 0; who && who->registro && i < CAMPOS; i++)
		st->valor[i] = arena_strdup(&s->arena, answers_text(&who->registro->fields, logro_dato[i]));
	st->t.quieta = logro_borrador_leer(&st->t, &st->arg, st->valor, &s->arena);
	if (st->t.quieta)
		app_message(s->app, MESSAGE_INFO, "Continúa donde lo dejó: lo escrito está sin guardar, F2 lo guarda");
	if (!*st->valor[ESTADO])
		st->valor[ESTADO] = SEGUN_DATOS;
	tablero_familia_lineas(&st->t);
	tablero_go(&st->t.tablero, (struct renglon_de){ CAMPO, ESTADO, 0 });
	return true;
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	tablero_familia_draw(&st->t, g, r, st->t.quieta ? "Con cambios por guardar: F2" : "Confirmar o cambiar");
}

/* ---- fields ---- */

static struct outcome ask(struct screen *s, enum dato i)
{
	struct state *st = s->state;
	struct arena *a = &st->t.familia.arena;
	if (!campo[i].lista) {
		struct text_arg text = { .title = campo[i].nombre, .text = campo[i].ayuda, .current = st->valor[i], .max_bytes = 4000 };
		return flujo_ask(&st->t.flujo, &dialog_text, arena_copy(a, &text, sizeof text));
	}
	int n, kept = 0;
	struct option *all = options_of(a, campo_choices(campo[i].lista), NULL, &n), *o = arena_array(a, struct option, n + 1);
	if (i == ESTADO)
		o[kept++] = (struct option){ SEGUN_DATOS, "Según los datos", subject(st) ? logro_estado_nombre(subject(st)->calculado) : NULL };
	if (i == MOTIVO)
		o[kept++] = (struct option){ "", "Ninguno", NULL };
	for (int k = 0; k < n; k++)
		if (i != ESTADO || logro_estado_find(all[k].name) == LOGRO_ALCANZADO || logro_estado_find(all[k].name) == LOGRO_POR_ALCANZAR)
			o[kept++] = all[k];
	struct choice_arg arg = { .title = campo[i].nombre, .text = campo[i].ayuda, .option = o, .n = kept, .current = st->valor[i] };
	return flujo_ask(&st->t.flujo, &dialog_choice, arena_copy(a, &arg, sizeof arg));
}

static struct outcome fill(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (!line || line->de.tipo != CAMPO)
		return out_stay();
	enum dato i = (enum dato)line->de.id;
	if (st->t.flujo.n == 0)
		return ask(s, i);
	st->t.quieta = st->t.quieta || strcmp(st->valor[i], st->t.flujo.dado[0].text) != 0;
	st->valor[i] = st->t.flujo.dado[0].text;
	st->escribe = false;
	flujo_end(&st->t.flujo);
	if (st->t.quieta)
		logro_borrador_poner(&st->t, &st->arg, st->valor, err);
	tablero_familia_lineas(&st->t);
	tablero_go(&st->t.tablero, (struct renglon_de){ CAMPO, (int)i + 1 < CAMPOS ? (int)i + 1 : (int)i, 0 });
	return out_redraw();
}

static struct outcome why(struct screen *s)
{
	struct state *st = s->state;
	struct trace lines;
	trace_init(&lines, &s->app->turn);
	logro_explain(logro(st), subject(st), &st->t.familia.ev->scope, &lines);
	return por_que(s->app, arena_printf(&s->app->turn, "¿Por qué? %d. %s", st->arg.logro, logro(st)->def->corto), &lines);
}

/* What is being written of a field is in the draft before it is the field's value. */
static bool drafts_dialog(const struct screen *s)
{
	return ((const struct state *)s->state)->t.flujo.asking;
}

static void keep_writing(struct screen *s, const struct writing *w, struct err *err)
{
	struct state *st = s->state;
	const char *valor[LOGRO_DATOS];
	if (!w)
		return;
	memcpy(valor, st->valor, sizeof valor);
	valor[tablero_at(&st->t.tablero)->de.id] = w->text;
	st->escribe = true;
	logro_borrador_poner(&st->t, &st->arg, valor, err);
}

/* A field that was left takes back what was in the draft for it. */
static void resume(struct screen *s, const struct result *result, struct err *err)
{
	struct state *st = s->state;
	if (st->escribe && !result->ok)
		logro_borrador_poner(&st->t, &st->arg, st->t.quieta ? st->valor : NULL, err);
	st->escribe = st->escribe && result->ok;
	tablero_familia_resume(s, result, err);
}

/* ---- the end ---- */

static struct outcome save(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	bool by_data = strcmp(st->valor[ESTADO], SEGUN_DATOS) == 0;
	struct confirmacion c = { .estado = by_data ? LOGRO_SIN_DATO : logro_estado_find(st->valor[ESTADO]), .como = st->valor[COMO], .soporte = st->valor[SOPORTE],
		.motivo = st->valor[MOTIVO], .observacion = st->valor[OBSERVACION] };
	const char *said = arena_printf(&s->app->turn, "%d. %s: %s", st->arg.logro, logro(st)->def->corto, by_data ? "según los datos" : logro_estado_nombre(c.estado));
	if (!familia_begin(f, &j, err))
		return out_redraw();
	struct ficha *copy = familia_copia(&j);
	j.acto.mio = &st->t.mio;
	if (familia_end_copia(&j, acto_logro_confirmar(&j.acto, copy, st->arg.logro, st->arg.integrante, &c, err), err)) {
		app_message(s->app, MESSAGE_OK, "%s", said);
		borrador_quedo(s->app, &st->t.mio);
		return out_pop_ok(0, NULL);
	}
	tablero_go(&st->t.tablero, (struct renglon_de){ CAMPO, *c.como ? OBSERVACION : COMO, 0 });
	return out_redraw();
}

static struct outcome leave_it(struct screen *s)
{
	struct state *st = s->state;
	if (st->t.quieta)
		borrador_dejado(s->app);
	return out_pop();
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	const struct renglon *line = tablero_at(&st->t.tablero);
	if (action != ACTION_VOLVER && tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	flujo_enter(&st->t.flujo, action, event);
	if (action == ACTION_VOLVER)
		return leave_it(s);
	if (action == ACTION_POR_QUE || (action == ACTION_ABRIR && line && line->de.tipo != CAMPO))
		return why(s);
	if (action == ACTION_ABRIR || action == ACTION_ELEGIR)
		return familia_para_cambiar(&st->t.familia, err) ? fill(s, err) : out_redraw();
	return action == ACTION_GUARDAR ? save(s, err) : out;
}

static const struct binding bindings[] = { { ACTION_ABRIR, "Cambiar" }, { ACTION_GUARDAR, "Guardar" }, { ACTION_POR_QUE, NULL }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 } };

const struct screen_ops screen_logro = {
	.name = "logro", .title = "Logro",
	.help = "Arriba, lo que dicen las respuestas y por qué. Abajo, lo que usted confirma: el estado, cómo se supo y con qué soporte. Si no se alcanzará por una causa ajena al programa "
		"(la persona no lo desea, una discapacidad, la edad), elija el motivo y explíquelo en la observación. «Según los datos» retira lo confirmado. F2 guarda.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = resume, .drafts_dialog = drafts_dialog, .keep_writing = keep_writing, .notice_of = tablero_familia_notice, .close = tablero_familia_close,
};
