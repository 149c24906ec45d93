/* The route as it is shipped: a family that answers everything goes from one moment to the next, to the end. */
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

/* A woman who lives alone; with the first answer of each question and these she is far from any line. */
static const char mujer[] = "nombre1=Ana; apellido1=Prueba; parentesco=jefe; sexo=m; fecha_nacimiento=1991-01-01; tipo_documento=cc; numero_documento=1234567890";
static const char ingreso[] = "nivel=media; grado=11; ingreso_salario=";

static void priorizar(struct familia *f, int n)
{
	for (int id = 1; id <= n; id++)
		familia_put(f, RECORD_LOGRO, logro_seq(id, 0), arena_printf(&f->arena, "logro=%d; integrante=0; prioridad=%d", id, id));
}

static void abrir(struct familia *f, const struct momento *m)
{
	uint32_t seq = ficha_next_seq(&f->ficha, RECORD_VISITA);
	const char *hechos = "";

	for (int i = 0; i < m->n_paso; i++)
		hechos = arena_printf(&f->arena, "%s%s%s", hechos, *hechos ? " " : "", m->paso[i].id);
	familia_put(f, RECORD_VISITA, seq, arena_printf(&f->arena, "momento=%s; estado=abierta; fecha_inicio=" PROGRAMAS_HOY, m->id));
	answers_set(&ficha_record(&f->ficha, RECORD_VISITA, seq)->fields, VISITA_HECHOS, value_set(hechos));
	familia_hogar(f, arena_printf(&f->arena, "momento=%s; fase=%s; visita_abierta=%u", m->id, m->fase->id, seq));
}

/* What the acts of leaving keep in the household. */
static const char salida[] = "fecha_linea_base=2026-01-10; fecha_plan=2026-02-20";

struct leg { char momento[20], a[20], salario[10], decision[12], visita[80]; };

ParameterizedTestParameters(programas_ruta, moments_lead_on)
{
	static struct leg l[] = {
		{ "inicio", "linea_base", "3000000", "", "" },
		{ "linea_base", "plan_familiar", "3000000", "", "" },
		{ "plan_familiar", "seguimiento", "3000000", "", "" },
		{ "seguimiento", "validacion_previa", "3000000", "", "" },
		{ "validacion_previa", "visita_promocion", "3000000", "promueve", "aprueba_concepto=promueve" },
		{ "validacion_previa", "seguimiento", "3000000", "promueve", "aprueba_concepto=permanece; permanencia_motivo=Falta un soporte" },
		{ "validacion_previa", "seguimiento", "1000", "permanece", "aprueba_concepto=permanece; permanencia_motivo=Falta ingreso" },
		{ "validacion_previa", "seguimiento", "1000", "permanece", "aprueba_concepto=promueve; permanencia_motivo=Falta ingreso" },
		{ "visita_promocion", "sesion_cierre", "3000000", "promueve", "" },
		{ "sesion_cierre", "", "3000000", "promueve", "" },
	};
	return cr_make_param_array(struct leg, l, sizeof l / sizeof *l);
}

static void prepare(struct familia *f, const struct programa *p, const struct leg *l)
{
	const struct momento *m = ruta_momento(p->ruta, l->momento);

	familia_integrante(f, 1, mujer);
	programas_llenar(f, p, "inicio", true);
	programas_llenar(f, p, "linea_base", true);
	familia_integrante(f, 1, arena_printf(&f->arena, "%s%s", ingreso, l->salario));
	familia_hogar(f, salida);
	priorizar(f, 5);
	abrir(f, m);
	programas_llenar(f, p, l->momento, true);
	if (*l->visita)
		familia_put(f, RECORD_VISITA, 1, l->visita);
	if (*l->decision)
		familia_put(f, RECORD_EVALUACION, 1, arena_printf(&f->arena, "tipo=validacion; fecha=" PROGRAMAS_HOY "; aprueba=Prueba; decision=%s", l->decision));
}

ParameterizedTest(struct leg *l, programas_ruta, moments_lead_on)
{
	struct familia f;
	struct posicion at;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	prepare(&f, p, l);
	ruta_posicion(model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena), &f.arena, &at);
	for (int i = 0; i < at.n_paso; i++)
		cr_expect(at.paso[i].estado == PASO_HECHO, "%s, %s: %s", l->momento, at.paso[i].paso->id, at.paso[i].falta ? at.paso[i].falta : "");
	for (int i = 0; i < at.n_sale; i++)
		cr_expect_eq(at.sale[i].cumple, TRI_YES, "%s: %s", l->momento, at.sale[i].texto);
	cr_expect(at.puede_cerrar && at.avanza);
	cr_expect_str_eq(at.destino ? at.destino->id : "", l->a, "%s leads to %s", l->momento, at.destino ? at.destino->id : "the end");
	familia_done(&f);
}

/* One thing is missing: the family stays where it is, and the words say why. */
struct hold { char momento[20], hogar[60], visita[60], words[80]; };

ParameterizedTestParameters(programas_ruta, what_is_missing_holds_back)
{
	static struct hold h[] = {
		{ "inicio", "consentimiento=no", "", "autorizó" },
		{ "inicio", "meta1=", "", "al menos una meta" },
		{ "plan_familiar", "", "", "" },
		{ "validacion_previa", "", "aprueba_concepto=", "Tener los datos" },
		{ "visita_promocion", "", "promocion_acepta=no", "conoce la decisión" },
		{ "sesion_cierre", "", "firma_cierre=no", "acta" },
	};
	return cr_make_param_array(struct hold, h, sizeof h / sizeof *h);
}

ParameterizedTest(struct hold *h, programas_ruta, what_is_missing_holds_back)
{
	struct familia f;
	struct posicion at;
	struct leg leg = { .salario = "3000000", .decision = "promueve" };
	bool told = false;
	const struct programa *p = programas_load(&f, "medellin-solidaria");

	strcpy(leg.momento, h->momento);
	strcpy(leg.visita, h->visita);
	prepare(&f, p, &leg);
	if (*h->hogar)
		familia_hogar(&f, h->hogar);
	ruta_posicion(model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena), &f.arena, &at);
	for (int i = 0; i < at.n_sale; i++)
		told |= at.sale[i].cumple != TRI_YES && strstr(at.sale[i].texto, h->words);
	if (*h->words)
		cr_expect(!at.avanza && told, "%s: %s", h->momento, h->words);
	else
		cr_expect(at.avanza, "%s: the control", h->momento);
	familia_done(&f);
}
