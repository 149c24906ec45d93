/* What is missing says which answers, and whose; and from which age one answers for a commitment. All people are invented. */
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

static struct familia f;
static const struct programa *p;

static const char house[] = "zona=u; paredes=bloque; pisos=baldosa; servicios=energia|alcantarillado|acueducto; sanitario=exclusivo; agua=acueducto_publico; cuartos_dormir=1; fecha_plan=2026-03-01";
static const char mother[] = "nombre1=Rosa; sexo=m; fecha_nacimiento=1991-01-01; lee=si; nivel=media; grado=11; estudia=no; actividad=trabajando; cotiza_pension=si; pensionado=no; "
	"regimen=subsidiado; problema_salud_30d=no; recibe_ingresos=si; ingresos_completos=si; ingreso_salario=1500000; discapacidad=no; busca=no";
static const char son[] = "nombre1=Luis; sexo=h; fecha_nacimiento=2018-01-01; estudia=si; nivel=primaria; grado=2; trabajo_infantil=no; horas_apoyo=ninguna; regimen=subsidiado; problema_salud_30d=no; discapacidad=no";

static void start(void)
{
	p = programas_load(&f, "medellin-solidaria");
	familia_hogar(&f, house);
	familia_integrante(&f, 1, mother);
	familia_integrante(&f, 2, son);
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(promocion_datos, .init = start, .fini = done);

static const struct evaluacion *measure(void)
{
	return model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
}

/* The answers of the missing datum about this, with a bar between. */
static const char *waits_for(enum cambio_que about, int id)
{
	const struct cambio c = { .que = CAMBIO_DATO, .sobre = about, .id = id };
	const char **answer, *out = "";
	int n = promocion_datos(measure(), &c, &f.arena, &answer);

	for (int k = 0; k < n; k++)
		out = arena_printf(&f.arena, "%s%s%s", out, k ? " | " : "", answer[k]);
	return out;
}

static const char *label(const char *name)
{
	return dict_find(&p->dict, name)->label;
}

Test(promocion_datos, of_a_deprivation)
{
	cr_expect_str_eq(waits_for(CAMBIO_PRIVACION, 2), "", "nothing is missing");
	familia_integrante(&f, 1, "lee=");
	familia_integrante(&f, 3, "nombre1=Ana; sexo=m; fecha_nacimiento=2000-01-01; regimen=subsidiado; problema_salud_30d=no");
	cr_expect_str_eq(waits_for(CAMBIO_PRIVACION, 2), arena_printf(&f.arena, "%s de Rosa | %s de Ana", label("lee"), label("lee")));
	familia_integrante(&f, 2, "regimen=*");
	cr_expect(strstr(waits_for(CAMBIO_PRIVACION, 9), "Luis") && strstr(waits_for(CAMBIO_PRIVACION, 9), "no quiso responder"), "%s", waits_for(CAMBIO_PRIVACION, 9));
	familia_hogar(&f, "pisos=");
	cr_expect_str_eq(waits_for(CAMBIO_PRIVACION, 13), label("pisos"));
}

Test(promocion_datos, of_a_prioritised_logro)
{
	familia_put(&f, RECORD_LOGRO, logro_seq(9, 0), "prioridad=1");
	familia_integrante(&f, 2, "estudia=");
	familia_integrante(&f, 3, "nombre1=Ana; sexo=m; fecha_nacimiento=2015-01-01; grado=4");
	cr_expect_str_eq(waits_for(CAMBIO_LOGRO, 9), arena_printf(&f.arena, "%s de Luis | %s de Ana", label("estudia"), label("estudia")));
}

Test(promocion_datos, of_the_income)
{
	familia_integrante(&f, 1, "ingresos_completos=; ingreso_salario=");
	cr_expect_str_eq(waits_for(CAMBIO_INGRESO, 0), arena_printf(&f.arena, "%s de Rosa", label("ingresos_completos")));
	familia_integrante(&f, 1, "ingresos_completos=si; ingreso_salario=*");
	cr_expect_str_eq(waits_for(CAMBIO_INGRESO, 0), arena_printf(&f.arena, "%s de Rosa", label("ingreso_salario")), "refused is what is missing");
}

Test(promocion_datos, in_the_reasons_of_the_decision)
{
	struct trace t;

	familia_hogar(&f, "pisos=; agua=rio; servicios=energia; paredes=zinc; sanitario=no_tiene");
	familia_integrante(&f, 1, "lee=no; regimen=no_afiliado; cotiza_pension=no");
	trace_init(&t, &f.arena);
	evaluacion_explain(measure(), &t);
	cr_expect(trace_has(&t, arena_printf(&f.arena, "Falta: %s", label("pisos"))));
}

Test(promocion_datos, other_changes_wait_for_no_answer)
{
	const struct cambio c = { .que = CAMBIO_PRIVACION, .sobre = CAMBIO_PRIVACION, .id = 13 };
	const char **answer;

	familia_hogar(&f, "pisos=");
	cr_expect_eq(promocion_datos(measure(), &c, &f.arena, &answer), 0);
}

/* Each measured datum has its answers, whatever is missing. */
Test(promocion_datos, no_datum_without_its_answers)
{
	ficha_init(&f.ficha, &f.arena);
	familia_hogar(&f, "fecha_plan=2026-03-01");
	familia_integrante(&f, 1, "nombre1=Rosa; fecha_nacimiento=1991-01-01");
	familia_integrante(&f, 2, "nombre1=Sara");
	const struct evaluacion *e = measure();
	int data = 0;

	for (int i = 0; i < e->promocion.n_falta; i++) {
		const struct cambio *c = &e->promocion.falta[i];
		const char **answer;
		if (c->que != CAMBIO_DATO)
			continue;
		data++;
		cr_expect_gt(promocion_datos(e, c, &f.arena, &answer), 0, "%s", c->texto);
	}
	cr_expect_gt(data, 14);
}

Test(promocion_datos, age_of_who_answers_for_a_commitment)
{
	const struct record *rosa = ficha_record(&f.ficha, RECORD_INTEGRANTE, 1);

	familia_integrante(&f, 1, "fecha_nacimiento=2010-06-15");
	cr_expect_eq(p->promocion->edad_responsable, 14);
	cr_expect_not(promocion_puede_responder(p->promocion, rosa, dia("2024-06-14")));
	cr_expect(promocion_puede_responder(p->promocion, rosa, dia("2024-06-15")));
	familia_integrante(&f, 1, "fecha_nacimiento=");
	cr_expect(promocion_puede_responder(p->promocion, rosa, dia("2024-06-15")), "whose age is unknown may");
}
