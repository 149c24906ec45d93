#include "tui/oportunidad_vista.h"

#include "base/text.h"
#include "model/resumen.h"
#include "tui/logros_vista.h"

#include <string.h>

const struct columna oportunidad_columna[] = { { "Oportunidad", 20, 80, 0, false }, { "Para", 10, 18, 2, false }, { "Cómo va", 16, 22, 1, false } };

static bool is_open(const struct record *o)
{
	return strcmp(answers_text(&o->fields, OPORTUNIDAD_ESTADO), "acercada") == 0;
}

static const char *logro_words(const struct familia *f, const struct record *o, struct arena *a)
{
	const struct logro_def *def = logro_find(f->ev->programa->logros, (int)answers_int(&o->fields, OPORTUNIDAD_LOGRO, 0));
	return def ? arena_printf(a, "%d %s", def->id, def->corto) : "sin un logro en particular";
}

static void add(struct tablero_familia *t, const struct record *o)
{
	const struct familia *f = &t->familia;
	struct arena *a = &t->familia.arena;
	uint32_t who = (uint32_t)answers_int(&o->fields, OPORTUNIDAD_INTEGRANTE, 0);
	const struct oferta *offer = oferta_find(f->app->programa->ofertas, answers_text(&o->fields, OPORTUNIDAD_OFERTA));
	const char *name = answers_text(&o->fields, OPORTUNIDAD_NOMBRE), *note = answers_text(&o->fields, OPORTUNIDAD_OBSERVACION), *reason = answers_text(&o->fields, OPORTUNIDAD_MOTIVO);
	const char *brought = resumen_hace(a, answers_date(&o->fields, OPORTUNIDAD_FECHA), f->app->hoy);
	struct renglon line = { .de = { is_open(o) ? OPORTUNIDAD_ABIERTA : OPORTUNIDAD_CERRADA, 0, o->seq }, .style = is_open(o) ? ST_NORMAL : ST_DIM };
	bool better = answers_bool(&o->fields, OPORTUNIDAD_MEJORO, false), effective = strcmp(answers_text(&o->fields, OPORTUNIDAD_ESTADO), "efectiva") == 0;
	line.texto[0] = name;
	line.texto[1] = familia_integrante(f, who);
	line.texto[2] = is_open(o) ? arena_printf(a, "acercada %s", brought) : effective ? (better ? "efectiva, mejoró" : "efectiva") : "no efectiva";
	line.pie = arena_printf(a, "%s%s%s%s. Logro: %s. Acercada %s.%s%s%s%s%s%s", name, offer && offer->entidad ? " (" : "", offer && offer->entidad ? offer->entidad : "", offer && offer->entidad ? ")" : "",
		logro_words(f, o, a), brought, is_open(o) && offer && offer->requisitos ? "\nPide: " : "", is_open(o) && offer && offer->requisitos ? offer->requisitos : "",
		*reason ? "\nMotivo: " : "", reason, *note ? "\n" : "", note);
	tablero_add(&t->tablero, line);
}

void oportunidad_lineas(struct tablero_familia *t)
{
	const struct record_list *list = &t->familia.ficha.oportunidad;
	t->tablero.vacio = "Todavía no se han acercado oportunidades. Ins acerca la primera: se elige un logro y se ven las ofertas que sirven.";
	for (int closed = 0; closed < 2; closed++)
		for (int i = list->n - 1; i >= 0; i--)
			if (is_open(&list->item[i]) == !closed)
				add(t, &list->item[i]);
}

const char *oportunidad_resumen(const struct familia *f, struct arena *a)
{
	int open = 0;
	for (int i = 0; i < f->ficha.oportunidad.n; i++)
		open += is_open(&f->ficha.oportunidad.item[i]);
	return f->ficha.oportunidad.n == 0 ? "Ins acerca una oportunidad"
		: arena_printf(a, "%s%s", resumen_cuantos(a, f->ficha.oportunidad.n, "oportunidad", "oportunidades"), open ? arena_printf(a, " · %d por cerrar con su resultado", open) : " · todas con resultado");
}

static struct option logro_option(const struct familia *f, const struct logro_resultado *r, struct arena *a)
{
	const char *state = logros_estado(r->vigente, a);
	return (struct option){ arena_printf(a, "%d", r->def->id), arena_printf(a, "%2d %s", r->def->id, r->def->corto),
		r->prioridad ? arena_printf(a, "plan %d · %s", r->prioridad, state) : arena_printf(a, "%s · %s", dimension_nombre(f->ev->programa->logros, r->def->dimension), state) };
}

int oportunidad_logros(const struct familia *f, struct arena *a, const struct option **out)
{
	static const enum logro_estado wanted[] = { LOGRO_POR_ALCANZAR, LOGRO_SIN_DATO };
	const struct evaluacion *ev = f->ev;
	struct option *o = arena_array(a, struct option, 2 * ev->n_logro + 1);
	int n = 0;
	for (size_t k = 0; k < 2 * (sizeof wanted / sizeof *wanted); k++)      /* first those of the plan */
		for (int i = 0; i < ev->n_logro; i++)
			if (ev->logro[i].vigente == wanted[k % 2] && (ev->logro[i].prioridad > 0) == (k < 2))
				o[n++] = logro_option(f, &ev->logro[i], a);
	o[n++] = (struct option){ "0", "Ninguno en particular", "se ven todas las ofertas" };
	*out = o;
	return n;
}

int oportunidad_ofertas(const struct familia *f, int logro, struct arena *a, const struct option **out)
{
	const struct oferta **offer;
	int n = oferta_para(f->app->programa->ofertas, logro, &f->ev->scope, a, &offer);
	struct option *o = arena_array(a, struct option, n + 1);
	for (int i = 0; i < n; i++)
		o[i] = (struct option){ offer[i]->id, offer[i]->nombre, offer[i]->entidad };
	o[n] = (struct option){ OPORTUNIDAD_OTRA, "Otra que no está en la lista…", "se escribe" };
	*out = o;
	return n + 1;
}

static const char *state_for(const struct familia *f, int logro, uint32_t who, struct arena *a)
{
	const struct logro_resultado *r = logro > 0 ? evaluacion_logro(f->ev, logro) : NULL;
	for (int i = 0; r && i < r->n; i++)
		if (r->sujeto[i].seq == who)
			return logros_estado(r->sujeto[i].vigente, a);
	return r && who ? "no aplica" : NULL;
}

int oportunidad_personas(const struct familia *f, int logro, const struct oferta *offer, struct arena *a, const struct option **out)
{
	const struct record **member;
	int active = ficha_activos(&f->ficha, &member), n = 0;
	struct option *o = arena_array(a, struct option, active + 2);
	struct scope scope = f->ev->scope;
	if (!offer || !offer->por_integrante)
		o[n++] = (struct option){ "0", "Para todo el hogar", state_for(f, logro, 0, a) };
	for (scope.me = 0; scope.me < active && (!offer || offer->por_integrante); scope.me++)
		if (!offer || !offer->aplica_si || expr_test(offer->aplica_si, &scope, NULL) != TRI_NO)
			o[n++] = (struct option){ arena_printf(a, "%u", member[scope.me]->seq), integrante_nombre(member[scope.me], a), state_for(f, logro, member[scope.me]->seq, a) };
	*out = o;
	return n;
}
