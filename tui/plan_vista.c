#include "tui/plan_vista.h"

#include "base/text.h"
#include "model/resumen.h"
#include "tui/logros_vista.h"

#include <string.h>

const struct columna plan_columna[] = { { "Logro y compromisos", 20, 80, 0, false }, { "Responsable", 10, 20, 2, false }, { "Cómo va", 16, 24, 1, false } };

/* ---- how many more: the rule of the step, asked as if the family had chosen one more, two more … ---- */

struct supuesto { const struct evaluacion *ev; int mas; };

static struct value with_more(const struct scope *scope, const char *name, void *arg)
{
	const struct supuesto *s = arg;
	struct value v = s->ev->scope.hecho(scope, name, s->ev->scope.hecho_arg);
	return strcmp(name, "logros_priorizados") == 0 && v.kind == VALUE_INT ? value_int(v.num + s->mas) : v;
}

static const struct expr *plan_rule(const struct ruta *ruta)
{
	for (int i = 0; i < ruta->n; i++)
		for (int k = 0; k < ruta->fase[i].n; k++)
			for (int p = 0; p < ruta->fase[i].momento[k].n_paso; p++)
				if (ruta->fase[i].momento[k].paso[p].abre == ABRE_PLAN)
					return ruta->fase[i].momento[k].paso[p].listo_si;
	return NULL;
}

int plan_por_priorizar(const struct familia *f)
{
	const struct expr *rule = plan_rule(f->app->programa->ruta);
	struct supuesto s = { .ev = f->ev };
	struct scope scope = f->ev->scope;
	scope.hecho = with_more;
	scope.hecho_arg = &s;
	while (rule && s.mas < f->ev->n_logro && expr_test(rule, &scope, NULL) != TRI_YES)
		s.mas++;
	return s.mas;
}

/* ---- lines ---- */

static bool looked_at(const struct familia *f, const struct record *c)
{
	const struct record *visita = ficha_visita_abierta(&f->ficha);
	return visita && answers_int(&c->fields, COMPROMISO_VISITA, 0) == visita->seq;
}

static void add_commitment(struct tablero_familia *t, const struct record *c)
{
	const struct familia *f = &t->familia;
	struct arena *a = &t->familia.arena;
	const char *text = answers_text(&c->fields, COMPROMISO_TEXTO), *note = answers_text(&c->fields, COMPROMISO_NOTA), *state = answers_text(&c->fields, COMPROMISO_ESTADO);
	int32_t due = answers_date(&c->fields, COMPROMISO_FECHA), seen = answers_date(&c->fields, COMPROMISO_SEGUIDO);
	bool live = promocion_compromiso_vivo(c), visit = ficha_visita_abierta(&f->ficha) != NULL;
	char day[DATE_TEXT];
	struct renglon line = { .de = { PLAN_COMPROMISO, (int)answers_int(&c->fields, COMPROMISO_LOGRO, 0), c->seq } };
	const char *how = live ? resumen_plazo(a, due, f->app->hoy) : campo_choice_label("estado_compromiso", state);
	line.texto[0] = arena_printf(a, "   · %s", text);
	line.texto[1] = answers_text(&c->fields, COMPROMISO_RESPONSABLE);
	line.texto[2] = visit && live ? arena_printf(a, "%s %s", looked_at(f, c) ? "[x]" : "[ ]", how) : how;
	line.style = live && due < f->app->hoy ? ST_WARN : live ? ST_NORMAL : ST_DIM;
	line.pie = arena_printf(a, "%s\n%s, para el %s. %s%s%s%s%s", text, line.texto[1], date_text(due, day), campo_choice_label("estado_compromiso", state),
		seen != DATE_NONE ? "; último seguimiento " : "", resumen_hace(a, seen, f->app->hoy), *note ? ". " : ".", note);
	tablero_add(&t->tablero, line);
}

static bool withdrawn(const struct record *c)
{
	return strcmp(answers_text(&c->fields, COMPROMISO_ESTADO), "retirado") == 0;
}

/* A logro still to be reached that nobody has committed to anything for. */
static bool without_commitment(const struct familia *f, const struct logro_resultado *r)
{
	if (r->prioridad == 0 || r->vigente != LOGRO_POR_ALCANZAR)
		return false;
	for (int i = 0; i < f->ficha.compromiso.n; i++)
		if (answers_int(&f->ficha.compromiso.item[i].fields, COMPROMISO_LOGRO, 0) == r->def->id && !withdrawn(&f->ficha.compromiso.item[i]))
			return false;
	return true;
}

static void add_logro(struct tablero_familia *t, const struct logro_resultado *r)
{
	const struct familia *f = &t->familia;
	struct arena *a = &t->familia.arena;
	struct renglon line = { .de = { PLAN_LOGRO, r->def->id, 0 }, .codigo = r->prioridad, .style = ST_HEAD };
	const char *who = "";
	bool bare = without_commitment(f, r);
	for (int i = 0; r->def->por_integrante && i < r->n; i++)
		if (r->sujeto[i].vigente == LOGRO_POR_ALCANZAR)
			who = arena_printf(a, "%s%s%s", who, *who ? ", " : "", familia_integrante(f, r->sujeto[i].seq));
	line.texto[0] = arena_printf(a, "%d. %s", r->prioridad, r->def->corto);
	line.texto[1] = bare ? "sin compromiso" : who;
	line.texto[2] = logros_estado(r->vigente, a);
	line.pie = arena_printf(a, "%d. %s.%s%s%s", r->def->id, r->def->enunciado, *who ? "\nPor alcanzar: " : "", who, bare ? "\nTodavía sin compromiso: Ins lo agrega." : "");
	tablero_add(&t->tablero, line);
}

static bool prioritised(const struct evaluacion *ev, int id)
{
	const struct logro_resultado *r = id > 0 ? evaluacion_logro(ev, id) : NULL;
	return r && r->prioridad > 0;
}

static void add_others(struct tablero_familia *t)
{
	const struct record_list *list = &t->familia.ficha.compromiso;
	bool heading = false;
	for (int i = 0; i < list->n; i++) {
		if (prioritised(t->familia.ev, (int)answers_int(&list->item[i].fields, COMPROMISO_LOGRO, 0)))
			continue;
		if (!heading)
			tablero_add(&t->tablero, (struct renglon){ .titulo = true, .texto = { "Otros compromisos" } });
		heading = true;
		add_commitment(t, &list->item[i]);
	}
}

/* By priority; two with the same number (joined stores) in order of the catalogue. */
static const struct logro_resultado *next_by_priority(const struct evaluacion *ev, const struct logro_resultado *after)
{
	const struct logro_resultado *best = NULL;
	for (int i = 0; i < ev->n_logro; i++) {
		const struct logro_resultado *r = &ev->logro[i];
		bool later = r->prioridad > 0 && (!after || r->prioridad > after->prioridad || (r->prioridad == after->prioridad && r > after));
		if (later && (!best || r->prioridad < best->prioridad))
			best = r;
	}
	return best;
}

void plan_lineas(struct tablero_familia *t)
{
	const struct record_list *list = &t->familia.ficha.compromiso;
	struct arena *a = &t->familia.arena;
	for (const struct logro_resultado *r = next_by_priority(t->familia.ev, NULL); r; r = next_by_priority(t->familia.ev, r)) {
		add_logro(t, r);
		for (int i = 0; i < list->n; i++)
			if (answers_int(&list->item[i].fields, COMPROMISO_LOGRO, 0) == r->def->id)
				add_commitment(t, &list->item[i]);
	}
	add_others(t);
	int missing = plan_por_priorizar(&t->familia);
	tablero_add(&t->tablero, (struct renglon){ .de = { PLAN_PRIORIZAR, 0, 0 }, .style = missing ? ST_HEAD : ST_NORMAL,
		.texto = { missing ? arena_printf(a, "Priorizar otro logro (%s %d)", missing == 1 ? "falta" : "faltan", missing) : "Priorizar otro logro" },
		.pie = "Escoge la familia, entre los logros por alcanzar. Entrar o F8 muestra cuáles son." });
}

bool plan_al_pendiente(struct tablero_familia *t)
{
	for (int i = 0; i < t->tablero.n; i++) {
		const struct renglon_de *de = &t->tablero.renglon[i].de;
		const struct record *c = de->tipo == PLAN_COMPROMISO ? ficha_record(&t->familia.ficha, RECORD_COMPROMISO, de->seq) : NULL;
		if (c && ficha_visita_abierta(&t->familia.ficha) && promocion_compromiso_vivo(c) && !looked_at(&t->familia, c))
			return tablero_go(&t->tablero, *de);
	}
	return false;
}

void plan_al_primero(struct tablero_familia *t)
{
	if (!plan_al_pendiente(t) && plan_por_priorizar(&t->familia))
		tablero_go(&t->tablero, (struct renglon_de){ PLAN_PRIORIZAR, 0, 0 });
}

const char *plan_resumen(const struct familia *f, struct arena *a)
{
	int chosen = 0, bare = 0, unseen = 0, missing = plan_por_priorizar(f);
	for (int i = 0; i < f->ev->n_logro; i++) {
		chosen += f->ev->logro[i].prioridad > 0;
		bare += without_commitment(f, &f->ev->logro[i]);
	}
	for (int i = 0; i < f->ficha.compromiso.n; i++)
		unseen += ficha_visita_abierta(&f->ficha) && promocion_compromiso_vivo(&f->ficha.compromiso.item[i]) && !looked_at(f, &f->ficha.compromiso.item[i]);
	return arena_printf(a, "%s%s%s%s", resumen_cuantos(a, chosen, "logro priorizado", "logros priorizados"),
		missing ? arena_printf(a, " · %s %d por priorizar", missing == 1 ? "falta" : "faltan", missing) : "",
		bare ? arena_printf(a, " · %d sin compromiso", bare) : "", unseen ? arena_printf(a, " · %d por revisar hoy", unseen) : "");
}

/* ---- what may be chosen ---- */

int plan_pendientes(const struct familia *f, struct arena *a, const struct option **out)
{
	const struct evaluacion *ev = f->ev;
	struct option *o = arena_array(a, struct option, ev->n_logro + 1);
	int n = 0;
	for (int i = 0; i < ev->n_logro; i++) {
		const struct logro_resultado *r = &ev->logro[i];
		if (r->vigente == LOGRO_POR_ALCANZAR && r->prioridad == 0)
			o[n++] = (struct option){ arena_printf(a, "%d", r->def->id), arena_printf(a, "%2d %s", r->def->id, r->def->corto), dimension_nombre(ev->programa->logros, r->def->dimension) };
	}
	*out = o;
	return n;
}

int plan_destinos(const struct familia *f, int but, struct arena *a, const struct option **out)
{
	const struct evaluacion *ev = f->ev;
	struct option *o = arena_array(a, struct option, ev->n_logro + 1);
	int n = 0;
	for (const struct logro_resultado *r = next_by_priority(ev, NULL); r; r = next_by_priority(ev, r))
		if (r->def->id != but)
			o[n++] = (struct option){ arena_printf(a, "%d", r->def->id), arena_printf(a, "%2d %s", r->def->id, r->def->corto), "en el plan" };
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].prioridad == 0 && ev->logro[i].vigente == LOGRO_POR_ALCANZAR && ev->logro[i].def->id != but)
			o[n++] = (struct option){ arena_printf(a, "%d", ev->logro[i].def->id), arena_printf(a, "%2d %s", ev->logro[i].def->id, ev->logro[i].def->corto), "por alcanzar" };
	*out = o;
	return n;
}

int plan_responsables(const struct familia *f, struct arena *a, const struct option **out)
{
	const struct record **member;
	int n = ficha_activos(&f->ficha, &member), k = 0;
	struct option *o = arena_array(a, struct option, n + 3);
	for (int i = 0; i < n; i++) {
		const char *name = integrante_nombre(member[i], a);
		if (!promocion_puede_responder(f->app->programa->promocion, member[i], f->app->hoy))
			continue;
		o[k++] = (struct option){ name, name, "integrante" };
	}
	o[k++] = (struct option){ "Cogestor(a)", "Cogestor(a)", "programa" };
	o[k++] = (struct option){ PLAN_OTRO, "Una institución u otra persona…", "se escribe" };
	*out = o;
	return k;
}
