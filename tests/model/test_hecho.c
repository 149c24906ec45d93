#include "model/hecho.h"
#include "mini.h"
#include <criterion/criterion.h>
#include <string.h>

static struct arena arena;
static struct ficha ficha;
static const struct programa *p;

static void start(void)
{
	arena_init(&arena);
	p = mini_load(&arena);
	mini_familia(&ficha, &arena);
}

static void stop(void)
{
	arena_done(&arena);
}

static struct value hecho(const char *name)
{
	const struct evaluacion *e = model_evaluate(p, &ficha, MINI_HOY, &arena);
	return hecho_value(&e->scope, name, e->scope.hecho_arg);
}

#define ES_NUM(name, kind_, n) do { struct value v_ = hecho(name); cr_expect(v_.kind == (kind_) && v_.num == (n), name ": kind %d, %lld", v_.kind, (long long)v_.num); } while (0)
#define ES_INT(name, n) ES_NUM(name, VALUE_INT, n)
#define ES_BOOL(name, b) ES_NUM(name, VALUE_BOOL, b)
#define ES_TEXT(name, s) cr_expect_str_eq(hecho(name).text ? hecho(name).text : "", s)
#define SIN_DATO(name) cr_expect_eq(hecho(name).kind, VALUE_NONE, name)

TestSuite(hecho, .init = start, .fini = stop);

Test(hecho, all_are_declared_and_answered)
{
	static const char *const known[] = { "integrantes_activos", "jefes", "hogar_completo", "visitas_efectivas", "linea_base_congelada", "logros_aplican",
		"compromisos", "oportunidades", "ipm_clase", "celda", "plan_cumplido", "fase", "momento", NULL };
	for (int i = 0; known[i]; i++) {
		const struct variable *var = dict_find(&p->dict, known[i]);
		cr_assert(var && var->level == LEVEL_HECHO, "%s", known[i]);
		cr_expect(value_known(hecho(known[i])), "%s", known[i]);
	}
	SIN_DATO("no_existe");
}

Test(hecho, household)
{
	ES_INT("integrantes_activos", 2);
	ES_INT("jefes", 1);
	ES_TEXT("momento", "inicio");
	ES_TEXT("fase", "uno");
	ES_TEXT("catalogo", "MINI-2");
	SIN_DATO("dias_desde_visita");
	ES_INT("visitas_efectivas", 0);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - 35));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("seguimiento"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, INTEGRANTE_ACTIVO, value_bool(false));
	ES_INT("dias_desde_visita", 35);
	ES_TEXT("fase", "dos");
	ES_INT("integrantes_activos", 1);
}

Test(hecho, registration_is_complete_when_required_answers_are_recorded)
{
	ES_BOOL("hogar_completo", true);
	mini_set(&ficha, RECORD_HOGAR, 0, "municipio", value_none());
	ES_BOOL("hogar_completo", false);      /* what the form would offer by itself is not an answer */
	mini_set(&ficha, RECORD_HOGAR, 0, "municipio", value_choice("05001"));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_none());
	ES_BOOL("hogar_completo", false);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", (struct value){ .kind = VALUE_REFUSED });
	ES_BOOL("hogar_completo", true);
}

Test(hecho, logros)
{
	ES_INT("logros_aplican", 2);
	ES_INT("logros_alcanzados", 1);
	ES_INT("logros_por_alcanzar", 1);
	ES_INT("logros_sin_dato", 0);
	ES_INT("logros_privacion_alcanzados", 0);
	ES_INT("logros_priorizados", 0);
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_NUMERO, value_int(2));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_PRIORIDAD, value_int(1));
	ES_INT("logros_priorizados", 1);
	ES_INT("logros_priorizados_alcanzados", 0);
	ES_INT("logros_priorizados_sin_compromiso", 1);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "estudia", value_bool(true));
	ES_INT("logros_priorizados_alcanzados", 1);
	ES_INT("logros_priorizados_sin_compromiso", 0);
	ES_INT("logros_privacion_alcanzados", 1);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "estudia", value_none());
	ES_INT("logros_sin_dato", 1);
}

/* Ana grows up: what no longer applies is as good as reached. */
Test(hecho, what_does_not_apply_is_not_missing)
{
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_NUMERO, value_int(2));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_PRIORIDAD, value_int(1));
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_make(2005, 1, 1)));
	ES_INT("logros_aplican", 1);
	ES_INT("logros_priorizados_alcanzados", 1);
	ES_INT("logros_privacion_alcanzados", 1);
	ES_INT("logros_priorizados_sin_compromiso", 0);
}

Test(hecho, commitments_and_opportunities)
{
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_NUMERO, value_int(2));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_PRIORIDAD, value_int(1));
	static const char *const estado[] = { "pendiente", "cumplido", "no_cumplido", "replanteado", "retirado" };
	for (uint32_t i = 0; i < 5; i++)
		mini_set(&ficha, RECORD_COMPROMISO, i + 1, COMPROMISO_ESTADO, value_choice(estado[i]));
	mini_set(&ficha, RECORD_COMPROMISO, 3, COMPROMISO_LOGRO, value_int(2));
	ES_INT("compromisos", 4);
	ES_INT("compromisos_pendientes", 2);
	ES_INT("compromisos_cumplidos", 1);
	ES_INT("logros_priorizados_sin_compromiso", 1);
	ES_INT("compromisos_sin_seguimiento", 2);
	mini_visita(&ficha, "seguimiento", "");
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_LOGRO, value_int(2));
	mini_set(&ficha, RECORD_COMPROMISO, 1, COMPROMISO_VISITA, value_int(1));
	ES_INT("compromisos_sin_seguimiento", 1);
	ES_INT("logros_priorizados_sin_compromiso", 0);
	mini_set(&ficha, RECORD_OPORTUNIDAD, 1, OPORTUNIDAD_ESTADO, value_choice("acercada"));
	mini_set(&ficha, RECORD_OPORTUNIDAD, 2, OPORTUNIDAD_ESTADO, value_choice("efectiva"));
	ES_INT("oportunidades", 2);
	ES_INT("oportunidades_abiertas", 1);
}

Test(hecho, poverty_is_known_only_when_it_cannot_change)
{
	ES_TEXT("ipm_clase", "moderado");
	ES_INT("ipm_conteo", 1);
	ES_INT("ipm_puntos", 40);
	ES_INT("ipm_faltan", 0);
	ES_TEXT("ingreso_clase", "no_pobre");
	ES_BOOL("ingreso_completo", true);
	ES_INT("celda", 8);
	ES_BOOL("celda_promovible", true);
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", value_none());
	SIN_DATO("ipm_conteo");
	SIN_DATO("ipm_puntos");
	SIN_DATO("ipm_clase");
	SIN_DATO("ipm_discrepan");
	SIN_DATO("celda");
	ES_INT("ipm_faltan", 1);
}

Test(hecho, plan_and_linea_base)
{
	ES_BOOL("linea_base_congelada", false);
	ES_BOOL("plan_acordado", false);
	ES_BOOL("plan_cumplido", false);
	ES_BOOL("promueve", false);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_LINEA_BASE, value_date(MINI_HOY - 100));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PLAN, value_date(MINI_HOY - 60));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(1, 0), LOGRO_NUMERO, value_int(1));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(1, 0), LOGRO_PRIORIDAD, value_int(1));
	ES_BOOL("linea_base_congelada", true);
	ES_BOOL("plan_acordado", true);
	ES_BOOL("plan_cumplido", true);
	ES_BOOL("promueve", true);
}

static void validacion(uint32_t seq, int32_t on, const char *decision, const char *aprueba)
{
	mini_set(&ficha, RECORD_EVALUACION, seq, EVALUACION_TIPO, value_choice("validacion"));
	mini_set(&ficha, RECORD_EVALUACION, seq, EVALUACION_FECHA, value_date(on));
	mini_set(&ficha, RECORD_EVALUACION, seq, EVALUACION_DECISION, value_choice(decision));
	mini_set(&ficha, RECORD_EVALUACION, seq, EVALUACION_APRUEBA, value_text(aprueba));
}

Test(hecho, last_validation_decides)
{
	SIN_DATO("decision");
	ES_BOOL("validacion_aprobada", false);
	validacion(1, MINI_HOY - 90, "permanece", "Rosa Díaz");
	validacion(2, MINI_HOY - 10, "promueve", "Rosa Díaz");
	mini_set(&ficha, RECORD_EVALUACION, 3, EVALUACION_TIPO, value_choice("promocion"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("promocion"));
	ES_TEXT("decision", "promueve");
	ES_BOOL("validacion_aprobada", true);
}

Test(hecho, old_decision_does_not_count_in_a_new_validation)
{
	validacion(1, MINI_HOY - 90, "permanece", "Rosa Díaz");
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text("validacion"));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(MINI_HOY - 40));
	SIN_DATO("decision");
	ES_BOOL("validacion_aprobada", false);
	mini_visita(&ficha, "validacion", "");
	SIN_DATO("decision");
	validacion(2, MINI_HOY, "promueve", NULL);
	ES_TEXT("decision", "promueve");
	ES_BOOL("validacion_aprobada", false);
	validacion(2, MINI_HOY, "promueve", "Rosa Díaz");
	ES_BOOL("validacion_aprobada", true);
}
