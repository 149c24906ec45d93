#include "mini.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
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

static void en(const char *momento)
{
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_MOMENTO, value_text(momento));
}

static struct posicion posicion(void)
{
	struct posicion out;
	ruta_posicion(model_evaluate(p, &ficha, MINI_HOY, &arena), &arena, &out);
	return out;
}

static enum tri puede_ir(const char *a, bool *atras, const char **why)
{
	struct trace trace;
	trace_init(&trace, &arena);
	enum tri may = ruta_puede_ir(model_evaluate(p, &ficha, MINI_HOY, &arena), ruta_momento(p->ruta, a), atras, &trace);
	*why = trace.n ? trace.line[trace.n - 1].text : "";
	return may;
}

static void plan_cumplido(void)
{
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_LINEA_BASE, value_date(MINI_HOY - 100));
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_PLAN, value_date(MINI_HOY - 60));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(1, 0), LOGRO_NUMERO, value_int(1));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(1, 0), LOGRO_PRIORIDAD, value_int(1));
}

TestSuite(ruta, .init = start, .fini = stop);

Test(ruta, reads_phases_moments_and_steps)
{
	const struct momento *m = ruta_momento(p->ruta, "seguimiento");
	cr_assert_eq(p->ruta->n, 3);
	cr_assert_eq(ruta_primero(p->ruta), ruta_momento(p->ruta, "inicio"));
	cr_assert_not_null(m);
	cr_expect(m->repite && !m->exento);
	cr_expect_eq(m->orden, 3);
	cr_expect_str_eq(m->fase->nombre, "Así Crecemos");
	cr_expect_eq(p->ruta->bloqueo_dias, 28);
	cr_expect_eq(ruta_momento(p->ruta, "promocion")->n_al_salir, 2);
	cr_expect_not_null(momento_paso(m, "compromisos"));
	cr_expect_null(momento_paso(m, "otro"));
	cr_expect_null(ruta_momento(p->ruta, "otro"));
}

Test(ruta, without_a_visit_the_first_step_is_next)
{
	struct posicion pos = posicion();
	cr_expect_str_eq(pos.momento->id, "inicio");
	cr_expect_eq(pos.siguiente, 0);
	cr_expect_eq(pos.paso[0].estado, PASO_ABIERTO);
	cr_expect_eq(pos.paso[2].estado, PASO_ESPERA);
	cr_expect(!pos.puede_cerrar);
	cr_expect_str_eq(pos.siguiente_texto, "Visita de inicio: Autorización");
}

Test(ruta, nothing_to_close_without_a_visit)
{
	struct problems problems;
	p = mini_load_edit(&arena, "ruta.yaml", "abre: compromisos}", "abre: compromisos, opcional: si}", &problems);
	cr_assert(p);
	en("seguimiento");
	cr_expect(!posicion().puede_cerrar);
	mini_visita(&ficha, "seguimiento", "");
	cr_expect(posicion().puede_cerrar, "all its steps are optional");
}

/* Steps of inicio: 0 mandatory, 1 optional, 2 mandatory. */
struct marks { char done[32]; int siguiente; int estado[3]; int puede_cerrar; };

ParameterizedTestParameters(ruta, steps)
{
	static struct marks marks[] = {
		{ "", 0, { PASO_ABIERTO, PASO_ESPERA, PASO_ESPERA }, 0 },
		{ "autoriza", 1, { PASO_HECHO, PASO_ABIERTO, PASO_ABIERTO }, 0 },
		{ "autoriza charla", 2, { PASO_HECHO, PASO_HECHO, PASO_ABIERTO }, 0 },
		{ "autoriza familia", -1, { PASO_HECHO, PASO_ABIERTO, PASO_HECHO }, 1 },
		{ "autoriza charla familia", -1, { PASO_HECHO, PASO_HECHO, PASO_HECHO }, 1 },
		{ "familia", 0, { PASO_ABIERTO, PASO_ESPERA, PASO_HECHO }, 0 },
	};
	return cr_make_param_array(struct marks, marks, sizeof marks / sizeof *marks);
}

ParameterizedTest(struct marks *m, ruta, steps)
{
	mini_visita(&ficha, "inicio", m->done);
	struct posicion pos = posicion();
	cr_expect_eq(pos.siguiente, m->siguiente, "«%s»: %d", m->done, pos.siguiente);
	cr_expect_eq(pos.puede_cerrar, m->puede_cerrar, "«%s»", m->done);
	for (int i = 0; i < 3; i++)
		cr_expect_eq((int)pos.paso[i].estado, m->estado[i], "«%s» step %d: %d", m->done, i, (int)pos.paso[i].estado);
}

Test(ruta, waiting_steps_say_what_goes_before)
{
	mini_visita(&ficha, "inicio", "");
	mini_set(&ficha, RECORD_HOGAR, 0, "consentimiento", value_bool(false));
	struct posicion pos = posicion();
	cr_expect_str_eq(pos.paso[0].falta, "La familia autoriza primero.");
	cr_expect_str_eq(pos.paso[2].falta, "Antes va el paso «Autorización».");
	mini_set(&ficha, RECORD_HOGAR, 0, "consentimiento", value_bool(true));
	cr_expect_null(posicion().paso[0].falta);
}

Test(ruta, marked_step_whose_data_are_gone_opens_again)
{
	mini_visita(&ficha, "inicio", "autoriza charla familia");
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "parentesco", value_choice("padre"));
	struct posicion pos = posicion();
	cr_expect(pos.paso[2].marcado);
	cr_expect_eq(pos.paso[2].estado, PASO_ABIERTO);
	cr_expect_str_eq(pos.paso[2].falta, "Faltan datos en «La familia».");
	cr_expect_eq(pos.siguiente, 2);
	cr_expect(!pos.puede_cerrar);
}

Test(ruta, marks_of_another_moment_do_not_count)
{
	en("linea_base");
	mini_visita(&ficha, "plan", "vivienda logros");
	cr_expect_eq(posicion().siguiente, 0);
}

Test(ruta, exit_conditions_and_destination)
{
	struct posicion pos = posicion();
	cr_expect(pos.avanza);
	cr_expect_str_eq(pos.destino->id, "linea_base");
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "nombre1", value_none());
	pos = posicion();
	cr_expect(!pos.avanza);
	cr_expect_str_eq(pos.destino->id, "linea_base", "where it goes once they hold");
	cr_expect_str_eq(pos.sale[0].texto, "Completar el registro");
	cr_expect_eq(pos.sale[0].cumple, TRI_NO);
}

Test(ruta, next_moment_may_ask_for_what_leaving_brings)
{
	en("linea_base");
	struct posicion pos = posicion();
	cr_expect_eq(pos.n_sale, 2);
	cr_expect_str_eq(pos.sale[1].texto, "Tener la línea base");
	cr_expect_eq(pos.sale[1].cumple, TRI_YES, "leaving freezes it");
	cr_expect(pos.avanza);
	mini_set(&ficha, RECORD_INTEGRANTE, 2, "estudia", value_none());
	cr_expect(!posicion().avanza);
}

Test(ruta, follow_up_repeats_until_the_plan_is_kept)
{
	en("seguimiento");
	mini_visita(&ficha, "seguimiento", "compromisos");
	struct posicion pos = posicion();
	cr_expect(pos.puede_cerrar && !pos.avanza);
	cr_expect_eq(pos.siguiente, -1);
	cr_expect_str_eq(pos.siguiente_texto, "Seguimiento: cerrar la visita");
	plan_cumplido();
	pos = posicion();
	cr_expect(pos.avanza);
	cr_expect_str_eq(pos.destino->id, "validacion");
}

Test(ruta, validation_forks_by_its_decision)
{
	en("validacion");
	plan_cumplido();
	struct posicion pos = posicion();
	cr_expect_str_eq(pos.destino->id, "promocion", "the rules say so today");
	cr_expect(pos.avanza);
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_NUMERO, value_int(2));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_PRIORIDAD, value_int(2));
	pos = posicion();
	cr_expect_str_eq(pos.destino->id, "seguimiento");
	cr_expect(pos.avanza);
	/* what was recorded in this visit stands */
	mini_visita(&ficha, "validacion", "revisa");
	mini_set(&ficha, RECORD_EVALUACION, 1, EVALUACION_TIPO, value_choice("validacion"));
	mini_set(&ficha, RECORD_EVALUACION, 1, EVALUACION_FECHA, value_date(MINI_HOY));
	mini_set(&ficha, RECORD_EVALUACION, 1, EVALUACION_DECISION, value_choice("promueve"));
	cr_expect_str_eq(posicion().destino->id, "promocion");
}

Test(ruta, doubt_holds_the_family_where_it_is)
{
	en("validacion");
	plan_cumplido();
	mini_set(&ficha, RECORD_HOGAR, 0, "piso", value_none());
	mini_set(&ficha, RECORD_INTEGRANTE, 1, "ingreso", value_none());
	struct posicion pos = posicion();
	cr_expect_str_eq(pos.destino->id, "validacion");
	cr_expect(!pos.avanza);
	cr_assert_eq(pos.n_sale, 1);
	cr_expect_eq(pos.sale[0].cumple, TRI_UNKNOWN);
	cr_expect_str_eq(pos.sale[0].texto, "Tener los datos que deciden si sigue «Visita de promoción»");
}

Test(ruta, route_ends)
{
	en("promocion");
	mini_visita(&ficha, "promocion", "cierre");
	struct posicion pos = posicion();
	cr_expect_null(pos.destino);
	cr_expect(pos.avanza && pos.puede_cerrar);
	mini_set(&ficha, RECORD_HOGAR, 0, HOGAR_CIERRE, value_date(MINI_HOY));
	cr_expect_str_eq(posicion().siguiente_texto, "Ruta terminada");
}

/* All that hold the family back are listed: it moves on exactly when each of them holds. */
Test(ruta, advances_exactly_when_all_listed_conditions_hold)
{
	static const char *const momento[] = { "inicio", "linea_base", "plan", "seguimiento", "validacion", "promocion" };
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 6; i++) {
			en(momento[i]);
			struct posicion pos = posicion();
			bool all = true;
			for (int k = 0; k < pos.n_sale; k++)
				all = all && pos.sale[k].cumple == TRI_YES;
			cr_expect_eq(pos.avanza, all, "%s", momento[i]);
		}
		plan_cumplido();
	}
}

Test(ruta, jumps_back_need_a_reason_forward_the_conditions)
{
	bool atras;
	const char *why;
	en("plan");
	cr_expect_eq(puede_ir("inicio", &atras, &why), TRI_YES);
	cr_expect(atras);
	cr_expect_eq(puede_ir("seguimiento", &atras, &why), TRI_YES);
	cr_expect(!atras);
	cr_expect_eq(puede_ir("promocion", &atras, &why), TRI_NO);
	cr_expect(!atras);
	cr_expect_str_eq(why, "Puede seguir «Seguimiento».");
	cr_expect_eq(puede_ir("plan", &atras, &why), TRI_NO);
	cr_expect_str_eq(why, "La familia ya está en «Plan familiar».");
	en("seguimiento");
	cr_expect_eq(puede_ir("validacion", &atras, &why), TRI_NO);
	cr_expect_str_eq(why, "Falta: Cumplir el plan.");
	plan_cumplido();
	cr_expect_eq(puede_ir("validacion", &atras, &why), TRI_YES);
	mini_visita(&ficha, "seguimiento", "");
	cr_expect_eq(puede_ir("validacion", &atras, &why), TRI_NO);
	cr_expect_str_eq(why, "Falta: terminar los pasos de la visita en curso.");
}

Test(ruta, forks_back_by_rule_need_no_reason)
{
	bool atras;
	const char *why;
	en("validacion");
	plan_cumplido();
	cr_expect_eq(puede_ir("promocion", &atras, &why), TRI_YES);
	cr_expect(!atras);
	cr_expect_eq(puede_ir("seguimiento", &atras, &why), TRI_YES);
	cr_expect(atras, "against the decision: a reason");
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_NUMERO, value_int(2));
	mini_set(&ficha, RECORD_LOGRO, logro_seq(2, 0), LOGRO_PRIORIDAD, value_int(2));
	cr_expect_eq(puede_ir("seguimiento", &atras, &why), TRI_YES, "the decision is to stay");
	cr_expect(!atras);
	cr_expect_eq(puede_ir("promocion", &atras, &why), TRI_NO);
	cr_expect_str_eq(why, "Con los datos de hoy corresponde «Seguimiento».");
}
