/* Households that come as JSON: what is read, what is told, and the evaluation that goes out. All people are invented. */
#include "base/date.h"
#include "base/strbuf.h"
#include "report/evaluar.h"
#include "report/json_hogar.h"
#include "report/jsonw.h"
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { HOY = 20634 };      /* martes 30/06/2026 */

struct banco {
	struct arena arena;
	struct problems problems;
	const struct programa *programa;
	struct ficha ficha;
	struct evaluar ev;
	char *out, *told;
};

static const char *tree(struct arena *a, const char *path)
{
	const char *root = getenv("LOGROS_ROOT");
	return arena_printf(a, "%s/%s", root ? root : ".", path);
}

static void banco_open(struct banco *b)
{
	*b = (struct banco){ .ev = { .hoy = HOY, .nombre = "prueba.json", .razones = true } };
	arena_init(&b->arena);
	problems_init(&b->problems, &b->arena);
	b->programa = b->ev.programa = programa_load(&b->arena, tree(&b->arena, "programs"), "medellin-solidaria", &b->problems);
	cr_assert_not_null(b->programa);
}

static void banco_close(struct banco *b)
{
	free(b->out);
	free(b->told);
	arena_done(&b->arena);
}

static bool leer(struct banco *b, const char *text)
{
	const struct json_entrada in = { .name = "prueba.json", .bytes = text, .len = strlen(text) };
	return json_hogar_read(&in, b->programa, HOY, &b->arena, &b->ficha, &b->problems);
}

static struct err correr(struct banco *b, const char *text, size_t len)
{
	struct err err = { 0 };
	size_t n_out, n_told;
	free(b->out);
	free(b->told);
	b->ev.entrada = len ? fmemopen((char *)text, len, "r") : fopen("/dev/null", "r");
	b->ev.salida = open_memstream(&b->out, &n_out);
	b->ev.errores = open_memstream(&b->told, &n_told);
	bool good = evaluar_run(&b->ev, &err);
	cr_expect_eq(good, err.code == ERR_NONE);
	fclose(b->ev.entrada);
	fclose(b->ev.salida);
	fclose(b->ev.errores);
	return err;
}

static json_t *salida(const struct banco *b)
{
	json_error_t e;
	json_t *root = json_loads(b->out, JSON_REJECT_DUPLICATES, &e);
	cr_assert_not_null(root, "%s at %d:%d", e.text, e.line, e.column);
	return root;
}

static const json_t *en(const json_t *root, const char *path)
{
	char copy[120], *rest = copy, *part;
	snprintf(copy, sizeof copy, "%s", path);
	while ((part = strsep(&rest, "."))) {
		root = strspn(part, "0123456789") == strlen(part) ? json_array_get(root, (size_t)atoi(part)) : json_object_get(root, part);
		cr_assert_not_null(root, "%s: «%s» is missing", path, part);
	}
	return root;
}

static const char *texto(const json_t *root, const char *path)
{
	const char *text = json_string_value(en(root, path));
	return text ? text : "(no text)";
}

static json_int_t numero(const json_t *root, const char *path)
{
	cr_assert(json_is_integer(en(root, path)), "%s", path);
	return json_integer_value(en(root, path));
}

/* ---- The three households of docs/FUENTES.md 1.2 ---- */

struct hogar { char name[4], hogar[120], integrante[5][300], no_aplica[80]; int aplican; };

ParameterizedTestParameters(json, domain_households)
{
	static struct hogar h[] = {
		{ "H1", "'requiere_credito': false, 'necesidad_juridica': false", {
			"'parentesco': 'jefe', 'sexo': 'm', 'fecha_nacimiento': '1959-01-01', 'nivel': 'primaria', 'grado': 3, 'victima': false, 'discapacidad': false, 'gestante': false, 'estudia': false, 'desea_estudiar': false" },
		  "2 5 6 7 8 9 11 12 15 16 19 20 23 24 36 38 40 43 45", 26 },
		{ "H2", "'requiere_credito': true, 'necesidad_juridica': false", {
			"'parentesco': 'jefe', 'sexo': 'h', 'fecha_nacimiento': '2002-01-01', 'grado': 11, 'estudia': false, 'desea_estudiar': true, 'requiere_formacion': true, 'victima': false, 'discapacidad': false, 'actividad': 'buscando'",
			"'parentesco': 'conyuge', 'sexo': 'm', 'fecha_nacimiento': '2004-01-01', 'grado': 9, 'gestante': true, 'requiere_formacion': true, 'victima': false, 'discapacidad': false, 'actividad': 'oficios'",
			"'parentesco': 'hijo', 'sexo': 'h', 'fecha_nacimiento': '2025-04-15', 'victima': false, 'discapacidad': false" },
		  "4 7 9 12 18 20 23 40 45", 36 },
		{ "H3", "'requiere_credito': false, 'necesidad_juridica': true", {
			"'parentesco': 'jefe', 'sexo': 'm', 'fecha_nacimiento': '1991-01-01', 'grado': 5, 'gestante': false, 'requiere_formacion': true, 'victima': true, 'hecho_victimizante': ['desplazamiento'], 'discapacidad': false, 'actividad': 'oficios'",
			"'parentesco': 'hijo', 'sexo': 'h', 'fecha_nacimiento': '2010-01-01', 'grado': 8, 'requiere_formacion': false, 'victima': true, 'hecho_victimizante': ['desplazamiento'], 'discapacidad': false",
			"'parentesco': 'hijo', 'sexo': 'm', 'fecha_nacimiento': '2014-01-01', 'grado': 5, 'gestante': false, 'victima': true, 'hecho_victimizante': ['desplazamiento'], 'discapacidad': false",
			"'parentesco': 'hijo', 'sexo': 'h', 'fecha_nacimiento': '2021-01-01', 'grado': 0, 'victima': true, 'hecho_victimizante': ['desplazamiento'], 'discapacidad': false",
			"'parentesco': 'padre', 'sexo': 'm', 'fecha_nacimiento': '1956-01-01', 'grado': 2, 'victima': true, 'hecho_victimizante': ['desplazamiento'], 'discapacidad': true, 'actividad': 'oficios'" },
		  "2 8 11 16 23 24 43", 38 },
	};
	return cr_make_param_array(struct hogar, h, sizeof h / sizeof *h);
}

/* Quotes of one stroke are easier to read here. */
static char *json_de(struct arena *a, const struct hogar *h)
{
	struct strbuf out;
	strbuf_init(&out, a);
	strbuf_printf(&out, "{'hogar': {%s}, 'integrantes': [", h->hogar);
	for (int i = 0; i < 5 && *h->integrante[i]; i++)
		strbuf_printf(&out, "%s{%s}", i ? ", " : "", h->integrante[i]);
	strbuf_add(&out, "]}\n");
	for (char *c = out.text; *c; c++)
		if (*c == '\'')
			*c = '"';
	return out.text;
}

ParameterizedTest(struct hogar *h, json, domain_households)
{
	struct banco b;
	struct strbuf none;
	const json_t *logro;
	size_t i;
	int apply = 0;

	banco_open(&b);
	const char *text = json_de(&b.arena, h);
	cr_assert_eq(correr(&b, text, strlen(text)).code, ERR_NONE);
	cr_assert_str_eq(b.told, "");
	json_t *root = salida(&b);
	strbuf_init(&none, &b.arena);
	json_array_foreach(en(root, "logros"), i, logro) {
		bool no = strcmp(texto(logro, "estado"), "no_aplica") == 0;
		apply += !no;
		if (no)
			strbuf_printf(&none, "%s%d", none.len ? " " : "", (int)numero(logro, "logro"));
	}
	cr_expect_str_eq(none.text, h->no_aplica, "%s: %s", h->name, none.text);
	cr_expect_eq(apply, h->aplican, "%s", h->name);
	cr_expect_eq(numero(root, "cuenta.no_aplica") + apply, 45);
	json_decref(root);
	banco_close(&b);
}

/* ---- The whole evaluation ---- */

static char *ejemplo(struct banco *b, size_t *len)
{
	FILE *f = fopen(tree(&b->arena, "ejemplos/hogar.json"), "r");
	cr_assert_not_null(f);
	char *text = arena_alloc(&b->arena, 64 * 1024);
	*len = fread(text, 1, 64 * 1024 - 1, f);
	fclose(f);
	return text;
}

Test(json, example_is_evaluated_with_its_reasons)
{
	struct banco b;
	size_t len;
	banco_open(&b);
	const char *text = ejemplo(&b, &len);
	cr_assert_eq(correr(&b, text, len).code, ERR_NONE);
	cr_assert_str_eq(b.told, "");
	json_t *root = salida(&b);
	cr_expect_str_eq(texto(root, "fecha"), "2026-06-30");
	cr_expect_str_eq(texto(root, "hogar.nombre"), "Zapata Ruiz, Elena");
	cr_expect_str_eq(texto(root, "hogar.folio"), "MS-00231");
	cr_expect_eq(json_array_size(en(root, "hallazgos")), 0);
	cr_expect_eq(json_array_size(en(root, "logros")), 45);
	/* Five deprivations by count; 10 + 5 + 5 + 10 + 4 by points. */
	cr_expect_eq(numero(root, "ipm.conteo.valor"), 5);
	cr_expect_eq(numero(root, "ipm.puntos.valor"), 34);
	cr_expect_str_eq(texto(root, "ipm.clase"), "moderado");
	cr_expect_str_eq(texto(root, "ipm.clase_nombre"), "Pobreza moderada");
	cr_expect_str_eq(texto(root, "ipm.oficial_pobre"), "si");
	cr_expect_eq(numero(root, "ingreso.mensual"), 870000);
	cr_expect_eq(numero(root, "ingreso.doce_meses"), 12 * 870000);
	cr_expect_eq(numero(root, "promocion.celda"), 5);
	cr_expect_str_eq(texto(root, "promocion.promueve"), "no");
	cr_expect_eq(json_array_size(en(root, "promocion.condiciones")), 3);
	cr_expect_eq(json_array_size(en(root, "promocion.falta")), 3);
	cr_expect_str_eq(texto(root, "logros.7.integrantes.0.nombre"), "Sara Lucía Ríos Zapata");
	cr_expect_str_eq(texto(root, "logros.7.estado"), "por_alcanzar");
	cr_expect_eq(numero(root, "logros.7.prioridad"), 2);
	cr_expect_str_eq(texto(root, "logros.7.razones.0.texto"), "Logro 8, Atención integral antes de los 5: Por alcanzar");
	cr_expect_eq(numero(root, "logros.7.razones.1.nivel"), 1);
	cr_expect_str_eq(texto(root, "logros.41.estado"), "alcanzado");
	cr_expect_eq(json_is_true(en(root, "logros.41.confirmado")), true);
	cr_expect_str_eq(texto(root, "logros.41.base"), "por_alcanzar");
	json_decref(root);
	banco_close(&b);
}

/* What the definitions are not sure of goes out with the result: nothing in a programme that is certain. */
Test(json, what_is_to_be_confirmed)
{
	struct banco b;
	size_t len;
	banco_open(&b);
	const char *text = ejemplo(&b, &len);
	cr_assert_eq(correr(&b, text, len).code, ERR_NONE);
	json_t *root = salida(&b);
	cr_expect_eq(json_array_size(en(root, "por_confirmar")), 0);
	cr_expect(json_is_null(en(root, "promocion.certeza")));
	json_decref(root);
	b.ev.programa = programa_load(&b.arena, tree(&b.arena, "programs"), "juntos", &b.problems);
	cr_assert_not_null(b.ev.programa);
	cr_assert_eq(correr(&b, text, len).code, ERR_NONE, "%s", b.told);
	root = salida(&b);
	cr_assert_eq(json_array_size(en(root, "por_confirmar")), 3);
	cr_expect_str_eq(texto(root, "por_confirmar.2"), "Reglas de promoción por confirmar (certeza baja): El umbral nacional de egreso está por confirmar");
	cr_expect_str_eq(texto(root, "promocion.certeza"), "baja");
	cr_expect_str_eq(texto(root, "promocion.nota"), "El umbral nacional de egreso está por confirmar");
	cr_expect_str_eq(texto(root, "ingreso.linea.certeza"), "alta");
	cr_expect(!json_is_null(en(root, "ingreso.linea.nota")) && json_is_null(en(root, "ingreso.certeza")));
	json_decref(root);
	banco_close(&b);
}

Test(json, reasons_can_stay_away)
{
	struct banco b;
	size_t len;
	banco_open(&b);
	b.ev.razones = false;
	const char *text = ejemplo(&b, &len);
	cr_assert_eq(correr(&b, text, len).code, ERR_NONE);
	cr_expect_null(strstr(b.out, "\"razones\""));
	json_t *root = salida(&b);
	cr_expect_eq(numero(root, "promocion.celda"), 5);
	json_decref(root);
	banco_close(&b);
}

Test(json, what_does_not_fit_together_is_told_beside_the_result)
{
	struct banco b;
	static const char text[] = "{\"hogar\": {}, \"integrantes\": [{\"nombre1\": \"Rosa\", \"parentesco\": \"hijo\"}]}";
	banco_open(&b);
	cr_assert_eq(correr(&b, text, strlen(text)).code, ERR_NONE);
	json_t *root = salida(&b);
	cr_expect_str_eq(texto(root, "hallazgos.0.tipo"), "error");
	cr_expect_str_eq(texto(root, "hallazgos.0.variable"), "parentesco");
	cr_expect_eq(json_is_null(en(root, "promocion.celda")), true);
	cr_expect_str_eq(texto(root, "promocion.promueve"), "no");
	json_decref(root);
	banco_close(&b);
}

/* ---- Values ---- */

static struct value valor(const struct banco *b, const char *name)
{
	return answers_get(&b->ficha.hogar.fields, name);
}

Test(json, each_type_is_read_as_it_is)
{
	struct banco b;
	banco_open(&b);
	cr_assert(leer(&b, "{\"hogar\": {\"puntaje_sisben\": 23.4, \"estrato\": 0, \"riesgo_fisico\": false, \"servicios\": [\"gas\", \"energia\", \"gas\"],"
		"\"vulnerabilidades\": [], \"telefono\": \"+57 300 123 4567\", \"direccion\": \"  Calle 1 \\u0023 2-3 \", \"violencia_12m\": \"NQR\","
		"\"meta1\": \"Decir \\\\\\\"hola\\\\\\\"\", \"meta2\": \"\", \"meta3\": null, \"fecha_plan\": \"2026-01-31\"}, \"integrantes\": []}"),
		"%s", b.problems.n ? b.problems.item[0].text : "");
	cr_expect_eq(valor(&b, "puntaje_sisben").num, 2340);
	cr_expect_eq(valor(&b, "estrato").kind, VALUE_INT);
	cr_expect_eq(valor(&b, "riesgo_fisico").kind, VALUE_BOOL);
	cr_expect_str_eq(valor(&b, "servicios").text, "energia gas");
	cr_expect_eq(valor(&b, "vulnerabilidades").kind, VALUE_SET);
	cr_expect_str_eq(valor(&b, "telefono").text, "3001234567");
	cr_expect_str_eq(valor(&b, "direccion").text, "CL 1 # 2-3");
	cr_expect_eq(valor(&b, "violencia_12m").kind, VALUE_REFUSED);
	cr_expect_eq(valor(&b, "meta2").kind, VALUE_NONE);
	cr_expect_eq(valor(&b, "meta3").kind, VALUE_NONE);
	cr_expect_eq(valor(&b, HOGAR_PLAN).num, date_make(2026, 1, 31));
	banco_close(&b);
}

Test(json, decimals_come_as_they_were_written)
{
	struct banco b;
	banco_open(&b);
	for (int n = 0; n <= 10000; n += 7) {
		b.problems.n = 0;
		cr_assert(leer(&b, arena_printf(&b.arena, "{\"hogar\": {\"puntaje_sisben\": %d.%02d}, \"integrantes\": []}", n / 100, n % 100)));
		cr_assert_eq(valor(&b, "puntaje_sisben").num, n);
	}
	banco_close(&b);
}

Test(json, records_find_their_subjects)
{
	struct banco b;
	banco_open(&b);
	cr_assert(leer(&b, "{\"hogar\": {}, \"integrantes\": [{\"parentesco\": \"jefe\"}, {\"parentesco\": \"hijo\", \"activo\": false}],"
		"\"logros\": [{\"logro\": 30, \"prioridad\": 1}, {\"logro\": 9, \"integrante\": 2, \"estado\": \"alcanzado\"}],"
		"\"visitas\": [{\"momento\": \"inicio\", \"resultado\": \"efectiva\", \"pasos_hechos\": [\"registro\", \"autorizacion\"]}],"
		"\"compromisos\": [{\"compromiso\": \"Cambiar el piso\", \"estado\": \"pendiente\"}],"
		"\"oportunidades\": [{\"nombre\": \"Jornada de salud\", \"integrante\": 1, \"estado\": \"acercada\"}]}"), "%s", b.problems.n ? b.problems.item[0].text : "");
	cr_assert_not_null(ficha_record(&b.ficha, RECORD_LOGRO, logro_seq(9, 2)));
	cr_assert_not_null(ficha_record(&b.ficha, RECORD_LOGRO, logro_seq(30, 0)));
	cr_expect_eq(b.ficha.logro.item[0].seq, logro_seq(9, 2));
	cr_expect_str_eq(answers_text(&b.ficha.visita.item[0].fields, VISITA_HECHOS), "registro autorizacion");
	cr_expect_eq(b.ficha.compromiso.n, 1);
	cr_expect_eq(b.ficha.oportunidad.n, 1);
	banco_close(&b);
}

/* ---- What is wrong ---- */

struct malo { char text[260], place[60], reason[90]; };

ParameterizedTestParameters(json, wrong_input_names_its_place)
{
	static struct malo m[] = {
		{ "", "prueba.json:1", "termina antes de tiempo" },
		{ "hola", "prueba.json:1", "no es JSON" },
		{ "[]", "", "un objeto { } con «hogar»" },
		{ "7", "", "un objeto { } con «hogar»" },
		{ "{'integrantes': []}", "hogar", "falta el objeto" },
		{ "{'hogar': {}}", "integrantes", "falta la lista" },
		{ "{'hogar': [], 'integrantes': []}", "hogar", "un objeto { }" },
		{ "{'hogar': {}, 'integrantes': {}}", "integrantes", "una lista [ ]" },
		{ "{'hogar': {}, 'integrantes': [], 'integrante': []}", "integrante", "quizá «integrantes»" },
		{ "{'hogar': {}, 'integrantes': [3]}", "integrantes[0]", "un objeto { }" },
		{ "{'hogar': {'zonas': 'u'}, 'integrantes': []}", "hogar.zonas", "quizá «zona»" },
		{ "{'hogar': {'sexo': 'm'}, 'integrantes': []}", "hogar.sexo", "«integrantes»" },
		{ "{'hogar': {'zona': 'urbana'}, 'integrantes': []}", "hogar.zona", "«urbana» no está en la lista «zona» (u, r)" },
		{ "{'hogar': {'estrato': 7}, 'integrantes': []}", "hogar.estrato", "entre 0 y 6" },
		{ "{'hogar': {'estrato': 'dos'}, 'integrantes': []}", "hogar.estrato", "un número entero; aquí hay un texto" },
		{ "{'hogar': {'estrato': 1.5}, 'integrantes': []}", "hogar.estrato", "un número entero; aquí hay un número con decimales" },
		{ "{'hogar': {'puntaje_sisben': 1e300}, 'integrantes': []}", "hogar.puntaje_sisben", "Escriba un número" },
		{ "{'hogar': {'riesgo_fisico': 1}, 'integrantes': []}", "hogar.riesgo_fisico", "true o false; aquí hay un número" },
		{ "{'hogar': {'servicios': 'gas'}, 'integrantes': []}", "hogar.servicios", "una lista como" },
		{ "{'hogar': {'servicios': ['gas', 'luz']}, 'integrantes': []}", "hogar.servicios", "«luz» no está" },
		{ "{'hogar': {'servicios': [true]}, 'integrantes': []}", "hogar.servicios", "aquí hay true" },
		{ "{'hogar': {'elcsa_nivel': 'leve'}, 'integrantes': []}", "hogar.elcsa_nivel", "el programa lo calcula" },
		{ "{'hogar': {'telefono': 3001234567}, 'integrantes': []}", "hogar.telefono", "un texto entre comillas; aquí hay un número" },
		{ "{'hogar': {'telefono': '12'}, 'integrantes': []}", "hogar.telefono", "10 números" },
		{ "{'hogar': {'fecha_plan': '2026-02-30'}, 'integrantes': []}", "hogar.fecha_plan", "no existe" },
		{ "{'hogar': {'estado': 'lejos'}, 'integrantes': []}", "hogar.estado", "«lejos» no está en la lista «estado_hogar»" },
		{ "{'hogar': {}, 'integrantes': [{}, {}, {'fecha_nacimiento': '31/07/1985'}]}", "integrantes[2].fecha_nacimiento", "AAAA-MM-DD" },
		{ "{'hogar': {}, 'integrantes': [{'edad': 3}]}", "integrantes[0].edad", "el programa lo calcula" },
		{ "{'hogar': {}, 'integrantes': [{}], 'logros': [{'logro': 99}]}", "logros[0].logro", "no está en el programa" },
		{ "{'hogar': {}, 'integrantes': [{}], 'logros': [{}]}", "logros[0].logro", "falta el número" },
		{ "{'hogar': {}, 'integrantes': [{}], 'logros': [{'logro': 9}]}", "logros[0].integrante", "de cada integrante" },
		{ "{'hogar': {}, 'integrantes': [{}], 'logros': [{'logro': 9, 'integrante': 2}]}", "logros[0].integrante", "de 1 a 1" },
		{ "{'hogar': {}, 'integrantes': [{}], 'logros': [{'logro': 30, 'integrante': 1}]}", "logros[0].integrante", "es del hogar" },
		{ "{'hogar': {}, 'integrantes': [], 'logros': [{'logro': 30}, {'logro': 30}]}", "logros[1]", "ya está antes" },
		{ "{'hogar': {}, 'integrantes': [], 'compromisos': [{'logro': 99}]}", "compromisos[0].logro", "no está en el programa" },
		{ "{'hogar': {}, 'integrantes': [], 'visitas': [{'pasos_hechos': ['A B']}]}", "visitas[0].pasos_hechos", "letras minúsculas" },
		{ "{'hogar': {}, 'hogar': {}, 'integrantes': []}", "prueba.json:1", "dos veces" },
		{ "{'hogar': {}, 'integrantes': []} 1", "prueba.json:1", "sobra texto" },
		{ "{'hogar': {},\n'integrantes': [", "prueba.json:2", "termina antes de tiempo" },
		{ "{'hogar': {'barrio': '\xff'}, 'integrantes': []}", "prueba.json:1", "UTF-8" },
		{ "{'hogar': {'barrio': '\\u0000'}, 'integrantes': []}", "prueba.json:1", "nulo" },
		{ "{'hogar': {'estrato': 99999999999999999999}, 'integrantes': []}", "prueba.json:1", "demasiado grande" },
	};
	return cr_make_param_array(struct malo, m, sizeof m / sizeof *m);
}

ParameterizedTest(struct malo *m, json, wrong_input_names_its_place)
{
	struct banco b;
	banco_open(&b);
	for (char *c = m->text; *c; c++)
		if (*c == '\'')
			*c = '"';
	cr_assert_not(leer(&b, m->text), "%s", m->text);
	cr_assert_eq(b.problems.n, 1, "%d problems: %s", b.problems.n, m->text);
	const struct problem *p = &b.problems.item[0];
	const char *where = p->line ? arena_printf(&b.arena, "%s:%d", p->file, p->line) : p->text;
	cr_expect_eq(strncmp(where, m->place, strlen(m->place)), 0, "%s → %s: %s", m->text, where, p->text);
	cr_expect_not_null(strstr(p->text, m->reason), "%s → %s", m->text, p->text);
	banco_close(&b);
}

Test(json, every_problem_is_told_up_to_a_limit)
{
	struct banco b;
	struct strbuf text;
	banco_open(&b);
	cr_assert_not(leer(&b, "{\"hogar\": {\"zona\": 1, \"estrato\": 9}, \"integrantes\": [{\"sexo\": \"x\"}], \"logros\": [{\"logro\": 0}]}"));
	cr_expect_eq(b.problems.n, 4);
	strbuf_init(&text, &b.arena);
	strbuf_add(&text, "{\"hogar\": {\"zona\": \"u\"");
	for (int i = 0; i < 5000; i++)
		strbuf_printf(&text, ", \"x%d\": 1", i);
	strbuf_add(&text, "}, \"integrantes\": []}");
	b.problems.n = 0;
	cr_assert_not(leer(&b, text.text));
	cr_expect_eq(b.problems.n, 51);
	cr_expect_not_null(strstr(b.problems.item[50].text, "hay más por corregir"));
	banco_close(&b);
}

/* ---- Lines ---- */

#define BUENO "{\"hogar\": {\"folio\": \"MS-1\"}, \"integrantes\": [{\"parentesco\": \"jefe\"}]}"

static json_t *linea(const struct banco *b, int n)
{
	const char *from = b->out;
	json_error_t e;
	for (; n > 0; n--)
		from += strcspn(from, "\n") + 1;
	json_t *root = json_loadb(from, strcspn(from, "\n"), 0, &e);
	cr_assert_not_null(root, "%s", e.text);
	return root;
}

static int lineas_en(const char *text)
{
	int n = 0;
	for (; *text; text++)
		n += *text == '\n';
	return n;
}

Test(json, one_line_out_for_each_line_in)
{
	struct banco b;
	static const char text[] = BUENO "\n\n" "{\"hogar\": {\"zona\": \"x\"}, \"integrantes\": []}\r\n" "{\"hogar\"\n" BUENO;
	banco_open(&b);
	cr_assert_eq(correr(&b, text, strlen(text)).code, ERR_NONE);
	cr_expect_eq(b.ev.hogares, 2);
	cr_expect_eq(b.ev.fallidos, 2);
	cr_assert_eq(lineas_en(b.out), 4);
	static const int line[] = { 1, 3, 4, 5 };
	for (int i = 0; i < 4; i++) {
		json_t *root = linea(&b, i);
		cr_expect_eq(numero(root, "linea"), line[i]);
		cr_expect_eq(json_object_get(root, "errores") != NULL, i == 1 || i == 2);
		json_decref(root);
	}
	cr_expect_not_null(strstr(b.told, "prueba.json:3: hogar.zona: "), "%s", b.told);
	cr_expect_not_null(strstr(b.told, "prueba.json:4:"), "%s", b.told);
	banco_close(&b);
}

Test(json, lines_by_word_of_the_caller)
{
	struct banco b;
	static const char text[] = "{\"hogar\"\n" BUENO "\n";
	banco_open(&b);
	b.ev.lineas = true;
	cr_assert_eq(correr(&b, text, strlen(text)).code, ERR_NONE);
	cr_expect_eq(b.ev.hogares, 1);
	cr_expect_eq(b.ev.fallidos, 1);
	banco_close(&b);
}

Test(json, a_document_over_many_lines_with_a_mark_of_order)
{
	struct banco b;
	static const char text[] = "\xEF\xBB\xBF{\n \"hogar\": {},\n \"integrantes\": [\n  {\"parentesco\": \"jefe\",\n   \"sexo\": 3}\n ]\n}\n";
	banco_open(&b);
	cr_assert_eq(correr(&b, text, strlen(text)).code, ERR_NONE);
	cr_expect_eq(b.ev.fallidos, 1);
	cr_expect_str_eq(b.out, "");
	cr_expect_not_null(strstr(b.told, "prueba.json: integrantes[0].sexo: "), "%s", b.told);
	banco_close(&b);
}

Test(json, a_household_too_large_is_passed_over)
{
	struct banco b;
	const size_t big = 3 * 1024 * 1024, more = strlen(BUENO) + 2;
	banco_open(&b);
	char *text = arena_alloc(&b.arena, big + more);
	memset(text, ' ', big);
	memcpy(text, "{\"hogar\": {}", 12);
	memcpy(text + big - 2, "}\n", 2);
	memcpy(text + big, BUENO "\n", more - 1);
	b.ev.lineas = true;
	cr_assert_eq(correr(&b, text, big + more - 1).code, ERR_NONE);
	cr_expect_eq(b.ev.hogares, 1);
	cr_expect_eq(b.ev.fallidos, 1);
	cr_expect_not_null(strstr(b.told, "prueba.json:1:1: el hogar pasa de 1024 KiB"), "%s", b.told);
	banco_close(&b);
}

Test(json, nothing_to_evaluate_is_said)
{
	struct banco b;
	banco_open(&b);
	cr_expect_eq(correr(&b, "", 0).code, ERR_DATA);
	cr_expect_eq(correr(&b, " \n\n", 3).code, ERR_DATA);
	banco_close(&b);
}

/* ---- The writer ---- */

Test(json, any_text_goes_out_and_comes_back)
{
	struct arena a;
	struct jsonw w;
	char text[] = "«¿?» \"x\" \\ / \b\f\n\r\t\x01\x1f\x7f ñ 🏠";
	json_error_t e;

	arena_init(&a);
	for (int indent = 0; indent < 2; indent++) {
		jsonw_init(&w, &a, indent);
		jsonw_object(&w, NULL);
		jsonw_text(&w, "t", text);
		jsonw_int(&w, "n", INT64_MIN);
		jsonw_bool(&w, "b", true);
		jsonw_array(&w, "vacia");
		jsonw_array_end(&w);
		jsonw_array(&w, "lista");
		for (int i = 0; i < 40; i++)
			jsonw_array(&w, NULL);
		for (int i = 0; i < 40; i++)
			jsonw_array_end(&w);
		jsonw_null(&w, NULL);
		jsonw_array_end(&w);
		jsonw_object_end(&w);
		json_t *root = json_loadb(w.out.text, w.out.len, 0, &e);
		cr_assert_not_null(root, "%s: %s", e.text, w.out.text);
		cr_expect_str_eq(texto(root, "t"), text);
		cr_expect_eq(numero(root, "n"), INT64_MIN);
		cr_expect_eq(json_array_size(en(root, "vacia")), 0);
		cr_expect_eq(json_array_size(en(root, "lista")), 2);
		json_decref(root);
	}
	arena_done(&a);
}
