/* What the sources do not settle is told as such, wherever it decides: logros, variables of the IPM, income and its lines, promotion, route, programme, offers. */
#include "model/ingreso.h"
#include "model/oferta.h"
#include "model/regla.h"
#include "tests/model/programas.h"
#include <criterion/criterion.h>
#include <string.h>

static struct familia f;
static const struct programa *p;

static void start(void)
{
	p = programas_load(&f, "medellin-solidaria");
	familia_hogar(&f, "zona=u");
	familia_integrante(&f, 1, "nombre1=Rosa; sexo=m; fecha_nacimiento=1991-01-01");
}

static void done(void)
{
	familia_done(&f);
}

TestSuite(certeza, .init = start, .fini = done);

Test(certeza, letters_and_words)
{
	cr_expect_null(certeza_aviso(&f.arena, NULL));
	cr_expect_null(certeza_aviso(&f.arena, "A"));
	cr_expect_null(certeza_aviso(&f.arena, "alta"));
	cr_expect_str_eq(certeza_aviso(&f.arena, "B"), "por confirmar (certeza media)");
	cr_expect_str_eq(certeza_aviso(&f.arena, "C"), "por confirmar (certeza baja)");
	cr_expect_str_eq(certeza_aviso(&f.arena, "media-alta"), "por confirmar (certeza media-alta)");
}

/* In the roll-up and for one person; the certain ones say nothing of it. */
Test(certeza, of_each_logro)
{
	const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(PROGRAMAS_HOY), &f.arena);
	int doubtful = 0;

	for (int i = 0; i < e->n_logro; i++) {
		const struct logro_resultado *r = &e->logro[i];
		bool sure = strcmp(r->def->certeza, "A") == 0;
		struct trace all, one;
		trace_init(&all, &f.arena);
		trace_init(&one, &f.arena);
		logro_explain(r, NULL, &e->scope, &all);
		cr_expect_neq(trace_has(&all, "Logro por confirmar"), sure, "logro %d", r->def->id);
		if (r->n > 0) {
			logro_explain(r, &r->sujeto[0], &e->scope, &one);
			cr_expect_neq(trace_has(&one, "Logro por confirmar"), sure, "logro %d", r->def->id);
		}
		doubtful += !sure;
	}
	cr_expect_eq(doubtful, 18);
}

Test(certeza, of_each_variable_with_its_note)
{
	for (int national = 0; national < 2; national++) {
		const struct ipm_def *def = ipm_load(&f.arena, &f.dict, familia_file(&f, national ? "common/ipm-nacional.yaml" : "common/ipm-medellin.yaml"), &f.problems);
		struct scope scope = familia_scope(&f, PROGRAMAS_HOY);
		struct ipm ipm;
		cr_assert_not_null(def);
		ipm_evaluate(def, &scope, &f.arena, &ipm);
		for (int i = 0; i < def->n; i++) {
			struct trace t;
			trace_init(&t, &f.arena);
			ipm_explain(def, &ipm, i, &scope, &t);
			cr_expect_neq(trace_has(&t, "Definición por confirmar"), strcmp(def->variable[i].certeza, "alta") == 0, "variable %d", def->variable[i].id);
			if (def->variable[i].nota)
				cr_expect(trace_has(&t, arena_printf(&f.arena, "Nota: %s", def->variable[i].nota)), "variable %d", def->variable[i].id);
		}
		cr_expect_eq(def->variable[6].nota != NULL, true, "the households without active people");
	}
}

Test(certeza, of_the_line)
{
	struct trace t;

	for (int k = 0; k < 2; k++) {
		const int32_t day = dia(k ? "2023-06-30" : "2024-06-30");       /* the line of 2023 has a source for LP alone */
		const struct evaluacion *e = model_evaluate(p, &f.ficha, day, &f.arena);
		trace_init(&t, &f.arena);
		ingreso_explain(p->ingreso, &e->ingreso, &e->scope, &t);
		cr_expect_eq(trace_has(&t, "por confirmar"), k == 1, "%d", k);
	}
}

Test(certeza, the_sentence_carries_the_note)
{
	struct trace t;

	trace_init(&t, &f.arena);
	cr_expect_str_eq(certeza_frase(&f.arena, "Ruta", "media", "El orden es propuesto"), "Ruta por confirmar (certeza media): El orden es propuesto");
	cr_expect_str_eq(certeza_frase(&f.arena, "Ruta", "media", NULL), "Ruta por confirmar (certeza media)");
	cr_expect_null(certeza_frase(&f.arena, "Ruta", "alta", "El orden es propuesto"));
	cr_expect_null(certeza_frase(&f.arena, "Ruta", NULL, "El orden es propuesto"));
	certeza_trace(&t, 1, "Ruta", "alta", NULL);
	cr_expect_eq(t.n, 0);
	certeza_trace(&t, 1, "Ruta", "baja", NULL);
	cr_assert_eq(t.n, 1);
	cr_expect_eq(t.line[0].depth, 1);
}

/* The programme whose sources settle everything says nothing; the others say it once, in the reasons of the decision and in the list. */
Test(certeza, of_the_promotion_the_route_and_the_programme)
{
	static const struct { const char *programa, *promocion; int n; } c[] = {
		{ "medellin-solidaria", NULL, 0 },
		{ "juntos", "Reglas de promoción por confirmar (certeza baja): El umbral nacional de egreso está por confirmar", 3 },
		{ "tropa-social", "Reglas de promoción por confirmar (certeza baja): El egreso es propuesta de este programa", 3 },
	};

	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		struct familia g;
		const struct programa *one = programas_load(&g, c[i].programa);
		familia_hogar(&g, "zona=u");
		familia_integrante(&g, 1, "nombre1=Rosa; sexo=m; fecha_nacimiento=1991-01-01");
		const struct evaluacion *e = model_evaluate(one, &g.ficha, dia(PROGRAMAS_HOY), &g.arena);
		struct trace t;
		const char **doubt;
		int said = 0;
		trace_init(&t, &g.arena);
		evaluacion_explain(e, &t);
		for (int k = 0; k < t.n; k++)
			said += strstr(t.line[k].text, "por confirmar (") != NULL;
		cr_expect_eq(said, c[i].promocion ? 1 : 0, "%s: %d", c[i].programa, said);
		cr_expect(!c[i].promocion || trace_has(&t, c[i].promocion), "%s", c[i].programa);
		cr_assert_eq(evaluacion_por_confirmar(e, &g.arena, &doubt), c[i].n, "%s", c[i].programa);
		if (c[i].n == 3) {
			cr_expect(strstr(doubt[0], "Programa por confirmar (certeza media): ") == doubt[0], "%s", doubt[0]);
			cr_expect(strstr(doubt[1], "Ruta por confirmar (certeza media): ") == doubt[1], "%s", doubt[1]);
			cr_expect_str_eq(doubt[2], c[i].promocion);
		}
		familia_done(&g);
	}
}

Test(certeza, of_the_items_of_the_income_and_the_lines)
{
	static const char lines[] = "version: 1\ncerteza: media\nlineas:\n  - {anio: 2024, dominio: nacional, lp: 460198, li: 227220, nota: De prensa}\n"
		"  - {anio: 2023, dominio: nacional, lp: 435375, li: 218846, certeza: alta}\n";
	static const char items[] = "version: 1\ncerteza: baja\nnota: Falta el cuestionario\nitems:\n"
		"  - {variable: ingreso_salario, periodo: mes, certeza: media, nota: En especie no se sabe}\n  - {variable: ingreso_horas_extra, periodo: mes}\n";
	const struct ingreso_def *def = ingreso_load(&f.arena, &f.dict, familia_yaml(&f, lines), familia_yaml(&f, items), &f.problems);
	struct ingreso in;
	struct trace t;

	cr_assert_not_null(def, "%s", f.problems.n ? f.problems.item[0].text : "");
	familia_integrante(&f, 1, "ingreso_salario=300000; ingreso_horas_extra=20000");
	for (int k = 0; k < 2; k++) {
		const struct evaluacion *e = model_evaluate(p, &f.ficha, dia(k ? "2023-06-30" : PROGRAMAS_HOY), &f.arena);
		trace_init(&t, &f.arena);
		ingreso_evaluate(def, &e->scope, &f.arena, &in);
		ingreso_explain(def, &in, &e->scope, &t);
		cr_expect_eq(trace_has(&t, "la línea de 2024 está por confirmar (certeza media): De prensa"), k == 0, "the line that says nothing takes that of the file");
		cr_expect_neq(trace_has(&t, "la línea de 2023 está"), true, "this one says it is certain");
		cr_expect(trace_has(&t, "Lo que se suma como ingreso está por confirmar (certeza baja): Falta el cuestionario"));
		cr_expect(trace_has(&t, "$ 300.000; por confirmar (certeza media): En especie no se sabe"));
		cr_expect(trace_has(&t, "$ 20.000") && !trace_has(&t, "$ 20.000;"));
	}
}

Test(certeza, of_each_offer_its_own_or_that_of_the_list)
{
	static const char text[] = "version: 1\nfuente: x\ncerteza: media\nnota: De otro año\nofertas:\n"
		"  - {id: una, nombre: Una, entidad: E, logros: [1]}\n  - {id: dos, nombre: Dos, entidad: E, logros: [1], certeza: alta}\n"
		"  - {id: tres, nombre: Tres, entidad: E, logros: [1], certeza: baja, nota: Sin cupo conocido}\n";
	const struct oferta_list *list = oferta_load(&f.arena, &f.dict, familia_yaml(&f, text), &f.problems);

	cr_assert_not_null(list, "%s", f.problems.n ? f.problems.item[0].text : "");
	cr_expect_str_eq(list->item[0].certeza, "media");
	cr_expect_str_eq(list->item[0].nota, "De otro año");
	cr_expect_null(certeza_frase(&f.arena, "Oferta", list->item[1].certeza, list->item[1].nota));
	cr_expect_str_eq(certeza_frase(&f.arena, "Oferta", list->item[2].certeza, list->item[2].nota), "Oferta por confirmar (certeza baja): Sin cupo conocido");
}
