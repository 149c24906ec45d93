#include "store/acto_salida.h"

#include "forms/field_type.h"

#include <string.h>

static bool is_effective(const struct record *visita)
{
	return strcmp(answers_text(&visita->fields, VISITA_RESULTADO), "efectiva") == 0;
}

static int32_t day_of(const struct record *visita)
{
	return answers_date(&visita->fields, VISITA_FECHA);
}

static bool check_answers(const struct acto *a, const struct ficha *f, const struct record *visita, struct err *err)
{
	int32_t day = day_of(visita), joined = answers_date(&f->hogar.fields, HOGAR_VINCULACION);
	char text[DATE_TEXT];
	if (day == DATE_NONE || !*answers_text(&visita->fields, VISITA_MODALIDAD) || !*answers_text(&visita->fields, VISITA_RESULTADO))
		return err_set(err, ERR_RULE, "Para cerrar la visita faltan la fecha, la modalidad o el resultado");
	if (day > a->hoy)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede estar en el futuro");
	if (joined != DATE_NONE && day < joined)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede ser anterior a la vinculación, del %s", date_text(joined, text));
	return true;
}

/* An attempt may be written down after a later visit; a visit that counts may not. */
static bool check_cadence(const struct acto *a, const struct ficha *f, const struct record *visita, struct err *err)
{
	int32_t last = answers_date(&f->hogar.fields, HOGAR_ULTIMA_VISITA), day = day_of(visita);
	char text[DATE_TEXT], from[DATE_TEXT];
	if (last != DATE_NONE && day < last)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede ser anterior a la última, del %s", date_text(last, text));
	if (visita_pide_motivo(a->programa, f))
		return err_set(err, ERR_RULE, "La última visita fue el %s y la siguiente puede ser desde el %s: corrija la fecha o escriba por qué se hizo antes",
			date_text(last, text), date_text(last + a->programa->ruta->bloqueo_dias + 1, from));
	return true;
}

/* What was typed in a step and is still a draft belongs to this visit: it would be lost to it. */
static bool check_drafts(const struct acto *a, const struct ficha *f, const struct momento *m, struct err *err)
{
	struct borrador *draft;
	int n = borrador_list(a->txn, f->num, false, a->arena, &draft);
	for (int i = 0; i < n; i++)
		for (int k = 0; k < m->n_paso; k++)
			if (m->paso[k].abre == ABRE_FORMULARIO && m->paso[k].formulario && strcmp(m->paso[k].formulario, draft[i].clave.formulario) == 0)
				return err_set(err, ERR_RULE, "El paso «%s» tiene un borrador por terminar: termínelo o descártelo antes de cerrar la visita", m->paso[k].nombre);
	return true;
}

/* What is missing to go on, the first unmet condition in words. */
static const char *missing(const struct posicion *place)
{
	for (int i = 0; i < place->n_sale; i++)
		if (place->sale[i].cumple != TRI_YES)
			return place->sale[i].texto;
	return NULL;
}

/* An agreed day is used up by the visit, or by the attempt; one agreed for later stands. */
static void use_agreed(struct edicion *e)
{
	int32_t agreed = answers_date(&e->ficha->hogar.fields, HOGAR_PROXIMA);
	if (agreed != DATE_NONE && agreed <= e->acto->hoy)
		answers_set(&edicion_hogar(e)->fields, HOGAR_PROXIMA, value_none());
}

static bool close_effective(struct edicion *e, const struct record *visita, struct cierre *out, struct err *err)
{
	struct acto *a = e->acto;
	const struct evaluacion *now = acto_evaluar(a, e->ficha);
	const struct posicion place = *acto_posicion(a, e->ficha);
	if (!place.puede_cerrar) {
		const struct paso *next = place.siguiente >= 0 ? place.paso[place.siguiente].paso : NULL;
		return err_set(err, ERR_RULE, "Falta el paso «%s»: termínelo, o cierre la visita con otro resultado", next ? next->nombre : "");
	}
	if (!check_cadence(a, e->ficha, visita, err) || !check_drafts(a, e->ficha, place.momento, err))
		return false;
	*out = (struct cierre){ .de = place.momento, .a = place.momento };
	struct salida s = { .e = e, .now = now, .de = place.momento, .a = place.destino, .dia = day_of(visita) };
	if (place.avanza && !salida_apply(&s, err))
		return false;
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_ULTIMA_VISITA, value_date(s.dia));
	answers_set(h, HOGAR_VISITAS, value_int(answers_int(h, HOGAR_VISITAS, 0) + 1));
	if (!place.avanza) {
		out->falta = missing(&place);
		return true;
	}
	if (place.destino && place.destino != place.momento)
		momento_enter(e, place.destino);
	out->a = place.destino;
	out->avanzo = place.destino != place.momento;
	return true;
}

static const char *in_words(const struct acto *a, const struct record *visita, const struct cierre *c)
{
	if (c->avanzo)
		return arena_printf(a->arena, "%s → %s", c->de->nombre, c->a ? c->a->nombre : "fin de la ruta");
	return variable_format(dict_find(&a->programa->dict, VISITA_RESULTADO), answers_get(&visita->fields, VISITA_RESULTADO), a->arena);
}

bool acto_visita_cerrar(struct acto *a, struct ficha *f, struct cierre *out, struct err *err)
{
	struct edicion e;
	const struct record *visita = ficha_visita_abierta(f);
	*out = (struct cierre){ 0 };
	if (!edicion_begin(&e, a, f, err))
		return false;
	if (!visita)
		return err_set(err, ERR_RULE, "No hay una visita en curso: ábrala primero");
	if (!check_answers(a, f, visita, err) || !edicion_firme(&e, err) || (is_effective(visita) && !close_effective(&e, visita, out, err)))
		return false;
	use_agreed(&e);
	answers_set(&edicion_record(&e, RECORD_VISITA, visita->seq)->fields, VISITA_ESTADO, value_choice("cerrada"));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_none());
	return edicion_save(&e, "visita_cerrar", NULL, in_words(a, visita, out), err);
}
