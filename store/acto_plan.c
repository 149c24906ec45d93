#include "store/edicion.h"

#include <string.h>

static bool is_in(const struct record *r, const char *field, const char *estado)
{
	return strcmp(answers_text(&r->fields, field), estado) == 0;
}

static bool same_logro(const struct record *r, const char *field, int logro)
{
	return answers_int(&r->fields, field, 0) == (logro > 0 ? logro : 0);
}

static bool known_logro(const struct acto *a, int logro, struct err *err)
{
	return logro <= 0 || logro_find(a->programa->logros, logro) || err_set(err, ERR_NOT_FOUND, "El logro %d no está en el catálogo", logro);
}

/* The key was pushed twice: the same words for the same logro, by the same person and day, still to be kept. */
static bool promised(const struct ficha *f, int logro, const char *texto, const char *responsable, int32_t limite)
{
	for (int i = 0; i < f->compromiso.n; i++) {
		const struct record *r = &f->compromiso.item[i];
		if (promocion_compromiso_vivo(r) && same_logro(r, COMPROMISO_LOGRO, logro) && is_in(r, COMPROMISO_TEXTO, texto)
			&& is_in(r, COMPROMISO_RESPONSABLE, responsable) && answers_date(&r->fields, COMPROMISO_FECHA) == limite)
			return true;
	}
	return false;
}

/* A visit may be written down days later, with commitments that were due meanwhile; but none was due before that visit. */
static bool check_limit(const struct ficha *f, int32_t limite, struct err *err)
{
	int32_t last = answers_date(&f->hogar.fields, HOGAR_ULTIMA_VISITA), joined = answers_date(&f->hogar.fields, HOGAR_VINCULACION);
	char day[DATE_TEXT];
	int32_t from = last != DATE_NONE ? last : joined;
	if (from != DATE_NONE && limite < from)
		return err_set(err, ERR_RULE, "La fecha del compromiso es anterior a la última visita, del %s: revísela", date_text(from, day));
	return true;
}

/* Somebody of the household who is too young answers for nothing; of others the programme knows no age. */
static bool may_answer(const struct acto *a, const struct ficha *f, const char *responsable, struct err *err)
{
	const struct promocion_def *def = a->programa->promocion;
	const struct record **active;
	int n = ficha_activos(f, &active);
	for (int i = 0; i < n; i++)
		if (strcmp(integrante_nombre(active[i], a->arena), responsable) == 0 && !promocion_puede_responder(def, active[i], a->hoy))
			return err_set(err, ERR_RULE, "%s es menor de %d años: elija a otra persona para responder por el compromiso", responsable, def->edad_responsable);
	return true;
}

bool acto_compromiso(struct acto *a, struct ficha *f, uint32_t seq_or_0, int logro, const char *texto, const char *responsable, int32_t limite, struct err *err)
{
	struct edicion e;
	uint32_t seq = seq_or_0;
	bool fresh = seq == 0;
	if (!edicion_begin(&e, a, f, err) || !known_logro(a, logro, err) || (fresh && !edicion_al_dia(&e, err)))
		return false;
	const struct record *visita = ficha_visita_abierta(f), *there = fresh ? NULL : ficha_record(f, RECORD_COMPROMISO, seq);
	if (!fresh && !there)
		return err_set(err, ERR_NOT_FOUND, "Ese compromiso no está en el plan");
	if (!texto_dado(texto) || !texto_dado(responsable) || limite == DATE_NONE)
		return err_set(err, ERR_RULE, "Un compromiso necesita qué se hará, quién responde y para cuándo");
	if ((fresh || answers_date(&there->fields, COMPROMISO_FECHA) != limite) && !check_limit(f, limite, err))
		return false;
	if (!may_answer(a, f, responsable, err))
		return false;
	if (fresh && promised(f, logro, texto, responsable, limite))
		return true;
	if (fresh)
		seq = edicion_next_seq(&e, RECORD_COMPROMISO);
	struct answers *c = &edicion_record(&e, RECORD_COMPROMISO, seq)->fields;
	answers_set(c, COMPROMISO_LOGRO, logro > 0 ? value_int(logro) : value_none());
	answers_set(c, COMPROMISO_TEXTO, value_text(texto));
	answers_set(c, COMPROMISO_RESPONSABLE, value_text(responsable));
	answers_set(c, COMPROMISO_FECHA, value_date(limite));
	if (fresh)
		answers_set(c, COMPROMISO_ESTADO, value_choice("pendiente"));
	if (fresh && visita)      /* made in this visit, so looked at in it */
		answers_set(c, COMPROMISO_VISITA, value_int(visita->seq));
	e.borrador = borrador_de_compromiso(a->arena, f->num, seq_or_0, logro);
	return edicion_save(&e, fresh ? "compromiso_nuevo" : "compromiso_cambiar", NULL, texto, err);
}

/* Put down by mistake: it leaves the plan and stays in its history. */
bool acto_compromiso_retirar(struct acto *a, struct ficha *f, uint32_t seq, const char *motivo, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	const struct record *there = ficha_record(f, RECORD_COMPROMISO, seq);
	if (!there)
		return err_set(err, ERR_NOT_FOUND, "Ese compromiso no está en el plan");
	if (is_in(there, COMPROMISO_ESTADO, "retirado"))
		return true;
	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué se retira el compromiso");
	struct answers *c = &edicion_record(&e, RECORD_COMPROMISO, seq)->fields;
	answers_set(c, COMPROMISO_ESTADO, value_choice("retirado"));
	answers_set(c, COMPROMISO_SEGUIDO, value_date(a->hoy));
	answers_set(c, COMPROMISO_NOTA, value_text(motivo));
	return edicion_save(&e, "compromiso_retirar", motivo, answers_text(c, COMPROMISO_TEXTO), err);
}

bool acto_compromiso_seguir(struct acto *a, struct ficha *f, uint32_t seq, const char *estado, const char *nota, struct err *err)
{
	struct edicion e;
	const struct record *visita = ficha_visita_abierta(f);
	if (!edicion_begin(&e, a, f, err))
		return false;
	if (!ficha_record(f, RECORD_COMPROMISO, seq))
		return err_set(err, ERR_NOT_FOUND, "Ese compromiso no está en el plan");
	if (!estado || !choice_find(campo_choices("estado_compromiso"), estado))
		return err_set(err, ERR_RULE, "Elija cómo va el compromiso");
	if (strcmp(estado, "retirado") == 0)
		return acto_compromiso_retirar(a, f, seq, nota, err);
	if (strcmp(estado, "no_cumplido") == 0 && !texto_dado(nota))
		return err_set(err, ERR_RULE, "Escriba qué impidió cumplirlo: sirve para replantearlo con la familia");
	struct answers *c = &edicion_record(&e, RECORD_COMPROMISO, seq)->fields;
	answers_set(c, COMPROMISO_ESTADO, value_choice(estado));
	answers_set(c, COMPROMISO_SEGUIDO, value_date(a->hoy));
	if (visita)
		answers_set(c, COMPROMISO_VISITA, value_int(visita->seq));
	if (texto_dado(nota))
		answers_set(c, COMPROMISO_NOTA, value_text(nota));
	return edicion_save(&e, "compromiso_seguir", NULL, arena_printf(a->arena, "%s: %s", campo_choice_label("estado_compromiso", estado), answers_text(c, COMPROMISO_TEXTO)), err);
}

/* An offer of the catalogue, or one of its own name, that is still waiting for its outcome for the same person. */
static bool already_brought(const struct ficha *f, const char *oferta, const char *nombre, int logro, uint32_t integrante)
{
	for (int i = 0; i < f->oportunidad.n; i++) {
		const struct record *r = &f->oportunidad.item[i];
		bool same = texto_dado(oferta) ? is_in(r, OPORTUNIDAD_OFERTA, oferta) : is_in(r, OPORTUNIDAD_NOMBRE, nombre) && same_logro(r, OPORTUNIDAD_LOGRO, logro);
		if (same && answers_int(&r->fields, OPORTUNIDAD_INTEGRANTE, 0) == integrante && is_in(r, OPORTUNIDAD_ESTADO, "acercada"))
			return true;
	}
	return false;
}

static bool known_member(const struct ficha *f, uint32_t seq, struct err *err)
{
	const struct record *r = seq ? ficha_record(f, RECORD_INTEGRANTE, seq) : NULL;
	return seq == 0 || (r && answers_bool(&r->fields, INTEGRANTE_ACTIVO, true)) || err_set(err, ERR_NOT_FOUND, "Esa persona no hace parte del hogar");
}

bool acto_oportunidad(struct acto *a, struct ficha *f, const char *oferta, const char *nombre, int logro, uint32_t integrante, const char *observacion, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err) || !known_logro(a, logro, err) || !known_member(f, integrante, err))
		return false;
	if (!texto_dado(nombre))
		return err_set(err, ERR_RULE, "Escriba el nombre de la oportunidad");
	if (already_brought(f, oferta, nombre, logro, integrante))
		return err_set(err, ERR_RULE, "Esa oportunidad ya está acercada y sin resultado: ciérrela primero");
	struct answers *o = &edicion_record(&e, RECORD_OPORTUNIDAD, edicion_next_seq(&e, RECORD_OPORTUNIDAD))->fields;
	answers_set(o, OPORTUNIDAD_OFERTA, value_text(oferta));
	answers_set(o, OPORTUNIDAD_NOMBRE, value_text(nombre));
	answers_set(o, OPORTUNIDAD_LOGRO, logro > 0 ? value_int(logro) : value_none());
	answers_set(o, OPORTUNIDAD_INTEGRANTE, value_int(integrante));
	answers_set(o, OPORTUNIDAD_ESTADO, value_choice("acercada"));
	answers_set(o, OPORTUNIDAD_FECHA, value_date(a->hoy));
	answers_set(o, OPORTUNIDAD_OBSERVACION, texto_valor(observacion));
	return edicion_save(&e, "oportunidad_acercar", NULL, nombre, err);
}

bool acto_oportunidad_cerrar(struct acto *a, struct ficha *f, uint32_t seq, bool efectiva, bool mejoro, const char *motivo, const char *observacion, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	const struct record *there = ficha_record(f, RECORD_OPORTUNIDAD, seq);
	if (!there)
		return err_set(err, ERR_NOT_FOUND, "Esa oportunidad no está entre las de la familia");
	if (!is_in(there, OPORTUNIDAD_ESTADO, "acercada"))
		return err_set(err, ERR_RULE, "Esa oportunidad ya tiene resultado");
	if (!efectiva && !texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué no fue efectiva: sirve para buscar otra");
	struct answers *o = &edicion_record(&e, RECORD_OPORTUNIDAD, seq)->fields;
	answers_set(o, OPORTUNIDAD_ESTADO, value_choice(efectiva ? "efectiva" : "no_efectiva"));
	answers_set(o, OPORTUNIDAD_CIERRE, value_date(a->hoy));
	if (efectiva)
		answers_set(o, OPORTUNIDAD_MEJORO, value_bool(mejoro));
	else
		answers_set(o, OPORTUNIDAD_MOTIVO, value_text(motivo));
	if (texto_dado(observacion))
		answers_set(o, OPORTUNIDAD_OBSERVACION, value_text(observacion));
	return edicion_save(&e, efectiva ? "oportunidad_efectiva" : "oportunidad_no_efectiva", NULL, answers_text(o, OPORTUNIDAD_NOMBRE), err);
}
