#include "model/evaluacion.h"
#include "model/hecho.h"
#include "model/lectura.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <string.h>

/* A programme in small: two logros, an IPM of two variables, one income item. */
static const char variables[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
	"  - {name: fecha_nacimiento, level: integrante, type: date, label: Nacimiento}\n"
	"  - {name: edad, level: integrante, type: integer, label: Edad, calculation: \"years-between(${fecha_nacimiento}, today())\"}\n"
	"  - {name: estudia, level: integrante, type: boolean, label: Estudia}\n"
	"  - {name: salario, level: integrante, type: money, label: Salario}\n"
	"  - {name: piso_firme, level: hogar, type: boolean, label: Piso firme}\n"
	"choices:\n"
	"  clase_pobreza: [{name: extremo, label: Extremo}, {name: moderado, label: Moderado}, {name: no_pobre, label: No pobre}]\n"
	"  decision: [{name: promueve, label: Promueve}, {name: permanece, label: Permanece}]\n";

static const char logros[] =
	"catalogo: PRUEBA\nversion: 1\ndimensiones: [{id: 1, nombre: Educación}]\nlogros:\n"
	"  - {id: 9, dimension: 1, enunciado: Estudian, ambito: integrante, aplica_si: \"${edad} >= 5 and ${edad} <= 17\", alcanzado_si: \"${estudia}\"}\n"
	"  - {id: 30, dimension: 1, enunciado: Piso firme, ambito: hogar, alcanzado_si: \"${piso_firme}\"}\n";

static const char ipm[] =
	"version: 1\nmodo: conteo\ncompara: \">=\"\nconteo: {extremo: 2, moderado: 1}\nponderado: {extremo: 60, moderado: 33}\noficial: 33\n"
	"dimensiones: [{id: una, nombre: Una}]\nvariables:\n"
	"  - {id: 3, dimension: una, puntos: 50, nombre: Inasistencia, privado_si: \"exists(${integrante}[${edad} >= 6 and ${edad} <= 16 and not(${estudia})])\"}\n"
	"  - {id: 13, dimension: una, puntos: 50, nombre: Piso inadecuado, privado_si: \"not(${piso_firme})\"}\n";

static const char lines[] = "version: 1\nlineas: [{anio: 2024, dominio: nacional, lp: 460198, li: 227220, certeza: alta}]\n";
static const char items[] = "version: 1\nexige: \"${edad} >= 12\"\nitems: [{variable: salario, periodo: mes}]\n";
static const char matrix[] =
	"version: 1\nnecesaria: {modo: plan}\nceldas:\n"
	"  - {id: 1, ingreso: extremo, ipm: extremo, resultado: permanencia}\n  - {id: 2, ingreso: extremo, ipm: moderado, resultado: permanencia}\n"
	"  - {id: 3, ingreso: extremo, ipm: no_pobre, resultado: permanencia}\n  - {id: 4, ingreso: moderado, ipm: extremo, resultado: permanencia}\n"
	"  - {id: 5, ingreso: moderado, ipm: moderado, resultado: promocion}\n  - {id: 6, ingreso: moderado, ipm: no_pobre, resultado: promocion}\n"
	"  - {id: 7, ingreso: no_pobre, ipm: extremo, resultado: permanencia}\n  - {id: 8, ingreso: no_pobre, ipm: moderado, resultado: promocion}\n"
	"  - {id: 9, ingreso: no_pobre, ipm: no_pobre, resultado: promocion}\n";

static struct familia f;
static struct programa programa;

static void start(void)
{
	familia_start(&f, variables);
	programa = (struct programa){ .arena = &f.arena, .id = "prueba", .versiones = "logros 1, ipm 1" };
	dict_init(&programa.dict, &f.arena);
	hechos_declare(&programa.dict);
	dict_load_node(&programa.dict, familia_yaml(&f, variables), &f.problems);
	dict_finish(&programa.dict, &f.problems);
	programa.logros = logro_catalogo_load(&f.arena, &programa.dict, familia_yaml(&f, logros), &f.problems);
	programa.ipm = ipm_load(&f.arena, &programa.dict, familia_yaml(&f, ipm), &f.problems);
	programa.ingreso = ingreso_load(&f.arena, &programa.dict, familia_yaml(&f, lines), familia_yaml(&f, items), &f.problems);
	programa.promocion = promocion_load(&f.arena, &programa.dict, familia_yaml(&f, matrix), &f.problems);
	cr_assert_eq(f.problems.n, 0, "%s", f.problems.n ? f.problems.item[0].text : "");
	familia_hogar(&f, "fecha_plan=2024-03-01; piso_firme=no");
	familia_integrante(&f, 1, "nombre1=Ana; fecha_nacimiento=1990-05-05; salario=700000");
	familia_integrante(&f, 2, "nombre1=Luis; fecha_nacimiento=2012-08-20; estudia=si; salario=0");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(evaluacion, .init = start, .fini = done);

static const struct evaluacion *on(const char *date)
{
	return model_evaluate(&programa, &f.ficha, dia(date), &f.arena);
}

Test(evaluacion, puts_everything_together)
{
	const struct evaluacion *e = on("2024-08-19");

	cr_expect_eq(e->fecha, dia("2024-08-19"));
	cr_assert_eq(e->n_logro, 2);
	cr_expect_eq(e->cuenta[LOGRO_ALCANZADO], 1);
	cr_expect_eq(e->cuenta[LOGRO_POR_ALCANZAR], 1);
	cr_expect_eq(e->cuenta_base[LOGRO_SIN_DATO], 2);
	cr_expect_eq(e->ipm.conteo, 1);
	cr_expect_eq(e->ipm.clase, CLASE_MODERADO);
	cr_expect(e->ingreso.completo);
	cr_expect_eq(e->ingreso.clase, CLASE_MODERADO);
	cr_expect_eq(e->promocion.celda, 5);
	cr_expect_eq(e->promocion.promueve, TRI_YES);
	cr_expect_eq(evaluacion_logro(e, 30), &e->logro[1]);
	cr_expect_eq(evaluacion_logro(e, 30)->vigente, LOGRO_POR_ALCANZAR);
	cr_expect_null(evaluacion_logro(e, 31));
}

/* Ages are those of the date of reference: the same family on two days. */
Test(evaluacion, the_date_of_reference_decides)
{
	familia_integrante(&f, 2, "salario=; estudia=no");
	cr_expect(on("2024-08-19")->ingreso.completo, "eleven years old the day before the birthday");
	cr_expect_not(on("2024-08-20")->ingreso.completo);
	cr_expect_eq(on("2024-08-20")->promocion.celda, 0);
	cr_expect_eq(on("2030-08-19")->cuenta[LOGRO_POR_ALCANZAR], 2);
	cr_expect_eq(on("2030-08-20")->cuenta[LOGRO_NO_APLICA], 1, "eighteen");
	cr_expect_eq(on("2020-08-20")->ingreso.clase, CLASE_SIN_DATO, "no line yet");
}

Test(evaluacion, changes_nothing_of_the_family)
{
	struct record before;

	record_copy(&before, &f.arena, &f.ficha.hogar);
	on("2024-08-19");
	on("2024-08-19");
	cr_expect(answers_equal(&before.fields, &f.ficha.hogar.fields));
	cr_expect_eq(f.ficha.logro.n, 0);
}

Test(evaluacion, facts_are_answered_from_it)
{
	const struct evaluacion *e = on("2024-08-19");
	const struct yaml_node *rule = familia_yaml(&f, "si: \"${logros_alcanzados} = 1 and ${ipm_clase} = 'moderado' and ${celda} = 5 and ${promueve}\"\n");
	const struct expr *expr = lectura_regla(&f.arena, &programa.dict, rule, "si", LEVEL_HOGAR, &f.problems);

	cr_assert_not_null(expr, "%s", f.problems.n ? f.problems.item[0].text : "");
	cr_expect_eq(expr_test(expr, &e->scope, NULL), TRI_YES);
	familia_hogar(&f, "piso_firme=si");
	e = on("2024-08-19");
	cr_expect_eq(expr_test(expr, &e->scope, NULL), TRI_NO);
}

Test(evaluacion, explains_three_conditions)
{
	struct trace trace;
	const struct evaluacion *e = on("2024-08-19");

	trace_init(&trace, &f.arena);
	evaluacion_explain(e, &trace);
	cr_expect_str_eq(trace.line[0].text, "Medición al 19/08/2024: cumple las condiciones de promoción");
	cr_expect(trace_has(&trace, "1. Plan familiar cumplido: sí"));
	cr_expect(trace_has(&trace, "2. Ingreso por encima de la pobreza extrema: sí"));
	cr_expect(trace_has(&trace, "3. IPM fuera de la pobreza extrema: sí"));
	cr_expect(trace_has(&trace, "Con privación: Piso inadecuado (50 puntos)"));
	cr_expect(trace_has(&trace, "Celda 5: ingreso moderado, IPM moderado → promoción"));
	cr_expect_not(trace_has(&trace, "Qué falta"));
	familia_integrante(&f, 2, "estudia=no");
	e = on("2024-08-19");
	trace_init(&trace, &f.arena);
	evaluacion_explain(e, &trace);
	cr_expect_str_eq(trace.line[0].text, "Medición al 19/08/2024: permanece en el programa");
	cr_expect(trace_has(&trace, "Qué falta"));
	cr_expect(trace_has(&trace, "Superar la privación «Inasistencia» (de 2 a 1 privación)"));
}

Test(evaluacion, frozen_with_the_numbers_of_the_day)
{
	struct record r;

	record_init(&r, &f.arena, RECORD_EVALUACION, 1, 1);
	evaluacion_freeze(on("2024-08-19"), "validacion", &r);
	cr_expect_str_eq(answers_text(&r.fields, "tipo"), "validacion");
	cr_expect_eq(answers_date(&r.fields, "fecha"), dia("2024-08-19"));
	cr_expect_str_eq(answers_text(&r.fields, "decision"), "promueve");
	cr_expect_eq(answers_int(&r.fields, "ipm_conteo", -1), 1);
	cr_expect_eq(answers_int(&r.fields, "ipm_puntos", -1), 50);
	cr_expect_str_eq(answers_text(&r.fields, "ipm_clase"), "moderado");
	cr_expect_eq(answers_int(&r.fields, "ingreso", -1), 700000);
	cr_expect_str_eq(answers_text(&r.fields, "ingreso_clase"), "moderado");
	cr_expect_eq(answers_int(&r.fields, "celda", -1), 5);
	cr_expect_eq(answers_int(&r.fields, "alcanzados", -1), 1);
	cr_expect_eq(answers_int(&r.fields, "por_alcanzar", -1), 1);
	cr_expect_str_eq(answers_text(&r.fields, "versiones"), "logros 1, ipm 1");
	cr_expect_not_null(strstr(answers_text(&r.fields, "razones"), "Celda 5: ingreso moderado, IPM moderado → promoción"));
}

Test(evaluacion, frozen_incomplete)
{
	struct record r;

	familia_hogar(&f, "piso_firme=");
	familia_integrante(&f, 1, "salario=*");
	record_init(&r, &f.arena, RECORD_EVALUACION, 1, 1);
	evaluacion_freeze(on("2024-08-19"), "linea_base", &r);
	cr_expect_eq(answers_get(&r.fields, "ipm_conteo").kind, VALUE_NONE);
	cr_expect_eq(answers_get(&r.fields, "ingreso").kind, VALUE_NONE);
	cr_expect_eq(answers_get(&r.fields, "decision").kind, VALUE_NONE);
	cr_expect_str_eq(answers_text(&r.fields, "ipm_clase"), "sin_dato");
	cr_expect_str_eq(answers_text(&r.fields, "ingreso_clase"), "sin_dato");
	cr_expect_eq(answers_int(&r.fields, "celda", -1), 0);
	evaluacion_freeze(on("2024-08-19"), "validacion", &r);
	cr_expect_eq(answers_get(&r.fields, "decision").kind, VALUE_NONE, "unknown is no decision");
}

Test(evaluacion, decisions_by_type)
{
	struct record r;
	const struct evaluacion *e = on("2024-08-19");

	record_init(&r, &f.arena, RECORD_EVALUACION, 1, 1);
	evaluacion_freeze(e, "permanencia", &r);
	cr_expect_str_eq(answers_text(&r.fields, "decision"), "permanece");
	evaluacion_freeze(e, "promocion", &r);
	cr_expect_str_eq(answers_text(&r.fields, "decision"), "promueve");
	evaluacion_freeze(e, "linea_base", &r);
	cr_expect_eq(answers_get(&r.fields, "decision").kind, VALUE_NONE);
}
