#include "store/acto_salida.h"

#include "model/agenda.h"

#include <string.h>

static bool in_course(struct ficha *f, struct record **visita, struct err *err)
{
	const struct record *open = ficha_visita_abierta(f);
	if (!open)
		return err_set(err, ERR_RULE, "No hay una visita en curso: ábrala primero");
	*visita = ficha_record(f, RECORD_VISITA, open->seq);
	return true;
}

bool acto_visita_abrir(struct acto *a, struct ficha *f, const char *excepcion, struct err *err)
{
	struct agenda when;
	struct edicion e;
	char day[DATE_TEXT];
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Ya hay una visita en curso en este hogar: continúela");
	agenda_of(a->programa->ruta, &f->hogar.fields, a->hoy, &when);
	bool blocked = when.estado == AGENDA_BLOQUEADA;
	if (blocked && !texto_dado(excepcion))
		return err_set(err, ERR_RULE, "La visita se puede abrir desde el %s; si debe ser antes, escriba el motivo", date_text(when.desde, day));
	uint32_t seq = edicion_next_seq(&e, RECORD_VISITA);
	struct answers *v = &edicion_record(&e, RECORD_VISITA, seq)->fields;
	const struct momento *m = ruta_actual(a->programa->ruta, &f->hogar.fields);
	answers_set(v, VISITA_MOMENTO, value_text(m->id));
	answers_set(v, VISITA_ESTADO, value_choice("abierta"));
	answers_set(v, VISITA_INICIO, value_date(a->hoy));
	if (blocked)
		answers_set(v, VISITA_EXCEPCION, value_text(excepcion));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_int(seq));
	return edicion_save(&e, "visita_abrir", blocked ? excepcion : NULL, m->nombre, err);
}

bool visita_pide_motivo(const struct programa *programa, const struct ficha *f)
{
	const struct record *visita = ficha_visita_abierta(f);
	const struct momento *m = visita ? ruta_momento(programa->ruta, answers_text(&visita->fields, VISITA_MOMENTO)) : NULL;
	int32_t last = answers_date(&f->hogar.fields, HOGAR_ULTIMA_VISITA), day = visita ? answers_date(&visita->fields, VISITA_FECHA) : DATE_NONE;
	if (!m || m->exento || last == DATE_NONE || day == DATE_NONE)
		return false;
	return day - last <= programa->ruta->bloqueo_dias && !texto_dado(answers_text(&visita->fields, VISITA_EXCEPCION));
}

bool acto_visita_motivo(struct acto *a, struct ficha *f, const char *motivo, struct err *err)
{
	struct record *visita = NULL;
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !in_course(f, &visita, err) || !edicion_firme(&e, err))
		return false;
	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué la visita se hizo antes de tiempo");
	e.neutra = true;
	answers_set(&edicion_record(&e, RECORD_VISITA, visita->seq)->fields, VISITA_EXCEPCION, value_text(motivo));
	return edicion_save(&e, "visita_motivo", motivo, NULL, err);
}

bool acto_visita_anular(struct acto *a, struct ficha *f, const char *motivo, struct err *err)
{
	struct record *visita = NULL;
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !in_course(f, &visita, err) || !edicion_firme(&e, err))
		return false;
	if (!texto_dado(motivo))
		return err_set(err, ERR_RULE, "Escriba por qué se anula la visita: queda en la historia de la familia");
	const struct momento *m = ruta_momento(a->programa->ruta, answers_text(&visita->fields, VISITA_MOMENTO));
	answers_set(&edicion_record(&e, RECORD_VISITA, visita->seq)->fields, VISITA_ESTADO, value_choice("anulada"));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_none());
	return edicion_save(&e, "visita_anular", motivo, m ? m->nombre : NULL, err);
}
