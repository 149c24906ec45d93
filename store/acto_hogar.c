#include "store/acto_paso.h"
#include "store/acto_salida.h"
#include "store/hash.h"
#include "store/registrar.h"

#include <string.h>

static void start_route(struct edicion *e)
{
	const struct acto *a = e->acto;
	const struct momento *first = ruta_primero(a->programa->ruta);
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_FOLIO, value_text(arena_printf(a->arena, "%s-%0*u", a->programa->prefijo, FOLIO_DIGITS, e->ficha->num)));
	answers_set(h, HOGAR_PROGRAMA, value_text(a->programa->id));
	answers_set(h, HOGAR_COGESTOR, value_text(store_actor(a->txn->store)->usuario));
	answers_set(h, HOGAR_ESTADO, value_choice(first->estado));
	answers_set(h, HOGAR_FASE, value_text(first->fase->id));
	answers_set(h, HOGAR_MOMENTO, value_text(first->id));
	answers_set(h, HOGAR_VISITAS, value_int(0));
	if (answers_date(h, HOGAR_VINCULACION) == DATE_NONE)
		answers_set(h, HOGAR_VINCULACION, value_date(a->hoy));
}

void hogar_poner(struct edicion *e, uint32_t seq, const struct answers *from)
{
	struct record *r = edicion_record(e, RECORD_INTEGRANTE, seq);
	answers_copy(&r->fields, from);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(true));
}

bool hogar_registrar(struct acto *a, const struct answers *hogar, const struct answers *integrante, int n, const char *accion, struct ficha *f, struct err *err)
{
	struct edicion e;
	ficha_init(f, a->arena);
	f->num = a->al_dia = store_next_hogar(a->txn);
	record_init(&f->hogar, a->arena, RECORD_HOGAR, f->num, 0);
	if (!edicion_begin(&e, a, f, err))
		return false;
	answers_copy(&edicion_hogar(&e)->fields, hogar);
	start_route(&e);
	for (int i = 0; i < n; i++)
		hogar_poner(&e, (uint32_t)i + 1, &integrante[i]);
	return edicion_check(&e, err) && edicion_save(&e, accion, NULL, ficha_nombre(f, a->arena), err);
}

bool acto_registrar(struct acto *a, const struct answers *hogar, const struct answers *integrante, int n, struct ficha *f, struct err *err)
{
	return hogar_registrar(a, hogar, integrante, n, "registrar_hogar", f, err);
}

/* Does the form have questions for this subject? row -1: the household or the visit. With `answered`: some that were answered now. */
static bool asks(const struct form *form, enum level level, int row, bool answered)
{
	for (int i = 0; i < form->n; i++) {
		const struct form_item *it = &form->item[i];
		if (it->field->var && it->field->var->level == level && (level != LEVEL_INTEGRANTE || it->row == row)
			&& (!answered || (it->touched && it->relevant && it->value.kind != VALUE_NONE)))
			return true;
	}
	return false;
}

static void take(struct edicion *e, const struct form *form, enum level level, int row, enum record_kind kind, uint32_t seq)
{
	struct answers now;
	if (!asks(form, level, row, false))
		return;
	answers_init(&now, e->ficha->arena);
	answers_copy(&now, &ficha_record(e->ficha, kind, seq)->fields);
	form_result(form, level, row, &now);
	edicion_answers(e, kind, seq, &now);
}

/* Answers about a visit that somebody else has closed or annulled meanwhile have no place to go. */
static bool same_visit(const struct edicion *e, const struct record *visita, struct err *err)
{
	const struct record *now = e->actual ? ficha_visita_abierta(e->actual) : visita;
	if (visita && now && now->seq == visita->seq)
		return true;
	return err_set(err, ERR_RULE, visita ? "La visita de estas respuestas ya no está en curso: alguien la cerró o la anuló. Lo escrito queda en borrador"
		: "Aquí hay respuestas de una visita y no hay ninguna en curso: abra la visita y guarde otra vez; lo escrito queda en borrador");
}

bool acto_guardar_paso(struct acto *a, struct ficha *f, const struct form *form, uint32_t seq, const char *paso, const char **falta, struct err *err)
{
	struct edicion e;
	struct err why = { 0 };
	const struct record *visita = ficha_visita_abierta(f), **activo;
	*falta = NULL;
	if (!edicion_begin(&e, a, f, err) || (asks(form, LEVEL_VISITA, -1, true) && !same_visit(&e, visita, err)))
		return false;
	int n = ficha_activos(f, &activo);
	take(&e, form, LEVEL_HOGAR, -1, RECORD_HOGAR, 0);
	if (visita)
		take(&e, form, LEVEL_VISITA, -1, RECORD_VISITA, visita->seq);
	for (int i = 0; i < n; i++)
		take(&e, form, LEVEL_INTEGRANTE, i, RECORD_INTEGRANTE, activo[i]->seq);
	if (!edicion_check(&e, err))
		return false;
	if (paso && !paso_marcar(&e, paso, true, &why))
		*falta = arena_strdup(a->arena, why.text);
	e.borrador = (struct borrador_clave){ .hogar = f->num, .formulario = form->def->name, .seq = seq };
	return edicion_save(&e, "guardar_formulario", NULL, form->def->title, err);
}

bool acto_guardar_formulario(struct acto *a, struct ficha *f, const struct form *form, uint32_t seq, struct err *err)
{
	const char *falta;
	return acto_guardar_paso(a, f, form, seq, NULL, &falta, err);
}

/* How a family may leave without a promotion: the state that each reason leaves it in. */
static const struct { const char *motivo, *estado; } salidas[] = {
	{ "cierre_administrativo", "cierre_administrativo" }, { "retiro", "retiro" }, { "no_localizado", "no_localizado" }, { "traslado", "traslado" },
	{ "fallecimiento", "fallecimiento" }, { "duplicado", "cierre_administrativo" }, { "otro", "cierre_administrativo" },
};

static bool may_close(const struct ficha *f, const char *estado, const char *motivo, struct err *err)
{
	const struct record **activo;
	size_t i = 0;
	while (i < sizeof salidas / sizeof *salidas && strcmp(salidas[i].motivo, motivo ? motivo : "") != 0)
		i++;
	if (motivo && strcmp(motivo, "promocion") == 0)
		return err_set(err, ERR_RULE, "La promoción llega por la ruta: validación previa, visita de promoción y sesión de cierre");
	if (i == sizeof salidas / sizeof *salidas)
		return err_set(err, ERR_RULE, "Elija el motivo por el que termina el acompañamiento");
	if (!estado || strcmp(salidas[i].estado, estado) != 0)
		return err_set(err, ERR_RULE, "Con el motivo «%s» el hogar queda en «%s»", campo_choice_label("motivo_cierre", motivo), campo_choice_label("estado_hogar", salidas[i].estado));
	if (strcmp(motivo, "fallecimiento") == 0 && ficha_activos(f, &activo) > 1)
		return err_set(err, ERR_RULE, "En el hogar quedan otras personas: retire del hogar a quien falleció y la familia sigue acompañada");
	return true;
}

bool acto_cerrar_hogar(struct acto *a, struct ficha *f, const char *estado, const char *motivo, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Hay una visita en curso: ciérrela o anúlela antes de terminar el acompañamiento");
	if (!may_close(f, estado, motivo, err) || !edicion_firme(&e, err) || !salida_sin_borradores(a, f, err))
		return false;
	salida_congelar(&e, acto_evaluar(a, f), "cierre");
	struct answers *h = &edicion_hogar(&e)->fields;
	answers_set(h, HOGAR_ESTADO, value_choice(estado));
	answers_set(h, HOGAR_CIERRE, value_date(a->hoy));
	answers_set(h, HOGAR_CIERRE_MOTIVO, value_choice(motivo));
	answers_set(h, HOGAR_PROXIMA, value_none());
	return edicion_save(&e, "cerrar_hogar", campo_choice_label("motivo_cierre", motivo), campo_choice_label("estado_hogar", estado), err);
}

bool acto_acordar_visita(struct acto *a, struct ficha *f, int32_t fecha, struct err *err)
{
	struct edicion e;
	char text[DATE_TEXT];
	if (!edicion_begin(&e, a, f, err))
		return false;
	if (fecha != DATE_NONE && fecha < a->hoy)
		return err_set(err, ERR_RULE, "La próxima visita se acuerda desde hoy: el %s ya pasó", date_text(fecha, text));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_PROXIMA, value_date(fecha));
	return edicion_save(&e, "acordar_visita", NULL, fecha == DATE_NONE ? "Sin fecha acordada" : date_text(fecha, text), err);
}
