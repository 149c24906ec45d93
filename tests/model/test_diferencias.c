/* What who joins or leaves changes, with the rules as they are shipped. All people are invented. */
#include "model/diferencias.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

static struct familia f;
static const struct programa *p;

static const char house[] = "zona=u; paredes=bloque; pisos=baldosa; servicios=energia|alcantarillado|acueducto; sanitario=exclusivo; agua=acueducto_publico; cuartos_dormir=1";
static const char mother[] = "nombre1=Rosa; sexo=m; fecha_nacimiento=1991-01-01; lee=si; nivel=media; grado=11; estudia=no; actividad=trabajando; cotiza_pension=si; pensionado=no; "
	"regimen=subsidiado; problema_salud_30d=no; recibe_ingresos=si; ingresos_completos=si; ingreso_salario=1500000; discapacidad=no";
static const char son[] = "nombre1=Luis; sexo=h; fecha_nacimiento=2018-01-01; estudia=si; nivel=primaria; grado=2; trabajo_infantil=no; horas_apoyo=ninguna; regimen=subsidiado; problema_salud_30d=no; discapacidad=no";
static const char baby[] = "nombre1=Sara; sexo=m; fecha_nacimiento=2025-06-01; cuidado_menor=casa_padres; recibe_alimentacion=no; regimen=no_afiliado; problema_salud_30d=no; vacunas=incompleto; discapacidad=no";

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

TestSuite(diferencias, .init = start, .fini = done);

static const struct evaluacion *now(void)
{
	struct ficha *copy = arena_new(&f.arena, struct ficha);

	ficha_copy(copy, &f.arena, &f.ficha);
	return model_evaluate(p, copy, dia(PROGRAMAS_HOY), &f.arena);
}

static const struct diferencia *find(const struct diferencia *d, int n, enum diferencia_que que, int id)
{
	for (int i = 0; i < n; i++)
		if (d[i].que == que && (id == 0 || d[i].id == id))
			return &d[i];
	return NULL;
}

#define TOLD(d, words) cr_expect((d) && strstr((d)->texto, words), "%s", (d) ? (d)->texto : "nothing is told of it")

Test(diferencias, nothing_changes_nothing)
{
	const struct evaluacion *e = now();
	struct diferencia *d;
	struct trace t;

	cr_expect_eq(evaluacion_diferencias(e, e, &f.arena, &d), 0);
	cr_expect_eq(evaluacion_diferencias(e, now(), &f.arena, &d), 0, "nor the same family measured again");
	trace_init(&t, &f.arena);
	diferencias_explain(d, 0, &t);
	cr_expect(trace_has(&t, "Nada cambia"));
}

Test(diferencias, a_baby_joins)
{
	const struct evaluacion *before = now();
	struct diferencia *d;
	struct trace t;

	familia_integrante(&f, 3, baby);
	int n = evaluacion_diferencias(before, now(), &f.arena, &d);
	TOLD(find(d, n, DIFERENCIA_EMPIEZA, 8), "8. ");
	TOLD(find(d, n, DIFERENCIA_EMPIEZA, 15), "por alcanzar");
	cr_expect_null(find(d, n, DIFERENCIA_TERMINA, 0));
	TOLD(find(d, n, DIFERENCIA_ESTADO, 13), "de alcanzado a por alcanzar");
	const struct diferencia *who = find(d, n, DIFERENCIA_PERSONA, 0);
	TOLD(who, "A Sara le corresponden ahora los logros 1, 3, 8, 13");
	cr_expect_eq(who->integrante, 3);
	TOLD(find(d, n, DIFERENCIA_PRIVACION, 5), "de sin privación a con privación");
	TOLD(find(d, n, DIFERENCIA_PRIVACION, 9), "de sin privación a con privación");
	TOLD(find(d, n, DIFERENCIA_PRIVACION, 15), "de sin privación a con privación");
	TOLD(find(d, n, DIFERENCIA_IPM, 0), "privaciones de 0 a 3; puntos de 0 a 19; sigue en «No pobre»");
	TOLD(find(d, n, DIFERENCIA_INGRESO, 0), "de $ 750.000 a $ 500.000; sigue en «No pobre»");
	cr_expect_null(find(d, n, DIFERENCIA_CELDA, 0));
	trace_init(&t, &f.arena);
	diferencias_explain(d, n, &t);
	cr_expect_str_eq(t.line[0].text, "Empiezan a aplicar al hogar");
	cr_expect(trace_has(&t, "Privaciones") && trace_has(&t, "De cada persona") && trace_has(&t, "Pobreza y matriz"));
	for (int i = 1; i < n; i++)
		cr_expect_leq(d[i - 1].que, d[i].que, "in the order of the kinds");
}

/* Back as it was, word by word the other way round. */
Test(diferencias, who_leaves_takes_it_all_back)
{
	familia_integrante(&f, 3, baby);
	const struct evaluacion *before = now();
	familia_integrante(&f, 3, "activo=no");
	struct diferencia *d;
	int n = evaluacion_diferencias(before, now(), &f.arena, &d);

	TOLD(find(d, n, DIFERENCIA_TERMINA, 8), "estaba");
	cr_expect_null(find(d, n, DIFERENCIA_EMPIEZA, 0));
	TOLD(find(d, n, DIFERENCIA_PERSONA, 0), "Para Sara ya no se cuentan los logros 1, 3, 8, 13");
	TOLD(find(d, n, DIFERENCIA_IPM, 0), "privaciones de 3 a 0");
	TOLD(find(d, n, DIFERENCIA_INGRESO, 0), "de $ 500.000 a $ 750.000");
}

Test(diferencias, the_cell_and_the_conditions)
{
	const struct evaluacion *before = now();
	struct diferencia *d;

	familia_integrante(&f, 3, "nombre1=Sara; sexo=m; fecha_nacimiento=2019-06-01; estudia=si; grado=1; recibe_alimentacion=si; regimen=subsidiado; problema_salud_30d=no; trabajo_infantil=no; horas_apoyo=ninguna");
	familia_integrante(&f, 4, "nombre1=Pablo; sexo=h; fecha_nacimiento=2018-06-01; estudia=si; grado=2; regimen=subsidiado; problema_salud_30d=no; trabajo_infantil=no; horas_apoyo=ninguna");
	int n = evaluacion_diferencias(before, now(), &f.arena, &d);
	TOLD(find(d, n, DIFERENCIA_INGRESO, 0), "de «No pobre» a «Pobreza moderada»");
	TOLD(find(d, n, DIFERENCIA_CELDA, 6), "de 9 (promoción) a 6 (promoción)");
	familia_integrante(&f, 5, "nombre1=Ana; fecha_nacimiento=2000-01-01");
	n = evaluacion_diferencias(before, now(), &f.arena, &d);
	TOLD(find(d, n, DIFERENCIA_IPM, 0), "a entre");
	TOLD(find(d, n, DIFERENCIA_CELDA, 0), "a por definir");
	TOLD(find(d, n, DIFERENCIA_CONDICION, 2), "a sin dato");
}

/* Of a list of households: in how many each thing changes, what is of one family alone in words that they share. */
Test(diferencias, added_up_over_households)
{
	const struct evaluacion *before = now();
	struct diferencias_suma sum = { .arena = &f.arena };
	struct diferencia *d;
	struct trace t;

	diferencias_sumar(&sum, NULL, 0);
	familia_integrante(&f, 3, baby);
	familia_integrante(&f, 4, "nombre1=Nora; sexo=m; fecha_nacimiento=2025-07-01; recibe_alimentacion=no");
	int n = evaluacion_diferencias(before, now(), &f.arena, &d);
	diferencias_sumar(&sum, d, n);
	familia_integrante(&f, 4, "activo=no");
	n = evaluacion_diferencias(before, now(), &f.arena, &d);
	diferencias_sumar(&sum, d, n);
	cr_expect_eq(sum.hogares, 3);
	cr_expect_eq(sum.cambian, 2);
	trace_init(&t, &f.arena);
	diferencias_suma_explain(&sum, &t);
	cr_expect_str_eq(t.line[0].text, "Empiezan a aplicar al hogar");
	cr_expect(trace_has(&t, "13. ") && trace_has(&t, "de alcanzado a por alcanzar · 2 familias"));
	cr_expect(trace_has(&t, "A alguien le corresponden otros logros · 2 familias"), "a family once, also when two came");
	cr_expect(trace_has(&t, "Ingreso por persona al mes: otro; sigue en «No pobre» · 1 familia"));
	cr_expect_not(trace_has(&t, "Sara"), "nobody by name");
	int heads = 0;
	for (int i = 0; i < t.n; i++)
		heads += t.line[i].depth == 0;
	cr_expect_eq(heads, 5, "each heading once: %d", heads);
}
