#include "model/evaluacion.h"
#include "base/strbuf.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

enum { LOGROS = 6 };

static const char seed_cells[] = "5689", last_cell[] = "9";

static struct familia f;
static struct programa programa;
static struct ipm_def ipm_def;
static struct logro_def logro_def[LOGROS];
static struct logro_resultado resultado[LOGROS];
static struct logro_sujeto sujeto[LOGROS];
static enum tri privado[15];
static struct linea linea = { .anio = 2024, .dominio = "nacional", .lp = 460198, .li = 227220 };
static struct evaluacion e;

static const char *matrix(const char *cells, const char *necessary)
{
	static const char *const word[] = { "extremo", "moderado", "no_pobre" };
	struct strbuf text;

	strbuf_init(&text, &f.arena);
	strbuf_add(&text, "version: 1\nceldas:\n");
	for (int i = 0; i < 9; i++)
		strbuf_printf(&text, "  - {id: %d, ingreso: %s, ipm: %s, resultado: %s}\n", i + 1, word[i / 3], word[i % 3],
			      strchr(cells, '1' + i) ? "promocion" : "permanencia");
	strbuf_printf(&text, "necesaria: {%s}\n", necessary);
	return text.text;
}

static const struct promocion_def *load(const char *cells, const char *necessary)
{
	const struct promocion_def *def = promocion_load(&f.arena, &f.dict, familia_yaml(&f, matrix(cells, necessary)), &f.problems);

	cr_assert_not_null(def, "%s", f.problems.n ? f.problems.item[0].text : "");
	return def;
}

/* Fifteen variables, all without deprivation, all logros reached, an income above the line, and a plan agreed. */
static void start(void)
{
	static const int points[15] = { 10, 10, 5, 5, 5, 5, 10, 10, 10, 10, 4, 4, 4, 4, 4 };

	familia_start(&f, "version: 1\nvariables:\n  - {name: nombre1, level: integrante, type: text, label: Nombre}\n");
	familia_hogar(&f, "fecha_plan=2025-09-01");
	familia_integrante(&f, 1, "nombre1=Luis");
	ipm_def = (struct ipm_def){ .conteo_extremo = 7, .conteo_moderado = 5, .puntos_extremo = 47, .puntos_moderado = 33, .oficial = 33, .n = 15 };
	ipm_def.variable = arena_array(&f.arena, struct ipm_variable, 15);
	for (int i = 0; i < 15; i++)
		ipm_def.variable[i] = (struct ipm_variable){ .id = i + 1, .puntos = points[i], .nombre = arena_printf(&f.arena, "Variable %d", i + 1), .dimension = "una" };
	ipm_def.variable[10].falta = "conectarse al acueducto";
	programa = (struct programa){ .ipm = &ipm_def };
	e = (struct evaluacion){ .programa = &programa, .ficha = &f.ficha, .fecha = dia("2024-08-01"), .n_logro = LOGROS, .logro = resultado };
	e.scope = familia_scope(&f, "2024-08-01");
	for (int i = 0; i < LOGROS; i++) {
		logro_def[i] = (struct logro_def){ .id = i + 1, .dimension = 1, .enunciado = "Logro", .corto = arena_printf(&f.arena, "Logro %d", i + 1), .privacion = i < 4 };
		sujeto[i] = (struct logro_sujeto){ .vigente = LOGRO_ALCANZADO };
		resultado[i] = (struct logro_resultado){ .def = &logro_def[i], .sujeto = &sujeto[i], .n = 1, .vigente = LOGRO_ALCANZADO };
	}
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(promocion, .init = start, .fini = done);

static void state(int logro, enum logro_estado s)
{
	sujeto[logro - 1].vigente = s;
	resultado[logro - 1].vigente = s;
	resultado[logro - 1].pendientes = s == LOGRO_POR_ALCANZAR;
}

/* So many deprived variables and so many unknown ones, in order. */
static void deprive(int deprived, int unknown)
{
	e.ipm = (struct ipm){ .privado = privado, .conteo = deprived, .conteo_max = deprived + unknown, .faltan = unknown };
	for (int i = 0; i < 15; i++) {
		privado[i] = i < deprived ? TRI_YES : i < deprived + unknown ? TRI_UNKNOWN : TRI_NO;
		e.ipm.puntos += privado[i] == TRI_YES ? ipm_def.variable[i].puntos : 0;
		e.ipm.puntos_max += privado[i] != TRI_NO ? ipm_def.variable[i].puntos : 0;
	}
	e.ipm.clase = unknown ? CLASE_SIN_DATO : ipm_clase_de(&ipm_def, ipm_def.ponderado, ipm_def.ponderado ? e.ipm.puntos : deprived);
}

static void earn(enum clase c)
{
	e.ingreso = (struct ingreso){ .n = 4, .completo = true, .linea = &linea, .clase = c, .minima = c };
	e.ingreso.falta_moderado = c == CLASE_EXTREMO ? 120000 : 0;
	e.ingreso.falta_no_pobre = c == CLASE_NO_POBRE ? 0 : 1050000;
}

static void earn_unknown(enum clase least)
{
	e.ingreso = (struct ingreso){ .n = 4, .linea = &linea, .minima = least, .falta = "Luis" };
}

static const struct promocion *decide(const struct promocion_def *def)
{
	memset(e.cuenta, 0, sizeof e.cuenta);
	for (int i = 0; i < LOGROS; i++)
		e.cuenta[resultado[i].vigente]++;
	promocion_evaluate(def, &e, &f.arena, &e.promocion);
	return &e.promocion;
}

static const int count_of[] = { [CLASE_EXTREMO] = 7, [CLASE_MODERADO] = 5, [CLASE_NO_POBRE] = 4 };

Test(promocion, the_nine_cells)
{
	const struct promocion_def *seed = load(seed_cells, "modo: plan"), *strict = load(last_cell, "modo: plan");

	for (int row = CLASE_EXTREMO; row <= CLASE_NO_POBRE; row++)
		for (int column = CLASE_EXTREMO; column <= CLASE_NO_POBRE; column++) {
			earn((enum clase)row);
			deprive(count_of[column], 0);
			const struct promocion *p = decide(seed);
			bool good = row != CLASE_EXTREMO && column != CLASE_EXTREMO;
			cr_expect_eq(p->celda, 3 * (row - 1) + column);
			cr_expect_eq(p->celda_promueve, good ? TRI_YES : TRI_NO);
			cr_expect_eq(p->condicion[1].cumple, row != CLASE_EXTREMO ? TRI_YES : TRI_NO);
			cr_expect_eq(p->condicion[2].cumple, column != CLASE_EXTREMO ? TRI_YES : TRI_NO);
			cr_expect_eq(p->promueve, good ? TRI_YES : TRI_NO);
			cr_expect_eq(p->n_falta == 0, good);
			p = decide(strict);
			cr_expect_eq(p->promueve, row == CLASE_NO_POBRE && column == CLASE_NO_POBRE ? TRI_YES : TRI_NO);
		}
}

Test(promocion, words_of_the_cell)
{
	const struct promocion_def *def = load(seed_cells, "modo: plan");

	earn(CLASE_MODERADO);
	deprive(5, 0);
	decide(def);
	cr_expect_str_eq(celda_texto(&e, &f.arena), "Celda 5: ingreso moderado, IPM moderado → promoción");
	earn(CLASE_EXTREMO);
	decide(def);
	cr_expect_str_eq(celda_texto(&e, &f.arena), "Celda 2: ingreso extremo, IPM moderado → permanencia");
	deprive(5, 3);
	decide(def);
	cr_expect_str_eq(celda_texto(&e, &f.arena), "Celda por definir: ingreso extremo, IPM sin dato → permanencia en cualquier caso");
	earn(CLASE_NO_POBRE);
	decide(def);
	cr_expect_str_eq(celda_texto(&e, &f.arena), "Celda por definir: ingreso no pobre, IPM sin dato → complete los datos que faltan");
	deprive(3, 2);
	decide(def);
	cr_expect_str_eq(celda_texto(&e, &f.arena), "Celda por definir: ingreso no pobre, IPM sin dato → promoción en cualquier caso");
}

struct doubt { int deprived, unknown; int ingreso; int least; enum tri cell, third, second; };

/* A class that is missing: known all the same when every class it could be agrees. `ingreso` 0: unknown, from `least` up. */
ParameterizedTestParameters(promocion, doubts)
{
	static struct doubt c[] = {
		{ 4, 2, CLASE_MODERADO, 0, TRI_YES, TRI_YES, TRI_YES },
		{ 4, 3, CLASE_MODERADO, 0, TRI_UNKNOWN, TRI_UNKNOWN, TRI_YES },
		{ 7, 8, CLASE_MODERADO, 0, TRI_NO, TRI_NO, TRI_YES },
		{ 0, 15, CLASE_EXTREMO, 0, TRI_NO, TRI_UNKNOWN, TRI_NO },
		{ 0, 15, CLASE_NO_POBRE, 0, TRI_UNKNOWN, TRI_UNKNOWN, TRI_YES },
		{ 5, 0, 0, CLASE_EXTREMO, TRI_UNKNOWN, TRI_YES, TRI_UNKNOWN },
		{ 5, 0, 0, CLASE_MODERADO, TRI_YES, TRI_YES, TRI_YES },
		{ 7, 0, 0, CLASE_EXTREMO, TRI_NO, TRI_NO, TRI_UNKNOWN },
		{ 4, 2, 0, CLASE_MODERADO, TRI_YES, TRI_YES, TRI_YES },
		{ 4, 3, 0, CLASE_EXTREMO, TRI_UNKNOWN, TRI_UNKNOWN, TRI_UNKNOWN },
	};
	return cr_make_param_array(struct doubt, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct doubt *c, promocion, doubts)
{
	if (c->ingreso)
		earn((enum clase)c->ingreso);
	else
		earn_unknown((enum clase)c->least);
	deprive(c->deprived, c->unknown);
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_expect_eq(p->celda_promueve, c->cell, "%d+%d %d", c->deprived, c->unknown, c->ingreso);
	cr_expect_eq(p->condicion[1].cumple, c->second);
	cr_expect_eq(p->condicion[2].cumple, c->third);
	cr_expect_eq(p->promueve, c->cell, "the plan is kept");
	cr_expect_eq(p->celda == 0, c->unknown > 0 || !c->ingreso);
}

/* In a table where the middle differs from both ends, the middle counts too. */
Test(promocion, doubt_over_an_odd_table)
{
	earn(CLASE_MODERADO);
	deprive(4, 5);
	cr_expect_eq(decide(load("5", "modo: plan"))->celda_promueve, TRI_UNKNOWN);
	cr_expect_eq(decide(load("456", "modo: plan"))->celda_promueve, TRI_YES);
}

Test(promocion, plan_in_three_values)
{
	const struct promocion_def *def = load(seed_cells, "modo: plan");

	earn(CLASE_MODERADO);
	deprive(0, 0);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES);
	state(3, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES, "not in the plan");
	resultado[2].prioridad = 1;
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO);
	cr_expect_eq(decide(def)->promueve, TRI_NO);
	resultado[2].motivo = true;
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES, "the cause lies outside the programme");
	resultado[2].motivo = false;
	state(3, LOGRO_SIN_DATO);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_UNKNOWN);
	resultado[3].prioridad = 2;
	state(4, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO, "one known to be pending decides");
	state(3, LOGRO_NO_APLICA);
	state(4, LOGRO_ALCANZADO);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES);
	cr_expect_eq(promocion_plan_cumplido(&e), TRI_YES);
	familia_hogar(&f, "fecha_plan=");
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO);
	cr_expect_eq(promocion_plan_cumplido(&e), TRI_NO);
}

struct commitment_case { char estado[16]; enum tri expected; };

ParameterizedTestParameters(promocion, commitments)
{
	static struct commitment_case c[] = {
		{ "pendiente", TRI_NO }, { "replanteado", TRI_NO }, { "", TRI_NO }, { "cumplido", TRI_YES }, { "no_cumplido", TRI_YES }, { "retirado", TRI_YES },
	};
	return cr_make_param_array(struct commitment_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct commitment_case *c, promocion, commitments)
{
	earn(CLASE_MODERADO);
	deprive(0, 0);
	familia_put(&f, RECORD_COMPROMISO, 1, arena_printf(&f.arena, "compromiso=Llevar el carné; estado=%s", c->estado));
	cr_expect_eq(decide(load(seed_cells, "modo: plan"))->condicion[0].cumple, c->expected, "%s", c->estado);
}

/* Three of the four logros that point to deprivations: reached or not applicable. */
Test(promocion, by_deprivations)
{
	const struct promocion_def *def = load(seed_cells, "modo: privaciones, minimo: 3, de: 4");

	earn(CLASE_MODERADO);
	deprive(0, 0);
	state(5, LOGRO_POR_ALCANZAR);
	state(6, LOGRO_SIN_DATO);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES, "others do not count");
	state(1, LOGRO_NO_APLICA);
	state(2, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES);
	state(3, LOGRO_SIN_DATO);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_UNKNOWN);
	state(3, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO);
	resultado[2].motivo = true;
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO, "a motive does not make it green");
}

Test(promocion, by_percentage)
{
	const struct promocion_def *def = load(seed_cells, "modo: porcentaje, porcentaje: 80");

	earn(CLASE_MODERADO);
	deprive(0, 0);
	state(1, LOGRO_NO_APLICA);
	state(2, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_YES, "4 of 5 is exactly 80 %%");
	state(3, LOGRO_SIN_DATO);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_UNKNOWN);
	state(4, LOGRO_POR_ALCANZAR);
	cr_expect_eq(decide(def)->condicion[0].cumple, TRI_NO);
	cr_expect_eq(decide(load(seed_cells, "modo: porcentaje, porcentaje: 40"))->condicion[0].cumple, TRI_YES, "2 of 5 at worst");
}

static int of_kind(const struct promocion *p, enum cambio_que que)
{
	int n = 0;

	for (int i = 0; i < p->n_falta; i++)
		n += p->falta[i].que == que;
	return n;
}

Test(promocion, missing_in_order_of_effort)
{
	earn(CLASE_EXTREMO);
	deprive(8, 0);
	resultado[0].prioridad = 1;
	state(1, LOGRO_POR_ALCANZAR);
	resultado[1].prioridad = 2;
	state(2, LOGRO_SIN_DATO);
	familia_put(&f, RECORD_COMPROMISO, 3, "compromiso=Llevar el carné; responsable=Luis; fecha_limite=2024-09-15; estado=pendiente");
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 6);
	cr_expect_eq(p->falta[0].que, CAMBIO_DATO);
	cr_expect_eq(p->falta[0].sobre, CAMBIO_LOGRO);
	cr_expect_str_eq(p->falta[0].texto, "Completar los datos del hogar para el logro «Logro 2»");
	cr_expect_eq(p->falta[1].que, CAMBIO_LOGRO);
	cr_expect_str_eq(p->falta[1].texto, "Alcanzar el logro «Logro 1»");
	cr_expect_eq(p->falta[2].que, CAMBIO_COMPROMISO);
	cr_expect_eq(p->falta[2].id, 3);
	cr_expect_str_eq(p->falta[2].texto, "Cumplir el compromiso «Llevar el carné», a cargo de Luis, para el 15/09/2024");
	cr_expect_eq(p->falta[3].que, CAMBIO_PRIVACION);
	cr_expect_eq(p->falta[3].id, 1);
	cr_expect_str_eq(p->falta[3].texto, "Superar la privación «Variable 1» (de 8 a 7 privaciones)");
	cr_expect_str_eq(p->falta[4].texto, "Superar la privación «Variable 2» (de 7 a 6 privaciones)");
	cr_expect_eq(p->falta[5].que, CAMBIO_INGRESO);
	cr_expect_eq(p->falta[5].pesos, 120000);
	cr_expect_str_eq(p->falta[5].texto,
			 "Aumentar el ingreso del hogar en $ 120.000 al mes para llegar a la línea de pobreza extrema de 2024 ($ 227.220 por persona)");
}

Test(promocion, missing_asks_only_for_the_nearest_cell)
{
	const struct promocion *p;

	earn(CLASE_EXTREMO);
	deprive(5, 0);
	p = decide(load(seed_cells, "modo: plan"));
	cr_expect_eq(of_kind(p, CAMBIO_PRIVACION), 0, "moderate is enough");
	cr_expect_eq(of_kind(p, CAMBIO_INGRESO), 1);
	earn(CLASE_MODERADO);
	p = decide(load(last_cell, "modo: plan"));
	cr_expect_eq(of_kind(p, CAMBIO_PRIVACION), 1, "5 to 4");
	cr_assert_eq(of_kind(p, CAMBIO_INGRESO), 1);
	cr_expect_eq(p->falta[p->n_falta - 1].pesos, 1050000);
	p = decide(load("68", "modo: plan"));
	cr_expect_eq(of_kind(p, CAMBIO_PRIVACION), 1, "as near by pesos: deprivations come first");
	cr_expect_eq(of_kind(p, CAMBIO_INGRESO), 0);
	earn(CLASE_NO_POBRE);
	deprive(7, 0);
	p = decide(load("36", "modo: plan"));
	cr_expect_eq(p->n_falta, 0, "nobody is asked to earn less");
}

Test(promocion, missing_data_comes_alone)
{
	earn_unknown(CLASE_EXTREMO);
	deprive(2, 6);
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 7);
	for (int i = 0; i < 6; i++) {
		cr_expect_eq(p->falta[i].que, CAMBIO_DATO);
		cr_expect_eq(p->falta[i].sobre, CAMBIO_PRIVACION);
		cr_expect_eq(p->falta[i].id, i + 3);
	}
	cr_expect_eq(p->falta[6].sobre, CAMBIO_INGRESO);
	cr_expect_str_eq(p->falta[6].texto, "Completar el ingreso de Luis");
}

/* By points the smallest number of variables is the heaviest ones. */
Test(promocion, missing_by_points)
{
	ipm_def.ponderado = true;
	earn(CLASE_MODERADO);
	deprive(8, 0);                          /* 10+10+5+5+5+5+10+10 = 60 */
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 2);
	cr_expect_str_eq(p->falta[0].texto, "Superar la privación «Variable 1» (de 60 a 50 puntos)");
	cr_expect_str_eq(p->falta[1].texto, "Superar la privación «Variable 2» (de 50 a 40 puntos)");
	ipm_def.estricto = true;
	deprive(6, 0);
	privado[10] = TRI_YES, privado[11] = TRI_YES;
	e.ipm.puntos = 48;
	e.ipm.clase = CLASE_EXTREMO;
	cr_expect_eq(decide(load(seed_cells, "modo: plan"))->n_falta, 1, "47 is not more than 47");
}

Test(promocion, missing_names_what_lifts_a_deprivation)
{
	earn(CLASE_MODERADO);
	deprive(0, 0);
	for (int i = 8; i < 15; i++)
		privado[i] = TRI_YES;
	e.ipm.conteo = e.ipm.conteo_max = 7;
	e.ipm.clase = CLASE_EXTREMO;
	privado[8] = privado[9] = TRI_NO;
	privado[0] = privado[1] = TRI_NO;
	e.ipm.conteo = e.ipm.conteo_max = 7;
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 1);
	cr_expect_str_eq(p->falta[0].texto, "Superar la privación «Variable 11»: conectarse al acueducto (de 7 a 6 privaciones)");
}

Test(promocion, missing_logros_by_name)
{
	earn(CLASE_MODERADO);
	deprive(0, 0);
	logro_def[0].pendiente = "Que {nombre} asista al colegio";
	sujeto[0].integrante = ficha_record(&f.ficha, RECORD_INTEGRANTE, 1);
	state(1, LOGRO_POR_ALCANZAR);
	resultado[0].prioridad = 1;
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 1);
	cr_expect_str_eq(p->falta[0].texto, "Que Luis asista al colegio");
	familia_hogar(&f, "fecha_plan=");
	p = decide(load(seed_cells, "modo: plan"));
	cr_assert_eq(p->n_falta, 2);
	cr_expect_str_eq(p->falta[0].texto, "Acordar el plan familiar con la familia");
}

Test(promocion, missing_logros_without_a_plan)
{
	earn(CLASE_MODERADO);
	deprive(0, 0);
	for (int i = 1; i <= 4; i++)
		state(i, LOGRO_POR_ALCANZAR);
	resultado[0].pendientes = 3;
	const struct promocion *p = decide(load(seed_cells, "modo: privaciones, minimo: 2, de: 4"));
	cr_assert_eq(p->n_falta, 2, "two of the four are enough");
	cr_expect_eq(p->falta[0].id, 2, "the one with three people pending costs more");
	cr_expect_eq(p->falta[1].id, 3);
	p = decide(load(seed_cells, "modo: porcentaje, porcentaje: 50"));
	cr_assert_eq(p->n_falta, 1, "2 of 6 are there, 3 are needed");
}

Test(promocion, facts_have_numbers)
{
	earn(CLASE_MODERADO);
	e.ingreso.mensual = 1234567;
	deprive(5, 0);
	resultado[0].prioridad = 1;
	const struct promocion *p = decide(load(seed_cells, "modo: plan"));
	cr_expect_str_eq(p->condicion[0].hechos,
			 "Plan acordado el 01/09/2025: 1 de 1 logro priorizado logrado, 0 con motivo ajeno al programa, 0 sin dato; compromisos por cumplir: 0");
	cr_expect_str_eq(p->condicion[1].hechos, "El hogar recibe $ 1.234.567 al mes; para 4 integrantes la pobreza extrema llega hasta $ 908.880 (línea de 2024)");
	cr_expect_str_eq(p->condicion[2].hechos, "5 privaciones de 15; la pobreza extrema es desde 7");
	cr_expect_str_eq(p->condicion[0].nombre, "Plan familiar cumplido");
	deprive(1, 0);
	cr_expect_str_eq(decide(load(seed_cells, "modo: plan"))->condicion[2].hechos, "1 privación de 15; la pobreza extrema es desde 7");
	deprive(1, 1);
	cr_expect_str_eq(decide(load(seed_cells, "modo: plan"))->condicion[2].hechos, "Falta 1 de 15 variables: entre 1 y 2 privaciones de 15; la pobreza extrema es desde 7");
	cr_expect_str_eq(decide(load(seed_cells, "modo: plan, texto: El plan está al día"))->condicion[0].nombre, "El plan está al día");
}

struct wrong_matrix { char from[70], to[70], words[50]; };

ParameterizedTestParameters(promocion, wrong_definitions_are_refused)
{
	static struct wrong_matrix c[] = {
		{ "  - {id: 9, ingreso: no_pobre, ipm: no_pobre, resultado: promocion}\n", "", "falta la celda de ingreso no_pobre e IPM no_pobre" },
		{ "id: 9, ingreso: no_pobre, ipm: no_pobre", "id: 9, ingreso: no_pobre, ipm: moderado", "dos veces" },
		{ "id: 9,", "id: 8,", "dos veces" },
		{ "id: 9,", "id: 10,", "de 1 a 9" },
		{ "resultado: promocion", "resultado: ascenso", "ascenso" },
		{ "ingreso: extremo", "ingreso: extrema", "extrema" },
		{ "modo: plan", "modo: privaciones", "minimo" },
		{ "modo: plan", "modo: privaciones, minimo: 18, de: 17", "18 de 17" },
		{ "modo: plan", "modo: porcentaje, porcentaje: 101", "porcentaje" },
		{ "modo: plan", "modo: suerte", "suerte" },
		{ "necesaria: {modo: plan}", "", "necesaria" },
		{ "necesaria:", "compromisos: {}\nnecesaria:", "edad_minima" },
		{ "necesaria:", "compromisos: {edad_minima: 3}\nnecesaria:", "de 7 a 99" },
		{ "necesaria:", "compromisos: {edad_minima: 14, edad: 2}\nnecesaria:", "edad" },
	};
	return cr_make_param_array(struct wrong_matrix, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct wrong_matrix *c, promocion, wrong_definitions_are_refused)
{
	const char *good = matrix(seed_cells, "modo: plan"), *at = strstr(good, c->from);
	cr_assert_not_null(at, "%s", c->from);
	const char *text = arena_printf(&f.arena, "%.*s%s%s", (int)(at - good), good, c->to, at + strlen(c->from));
	cr_expect_null(promocion_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems), "%s", c->to);
	cr_assert_gt(f.problems.n, 0);
	cr_expect(familia_problema(&f, c->words), "%s: %s", c->to, f.problems.item[0].text);
}

Test(promocion, a_matrix_that_never_promotes_is_refused)
{
	cr_expect_null(promocion_load(&f.arena, &f.dict, familia_yaml(&f, matrix("", "modo: plan")), &f.problems));
	cr_expect(familia_problema(&f, "ninguna celda"));
}
