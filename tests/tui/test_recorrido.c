/* A family from the first visit to the closing session, driven only with keys: the forms are filled, the boards are worked through, the visits closed. */
#include "mundo.h"

#include "base/date.h"
#include "forms/form.h"
#include "model/evaluacion.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mundo m;
static uint32_t hogar;
static void start(void)
{
	mundo_vacio(&m);
	hogar = mundo_registrar(&m, "Elena Restrepo Gómez", "43210001", "Popular", 2);
}
static void stop(void) { mundo_close(&m); }
TestSuite(recorrido, .init = start, .fini = stop, .timeout = 120);

/* What a family that lives well answers, but for the last three: those are what it will reach on the way. */
static const struct { const char *name, *text; } respuesta[] = {
	{ "consentimiento", "si" }, { "consentimiento_quien", "Elena" }, { "estrato", "1" },
	{ "meta1", "Abrir una cuenta de ahorros" }, { "meta1_dimension", "bancarizacion" },
	{ "sisben", "si" }, { "estado_civil", "union_libre" }, { "etnia", "ninguno" }, { "victima", "no" }, { "discapacidad", "no" }, { "libreta_militar", "libreta" },
	{ "tipo_vivienda", "casa" }, { "paredes", "bloque" }, { "techo", "concreto" }, { "estado_techo", "bueno" }, { "pisos", "cemento" }, { "estructura", "adecuada" },
	{ "riesgo_fisico", "no" }, { "servicios", "energia acueducto alcantarillado basuras" }, { "sanitario", "exclusivo" }, { "agua", "acueducto_publico" }, { "basuras", "recoge_aseo" },
	{ "espacios_separados", "bano cocina lavadero dormitorios" }, { "cuartos_dormir", "2" }, { "camas_suficientes", "si" }, { "enseres_basicos", "si" },
	{ "comunicacion", "celular radio" }, { "tenencia", "propia_pagada" }, { "documento_tenencia", "escritura" },
	{ "regimen", "subsidiado" }, { "pyp", "presion salud_oral" }, { "problema_salud_30d", "no" }, { "conoce_planificacion", "si" }, { "gestante", "no" }, { "lactante", "no" },
	{ "citologia", "reciente" }, { "citologia_resultado", "si" },
	{ "lee", "si" }, { "estudia", "no" }, { "nivel", "media" }, { "grado", "11" }, { "desea_estudiar", "no" },
	{ "actividad", "trabajando" }, { "posicion", "particular" }, { "contrato", "escrito" }, { "cotiza_pension", "si" }, { "pensionado", "no" }, { "negocio", "no" },
	{ "requiere_formacion", "no" }, { "recibe_ingresos", "si" }, { "ingreso_salario", "1300000" }, { "salario_incluye_extras", "si" }, { "ingresos_completos", "si" },
	{ "practicas_higiene", "si" }, { "elcsa_1", "no" }, { "elcsa_2", "no" }, { "elcsa_3", "no" }, { "elcsa_4", "no" }, { "elcsa_5", "no" }, { "elcsa_6", "no" }, { "elcsa_7", "no" },
	{ "elcsa_8", "no" }, { "elcsa_9", "no" }, { "acuerdos_convivencia", "si" }, { "dialogo_conflictos", "si" }, { "participacion", "si" }, { "conoce_ruta_violencia", "si" },
	{ "violencia_12m", "no" }, { "requiere_credito", "no" }, { "necesidad_juridica", "no" },
	{ "compromiso_convivencia", "Comer juntos los domingos" }, { "microsesion_tema", "convivencia" }, { "evaluacion_nota", "Queremos ahorrar" },
	{ "datos_actualizados", "si" }, { "ingresos_verificados", "si" }, { "soportes_revisados", "si" }, { "aprueba_nombre", "Clara Mejía" }, { "aprueba_concepto", "promueve" },
	{ "aprueba_nota", "El ingreso acaba de mejorar" }, { "permanencia_motivo", "Afianzar el ingreso" },
	{ "promocion_explicada", "si" }, { "promocion_acepta", "si" }, { "firma_cierre", "si" }, { "firma_nombre", "Elena" },
	{ "educacion_financiera", "no" }, { "ahorra", "no" }, { "conoce_derechos", "no" },
};

static const char *concepto;         /* of the coordination; NULL: promueve */

static const char *answer_for(const char *name)
{
	if (concepto && strcmp(name, "aprueba_concepto") == 0)
		return concepto;
	for (size_t i = 0; i < sizeof respuesta / sizeof *respuesta; i++)
		if (strcmp(respuesta[i].name, name) == 0)
			return respuesta[i].text;
	return NULL;
}

static const struct evaluacion *evaluation(void)
{
	return model_evaluate(m.programa, mundo_ficha(&m, hogar), clock_today(), &m.arena);
}

/* Where the cursor of the form is: the draft says it after each change. */
static int cursor_of(const struct form *shadow, const char *name)
{
	struct borrador_clave key = { .hogar = hogar, .formulario = name };
	struct borrador draft;
	struct err err = { 0 };
	struct txn txn;
	char campo[128];
	cr_assert(txn_read(&txn, m.store, &err));
	cr_assert(borrador_get(&txn, &key, &m.arena, &draft), "no draft of %s", name);
	txn_abort(&txn);
	snprintf(campo, sizeof campo, "%s", draft.campo);
	char *row = strchr(campo, '@');
	if (row)
		*row++ = 0;
	return form_find(shadow, campo, row ? atoi(row) : -1);
}

static int move_to(const struct form *shadow, int at, int wanted)
{
	while (at != wanted && at >= 0) {
		teclas(&m, at < wanted ? "<Enter>" : "<BackTab>");
		at = form_next(shadow, at, at < wanted ? 1 : -1);
	}
	return at;
}

/* A second form is filled beside the screen, so that the questions are known without looking into it. */
static void fill(const char *name)
{
	struct form shadow;
	const struct evaluacion *ev = evaluation();
	struct scope scope = ev->scope;
	const struct record *visita = ficha_visita_abierta(ev->ficha);
	scope.visita = visita ? &visita->fields : NULL;
	form_start(&shadow, programa_form(m.programa, name), &scope, &m.arena);
	cr_arriba(&m, "formulario");
	int at = form_next(&shadow, -1, 1);
	for (int item = at; item >= 0; item = form_next(&shadow, item, 1)) {
		const char *text = value_known(shadow.item[item].value) ? NULL : answer_for(shadow.item[item].field->var->name);
		if (!text)
			continue;
		at = move_to(&shadow, at, item);
		form_set_text(&shadow, item, text);
		cr_assert(!shadow.item[item].problem, "%s: «%s»: %s", shadow.item[item].field->var->name, text, shadow.item[item].problem);
		teclas(&m, text);
		teclas(&m, "<Enter>");
		at = cursor_of(&shadow, name);
	}
	teclas(&m, "<F2>");
	cr_assert_str_neq(arriba(&m), "formulario", "%s", pantalla(&m));
}

/* ---- the boards ---- */

static void confirm_all(void)
{
	for (;;) {
		const struct evaluacion *ev = evaluation();
		const struct logro_resultado *r = NULL;
		for (int i = 0; i < ev->n_logro && !r; i++)
			r = ev->logro[i].vigente == LOGRO_POR_ALCANZAR ? &ev->logro[i] : NULL;
		if (!r)
			return;
		teclas(&m, arena_printf(&m.arena, "<Home>%d", r->def->id));
		for (int k = 0; k < r->n; k++) {
			if (r->def->por_integrante) {
				teclas(&m, "<Right>");
				for (int d = 0; d <= k; d++)
					teclas(&m, "<Down>");
			}
			teclas(&m, "<Enter>");
			cr_arriba(&m, "logro");
			teclas(&m, "<Enter>alcanzado<Enter><Enter>lo declara<Enter><F2>");
			cr_arriba(&m, "logros");
			teclas(&m, arena_printf(&m.arena, "<Home>%d", r->def->id));
		}
	}
}

static void work_plan(bool follow)
{
	while (se_ve(&m, "por priorizar"))
		teclas(&m, "<F8><Enter>");
	struct ficha *f = mundo_ficha(&m, hogar);
	for (int i = 0; follow && i < f->compromiso.n; i++) {
		if (!promocion_compromiso_vivo(&f->compromiso.item[i]))
			continue;
		teclas(&m, "<Enter>cumplido<Enter>Ya está hecho<Enter>");      /* the cursor goes on to the next one to look at */
		cr_se_ve(&m, "Seguimiento guardado: Cumplido");
	}
}

static void promise(void)
{
	const struct evaluacion *ev = evaluation();
	int n = 0;
	for (int i = 0; i < ev->n_logro; i++)
		n += ev->logro[i].prioridad > 0;
	for (int i = 1; i <= n; i++) {
		teclas(&m, arena_printf(&m.arena, "%d<Ins>Dar el primer paso %d<F2><Enter><Enter>", i, i));
		cr_se_ve(&m, "Compromiso guardado");
	}
}

/* ---- visits ---- */

static const struct paso *present_step(void)
{
	static struct posicion pos;
	ruta_posicion(evaluation(), &m.arena, &pos);
	return pos.puede_cerrar ? NULL : pos.paso[pos.siguiente].paso;
}

static void do_step(const struct paso *step, bool agreed)
{
	teclas(&m, "<Enter>");
	if (step->abre == ABRE_FORMULARIO) {
		fill(step->formulario);
		return;
	}
	if (step->abre == ABRE_LOGROS && agreed)
		confirm_all();
	if (step->abre == ABRE_PLAN)
		work_plan(false);
	if (step->abre == ABRE_COMPROMISOS && !agreed)
		promise();
	if (step->abre == ABRE_COMPROMISOS && agreed)
		work_plan(true);
	if (step->abre == ABRE_VALIDACION)
		teclas(&m, strcmp((teclas(&m, "<F2>"), arriba(&m)), "confirmar") == 0 ? "<Right><Enter>" : "");
	else if (step->abre == ABRE_INTEGRANTES)
		teclas(&m, "<Esc><F8>");
	else
		teclas(&m, "<F2>");
	cr_arriba(&m, "visita");
}

/* From the household until what the closing told is on the screen. `also`: an optional step, by its number. */
static void visit_with(bool agreed, const char *also, const char *form)
{
	teclas(&m, "<Home><Enter>");
	cr_arriba(&m, "visita");
	teclas(&m, "<F2>");
	if (se_ve(&m, "Visita antes de tiempo"))
		teclas(&m, "La familia viaja mañana<Enter>");
	cr_se_ve(&m, "abierta el");
	for (const struct paso *step = present_step(); step; step = present_step()) {
		do_step(step, agreed);
		cr_assert(present_step() != step, "the step %s is not done:\n%s", step->id, pantalla(&m));
	}
	cr_se_ve(&m, "F2 la cierra");
	if (also) {
		teclas(&m, also);
		teclas(&m, "<Enter>");
		fill(form);
	}
	teclas(&m, "<F2>");
	fill("cierre_visita");
	cr_arriba(&m, "ayuda");
	cr_se_ve(&m, "quedó cerrada: ");
}

static void visit(bool agreed)
{
	visit_with(agreed, NULL, NULL);
}

static void back_to_family(void)
{
	teclas(&m, "<Esc>");
	cr_arriba(&m, "hogar");
}

static void until_validation(void)
{
	abrir(&m, &screen_hogar, &(struct hogar_arg){ hogar });
	visit(false);
	cr_se_ve(&m, "La familia pasó de «Visita de inicio» a «Línea base».");
	back_to_family();
	visit(false);
	cr_se_ve(&m, "La familia pasó de «Línea base» a «Plan familiar».");
	back_to_family();
	visit(false);
	cr_se_ve(&m, "La familia pasó de «Plan familiar» a «Seguimiento».");
	back_to_family();
	mundo_dia(&m, MUNDO_HOY + 30);
	visit(true);
	cr_se_ve(&m, "La familia pasó de «Seguimiento» a «Validación previa».");
	back_to_family();
}

Test(recorrido, from_the_first_visit_to_the_closing_session)
{
	until_validation();
	visit(true);
	cr_se_ve(&m, "La familia pasó de «Validación previa» a «Visita de promoción».");
	back_to_family();
	visit(true);
	cr_se_ve(&m, "La familia pasó de «Visita de promoción» a «Sesión de cierre».");
	back_to_family();
	visit(true);
	cr_se_ve(&m, "La familia terminó la ruta.");
	back_to_family();
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, hogar)->hogar.fields, HOGAR_ESTADO), "promovido");
	cr_expect_eq(mundo_ficha(&m, hogar)->visita.n, 7);
}

/* The coordination keeps the family: the visit says what is still to be written, and then the family goes back to seguimiento. */
Test(recorrido, a_family_that_stays)
{
	concepto = "permanece";
	until_validation();
	visit(true);
	cr_se_ve(&m, "Sigue en «Validación previa» porque todavía falta:");
	cr_se_ve(&m, "Si la familia permanece, están escritos el motivo y los acuerdos");
	back_to_family();
	visit_with(true, "13", "permanencia");
	cr_se_ve(&m, "La familia pasó de «Validación previa» a «Seguimiento».");
	cr_se_ve(&m, "Vuelve a la fase «Así Crecemos»: Qué queremos y cómo lo logramos.");
	back_to_family();
	cr_expect_str_eq(answers_text(&mundo_ficha(&m, hogar)->hogar.fields, HOGAR_ESTADO), "seguimiento");
}
