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

struct record *salida_congelar(struct edicion *e, const struct evaluacion *ev, const char *tipo)
{
	struct record *r = edicion_record(e, RECORD_EVALUACION, edicion_next_seq(e, RECORD_EVALUACION));
	evaluacion_freeze(ev, tipo, r);
	return r;
}

bool salida_sin_borradores(struct acto *a, const struct ficha *f, struct err *err)
{
	struct borrador *draft;
	if (borrador_list(a->txn, f->num, false, a->arena, &draft) == 0)
		return true;
	const char *title = texto_dado(draft[0].titulo) ? draft[0].titulo : draft[0].clave.formulario;
	return err_set(err, ERR_RULE, "Queda un borrador por terminar (%s): termínelo o descártelo antes de cerrar el acompañamiento", title);
}

static void freeze_logro(struct salida *s, const struct logro_resultado *l)
{
	for (int k = 0; k < l->n; k++) {
		struct answers *r = &edicion_record(s->e, RECORD_LOGRO, logro_seq(l->def->id, l->sujeto[k].seq))->fields;
		answers_set(r, LOGRO_NUMERO, value_int(l->def->id));
		answers_set(r, LOGRO_INTEGRANTE, value_int(l->sujeto[k].seq));
		answers_set(r, LOGRO_BASE, value_choice(logro_estado_clave(l->sujeto[k].vigente)));
		answers_set(r, LOGRO_BASE_FECHA, value_date(s->dia));
	}
}

/* The línea base: the state of each logro for each person on the day of the visit, and the numbers of the whole. Frozen once. */
static bool linea_base(struct salida *s, struct err *err)
{
	struct acto *a = s->e->acto;
	const struct ficha *f = s->e->ficha;
	(void)err;
	if (answers_date(&f->hogar.fields, HOGAR_LINEA_BASE) != DATE_NONE)
		return true;
	const struct evaluacion *then = s->dia == s->now->fecha ? s->now : model_evaluate(a->programa, f, s->dia, a->arena);
	for (int i = 0; i < then->n_logro; i++)
		freeze_logro(s, &then->logro[i]);
	salida_congelar(s->e, then, "linea_base");
	answers_set(&edicion_hogar(s->e)->fields, HOGAR_LINEA_BASE, value_date(s->dia));
	return true;
}

static bool plan(struct salida *s, struct err *err)
{
	(void)err;
	if (answers_date(&s->e->ficha->hogar.fields, HOGAR_PLAN) == DATE_NONE)
		answers_set(&edicion_hogar(s->e)->fields, HOGAR_PLAN, value_date(s->dia));
	return true;
}

static bool promover(struct salida *s, struct err *err)
{
	if (s->now->promocion.promueve != TRI_YES)
		return err_set(err, ERR_RULE, "Con los datos de hoy el hogar no cumple las tres condiciones: revise la evaluación");
	salida_congelar(s->e, s->now, "promocion");
	return true;
}

static bool cerrar(struct salida *s, struct err *err)
{
	if (!salida_sin_borradores(s->e->acto, s->e->ficha, err))
		return false;
	salida_congelar(s->e, s->now, "cierre");
	struct answers *h = &edicion_hogar(s->e)->fields;
	answers_set(h, HOGAR_ESTADO, value_choice("promovido"));
	answers_set(h, HOGAR_CIERRE, value_date(s->dia));
	answers_set(h, HOGAR_CIERRE_MOTIVO, value_choice("promocion"));
	answers_set(h, HOGAR_PROXIMA, value_none());
	return true;
}

static const struct { const char *name; bool (*apply)(struct salida *, struct err *); } list[] = {
	{ "congelar_linea_base", linea_base },
	{ "acordar_plan", plan },
	{ "registrar_validacion", validacion_al_salir },
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

bool salida_apply(struct salida *s, struct err *err)
{
	for (int i = 0; i < s->de->n_al_salir; i++)
		for (int k = 0; k < LIST; k++)
			if (strcmp(list[k].name, s->de->al_salir[i]) == 0 && !list[k].apply(s, err))
				return false;
	return true;
}
