#include "store/edicion.h"
#include "store/acto_salida.h"

#include "forms/field_type.h"
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

static const struct momento *present(const struct acto *a, const struct ficha *f)
{
	const struct momento *m = ruta_momento(a->programa->ruta, answers_text(&f->hogar.fields, HOGAR_MOMENTO));
	return m ? m : ruta_primero(a->programa->ruta);
}

bool acto_visita_abrir(struct acto *a, struct ficha *f, const char *excepcion, struct err *err)
{
	struct agenda when;
	struct edicion e;
	char day[DATE_TEXT];
	if (!edicion_abierta(f, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Ya hay una visita en curso en este hogar: continúela");
	agenda_of(a->programa->ruta, &f->hogar.fields, a->hoy, &when);
	bool blocked = when.estado == AGENDA_BLOQUEADA;
	if (blocked && (!excepcion || !*excepcion))
		return err_set(err, ERR_RULE, "La visita se puede abrir desde el %s; si debe ser antes, escriba el motivo", date_text(when.desde, day));
	edicion_begin(&e, a, f);
	uint32_t seq = ficha_next_seq(f, RECORD_VISITA);
	struct answers *v = &edicion_record(&e, RECORD_VISITA, seq)->fields;
	const struct momento *m = present(a, f);
	answers_set(v, VISITA_MOMENTO, value_text(m->id));
	answers_set(v, VISITA_ESTADO, value_choice("abierta"));
	answers_set(v, VISITA_INICIO, value_date(a->hoy));
	if (blocked)
		answers_set(v, VISITA_EXCEPCION, value_text(excepcion));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_int(seq));
	return edicion_save(&e, "visita_abrir", blocked ? excepcion : NULL, m->nombre, err);
}

static bool set_has(const char *set, const char *name)
{
	return value_set_has(value_set(set), name);
}

/* The steps marked, in the order of the route. */
static const char *steps_with(struct arena *arena, const struct momento *m, const char *set, const char *paso, bool hecho)
{
	const char *out = "";
	for (int i = 0; i < m->n_paso; i++) {
		const char *id = m->paso[i].id;
		bool in = strcmp(id, paso) == 0 ? hecho : set_has(set, id);
		if (in)
			out = arena_printf(arena, "%s%s%s", out, *out ? " " : "", id);
	}
	return out;
}

bool acto_visita_paso(struct acto *a, struct ficha *f, const char *id, bool hecho, struct err *err)
{
	struct record *visita = NULL;
	struct edicion e;
	if (!in_course(f, &visita, err))
		return false;
	const struct momento *m = ruta_momento(a->programa->ruta, answers_text(&visita->fields, VISITA_MOMENTO));
	const struct paso *paso = m ? momento_paso(m, id) : NULL;
	if (!paso)
		return err_set(err, ERR_NOT_FOUND, "Ese paso no es de esta visita");
	struct posicion place;
	const struct evaluacion *now = model_evaluate(a->programa, f, a->hoy, a->arena);
	ruta_posicion(now, a->arena, &place);
	for (int i = 0; hecho && i < place.n_paso; i++) {
		const struct paso_vista *view = &place.paso[i];
		if (strcmp(view->paso->id, id) != 0)
			continue;
		if (view->estado == PASO_ESPERA)
			return err_set(err, ERR_RULE, "%s", view->falta ? view->falta : "Antes hay pasos por terminar");
		if (paso->listo_si && expr_test(paso->listo_si, &now->scope, NULL) != TRI_YES)
			return err_set(err, ERR_RULE, "%s", paso->necesita ? paso->necesita : "A este paso todavía le falta información");
	}
	edicion_begin(&e, a, f);
	struct answers *v = &edicion_record(&e, RECORD_VISITA, visita->seq)->fields;
	answers_set(v, VISITA_HECHOS, value_set(steps_with(a->arena, m, answers_text(v, VISITA_HECHOS), id, hecho)));
	return edicion_save(&e, hecho ? "paso_hecho" : "paso_pendiente", NULL, paso->nombre, err);
}

static bool check_closing(const struct acto *a, const struct ficha *f, const struct record *visita, struct err *err)
{
	int32_t day = answers_date(&visita->fields, VISITA_FECHA), last = answers_date(&f->hogar.fields, HOGAR_ULTIMA_VISITA);
	int32_t joined = answers_date(&f->hogar.fields, HOGAR_VINCULACION);
	char text[DATE_TEXT];
	if (day == DATE_NONE || !*answers_text(&visita->fields, VISITA_MODALIDAD) || !*answers_text(&visita->fields, VISITA_RESULTADO))
		return err_set(err, ERR_RULE, "Para cerrar la visita faltan la fecha, la modalidad o el resultado");
	if (day > a->hoy)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede estar en el futuro");
	if (last != DATE_NONE && day < last)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede ser anterior a la última, del %s", date_text(last, text));
	if (joined != DATE_NONE && day < joined)
		return err_set(err, ERR_RULE, "La fecha de la visita no puede ser anterior a la vinculación, del %s", date_text(joined, text));
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

static bool close_effective(struct edicion *e, struct record *visita, struct cierre *out, struct err *err)
{
	struct acto *a = e->acto;
	struct ficha *f = e->ficha;
	struct posicion place;
	const struct evaluacion *now = model_evaluate(a->programa, f, a->hoy, a->arena);
	ruta_posicion(now, a->arena, &place);
	if (!place.puede_cerrar) {
		const struct paso *next = place.siguiente >= 0 ? place.paso[place.siguiente].paso : NULL;
		return err_set(err, ERR_RULE, "Falta el paso «%s»: termínelo, o cierre la visita con otro resultado", next ? next->nombre : "");
	}
	*out = (struct cierre){ .de = place.momento, .a = place.momento };
	struct answers *h = &edicion_hogar(e)->fields;
	answers_set(h, HOGAR_ULTIMA_VISITA, value_date(answers_date(&visita->fields, VISITA_FECHA)));
	answers_set(h, HOGAR_VISITAS, value_int(answers_int(h, HOGAR_VISITAS, 0) + 1));
	answers_set(h, HOGAR_PROXIMA, value_none());
	if (!place.avanza) {
		out->falta = missing(&place);
		return true;
	}
	if (!salida_apply(e, now, place.momento, err))
		return false;
	if (place.destino && place.destino != place.momento)
		momento_enter(e, place.destino);
	out->a = place.destino;
	out->avanzo = place.destino != place.momento;
	return true;
}

bool acto_visita_cerrar(struct acto *a, struct ficha *f, struct cierre *out, struct err *err)
{
	struct record *visita = NULL;
	struct edicion e;
	*out = (struct cierre){ 0 };
	if (!in_course(f, &visita, err) || !check_closing(a, f, visita, err))
		return false;
	bool effective = strcmp(answers_text(&visita->fields, VISITA_RESULTADO), "efectiva") == 0;
	uint32_t seq = visita->seq;
	edicion_begin(&e, a, f);
	if (effective && !close_effective(&e, visita, out, err))
		return false;
	answers_set(&edicion_record(&e, RECORD_VISITA, seq)->fields, VISITA_ESTADO, value_choice("cerrada"));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_none());
	const char *detail = out->avanzo ? arena_printf(a->arena, "%s → %s", out->de->nombre, out->a ? out->a->nombre : "fin de la ruta")
		: variable_format(dict_find(&a->programa->dict, VISITA_RESULTADO), answers_get(&visita->fields, VISITA_RESULTADO), a->arena);
	return edicion_save(&e, "visita_cerrar", NULL, detail, err);
}

bool acto_visita_anular(struct acto *a, struct ficha *f, const char *motivo, struct err *err)
{
	struct record *visita = NULL;
	struct edicion e;
	if (!in_course(f, &visita, err))
		return false;
	edicion_begin(&e, a, f);
	answers_set(&edicion_record(&e, RECORD_VISITA, visita->seq)->fields, VISITA_ESTADO, value_choice("anulada"));
	answers_set(&edicion_hogar(&e)->fields, HOGAR_VISITA_ABIERTA, value_none());
	return edicion_save(&e, "visita_anular", motivo, NULL, err);
}

bool acto_ir(struct acto *a, struct ficha *f, const char *id, const char *motivo, struct err *err)
{
	struct edicion e;
	bool back = false;
	const struct momento *to = ruta_momento(a->programa->ruta, id);
	if (!to)
		return err_set(err, ERR_NOT_FOUND, "El momento «%s» no está en la ruta", id);
	if (!edicion_abierta(f, err))
		return false;
	if (ficha_visita_abierta(f))
		return err_set(err, ERR_RULE, "Hay una visita en curso: ciérrela o anúlela antes de cambiar de momento");
	struct trace why;
	trace_init(&why, a->arena);
	const struct evaluacion *now = model_evaluate(a->programa, f, a->hoy, a->arena);
	enum tri may = ruta_puede_ir(now, to, &back, &why);
	if (may != TRI_YES && !back)
		return err_set(err, ERR_RULE, "Aún no se puede pasar a «%s»: %s", to->nombre, why.n ? why.line[why.n - 1].text : "faltan condiciones");
	if (back && (!motivo || !*motivo))
		return err_set(err, ERR_RULE, "Para volver a «%s» escriba el motivo", to->nombre);
	edicion_begin(&e, a, f);
	if (!back && !salida_apply(&e, now, present(a, f), err))
		return false;
	momento_enter(&e, to);
	return edicion_save(&e, back ? "ruta_volver" : "ruta_avanzar", motivo, to->nombre, err);
}
