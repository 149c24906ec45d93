#include "cli/practica.h"

#include "base/date.h"
#include "forms/field_type.h"
#include "model/oferta.h"

#include <string.h>

/* A family on its way: what is known of it, and today's simulated day. */
struct camino {
	struct acto acto;
	struct vida vida;
	struct ficha ficha;
	const struct destino *destino;
	struct err *err;
	int bienestar;
	uint64_t draw;
};

static int choose(struct camino *c, int n)
{
	c->draw = c->draw * 6364136223846793005u + 1442695040888963407u;
	return n > 0 ? (int)((c->draw >> 33) % (uint64_t)n) : 0;
}

/* What the family would answer today, over what it answered before. */
struct verdad { struct answers hogar, visita, *integrante; };

static void tell(struct camino *c, const struct evaluacion *ev, struct verdad *t)
{
	struct acto *a = &c->acto;
	const struct dict *dict = &a->programa->dict;
	const struct record *open = ficha_visita_abierta(&c->ficha);
	answers_init(&t->hogar, a->arena);
	answers_copy(&t->hogar, ev->scope.hogar);
	vida_hogar(&c->vida, dict, a->hoy, &t->hogar);
	t->integrante = arena_array(a->arena, struct answers, ev->scope.n_integrante);
	for (int i = 0; i < ev->scope.n_integrante; i++) {
		answers_init(&t->integrante[i], a->arena);
		answers_copy(&t->integrante[i], ev->scope.integrante[i]);
		vida_integrante(&c->vida, dict, i, a->hoy, &t->integrante[i]);
	}
	answers_init(&t->visita, a->arena);
	if (open)
		answers_copy(&t->visita, &open->fields);
	vida_visita(&c->vida, dict, &c->ficha, a->hoy, ev->promocion.promueve == TRI_YES, &t->visita);
}

/* Typed into the form as a draft is, which settles all of it in one pass. */
static void type_in(struct camino *c, const struct verdad *t, struct form *form)
{
	struct answers draft;
	answers_init(&draft, c->acto.arena);
	for (int i = 0; i < form->n; i++) {
		const struct form_item *it = &form->item[i];
		const struct variable *var = it->field->var;
		if (!var || it->field->read_only)
			continue;
		const struct answers *from = var->level == LEVEL_HOGAR ? &t->hogar : var->level == LEVEL_VISITA ? &t->visita : &t->integrante[it->row];
		struct value value = answers_get(from, var->name);
		const char *name = it->row < 0 ? var->name : arena_printf(c->acto.arena, "%s@%d", var->name, it->row);
		if (value_known(value))
			answers_set(&draft, name, value_text(variable_edit_text(var, value, c->acto.arena)));
	}
	form_draft_load(form, &draft);
}

static bool fill(struct camino *c, const struct form_def *def, uint32_t seq)
{
	struct acto *a = &c->acto;
	const struct evaluacion *ev = acto_evaluar(a, &c->ficha);
	const struct record *open = ficha_visita_abierta(&c->ficha);
	struct scope scope = ev->scope;
	struct verdad truth;
	struct form form;
	int first;
	scope.visita = open ? &open->fields : NULL;
	form_start(&form, def, &scope, a->arena);
	tell(c, ev, &truth);
	type_in(c, &truth, &form);
	for (int i = 0; i < form.n; i++)
		if (form.item[i].relevant && form.item[i].warning)
			form_confirm_warning(&form, i, "Verificado con la familia");
	if (form_check(&form, &first) > 0) {
		const struct form_item *it = &form.item[first];
		return err_set(c->err, ERR_INTERNAL, "Práctica: formulario %s, familia «%s», pregunta %s: %s", def->name, c->vida.tipo, it->field->var->name, it->problem ? it->problem : it->warning ? it->warning : "sin respuesta");
	}
	return acto_guardar_formulario(a, &c->ficha, &form, seq, c->err);
}

static const char *where(const struct camino *c)
{
	return answers_text(&c->ficha.hogar.fields, HOGAR_MOMENTO);
}

static const char *first_name(const struct camino *c)
{
	const struct record *head = ficha_jefe(&c->ficha);
	return head ? integrante_corto(head, c->acto.arena) : "La familia";
}

/* Confirms what the cogestor saw with his eyes: some of the reached ones, with evidence. */
static bool do_logros(struct camino *c)
{
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	static const char *const seen[] = { "Documento a la vista", "Carné a la vista", "Observación en la casa", "Lo cuenta la familia" };
	for (int k = 0; k < 2 && ev->n_logro > 0; k++) {
		const struct logro_resultado *l = &ev->logro[choose(c, ev->n_logro)];
		if (l->n == 0 || l->sujeto[0].calculado != LOGRO_ALCANZADO || l->sujeto[0].confirmado)
			continue;
		struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = choose(c, 2) ? "verificado" : "declarado", .soporte = seen[choose(c, 4)] };
		if (!acto_logro_confirmar(&c->acto, &c->ficha, l->def->id, l->sujeto[0].seq, &yes, c->err))
			return false;
	}
	return true;
}

static bool do_plan(struct camino *c)
{
	for (int chosen = 0; chosen < 6; chosen++) {
		const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
		int list[64], n = 0;
		for (int i = 0; i < ev->n_logro && n < 64; i++)
			if (ev->logro[i].vigente == LOGRO_POR_ALCANZAR && ev->logro[i].prioridad == 0)
				list[n++] = ev->logro[i].def->id;
		if (n == 0)
			return true;
		if (!acto_logro_priorizar(&c->acto, &c->ficha, list[choose(c, n)], true, c->err))
			return false;
	}
	return true;
}

static bool promise_for(struct camino *c, const struct logro_resultado *l)
{
	static const char *const what[] = { "Preguntar los requisitos y llevar los papeles", "Ir a la oficina y pedir la cita", "Hablarlo en familia y dar el primer paso", "Averiguar el horario y asistir" };
	const char *text = arena_printf(c->acto.arena, "%s: %s", l->def->corto, what[choose(c, 4)]);
	return acto_compromiso(&c->acto, &c->ficha, 0, l->def->id, text, choose(c, 3) ? first_name(c) : "Cogestor(a)", c->acto.hoy + 20 + choose(c, 60), c->err);
}

static bool has_promise(const struct ficha *f, int logro)
{
	for (int i = 0; i < f->compromiso.n; i++)
		if (answers_int(&f->compromiso.item[i].fields, COMPROMISO_LOGRO, 0) == logro)
			return true;
	return false;
}

/* Each prioritised logro has its commitment; the open ones are looked at, and end as the family's way goes. */
static bool do_compromisos(struct camino *c)
{
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].prioridad > 0 && !has_promise(&c->ficha, ev->logro[i].def->id) && !promise_for(c, &ev->logro[i]))
			return false;
	if (strcmp(where(c), "plan_familiar") == 0)
		return true;
	bool well = c->vida.bienestar >= 75;
	int left = c->destino->falta_uno ? 1 : 0;
	for (int i = 0; i < c->ficha.compromiso.n; i++) {
		const struct record *r = &c->ficha.compromiso.item[i];
		if (strcmp(answers_text(&r->fields, COMPROMISO_ESTADO), "pendiente") != 0)
			continue;
		bool done = well ? i >= left : choose(c, 100) < 35;
		if (!acto_compromiso_seguir(&c->acto, &c->ficha, r->seq, done ? "cumplido" : "pendiente", done ? "Cumplido, felicitaciones" : "Sigue en camino", c->err))
			return false;
	}
	return true;
}

static bool do_oportunidades(struct camino *c)
{
	for (int i = 0; i < c->ficha.oportunidad.n; i++) {
		const struct record *r = &c->ficha.oportunidad.item[i];
		if (strcmp(answers_text(&r->fields, OPORTUNIDAD_ESTADO), "acercada") != 0)
			continue;
		bool good = choose(c, 100) < 70;
		if (!acto_oportunidad_cerrar(&c->acto, &c->ficha, r->seq, good, good, good ? NULL : "No había cupo", NULL, c->err))
			return false;
	}
	if (c->vida.bienestar >= 75)
		return true;
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	for (int i = 0, brought = 0; i < ev->n_logro && brought < 2; i++) {
		const struct oferta **offer;
		const struct logro_resultado *l = &ev->logro[i];
		if (l->vigente != LOGRO_POR_ALCANZAR || l->prioridad == 0 || choose(c, 3))
			continue;
		if (oferta_para(c->acto.programa->ofertas, l->def->id, &ev->scope, c->acto.arena, &offer) == 0)
			continue;
		if (!acto_oportunidad(&c->acto, &c->ficha, offer[0]->id, offer[0]->nombre, l->def->id, 0, NULL, c->err))
			return c->err->code == ERR_RULE && (err_clear(c->err), true);
		brought++;
	}
	return true;
}

/* What the plan still has pending at the end is reached through opportunities, as the cogestor records it. */
static bool reach_plan(struct camino *c)
{
	int left = c->destino->falta_uno ? 1 : 0;
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	for (int i = 0; i < ev->n_logro; i++) {
		const struct logro_resultado *l = &ev->logro[i];
		if (l->prioridad == 0 || l->vigente != LOGRO_POR_ALCANZAR || left-- > 0)
			continue;
		for (int k = 0; k < l->n; k++) {
			struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "por_oportunidad", .soporte = "Constancia de la entidad" };
			if (l->sujeto[k].vigente == LOGRO_POR_ALCANZAR && !acto_logro_confirmar(&c->acto, &c->ficha, l->def->id, l->sujeto[k].seq, &yes, c->err))
				return false;
		}
	}
	return true;
}

static bool do_step(struct camino *c, const struct paso *paso)
{
	switch (paso->abre) {
	case ABRE_FORMULARIO: return fill(c, programa_form(c->acto.programa, paso->formulario), 0);
	case ABRE_LOGROS: return do_logros(c) && (c->vida.bienestar < 75 || reach_plan(c));
	case ABRE_PLAN: return do_plan(c);
	case ABRE_COMPROMISOS: return do_compromisos(c);
	case ABRE_OPORTUNIDADES: return do_oportunidades(c);
	case ABRE_VALIDACION: return acto_validar(&c->acto, &c->ficha, c->err);
	case ABRE_INTEGRANTES: case ABRE_EVALUACION: return true;
	}
	return true;
}

/* The steps for families that do not go on to the promotion are taken only by them. */
static bool skipped(struct camino *c, const char *id)
{
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	return strcmp(id, "cierre_administrativo") == 0 || (strcmp(id, "permanencia") == 0 && ev->promocion.promueve == TRI_YES);
}

/* One visit; `steps` says how many steps are done before the cogestor leaves (-1: all, and it is closed). */
static bool visit(struct camino *c, int steps)
{
	struct cierre closed;
	if (!acto_visita_abrir(&c->acto, &c->ficha, NULL, c->err))
		return false;
	const struct momento *m = ruta_momento(c->acto.programa->ruta, answers_text(&c->ficha.hogar.fields, HOGAR_MOMENTO));
	for (int i = 0; i < m->n_paso && i != steps; i++) {
		const struct paso *paso = &m->paso[i];
		if (paso->opcional && skipped(c, paso->id))
			continue;
		if (!do_step(c, paso) || !acto_visita_paso(&c->acto, &c->ficha, paso->id, true, c->err))
			return false;
	}
	if (steps >= 0)
		return true;
	return fill(c, programa_form(c->acto.programa, "cierre_visita"), 0) && acto_visita_cerrar(&c->acto, &c->ficha, &closed, c->err);
}

static void on_day(struct camino *c, int32_t day)
{
	clock_fix(day);
	c->acto.hoy = day;
}

/* Well-being grows along the way; it is what it will be from the visit in which the plan is fulfilled. */
static void grow(struct camino *c, int number)
{
	const struct destino *d = c->destino;
	int end = c->bienestar, before = end < 70 ? end : 70, start = before > 45 ? 30 : before > 20 ? before - 12 : 8;
	bool arrived = number >= d->visitas - 1 - d->despues && number >= 3;
	c->vida.bienestar = arrived || d->visitas < 2 ? end : start + (before - start) * number / d->visitas;
}

static int32_t visit_day(int32_t first, int number)
{
	return first + (number < 2 ? 3 * number : 33 * (number - 1));
}

bool practica_familia(struct acto *acto, uint64_t seed, int tipo, const struct destino *d, struct err *err)
{
	struct camino c = { .acto = *acto, .destino = d, .err = err, .draw = seed * 977 + 5 };
	struct rng rng;
	rng_seed(&rng, seed);
	int32_t last = acto->hoy - rng_range(&rng, d->hace_min, d->hace_max);
	int32_t first = last - (d->visitas > 2 ? 33 * (d->visitas - 2) : d->visitas == 2 ? 3 : 0);
	c.bienestar = rng_range(&rng, d->bienestar_min, d->bienestar_max);
	vida_inventar(&c.vida, acto->arena, seed, tipo, first);
	c.vida.pobre = d->pobre;
	grow(&c, 0);
	on_day(&c, first);
	if (!acto_registrar(&c.acto, &c.vida.hogar, c.vida.integrante, c.vida.n, &c.ficha, err))
		return false;
	for (int i = 0; i < d->visitas; i++) {
		on_day(&c, visit_day(first, i));
		grow(&c, i);
		bool left_open = d->abierta && i == d->visitas - 1;
		if (!visit(&c, left_open ? d->pasos : -1))
			return false;
	}
	if (d->cierre) {
		on_day(&c, last + 2);
		return acto_cerrar_hogar(&c.acto, &c.ficha, d->cierre, d->cierre, err);
	}
	return true;
}
