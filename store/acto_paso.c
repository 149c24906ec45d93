#include "store/acto_paso.h"

#include <string.h>

/* The steps marked, in the order of the route. */
static const char *steps_with(struct arena *arena, const struct momento *m, const char *set, const char *paso, bool hecho)
{
	const char *out = "";
	for (int i = 0; i < m->n_paso; i++) {
		const char *id = m->paso[i].id;
		bool in = strcmp(id, paso) == 0 ? hecho : value_set_has(value_set(set), id);
		if (in)
			out = arena_printf(arena, "%s%s%s", out, *out ? " " : "", id);
	}
	return out;
}

static bool may_mark(struct acto *a, const struct ficha *f, const char *id, struct err *err)
{
	const struct evaluacion *now = acto_evaluar(a, f);
	const struct posicion *place = acto_posicion(a, f);
	for (int i = 0; i < place->n_paso; i++) {
		const struct paso_vista *view = &place->paso[i];
		if (strcmp(view->paso->id, id) != 0)
			continue;
		if (view->estado == PASO_ESPERA)
			return err_set(err, ERR_RULE, "%s", view->falta ? view->falta : "Antes hay pasos por terminar");
		if (view->paso->listo_si && expr_test(view->paso->listo_si, &now->scope, NULL) != TRI_YES)
			return err_set(err, ERR_RULE, "%s", view->paso->necesita ? view->paso->necesita : "A este paso todavía le falta información");
	}
	return true;
}

static const struct momento *momento_de(const struct acto *a, const struct record *visita)
{
	return ruta_momento(a->programa->ruta, answers_text(&visita->fields, VISITA_MOMENTO));
}

bool paso_marcar(struct edicion *e, const char *id, bool hecho, struct err *err)
{
	struct acto *a = e->acto;
	const struct record *visita = ficha_visita_abierta(e->ficha);
	if (!visita)
		return err_set(err, ERR_RULE, "No hay una visita en curso: ábrala primero");
	const struct momento *m = momento_de(a, visita);
	if (!m || !momento_paso(m, id))
		return err_set(err, ERR_NOT_FOUND, "Ese paso no es de esta visita");
	if (hecho && !may_mark(a, e->ficha, id, err))
		return false;
	bool neutral = e->neutra;
	e->neutra = true;
	struct answers *v = &edicion_record(e, RECORD_VISITA, visita->seq)->fields;
	answers_set(v, VISITA_HECHOS, value_set(steps_with(a->arena, m, answers_text(v, VISITA_HECHOS), id, hecho)));
	e->neutra = neutral;
	return true;
}

bool acto_visita_paso(struct acto *a, struct ficha *f, const char *id, bool hecho, struct err *err)
{
	struct edicion e;
	if (!edicion_begin(&e, a, f, err) || !edicion_al_dia(&e, err))
		return false;
	e.neutra = true;
	if (!paso_marcar(&e, id, hecho, err))
		return false;
	const struct paso *paso = momento_paso(momento_de(a, ficha_visita_abierta(f)), id);
	return edicion_save(&e, hecho ? "paso_hecho" : "paso_pendiente", NULL, paso->nombre, err);
}
