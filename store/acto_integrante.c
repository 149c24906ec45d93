#include "store/registrar.h"

#include <string.h>

/* The first one must be there; others may be unknown to both. */
static bool same_answers(const struct answers *a, const struct answers *b, const char *const *name, int n)
{
	if (!value_known(answers_get(a, name[0])))
		return false;
	for (int i = 0; i < n; i++)
		if (!value_equal(answers_get(a, name[i]), answers_get(b, name[i])))
			return false;
	return true;
}

struct record *registrado(const struct ficha *f, const struct answers *who)
{
	static const char *const document[] = { "numero_documento" }, *const person[] = { "nombre1", "apellido1", "fecha_nacimiento" };
	for (int i = 0; i < f->integrante.n; i++)
		if (same_answers(&f->integrante.item[i].fields, who, document, 1))
			return &f->integrante.item[i];
	for (int i = 0; i < f->integrante.n; i++)
		if (same_answers(&f->integrante.item[i].fields, who, person, 3))
			return &f->integrante.item[i];
	return NULL;
}

static bool active(const struct record *r)
{
	return answers_bool(&r->fields, INTEGRANTE_ACTIVO, true);
}

bool acto_integrante_nuevo(struct acto *a, struct ficha *f, const struct answers *answers, uint32_t *seq, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	const struct record *known = registrado(f, answers);
	if (known)
		return err_set(err, ERR_RULE, active(known) ? "%s ya está en el hogar" : "%s estuvo en el hogar y salió: use «volver al hogar» para que conserve su historia", integrante_nombre(known, a->arena));
	*seq = edicion_next_seq(&e, RECORD_INTEGRANTE);
	hogar_poner(&e, *seq, answers);
	if (!edicion_check(&e, err))
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

static bool may_leave(const struct acto *a, const struct ficha *f, const struct record *who, const char *motivo, int32_t fecha, struct err *err)
{
	const struct record *head = ficha_jefe(f), **activo;
	int32_t born = answers_date(&who->fields, "fecha_nacimiento");
	const char *name = integrante_nombre(who, a->arena);
	char day[DATE_TEXT];
	if (!active(who))
		return err_set(err, ERR_RULE, "%s ya no hace parte del hogar desde el %s", name, date_text(answers_date(&who->fields, INTEGRANTE_RETIRO), day));
	if (ficha_activos(f, &activo) == 1)
		return err_set(err, ERR_RULE, "Es la única persona del hogar: para terminar el acompañamiento use el cierre del hogar");
	if (head == who)
		return err_set(err, ERR_RULE, "Es jefe o jefa del hogar: elija primero quién lo será y después retire a esta persona");
	if (!motivo || !choice_find(campo_choices("motivo_retiro"), motivo))
		return err_set(err, ERR_RULE, "Elija por qué %s deja el hogar", name);
	if (fecha == DATE_NONE || fecha > a->hoy || (born != DATE_NONE && fecha < born))
		return err_set(err, ERR_RULE, "La fecha de retiro va entre el nacimiento y hoy: revísela");
	return true;
}

/* A draft about somebody who has left could be neither finished nor kept. */
static bool no_drafts_about(struct acto *a, const struct ficha *f, uint32_t seq, struct err *err)
{
	struct borrador *draft;
	int n = borrador_list(a->txn, f->num, false, a->arena, &draft);
	for (int i = 0; i < n; i++) {
		const struct form_def *form = programa_form(a->programa, draft[i].clave.formulario);
		if (form && form->level == LEVEL_INTEGRANTE && draft[i].clave.seq == seq)
			return err_set(err, ERR_RULE, "Hay un borrador de «%s» sobre esta persona: termínelo o descártelo primero", form->title);
	}
	return true;
}

bool acto_integrante_retirar(struct acto *a, struct ficha *f, uint32_t seq, const char *motivo, int32_t fecha, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	const struct record *who = member(f, seq, err);
	if (!who || !may_leave(a, f, who, motivo, fecha, err) || !no_drafts_about(a, f, seq, err))
		return false;
	struct record *r = edicion_record(&e, RECORD_INTEGRANTE, seq);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(false));
	answers_set(&r->fields, INTEGRANTE_RETIRO, value_date(fecha));
	answers_set(&r->fields, INTEGRANTE_MOTIVO, value_choice(motivo));
	return edicion_check(&e, err) && edicion_save(&e, "integrante_retirar", campo_choice_label("motivo_retiro", motivo), integrante_nombre(r, a->arena), err);
}

bool acto_integrante_reactivar(struct acto *a, struct ficha *f, uint32_t seq, const char *motivo, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	const struct record *who = member(f, seq, err);
	if (!who)
		return false;
	if (active(who))
		return err_set(err, ERR_RULE, "%s ya hace parte del hogar", integrante_nombre(who, a->arena));
	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué %s vuelve al hogar", integrante_nombre(who, a->arena));
	struct record *r = edicion_record(&e, RECORD_INTEGRANTE, seq);
	answers_set(&r->fields, INTEGRANTE_ACTIVO, value_bool(true));
	answers_set(&r->fields, INTEGRANTE_RETIRO, value_none());
	answers_set(&r->fields, INTEGRANTE_MOTIVO, value_none());
	return edicion_check(&e, err) && edicion_save(&e, "integrante_reactivar", motivo, integrante_nombre(r, a->arena), err);
}

bool acto_cambiar_jefe(struct acto *a, struct ficha *f, uint32_t seq, const char *parentesco, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err))      /* over the family as it was shown: two heads chosen at once are refused by the check, none gives way in silence */
		return false;
	const struct record *now = member(f, seq, err), *head = ficha_jefe(f);
	if (!now)
		return false;
	if (!active(now))
		return err_set(err, ERR_RULE, "%s ya no hace parte del hogar", integrante_nombre(now, a->arena));
	if (head == now)
		return err_set(err, ERR_RULE, "%s ya es jefe o jefa del hogar", integrante_nombre(now, a->arena));
	if (head && (!texto_dado(parentesco) || strcmp(parentesco, "jefe") == 0))
		return err_set(err, ERR_RULE, "Diga qué parentesco tendrá %s con %s", integrante_nombre(head, a->arena), integrante_nombre(now, a->arena));
	if (head)
		answers_set(&edicion_record(&e, RECORD_INTEGRANTE, head->seq)->fields, "parentesco", value_choice(parentesco));
	answers_set(&edicion_record(&e, RECORD_INTEGRANTE, seq)->fields, "parentesco", value_choice("jefe"));
	return edicion_check(&e, err) && edicion_save(&e, "cambiar_jefe", NULL, integrante_nombre(ficha_jefe(f), a->arena), err);
}
