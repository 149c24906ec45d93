#include "model/camino.h"

#include "model/oferta.h"

#include <limits.h>
#include <string.h>

enum { VARIABLES = 15, SUBSETS = 1 << VARIABLES, INCOMES = 3, STEP_PESOS = 100000 };

/* The best few, kept in order of effort, then of fewer changes. */
struct opcion { int effort, changes; unsigned lifted; int income; uint64_t logros; };
struct best { struct opcion *item; int n, most; };

static bool easier(const struct opcion *a, const struct opcion *b)
{
	return a->effort != b->effort ? a->effort < b->effort : a->changes < b->changes;
}

static int worst(const struct best *b)
{
	return b->n < b->most ? INT_MAX : b->item[b->n - 1].effort;
}

static void keep(struct best *b, const struct opcion *c)
{
	int at = b->n;

	while (at > 0 && easier(c, &b->item[at - 1]))
		at--;
	if (at >= b->most)
		return;
	if (b->n < b->most)
		b->n++;
	memmove(&b->item[at + 1], &b->item[at], sizeof *b->item * (size_t)(b->n - 1 - at));
	b->item[at] = *c;
}

struct search {
	const struct evaluacion *e;
	const struct promocion_def *def;
	const struct esfuerzo_def *effort;
	struct arena *arena;
	int var[VARIABLES], n_var;              /* the deprived ones, as indexes of the definition */
	int logro[64], n_logro;                 /* candidates of the first condition, cheapest first, as indexes of the evaluation */
	int needed;                             /* how many of the candidates */
	struct cambio *plan; int n_plan, plan_effort;     /* what the first condition needs in any case */
};

static int effort_of(const struct esfuerzo_de *each, int n, int id, int otherwise)
{
	for (int i = 0; i < n; i++)
		if (each[i].id == id)
			return each[i].puntos;
	return otherwise;
}

static int lift_effort(const struct search *s, int k)
{
	const struct ipm_def *ipm = s->e->programa->ipm;
	return effort_of(s->effort->de_privacion, s->effort->n_privacion, ipm->variable[s->var[k]].id, s->effort->privacion);
}

static int logro_effort(const struct search *s, int i)
{
	return effort_of(s->effort->de_logro, s->effort->n_logro, s->e->logro[i].def->id, s->effort->logro);
}

static int64_t pesos_to(const struct search *s, int income)
{
	const struct ingreso *in = &s->e->ingreso;
	enum clase to = (enum clase)(income + CLASE_EXTREMO);
	return to <= in->clase ? 0 : to == CLASE_MODERADO ? in->falta_moderado : in->falta_no_pobre;
}

static int income_effort(const struct search *s, int income)
{
	int64_t pesos = pesos_to(s, income);
	return (int)((pesos + STEP_PESOS - 1) / STEP_PESOS) * s->effort->ingreso;
}

static bool promotes(const struct search *s, unsigned lifted, int income)
{
	const struct ipm_def *ipm = s->e->programa->ipm;
	int value = ipm->ponderado ? s->e->ipm.puntos : s->e->ipm.conteo;

	for (int k = 0; k < s->n_var; k++)
		if (lifted >> k & 1)
			value -= ipm->ponderado ? ipm->variable[s->var[k]].puntos : 1;
	const struct celda_def *c = promocion_celda(s->def, (enum clase)(income + CLASE_EXTREMO), ipm_clase_de(ipm, ipm->ponderado, value));
	return c && c->promueve;
}

/* All smallest pairs of deprivations to lift and income class to reach. `some` says whether any set within this one, with no higher income, is enough. */
static void search_cell(const struct search *s, struct best *best)
{
	unsigned all = 1u << s->n_var;
	int now = (int)s->e->ingreso.clase - CLASE_EXTREMO;
	uint8_t *some = arena_array(s->arena, uint8_t, INCOMES * SUBSETS), *below = NULL;

	for (int income = now; income < INCOMES; income++) {
		uint8_t *here = some + (size_t)income * SUBSETS;
		for (unsigned set = 0; set < all; set++) {
			bool within = below && below[set];
			for (int k = 0; k < s->n_var && !within; k++)
				within = (set >> k & 1) && here[set & ~(1u << k)];
			bool enough = promotes(s, set, income);
			here[set] = within || enough;
			if (within || !enough)
				continue;
			struct opcion c = { .effort = income_effort(s, income), .changes = income > now, .lifted = set, .income = income };
			for (int k = 0; k < s->n_var; k++)
				if (set >> k & 1)
					c.effort += lift_effort(s, k), c.changes++;
			keep(best, &c);
		}
		below = here;
	}
}

/* The cheapest sets of so many candidates, by depth first with the best that can still be had as bound. */
static void search_logros(const struct search *s, int from, int left, struct opcion *so_far, struct best *best)
{
	if (left == 0) {
		keep(best, so_far);
		return;
	}
	for (int i = from; i + left <= s->n_logro; i++) {
		int bound = so_far->effort;
		for (int k = 0; k < left; k++)
			bound += logro_effort(s, s->logro[i + k]);
		if (bound >= worst(best))
			return;         /* cheapest first: what follows costs no less */
		struct opcion with = *so_far;
		with.effort += logro_effort(s, s->logro[i]);
		with.changes++;
		with.logros |= (uint64_t)1 << i;
		search_logros(s, i + 1, left - 1, &with, best);
	}
}

static void gather_deprived(struct search *s)
{
	for (int i = 0; i < s->e->programa->ipm->n && s->n_var < VARIABLES; i++)
		if (s->e->ipm.privado[i] == TRI_YES)
			s->var[s->n_var++] = i;
}

/* The candidates, cheapest first, equal ones in order of the catalogue. */
static void gather_logros(struct search *s)
{
	const struct evaluacion *e = s->e;

	for (int i = 0; i < e->n_logro && s->n_logro < 64; i++) {
		const struct logro_resultado *r = &e->logro[i];
		if (r->vigente != LOGRO_POR_ALCANZAR || (s->def->modo == NECESARIA_PRIVACIONES && !r->def->privacion))
			continue;
		int at = s->n_logro++;
		while (at > 0 && logro_effort(s, s->logro[at - 1]) > logro_effort(s, i)) {
			s->logro[at] = s->logro[at - 1];
			at--;
		}
		s->logro[at] = i;
	}
	s->needed = promocion_logros_necesarios(s->def, e);
}

/* What condition 1 asks beyond the cell: in the mode of the plan it is a fixed list, that of promocion.falta. */
static void gather_plan(struct search *s)
{
	const struct promocion *p = &s->e->promocion;

	if (p->condicion[0].cumple == TRI_YES)
		return;
	if (s->def->modo != NECESARIA_PLAN) {
		gather_logros(s);
		return;
	}
	s->plan = arena_array(s->arena, struct cambio, p->n_falta + 1);
	for (int i = 0; i < p->n_falta; i++) {
		if (p->falta[i].que != CAMBIO_LOGRO && p->falta[i].que != CAMBIO_COMPROMISO)
			continue;
		s->plan[s->n_plan++] = p->falta[i];
		s->plan_effort += p->falta[i].que == CAMBIO_COMPROMISO ? s->effort->compromiso
			: effort_of(s->effort->de_logro, s->effort->n_logro, p->falta[i].id, s->effort->logro);
	}
}

static void add(struct camino *c, enum cambio_que que, int id, int64_t pesos, const char *texto)
{
	c->cambio[c->n++] = (struct cambio){ .que = que, .sobre = que, .id = id, .pesos = pesos, .texto = texto };
}

static struct camino build(const struct search *s, const struct opcion *cell, const struct opcion *logros)
{
	const struct ipm_def *ipm = s->e->programa->ipm;
	struct camino c = { .cambio = arena_array(s->arena, struct cambio, s->n_plan + s->n_logro + s->n_var + 1), .esfuerzo = s->plan_effort + cell->effort + logros->effort };
	int value = ipm->ponderado ? s->e->ipm.puntos : s->e->ipm.conteo;

	for (int i = 0; i < s->n_plan; i++)
		c.cambio[c.n++] = s->plan[i];
	for (int i = 0; i < s->n_logro; i++)
		if (logros->logros >> i & 1) {
			const struct logro_def *def = s->e->logro[s->logro[i]].def;
			add(&c, CAMBIO_LOGRO, def->id, 0, arena_printf(s->arena, "Alcanzar el logro «%s»", def->corto));
		}
	for (int k = 0; k < s->n_var; k++)
		if (cell->lifted >> k & 1) {
			const struct ipm_variable *v = &ipm->variable[s->var[k]];
			value -= ipm->ponderado ? v->puntos : 1;
			add(&c, CAMBIO_PRIVACION, v->id, 0, arena_printf(s->arena, "Superar la privación «%s»%s%s", v->nombre, v->falta ? ": " : "", v->falta ? v->falta : ""));
		}
	int64_t pesos = pesos_to(s, cell->income);
	if (pesos > 0)
		add(&c, CAMBIO_INGRESO, 0, pesos, arena_printf(s->arena, "Aumentar el ingreso del hogar en %s al mes", pesos_texto(pesos, s->arena)));
	const struct celda_def *to = promocion_celda(s->def, (enum clase)(cell->income + CLASE_EXTREMO), ipm_clase_de(ipm, ipm->ponderado, value));
	c.celda = to ? to->id : 0;
	return c;
}

/* The data come first: without them nobody can say what is smallest. */
static bool known(const struct evaluacion *e)
{
	if (e->ipm.faltan > 0 || e->ingreso.clase == CLASE_SIN_DATO || e->promocion.condicion[0].cumple == TRI_UNKNOWN)
		return false;
	for (int i = 0; i < e->promocion.n_falta; i++)
		if (e->promocion.falta[i].que == CAMBIO_DATO)
			return false;
	return true;
}

int camino_buscar(const struct evaluacion *e, int most, struct arena *arena, struct camino **out)
{
	struct search s = { .e = e, .def = e->programa->promocion, .effort = e->programa->promocion->esfuerzo, .arena = arena };
	struct best cell = { .item = arena_array(arena, struct opcion, most + 1), .most = most }, logros = { .item = arena_array(arena, struct opcion, most + 1), .most = most };
	int n = 0;

	*out = arena_array(arena, struct camino, most + 1);
	if (e->promocion.promueve == TRI_YES || !known(e))
		return 0;
	gather_deprived(&s);
	gather_plan(&s);
	search_cell(&s, &cell);
	search_logros(&s, 0, s.needed, &(struct opcion){ 0 }, &logros);
	/* Both lists are in order; the best pairs lie where the sum of positions is small, and at most `most` are wanted. */
	struct best pairs = { .item = arena_array(arena, struct opcion, most + 1), .most = most };
	for (int i = 0; i < cell.n; i++)
		for (int k = 0; k < logros.n; k++)
			keep(&pairs, &(struct opcion){ .effort = cell.item[i].effort + logros.item[k].effort, .changes = cell.item[i].changes + logros.item[k].changes,
				.lifted = (unsigned)i, .income = k });
	for (int i = 0; i < pairs.n; i++)
		(*out)[n++] = build(&s, &cell.item[pairs.item[i].lifted], &logros.item[pairs.item[i].income]);
	return n;
}

static bool lifts(const struct oferta *o, int privacion)
{
	for (int i = 0; i < o->n_privacion; i++)
		if (o->privacion[i] == privacion)
			return true;
	return false;
}

int camino_ofertas(const struct evaluacion *e, const struct cambio *c, struct arena *arena, const struct oferta ***out)
{
	enum cambio_que que = c->que;
	int n = 0;

	if (que == CAMBIO_LOGRO)
		return oferta_para(e->programa->ofertas, c->id, &e->scope, arena, out);
	const struct oferta **all;
	int found = oferta_para(e->programa->ofertas, 0, &e->scope, arena, &all);
	*out = arena_array(arena, const struct oferta *, found + 1);
	/* More income comes through the offers of income and work, which is dimension 2 of every catalogue. */
	for (int i = 0; i < found; i++)
		if ((que == CAMBIO_PRIVACION && lifts(all[i], c->id)) || (que == CAMBIO_INGRESO && all[i]->dimension == 2))
			(*out)[n++] = all[i];
	return n;
}
