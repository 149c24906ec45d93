/* The three programmes as they are shipped, by one measure: they differ only in their definitions. What is said of medellin-solidaria alone
 * stands in test_programas.c and test_programas_ruta.c. */
#include "base/text.h"
#include "forms/field_type.h"
#include "model/alerta.h"
#include "model/evaluacion.h"
#include "model/oferta.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

#define LEN(x) ((int)(sizeof(x) / sizeof *(x)))

static const char *const todos[] = { "medellin-solidaria", "juntos", "tropa-social" };

static bool serves(const struct oferta *o, int logro)
{
	for (int i = 0; i < o->n_logro; i++)
		if (o->logro[i] == logro)
			return true;
	return false;
}

Test(tres_programas, something_is_offered_for_each_logro)
{
	for (int k = 0; k < LEN(todos); k++) {
		struct familia f;
		const struct programa *p = programas_load(&f, todos[k]);
		for (int i = 0; i < p->logros->n; i++) {
			bool served = false;
			for (int o = 0; o < p->ofertas->n; o++)
				served |= serves(&p->ofertas->item[o], p->logros->logro[i].id);
			cr_expect(served, "%s: nothing is offered for logro %d", todos[k], p->logros->logro[i].id);
		}
		familia_done(&f);
	}
}

Test(tres_programas, texts_fit_their_columns)
{
	for (int k = 0; k < LEN(todos); k++) {
		struct familia f;
		const struct programa *p = programas_load(&f, todos[k]);
		for (int i = 0; i < p->logros->n; i++) {
			const struct logro_def *d = &p->logros->logro[i];
			cr_expect_leq(text_width(d->corto), 38, "%s: logro %d: «%s»", todos[k], d->id, d->corto);
			cr_expect(d->pendiente && d->por_integrante == (strstr(d->pendiente, "{nombre}") != NULL), "%s: logro %d names the person when it is about one", todos[k], d->id);
		}
		for (int i = 0; i < p->dict.n_var; i++) {
			const struct variable *v = &p->dict.var[i];
			if (v->level == LEVEL_HECHO)
				continue;
			cr_expect_leq(text_width(v->label), 50, "%s: %s: «%s»", todos[k], v->name, v->label);
			cr_expect_leq(text_width(v->short_label), 20, "%s: %s: «%s»", todos[k], v->name, v->short_label);
		}
		familia_done(&f);
	}
}

/* Each question of a programme's own dictionary is asked somewhere, and each form is opened by a step, by the registration or at closing. */
Test(tres_programas, nothing_lies_idle)
{
	for (int k = 0; k < LEN(todos); k++) {
		struct familia f;
		const struct programa *p = programas_load(&f, todos[k]);
		for (int i = 0; i < p->n_form; i++) {
			const struct form_def *form = p->form[i];
			bool used = form == p->registro_hogar || form == p->registro_integrante || !strcmp(form->name, "cierre_visita");
			for (int a = 0; a < p->ruta->n; a++)
				for (int b = 0; b < p->ruta->fase[a].n; b++)
					for (int c = 0; c < p->ruta->fase[a].momento[b].n_paso; c++) {
						const char *opens = p->ruta->fase[a].momento[b].paso[c].formulario;
						used |= opens && !strcmp(opens, form->name);
					}
			cr_expect(used, "%s: no step opens «%s»", todos[k], form->name);
		}
		for (int i = 0; i < p->dict.n_var; i++) {
			const struct variable *v = &p->dict.var[i];
			bool asked = !strstr(v->file ? v->file : "/common/", todos[k]) || v->calculation;
			for (int a = 0; !asked && a < p->n_form; a++)
				for (int b = 0; b < p->form[a]->n; b++)
					for (int c = 0; c < p->form[a]->section[b].n; c++)
						asked |= p->form[a]->section[b].field[c].var == v;
			cr_expect(asked, "%s: nobody asks «%s»", todos[k], v->name);
		}
		familia_done(&f);
	}
}

/* --- routes --- */

struct orden { char programa[20], fases[80], momentos[140]; int bloqueo, vence; };

ParameterizedTestParameters(tres_programas, order_of_moments)
{
	static struct orden o[] = {
		{ "medellin-solidaria", "Así Estamos, Así Crecemos, Así Continuamos", "inicio linea_base plan_familiar seguimiento* validacion_previa visita_promocion sesion_cierre", 28, 90 },
		{ "juntos", "Línea base, Plan familiar, Gestión y seguimiento", "sesion_1 sesion_2* sesion_3 sesion_4 seguimiento* verificacion egreso", 0, 60 },
		{ "tropa-social", "Llegar, Conocer, Acordar, Acompañar", "base_maestra caracterizacion alertas contrato seguimiento* cierre", 0, 90 },
	};
	return cr_make_param_array(struct orden, o, sizeof o / sizeof *o);
}

ParameterizedTest(struct orden *o, tres_programas, order_of_moments)
{
	struct familia f;
	const struct programa *p = programas_load(&f, o->programa);
	const char *fases = "", *momentos = "";

	for (int i = 0; i < p->ruta->n; i++) {
		fases = arena_printf(&f.arena, "%s%s%s", fases, i ? ", " : "", p->ruta->fase[i].nombre);
		for (int k = 0; k < p->ruta->fase[i].n; k++) {
			const struct momento *m = &p->ruta->fase[i].momento[k];
			momentos = arena_printf(&f.arena, "%s%s%s%s", momentos, *momentos ? " " : "", m->id, m->repite ? "*" : "");
		}
	}
	cr_expect_str_eq(fases, o->fases);
	cr_expect_str_eq(momentos, o->momentos);
	cr_expect_eq(p->ruta->bloqueo_dias, o->bloqueo);
	cr_expect_eq(p->ruta->vence_dias, o->vence);
	familia_done(&f);
}

Test(tres_programas, ends_of_the_route_are_certain_of_what_they_say)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "juntos");

	cr_expect_eq(p->promocion->modo, NECESARIA_PORCENTAJE);
	cr_expect_eq(p->promocion->porcentaje, 70);
	cr_expect(p->ipm->ponderado, "the national index");
	familia_done(&f);
	p = programas_load(&f, "tropa-social");
	cr_expect_eq(p->promocion->modo, NECESARIA_PLAN);
	cr_expect_str_eq(p->logros->nombre, "UNIDOS-26");
	familia_done(&f);
}

/* --- the forms before the plan ask all that the rules need --- */

static const char *const gente[] = {
	"sexo=m; fecha_nacimiento=1991-01-01; parentesco=jefe", "sexo=h; fecha_nacimiento=2010-01-01; parentesco=hijo", "sexo=m; fecha_nacimiento=2014-01-01; parentesco=hijo", "sexo=h; fecha_nacimiento=2020-07-15; parentesco=hijo",
	"sexo=m; fecha_nacimiento=2026-03-01; parentesco=hijo", "sexo=h; fecha_nacimiento=1956-01-01; parentesco=hijo", "sexo=m; fecha_nacimiento=2004-01-01; parentesco=hijo",
};

struct asking { char programa[20], momentos[3][20]; bool yes; };

ParameterizedTestParameters(tres_programas, forms_ask_what_rules_need)
{
	static struct asking a[] = {
		{ "juntos", { "sesion_1", "sesion_2" }, true }, { "juntos", { "sesion_1", "sesion_2" }, false },
		{ "tropa-social", { "base_maestra", "caracterizacion", "alertas" }, true }, { "tropa-social", { "base_maestra", "caracterizacion", "alertas" }, false },
	};
	return cr_make_param_array(struct asking, a, sizeof a / sizeof *a);
}

ParameterizedTest(struct asking *a, tres_programas, forms_ask_what_rules_need)
{
	struct familia f;
	struct alerta_hallada *doubt;
	const struct programa *p = programas_load(&f, a->programa);

	for (uint32_t i = 0; i < (uint32_t)LEN(gente); i++)
		familia_integrante(&f, i + 1, gente[i]);
	for (int i = 0; i < 3 && *a->momentos[i]; i++)
		programas_llenar(&f, p, a->momentos[i], a->yes);
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	for (int i = 0; i < e->n_logro; i++)
		cr_expect_neq(e->logro[i].calculado, LOGRO_SIN_DATO, "%s: logro %d", a->programa, e->logro[i].def->id);
	for (int i = 0; i < p->ipm->n; i++)
		cr_expect_neq(e->ipm.privado[i], TRI_UNKNOWN, "%s: IPM %d", a->programa, p->ipm->variable[i].id);
	cr_expect(e->ingreso.completo, "%s", e->ingreso.falta ? e->ingreso.falta : "");
	for (int i = 0, n = alerta_por_saber(p->alertas, &e->scope, &f.arena, &doubt); i < n; i++)
		cr_expect(false, "%s: alert %s of member %d is not known", a->programa, doubt[i].alerta->id, doubt[i].integrante);
	familia_done(&f);
}

/* --- a woman who lives alone and is far from any line walks each route --- */

static const char mujer[] = "nombre1=Ana; apellido1=Prueba; parentesco=jefe; sexo=m; fecha_nacimiento=1991-01-01; tipo_documento=cc; numero_documento=1234567890";
static const char salida[] = "fecha_linea_base=2026-01-10; fecha_plan=2026-02-20";

static void open_visit(struct familia *f, const struct momento *m)
{
	const char *hechos = "";

	for (int i = 0; i < m->n_paso; i++)
		hechos = arena_printf(&f->arena, "%s%s%s", hechos, *hechos ? " " : "", m->paso[i].id);
	familia_put(f, RECORD_VISITA, 1, arena_printf(&f->arena, "momento=%s; estado=abierta; fecha_inicio=" PROGRAMAS_HOY, m->id));
	answers_set(&ficha_record(&f->ficha, RECORD_VISITA, 1)->fields, VISITA_HECHOS, value_set(hechos));
	familia_hogar(f, arena_printf(&f->arena, "momento=%s; fase=%s; visita_abierta=1", m->id, m->fase->id));
}

struct leg { char programa[20], momento[20], a[20], salario[10], hogar[80], visita[80], integrante[80], decision[12], words[40]; };

/* Answers from the forms before the plan; then those of the moment itself; then what the row changes. */
static void walk_to(struct familia *f, const struct programa *p, const struct leg *l)
{
	static const char *const first[] = { "sesion_1", "sesion_2", "base_maestra", "caracterizacion", "alertas" };

	familia_integrante(f, 1, mujer);
	if (!strcmp(l->programa, "tropa-social"))
		familia_hogar(f, "municipio=11001; comuna=11001_19");
	for (int i = 0; i < LEN(first); i++)
		if (ruta_momento(p->ruta, first[i]))
			programas_llenar(f, p, first[i], true);
	familia_integrante(f, 1, arena_printf(&f->arena, "nivel=media; grado=11; ingreso_salario=%s", l->salario));
	familia_hogar(f, salida);
	for (int id = 1; id <= 5; id++)
		familia_put(f, RECORD_LOGRO, logro_seq(id, 0), arena_printf(&f->arena, "logro=%d; integrante=0; prioridad=%d", id, id));
	open_visit(f, ruta_momento(p->ruta, l->momento));
	programas_llenar(f, p, l->momento, true);
	familia_hogar(f, l->hogar);
	familia_put(f, RECORD_VISITA, 1, l->visita);
	familia_integrante(f, 1, l->integrante);
	if (*l->decision)
		familia_put(f, RECORD_EVALUACION, 1, arena_printf(&f->arena, "tipo=validacion; fecha=" PROGRAMAS_HOY "; aprueba=Prueba; decision=%s", l->decision));
}

ParameterizedTestParameters(tres_programas, moments_lead_on)
{
	static struct leg l[] = {
		{ "juntos", "sesion_1", "sesion_2", .salario = "3000000" }, { "juntos", "sesion_2", "sesion_3", .salario = "3000000" }, { "juntos", "sesion_3", "sesion_4", .salario = "3000000" },
		{ "juntos", "sesion_4", "seguimiento", .salario = "3000000" }, { "juntos", "seguimiento", "verificacion", .salario = "3000000" },
		{ "juntos", "verificacion", "egreso", .salario = "3000000", .decision = "promueve", .visita = "aprueba_concepto=promueve" },
		{ "juntos", "verificacion", "seguimiento", .salario = "3000000", .decision = "promueve", .visita = "aprueba_concepto=permanece; permanencia_motivo=Falta un soporte" },
		{ "juntos", "verificacion", "seguimiento", .salario = "1000", .decision = "permanece", .visita = "aprueba_concepto=permanece; permanencia_motivo=Falta ingreso" },
		{ "juntos", "egreso", "", .salario = "3000000", .decision = "promueve" },
		{ "tropa-social", "base_maestra", "caracterizacion", .salario = "3000000" }, { "tropa-social", "caracterizacion", "alertas", .salario = "3000000" },
		{ "tropa-social", "alertas", "contrato", .salario = "3000000" }, { "tropa-social", "contrato", "seguimiento", .salario = "3000000", .hogar = "contrato_revision=2026-09-01" },
		{ "tropa-social", "seguimiento", "cierre", .salario = "3000000" }, { "tropa-social", "cierre", "", .salario = "3000000" },
	};
	return cr_make_param_array(struct leg, l, sizeof l / sizeof *l);
}

ParameterizedTest(struct leg *l, tres_programas, moments_lead_on)
{
	struct familia f;
	struct posicion at;
	const struct programa *p = programas_load(&f, l->programa);

	walk_to(&f, p, l);
	ruta_posicion(model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena), &f.arena, &at);
	for (int i = 0; i < at.n_paso; i++)
		cr_expect(at.paso[i].estado == PASO_HECHO, "%s, %s: %s", l->momento, at.paso[i].paso->id, at.paso[i].falta ? at.paso[i].falta : "");
	for (int i = 0; i < at.n_sale; i++)
		cr_expect_eq(at.sale[i].cumple, TRI_YES, "%s: %s", l->momento, at.sale[i].texto);
	cr_expect(at.puede_cerrar && at.avanza);
	cr_expect_str_eq(at.destino ? at.destino->id : "", l->a, "%s leads to %s", l->momento, at.destino ? at.destino->id : "the end");
	familia_done(&f);
}

ParameterizedTestParameters(tres_programas, what_is_missing_holds_back)
{
	static struct leg l[] = {
		{ "juntos", "sesion_1", .hogar = "consentimiento=no", .words = "autorizó" }, { "juntos", "sesion_2", .hogar = "", .integrante = "", .words = "" },
		{ "juntos", "sesion_4", .visita = "plan_firmado=no", .words = "firmó su plan" }, { "juntos", "egreso", .salario = "1000", .decision = "promueve", .words = "cumplen las condiciones" },
		{ "tropa-social", "base_maestra", .integrante = "parentesco=hijo", .words = "una sola jefa" }, { "tropa-social", "contrato", .hogar = "contrato_firmante=", .words = "está firmado" },
		{ "tropa-social", "seguimiento", .salario = "1000", .words = "condiciones para terminar" }, { "tropa-social", "cierre", .visita = "firma_cierre=no", .words = "acta de cierre" },
		{ "tropa-social", "alertas", .words = "" },
		{ "tropa-social", "alertas", .integrante = "fecha_nacimiento=2023-01-01; busqueda_listado=si; busqueda_resultado=", .words = "búsqueda activa" },
		{ "tropa-social", "alertas", .integrante = "fecha_nacimiento=2023-01-01; peso_edad=bajo; busqueda_resultado=", .words = "búsqueda activa" },
		{ "tropa-social", "alertas", .integrante = "fecha_nacimiento=2023-01-01; peso_edad=bajo; busqueda_resultado=programado", .words = "" },
		{ "tropa-social", "alertas", .integrante = "fecha_nacimiento=2023-01-01; busqueda_listado=; peso_edad=; peso_talla=", .words = "" },
	};
	return cr_make_param_array(struct leg, l, sizeof l / sizeof *l);
}

ParameterizedTest(struct leg *l, tres_programas, what_is_missing_holds_back)
{
	struct familia f;
	struct posicion at;
	bool told = false;
	const struct programa *p = programas_load(&f, l->programa);

	if (!*l->salario)
		strcpy(l->salario, "3000000");
	walk_to(&f, p, l);
	ruta_posicion(model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena), &f.arena, &at);
	for (int i = 0; i < at.n_sale; i++)
		told |= at.sale[i].cumple != TRI_YES && *l->words && strstr(at.sale[i].texto, l->words);
	if (*l->words)
		cr_expect(!at.avanza && told, "%s: %s", l->momento, l->words);
	else
		cr_expect(at.avanza, "%s: the control", l->momento);
	familia_done(&f);
}

/* --- what Bogotá asks of whom --- */

struct question { char form[20], persona[110], variable[24]; bool asked; };

ParameterizedTestParameters(tres_programas, bogota_asks_the_right_person)
{
	static struct question q[] = {
		{ "reto", "fecha_nacimiento=2012-07-01", "reto_interes", false }, { "reto", "fecha_nacimiento=2012-06-30", "reto_interes", true },
		{ "reto", "fecha_nacimiento=1997-07-01", "reto_interes", true }, { "reto", "fecha_nacimiento=1997-06-30", "reto_interes", false },
		{ "reto", "fecha_nacimiento=2004-01-01; reto_interes=ninguna", "reto_destino", false }, { "reto", "fecha_nacimiento=2004-01-01; reto_interes=empleo", "reto_destino", true },
		{ "reto", "fecha_nacimiento=2004-01-01; reto_interes=empleo; reto_estado=no_vinculado", "reto_motivo", true },
		{ "busqueda_activa", "fecha_nacimiento=2008-06-30", "busqueda_listado", false }, { "busqueda_activa", "fecha_nacimiento=2008-07-01", "busqueda_listado", true },
		{ "busqueda_activa", "fecha_nacimiento=2023-01-01; busqueda_listado=no; peso_talla=adecuado; peso_edad=adecuado", "busqueda_resultado", false },
		{ "busqueda_activa", "fecha_nacimiento=2023-01-01; busqueda_listado=no; peso_talla=adecuado; peso_edad=bajo", "busqueda_resultado", true },
		{ "busqueda_activa", "fecha_nacimiento=2012-01-01; busqueda_listado=si", "busqueda_resultado", true },
		{ "alertas", "fecha_nacimiento=2008-07-01", "actividad_sexual_paga", false }, { "alertas", "fecha_nacimiento=2008-06-30", "actividad_sexual_paga", true },
		{ "alertas", "fecha_nacimiento=2021-07-01", "peso_talla", true }, { "alertas", "fecha_nacimiento=2021-06-30", "peso_talla", false },
		{ "caracterizacion", "fecha_nacimiento=1966-07-01", "red_apoyo", false }, { "caracterizacion", "fecha_nacimiento=1966-06-30", "red_apoyo", true },
	};
	return cr_make_param_array(struct question, q, sizeof q / sizeof *q);
}

ParameterizedTest(struct question *q, tres_programas, bogota_asks_the_right_person)
{
	struct familia f;
	struct form form;
	const struct programa *p = programas_load(&f, "tropa-social");

	familia_integrante(&f, 1, q->persona);
	struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
	form_start(&form, programa_form(p, q->form), &scope, &f.arena);
	int at = form_find(&form, q->variable, 0);
	cr_assert_geq(at, 0, "%s is in %s", q->variable, q->form);
	cr_expect_eq(form.item[at].relevant, q->asked, "%s to %s", q->variable, q->persona);
	familia_done(&f);
}

static const char *names(struct arena *arena, const struct choice_list *list)
{
	const char *text = "";
	for (int i = 0; i < list->n; i++)
		text = arena_printf(arena, "%s%s%s", text, i ? " " : "", list->item[i].name);
	return text;
}

/* Four outcomes that do not overlap, so that a report of the active search always closes; and the funnel of RETO. */
Test(tres_programas, outcomes_of_bogota)
{
	struct familia f;
	const struct programa *p = programas_load(&f, "tropa-social");

	cr_expect_eq(dict_find(&p->dict, "busqueda_resultado")->type->kind, VALUE_CHOICE);
	cr_expect_str_eq(names(&f.arena, dict_choices(&p->dict, "busqueda_resultado")), "efectivo verificacion programado icbf");
	cr_expect_str_eq(names(&f.arena, dict_choices(&p->dict, "reto_estado")), "remitido informado interesado inscrito seleccionado vinculado no_vinculado");
	const struct choice_list *destino = dict_choices(&p->dict, "reto_destino"), *interes = dict_choices(&p->dict, "reto_interes");
	for (int i = 0; i < destino->n; i++)
		cr_expect(destino->item[i].filter && choice_find(interes, destino->item[i].filter), "%s belongs to a route", destino->item[i].name);
	familia_done(&f);
}
