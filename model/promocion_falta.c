/* «¿Qué falta?»: the changes that separate a household from the nearest cell that promotes, in order of effort: data, plan, deprivations, pesos. */
#include "base/strbuf.h"
#include "model/evaluacion.h"
#include "model/regla.h"
#include <limits.h>
#include <string.h>

struct gap {
	const struct promocion_def *def;
	const struct evaluacion *e;
	struct arena *arena;
	struct promocion *out;
	int cap;
};

static void push(struct gap *g, enum cambio_que que, enum cambio_que sobre, int id, const char *texto)
{
	*ARENA_PUSH(g->arena, g->out->falta, g->out->n_falta, g->cap) = (struct cambio){ .que = que, .sobre = sobre, .id = id, .texto = texto };
}

static const char *subject_name(const struct gap *g, const struct logro_sujeto *s)
{
	const struct scope *scope = &g->e->scope;

	for (int i = 0; s->integrante && i < scope->n_integrante; i++)
		if (scope->integrante[i] == &s->integrante->fields)
			return scope->integrante_name[i];
	return "el hogar";
}

static void logro_data(struct gap *g, const struct logro_resultado *r)
{
	const char **name = arena_array(g->arena, const char *, r->n + 1);
	int n = 0;

	for (int i = 0; i < r->n; i++)
		if (r->sujeto[i].vigente == LOGRO_SIN_DATO)
			name[n++] = subject_name(g, &r->sujeto[i]);
	push(g, CAMBIO_DATO, CAMBIO_LOGRO, r->def->id,
	     arena_printf(g->arena, "Completar los datos %s para el logro «%s»", con_de(g->arena, enumerar(g->arena, name, n)), r->def->corto));
}

/* Does the first condition look at this logro? */
static bool is_asked(const struct gap *g, const struct logro_resultado *r)
{
	switch (g->def->modo) {
	case NECESARIA_PLAN: return r->prioridad > 0;
	case NECESARIA_PRIVACIONES: return r->def->privacion;
	case NECESARIA_PORCENTAJE: break;
	}
	return true;
}

static void missing_data(struct gap *g)
{
	const struct evaluacion *e = g->e;
	const struct ipm_def *ipm = e->programa->ipm;
	bool cell = g->out->celda_promueve != TRI_YES;

	for (int i = 0; cell && e->ipm.faltan && i < ipm->n; i++)
		if (e->ipm.privado[i] == TRI_UNKNOWN)
			push(g, CAMBIO_DATO, CAMBIO_PRIVACION, ipm->variable[i].id,
			     arena_printf(g->arena, "Completar los datos de «%s» para el IPM", ipm->variable[i].nombre));
	if (cell && !e->ingreso.completo)
		push(g, CAMBIO_DATO, CAMBIO_INGRESO, 0, arena_printf(g->arena, "Completar el ingreso %s", con_de(g->arena, e->ingreso.falta)));
	if (cell && !e->ingreso.linea)
		push(g, CAMBIO_DATO, CAMBIO_INGRESO, 0, "Pedir a la coordinación la línea de pobreza que corresponde a la fecha de la medición");
	for (int i = 0; g->out->condicion[0].cumple != TRI_YES && i < e->n_logro; i++)
		if (e->logro[i].vigente == LOGRO_SIN_DATO && is_asked(g, &e->logro[i]))
			logro_data(g, &e->logro[i]);
}

/* «Que {nombre} asista al colegio» with the name in its place. */
static const char *pending_text(struct gap *g, const struct logro_resultado *r, const struct logro_sujeto *s)
{
	static const char mark[] = "{nombre}";
	const char *form = r->def->pendiente, *at = form ? strstr(form, mark) : NULL;
	struct strbuf text;

	if (form && !at)
		return form;
	if (!form && !s->integrante)
		return arena_printf(g->arena, "Alcanzar el logro «%s»", r->def->corto);
	if (!form)
		return arena_printf(g->arena, "Alcanzar el logro «%s» de %s", r->def->corto, subject_name(g, s));
	strbuf_init(&text, g->arena);
	for (; at; at = strstr(form, mark)) {
		strbuf_addn(&text, form, (size_t)(at - form));
		strbuf_add(&text, subject_name(g, s));
		form = at + sizeof mark - 1;
	}
	strbuf_add(&text, form);
	return text.text;
}

static void pending_logro(struct gap *g, const struct logro_resultado *r)
{
	for (int i = 0; i < r->n; i++)
		if (r->sujeto[i].vigente == LOGRO_POR_ALCANZAR && !(r->sujeto[i].registro && *answers_text(&r->sujeto[i].registro->fields, LOGRO_MOTIVO)))
			push(g, CAMBIO_LOGRO, CAMBIO_LOGRO, r->def->id, pending_text(g, r, &r->sujeto[i]));
}

static void pending_commitments(struct gap *g)
{
	const struct record_list *list = &g->e->ficha->compromiso;
	char day[DATE_TEXT];

	for (int i = 0; i < list->n; i++) {
		const struct answers *fields = &list->item[i].fields;
		if (!promocion_compromiso_vivo(&list->item[i]))
			continue;
		const char *who = answers_text(fields, COMPROMISO_RESPONSABLE);
		int32_t due = answers_date(fields, COMPROMISO_FECHA);
		push(g, CAMBIO_COMPROMISO, CAMBIO_COMPROMISO, (int)list->item[i].seq,
		     arena_printf(g->arena, "Cumplir el compromiso «%s»%s%s%s%s", answers_text(fields, COMPROMISO_TEXTO), *who ? ", a cargo de " : "", who,
				  due != DATE_NONE ? ", para el " : "", date_text(due, day)));
	}
}

int promocion_logros_necesarios(const struct promocion_def *def, const struct evaluacion *e)
{
	int good = 0, needed = 0;

	if (def->modo == NECESARIA_PLAN)
		return 0;
	if (def->modo == NECESARIA_PORCENTAJE) {
		int reached = e->cuenta[LOGRO_ALCANZADO] + e->cuenta[LOGRO_SIN_DATO], all = reached + e->cuenta[LOGRO_POR_ALCANZAR];
		while (100 * (reached + needed) < def->porcentaje * all)
			needed++;
		return needed;
	}
	for (int i = 0; i < e->n_logro; i++)
		good += e->logro[i].def->privacion && e->logro[i].vigente != LOGRO_POR_ALCANZAR;
	return good < def->minimo ? def->minimo - good : 0;
}

static void pending_plan(struct gap *g)
{
	const struct evaluacion *e = g->e;

	if (answers_date(&e->ficha->hogar.fields, HOGAR_PLAN) == DATE_NONE)
		push(g, CAMBIO_COMPROMISO, CAMBIO_COMPROMISO, 0, "Acordar el plan familiar con la familia");
	for (int i = 0; i < e->n_logro; i++)
		if (e->logro[i].prioridad && e->logro[i].vigente == LOGRO_POR_ALCANZAR && !e->logro[i].motivo)
			pending_logro(g, &e->logro[i]);
	pending_commitments(g);
}

/* Without a plan: the logros with the fewest people pending first, then in order of the catalogue. */
static void pending_count(struct gap *g)
{
	const struct evaluacion *e = g->e;
	int left = promocion_logros_necesarios(g->def, e), most = 0;

	for (int i = 0; i < e->n_logro; i++)
		most = e->logro[i].pendientes > most ? e->logro[i].pendientes : most;
	for (int people = 1; left > 0 && people <= most; people++)
		for (int i = 0; left > 0 && i < e->n_logro; i++) {
			const struct logro_resultado *r = &e->logro[i];
			if (r->vigente != LOGRO_POR_ALCANZAR || r->pendientes != people || !is_asked(g, r))
				continue;
			pending_logro(g, r);
			left--;
		}
}

struct target { enum clase ingreso, ipm; };

/* The fewest class steps, then the lowest income class: deprivations are lifted before pesos are found. */
static bool nearest_cell(const struct gap *g, enum clase ingreso, enum clase ipm, struct target *out)
{
	int best = INT_MAX;

	for (int i = 0; i < 9; i++) {
		const struct celda_def *c = &g->def->celda[i];
		if (!c->promueve || c->ingreso < ingreso || c->ipm < ipm)
			continue;
		int steps = (int)(c->ingreso - ingreso) + (int)(c->ipm - ipm);
		if (steps < best) {
			best = steps;
			*out = (struct target){ c->ingreso, c->ipm };
		}
	}
	return best != INT_MAX;
}

static int weight(const struct ipm_def *def, int i)
{
	return def->ponderado ? def->variable[i].puntos : 1;
}

/* The heaviest first makes the number of variables the smallest; equal ones in the order of the definition. */
static int heaviest(const struct ipm_def *def, const struct ipm *ipm, const bool *taken)
{
	int best = -1;

	for (int i = 0; i < def->n; i++)
		if (ipm->privado[i] == TRI_YES && !taken[i] && (best < 0 || weight(def, i) > weight(def, best)))
			best = i;
	return best;
}

static void lift_deprivations(struct gap *g, enum clase wanted)
{
	const struct ipm_def *def = g->e->programa->ipm;
	const struct ipm *ipm = &g->e->ipm;
	bool *taken = arena_array(g->arena, bool, def->n + 1);
	int value = def->ponderado ? ipm->puntos : ipm->conteo;

	while (ipm_clase_de(def, def->ponderado, value) < wanted) {
		int i = heaviest(def, ipm, taken);
		if (i < 0)
			return;
		const struct ipm_variable *v = &def->variable[i];
		taken[i] = true;
		push(g, CAMBIO_PRIVACION, CAMBIO_PRIVACION, v->id,
		     arena_printf(g->arena, "Superar la privación «%s»%s%s (de %d a %d %s)", v->nombre, v->falta ? ": " : "", v->falta ? v->falta : "",
				  value, value - weight(def, i), def->ponderado ? "puntos" : value - weight(def, i) == 1 ? "privación" : "privaciones"));
		value -= weight(def, i);
	}
}

static void raise_income(struct gap *g, enum clase wanted)
{
	const struct ingreso *in = &g->e->ingreso;
	bool extreme = wanted == CLASE_MODERADO;
	int64_t pesos = extreme ? in->falta_moderado : in->falta_no_pobre;

	push(g, CAMBIO_INGRESO, CAMBIO_INGRESO, 0,
	     arena_printf(g->arena, "Aumentar el ingreso del hogar en %s al mes para llegar a la línea de %s de %d (%s por persona)",
			  pesos_texto(pesos, g->arena), extreme ? "pobreza extrema" : "pobreza", in->linea->anio,
			  pesos_texto(extreme ? in->linea->li : in->linea->lp, g->arena)));
	g->out->falta[g->out->n_falta - 1].pesos = pesos;
}

void promocion_falta(const struct promocion_def *def, const struct evaluacion *e, struct arena *arena, struct promocion *out)
{
	struct gap g = { .def = def, .e = e, .arena = arena, .out = out };
	const struct ipm_def *ipm = e->programa->ipm;
	enum clase ingreso_now = e->ingreso.clase, ipm_now = ipm_clase_de(ipm, ipm->ponderado, ipm->ponderado ? e->ipm.puntos : e->ipm.conteo);
	struct target target;

	missing_data(&g);
	if (out->condicion[0].cumple != TRI_YES) {
		if (def->modo == NECESARIA_PLAN)
			pending_plan(&g);
		else
			pending_count(&g);
	}
	if (out->celda_promueve == TRI_YES || !nearest_cell(&g, ingreso_now != CLASE_SIN_DATO ? ingreso_now : e->ingreso.minima, ipm_now, &target))
		return;
	if (target.ipm > ipm_now)
		lift_deprivations(&g, target.ipm);
	if (ingreso_now != CLASE_SIN_DATO && target.ingreso > ingreso_now)
		raise_income(&g, target.ingreso);
}
