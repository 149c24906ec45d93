#include "cli/practica_camino.h"

#include "base/date.h"
#include "model/agenda.h"

#include <string.h>

static bool may_visit(const struct camino *c)
{
	struct agenda when;
	agenda_of(c->acto.programa->ruta, &c->ficha.hogar.fields, c->acto.hoy, &when);
	return when.estado == AGENDA_PENDIENTE || when.estado == AGENDA_VENCIDA;
}

/* Nobody at home: it stays written, and changes nothing. */
static bool attempt(struct camino *c)
{
	static const char *const outcome[] = { "nadie", "reprogramada", "nadie", "riesgo" };
	struct cierre closed;
	struct form form;
	if (!may_visit(c))
		return true;
	if (!acto_visita_abrir(&c->acto, &c->ficha, NULL, c->err))
		return false;
	form_start(&form, programa_form(c->acto.programa, "cierre_visita"), &acto_evaluar(&c->acto, &c->ficha)->scope, c->acto.arena);
	form_set_value(&form, form_find(&form, "fecha_visita", -1), value_date(c->acto.hoy));
	form_set_value(&form, form_find(&form, "resultado", -1), value_choice(outcome[camino_elegir(c, 4)]));
	return acto_guardar_formulario(&c->acto, &c->ficha, &form, 0, c->err) && acto_visita_cerrar(&c->acto, &c->ficha, &closed, c->err);
}

static bool annul(struct camino *c)
{
	return !may_visit(c) || (acto_visita_abrir(&c->acto, &c->ficha, NULL, c->err) && acto_visita_anular(&c->acto, &c->ficha, "Se abrió en la familia equivocada", c->err));
}

static bool leaves(struct camino *c)
{
	static const struct { const char *parentesco, *motivo; int min; } who[] = {
		{ "suegro", "fallecimiento", 70 }, { "padre", "traslado", 18 }, { "hijo", "union", 18 }, { "hermano", "traslado", 18 }, { "nieto", "traslado", 6 },
	};
	for (int i = c->ficha.integrante.n - 1; i > 0; i--) {
		const struct record *r = &c->ficha.integrante.item[i];
		for (size_t k = 0; k < sizeof who / sizeof *who; k++)
			if (strcmp(answers_text(&r->fields, "parentesco"), who[k].parentesco) == 0 && integrante_edad(r, c->acto.hoy) >= who[k].min)
				return acto_integrante_retirar(&c->acto, &c->ficha, r->seq, who[k].motivo, c->acto.hoy, c->err);
	}
	return true;
}

/* A mother among head and partner, young enough, whose last child is two years old or more. */
static bool has_mother(const struct ficha *f, int32_t on)
{
	for (int i = 0; i < f->integrante.n; i++)
		if (integrante_edad(&f->integrante.item[i], on) < 2)
			return false;
	for (int i = 0; i < f->integrante.n && i < 2; i++) {
		const struct record *r = &f->integrante.item[i];
		const char *kin = answers_text(&r->fields, "parentesco");
		int age = integrante_edad(r, on);
		if (*answers_text(&r->fields, "sexo") == 'm' && age >= 18 && age <= 40 && (strcmp(kin, "jefe") == 0 || strcmp(kin, "conyuge") == 0))
			return true;
	}
	return false;
}

/* A baby: the rest of its answers is asked in the next visit. */
static bool is_born(struct camino *c)
{
	struct answers baby;
	uint32_t seq;
	answers_init(&baby, c->acto.arena);
	c->invento.dia = c->acto.hoy - 1 - camino_elegir(c, 3);
	if (c->vida.parto != DATE_NONE || !has_mother(&c->ficha, c->acto.hoy) || !vida_nace(&c->vida, &c->invento, &baby))
		return true;
	return acto_integrante_nuevo(&c->acto, &c->ficha, &baby, &seq, c->err);
}

/* Only where everybody else is a child of both: other kinships would have to be asked anew. */
static bool new_head(struct camino *c)
{
	const struct ficha *f = &c->ficha;
	if (f->integrante.n < 3 || strcmp(answers_text(&f->integrante.item[1].fields, "parentesco"), "conyuge") != 0)
		return true;
	for (int i = 2; i < f->integrante.n; i++)
		if (strcmp(answers_text(&f->integrante.item[i].fields, "parentesco"), "hijo") != 0)
			return true;
	return acto_cambiar_jefe(&c->acto, &c->ficha, f->integrante.item[1].seq, "conyuge", c->err);
}

/* The next visit: for some today, for more in the days to come; for some it was agreed and has passed. */
static bool agree(struct camino *c, int32_t hoy)
{
	int32_t last = answers_date(&c->ficha.hogar.fields, HOGAR_ULTIMA_VISITA), day = DATE_NONE;
	struct agenda when;
	if (ficha_visita_abierta(&c->ficha))
		return true;
	agenda_of(c->acto.programa->ruta, &c->ficha.hogar.fields, hoy, &when);
	int turn = c->invento.numero % 10;
	if (when.estado == AGENDA_BLOQUEADA)
		day = turn < 5 ? when.desde + camino_elegir(c, 9) : DATE_NONE;
	else if (turn == 3)
		day = hoy;
	else if (turn < 3)
		day = hoy + 1 + camino_elegir(c, 15);
	else if (turn == 6 && last != DATE_NONE && hoy - last > 12)
		day = hoy - 2 - camino_elegir(c, 9);
	if (day != DATE_NONE && day > hoy && date_weekday(day) == 6)
		day++;
	return day == DATE_NONE || day < c->acto.hoy || acto_acordar_visita(&c->acto, &c->ficha, day, c->err);
}

/* Each happens to every so many families. */
static const struct { int each, of; bool (*happens)(struct camino *); } list[] = {
	{ 7, 5, leaves }, { 9, 7, is_born }, { 7, 4, new_head }, { 5, 2, attempt }, { 17, 9, annul },
};

bool novedades(struct camino *c, int32_t hoy)
{
	int32_t last = c->acto.hoy;
	int n = c->invento.numero;
	if (ficha_visita_abierta(&c->ficha))
		return true;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		if (n % list[i].each != list[i].of)
			continue;
		camino_dia(c, last + (hoy - last) * 3 / 4);
		if (!list[i].happens(c))
			return false;
	}
	return agree(c, hoy);
}
