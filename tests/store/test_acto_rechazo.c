/* What the acts refuse, each with its sentence, and nothing written. */
#include "mundo.h"
#include <string.h>

TestSuite(acto_rechazo, .init = mundo_open, .fini = mundo_close, .timeout = 120);

/* ---- registering, members ---- */

static bool registrar(struct acto *a, const char *of_the_head, struct err *err)
{
	struct answers hogar, who[3];
	struct ficha f;
	mundo_personas(&hogar, who);
	decir(&who[0], of_the_head);
	return acto_registrar(a, &hogar, who, 1, &f, err);
}

Test(acto_rechazo, a_household_needs_one_head)
{
	NIEGA(ERR_RULE, "no tiene jefa o jefe", registrar(&acto, "parentesco=hijo; numero_documento=555001", err));
	NIEGA(ERR_RULE, "14 años o más", registrar(&acto, "fecha_nacimiento=2020-01-01; numero_documento=555001", err));
}

Test(acto_rechazo, a_document_belongs_to_one_household)
{
	NIEGA(ERR_RULE, "ya está registrado: es de Luz Marina Zapata Cano, en el hogar MS-00001", registrar(&acto, "nombre1=Rosa", err));
	NIEGA(ERR_RULE, "CC 43111001 ya está registrado", registrar(&acto, "nombre1=Rosa; numero_documento=43.111.001", err));
	casa_login("jlopez");
	{
		struct txn txn;
		struct err err = { 0 };
		txn_begin_write(&txn);
		struct acto acto = mundo_acto(&txn);
		cr_assert_not(registrar(&acto, "nombre1=Rosa", &err));
		cr_expect(strstr(err.text, "que acompaña Marta Restrepo"), "%s", err.text);
		cr_expect(!strstr(err.text, "Zapata"), "no name of another caseload: %s", err.text);
		txn_abort(&txn);
	}
}

Test(acto_rechazo, a_document_is_free_again_when_its_household_has_ended)
{
	HACE(acto_cerrar_hogar(&acto, f, "traslado", "traslado", err));
	HACE(registrar(&acto, "nombre1=Rosa", err));
	CASA_VERIFY();
}

static bool registrar_al_padre(struct acto *a, struct err *err)
{
	struct answers hogar, who[3];
	struct ficha f;
	mundo_personas(&hogar, who);
	decir(&who[2], "parentesco=jefe");
	return acto_registrar(a, &hogar, &who[2], 1, &f, err);
}

Test(acto_rechazo, who_left_one_household_may_enter_another)
{
	NIEGA(ERR_RULE, "ya está registrado: es de Gildardo Zapata", registrar_al_padre(&acto, err));
	HACE(acto_integrante_retirar(&acto, f, 3, "traslado", mundo.hoy, err));
	HACE(registrar_al_padre(&acto, err));
	NIEGA(ERR_RULE, "ya está registrado: es de Gildardo Zapata", acto_integrante_reactivar(&acto, f, 3, "Volvió", err));
	CASA_VERIFY();
}

static const struct answers *persona(const char *said)
{
	struct answers *who = arena_new(&mundo.arena, struct answers);
	answers_init(who, &mundo.arena);
	decir(who, said);
	return who;
}

Test(acto_rechazo, members)
{
	uint32_t seq;
	NIEGA(ERR_RULE, "Juan Zapata Cano ya está en el hogar", acto_integrante_nuevo(&acto, f, &f->integrante.item[1].fields, &seq, err));
	NIEGA(ERR_RULE, "2 personas como jefa o jefe", acto_integrante_nuevo(&acto, f, persona("nombre1=Rosa; apellido1=Ríos; fecha_nacimiento=1990-01-01; parentesco=jefe"), &seq, err));
	NIEGA(ERR_RULE, "aún no llega", acto_integrante_nuevo(&acto, f, persona("nombre1=Rosa; apellido1=Ríos; fecha_nacimiento=2026-12-31; parentesco=hijo"), &seq, err));
	NIEGA(ERR_NOT_FOUND, "no está en el hogar", acto_integrante_retirar(&acto, f, 9, "otro", mundo.hoy, err));
	NIEGA(ERR_RULE, "elija primero quién lo será", acto_integrante_retirar(&acto, f, 1, "traslado", mundo.hoy, err));
	NIEGA(ERR_RULE, "Elija por qué", acto_integrante_retirar(&acto, f, 2, "", mundo.hoy, err));
	NIEGA(ERR_RULE, "Elija por qué", acto_integrante_retirar(&acto, f, 2, "aburrimiento", mundo.hoy, err));
	NIEGA(ERR_RULE, "entre el nacimiento y hoy", acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy + 1, err));
	NIEGA(ERR_RULE, "entre el nacimiento y hoy", acto_integrante_retirar(&acto, f, 2, "traslado", date_make(2010, 1, 1), err));
	NIEGA(ERR_RULE, "entre el nacimiento y hoy", acto_integrante_retirar(&acto, f, 2, "traslado", DATE_NONE, err));
	NIEGA(ERR_RULE, "ya hace parte", acto_integrante_reactivar(&acto, f, 2, "Volvió", err));
	HACE(acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	NIEGA(ERR_RULE, "ya no hace parte del hogar desde", acto_integrante_retirar(&acto, f, 2, "traslado", mundo.hoy, err));
	NIEGA(ERR_RULE, "por qué Juan Zapata Cano vuelve", acto_integrante_reactivar(&acto, f, 2, "  ", err));
	NIEGA(ERR_RULE, "use «volver al hogar»", acto_integrante_nuevo(&acto, f, persona("nombre1=Juan; apellido1=Zapata; fecha_nacimiento=2015-08-02; parentesco=hijo"), &seq, err));
	HACE(acto_integrante_retirar(&acto, f, 3, "fallecimiento", mundo.hoy, err));
	NIEGA(ERR_RULE, "única persona del hogar", acto_integrante_retirar(&acto, f, 1, "traslado", mundo.hoy, err));
}

Test(acto_rechazo, the_head)
{
	NIEGA(ERR_NOT_FOUND, "no está en el hogar", acto_cambiar_jefe(&acto, f, 7, "hijo", err));
	NIEGA(ERR_RULE, "ya es jefe o jefa", acto_cambiar_jefe(&acto, f, 1, "hijo", err));
	NIEGA(ERR_RULE, "qué parentesco tendrá Luz Marina Zapata Cano con Gildardo Zapata", acto_cambiar_jefe(&acto, f, 3, NULL, err));
	NIEGA(ERR_RULE, "qué parentesco tendrá", acto_cambiar_jefe(&acto, f, 3, "jefe", err));
	NIEGA(ERR_RULE, "14 años o más", acto_cambiar_jefe(&acto, f, 2, "padre", err));
	NIEGA(ERR_RULE, "entre las opciones", acto_cambiar_jefe(&acto, f, 3, "vecina", err));
	HACE(acto_integrante_retirar(&acto, f, 3, "traslado", mundo.hoy, err));
	NIEGA(ERR_RULE, "ya no hace parte", acto_cambiar_jefe(&acto, f, 3, "hijo", err));
}

/* ---- visits and the route ---- */

Test(acto_rechazo, opening)
{
	mundo_hasta("seguimiento");
	int32_t last = mundo.hoy;
	char from[DATE_TEXT];
	for (int days = 0; days <= 28; days += 14) {
		mundo_dia(last + days);
		NIEGA(ERR_RULE, date_text(last + 29, from), acto_visita_abrir(&acto, f, NULL, err));
		NIEGA(ERR_RULE, "escriba el motivo", acto_visita_abrir(&acto, f, " ", err));
	}
	mundo_dia(last + 29);
	mundo_abrir();
	NIEGA(ERR_RULE, "Ya hay una visita en curso", acto_visita_abrir(&acto, f, NULL, err));
	NIEGA(ERR_RULE, "Hay una visita en curso", acto_ir(&acto, f, "inicio", "Motivo", err));
	NIEGA(ERR_RULE, "Hay una visita en curso", acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
}

Test(acto_rechazo, a_visit_too_early_says_why)
{
	mundo_hasta("seguimiento");
	mundo_dia(mundo.hoy + 10);
	HACE(acto_visita_abrir(&acto, f, "La familia lo pidió por una calamidad", err));
	cr_expect_str_eq(answers_text(&ficha_visita_abierta(&mundo.f)->fields, VISITA_EXCEPCION), "La familia lo pidió por una calamidad");
	mundo_pasos(NULL);
	mundo_cerrar(mundo.hoy, "efectiva");
}

Test(acto_rechazo, a_visit_made_too_early_and_written_down_in_time)
{
	struct cierre out;
	char early[DATE_TEXT];
	mundo_hasta("seguimiento");
	int32_t last = mundo.hoy;
	mundo_dia(last + 40);
	mundo_abrir();
	mundo_pasos(NULL);
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(last + 28, early)));
	cr_expect(visita_pide_motivo(mundo.programa, &mundo.f));
	NIEGA(ERR_RULE, "escriba por qué se hizo antes", acto_visita_cerrar(&acto, f, &out, err));
	NIEGA(ERR_RULE, "por qué la visita", acto_visita_motivo(&acto, f, "", err));
	HACE(acto_visita_motivo(&acto, f, "Había una jornada de documentos", err));
	cr_expect(!visita_pide_motivo(mundo.programa, &mundo.f));
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	cr_expect_eq(answers_date(&mundo.f.hogar.fields, HOGAR_ULTIMA_VISITA), last + 28);
}

Test(acto_rechazo, a_visit_of_29_days_asks_for_nothing)
{
	char day[DATE_TEXT];
	mundo_hasta("seguimiento");
	int32_t last = mundo.hoy;
	mundo_dia(last + 40);
	mundo_abrir();
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(last + 29, day)));
	cr_expect(!visita_pide_motivo(mundo.programa, &mundo.f));
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s", date_iso(last + 28, day)));
	cr_expect(visita_pide_motivo(mundo.programa, &mundo.f));
}

Test(acto_rechazo, steps_in_order)
{
	NIEGA(ERR_RULE, "No hay una visita en curso", acto_visita_paso(&acto, f, "autorizacion", true, err));
	mundo_abrir();
	NIEGA(ERR_NOT_FOUND, "no es de esta visita", acto_visita_paso(&acto, f, "compromisos", true, err));
	NIEGA(ERR_RULE, "Antes va el paso", acto_visita_paso(&acto, f, "metas", true, err));
	RESPONDE("autorizacion", "consentimiento=no");
	NIEGA(ERR_RULE, "autorizar", acto_visita_paso(&acto, f, "autorizacion", true, err));
}

Test(acto_rechazo, closing)
{
	struct cierre out;
	NIEGA(ERR_RULE, "No hay una visita en curso", acto_visita_cerrar(&acto, f, &out, err));
	mundo_hasta("linea_base");
	mundo_dia(mundo.hoy + 5);
	mundo_abrir();
	NIEGA(ERR_RULE, "faltan la fecha, la modalidad o el resultado", acto_visita_cerrar(&acto, f, &out, err));
	NIEGA(ERR_RULE, "por qué se anula", acto_visita_anular(&acto, f, NULL, err));
	char day[DATE_TEXT];
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	NIEGA(ERR_RULE, "Falta el paso «Identificación y condiciones»", acto_visita_cerrar(&acto, f, &out, err));
	mundo_pasos(NULL);
	mundo_dia(mundo.hoy - 1);
	NIEGA(ERR_RULE, "en el futuro", acto_visita_cerrar(&acto, f, &out, err));
	mundo_dia(mundo.hoy + 1);
	HACE(acto_visita_cerrar(&acto, f, &out, err));
	NIEGA(ERR_RULE, "No hay una visita en curso", acto_visita_cerrar(&acto, f, &out, err));
}

Test(acto_rechazo, a_visit_is_not_before_the_last_one_nor_before_the_family_joined)
{
	struct cierre out;
	mundo_hasta("linea_base");
	int32_t last = mundo.hoy;
	char day[DATE_TEXT];
	mundo_dia(last + 5);
	mundo_abrir();
	mundo_pasos(NULL);
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	/* the day of the last one moved by another way: the rule still holds */
	casa_must_set(mundo.f.num, RECORD_HOGAR, 0, HOGAR_ULTIMA_VISITA, value_date(mundo.hoy + 1));
	mundo_load();
	NIEGA(ERR_RULE, "no puede ser anterior a la última", acto_visita_cerrar(&acto, f, &out, err));
	casa_must_set(mundo.f.num, RECORD_HOGAR, 0, HOGAR_VINCULACION, value_date(mundo.hoy + 1));
	mundo_load();
	NIEGA(ERR_RULE, "anterior a la vinculación", acto_visita_cerrar(&acto, f, &out, err));
}

Test(acto_rechazo, the_route)
{
	NIEGA(ERR_NOT_FOUND, "no está en la ruta", acto_ir(&acto, f, "luna", "Motivo", err));
	NIEGA(ERR_RULE, "Puede seguir «Línea base»", acto_ir(&acto, f, "visita_promocion", "Motivo", err));
	mundo_hasta("plan_familiar");
	NIEGA(ERR_RULE, "ya está en", acto_ir(&acto, f, "plan_familiar", "Motivo", err));
	NIEGA(ERR_RULE, "Aún no se puede pasar a «Seguimiento»", acto_ir(&acto, f, "seguimiento", "Motivo", err));
	NIEGA(ERR_RULE, "escriba el motivo", acto_ir(&acto, f, "linea_base", " ", err));
}

Test(acto_rechazo, the_end_by_decision)
{
	NIEGA(ERR_RULE, "llega por la ruta", acto_cerrar_hogar(&acto, f, "promovido", "promocion", err));
	NIEGA(ERR_RULE, "Elija el motivo", acto_cerrar_hogar(&acto, f, "retiro", NULL, err));
	NIEGA(ERR_RULE, "Elija el motivo", acto_cerrar_hogar(&acto, f, "retiro", "cansancio", err));
	NIEGA(ERR_RULE, "queda en «Retiro voluntario»", acto_cerrar_hogar(&acto, f, "promovido", "retiro", err));
	NIEGA(ERR_RULE, "quedan otras personas", acto_cerrar_hogar(&acto, f, "fallecimiento", "fallecimiento", err));
	HACE(acto_cerrar_hogar(&acto, f, "cierre_administrativo", "duplicado", err));
	NIEGA(ERR_RULE, "ya terminó", acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	NIEGA(ERR_RULE, "ya terminó", acto_acordar_visita(&acto, f, mundo.hoy + 3, err));
	NIEGA(ERR_RULE, "ya terminó", acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=cemento"), 0, err));
}

Test(acto_rechazo, the_agreed_day)
{
	NIEGA(ERR_RULE, "ya pasó", acto_acordar_visita(&acto, f, mundo.hoy - 1, err));
	HACE(acto_acordar_visita(&acto, f, mundo.hoy, err));
	HACE(acto_acordar_visita(&acto, f, DATE_NONE, err));
	CALLA(acto_acordar_visita(&acto, f, DATE_NONE, err));
}

/* ---- forms ---- */

Test(acto_rechazo, answers_of_a_visit_need_one)
{
	NIEGA(ERR_RULE, "no hay ninguna en curso", acto_guardar_formulario(&acto, f, mundo_form(f, "convivencia", 0, "compromiso_convivencia=Escucharnos"), 0, err));
	mundo_abrir();
	RESPONDE("convivencia", "compromiso_convivencia=Escucharnos");
	CALLA(acto_guardar_formulario(&acto, f, mundo_form(f, "convivencia", 0, "compromiso_convivencia=Escucharnos"), 0, err));
}

Test(acto_rechazo, an_old_error_does_not_lock_the_family)
{
	casa_must_set(mundo.f.num, RECORD_INTEGRANTE, 3, "parentesco", value_choice("jefe"));
	mundo_load();
	RESPONDE("vivienda", "pisos=baldosa");
	NIEGA(ERR_RULE, "3 personas como jefa o jefe", acto_guardar_formulario(&acto, f, mundo_form(f, "integrante", 2, "parentesco=jefe"), 2, err));
}

/* ---- logros, plan, opportunities, decision ---- */

Test(acto_rechazo, logros)
{
	struct confirmacion yes = { .estado = LOGRO_ALCANZADO, .como = "verificado", .soporte = "Carné" }, c = yes;
	NIEGA(ERR_NOT_FOUND, "no está en el catálogo", acto_logro_confirmar(&acto, f, 999, 0, &yes, err));
	NIEGA(ERR_RULE, "no aplica para esa persona", acto_logro_confirmar(&acto, f, 8, 1, &yes, err));
	c.como = NULL;
	NIEGA(ERR_RULE, "cómo se estableció", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	c = (struct confirmacion){ .estado = LOGRO_ALCANZADO, .como = "verificado" };
	NIEGA(ERR_RULE, "escriba el soporte", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	c = (struct confirmacion){ .estado = LOGRO_NO_APLICA, .como = "declarado" };
	NIEGA(ERR_RULE, "lo dicen los datos", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	c = (struct confirmacion){ .estado = LOGRO_ALCANZADO, .como = "declarado", .motivo = "desinteres" };
	NIEGA(ERR_RULE, "solo corresponde a un logro por alcanzar", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	c = (struct confirmacion){ .estado = LOGRO_POR_ALCANZAR, .como = "declarado", .motivo = "desinteres" };
	NIEGA(ERR_RULE, "observación que explique", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	c.motivo = "pereza";
	NIEGA(ERR_RULE, "de la lista", acto_logro_confirmar(&acto, f, 1, 1, &c, err));
	CALLA(acto_logro_confirmar(&acto, f, 1, 1, &(struct confirmacion){ .estado = LOGRO_SIN_DATO }, err));
	HACE(acto_logro_confirmar(&acto, f, 1, 1, &yes, err));
	CALLA(acto_logro_confirmar(&acto, f, 1, 1, &yes, err));
	HACE(acto_logro_confirmar(&acto, f, 1, 1, &(struct confirmacion){ .estado = LOGRO_SIN_DATO }, err));
	NIEGA(ERR_RULE, "Solo se priorizan logros por alcanzar", acto_logro_priorizar(&acto, f, 1, true, err));
}

static int any_pending(void)
{
	const struct evaluacion *ev = model_evaluate(mundo.programa, &mundo.f, mundo.hoy, &mundo.arena);
	for (int i = 0; i < ev->n_logro; i++)
		if (ev->logro[i].vigente == LOGRO_POR_ALCANZAR && !ev->logro[i].prioridad)
			return ev->logro[i].def->id;
	cr_assert(false, "everything is reached");
	return 0;
}

Test(acto_rechazo, an_agreed_plan_is_kept)
{
	int logro = any_pending();
	HACE(acto_logro_priorizar(&acto, f, logro, true, err));
	CALLA(acto_logro_priorizar(&acto, f, logro, true, err));
	HACE(acto_logro_priorizar(&acto, f, logro, false, err));
	HACE(acto_logro_priorizar(&acto, f, logro, true, err));
	mundo_hasta("seguimiento");
	NIEGA(ERR_RULE, "ya está acordado", acto_logro_priorizar(&acto, f, logro, false, err));
}

Test(acto_rechazo, commitments)
{
	int32_t until = mundo.hoy + 20;
	NIEGA(ERR_NOT_FOUND, "no está en el plan", acto_compromiso(&acto, f, 4, 1, "Ir", "Luz", until, err));
	NIEGA(ERR_NOT_FOUND, "no está en el catálogo", acto_compromiso(&acto, f, 0, 999, "Ir", "Luz", until, err));
	NIEGA(ERR_RULE, "qué se hará, quién responde y para cuándo", acto_compromiso(&acto, f, 0, 1, " ", "Luz", until, err));
	NIEGA(ERR_RULE, "qué se hará, quién responde y para cuándo", acto_compromiso(&acto, f, 0, 1, "Ir", NULL, until, err));
	NIEGA(ERR_RULE, "qué se hará, quién responde y para cuándo", acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", DATE_NONE, err));
	NIEGA(ERR_RULE, "anterior a la última visita", acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", mundo.hoy - 1, err));
	NIEGA(ERR_RULE, "es menor de 14 años", acto_compromiso(&acto, f, 0, 1, "Ir", "Juan Zapata Cano", until, err));
	HACE(acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", until, err));
	CALLA(acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", until, err));
	NIEGA(ERR_NOT_FOUND, "no está en el plan", acto_compromiso_seguir(&acto, f, 8, "cumplido", NULL, err));
	NIEGA(ERR_RULE, "Elija cómo va", acto_compromiso_seguir(&acto, f, 1, "quizás", NULL, err));
	NIEGA(ERR_RULE, "qué impidió", acto_compromiso_seguir(&acto, f, 1, "no_cumplido", " ", err));
	HACE(acto_compromiso_seguir(&acto, f, 1, "no_cumplido", "Cerraron la oficina", err));
	HACE(acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", until, err));
}

Test(acto_rechazo, opportunities)
{
	const struct oferta *o = &mundo.programa->ofertas->item[0];
	NIEGA(ERR_RULE, "Escriba el nombre", acto_oportunidad(&acto, f, o->id, "", 1, 0, NULL, err));
	NIEGA(ERR_NOT_FOUND, "no está en el catálogo", acto_oportunidad(&acto, f, o->id, o->nombre, 999, 0, NULL, err));
	NIEGA(ERR_NOT_FOUND, "no hace parte del hogar", acto_oportunidad(&acto, f, o->id, o->nombre, 1, 8, NULL, err));
	HACE(acto_oportunidad(&acto, f, o->id, o->nombre, 1, 2, NULL, err));
	NIEGA(ERR_RULE, "ya está acercada", acto_oportunidad(&acto, f, o->id, o->nombre, 1, 2, NULL, err));
	HACE(acto_oportunidad(&acto, f, o->id, o->nombre, 1, 1, NULL, err));
	HACE(acto_oportunidad(&acto, f, NULL, "Ropero de la parroquia", 0, 0, NULL, err));
	NIEGA(ERR_RULE, "ya está acercada", acto_oportunidad(&acto, f, "", "Ropero de la parroquia", 0, 0, NULL, err));
	NIEGA(ERR_NOT_FOUND, "no está entre las de la familia", acto_oportunidad_cerrar(&acto, f, 9, true, true, NULL, NULL, err));
	NIEGA(ERR_RULE, "por qué no fue efectiva", acto_oportunidad_cerrar(&acto, f, 1, false, false, " ", NULL, err));
	HACE(acto_oportunidad_cerrar(&acto, f, 1, false, false, "No había cupo", NULL, err));
	NIEGA(ERR_RULE, "ya tiene resultado", acto_oportunidad_cerrar(&acto, f, 1, true, true, NULL, NULL, err));
	HACE(acto_oportunidad(&acto, f, o->id, o->nombre, 1, 2, NULL, err));
}

Test(acto_rechazo, the_decision)
{
	struct cierre out;
	NIEGA(ERR_RULE, "No hay una visita en curso", acto_validar(&acto, f, err));
	mundo_abrir();
	NIEGA(ERR_RULE, "La familia está en «Visita de inicio»", acto_validar(&acto, f, err));
	mundo_pasos(NULL);
	mundo_cerrar(mundo.hoy, "efectiva");
	mundo_hasta("validacion_previa");
	mundo_abrir();
	NIEGA(ERR_RULE, "Antes va el paso", acto_validar(&acto, f, err));
	mundo_pasos("evaluacion");
	NIEGA(ERR_RULE, "Antes va el paso «Revisión de la coordinación»", acto_validar(&acto, f, err));
	mundo_pasos(NULL);
	CALLA(acto_validar(&acto, f, err));
	/* the data change after the decision */
	RESPONDE("trabajo_ingresos", "ingreso_salario@1=100000; subsidio_otro@3=0");
	char day[DATE_TEXT];
	RESPONDE("cierre_visita", arena_printf(&mundo.arena, "fecha_visita=%s; modalidad=residencia; resultado=efectiva", date_iso(mundo.hoy, day)));
	NIEGA(ERR_RULE, "Los datos cambiaron después de registrar la decisión", acto_visita_cerrar(&acto, f, &out, err));
	HACE(acto_validar(&acto, f, err));
	HACE(acto_visita_cerrar(&acto, f, &out, err));
}

/* ---- permissions ---- */

#define AJENO(call) NIEGA(ERR_DENIED, "", call)

Test(acto_rechazo, nobody_writes_the_families_of_others)
{
	uint32_t seq;
	struct txn txn;
	struct err denied = { 0 };
	casa_login("acano");
	AJENO(acto_acordar_visita(&acto, f, mundo.hoy + 3, err));
	AJENO(acto_visita_abrir(&acto, f, NULL, err));
	AJENO(acto_integrante_nuevo(&acto, f, persona("nombre1=Rosa; apellido1=Ríos; fecha_nacimiento=1990-01-01; parentesco=hermano"), &seq, err));
	AJENO(acto_integrante_retirar(&acto, f, 3, "traslado", mundo.hoy, err));
	AJENO(acto_cambiar_jefe(&acto, f, 3, "hijo", err));
	AJENO(acto_compromiso(&acto, f, 0, 1, "Ir", "Luz", mundo.hoy + 9, err));
	AJENO(acto_oportunidad(&acto, f, NULL, "Ropero", 0, 0, NULL, err));
	AJENO(acto_logro_priorizar(&acto, f, any_pending(), true, err));
	AJENO(acto_guardar_formulario(&acto, f, mundo_form(f, "vivienda", 0, "pisos=baldosa"), 0, err));
	AJENO(acto_cerrar_hogar(&acto, f, "retiro", "retiro", err));
	casa_login("jlopez");
	txn_begin_write(&txn);
	struct acto acto = mundo_acto(&txn);
	cr_assert_not(acto_acordar_visita(&acto, &mundo.f, mundo.hoy + 3, &denied));
	cr_expect_eq(denied.code, ERR_DENIED, "%s", denied.text);
	txn_abort(&txn);
}
