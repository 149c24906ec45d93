/* What was frozen does not move when the data do. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_linea_base, .init = mundo_open, .fini = mundo_close, .timeout = 120);

static const struct answers *medida(const char *tipo)
{
	for (int i = 0; i < mundo.f.evaluacion.n; i++)
		if (strcmp(answers_text(&mundo.f.evaluacion.item[i].fields, EVALUACION_TIPO), tipo) == 0)
			return &mundo.f.evaluacion.item[i].fields;
	cr_assert(false, "no %s", tipo);
	return NULL;
}

static bool same_base(const struct ficha *before)
{
	int n = 0;
	for (int i = 0; i < before->logro.n; i++) {
		const struct record *was = &before->logro.item[i], *is = ficha_record(&mundo.f, RECORD_LOGRO, was->seq);
		if (!is || strcmp(answers_text(&is->fields, LOGRO_BASE), answers_text(&was->fields, LOGRO_BASE)) != 0
			|| answers_date(&is->fields, LOGRO_BASE_FECHA) != answers_date(&was->fields, LOGRO_BASE_FECHA))
			return false;
		n += *answers_text(&was->fields, LOGRO_BASE) != 0;
	}
	return n > 20;
}

Test(acto_linea_base, later_answers_do_not_move_it)
{
	mundo_hasta("plan_familiar");
	struct ficha *before = mundo_copia();
	struct answers base;
	answers_init(&base, &mundo.arena);
	answers_copy(&base, medida("linea_base"));
	mundo_dia(mundo.hoy + 30);
	RESPONDE("vivienda", "pisos=tierra; agua=rio");
	RESPONDE("educacion", "lee@3=no");
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=90000");
	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	HACE(acto_logro_confirmar(&acto, f, 10, 3, &(struct confirmacion){ .estado = LOGRO_ALCANZADO, .como = "declarado" }, err));
	cr_expect(same_base(before));
	cr_expect(answers_equal(&base, medida("linea_base")));
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_LINEA_BASE), answers_date(&before->hogar.fields, HOGAR_LINEA_BASE));
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	const struct logro_resultado *read = evaluacion_logro(ev, 10);
	cr_expect_eq(read->sujeto[1].base, LOGRO_ALCANZADO, "then he could read, says the línea base");
	cr_expect_eq(read->sujeto[1].calculado, LOGRO_POR_ALCANZAR, "and not today, says the rule");
	CASA_VERIFY();
}

Test(acto_linea_base, it_says_with_what_it_was_measured)
{
	mundo_hasta("plan_familiar");
	const struct answers *m = medida("linea_base");
	cr_expect_str_eq(answers_text(m, EVALUACION_VERSIONES), mundo.programa->versiones);
	cr_expect(strstr(answers_text(m, EVALUACION_RAZONES), "Medición al"));
	cr_expect_eq(mundo.f.evaluacion.n, 1);
}

Test(acto_linea_base, the_decision_does_not_move_either)
{
	mundo_hasta("visita_promocion");
	struct answers decided;
	answers_init(&decided, &mundo.arena);
	answers_copy(&decided, medida("validacion"));
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=50000; subsidio_otro@3=0");
	cr_expect(answers_equal(&decided, medida("validacion")));
	mundo_abrir();
	mundo_pasos(NULL);
	struct cierre out = mundo_cerrar(mundo.hoy, "efectiva");
	cr_expect(!out.avanzo, "what was decided does not promote a family that no longer fulfils the conditions");
	cr_expect_str_eq(out.falta, "Con los datos de hoy se cumplen las tres condiciones");
	cr_expect_str_eq(mundo_momento(), "visita_promocion");
}

/* The age that decides is that of the day of the visit: on it the child was still four. */
Test(acto_linea_base, ages_are_those_of_the_visit)
{
	casa_must_set(mundo.f.num, RECORD_INTEGRANTE, 2, "fecha_nacimiento", value_date(date_add_months(mundo.hoy, -60) + 10));
	casa_must_set(mundo.f.num, RECORD_INTEGRANTE, 2, "tipo_documento", value_choice("rc"));
	mundo_load();
	mundo_hasta("linea_base");
	int32_t day = mundo.hoy;
	mundo_dia(day + 20);
	mundo_abrir();
	mundo_pasos(NULL);
	mundo_cerrar(day + 1, "efectiva");
	const struct record *r = ficha_record(&mundo.f, RECORD_LOGRO, logro_seq(8, 2));
	cr_assert(r, "attention before the age of five applied to him");
	cr_expect_eq(answers_date(&r->fields, LOGRO_BASE_FECHA), day + 1);
	cr_expect(!ficha_record(&mundo.f, RECORD_LOGRO, logro_seq(9, 2)), "and school did not yet");
}
