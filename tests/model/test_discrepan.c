/* When the two readings of the IPM put a family in different classes, the coordination writes its reasons before the decision can be registered. */
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static const char mujer[] = "nombre1=Ana; apellido1=Prueba; parentesco=jefe; sexo=m; fecha_nacimiento=1991-01-01; tipo_documento=cc; numero_documento=1234567890; nivel=media; grado=11; ingreso_salario=3000000";
/* Four of four points and one of ten: five deprivations are moderate by count, 26 points are no poverty. */
static const char cinco[] = "agua=rio; sanitario=no_tiene; pisos=tierra; paredes=zinc";
static const char ninguna[] = "agua=acueducto_publico; sanitario=exclusivo; servicios=energia|alcantarillado; pisos=baldosa; paredes=bloque";

static const struct momento *validation(const struct ruta *ruta, const struct paso **step)
{
	for (int f = 0; f < ruta->n; f++)
		for (int m = 0; m < ruta->fase[f].n; m++)
			for (int i = 0; i < ruta->fase[f].momento[m].n_paso; i++)
				if (ruta->fase[f].momento[m].paso[i].abre == ABRE_VALIDACION) {
					*step = &ruta->fase[f].momento[m].paso[i];
					return &ruta->fase[f].momento[m];
				}
	return NULL;
}

/* Every step of the visit marked, but the decision still to be registered. */
static const struct paso *arrive(struct familia *f, const struct programa *p, bool disagree, const char *nota)
{
	const struct paso *step = NULL;
	const struct momento *here = validation(p->ruta, &step);
	const char *done = "";

	cr_assert_not_null(here);
	familia_hogar(f, disagree ? cinco : ninguna);
	familia_integrante(f, 1, mujer);
	familia_integrante(f, 1, disagree ? "regimen=no_afiliado" : "regimen=cotizante");
	for (int k = 0; k < p->ruta->n; k++)
		for (int m = 0; m < p->ruta->fase[k].n && &p->ruta->fase[k].momento[m] != here; m++)
			programas_llenar(f, p, p->ruta->fase[k].momento[m].id, true);
	for (int i = 0; i < here->n_paso; i++)
		if (&here->paso[i] != step)
			done = arena_printf(&f->arena, "%s%s%s", done, *done ? " " : "", here->paso[i].id);
	familia_put(f, RECORD_VISITA, 1, arena_printf(&f->arena, "momento=%s; estado=abierta; fecha_inicio=" PROGRAMAS_HOY, here->id));
	answers_set(&ficha_record(&f->ficha, RECORD_VISITA, 1)->fields, VISITA_HECHOS, value_set(done));
	familia_hogar(f, arena_printf(&f->arena, "momento=%s; fase=%s; visita_abierta=1", here->id, here->fase->id));
	programas_llenar(f, p, here->id, true);
	familia_put(f, RECORD_VISITA, 1, arena_printf(&f->arena, "aprueba_concepto=promueve; aprueba_nota=%s", nota));
	return step;
}

static enum tri requirement(const struct evaluacion *e, const char *id)
{
	const struct promocion_def *def = e->programa->promocion;

	for (int i = 0; i < def->n_requisito; i++)
		if (strcmp(def->requisito[i].id, id) == 0)
			return expr_test(def->requisito[i].si, &e->scope, NULL);
	cr_assert_fail("no requirement %s", id);
	return TRI_UNKNOWN;
}

static enum tri condition(const struct posicion *at, const char *words)
{
	for (int i = 0; i < at->n_sale; i++)
		if (strstr(at->sale[i].texto, words))
			return at->sale[i].cumple;
	cr_assert_fail("no condition with «%s»", words);
	return TRI_UNKNOWN;
}

/* What the form of the coordination lacks, by the words it shows. */
static bool form_asks(const struct programa *p, const struct evaluacion *e, struct arena *arena)
{
	struct form form;
	int first;

	form_start(&form, programa_form(p, "validacion"), &e->scope, arena);
	return form_check(&form, &first) > 0 && strcmp(form.item[first].field->var->name, "aprueba_nota") == 0;
}

struct visit { char programa[20]; bool disagree; char nota[40]; bool open; };

ParameterizedTestParameters(discrepan, reasons_open_the_decision)
{
	static struct visit v[] = {
		{ "medellin-solidaria", true, "", false }, { "medellin-solidaria", true, "Las privaciones son de la vivienda", true },
		{ "medellin-solidaria", false, "", true },
		{ "juntos", true, "", false }, { "juntos", true, "Las privaciones son de la vivienda", true }, { "juntos", false, "", true },
	};
	return cr_make_param_array(struct visit, v, sizeof v / sizeof *v);
}

ParameterizedTest(struct visit *v, discrepan, reasons_open_the_decision)
{
	struct familia f;
	struct posicion at;
	const struct programa *p = programas_load(&f, v->programa);
	const struct paso *step = arrive(&f, p, v->disagree, v->nota);
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);

	cr_assert_eq(e->ipm.faltan, 0);
	cr_assert_eq(e->ipm.discrepan, v->disagree, "%d privaciones, %d puntos", e->ipm.conteo, e->ipm.puntos);
	ruta_posicion(e, &f.arena, &at);
	for (int i = 0; i < at.n_paso; i++)
		if (at.paso[i].paso == step)
			cr_expect_eq((int)at.paso[i].estado, v->open ? PASO_ABIERTO : PASO_ESPERA, "%s: %s", step->id, at.paso[i].falta ? at.paso[i].falta : "");
		else if (!at.paso[i].paso->opcional && strcmp(at.paso[i].paso->id, "revision") != 0)
			cr_expect_eq(at.paso[i].estado, PASO_HECHO, "%s", at.paso[i].paso->id);
	cr_expect_eq(requirement(e, "lecturas_ipm"), v->open ? TRI_YES : TRI_NO);
	cr_expect_eq(condition(&at, "Las dos lecturas"), v->open ? TRI_YES : TRI_NO);
	cr_expect_eq(form_asks(p, e, &f.arena), !v->open);
	familia_done(&f);
}
