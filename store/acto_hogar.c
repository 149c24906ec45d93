#include "store/edicion.h"

#include "model/validacion.h"

#include <stdio.h>
#include <string.h>

static bool check(const struct acto *a, const struct ficha *f, struct err *err)
{
	struct hallazgo *found;
	int n = ficha_validate(f, &a->programa->dict, a->hoy, a->arena, &found);
	for (int i = 0; i < n; i++)
		if (found[i].error)
			return err_set(err, ERR_RULE, "%s", found[i].texto);
	return true;
}

static void start_route(struct edicion *e)
{
	const struct acto *a = e->acto;
	const struct momento *first = ruta_primero(a->programa->ruta);
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_FOLIO, value_text(arena_printf(a->arena, "%s-%05u", a->programa->prefijo, e->ficha->num)));
	answers_set(h, HOGAR_PROGRAMA, value_text(a->programa->id));
	answers_set(h, HOGAR_COGESTOR, value_text(store_actor(a->txn->store)->usuario));
	answers_set(h, HOGAR_ESTADO, value_choice(first->estado));
	answers_set(h, HOGAR_FASE, value_text(first->fase->id));
	answers_set(h, HOGAR_MOMENTO, value_text(first->id));
	answers_set(h, HOGAR_VISITAS, value_int(0));
	if (answers_date(h, HOGAR_VINCULACION) == DATE_NONE)
		answers_set(h, HOGAR_VINCULACION, value_date(a->hoy));
}

static void put_integrante(struct edicion *e, uint32_t seq, const struct answers *from)
{
	struct record *r = edicion_record(e, RECORD_INTEGRANTE, seq);
	answers_copy(&r->fields, from);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(true));
}

static bool registrar(struct acto *a, const struct answers *hogar, const struct answers *integrante, int n, const char *accion, struct ficha *f, struct err *err)
{
	struct edicion e;
	ficha_init(f, a->arena);
	f->num = store_next_hogar(a->txn);
	record_init(&f->hogar, a->arena, RECORD_HOGAR, f->num, 0);
	edicion_begin(&e, a, f);
	answers_copy(&edicion_hogar(&e)->fields, hogar);
	start_route(&e);
	for (int i = 0; i < n; i++)
		put_integrante(&e, (uint32_t)i + 1, &integrante[i]);
	if (!check(a, f, err))
		return false;
	return edicion_save(&e, accion, NULL, ficha_nombre(f, a->arena), err);
}

bool acto_registrar(struct acto *a, const struct answers *hogar, const struct answers *integrante, int n, struct ficha *f, struct err *err)
{
	return registrar(a, hogar, integrante, n, "registrar_hogar", f, err);
}

bool acto_guardar_formulario(struct acto *a, struct ficha *f, const struct form *form, uint32_t seq, struct err *err)
{
	struct edicion e;
	struct answers now;
	if (!edicion_abierta(f, err))
		return false;
	edicion_begin(&e, a, f);
	answers_init(&now, a->arena);
	answers_copy(&now, &f->hogar.fields);
	form_result(form, LEVEL_HOGAR, -1, &now);
	edicion_answers(&e, RECORD_HOGAR, 0, &now);
	const struct record *visita = ficha_visita_abierta(f);
	if (visita) {
		answers_copy(&now, &visita->fields);
		form_result(form, LEVEL_VISITA, -1, &now);
		edicion_answers(&e, RECORD_VISITA, visita->seq, &now);
	}
	const struct record **activo;
	int n = ficha_activos(f, &activo);
	for (int i = 0; i < n; i++) {
		uint32_t who = activo[i]->seq;
		answers_copy(&now, &activo[i]->fields);
		form_result(form, LEVEL_INTEGRANTE, i, &now);
		edicion_answers(&e, RECORD_INTEGRANTE, who, &now);
	}
	if (!check(a, f, err))
		return false;
	e.borrador = (struct borrador_clave){ .hogar = f->num, .formulario = form->def->name, .seq = seq };
	return edicion_save(&e, "guardar_formulario", NULL, form->def->title, err);
}

bool acto_integrante_nuevo(struct acto *a, struct ficha *f, const struct answers *answers, uint32_t *seq, struct err *err)
{
	struct edicion e;
	if (!edicion_abierta(f, err))
		return false;
	edicion_begin(&e, a, f);
	*seq = ficha_next_seq(f, RECORD_INTEGRANTE);
	put_integrante(&e, *seq, answers);
	if (!check(a, f, err))
		return false;
	e.borrador = (struct borrador_clave){ .hogar = f->num, .formulario = a->programa->registro_integrante->name, .seq = 0 };
	return edicion_save(&e, "integrante_nuevo", NULL, integrante_nombre(ficha_record(f, RECORD_INTEGRANTE, *seq), a->arena), err);
}

static struct record *member(struct ficha *f, uint32_t seq, struct err *err)
{
	struct record *r = ficha_record(f, RECORD_INTEGRANTE, seq);
	if (!r)
		err_set(err, ERR_NOT_FOUND, "Ese integrante no está en el hogar");
	return r;
}

bool acto_integrante_retirar(struct acto *a, struct ficha *f, uint32_t seq, const char *motivo, int32_t fecha, struct err *err)
{
	struct edicion e;
	const struct record *who = member(f, seq, err), *head = ficha_jefe(f), **activo;
	if (!who || !edicion_abierta(f, err))
		return false;
	if (ficha_activos(f, &activo) == 1)
		return err_set(err, ERR_RULE, "Es la única persona del hogar: para terminar el acompañamiento use el cierre del hogar");
	if (head && head->seq == seq)
		return err_set(err, ERR_RULE, "Es jefe o jefa del hogar: elija primero quién lo será y después retire a esta persona");
	edicion_begin(&e, a, f);
	struct record *r = edicion_record(&e, RECORD_INTEGRANTE, seq);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(false));
	answers_set(&r->fields, INTEGRANTE_RETIRO, value_date(fecha));
	answers_set(&r->fields, INTEGRANTE_MOTIVO, value_choice(motivo));
	return edicion_save(&e, "integrante_retirar", campo_choice_label("motivo_retiro", motivo), integrante_nombre(r, a->arena), err);
}

bool acto_integrante_reactivar(struct acto *a, struct ficha *f, uint32_t seq, const char *motivo, struct err *err)
{
	struct edicion e;
	if (!member(f, seq, err) || !edicion_abierta(f, err))
		return false;
	edicion_begin(&e, a, f);
	struct record *r = edicion_record(&e, RECORD_INTEGRANTE, seq);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(true));
	answers_set(&r->fields, INTEGRANTE_RETIRO, value_none());
	answers_set(&r->fields, INTEGRANTE_MOTIVO, value_none());
	if (!check(a, f, err))
		return false;
	return edicion_save(&e, "integrante_reactivar", motivo, integrante_nombre(r, a->arena), err);
}

bool acto_cambiar_jefe(struct acto *a, struct ficha *f, uint32_t seq, const char *parentesco, struct err *err)
{
	struct edicion e;
	const struct record *now = member(f, seq, err), *head = ficha_jefe(f);
	if (!now || !edicion_abierta(f, err))
		return false;
	if (!answers_bool(&now->fields, INTEGRANTE_ACTIVO, true))
		return err_set(err, ERR_RULE, "Esa persona ya no vive en el hogar");
	if (head && head->seq == seq)
		return err_set(err, ERR_RULE, "Esa persona ya es jefe o jefa del hogar");
	edicion_begin(&e, a, f);
	if (head)
		answers_set(&edicion_record(&e, RECORD_INTEGRANTE, head->seq)->fields, "parentesco", value_choice(parentesco));
	answers_set(&edicion_record(&e, RECORD_INTEGRANTE, seq)->fields, "parentesco", value_choice("jefe"));
	if (!check(a, f, err))
		return false;
	return edicion_save(&e, "cambiar_jefe", NULL, integrante_nombre(ficha_jefe(f), a->arena), err);
}

bool acto_cerrar_hogar(struct acto *a, struct ficha *f, const char *estado, const char *motivo, struct err *err)
{
	struct edicion e;
	if (!edicion_abierta(f, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Hay una visita en curso: ciérrela o anúlela antes de terminar el acompañamiento");
	edicion_begin(&e, a, f);
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
	if (!edicion_abierta(f, err))
		return false;
	if (fecha != DATE_NONE && fecha < a->hoy)
		return err_set(err, ERR_RULE, "La próxima visita no puede quedar en una fecha que ya pasó");
	edicion_begin(&e, a, f);
	answers_set(&edicion_hogar(&e)->fields, HOGAR_PROXIMA, value_date(fecha));
	return edicion_save(&e, "acordar_visita", NULL, date_text(fecha, text), err);
}

/* Import touches only what the file brings: answers that it does not have stay. */
static void merge(struct edicion *e, enum record_kind kind, uint32_t seq, const struct answers *from)
{
	struct answers now;
	struct record *there = ficha_record(e->ficha, kind, seq);
	answers_init(&now, e->acto->arena);
	if (there)
		answers_copy(&now, &there->fields);
	for (int i = 0; i < from->n; i++)
		answers_set(&now, from->item[i].name, from->item[i].value);
	edicion_answers(e, kind, seq, &now);
}

/* The member of the family that a row of the file speaks of: by document, else by names and birth date. */
static uint32_t same_person(const struct ficha *f, const struct answers *row)
{
	static const char *const names[] = { "nombre1", "apellido1", "fecha_nacimiento" };
	const struct record **activo;
	int n = ficha_activos(f, &activo);
	const char *number = answers_text(row, "numero_documento");
	for (int i = 0; *number && i < n; i++)
		if (strcmp(answers_text(&activo[i]->fields, "numero_documento"), number) == 0)
			return activo[i]->seq;
	for (int i = 0; i < n; i++) {
		bool same = true;
		for (size_t k = 0; k < sizeof names / sizeof *names; k++)
			same = same && value_equal(answers_get(&activo[i]->fields, names[k]), answers_get(row, names[k]));
		if (same)
			return activo[i]->seq;
	}
	return 0;
}

bool acto_importar(struct acto *a, uint32_t num, const struct answers *hogar, const struct answers *integrante, int n, bool *changed, struct err *err)
{
	struct ficha f;
	struct edicion e;
	if (num == 0) {
		*changed = true;
		return registrar(a, hogar, integrante, n, "importar_hogar", &f, err);
	}
	*changed = false;
	if (!ficha_load(a->txn, num, a->arena, &f, NULL)) {
		*err = a->txn->err;
		return false;
	}
	edicion_begin(&e, a, &f);
	merge(&e, RECORD_HOGAR, 0, hogar);
	for (int i = 0; i < n; i++) {
		uint32_t seq = same_person(&f, &integrante[i]);
		if (seq)
			merge(&e, RECORD_INTEGRANTE, seq, &integrante[i]);
		else
			put_integrante(&e, ficha_next_seq(&f, RECORD_INTEGRANTE), &integrante[i]);
	}
	if (e.n == 0)
		return true;
	*changed = true;
	if (!edicion_abierta(&f, err) || !check(a, &f, err))
		return false;
	return edicion_save(&e, "importar_hogar", NULL, ficha_nombre(&f, a->arena), err);
}
