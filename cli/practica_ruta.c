#include "cli/practica_camino.h"

#include "base/date.h"

#include <string.h>

enum { VISITAS = 16, DOMINGO = 6 };

int camino_elegir(struct camino *c, int n)
{
	c->draw = c->draw * 6364136223846793005u + 1442695040888963407u;
	return n > 0 ? (int)((c->draw >> 33) % (uint64_t)n) : 0;
}

const struct momento *camino_momento(const struct camino *c)
{
	return ruta_actual(c->acto.programa->ruta, &c->ficha.hogar.fields);
}

void camino_dia(struct camino *c, int32_t day)
{
	clock_fix(day);
	c->acto.hoy = day;
}

/* Left in the middle of the form that comes next. */
static void leave_half(struct camino *c, const struct momento *m, int from)
{
	for (int i = from; i < m->n_paso; i++)
		if (m->paso[i].abre == ABRE_FORMULARIO && !m->paso[i].opcional) {
			paso_a_medias(c, m->paso[i].formulario);
			return;
		}
}

static bool visit(struct camino *c, bool left_open)
{
	const struct destino *d = c->destino;
	struct cierre closed;
	if (!acto_visita_abrir(&c->acto, &c->ficha, NULL, c->err))
		return false;
	const struct momento *m = camino_momento(c);
	int i = 0;
	for (int done = 0; i < m->n_paso && !(left_open && done >= d->pasos); i++) {
		if (paso_sobra(c, &m->paso[i]))
			continue;
		if (!paso_dar(c, &m->paso[i]))
			return false;
		done++;
	}
	if (left_open && d->borrador)
		leave_half(c, m, i);
	return left_open || (paso_formulario(c, "cierre_visita") && acto_visita_cerrar(&c->acto, &c->ficha, &closed, c->err));
}

/* Well-being grows along the way; it is what it will be from the visit in which the plan is fulfilled. */
static void grow(struct camino *c, int number)
{
	const struct destino *d = c->destino;
	int end = c->bienestar, before = end < 70 ? end : 70, start = before > 45 ? 30 : before > 20 ? before - 12 : 8;
	bool arrived = number >= d->visitas - 1 - d->despues && number >= 3;
	c->vida.bienestar = arrived || d->visitas < 2 ? end : start + (before - start) * number / d->visitas;
}

/* Backwards from the last one. The first two are close together and so are those after the plan; the others leave the family its month. No visits on Sundays. */
static void schedule(struct rng *rng, const struct destino *d, int32_t last, int32_t *day)
{
	day[d->visitas > 0 ? d->visitas - 1 : 0] = last;
	for (int i = d->visitas - 2; i >= 0; i--) {
		bool soon = i == 0 || i + 1 >= d->visitas - d->despues;
		day[i] = day[i + 1] - (soon ? rng_range(rng, 3, 9) : rng_range(rng, 30, 41));
		if (date_weekday(day[i]) == DOMINGO)
			day[i]--;
	}
}

static bool walk(struct camino *c, const int32_t *day)
{
	const struct destino *d = c->destino;
	for (int i = 0; i < d->visitas; i++) {
		camino_dia(c, day[i]);
		grow(c, i);
		if (!visit(c, d->abierta && i == d->visitas - 1))
			return false;
	}
	return true;
}

static bool finish(struct camino *c, int32_t last)
{
	const struct destino *d = c->destino;
	if (!d->cierre)
		return answers_date(&c->ficha.hogar.fields, HOGAR_CIERRE) != DATE_NONE || novedades(c, c->practica->hoy);
	camino_dia(c, last + 2);
	return acto_cerrar_hogar(&c->acto, &c->ficha, d->cierre, d->motivo ? d->motivo : d->cierre, c->err);
}

bool practica_familia(struct practica *p, struct txn *txn, struct arena *arena, int tipo, const struct destino *d, struct err *err)
{
	struct camino c = { .practica = p, .destino = d, .err = err, .dicho = DATE_NONE };
	struct rng rng;
	int32_t day[VISITAS];
	rng_seed(&rng, p->seed * 1000 + (uint64_t)p->familias + 1);
	c.draw = rng_next(&rng);
	int32_t last = p->hoy - rng_range(&rng, d->hace_min, d->hace_max);
	if (last < p->hoy && date_weekday(last) == DOMINGO)
		last--;
	schedule(&rng, d, last, day);
	c.bienestar = rng_range(&rng, d->bienestar_min, d->bienestar_max);
	c.acto = (struct acto){ .txn = txn, .programa = p->programa, .hoy = day[0], .arena = arena };
	c.invento = (struct invento){ .nombres = &p->nombres, .seed = p->seed, .numero = p->familias, .tipo = tipo, .dia = day[0] };
	vida_inventar(&c.vida, arena, &c.invento);
	c.vida.pobre = d->pobre;
	if (strcmp(c.vida.tipo, "pareja que espera") == 0)
		c.vida.parto = last + rng_range(&rng, 25, 200);
	grow(&c, 0);
	camino_dia(&c, day[0]);
	p->familias++;
	bool good = acto_registrar(&c.acto, &c.vida.hogar, c.vida.integrante, c.vida.n, &c.ficha, err) && walk(&c, day) && finish(&c, last);
	return good || err_wrap(err, "Práctica, familia %d («%s», %s)", c.invento.numero + 1, c.vida.tipo, d->nombre);
}
