/* Opportunities: offers brought to the family, each followed to its result, which may be a logro reached. */
#include "base/text.h"
#include "model/regla.h"
#include "tui/oportunidad_vista.h"
#include "tui/por_que.h"
#include "tui/screens.h"

#include <stdlib.h>
#include <string.h>

struct state {
	struct tablero_familia t;
	uint32_t seq;                    /* opportunity being closed */
};

static bool open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	st->t.tablero.columna = oportunidad_columna;
	st->t.tablero.columnas = OPORTUNIDAD_COLUMNAS;
	return tablero_familia_open(s, ((const struct hogar_arg *)arg)->hogar, oportunidad_lineas, err);
}

static void draw(const struct screen *s, struct grid *g, struct rect r)
{
	struct state *st = s->state;
	struct arena arena;
	arena_init(&arena);
	tablero_familia_draw(&st->t, g, r, oportunidad_resumen(&st->t.familia, &arena));
	arena_done(&arena);
}

static struct outcome choose(struct state *st, const char *title, const char *text, const struct option *option, int n)
{
	struct choice_arg arg = { .title = title, .text = text, .option = option, .n = n };
	return flujo_ask(&st->t.flujo, &dialog_choice, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

static struct outcome ask_line(struct state *st, const char *title, const char *text, bool required)
{
	struct line_arg arg = { .title = title, .text = text, .required = required, .min_letters = required ? 3 : 0 };
	return flujo_ask(&st->t.flujo, &dialog_line, arena_copy(&st->t.familia.arena, &arg, sizeof arg));
}

/* ---- a new one: logro, offer (or its name), for whom ---- */

static struct outcome ask_offer(struct state *st, int logro)
{
	struct arena *a = &st->t.familia.arena;
	const struct logro_def *def = logro > 0 ? logro_find(st->t.familia.ev->programa->logros, logro) : NULL;
	const struct option *o;
	int n = oportunidad_ofertas(&st->t.familia, logro, a, &o);
	return choose(st, "Qué oportunidad", def ? arena_printf(a, "Ofertas vigentes que sirven para «%s»", def->corto) : "Ofertas vigentes para este hogar", o, n);
}

static struct outcome ask_person(struct state *st, int logro, const struct oferta *offer)
{
	struct arena *a = &st->t.familia.arena;
	const struct option *o;
	int n = oportunidad_personas(&st->t.familia, logro, offer, a, &o);
	const char *text = offer && offer->requisitos ? arena_printf(a, "%s (%s). Pide: %s", offer->nombre, offer->entidad ? offer->entidad : "", offer->requisitos) : "¿Para quién es?";
	const char *doubt = offer ? certeza_frase(a, "Oferta", offer->certeza, offer->nota) : NULL;
	if (doubt)
		text = arena_printf(a, "%s\n%s", text, doubt);
	return choose(st, "Para quién", text, o, n);
}

static struct outcome bring(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo *flujo = &st->t.flujo;
	struct jornada j;
	if (flujo->n == 0) {
		const struct option *o;
		int n = oportunidad_logros(f, &f->arena, &o);
		return choose(st, "Para qué logro", "Primero los del plan familiar; después, los demás por alcanzar o sin dato.", o, n);
	}
	int logro = atoi(flujo->dado[0].text);
	if (flujo->n == 1)
		return ask_offer(st, logro);
	const struct oferta *offer = oferta_find(s->app->programa->ofertas, flujo->dado[1].text);
	if (!offer && flujo->n == 2)
		return ask_line(st, "Otra oportunidad", "Nombre de la oportunidad y quién la ofrece", true);
	if (flujo->n == (offer ? 2 : 3))
		return ask_person(st, logro, offer);
	const char *name = offer ? offer->nombre : flujo->dado[2].text;
	uint32_t who = (uint32_t)strtoul(flujo->dado[offer ? 2 : 3].text, NULL, 10);
	const char *said = arena_printf(&s->app->turn, "Oportunidad acercada: %s", name);
	if (familia_begin(f, &j, err) && tablero_familia_end(&st->t, &j, acto_oportunidad(&j.acto, &f->ficha, offer ? offer->id : NULL, name, logro, who, NULL, err), said, err))
		tablero_go(&st->t.tablero, (struct renglon_de){ OPORTUNIDAD_ABIERTA, 0, f->ficha.oportunidad.item[f->ficha.oportunidad.n - 1].seq });
	return out_redraw();
}

/* ---- its result, and the logro that it brought ---- */

static const struct option results[] = {
	{ "mejoro", "Efectiva: la recibió y mejoró sus condiciones", NULL },
	{ "efectiva", "Efectiva: la recibió, sin mejora todavía", NULL },
	{ "no_efectiva", "No efectiva", "pide el motivo" },
};

/* The subject whose logro this opportunity was for, while it is not reached; NULL: nothing to confirm. */
static const struct logro_sujeto *pending_subject(const struct state *st, const struct record *o, int *logro)
{
	const struct logro_resultado *r;
	uint32_t who = (uint32_t)answers_int(&o->fields, OPORTUNIDAD_INTEGRANTE, 0);
	*logro = (int)answers_int(&o->fields, OPORTUNIDAD_LOGRO, 0);
	r = *logro > 0 ? evaluacion_logro(st->t.familia.ev, *logro) : NULL;
	for (int i = 0; r && i < r->n; i++)
		if (r->sujeto[i].seq == (r->def->por_integrante ? who : 0) && (r->sujeto[i].vigente == LOGRO_POR_ALCANZAR || r->sujeto[i].vigente == LOGRO_SIN_DATO))
			return &r->sujeto[i];
	return NULL;
}

static struct outcome offer_logro(struct screen *s, struct flujo flujo)
{
	struct state *st = s->state;
	int logro;
	const struct record *o = ficha_record(&st->t.familia.ficha, RECORD_OPORTUNIDAD, st->seq);
	const struct logro_sujeto *who = o ? pending_subject(st, o, &logro) : NULL;
	if (!who)
		return out_redraw();
	struct confirm_arg arg = { .title = "¿Logro alcanzado?", .yes = "Confirmar el logro" };
	arg.text = arena_printf(&s->app->turn, "Con esta oportunidad, ¿%s ya alcanzó «%s»? Si confirma, queda como alcanzado por una oportunidad efectiva.", familia_integrante(&st->t.familia, who->seq),
		evaluacion_logro(st->t.familia.ev, logro)->def->corto);
	st->t.flujo = flujo;             /* the closing is done; the next answer is about the logro */
	return flujo_ask(&st->t.flujo, &dialog_confirm, arena_copy(&s->app->turn, &arg, sizeof arg));
}

static struct outcome confirm_logro(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct jornada j;
	int logro;
	const struct record *o = ficha_record(&f->ficha, RECORD_OPORTUNIDAD, st->seq);
	const struct logro_sujeto *who = o ? pending_subject(st, o, &logro) : NULL;
	if (!who)
		return out_redraw();
	struct confirmacion c = { .estado = LOGRO_ALCANZADO, .como = "por_oportunidad", .soporte = answers_text(&o->fields, OPORTUNIDAD_NOMBRE) };
	if (familia_begin(f, &j, err))
		tablero_familia_end(&st->t, &j, acto_logro_confirmar(&j.acto, &f->ficha, logro, who->seq, &c, err), "Logro confirmado: alcanzado por una oportunidad", err);
	return out_redraw();
}

static struct outcome finish(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct familia *f = &st->t.familia;
	struct flujo kept = st->t.flujo;
	struct jornada j;
	const char *result = kept.dado[0].text, *words = kept.dado[1].text;
	bool effective = strcmp(result, "no_efectiva") != 0;
	if (!familia_begin(f, &j, err))
		return out_redraw();
	bool ok = acto_oportunidad_cerrar(&j.acto, &f->ficha, st->seq, effective, strcmp(result, "mejoro") == 0, effective ? NULL : words, effective ? words : NULL, err);
	if (!tablero_familia_end(&st->t, &j, ok, effective ? "Oportunidad efectiva" : "Oportunidad cerrada: su motivo ayuda a buscar otra", err))
		return out_redraw();
	tablero_go(&st->t.tablero, (struct renglon_de){ OPORTUNIDAD_CERRADA, 0, st->seq });
	return effective ? offer_logro(s, kept) : out_redraw();
}

static struct outcome close_one(struct screen *s, struct err *err)
{
	struct state *st = s->state;
	struct flujo *flujo = &st->t.flujo;
	if (flujo->n == 0)
		return choose(st, "¿Qué pasó con esta oportunidad?", answers_text(&ficha_record(&st->t.familia.ficha, RECORD_OPORTUNIDAD, st->seq)->fields, OPORTUNIDAD_NOMBRE), results, 3);
	if (flujo->n == 1 && strcmp(flujo->dado[0].text, "no_efectiva") == 0)
		return ask_line(st, "Por qué no fue efectiva", "Por ejemplo: sin cupo, no reunió los requisitos, quedó lejos. Sirve para buscar otra.", true);
	if (flujo->n == 1)
		return ask_line(st, "Observación", "Qué cambió para la familia (puede quedar vacía)", false);
	return flujo->n == 2 ? finish(s, err) : confirm_logro(s, err);
}

/* ---- keys ---- */

static struct outcome details(struct screen *s)
{
	struct state *st = s->state;
	const struct renglon *line = tablero_at(&st->t.tablero);
	struct trace lines;
	if (!line)
		return out_stay();
	const struct record *o = ficha_record(&st->t.familia.ficha, RECORD_OPORTUNIDAD, line->de.seq);
	trace_init(&lines, &s->app->turn);
	trace_add(&lines, 0, "%s · %s", answers_text(&o->fields, OPORTUNIDAD_NOMBRE), line->texto[1]);
	por_que_registro(s->app->programa, o, &lines);
	const struct oferta *offer = oferta_find(s->app->programa->ofertas, answers_text(&o->fields, OPORTUNIDAD_OFERTA));
	if (offer)
		certeza_trace(&lines, 1, "Oferta", offer->certeza, offer->nota);
	return por_que(s->app, "Oportunidad", &lines);
}

static struct outcome act(struct screen *s, enum action action, const struct event *event, struct err *err)
{
	struct state *st = s->state;
	struct outcome out;
	if (tablero_familia_act(&st->t, &action, event, &out, err))
		return out;
	flujo_enter(&st->t.flujo, action, event);
	const struct renglon *line = tablero_at(&st->t.tablero);
	bool closing = st->t.flujo.n > 0 || (line && line->de.tipo == OPORTUNIDAD_ABIERTA);
	if (action == ACTION_ABRIR && st->t.flujo.n == 0 && line)
		st->seq = line->de.seq;
	switch (action) {
	case ACTION_NUEVO: return bring(s, err);
	case ACTION_ABRIR: return closing ? close_one(s, err) : details(s);
	case ACTION_POR_QUE: return details(s);
	case ACTION_GUARDAR: return out_pop_ok(0, NULL);
	default: return out;
	}
}

static const struct binding bindings[] = {
	{ ACTION_ABRIR, "Resultado" }, { ACTION_NUEVO, "Acercar" }, { ACTION_GUARDAR, "Listo" }, { ACTION_POR_QUE, "Detalle" }, { ACTION_VOLVER, NULL }, { ACTION_MENU, NULL }, { 0 },
};

const struct screen_ops screen_oportunidades = {
	.name = "oportunidades", .title = "Oportunidades",
	.help = "Las ofertas que se le han acercado a la familia. Ins acerca otra: se elige el logro al que sirve, la oferta y para quién es. Entrar registra su resultado: efectiva (y si mejoró la vida "
		"de la familia) o no efectiva (y por qué). Si fue efectiva, se puede confirmar enseguida el logro. F2 da el paso por terminado y vuelve.",
	.state_size = sizeof(struct state), .bindings = bindings, .open = open, .title_of = tablero_familia_title, .draw = draw, .act = act,
	.resume = tablero_familia_resume, .close = tablero_familia_close,
};
