#include "store/edicion.h"

#include <string.h>

static const struct logro_sujeto *subject(const struct logro_resultado *l, uint32_t seq)
{
	for (int i = 0; i < l->n; i++)
		if (l->sujeto[i].seq == seq)
			return &l->sujeto[i];
	return NULL;
}

static bool find(struct acto *a, const struct ficha *f, int id, const struct logro_resultado **out, struct err *err)
{
	*out = evaluacion_logro(acto_evaluar(a, f), id);
	return *out || err_set(err, ERR_NOT_FOUND, "El logro %d no está en el catálogo", id);
}

static struct answers *logro_fields(struct edicion *e, int id, uint32_t seq)
{
	struct answers *r = &edicion_record(e, RECORD_LOGRO, logro_seq(id, seq))->fields;
	answers_set(r, LOGRO_NUMERO, value_int(id));
	answers_set(r, LOGRO_INTEGRANTE, value_int(seq));
	return r;
}

static struct confirmacion confirmed(const struct answers *r)
{
	return (struct confirmacion){ .estado = logro_estado_find(answers_text(r, LOGRO_ESTADO)), .como = answers_text(r, LOGRO_COMO),
		.soporte = answers_text(r, LOGRO_SOPORTE), .motivo = answers_text(r, LOGRO_MOTIVO), .observacion = answers_text(r, LOGRO_OBSERVACION) };
}

static bool may_confirm(const struct confirmacion *c, struct err *err)
{
	bool motivo = texto_dado(c->motivo);
	if (c->estado != LOGRO_ALCANZADO && c->estado != LOGRO_POR_ALCANZAR)
		return err_set(err, ERR_RULE, "Un logro se confirma como alcanzado o por alcanzar; si no aplica, lo dicen los datos del hogar");
	if (!texto_dado(c->como) || !choice_find(campo_choices("como_logro"), c->como))
		return err_set(err, ERR_RULE, "Indique cómo se estableció: declarado, verificado o por oportunidad");
	if (strcmp(c->como, "verificado") == 0 && !texto_dado(c->soporte))
		return err_set(err, ERR_RULE, "Para dejarlo como verificado escriba el soporte que vio");
	if (motivo && c->estado != LOGRO_POR_ALCANZAR)
		return err_set(err, ERR_RULE, "El motivo solo corresponde a un logro por alcanzar");
	if (motivo && !choice_find(campo_choices("motivo_logro"), c->motivo))
		return err_set(err, ERR_RULE, "Elija el motivo de la lista");
	if (motivo && !texto_dado(c->observacion))
		return err_set(err, ERR_RULE, "Escriba una observación que explique el motivo");
	return true;
}

bool acto_logro_confirmar(struct acto *a, struct ficha *f, int id, uint32_t seq, const struct confirmacion *c, struct err *err)
{
	const struct logro_resultado *l;
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !find(a, f, id, &l, err))
		return false;
	const struct logro_sujeto *who = subject(l, seq);
	if (!who || who->calculado == LOGRO_NO_APLICA)
		return err_set(err, ERR_RULE, "Este logro no aplica para esa persona: cambie los datos si la composición del hogar cambió");
	bool back = c->estado == LOGRO_SIN_DATO;
	e.borrador = borrador_de_logro(a->arena, f->num, id, seq);
	if (back && !who->confirmado) {
		borrador_terminar(a->txn, &e.borrador, a->mio);
		return true;
	}
	if (!back && !may_confirm(c, err))
		return false;
	struct answers *r = logro_fields(&e, id, seq);
	answers_set(r, LOGRO_ESTADO, back ? value_none() : value_choice(logro_estado_clave(c->estado)));
	answers_set(r, LOGRO_CALCULADO, back ? value_none() : value_choice(logro_estado_clave(who->calculado)));
	answers_set(r, LOGRO_COMO, back ? value_none() : value_choice(c->como));
	answers_set(r, LOGRO_FECHA, back ? value_none() : value_date(a->hoy));
	answers_set(r, LOGRO_SOPORTE, texto_valor(back ? NULL : c->soporte));
	answers_set(r, LOGRO_MOTIVO, value_choice(back ? NULL : c->motivo));
	answers_set(r, LOGRO_OBSERVACION, texto_valor(back ? NULL : c->observacion));
	if (!edicion_unir(&e, err))
		return false;
	/* What two people chose field by field must be right as a whole. */
	struct confirmacion both = confirmed(&ficha_record(f, RECORD_LOGRO, logro_seq(id, seq))->fields);
	if (both.estado != LOGRO_SIN_DATO && !may_confirm(&both, err))
		return false;
	return edicion_save(&e, back ? "logro_retirar" : "logro_confirmar", NULL, arena_printf(a->arena, "%d %s: %s", id, l->def->corto, back ? "según los datos" : logro_estado_nombre(c->estado)), err);
}

static int last_priority(const struct ficha *f)
{
	int64_t last = 0;
	for (int i = 0; i < f->logro.n; i++) {
		int64_t p = answers_int(&f->logro.item[i].fields, LOGRO_PRIORIDAD, 0);
		last = p > last ? p : last;
	}
	return (int)last;
}

/* Once agreed, the plan is kept or its cause is written down: dropping a logro would make it look fulfilled. */
static bool may_prioritise(const struct ficha *f, const struct logro_resultado *l, bool yes, struct err *err)
{
	if (yes && l->vigente != LOGRO_POR_ALCANZAR)
		return err_set(err, ERR_RULE, "Solo se priorizan logros por alcanzar; este está: %s", logro_estado_nombre(l->vigente));
	if (!yes && answers_date(&f->hogar.fields, HOGAR_PLAN) != DATE_NONE)
		return err_set(err, ERR_RULE, "El plan familiar ya está acordado: si este logro no se podrá alcanzar, anote el motivo en el logro");
	return true;
}

/* The priority of a logro in the plan lies in its household record (seq of member 0), also for logros of persons. */
bool acto_logro_priorizar(struct acto *a, struct ficha *f, int id, bool yes, struct err *err)
{
	const struct logro_resultado *l;
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err) || !find(a, f, id, &l, err))
		return false;
	if (yes == (l->prioridad > 0))
		return true;
	if (!may_prioritise(f, l, yes, err))
		return false;
	int at = last_priority(f) + 1;
	struct answers *r = logro_fields(&e, id, 0);
	answers_set(r, LOGRO_PRIORIDAD, yes ? value_int(at) : value_none());
	answers_set(r, LOGRO_PRIORIDAD_FECHA, yes ? value_date(a->hoy) : value_none());
	return edicion_save(&e, yes ? "logro_priorizar" : "logro_despriorizar", NULL, arena_printf(a->arena, "%d %s", id, l->def->corto), err);
}
