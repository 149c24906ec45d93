#include "cli/practica_camino.h"

#include "forms/field_type.h"
#include "model/oferta.h"

#include <string.h>

enum { BIEN = 75 };          /* from here on a family fulfils its plan */

/* ---- forms ---- */

static void think(struct camino *c)
{
	struct acto *a = &c->acto;
	const struct dict *dict = &a->programa->dict;
	if (c->dicho == a->hoy)
		return;
	c->dicho = a->hoy;
	answers_init(&c->hogar, a->arena);
	vida_hogar(&c->vida, dict, a->hoy, &c->hogar);
	answers_init(&c->visita, a->arena);
	vida_visita(&c->vida, dict, c->ficha.visita.n, a->hoy, &c->visita);
	c->integrante = arena_array(a->arena, struct answers, c->vida.n);
	for (int i = 0; i < c->vida.n; i++) {
		answers_init(&c->integrante[i], a->arena);
		vida_integrante(&c->vida, dict, i, a->hoy, &c->integrante[i]);
	}
}

static struct value truth(const struct camino *c, const struct form_item *it)
{
	const struct variable *var = it->field->var;
	if (var->level == LEVEL_HOGAR)
		return answers_get(&c->hogar, var->name);
	if (var->level == LEVEL_VISITA)
		return answers_get(&c->visita, var->name);
	return it->row >= 0 && it->row < c->vida.n ? answers_get(&c->integrante[it->row], var->name) : value_none();
}

/* What differs from what is known is typed as into a draft, which settles all of it in one pass. `most`: so many answers and no more. */
static void type_in(struct camino *c, struct form *form, int most)
{
	struct answers draft;
	answers_init(&draft, c->acto.arena);
	for (int i = 0; i < form->n && draft.n < most; i++) {
		const struct form_item *it = &form->item[i];
		const struct variable *var = it->field->var;
		struct value value = var && !it->field->read_only && !var->calculation ? truth(c, it) : value_none();
		if (!value_known(value) || value_equal(value, it->value))
			continue;
		const char *name = it->section->repeat ? arena_printf(c->acto.arena, "%s@%d", var->name, it->row) : var->name;
		answers_set(&draft, name, value_text(variable_edit_text(var, value, c->acto.arena)));
	}
	form_draft_load(form, &draft);
}

static void start(struct camino *c, const struct form_def *def, struct form *form)
{
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	think(c);
	/* the coordination follows the rules */
	if (ev->promocion.promueve == TRI_YES) {
		answers_set(&c->visita, "aprueba_concepto", value_choice("promueve"));
		answers_set(&c->visita, "aprueba_nota", value_text("Cumple las tres condiciones"));
	}
	form_start(form, def, &ev->scope, c->acto.arena);
}

bool paso_formulario(struct camino *c, const char *name)
{
	const struct form_def *def = programa_form(c->acto.programa, name);
	struct form form;
	int first;
	start(c, def, &form);
	type_in(c, &form, form.n);
	for (int i = 0; i < form.n; i++)
		if (form.item[i].relevant && form.item[i].warning)
			form_confirm_warning(&form, i, "Verificado con la familia");
	if (form_check(&form, &first) > 0) {
		const struct form_item *it = &form.item[first];
		return err_set(c->err, ERR_INTERNAL, "Práctica: formulario %s, familia «%s», pregunta %s: %s", name, c->vida.tipo, it->field->var->name, it->problem ? it->problem : it->warning ? it->warning : "sin respuesta");
	}
	return acto_guardar_formulario(&c->acto, &c->ficha, &form, 0, c->err);
}

static int questions(const struct form *form)
{
	int n = 0;
	for (int i = 0; i < form->n; i++)
		n += form->item[i].relevant && form_item_asks(&form->item[i]);
	return n;
}

void paso_a_medias(struct camino *c, const char *name)
{
	struct practica *p = c->practica;
	const struct form_def *def = programa_form(c->acto.programa, name);
	struct answers draft;
	struct form form;
	start(c, def, &form);
	type_in(c, &form, (questions(&form) + 1) / 2);
	answers_init(&draft, &p->arena);
	borrador_de_form(&c->ficha, &form, &draft);
	if (draft.n == 0)
		return;
	*ARENA_PUSH(&p->arena, p->pendiente, p->n_pendiente, p->cap_pendiente) = (struct pendiente){
		.clave = { .hogar = c->ficha.num, .formulario = def->name }, .campos = draft, .dia = c->acto.hoy,
		.titulo = arena_printf(&p->arena, "%s: %s", def->title, ficha_nombre(&c->ficha, &p->arena)),
	};
}

/* ---- the other steps ---- */

static const char *first_name(const struct camino *c)
{
	const struct record *head = ficha_jefe(&c->ficha);
	return head ? integrante_corto(head, c->acto.arena) : "La familia";
}

/* Confirms what the cogestor saw with his eyes: some of the reached ones, with evidence. */
static bool do_logros(struct camino *c)
{
	static const char *const seen[] = { "Documento a la vista", "Carné a la vista", "Observación en la casa", "Lo cuenta la familia" };
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	int done = -1;
	for (int k = 0; k < 2 && ev->n_logro > 0; k++) {
		int at = camino_elegir(c, ev->n_logro);
		const struct logro_resultado *l = &ev->logro[at];
		if (l->n == 0 || at == done || l->sujeto[0].calculado != LOGRO_ALCANZADO || l->sujeto[0].confirmado)
			continue;
		done = at;
		struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = camino_elegir(c, 2) ? "verificado" : "declarado", .soporte = seen[camino_elegir(c, 4)] };
		if (!acto_logro_confirmar(&c->acto, &c->ficha, l->def->id, l->sujeto[0].seq, &yes, c->err))
			return false;
	}
	return true;
}

static bool open_still(enum logro_estado e)
{
	return e == LOGRO_POR_ALCANZAR || e == LOGRO_SIN_DATO;      /* sin dato: somebody came of the age that it speaks of */
}

/* What the plan still has pending at the end is reached through opportunities, as the cogestor records it. */
static bool reach_plan(struct camino *c)
{
	static const struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "por_oportunidad", .soporte = "Constancia de la entidad" };
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	int left = c->destino->falta_uno ? 1 : 0;
	for (int i = 0; i < ev->n_logro; i++) {
		const struct logro_resultado *l = &ev->logro[i];
		if (l->prioridad == 0 || !open_still(l->vigente) || left-- > 0)
			continue;
		for (int k = 0; k < l->n; k++)
			if (open_still(l->sujeto[k].vigente) && !acto_logro_confirmar(&c->acto, &c->ficha, l->def->id, l->sujeto[k].seq, &yes, c->err))
				return false;
	}
	return true;
}

static bool do_board(struct camino *c)
{
	return do_logros(c) && (c->vida.bienestar < BIEN || reach_plan(c));
}

/* Five or six logros; which ones does not change while they are chosen. */
static bool do_plan(struct camino *c)
{
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	int list[64], n = 0, chosen = 0;
	for (int i = 0; i < ev->n_logro && n < 64; i++) {
		chosen += ev->logro[i].prioridad > 0;
		if (ev->logro[i].vigente == LOGRO_POR_ALCANZAR && ev->logro[i].prioridad == 0)
			list[n++] = ev->logro[i].def->id;
	}
	for (int want = 5 + camino_elegir(c, 2); chosen < want && n > 0; chosen++) {
		int at = camino_elegir(c, n);
		if (!acto_logro_priorizar(&c->acto, &c->ficha, list[at], true, c->err))
			return false;
		list[at] = list[--n];
	}
	return true;
}

static bool promise_for(struct camino *c, const struct logro_resultado *l)
{
	static const char *const what[] = { "Preguntar los requisitos y llevar los papeles", "Ir a la oficina y pedir la cita", "Hablarlo en familia y dar el primer paso", "Averiguar el horario y asistir" };
	const char *text = arena_printf(c->acto.arena, "%s: %s", l->def->corto, what[camino_elegir(c, 4)]);
	return acto_compromiso(&c->acto, &c->ficha, 0, l->def->id, text, camino_elegir(c, 3) ? first_name(c) : "Cogestor(a)", c->acto.hoy + 20 + camino_elegir(c, 60), c->err);
}

static bool has_promise(const struct ficha *f, int logro)
{
	for (int i = 0; i < f->compromiso.n; i++)
		if (answers_int(&f->compromiso.item[i].fields, COMPROMISO_LOGRO, 0) == logro)
			return true;
	return false;
}

static bool makes_plan(const struct momento *m)
{
	for (int i = 0; i < m->n_paso; i++)
		if (m->paso[i].abre == ABRE_PLAN)
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
	if (makes_plan(camino_momento(c)))
		return true;
	bool well = c->vida.bienestar >= BIEN;
	int left = c->destino->falta_uno ? 1 : 0;
	for (int i = 0; i < c->ficha.compromiso.n; i++) {
		const struct record *r = &c->ficha.compromiso.item[i];
		if (!promocion_compromiso_vivo(r))
			continue;
		bool done = well ? i >= left : camino_elegir(c, 100) < 35, again = !done && !well && camino_elegir(c, 100) < 15;
		if (!acto_compromiso_seguir(&c->acto, &c->ficha, r->seq, done ? "cumplido" : again ? "replanteado" : "pendiente", done ? "Cumplido, felicitaciones" : again ? "Se cambió la fecha con la familia" : "Sigue en camino", c->err))
			return false;
	}
	return true;
}

static bool close_opportunities(struct camino *c)
{
	static const char *const reason[] = { "No había cupo", "El horario no les servía", "Faltó un documento" };
	for (int i = 0; i < c->ficha.oportunidad.n; i++) {
		const struct record *r = &c->ficha.oportunidad.item[i];
		if (strcmp(answers_text(&r->fields, OPORTUNIDAD_ESTADO), "acercada") != 0 || camino_elegir(c, 100) < 15)
			continue;
		bool good = camino_elegir(c, 100) < 70;
		if (!acto_oportunidad_cerrar(&c->acto, &c->ficha, r->seq, good, good && camino_elegir(c, 4) > 0, good ? NULL : reason[camino_elegir(c, 3)], NULL, c->err))
			return false;
	}
	return true;
}

static bool waits_for(const struct ficha *f, const char *oferta)
{
	for (int i = 0; i < f->oportunidad.n; i++)
		if (strcmp(answers_text(&f->oportunidad.item[i].fields, OPORTUNIDAD_OFERTA), oferta) == 0
			&& strcmp(answers_text(&f->oportunidad.item[i].fields, OPORTUNIDAD_ESTADO), "acercada") == 0)
			return true;
	return false;
}

/* Brings at most two offers that serve the plan, to the person who needs it where there is one. */
static bool do_oportunidades(struct camino *c)
{
	if (!close_opportunities(c))
		return false;
	if (c->vida.bienestar >= BIEN)
		return true;
	const struct evaluacion *ev = acto_evaluar(&c->acto, &c->ficha);
	for (int i = 0, brought = 0; i < ev->n_logro && brought < 2; i++) {
		const struct oferta **offer;
		const struct logro_resultado *l = &ev->logro[i];
		uint32_t who = 0;
		if (l->vigente != LOGRO_POR_ALCANZAR || l->prioridad == 0 || camino_elegir(c, 3))
			continue;
		if (oferta_para(c->acto.programa->ofertas, l->def->id, &ev->scope, c->acto.arena, &offer) == 0 || waits_for(&c->ficha, offer[0]->id))
			continue;
		for (int k = 0; k < l->n && offer[0]->por_integrante && !who; k++)
			who = l->sujeto[k].vigente == LOGRO_POR_ALCANZAR ? l->sujeto[k].seq : 0;
		if (!acto_oportunidad(&c->acto, &c->ficha, offer[0]->id, offer[0]->nombre, l->def->id, who, NULL, c->err))
			return false;
		brought++;
	}
	return true;
}

bool paso_sobra(struct camino *c, const struct paso *paso)
{
	if (!paso->opcional)
		return false;
	if (strcmp(paso->id, "cierre_administrativo") == 0)
		return !c->destino->cierre || strcmp(c->destino->cierre, paso->id) != 0;
	if (strcmp(paso->id, "permanencia") == 0)
		return acto_evaluar(&c->acto, &c->ficha)->promocion.promueve == TRI_YES;
	return camino_elegir(c, 100) < 40;
}

bool paso_dar(struct camino *c, const struct paso *paso)
{
	bool good = true;
	switch (paso->abre) {
	case ABRE_FORMULARIO: good = paso_formulario(c, paso->formulario); break;
	case ABRE_LOGROS: good = do_board(c); break;
	case ABRE_PLAN: good = do_plan(c); break;
	case ABRE_COMPROMISOS: good = do_compromisos(c); break;
	case ABRE_OPORTUNIDADES: good = do_oportunidades(c); break;
	case ABRE_VALIDACION: good = acto_validar(&c->acto, &c->ficha, c->err); break;
	case ABRE_INTEGRANTES: case ABRE_EVALUACION: break;
	}
	return good && acto_visita_paso(&c->acto, &c->ficha, paso->id, true, c->err);
}
