#include "store/edicion.h"

#include <string.h>

bool acto_compromiso(struct acto *a, struct ficha *f, uint32_t seq, int logro, const char *texto, const char *responsable, int32_t limite, struct err *err)
{
	struct edicion e;
	bool fresh = seq == 0;
	if (!edicion_abierta(f, err))
		return false;
	if (!texto || !*texto || !responsable || !*responsable || limite == DATE_NONE)
		return err_set(err, ERR_RULE, "Un compromiso necesita qué se hará, quién responde y para cuándo");
	edicion_begin(&e, a, f);
	if (fresh)
		seq = ficha_next_seq(f, RECORD_COMPROMISO);
	struct answers *c = &edicion_record(&e, RECORD_COMPROMISO, seq)->fields;
	answers_set(c, COMPROMISO_LOGRO, logro > 0 ? value_int(logro) : value_none());
	answers_set(c, COMPROMISO_TEXTO, value_text(texto));
	answers_set(c, COMPROMISO_RESPONSABLE, value_text(responsable));
	answers_set(c, COMPROMISO_FECHA, value_date(limite));
	const struct record *visita = ficha_visita_abierta(f);
	if (fresh)
		answers_set(c, COMPROMISO_ESTADO, value_choice("pendiente"));
	if (fresh && visita)      /* made in this visit, so looked at in it */
		answers_set(c, COMPROMISO_VISITA, value_int(visita->seq));
	return edicion_save(&e, fresh ? "compromiso_nuevo" : "compromiso_cambiar", NULL, texto, err);
}

bool acto_compromiso_seguir(struct acto *a, struct ficha *f, uint32_t seq, const char *estado, const char *nota, struct err *err)
{
	struct edicion e;
	const struct record *visita = ficha_visita_abierta(f);
	if (!edicion_abierta(f, err))
		return false;
	if (!ficha_record(f, RECORD_COMPROMISO, seq))
		return err_set(err, ERR_NOT_FOUND, "Ese compromiso no está en el plan");
	edicion_begin(&e, a, f);
	struct answers *c = &edicion_record(&e, RECORD_COMPROMISO, seq)->fields;
	answers_set(c, COMPROMISO_ESTADO, value_choice(estado));
	answers_set(c, COMPROMISO_SEGUIDO, value_date(a->hoy));
	if (visita)
		answers_set(c, COMPROMISO_VISITA, value_int(visita->seq));
	if (nota && *nota)
		answers_set(c, COMPROMISO_NOTA, value_text(nota));
	return edicion_save(&e, "compromiso_seguir", NULL, arena_printf(a->arena, "%s: %s", campo_choice_label("estado_compromiso", estado), answers_text(c, COMPROMISO_TEXTO)), err);
}

bool acto_oportunidad(struct acto *a, struct ficha *f, const char *oferta, const char *nombre, int logro, uint32_t integrante, const char *observacion, struct err *err)
{
	struct edicion e;
	if (!edicion_abierta(f, err))
		return false;
	if (!nombre || !*nombre)
		return err_set(err, ERR_RULE, "Escriba el nombre de la oportunidad");
	for (int i = 0; oferta && *oferta && i < f->oportunidad.n; i++) {
		const struct answers *o = &f->oportunidad.item[i].fields;
		if (strcmp(answers_text(o, OPORTUNIDAD_OFERTA), oferta) == 0 && answers_int(o, OPORTUNIDAD_INTEGRANTE, 0) == integrante
			&& strcmp(answers_text(o, OPORTUNIDAD_ESTADO), "acercada") == 0)
			return err_set(err, ERR_RULE, "Esa oportunidad ya está acercada y sin resultado: ciérrela primero");
	}
	edicion_begin(&e, a, f);
	struct answers *o = &edicion_record(&e, RECORD_OPORTUNIDAD, ficha_next_seq(f, RECORD_OPORTUNIDAD))->fields;
	answers_set(o, OPORTUNIDAD_OFERTA, value_text(oferta));
	answers_set(o, OPORTUNIDAD_NOMBRE, value_text(nombre));
	answers_set(o, OPORTUNIDAD_LOGRO, logro > 0 ? value_int(logro) : value_none());
	answers_set(o, OPORTUNIDAD_INTEGRANTE, value_int(integrante));
	answers_set(o, OPORTUNIDAD_ESTADO, value_choice("acercada"));
	answers_set(o, OPORTUNIDAD_FECHA, value_date(a->hoy));
	answers_set(o, OPORTUNIDAD_OBSERVACION, value_text(observacion));
	return edicion_save(&e, "oportunidad_acercar", NULL, nombre, err);
}

bool acto_oportunidad_cerrar(struct acto *a, struct ficha *f, uint32_t seq, bool efectiva, bool mejoro, const char *motivo, const char *observacion, struct err *err)
{
	struct edicion e;
	const struct record *there = ficha_record(f, RECORD_OPORTUNIDAD, seq);
	if (!edicion_abierta(f, err))
		return false;
	if (!there || strcmp(answers_text(&there->fields, OPORTUNIDAD_ESTADO), "acercada") != 0)
		return err_set(err, ERR_RULE, "Esa oportunidad ya tiene resultado");
	if (!efectiva && (!motivo || !*motivo))
		return err_set(err, ERR_RULE, "Escriba por qué no fue efectiva: sirve para buscar otra");
	edicion_begin(&e, a, f);
	struct answers *o = &edicion_record(&e, RECORD_OPORTUNIDAD, seq)->fields;
	answers_set(o, OPORTUNIDAD_ESTADO, value_choice(efectiva ? "efectiva" : "no_efectiva"));
	answers_set(o, OPORTUNIDAD_CIERRE, value_date(a->hoy));
	if (efectiva)
		answers_set(o, OPORTUNIDAD_MEJORO, value_bool(mejoro));
	else
		answers_set(o, OPORTUNIDAD_MOTIVO, value_text(motivo));
	if (observacion && *observacion)
		answers_set(o, OPORTUNIDAD_OBSERVACION, value_text(observacion));
	return edicion_save(&e, efectiva ? "oportunidad_efectiva" : "oportunidad_no_efectiva", NULL, answers_text(o, OPORTUNIDAD_NOMBRE), err);
}
