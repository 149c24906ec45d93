/* The definitions that are delivered: who a logro does not apply to, on which birthday that changes, and what each IPM counts. */
#include "model/ingreso.h"
#include "model/ipm.h"
#include "model/logro.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static struct familia f;
static const struct logro_catalogo *cat;

static void start(void)
{
	familia_start_real(&f);
	cat = logro_catalogo_load(&f.arena, &f.dict, familia_file(&f, "common/logros-juntos-45.yaml"), &f.problems);
	cr_assert_not_null(cat, "%d: %s", f.problems.n ? f.problems.item[0].line : 0, f.problems.n ? f.problems.item[0].text : "");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(definiciones, .init = start, .fini = done);

static struct logro_resultado *evaluate(int32_t on)
{
	struct scope scope;
	struct logro_resultado *all;

	ficha_scope(&f.ficha, &f.dict, on, &f.arena, &scope);
	cr_assert_eq(logro_evaluate(cat, &f.ficha, &scope, &f.arena, &all), 45);
	return all;
}

/* The numbers of the logros in one state, as they are written in a list. */
static const char *numbers(const struct logro_resultado *all, enum logro_estado state, int *n)
{
	char *text = arena_strdup(&f.arena, "");

	*n = 0;
	for (int i = 0; i < 45; i++)
		if (all[i].vigente == state) {
			text = arena_printf(&f.arena, "%s%s%d", text, *n ? " " : "", all[i].def->id);
			++*n;
		}
	return text;
}

static void check_no_aplica(const char *expected, int apply)
{
	int n, unknown;
	struct logro_resultado *all = evaluate(dia("2026-03-02"));

	cr_expect_str_eq(numbers(all, LOGRO_NO_APLICA, &n), expected);
	cr_expect_eq(45 - n, apply);
	(void)numbers(all, LOGRO_SIN_DATO, &unknown);
	cr_expect_eq(unknown, apply, "nothing was asked: whatever applies is sin dato");
}

static const char nobody[] = "victima=no; discapacidad=no; ";

static void member(uint32_t seq, const char *birth, const char *answers)
{
	familia_integrante(&f, seq, arena_printf(&f.arena, "%sfecha_nacimiento=%s; %s", nobody, birth, answers));
}

Test(definiciones, no_aplica_h1_woman_alone)
{
	familia_hogar(&f, "requiere_credito=no; necesidad_juridica=no");
	member(1, "1958-05-01", "sexo=m; grado=3");
	check_no_aplica("2 5 6 7 8 9 11 12 15 16 19 20 23 24 36 38 40 43 45", 26);
}

Test(definiciones, no_aplica_h2_young_couple)
{
	familia_hogar(&f, "requiere_credito=si; necesidad_juridica=no");
	member(1, "2001-08-01", "sexo=h; grado=11; desea_estudiar=si; estudia=no; requiere_formacion=si; actividad=trabajando");
	member(2, "2003-09-01", "sexo=m; grado=9; gestante=si; desea_estudiar=no; estudia=no; requiere_formacion=si");
	member(3, "2025-01-02", "sexo=h; grado=0");
	struct logro_resultado *all = evaluate(dia("2026-03-02"));
	int n;
	cr_expect_str_eq(numbers(all, LOGRO_NO_APLICA, &n), "4 7 9 12 18 20 23 40 45");
	cr_expect_eq(45 - n, 36);
}

Test(definiciones, no_aplica_h3_displaced_family)
{
	familia_hogar(&f, "requiere_credito=no; necesidad_juridica=si");
	familia_integrante(&f, 1, "fecha_nacimiento=1990-06-01; sexo=m; grado=5; victima=si; hecho_victimizante=desplazamiento; discapacidad=no; requiere_formacion=si; gestante=no; actividad=oficios");
	member(2, "2009-06-01", "sexo=h; grado=8; requiere_formacion=no");
	member(3, "2013-06-01", "sexo=m; grado=5; gestante=no");
	member(4, "2020-06-01", "sexo=h; grado=0");
	familia_integrante(&f, 5, "fecha_nacimiento=1955-06-01; sexo=m; grado=2; victima=no; discapacidad=si");
	struct logro_resultado *all = evaluate(dia("2026-03-02"));
	int n;
	cr_expect_str_eq(numbers(all, LOGRO_NO_APLICA, &n), "2 8 11 16 23 24 43");
	cr_expect_eq(45 - n, 38);
}

enum { A = LOGRO_ALCANZADO, P = LOGRO_POR_ALCANZAR, NA = LOGRO_NO_APLICA, SD = LOGRO_SIN_DATO };
struct birthday { int logro, years, months; char answers[80]; int before, after; };

/* One person, the day before the birthday and the birthday itself. */
ParameterizedTestParameters(definiciones, age_limits_of_logros)
{
	static struct birthday c[] = {
		{ 1, 7, 0, "tipo_documento=rc", A, P },        { 1, 7, 0, "tipo_documento=ti", P, A },
		{ 1, 18, 0, "tipo_documento=ti", A, P },       { 1, 18, 0, "tipo_documento=cc", P, A },
		{ 2, 18, 0, "sexo=h; libreta_militar=exento", NA, A }, { 2, 51, 0, "sexo=h; libreta_militar=exento", A, NA },
		{ 2, 18, 0, "sexo=m", NA, NA },                { 2, 18, 0, "", NA, SD },
		{ 4, 60, 0, "programa_mayor=si", NA, A },      { 4, 60, 0, "", NA, SD },
		{ 5, 18, 0, "actividad=oficios", NA, SD },       { 5, 60, 0, "actividad=oficios", SD, NA },
		{ 5, 60, 0, "actividad=incapacitado", NA, NA },
		{ 6, 15, 0, "requiere_formacion=si; formacion_24m=no", NA, P }, { 6, 66, 0, "requiere_formacion=si; formacion_24m=no", P, NA },
		{ 8, 5, 0, "cuidado_menor=jardin", A, NA },
		{ 9, 5, 0, "grado=0; estudia=no", NA, P },     { 9, 18, 0, "grado=8; estudia=no", P, NA },
		{ 9, 12, 0, "grado=11; estudia=no", NA, NA },
		{ 10, 15, 0, "lee=no", NA, P },
		{ 12, 5, 0, "trabajo_infantil=no", NA, A },    { 12, 15, 0, "trabajo_infantil=si", P, NA },
		{ 15, 6, 0, "vacunas=completo", A, NA },
		{ 16, 10, 0, "sexo=m; gestante=si; controles_al_dia=no", NA, P }, { 16, 56, 0, "sexo=m; gestante=si; controles_al_dia=no", P, NA },
		{ 17, 12, 0, "conoce_planificacion=si", NA, A },
		{ 18, 25, 0, "sexo=m; citologia=reciente; citologia_resultado=si", NA, A }, { 18, 70, 0, "sexo=m; citologia=reciente; citologia_resultado=no", P, NA },
		{ 19, 10, 0, "crecimiento_desarrollo=no", P, NA },
		{ 23, 0, 6, "lactancia_exclusiva=si", A, NA },
		{ 24, 0, 6, "lactancia_complementaria=si", NA, A }, { 24, 0, 24, "lactancia_complementaria=si", A, NA },
		{ 38, 18, 0, "", SD, NA },
		{ 44, 18, 0, "conoce_derechos=si", NA, A },
	};
	return cr_make_param_array(struct birthday, c, sizeof c / sizeof *c);
}

static int32_t birthday_of(int32_t born, int years, int months)
{
	return date_add_months(born, 12 * years + months);
}

ParameterizedTest(struct birthday *c, definiciones, age_limits_of_logros)
{
	const int32_t day = birthday_of(dia("1950-06-15"), c->years, c->months);

	familia_integrante(&f, 1, "fecha_nacimiento=1950-06-15");
	familia_integrante(&f, 1, c->answers);
	cr_expect_eq((int)evaluate(day - 1)[c->logro - 1].vigente, c->before, "logro %d, day before turning %d (%s)", c->logro, c->years, c->answers);
	cr_expect_eq((int)evaluate(day)[c->logro - 1].vigente, c->after, "logro %d, turning %d (%s)", c->logro, c->years, c->answers);
}

/* Born on a 29th of February: years are completed on the first of March. */
Test(definiciones, leap_birthday)
{
	familia_integrante(&f, 1, "fecha_nacimiento=2008-02-29; conoce_derechos=si");
	cr_expect_eq(evaluate(dia("2026-02-28"))[43].vigente, LOGRO_NO_APLICA);
	cr_expect_eq(evaluate(dia("2026-03-01"))[43].vigente, LOGRO_ALCANZADO);
}

Test(definiciones, names_of_the_delivered_states)
{
	static const char *const same[] = { "clase_pobreza", "decision" };

	for (int i = 0; i < 2; i++) {
		const struct choice_list *list = dict_choices(&f.dict, same[i]);
		cr_assert_not_null(list);
		for (int k = 0; k < list->n; k++)
			cr_expect_str_eq(campo_choice_label(same[i], list->item[k].name), list->item[k].label);
	}
}

struct ipm_birthday { bool national; int variable, years; char answers[100]; enum tri before, after; };

ParameterizedTestParameters(definiciones, age_limits_of_ipm)
{
	static struct ipm_birthday c[] = {
		{ false, 1, 15, "nivel=primaria; grado=5", TRI_YES, TRI_YES },  { false, 1, 15, "nivel=secundaria; grado=9", TRI_YES, TRI_NO },
		{ true, 1, 15, "nivel=secundaria; grado=9", TRI_YES, TRI_NO },
		{ false, 2, 15, "lee=si", TRI_YES, TRI_NO },                    { true, 2, 15, "lee=no", TRI_YES, TRI_YES },
		{ false, 3, 5, "estudia=no; grado=0", TRI_NO, TRI_YES },        { false, 3, 17, "estudia=no; grado=9", TRI_YES, TRI_NO },
		{ false, 3, 16, "estudia=no; grado=11", TRI_NO, TRI_NO },
		{ true, 3, 6, "estudia=no; grado=0", TRI_NO, TRI_YES },         { true, 3, 17, "estudia=no; grado=11", TRI_YES, TRI_NO },
		{ false, 4, 7, "grado=0", TRI_NO, TRI_YES },                    { false, 4, 8, "grado=1", TRI_NO, TRI_YES },
		{ false, 4, 18, "grado=10", TRI_YES, TRI_NO },                  { true, 4, 17, "grado=10", TRI_NO, TRI_YES },
		{ false, 5, 6, "regimen=no_afiliado", TRI_YES, TRI_NO },        { true, 5, 6, "recibe_alimentacion=no", TRI_YES, TRI_NO },
		{ false, 6, 5, "trabajo_infantil=si; permiso_trabajo=no", TRI_NO, TRI_YES },
		{ false, 6, 18, "trabajo_infantil=si; permiso_trabajo=no", TRI_YES, TRI_NO },
		{ false, 6, 15, "trabajo_infantil=si; permiso_trabajo=si", TRI_YES, TRI_NO },
		{ true, 6, 12, "actividad=trabajando", TRI_NO, TRI_YES },       { true, 6, 18, "actividad=trabajando; trabajo_infantil=no", TRI_YES, TRI_NO },
		{ false, 8, 18, "actividad=trabajando; cotiza_pension=no; pensionado=no", TRI_NO, TRI_YES },
		{ false, 9, 6, "regimen=no_afiliado", TRI_YES, TRI_YES },       { true, 9, 6, "regimen=no_afiliado", TRI_NO, TRI_YES },
	};
	return cr_make_param_array(struct ipm_birthday, c, sizeof c / sizeof *c);
}

static struct ipm ipm_on(const struct ipm_def *def, int32_t on)
{
	struct scope scope;
	struct ipm out;

	ficha_scope(&f.ficha, &f.dict, on, &f.arena, &scope);
	ipm_evaluate(def, &scope, &f.arena, &out);
	return out;
}

static const struct ipm_def *load_ipm(bool national)
{
	const struct ipm_def *def = ipm_load(&f.arena, &f.dict, familia_file(&f, national ? "common/ipm-nacional.yaml" : "common/ipm-medellin.yaml"), &f.problems);

	cr_assert_not_null(def, "%d: %s", f.problems.n ? f.problems.item[0].line : 0, f.problems.n ? f.problems.item[0].text : "");
	return def;
}

ParameterizedTest(struct ipm_birthday *c, definiciones, age_limits_of_ipm)
{
	const struct ipm_def *def = load_ipm(c->national);
	const int32_t day = birthday_of(dia("1950-06-15"), c->years, 0);

	familia_integrante(&f, 1, "fecha_nacimiento=1950-06-15");
	familia_integrante(&f, 1, c->answers);
	cr_expect_eq(ipm_on(def, day - 1).privado[c->variable - 1], c->before, "%s %d, day before turning %d (%s)", c->national ? "national" : "Medellín",
		     c->variable, c->years, c->answers);
	cr_expect_eq(ipm_on(def, day).privado[c->variable - 1], c->after, "%s %d, turning %d (%s)", c->national ? "national" : "Medellín", c->variable,
		     c->years, c->answers);
}

struct crowd_case { bool national; char zona[4]; int people, rooms; enum tri deprived; };

ParameterizedTestParameters(definiciones, crowding)
{
	static struct crowd_case c[] = {
		{ false, "u", 3, 1, TRI_YES }, { false, "u", 2, 1, TRI_NO }, { false, "r", 3, 1, TRI_YES }, { false, "u", 5, 2, TRI_NO }, { false, "u", 6, 2, TRI_YES },
		{ true, "u", 3, 1, TRI_YES }, { true, "u", 2, 1, TRI_NO }, { true, "r", 3, 1, TRI_NO }, { true, "r", 4, 1, TRI_YES }, { true, "r", 6, 2, TRI_NO },
		{ true, "r", 7, 2, TRI_YES }, { true, "", 3, 1, TRI_UNKNOWN }, { true, "", 4, 1, TRI_YES }, { true, "", 2, 1, TRI_NO }, { false, "u", 3, 0, TRI_YES },
	};
	return cr_make_param_array(struct crowd_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct crowd_case *c, definiciones, crowding)
{
	for (uint32_t i = 1; i <= (uint32_t)c->people; i++)
		familia_integrante(&f, i, "sexo=m");
	familia_hogar(&f, arena_printf(&f.arena, "zona=%s", c->zona));
	answers_set(&f.ficha.hogar.fields, "cuartos_dormir", value_int(c->rooms));
	struct ipm ipm = ipm_on(load_ipm(c->national), dia("2026-03-02"));
	cr_expect_eq(ipm.privado[14], c->deprived, "%s, %d in %d", c->zona, c->people, c->rooms);
	cr_expect_eq(ipm.n_aviso > 0, c->rooms == 0);
}

/* The same deprivations, read by count in Medellín and by points in the nation. */
Test(definiciones, two_readings_of_one_household)
{
	const struct ipm_def *medellin = load_ipm(false), *national = load_ipm(true);

	cr_expect_not(medellin->ponderado);
	cr_expect(national->ponderado);
	cr_assert_eq(medellin->n, 15);
	cr_assert_eq(national->n, 15);
	familia_hogar(&f, "zona=u; agua=rio; sanitario=no_tiene; servicios=energia; pisos=tierra; paredes=zinc; cuartos_dormir=1");
	for (uint32_t i = 1; i <= 3; i++)
		familia_integrante(&f, i, "fecha_nacimiento=1990-01-01; lee=si; nivel=media; grado=11; actividad=trabajando; cotiza_pension=si; pensionado=no; regimen=cotizante; problema_salud_30d=no; estudia=no; busca=no; hora_paga=no");
	struct ipm m = ipm_on(medellin, dia("2026-03-02")), n = ipm_on(national, dia("2026-03-02"));
	cr_expect_eq(m.faltan, 0);
	cr_expect_eq(n.faltan, 0);
	cr_expect_eq(m.conteo, 5);
	cr_expect_eq(m.clase, CLASE_MODERADO);
	cr_expect_eq(n.puntos, 20);
	cr_expect_eq(n.clase, CLASE_NO_POBRE);
	cr_expect(m.discrepan);
	cr_expect_gt(m.n_aviso, 0);
}

Test(definiciones, income_of_the_delivered_questionnaire)
{
	const struct ingreso_def *def = ingreso_load(&f.arena, &f.dict, familia_file(&f, "common/lineas.yaml"), familia_file(&f, "common/ingresos.yaml"), &f.problems);
	struct ingreso in;
	struct scope scope;

	cr_assert_not_null(def, "%s", f.problems.n ? f.problems.item[0].text : "");
	familia_integrante(&f, 1, "nombre1=Ana; fecha_nacimiento=1990-01-01; ingreso_salario=454440; ingresos_completos=si");
	familia_integrante(&f, 2, "nombre1=Luis; fecha_nacimiento=2014-03-02");
	scope = familia_scope(&f, "2026-03-01");
	ingreso_evaluate(def, &scope, &f.arena, &in);
	cr_expect(in.completo, "eleven until tomorrow");
	cr_expect_eq(in.clase, CLASE_MODERADO, "twice 227.220, the line of 2024");
	cr_expect(in.otro_anio);
	scope = familia_scope(&f, "2026-03-02");
	ingreso_evaluate(def, &scope, &f.arena, &in);
	cr_expect_not(in.completo, "twelve today");
	cr_expect_str_eq(in.falta, "Luis");
	familia_integrante(&f, 2, "ingresos_completos=si; ingreso_ganancia=100000");
	ingreso_evaluate(def, &scope, &f.arena, &in);
	cr_expect_not(in.completo, "a profit without its months");
	familia_integrante(&f, 2, "ganancia_meses=2; ingreso_ganancia=5454440");
	ingreso_evaluate(def, &scope, &f.arena, &in);
	cr_expect(in.completo);
	cr_expect_eq(in.doce_meses, 12 * 454440 + 6 * 5454440);
}
