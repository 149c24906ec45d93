#include "mundo.h"
#include <string.h>

TestSuite(acto_recorrido, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static const char *estado(void)
{
	return answers_text(&mundo.f.hogar.fields, HOGAR_ESTADO);
}

static const struct record *medicion(const char *tipo)
{
	const struct record *last = NULL;
	for (int i = 0; i < mundo.f.evaluacion.n; i++)
		if (strcmp(answers_text(&mundo.f.evaluacion.item[i].fields, EVALUACION_TIPO), tipo) == 0)
			last = &mundo.f.evaluacion.item[i];
	return last;
}

Test(acto_recorrido, a_family_goes_the_whole_way_to_its_promotion)
{
	mundo_hasta("linea_base");
	cr_expect_str_eq(estado(), "linea_base");
	mundo_hasta("plan_familiar");
	cr_expect(medicion("linea_base"));
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_LINEA_BASE), mundo.hoy);
	mundo_hasta("seguimiento");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_PLAN), mundo.hoy);
	mundo_hasta("validacion_previa");
	mundo_hasta("visita_promocion");
	cr_assert(medicion("validacion"));
	cr_expect_str_eq(answers_text(&medicion("validacion")->fields, EVALUACION_DECISION), "promueve");
	cr_expect_str_eq(answers_text(&medicion("validacion")->fields, EVALUACION_APRUEBA), "Ana Cano");
	mundo_hasta("sesion_cierre");
	cr_expect_str_eq(estado(), "promovido");
	cr_expect(medicion("promocion"));
	struct cierre end = mundo_visita();
	cr_expect(end.avanzo && !end.a, "the route ends");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_CIERRE), mundo.hoy);
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, HOGAR_CIERRE_MOTIVO), "promocion");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, HOGAR_SIGUIENTE), "Ruta terminada");
	cr_expect(medicion("cierre"));
	cr_expect_eq(answers_int(&mundo.f.hogar.fields, HOGAR_VISITAS, 0), 7);
	NIEGA(ERR_RULE, "ya terminó", acto_visita_abrir(&acto, f, NULL, err));
	CASA_VERIFY();
}

Test(acto_recorrido, a_family_that_does_not_fulfil_the_conditions_stays)
{
	struct cierre out;
	mundo_hasta("validacion_previa");
	mundo_abrir();
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=100000; subsidio_otro@3=0");
	RESPONDE("validacion", "aprueba_nombre=Ana Cano; aprueba_concepto=permanece; aprueba_nota=Falta ingreso");
	mundo_pasos("evaluacion");
	HACE(acto_visita_paso(&acto, f, "revision", true, err));
	HACE(acto_validar(&acto, f, err));
	HACE(acto_visita_paso(&acto, f, "decision", true, err));
	RESPONDE("permanencia", "permanencia_motivo=El ingreso bajó; permanencia_camino=sigue");
	out = mundo_cerrar(mundo.hoy, "efectiva");
	cr_assert(out.avanzo, "%s", out.falta);
	cr_expect_str_eq(mundo_momento(), "seguimiento");
	cr_expect_str_eq(estado(), "seguimiento");
	cr_expect_str_eq(answers_text(&medicion("validacion")->fields, EVALUACION_DECISION), "permanece");
	cr_assert(medicion("permanencia"), "staying is a decision too, and is kept");
	cr_expect_str_eq(answers_text(&medicion("permanencia")->fields, EVALUACION_DECISION), "permanece");
	CASA_VERIFY();
}

Test(acto_recorrido, after_staying_a_new_round_needs_its_own_decision)
{
	mundo_hasta("validacion_previa");
	mundo_abrir();
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=100000; subsidio_otro@3=0");
	RESPONDE("validacion", "aprueba_nombre=Ana Cano; aprueba_concepto=permanece; aprueba_nota=Falta ingreso");
	mundo_pasos("evaluacion");
	HACE(acto_visita_paso(&acto, f, "revision", true, err));
	HACE(acto_validar(&acto, f, err));
	HACE(acto_visita_paso(&acto, f, "decision", true, err));
	RESPONDE("permanencia", "permanencia_motivo=El ingreso bajó; permanencia_camino=sigue");
	mundo_cerrar(mundo.hoy, "efectiva");
	mundo_dia(mundo.hoy + 40);
	mundo_abrir();
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=1900000");
	mundo_pasos(NULL);
	cr_assert(mundo_cerrar(mundo.hoy, "efectiva").avanzo);
	cr_expect_str_eq(mundo_momento(), "validacion_previa");
	mundo_abrir();
	mundo_pasos("revision");
	NIEGA(ERR_RULE, "Registre la decisión", acto_visita_paso(&acto, f, "decision", true, err));
	CASA_VERIFY();
}

Test(acto_recorrido, the_coordination_may_hold_a_promotion_back)
{
	mundo_hasta("validacion_previa");
	mundo_abrir();
	mundo_pasos("evaluacion");
	RESPONDE("validacion", "datos_actualizados=si; ingresos_verificados=si; soportes_revisados=si; aprueba_nombre=Ana Cano; aprueba_concepto=permanece; aprueba_nota=Conviene seguir");
	HACE(acto_visita_paso(&acto, f, "revision", true, err));
	HACE(acto_validar(&acto, f, err));
	HACE(acto_visita_paso(&acto, f, "decision", true, err));
	RESPONDE("permanencia", "permanencia_motivo=Conviene seguir un tramo más; permanencia_camino=sigue");
	cr_assert(mundo_cerrar(mundo.hoy, "efectiva").avanzo);
	cr_expect_str_eq(mundo_momento(), "seguimiento");
	cr_expect_str_eq(answers_text(&medicion("validacion")->fields, EVALUACION_DECISION), "promueve", "the rules said so, and that stays written");
	cr_expect(medicion("permanencia"));
}

Test(acto_recorrido, going_back_keeps_what_was_frozen)
{
	mundo_hasta("seguimiento");
	int32_t base = answers_date(&mundo.f.hogar.fields, HOGAR_LINEA_BASE);
	HACE(acto_ir(&acto, f, "linea_base", "Se midió a otra familia por error", err));
	cr_expect_str_eq(mundo_momento(), "linea_base");
	cr_expect_str_eq(answers_text(&mundo.f.hogar.fields, HOGAR_FASE), "asi_estamos");
	cr_expect_str_eq(mundo_accion(), "ruta_volver");
	mundo_dia(mundo.hoy + 30);
	mundo_hasta("plan_familiar");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_LINEA_BASE), base, "frozen once");
	cr_expect_eq(mundo.f.evaluacion.n, 1);
}

Test(acto_recorrido, a_visit_written_down_later_counts_from_its_day)
{
	mundo_hasta("seguimiento");
	int32_t last = answers_date(&mundo.f.hogar.fields, HOGAR_ULTIMA_VISITA);
	mundo_dia(last + 45);
	mundo_abrir();
	mundo_pasos(NULL);
	mundo_cerrar(last + 30, "efectiva");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_ULTIMA_VISITA), last + 30);
	struct agenda when;
	agenda_of(mundo.programa->ruta, &mundo.f.hogar.fields, mundo.hoy, &when);
	cr_expect_eq(when.dias, 15);
}

Test(acto_recorrido, the_baseline_is_that_of_the_day_of_the_visit)
{
	mundo_hasta("linea_base");
	int32_t day = mundo.hoy;
	mundo_dia(day + 12);
	mundo_abrir();
	mundo_pasos(NULL);
	mundo_cerrar(day + 3, "efectiva");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_LINEA_BASE), day + 3);
	cr_expect_eq(answers_date(&medicion("linea_base")->fields, EVALUACION_FECHA), day + 3);
	cr_expect_eq(answers_date(&mundo.f.logro.item[0].fields, LOGRO_BASE_FECHA), day + 3);
}

Test(acto_recorrido, a_visit_without_effect_moves_nothing)
{
	mundo_hasta("seguimiento");
	struct ficha *before = mundo_copia();
	mundo_dia(mundo.hoy + 30);
	HACE(acto_acordar_visita(&acto, f, mundo.hoy, err));
	mundo_abrir();
	struct cierre out = mundo_cerrar(mundo.hoy, "nadie");
	cr_expect(!out.avanzo && !out.falta);
	const struct answers *h = &mundo.f.hogar.fields;
	cr_expect_eq(answers_date(h, HOGAR_ULTIMA_VISITA), answers_date(&before->hogar.fields, HOGAR_ULTIMA_VISITA));
	cr_expect_eq(answers_int(h, HOGAR_VISITAS, 0), answers_int(&before->hogar.fields, HOGAR_VISITAS, 0));
	cr_expect_eq(answers_date(h, HOGAR_PROXIMA), DATE_NONE, "the agreed day is over");
	cr_expect_eq(answers_int(h, HOGAR_VISITA_ABIERTA, 0), 0);
	mundo_abrir();
}

Test(acto_recorrido, a_day_agreed_for_later_outlives_the_visit)
{
	mundo_hasta("seguimiento");
	mundo_dia(mundo.hoy + 30);
	mundo_abrir();
	mundo_pasos(NULL);
	HACE(acto_acordar_visita(&acto, f, mundo.hoy + 33, err));
	mundo_cerrar(mundo.hoy, "efectiva");
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_PROXIMA), mundo.hoy + 33);
}
