#include "tests/model/generador.h"
#include "forms/field_type.h"
#include <string.h>

/* --- chance --- */

static uint64_t step(struct generador *g)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 7;
	g->state ^= g->state << 17;
	return g->state;
}

void generador_seed(struct generador *g, uint64_t seed)
{
	g->state = seed * 0x9E3779B97F4A7C15u + 1;
	for (int i = 0; i < 4; i++)
		(void)step(g);
}

uint32_t generador_below(struct generador *g, uint32_t n)
{
	return (uint32_t)(step(g) >> 33) % n;
}

static bool chance(struct generador *g, uint32_t percent)
{
	return generador_below(g, 100) < percent;
}

/* --- what rules read --- */

static void collect(const struct variable *var, void *arg)
{
	struct generador *g = arg;

	if (var->calculation) {
		expr_variables(var->calculation, collect, g);
		return;
	}
	for (int i = 0; i < g->n; i++)
		if (g->var[i] == var)
			return;
	if (var->level == LEVEL_HOGAR || var->level == LEVEL_INTEGRANTE)
		*ARENA_PUSH(g->arena, g->var, g->n, g->cap) = var;
}

static void collect_rule(struct generador *g, const struct expr *rule)
{
	if (rule)
		expr_variables(rule, collect, g);
}

void generador_init(struct generador *g, const struct programa *p, struct arena *arena)
{
	*g = (struct generador){ .programa = p, .arena = arena, .state = 1 };
	for (int i = 0; i < p->logros->n; i++) {
		collect_rule(g, p->logros->logro[i].aplica_si);
		collect_rule(g, p->logros->logro[i].alcanzado_si);
	}
	for (int i = 0; i < p->ipm->n; i++)
		collect_rule(g, p->ipm->variable[i].privado_si);
	for (int i = 0; i < p->ingreso->n_item; i++)
		collect(p->ingreso->item[i].var, g);
	if (p->ingreso->completo)
		collect(p->ingreso->completo, g);
	collect_rule(g, p->ingreso->exige);
}

static void look_for_members(const struct variable *var, void *arg)
{
	bool *found = arg;

	*found |= var->calculation && generador_agrega(var->calculation);
}

bool generador_agrega(const struct expr *rule)
{
	bool found = rule && strstr(expr_source(rule), "${integrante}");

	if (rule && !found)
		expr_variables(rule, look_for_members, &found);
	return found;
}

/* --- answers --- */

static struct value some_number(struct generador *g, const struct variable *v)
{
	static const int64_t scale[] = { 1, 10, 1000, 100000, 1000000 };
	int64_t low = v->min == INT64_MIN ? 0 : v->min, high = v->max == INT64_MAX ? low + 100 : v->max;

	if (strcmp(v->type->name, "money") == 0)
		return value_int(chance(g, 75) ? 0 : (int64_t)generador_below(g, 30) * scale[generador_below(g, 5)]);
	/* small numbers decide more often than great ones */
	if (high - low > 12 && chance(g, 70))
		high = low + 12;
	return value_int(low + (int64_t)generador_below(g, (uint32_t)(high - low + 1)));
}

static struct value some_date(struct generador *g, const struct variable *v)
{
	bool birth = strcmp(v->name, "fecha_nacimiento") == 0;
	uint32_t years = birth && chance(g, 50) ? 20 : birth ? 90 : 5;

	return value_date(dia(PROGRAMAS_HOY) - (int32_t)generador_below(g, 365 * years));
}

static struct value some_set(struct generador *g, const struct variable *v)
{
	const char *text = "";

	for (int i = 0; i < v->choices->n; i++)
		if (chance(g, 30))
			text = arena_printf(g->arena, "%s%s%s", text, *text ? " " : "", v->choices->item[i].name);
	return value_set(text);
}

static struct value some_answer(struct generador *g, const struct variable *v)
{
	switch (v->type->kind) {
	case VALUE_BOOL: return value_bool(chance(g, 50));
	case VALUE_INT: return some_number(g, v);
	case VALUE_DATE: return some_date(g, v);
	case VALUE_CHOICE: return value_choice(v->choices->item[generador_below(g, (uint32_t)v->choices->n)].name);
	case VALUE_SET: return some_set(g, v);
	default: return value_text("Prueba");
	}
}

/* Only a sensitive question may be refused. */
static void answer_all(struct generador *g, struct answers *fields, enum level level, uint32_t known)
{
	for (int i = 0; i < g->n; i++) {
		if (g->var[i]->level != level)
			continue;
		if (chance(g, known))
			answers_set(fields, g->var[i]->name, some_answer(g, g->var[i]));
		else if (g->var[i]->sensitive && chance(g, 50))
			answers_set(fields, g->var[i]->name, (struct value){ .kind = VALUE_REFUSED });
	}
}

/* --- families --- */

/* Some families are almost complete, others almost empty: decisions with few gaps, and gaps that decide. */
static uint32_t how_known(struct generador *g)
{
	static const uint32_t percent[] = { 30, 70, 90, 98, 100 };

	return percent[generador_below(g, 5)];
}

static void add_member(struct generador *g, struct ficha *f, uint32_t seq, uint32_t known)
{
	struct record r;

	record_init(&r, g->arena, RECORD_INTEGRANTE, 1, seq);
	answers_set(&r.fields, "nombre1", value_text(arena_printf(g->arena, "Persona%u", seq)));
	answer_all(g, &r.fields, LEVEL_INTEGRANTE, known);
	ficha_add(f, &r);
}

void generador_integrante(struct generador *g, struct ficha *f, uint32_t seq)
{
	add_member(g, f, seq, how_known(g));
}

static void add_plan(struct generador *g, struct ficha *f)
{
	struct record r;
	uint32_t most = generador_below(g, 4);

	answers_set(&f->hogar.fields, HOGAR_PLAN, value_date(dia("2026-02-20")));
	for (uint32_t i = 0; i < most; i++) {
		int id = g->programa->logros->logro[generador_below(g, (uint32_t)g->programa->logros->n)].id;
		record_init(&r, g->arena, RECORD_LOGRO, 1, logro_seq(id, 0));
		answers_set(&r.fields, LOGRO_PRIORIDAD, value_int(i + 1));
		ficha_add(f, &r);
	}
	if (chance(g, 80))
		return;
	record_init(&r, g->arena, RECORD_COMPROMISO, 1, 1);
	answers_set(&r.fields, COMPROMISO_ESTADO, value_choice(chance(g, 50) ? "cumplido" : "pendiente"));
	ficha_add(f, &r);
}

void generador_familia(struct generador *g, struct ficha *f)
{
	uint32_t known = how_known(g), members = 1 + generador_below(g, 6);

	ficha_init(f, g->arena);
	answer_all(g, &f->hogar.fields, LEVEL_HOGAR, known);
	for (uint32_t seq = 1; seq <= members; seq++)
		add_member(g, f, seq, known);
	if (chance(g, 80))
		add_plan(g, f);
}

/* --- completion --- */

struct reads { const struct variable *wanted; bool found; };

static void is_wanted(const struct variable *var, void *arg)
{
	struct reads *r = arg;

	r->found |= var == r->wanted;
}

/* The item of income that an answer belongs to; NULL: it is none. */
static const struct variable *item_of(const struct ingreso_def *def, const struct variable *var)
{
	for (int i = 0; i < def->n_item; i++) {
		const struct variable *item = def->item[i].var;
		struct reads r = { var, item == var };
		if (item->calculation)
			expr_variables(item->calculation, is_wanted, &r);
		if (r.found)
			return item;
	}
	return NULL;
}

struct touched { const struct scope *scope; int me; bool any; };

static void is_touched(const struct variable *var, void *arg)
{
	struct touched *t = arg;

	t->any |= scope_value(t->scope, var, t->me).kind != VALUE_NONE;
}

/* An empty item counts as 0 when the member's income is declared complete, or is not asked at that age; one begun or refused waits for its answer. */
static bool counts_as_zero(const struct ingreso_def *def, const struct variable *var, const struct scope *scope, int me)
{
	const struct variable *item = item_of(def, var);
	struct scope at = *scope;
	struct touched t = { &at, me, false };

	at.me = me;
	if (!item)
		return false;
	if (item->calculation)
		expr_variables(item->calculation, is_touched, &t);
	else
		is_touched(item, &t);
	if (t.any)
		return false;
	struct value done = def->completo ? scope_value(&at, def->completo, me) : value_none();
	return (done.kind == VALUE_BOOL && done.num) || (def->exige && expr_test(def->exige, &at, NULL) == TRI_NO);
}

void generador_completar(struct generador *g, struct ficha *f, uint32_t percent)
{
	struct ficha before;
	struct scope scope;

	/* what the gaps meant before the first was filled */
	ficha_copy(&before, g->arena, f);
	ficha_scope(&before, &g->programa->dict, dia(PROGRAMAS_HOY), g->arena, &scope);
	for (int me = -1; me < f->integrante.n; me++) {
		struct answers *fields = me < 0 ? &f->hogar.fields : &f->integrante.item[me].fields;
		for (int i = 0; i < g->n; i++) {
			const struct variable *v = g->var[i];
			bool here = (v->level == LEVEL_INTEGRANTE) == (me >= 0);
			if (here && !value_known(answers_get(fields, v->name)) && chance(g, percent) && !(me >= 0 && counts_as_zero(g->programa->ingreso, v, &scope, me)))
				answers_set(fields, v->name, some_answer(g, v));
		}
	}
}
