#include "model/logro.h"
#include "tests/model/familia.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <string.h>

static const char variables[] =
	"version: 1\n"
	"variables:\n"
	"  - {name: nombre1, level: integrante, type: text, label: Nombre}\n"
	"  - {name: edad, level: integrante, type: integer, label: Edad}\n"
	"  - {name: estudia, level: integrante, type: boolean, label: Estudia}\n"
	"  - {name: trabaja, level: integrante, type: boolean, label: Trabaja}\n"
	"  - {name: piso_firme, level: hogar, type: boolean, label: Piso firme}\n"
	"  - {name: requiere_credito, level: hogar, type: boolean, label: Requiere crédito}\n"
	"  - {name: credito, level: hogar, type: boolean, label: Tiene crédito}\n";

static const char catalogo[] =
	"catalogo: PRUEBA\n"
	"version: 3\n"
	"vigente_desde: 2026-01-01\n"
	"dimensiones: [{id: 1, nombre: Educación}, {id: 2, nombre: Vivienda}]\n"
	"logros:\n"
	"  - {id: 7, dimension: 2, enunciado: Crédito, ambito: hogar, aplica_si: \"${requiere_credito}\", alcanzado_si: \"${credito}\"}\n"
	"  - {id: 1, dimension: 1, enunciado: Niñas y niños estudian, corto: Asistencia escolar, ambito: integrante, agrega: todos,"
	" aplica_si: \"${edad} >= 5 and ${edad} <= 17\", alcanzado_si: \"${estudia}\", verificacion: [D, M], privacion: si}\n"
	"  - {id: 2, dimension: 1, enunciado: Alguien trabaja, ambito: integrante, agrega: alguno, alcanzado_si: \"${trabaja}\"}\n"
	"  - {id: 3, dimension: 2, enunciado: Piso firme, ambito: hogar, alcanzado_si: \"${piso_firme}\"}\n";

static struct familia f;
static const struct logro_catalogo *cat;

static void start(void)
{
	familia_start(&f, variables);
	cat = logro_catalogo_load(&f.arena, &f.dict, familia_yaml(&f, catalogo), &f.problems);
	cr_assert_not_null(cat, "%s", f.problems.n ? f.problems.item[0].text : "");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(logro, .init = start, .fini = done);

/* The result for one logro today. */
static const struct logro_resultado *result(int id)
{
	struct scope scope = familia_scope(&f, "2026-03-02");
	struct logro_resultado *all;
	int n = logro_evaluate(cat, &f.ficha, &scope, &f.arena, &all);

	for (int i = 0; i < n; i++)
		if (all[i].def->id == id)
			return &all[i];
	cr_assert_fail("logro %d", id);
	return NULL;
}

Test(logro, catalogue_in_order_of_id)
{
	cr_assert_eq(cat->n, 4);
	cr_expect_eq(cat->logro[0].id, 1);
	cr_expect_eq(cat->logro[3].id, 7);
	cr_expect_eq(cat->version, 3);
	cr_expect_str_eq(cat->logro[0].verificacion, "D,M");
	cr_expect(cat->logro[0].privacion);
	cr_expect_not(cat->logro[1].privacion);
	cr_expect_str_eq(cat->logro[3].corto, "Crédito", "the statement stands for a missing short name");
	cr_expect_eq(logro_find(cat, 3), &cat->logro[2]);
	cr_expect_null(logro_find(cat, 4));
	cr_expect_str_eq(dimension_nombre(cat, 2), "Vivienda");
}

/* What the roll-up would be if every doubt were settled in every way: known only where all agree. */
static enum logro_estado settle(enum logro_agrega agrega, int reached, int pending, int doubts)
{
	if (doubts == 0) {
		if (reached + pending == 0)
			return LOGRO_NO_APLICA;
		return (agrega == AGREGA_TODOS ? pending == 0 : reached > 0) ? LOGRO_ALCANZADO : LOGRO_POR_ALCANZAR;
	}
	enum logro_estado yes = settle(agrega, reached + 1, pending, doubts - 1), no = settle(agrega, reached, pending + 1, doubts - 1);
	enum logro_estado none = settle(agrega, reached, pending, doubts - 1);
	return yes == no && no == none ? yes : LOGRO_SIN_DATO;
}

Test(logro, roll_up_of_every_mixture)
{
	for (int agrega = AGREGA_TODOS; agrega <= AGREGA_ALGUNO; agrega++)
		for (int a = 0; a <= 3; a++)
			for (int p = 0; p <= 3; p++)
				for (int s = 0; s <= 3; s++)
					for (int n = 0; n <= 2; n++) {
						const int count[LOGRO_ESTADOS] = { [LOGRO_ALCANZADO] = a, [LOGRO_POR_ALCANZAR] = p, [LOGRO_SIN_DATO] = s, [LOGRO_NO_APLICA] = n };
						cr_expect_eq(logro_reunir((enum logro_agrega)agrega, count), settle((enum logro_agrega)agrega, a, p, s),
							     "agrega %d: %d A %d P %d ? %d -", agrega, a, p, s, n);
					}
}

struct rule_case { char applies[4], reached[4]; enum logro_estado expected; };

ParameterizedTestParameters(logro, rule_in_three_values)
{
	static struct rule_case c[] = {
		{ "si", "si", LOGRO_ALCANZADO }, { "si", "no", LOGRO_POR_ALCANZAR }, { "si", "", LOGRO_SIN_DATO },
		{ "no", "si", LOGRO_NO_APLICA }, { "no", "no", LOGRO_NO_APLICA }, { "no", "", LOGRO_NO_APLICA },
		{ "", "si", LOGRO_SIN_DATO }, { "", "no", LOGRO_SIN_DATO }, { "", "", LOGRO_SIN_DATO },
		{ "*", "si", LOGRO_SIN_DATO }, { "si", "*", LOGRO_SIN_DATO },
	};
	return cr_make_param_array(struct rule_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct rule_case *c, logro, rule_in_three_values)
{
	familia_hogar(&f, arena_printf(&f.arena, "requiere_credito=%s; credito=%s", c->applies, c->reached));
	const struct logro_resultado *r = result(7);
	cr_expect_eq(r->vigente, c->expected, "%s %s", c->applies, c->reached);
	cr_expect_eq(r->calculado, c->expected);
	cr_expect_eq(r->n, 1);
	cr_expect_null(r->sujeto[0].integrante);
	cr_expect_eq(r->pendientes, c->expected == LOGRO_POR_ALCANZAR);
}

Test(logro, subjects_are_those_to_whom_it_may_apply)
{
	familia_integrante(&f, 1, "nombre1=Ana; edad=35; estudia=no");
	familia_integrante(&f, 2, "nombre1=Luis; edad=10; estudia=si");
	familia_integrante(&f, 3, "nombre1=Sara; estudia=si");
	familia_integrante(&f, 4, "nombre1=Tomás; edad=8; estudia=no; activo=no");
	const struct logro_resultado *r = result(1);
	cr_assert_eq(r->n, 2);
	cr_expect_eq(r->sujeto[0].seq, 2u);
	cr_expect_eq(r->sujeto[0].vigente, LOGRO_ALCANZADO);
	cr_expect_eq(r->sujeto[1].seq, 3u);
	cr_expect_eq(r->sujeto[1].vigente, LOGRO_SIN_DATO, "of unknown age: a doubt");
	cr_expect_eq(r->vigente, LOGRO_SIN_DATO);
	familia_integrante(&f, 3, "edad=40");
	cr_expect_eq(result(1)->vigente, LOGRO_ALCANZADO);
	familia_integrante(&f, 2, "edad=18");
	cr_expect_eq(result(1)->vigente, LOGRO_NO_APLICA);
	cr_expect_eq(result(1)->n, 0);
}

Test(logro, one_is_enough_with_alguno)
{
	familia_integrante(&f, 1, "edad=35");
	familia_integrante(&f, 2, "edad=33; trabaja=si");
	cr_expect_eq(result(2)->vigente, LOGRO_ALCANZADO);
	familia_integrante(&f, 2, "trabaja=no");
	cr_expect_eq(result(2)->vigente, LOGRO_SIN_DATO);
	familia_integrante(&f, 1, "trabaja=no");
	cr_expect_eq(result(2)->vigente, LOGRO_POR_ALCANZAR);
	cr_expect_eq(result(2)->pendientes, 2);
}

Test(logro, confirmed_state_is_the_present_one)
{
	familia_hogar(&f, "piso_firme=no");
	familia_put(&f, RECORD_LOGRO, logro_seq(3, 0), "logro=3; estado=alcanzado; estado_calculado=por_alcanzar; como=verificado; fecha=2026-02-01");
	const struct logro_resultado *r = result(3);
	cr_expect_eq(r->vigente, LOGRO_ALCANZADO);
	cr_expect_eq(r->calculado, LOGRO_POR_ALCANZAR);
	cr_expect(r->sujeto[0].confirmado);
	cr_expect_not(r->sujeto[0].revisar);
	familia_hogar(&f, "piso_firme=si");
	cr_expect(result(3)->sujeto[0].revisar, "the rule has changed its mind");
	familia_hogar(&f, "piso_firme=");
	cr_expect(result(3)->sujeto[0].revisar, "also when the answer is gone");
}

Test(logro, confirmed_for_one_member_rolls_up)
{
	familia_integrante(&f, 1, "edad=10; estudia=no");
	familia_integrante(&f, 2, "edad=12; estudia=si");
	cr_expect_eq(result(1)->vigente, LOGRO_POR_ALCANZAR);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 1), "logro=1; integrante=1; estado=alcanzado; estado_calculado=por_alcanzar");
	cr_expect_eq(result(1)->vigente, LOGRO_ALCANZADO);
	cr_expect_eq(result(1)->calculado, LOGRO_POR_ALCANZAR);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 2), "logro=1; integrante=2; estado=por_alcanzar; estado_calculado=alcanzado");
	cr_expect_eq(result(1)->vigente, LOGRO_POR_ALCANZAR);
	cr_expect_eq(result(1)->calculado, LOGRO_POR_ALCANZAR);
}

Test(logro, no_aplica_is_never_overridden)
{
	familia_hogar(&f, "requiere_credito=no; credito=no");
	familia_put(&f, RECORD_LOGRO, logro_seq(7, 0), "logro=7; estado=por_alcanzar; estado_calculado=por_alcanzar");
	const struct logro_resultado *r = result(7);
	cr_expect_eq(r->vigente, LOGRO_NO_APLICA);
	cr_expect_not(r->sujeto[0].confirmado);
	cr_expect_not(r->sujeto[0].revisar);
	familia_integrante(&f, 1, "edad=18; estudia=no");
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 1), "logro=1; integrante=1; estado=alcanzado; estado_calculado=alcanzado");
	cr_expect_eq(result(1)->vigente, LOGRO_NO_APLICA, "she turned 18 since");
}

Test(logro, a_doubt_can_be_settled_by_the_cogestor)
{
	familia_put(&f, RECORD_LOGRO, logro_seq(7, 0), "logro=7; estado=no_aplica; estado_calculado=sin_dato");
	cr_expect_eq(result(7)->calculado, LOGRO_SIN_DATO);
	cr_expect_eq(result(7)->vigente, LOGRO_NO_APLICA);
	cr_expect_not(result(7)->sujeto[0].revisar);
}

Test(logro, base_is_the_frozen_one)
{
	familia_integrante(&f, 1, "edad=10; estudia=si");
	familia_integrante(&f, 2, "edad=12; estudia=si; activo=no");
	cr_expect_eq(result(1)->base, LOGRO_SIN_DATO);
	cr_expect_eq(result(1)->sujeto[0].base_fecha, DATE_NONE);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 1), "estado_base=alcanzado; fecha_base=2025-06-01");
	cr_expect_eq(result(1)->base, LOGRO_ALCANZADO);
	cr_expect_eq(result(1)->sujeto[0].base_fecha, dia("2025-06-01"));
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 2), "estado_base=por_alcanzar; fecha_base=2025-06-01");
	cr_expect_eq(result(1)->base, LOGRO_POR_ALCANZAR, "whoever has left since was there that day");
	cr_expect_eq(result(1)->vigente, LOGRO_ALCANZADO);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 0), "estado_base=sin_dato");
	cr_expect_eq(result(1)->base, LOGRO_SIN_DATO, "a frozen roll-up stands as it was frozen");
}

Test(logro, frozen_without_a_record_applied_to_nobody)
{
	familia_hogar(&f, "fecha_linea_base=2025-06-01");
	familia_integrante(&f, 1, "edad=30");
	cr_expect_eq(result(1)->base, LOGRO_NO_APLICA);
	cr_expect_eq(result(3)->base, LOGRO_SIN_DATO, "the household is always a subject");
}

Test(logro, priority_is_the_first_of_its_records)
{
	cr_expect_eq(result(1)->prioridad, 0);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 9), "prioridad=4");
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 0), "prioridad=2");
	familia_put(&f, RECORD_LOGRO, logro_seq(2, 0), "prioridad=1");
	cr_expect_eq(result(1)->prioridad, 2);
	cr_expect_eq(result(2)->prioridad, 1);
	cr_expect_eq(result(3)->prioridad, 0);
}

Test(logro, motive_must_cover_every_pending_subject)
{
	familia_integrante(&f, 1, "edad=10; estudia=no");
	familia_integrante(&f, 2, "edad=12; estudia=no");
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 1), "motivo=discapacidad");
	cr_expect_eq(result(1)->pendientes, 2);
	cr_expect_not(result(1)->motivo);
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 2), "motivo=desinteres");
	cr_expect(result(1)->motivo);
	familia_integrante(&f, 1, "estudia=si");
	familia_integrante(&f, 2, "estudia=si");
	cr_expect_not(result(1)->motivo, "a reached logro needs no motive");
}

Test(logro, a_hidden_answer_does_not_count)
{
	familia_put(&f, RECORD_LOGRO, logro_seq(3, 0), "estado=alcanzado");
	answers_hide(&ficha_record(&f.ficha, RECORD_LOGRO, logro_seq(3, 0))->fields, "estado", true);
	cr_expect_not(result(3)->sujeto[0].confirmado);
}

Test(logro, reasons_name_people_and_rules)
{
	struct scope scope = familia_scope(&f, "2026-03-02");
	struct trace trace;

	familia_integrante(&f, 1, "nombre1=Ana; edad=35");
	familia_integrante(&f, 2, "nombre1=Luis; edad=10; estudia=no");
	familia_put(&f, RECORD_LOGRO, logro_seq(1, 2), "estado=alcanzado; estado_calculado=alcanzado; como=declarado; fecha=2026-01-15; estado_base=por_alcanzar; fecha_base=2025-06-01");
	const struct logro_resultado *r = result(1);
	scope = familia_scope(&f, "2026-03-02");
	trace_init(&trace, &f.arena);
	logro_explain(r, NULL, &scope, &trace);
	cr_expect(trace_has(&trace, "Asistencia escolar: Alcanzado"));
	cr_expect(trace_has(&trace, "Luis: Alcanzado"));
	cr_expect(trace_has(&trace, "Confirmado como Alcanzado el 15/01/2026: Lo declara la familia"));
	cr_expect(trace_has(&trace, "hoy dice Por alcanzar"));
	cr_expect(trace_has(&trace, "En la línea base (01/06/2025): Por alcanzar"));
	cr_expect(trace_has(&trace, "Ana: No aplica"));
	cr_expect(trace_has(&trace, "¿Alcanzado? no"));
	cr_expect_eq(trace.line[0].depth, 0);
	int before = trace.n;
	logro_explain(r, &r->sujeto[0], &scope, &trace);
	cr_expect_str_eq(trace.line[before].text, "Luis: Alcanzado");
	cr_expect_eq(trace.line[before].depth, 0);
}

struct wrong_case { char from[80], to[80], words[60]; };

ParameterizedTestParameters(logro, wrong_catalogues_are_refused)
{
	static struct wrong_case c[] = {
		{ "id: 7", "id: 1", "dos veces" },
		{ "id: 7", "id: 5000", "de 1 a" },
		{ "id: 7, dimension: 2", "id: 7, dimension: 4", "dimensión 4" },
		{ "ambito: hogar, aplica_si", "ambito: familia, aplica_si", "familia" },
		{ "agrega: todos", "agrega: casi", "casi" },
		{ "alcanzado_si: \"${credito}\"", "alcanzado_si: \"${creditos}\"", "creditos" },
		{ ", alcanzado_si: \"${credito}\"", "", "alcanzado_si" },
		{ "alcanzado_si: \"${credito}\"", "alcanzado_si: \"${edad}\"", "edad" },
		{ "[D, M]", "[D, X]", "X" },
		{ "version: 3\n", "", "version" },
		{ "corto:", "cortito:", "cortito" },
	};
	return cr_make_param_array(struct wrong_case, c, sizeof c / sizeof *c);
}

ParameterizedTest(struct wrong_case *c, logro, wrong_catalogues_are_refused)
{
	const char *at = strstr(catalogo, c->from);
	cr_assert_not_null(at, "%s", c->from);
	const char *text = arena_printf(&f.arena, "%.*s%s%s", (int)(at - catalogo), catalogo, c->to, at + strlen(c->from));
	cr_expect_null(logro_catalogo_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems), "%s", c->to);
	cr_expect_gt(f.problems.n, 0);
	cr_expect(familia_problema(&f, c->words), "%s: %s", c->to, f.problems.n ? f.problems.item[0].text : "");
}

/* Facts are made of logros: a logro that asked for one would ask for itself. */
Test(logro, facts_are_refused)
{
	struct dict dict;
	const char *text = "catalogo: X\nversion: 1\ndimensiones: [{id: 1, nombre: Uno}]\nlogros:\n"
			   "  - {id: 1, dimension: 1, enunciado: Algo, ambito: hogar, alcanzado_si: \"${logros_alcanzados} > 3\"}\n";

	dict_init(&dict, &f.arena);
	dict_add_hecho(&dict, "logros_alcanzados", "integer", "Logros alcanzados", NULL);
	dict_load_node(&dict, familia_yaml(&f, variables), &f.problems);
	cr_assert(dict_finish(&dict, &f.problems));
	cr_expect_null(logro_catalogo_load(&f.arena, &dict, familia_yaml(&f, text), &f.problems));
	cr_expect(familia_problema(&f, "es un hecho"));
}
