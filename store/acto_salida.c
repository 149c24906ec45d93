#include "store/acto_salida.h"

#include <string.h>

void momento_enter(struct edicion *e, const struct momento *m)
{
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_MOMENTO, value_text(m->id));
	answers_set(h, HOGAR_FASE, value_text(m->fase->id));
	if (m->estado)
		answers_set(h, HOGAR_ESTADO, value_choice(m->estado));
}

static struct record *freeze(struct edicion *e, const struct evaluacion *now, const char *tipo)
{
	uint32_t seq = ficha_next_seq(e->ficha, RECORD_EVALUACION);
	struct record *r = edicion_record(e, RECORD_EVALUACION, seq);
	evaluacion_freeze(now, tipo, r);
	return ficha_record(e->ficha, RECORD_EVALUACION, seq);
}

/* The línea base: the state of each logro for each person that day, and the numbers of the whole. Frozen once. */
static bool linea_base(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	(void)err;
	if (answers_date(&e->ficha->hogar.fields, HOGAR_LINEA_BASE) != DATE_NONE)
		return true;
	for (int i = 0; i < now->n_logro; i++) {
		const struct logro_resultado *l = &now->logro[i];
		for (int k = 0; k < l->n; k++) {
			struct answers *r = &edicion_record(e, RECORD_LOGRO, logro_seq(l->def->id, l->sujeto[k].seq))->fields;
			answers_set(r, LOGRO_NUMERO, value_int(l->def->id));
			answers_set(r, LOGRO_INTEGRANTE, value_int(l->sujeto[k].seq));
			answers_set(r, LOGRO_BASE, value_choice(logro_estado_clave(l->sujeto[k].vigente)));
			answers_set(r, LOGRO_BASE_FECHA, value_date(e->acto->hoy));
		}
	}
	freeze(e, now, "linea_base");
	answers_set(&edicion_hogar(e)->fields, HOGAR_LINEA_BASE, value_date(e->acto->hoy));
	return true;
}

static bool plan(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	(void)now;
	(void)err;
	if (answers_date(&e->ficha->hogar.fields, HOGAR_PLAN) == DATE_NONE)
		answers_set(&edicion_hogar(e)->fields, HOGAR_PLAN, value_date(e->acto->hoy));
	return true;
}

static bool validacion(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	if (now->promocion.promueve == TRI_UNKNOWN)
		return err_set(err, ERR_RULE, "Aún no se puede decidir: faltan datos para conocer la celda de la matriz o el plan");
	struct record *r = freeze(e, now, "validacion");
	const struct record *visita = ficha_visita_abierta(e->ficha);
	answers_set(&r->fields, EVALUACION_DECISION, value_choice(now->promocion.promueve == TRI_YES ? "promueve" : "permanece"));
	if (visita)
		answers_set(&r->fields, EVALUACION_APRUEBA, value_text(answers_text(&visita->fields, "aprueba_nombre")));
	return true;
}

static bool validacion_once(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	/* The step of the visit has usually frozen it already, with the same numbers. */
	for (int i = 0; i < e->ficha->evaluacion.n; i++) {
		const struct answers *v = &e->ficha->evaluacion.item[i].fields;
		if (strcmp(answers_text(v, EVALUACION_TIPO), "validacion") == 0 && answers_date(v, EVALUACION_FECHA) == now->fecha)
			return true;
	}
	return validacion(e, now, err);
}

static bool promover(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	if (now->promocion.promueve != TRI_YES)
		return err_set(err, ERR_RULE, "Con los datos de hoy el hogar no cumple las tres condiciones: revise la evaluación");
	freeze(e, now, "promocion");
	return true;
}

static bool cerrar(struct edicion *e, const struct evaluacion *now, struct err *err)
{
	(void)now;
	(void)err;
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_ESTADO, value_choice("promovido"));
	answers_set(h, HOGAR_CIERRE, value_date(e->acto->hoy));
	answers_set(h, HOGAR_CIERRE_MOTIVO, value_choice("promocion"));
	return true;
}

static const struct { const char *name; bool (*apply)(struct edicion *, const struct evaluacion *, struct err *); } list[] = {
	{ "congelar_linea_base", linea_base },
	{ "acordar_plan", plan },
	{ "registrar_validacion", validacion_once },
	{ "promover", promover },
	{ "cerrar", cerrar },
};
enum { LIST = sizeof list / sizeof *list };

bool salida_known(const char *name)
{
	for (int i = 0; i < LIST; i++)
		if (strcmp(list[i].name, name) == 0)
			return true;
	return false;
}

bool salida_apply(struct edicion *e, const struct evaluacion *now, const struct momento *m, struct err *err)
{
	for (int i = 0; i < m->n_al_salir; i++)
		for (int k = 0; k < LIST; k++)
			if (strcmp(list[k].name, m->al_salir[i]) == 0 && !list[k].apply(e, now, err))
				return false;
	return true;
}

bool acto_validar(struct acto *a, struct ficha *f, struct err *err)
{
	struct edicion e;
	if (!edicion_abierta(f, err))
		return false;
	edicion_begin(&e, a, f);
	const struct evaluacion *now = model_evaluate(a->programa, f, a->hoy, a->arena);
	if (!validacion(&e, now, err))
		return false;
	return edicion_save(&e, "validar", NULL, now->promocion.promueve == TRI_YES ? "Cumple las tres condiciones: promoción" : "Permanece en el acompañamiento", err);
}
