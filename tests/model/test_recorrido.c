/* A whole journey through the route that is delivered: every question answered, every act of `al_salir` done as the store does it. */
#include "forms/field_type.h"
#include "model/agenda.h"
#include "model/evaluacion.h"
#include "model/ruta.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;
static struct ficha ficha;
static const struct programa *p;
static int32_t hoy = MINI_HOY;

static struct value some_answer(const struct variable *var)
{
	switch (var->type->kind) {
	case VALUE_BOOL: return value_bool(true);
	case VALUE_INT: return value_int(var->min > 0 ? var->min : var->max < 10 ? var->max : 10);
	case VALUE_DATE: return value_date(hoy);
	case VALUE_CHOICE: return value_choice(var->choices->item[0].name);
	case VALUE_SET: return value_set(var->choices->item[0].name);
	case VALUE_TEXT: return value_text("algo");
	case VALUE_NONE:
	case VALUE_REFUSED: break;
	}
	return value_none();
}

static void answer_all(enum level level, enum record_kind kind, uint32_t seq)
{
	for (int i = 0; i < p->dict.n_var; i++) {
		const struct variable *var = &p->dict.var[i];
		const struct record *r = ficha_record(&ficha, kind, seq);
		if (var->level == level && !var->calculation && !(r && answers_find(&r->fields, var->name)))
			mini_set(&ficha, kind, seq, var->name, some_answer(var));
	}
}

static void start(void)
{
	struct problems problems;
	const char *root = getenv("LOGROS_ROOT");
	arena_init(&arena);
	problems_init(&problems, &arena);
	p = programa_load(&arena, arena_printf(&arena, "%s/programs", root ? root : "."), "medellin-solidaria", &problems);
	cr_assert(p, "%s", problems.n ? problems.item[0].text : "");
	mini_familia(&ficha, &arena);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "estudia", value_bool(true));
	for (uint32_t seq = 1; seq <= 2; seq++) {
		mini_set(&ficha, RECORD_INTEGRANTE, seq, "gestante", value_bool(false));
		for (int i = 0; i < p->ingreso->n_item; i++)
			if (p->ingreso->item[i].var->level == LEVEL_INTEGRANTE)
				mini_set(&ficha, RECORD_INTEGRANTE, seq, p->ingreso->item[i].var->name, value_int(1500000));
		answer_all(LEVEL_INTEGRANTE, RECORD_INTEGRANTE, seq);
	}
	answer_all(LEVEL_HOGAR, RECORD_HOGAR, 0);
}

static void stop(void)
{
	arena_done(&arena);
}

static const struct evaluacion *now(void)
{
	return model_evaluate(p, &ficha, hoy, &arena);
}

/* What the cogestor and the family do in the plan: logros chosen, commitments made and kept. */
static void plan(void)
{
	const struct evaluacion *e = now();
	int n = 0;
	for (int i = 0; i < e->n_logro && n < 5; i++) {
		if (e->logro[i].vigente != LOGRO_ALCANZADO)
			continue;
		int id = e->logro[i].def->id;
		mini_set(&ficha, RECORD_LOGRO, logro_seq(id, 0), LOGRO_NUMERO, value_int(id));
		mini_set(&ficha, RECORD_LOGRO, logro_seq(id, 0), LOGRO_PRIORIDAD, value_int(++n));
		mini_set(&ficha, RECORD_COMPROMISO, (uint32_t)n, COMPROMISO_LOGRO, value_int(id));
		mini_set(&ficha, RECORD_COMPROMISO, (uint32_t)n, COMPROMISO_ESTADO, value_choice("cumplido"));
	}
	cr_assert_eq(n, 5, "a family with everything has at least five logros reached");
}

static void visit(const struct momento *m)
{
	uint32_t seq = ficha_next_seq(&ficha, RECORD_VISITA);
	const char *all = "";
	for (int i = 0; i < m->n_paso; i++)
		all = arena_printf(&arena, "%s%s%s", all, i ? " " : "", m->paso[i].id);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_int(seq));
	mini_set(&ficha, RECORD_VISITA, seq, VISITA_MOMENTO, value_text(m->id));
	mini_set(&ficha, RECORD_VISITA, seq, VISITA_INICIO, value_date(hoy));
	mini_set(&ficha, RECORD_VISITA, seq, VISITA_HECHOS, value_set(all));
	mini_set(&ficha, RECORD_VISITA, seq, "aprueba_concepto", value_choice("promueve"));
	answer_all(LEVEL_VISITA, RECORD_VISITA, seq);
	if (!strcmp(m->estado, "plan"))
		plan();
	for (int i = 0; i < m->n_paso; i++)
		if (m->paso[i].abre == ABRE_VALIDACION) {
			mini_set(&ficha, RECORD_EVALUACION, 1, EVALUACION_TIPO, value_choice("validacion"));
			struct record *r = ficha_record(&ficha, RECORD_EVALUACION, 1);
			evaluacion_freeze(now(), "validacion", r);
			answers_set(&r->fields, EVALUACION_APRUEBA, value_text("Rosa Díaz"));
		}
}

static void leave(const struct momento *m, const struct momento *next)
{
	for (int i = 0; i < m->n_al_salir; i++) {
		if (!strcmp(m->al_salir[i], "congelar_linea_base"))
			mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_LINEA_BASE, value_date(hoy));
		if (!strcmp(m->al_salir[i], "acordar_plan"))
			mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PLAN, value_date(hoy));
		if (!strcmp(m->al_salir[i], "cerrar"))
			mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_CIERRE, value_date(hoy));
	}
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_VISITA_ABIERTA, value_none());
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(hoy));
	if (next)
		mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text(next->id));
}

TestSuite(recorrido, .init = start, .fini = stop);

Test(recorrido, a_family_walks_the_whole_route)
{
	static const char *const expected[] = {
		"inicio", "linea_base", "plan_familiar", "seguimiento", "validacion_previa", "visita_promocion", "sesion_cierre", NULL,
	};
	struct agenda agenda;
	int at = 0;
	for (;; at++) {
		agenda_of(p->ruta, &ficha.hogar.fields, hoy, &agenda);
		hoy = agenda.desde > hoy ? agenda.desde : hoy;      /* the family is visited as soon as it may be */
		const struct momento *m = ruta_actual(p->ruta, &ficha.hogar.fields);
		struct posicion pos;
		cr_assert(expected[at]);
		cr_assert_str_eq(m->id, expected[at]);
		visit(m);
		ruta_posicion(now(), &arena, &pos);
		cr_assert(pos.puede_cerrar, "%s: %s", m->id, pos.siguiente >= 0 ? pos.paso[pos.siguiente].paso->id : "");
		for (int i = 0; i < pos.n_sale; i++)
			cr_expect_eq(pos.sale[i].cumple, TRI_YES, "%s: %s", m->id, pos.sale[i].texto);
		cr_assert(pos.avanza, "%s", m->id);
		leave(m, pos.destino);
		if (!pos.destino)
			break;
	}
	cr_expect_null(expected[at + 1], "all moments were walked");
	agenda_of(p->ruta, &ficha.hogar.fields, hoy, &agenda);
	cr_expect_eq(agenda.estado, AGENDA_CERRADA);
	cr_expect_eq(hoy, MINI_HOY + 2 * 29, "only plan and follow-up waited");
}

Test(recorrido, the_coordination_may_hold_a_promotion_back)
{
	const struct momento *m = ruta_momento(p->ruta, "validacion_previa");
	struct posicion pos;
	plan();
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_LINEA_BASE, value_date(hoy - 100));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PLAN, value_date(hoy - 70));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text(m->id));
	visit(m);
	ruta_posicion(now(), &arena, &pos);
	cr_expect_str_eq(pos.destino->id, "visita_promocion");
	mini_set(&ficha, RECORD_VISITA, 1, "aprueba_concepto", value_choice("permanece"));
	ruta_posicion(now(), &arena, &pos);
	cr_expect_str_eq(pos.destino->id, "seguimiento");
	cr_expect(pos.avanza);
}

Test(recorrido, consent_comes_before_anything_else)
{
	struct posicion pos;
	mini_set(&ficha, RECORD_HOGAR, 0, "consentimiento", value_none());
	visit(ruta_primero(p->ruta));
	mini_set(&ficha, RECORD_VISITA, 1, VISITA_HECHOS, value_set(""));
	ruta_posicion(now(), &arena, &pos);
	cr_expect_eq(pos.siguiente, 0);
	for (int i = 1; i < pos.n_paso; i++)
		cr_expect_eq(pos.paso[i].estado, PASO_ESPERA, "%s", pos.paso[i].paso->id);
	cr_expect_not_null(pos.paso[0].falta);
}
