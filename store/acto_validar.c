#include "store/acto_salida.h"

#include <string.h>

/* The step in which the decision is recorded; -1: this moment has none. */
static int validation_step(const struct posicion *place)
{
	for (int i = 0; i < place->n_paso; i++)
		if (place->paso[i].paso->abre == ABRE_VALIDACION)
			return i;
	return -1;
}

/* The decision recorded in this visit. */
static const struct record *last_of_visit(const struct ficha *f, const struct record *visita)
{
	int32_t from = visita ? answers_date(&visita->fields, VISITA_INICIO) : DATE_NONE;
	const struct record *last = NULL;
	for (int i = 0; from != DATE_NONE && i < f->evaluacion.n; i++) {
		const struct answers *v = &f->evaluacion.item[i].fields;
		if (strcmp(answers_text(v, EVALUACION_TIPO), "validacion") == 0 && answers_date(v, EVALUACION_FECHA) >= from && !registro_unido(&f->evaluacion.item[i]))
			last = &f->evaluacion.item[i];
	}
	return last;
}

static const char *decision_of(const struct evaluacion *now)
{
	return now->promocion.promueve == TRI_YES ? "promueve" : "permanece";
}

static bool decided(const struct evaluacion *now, struct err *err)
{
	if (now->promocion.promueve == TRI_UNKNOWN)
		return err_set(err, ERR_RULE, "Aún no se puede decidir: faltan datos para conocer la celda de la matriz o el plan");
	return true;
}

static void freeze(const struct evaluacion *now, const struct record *visita, struct record *r)
{
	evaluacion_freeze(now, "validacion", r);
	answers_set(&r->fields, EVALUACION_DECISION, value_choice(decision_of(now)));
	if (visita)
		answers_set(&r->fields, EVALUACION_APRUEBA, value_text(answers_text(&visita->fields, "aprueba_nombre")));
}

bool validacion_al_salir(struct salida *s, struct err *err)
{
	const struct ficha *f = s->e->ficha;
	const struct record *visita = ficha_visita_abierta(f), *last = last_of_visit(f, visita);
	if (!decided(s->now, err))
		return false;
	if (last && strcmp(answers_text(&last->fields, EVALUACION_DECISION), decision_of(s->now)) != 0)
		return err_set(err, ERR_RULE, "Los datos cambiaron después de registrar la decisión: regístrela de nuevo antes de cerrar la visita");
	if (!last)
		freeze(s->now, visita, edicion_record(s->e, RECORD_EVALUACION, edicion_next_seq(s->e, RECORD_EVALUACION)));
	if (s->a && s->a->orden < s->de->orden)
		salida_congelar(s->e, s->now, "permanencia");
	return true;
}

static bool may_validate(const struct posicion *place, const struct evaluacion *now, const struct record *visita, struct err *err)
{
	if (!visita)
		return err_set(err, ERR_RULE, "No hay una visita en curso: ábrala primero");
	int at = validation_step(place);
	if (at < 0)
		return err_set(err, ERR_RULE, "La familia está en «%s»: la decisión se registra en la validación previa", place->momento->nombre);
	if (place->paso[at].estado == PASO_ESPERA)
		return err_set(err, ERR_RULE, "%s", place->paso[at].falta);
	if (!texto_dado(answers_text(&visita->fields, "aprueba_nombre")) || !*answers_text(&visita->fields, "aprueba_concepto"))
		return err_set(err, ERR_RULE, "Falta la revisión de la coordinación: su nombre y su concepto van antes de la decisión");
	return decided(now, err);
}

static const char *in_words(const struct evaluacion *now, const struct record *visita)
{
	bool stays = strcmp(answers_text(&visita->fields, "aprueba_concepto"), "permanece") == 0;
	if (now->promocion.promueve != TRI_YES)
		return "Permanece en el acompañamiento";
	return stays ? "Cumple las tres condiciones; la coordinación pide que permanezca" : "Cumple las tres condiciones: promoción";
}

bool acto_validar(struct acto *a, struct ficha *f, struct err *err)
{
	struct edicion e;
	struct record fresh;
	const struct record *visita = ficha_visita_abierta(f), *last = last_of_visit(f, visita);
	if (!edicion_begin(&e, a, f, err) || !edicion_firme(&e, err))
		return false;
	const struct evaluacion *now = acto_evaluar(a, f);
	if (!may_validate(acto_posicion(a, f), now, visita, err))
		return false;
	record_init(&fresh, a->arena, RECORD_EVALUACION, f->num, edicion_next_seq(&e, RECORD_EVALUACION));
	freeze(now, visita, &fresh);
	if (last && answers_equal(&last->fields, &fresh.fields))
		return true;
	edicion_answers(&e, RECORD_EVALUACION, fresh.seq, &fresh.fields);
	return edicion_save(&e, "validar", NULL, in_words(now, visita), err);
}
